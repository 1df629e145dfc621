"""Options that several commands have, and their checks."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from layoutfix.cli.config import Config, find_config, read_config
from layoutfix.files.encodings import whole
from layoutfix.files.parts import Split
from layoutfix.passes import PASSES


def known_encoding(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    """Let the name of a text encoding pass, or refuse it before any file is read."""
    if name == "auto":
        return name
    with suppress(LookupError, ValueError):
        whole(name)
        return name
    message = f"there is no text encoding {name!r}; try utf-8, utf-16, gb18030 or big5"
    raise click.BadParameter(message)


def _known_passes(
    _context: click.Context, _parameter: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    known = [each.name for each in PASSES]
    for name in names:
        if name not in known:
            message = f"there is no pass {name!r}; it is one of {', '.join(known)}"
            raise click.BadParameter(message)
    return names


def _complete_passes(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    return [each.name for each in PASSES if each.name.startswith(incomplete)]


def _configure(context: click.Context, _parameter: click.Parameter, path: str | None) -> None:
    """Let what the repository chose take the place of the defaults, before they are read."""
    if path == "none":
        chosen = Config()
    elif path is not None:
        chosen = read_config(Path(path), context.command)
    else:
        chosen = find_config(Path.cwd(), context.command)
    context.meta[_CONFIG] = chosen
    context.default_map = dict(chosen.values)


def configured(context: click.Context) -> Config:
    """Give what the repository chose for a command with the options of the repair."""
    found = context.meta[_CONFIG]
    assert isinstance(found, Config)
    return found


_CONFIG = "layoutfix.config"


def known_split(_context: click.Context, _parameter: click.Parameter, value: str) -> Split | None:
    """Read ``none``, ``formfeed`` or ``blank:N``."""
    where, _, count = value.partition(":")
    if value in ("none", "formfeed"):
        return Split() if value == "formfeed" else None
    if where == "blank" and count.isdecimal() and int(count) > 0:
        return Split(int(count))
    message = f"{value!r} is none of none, formfeed and blank:N, with N from 1"
    raise click.BadParameter(message)


def encoding_option(help_: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give the option ``--encoding``; ``help_`` says of what."""
    return click.option(
        "--encoding",
        default="auto",
        show_default=True,
        metavar="NAME",
        callback=known_encoding,
        help=help_,
    )


_REPAIR = (
    click.option(
        "--config",
        metavar="FILE|none",
        type=click.Path(),
        is_eager=True,
        expose_value=False,
        callback=_configure,
        help="Settings. If this is not given: layoutfix.toml, or [tool.layoutfix] of "
        "pyproject.toml, here or above, up to the top of the repository.",
    ),
    click.option(
        "--skip",
        multiple=True,
        metavar="PASS",
        callback=_known_passes,
        shell_complete=_complete_passes,
        help="Leave a pass out; may be given several times.",
    ),
    click.option(
        "--level",
        type=click.Choice(["safe", "normal", "bold"]),
        default="normal",
        show_default=True,
        help="How much to do. Safe joins lines inside a column and takes exact copies out where "
        "that is near certain, and moves nothing; bold does what is likely, too.",
    ),
    click.option(
        "--furniture",
        type=click.Choice(["keep", "drop"]),
        help="Running heads, folios, section flags. Kept at the end of text and in JSON if this is "
        "not given; Markdown and JSON Lines have them with keep only.",
    ),
    click.option(
        "--rules",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False),
        metavar="FILE",
        help="A publication's own tables, laid over ours; may be given several times.",
    ),
    encoding_option("Of the input. Auto knows UTF-8, UTF-16, GB18030 with GBK, and Big5."),
    click.option(
        "--errors",
        type=click.Choice(["strict", "keep"]),
        default="strict",
        show_default=True,
        help="Bytes that are no character: refuse the file, or pass them through.",
    ),
    click.option(
        "--script",
        type=click.Choice(["keep", "hans", "hant"]),
        default="keep",
        show_default=True,
        help="Give the text out in simplified or traditional characters.",
    ),
)


def repair_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how a text is read, repaired and shown."""
    for option in reversed(_REPAIR):
        command = option(command)
    return command


_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}


def byte_size(_context: click.Context, _parameter: click.Parameter, value: str) -> int:
    """Read a number of bytes such as ``500``, ``20K``, ``100M`` or ``2G``."""
    number, unit = value.rstrip("KMGkmg"), value.lstrip("0123456789").upper()
    if not number.isdecimal() or unit not in _UNITS:
        message = f"{value!r} is no number of bytes; write it like 500, 20K, 100M or 2G"
        raise click.BadParameter(message)
    return int(number) * _UNITS[unit]
