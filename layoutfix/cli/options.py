"""Checks of options that several commands have."""

from contextlib import suppress

import click

from layoutfix.files.encodings import whole


def known_encoding(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    """Let the name of a text encoding pass, or refuse it before any file is read."""
    if name == "auto":
        return name
    with suppress(LookupError, ValueError):
        whole(name)
        return name
    message = f"there is no text encoding {name!r}; try utf-8, utf-16, gb18030 or big5"
    raise click.BadParameter(message)
