"""The command ``config``: the settings that are in force here, and where each comes from."""

from collections.abc import Iterator

import click
from click.core import ParameterSource

from layoutfix.cli.config import SETTINGS, Config
from layoutfix.cli.options import configured, repair_options
from layoutfix.files.screen import one_line

_EXAMPLES = """\b
Examples:
  layoutfix config                       what holds in this folder
  layoutfix config --furniture drop      what would hold with an option
  layoutfix config --config other.toml   what would hold with another file
"""


@click.command("config", epilog=_EXAMPLES)
@repair_options
@click.pass_context
def config(context: click.Context, /, **options: object) -> None:
    """Show the settings that are in force in this folder, and where each comes from.

    They are looked for in layoutfix.toml, or the table [tool.layoutfix] of pyproject.toml, and
    in .layoutfixignore: in this folder, then in each above it up to the top of the repository.
    """
    chosen = configured(context)
    rows = [(name, options[name], _origin(context, chosen, name)) for name in sorted(SETTINGS)]
    rows.append(("exclude", chosen.patterns, _origin_of_patterns(chosen)))
    for line in _lines(rows):
        click.echo(line)


def _lines(rows: list[tuple[str, object, str]]) -> Iterator[str]:
    """Give each row as a line of TOML with the origin behind it."""
    shown = [(f"{name} = {_toml(value)}", origin) for name, value, origin in rows]
    width = max(len(setting) for setting, _ in shown)
    for setting, origin in shown:
        yield f"{one_line(setting):{width}}  # {one_line(origin)}"


def _toml(value: object) -> str:
    """Give a string, a list of strings, or none of either as TOML has it."""
    import json  # noqa: PLC0415 - a string of JSON is one of TOML; only this command needs it

    return json.dumps("" if value is None else value, ensure_ascii=False)


def _origin(context: click.Context, chosen: Config, name: str) -> str:
    source = context.get_parameter_source(name)
    if source is ParameterSource.COMMANDLINE:
        return "the command line"
    return chosen.origin(name) or "not set"


def _origin_of_patterns(chosen: Config) -> str:
    found = [chosen.origin("exclude"), chosen.ignore_file]
    return "; ".join(str(each) for each in found if each) or "not set"
