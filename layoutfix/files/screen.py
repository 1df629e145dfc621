"""What a terminal may be shown: no name and no text of a corpus gives it orders."""

import os
import re
from typing import TextIO

_ORDERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the direction of writing
    "\ufeff\ud800-\udfff]"  # what no terminal can show
)
_BREAKS = re.compile("[\t\n]")


def screened(text: str) -> str:
    r"""Spell out the control characters in ``text``, all but tab and line feed.

    >>> screened("a\x1b[31mb\tc\u202ed")
    'a\\x1b[31mb\tc\\u202ed'
    """
    return _ORDERS.sub(_spell, text)


def one_line(text: str) -> str:
    r"""Spell out tab and line feed too, for a name in a message.

    >>> one_line("a\nb")
    'a\\x0ab'
    """
    return _BREAKS.sub(_spell, screened(text))


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person looks at ``stream``; a closed one is None."""
    return stream is not None and not stream.closed and stream.isatty()


def wants_color(choice: str, stream: TextIO | None) -> bool:
    """Decide on colour: what was asked for, or else a terminal without NO_COLOR."""
    if choice != "auto":
        return choice == "always"
    dumb = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return is_terminal(stream) and not dumb


def _spell(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
