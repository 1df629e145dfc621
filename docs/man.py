"""Write the man page, made of the help: ``python docs/man.py > docs/layoutfix.1``.

One page has all commands, a section each, so that one search finds an option.
It ships with the package, so `make man` when a help text changes.
The form is that of man(7).
"""

import re
import sys
from collections.abc import Iterator

import click

from layoutfix.cli.main import cli
from layoutfix.version import __version__


def main() -> None:
    """Print the page."""
    sys.stdout.buffer.write("".join(f"{line}\n" for line in page()).encode())


def page() -> Iterator[str]:
    """Give the page line by line."""
    top = click.Context(cli, info_name="layoutfix")
    summary, *about = _paragraphs(cli.help or "")
    yield f'.TH LAYOUTFIX 1 "" "layoutfix {__version__}" "User Commands"'
    yield ".SH NAME"
    yield f"layoutfix \\- {_escaped(summary[0].lower() + summary[1:].rstrip('.'))}"
    yield ".SH SYNOPSIS"
    yield f"{_bold('layoutfix')} COMMAND [OPTIONS] ..."
    yield ".SH DESCRIPTION"
    yield from _text(about)
    for name in cli.list_commands(top):
        command = cli.get_command(top, name)
        assert command, f"{name} is listed"
        yield from _section(command, click.Context(command, info_name=name, parent=top))


def _section(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield f'.SH "{context.command_path.upper()}"'
    yield f"{_bold(context.command_path)} {_escaped(usage)}"
    yield from _text(_paragraphs(command.help or ""))
    for option in command.get_params(context):
        record = option.get_help_record(context)
        if record and record[1]:
            yield from (".TP", _bold(record[0]), _escaped(record[1]))
    yield from _text(_paragraphs(command.epilog or ""))


def _paragraphs(text: str) -> list[str]:
    """Cut a help text at blank lines; what click keeps line by line keeps its mark."""
    lines = "\n".join(line.removeprefix("    ") for line in text.splitlines())
    return [part.strip("\n") for part in re.split(r"\n\s*\n", lines.strip("\n"))]


def _text(paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        kept = paragraph.removeprefix("\b\n")
        yield ".PP"
        if kept is paragraph:
            yield _escaped(" ".join(paragraph.split()))
        else:
            yield from (".nf", *map(_escaped, kept.splitlines()), ".fi")


def _bold(text: str) -> str:
    return f"\\fB{_escaped(text)}\\fR"


def _escaped(line: str) -> str:
    """Give a line whose signs say what they are; a dot or a quote in front would be an order."""
    line = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line[:1] in (".", "'") else line


if __name__ == "__main__":
    main()
