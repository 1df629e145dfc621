"""Read a TOML file that a stranger may have written, and say on which line it is wrong."""

import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from layoutfix.model.errors import LayoutfixError

LONGEST = 256 * 1024  # bytes; what people write by hand is a hundredth of that
_PATIENCE = 1_000_000  # characters that are parsed to find a line, a second's worth

Keys = tuple[str | int, ...]


class TomlFile(NamedTuple):
    """A file that was read: its table, and its text to find the lines of the table in.

    ``error`` is what is raised for anything in it that cannot be used.
    """

    path: Path
    text: str
    table: dict[str, object]
    error: type[LayoutfixError]

    def line_of(self, *keys: str | int) -> int | None:
        """Give the line, from 1, where the entry under ``keys`` begins.

        A key is a name in a table or, from 0, a place in an array of tables.
        The entry begins on the first line without which the lines above do not hold it, and
        only the parser of the language itself knows that in each of its many spellings.
        None where that would take too long, as in a file made for it.
        """
        lines = self.text.splitlines(keepends=True)
        tries = iter(range(_PATIENCE // max(1, len(self.text))))
        held = partial(_holds, lines, keys, tries)
        with suppress(StopIteration):
            return 1 + bisect_left(range(1, len(lines) + 1), True, key=held)  # noqa: FBT003
        return None

    def refuse(self, what: str, hint: str, *keys: str | int) -> NoReturn:
        """Raise the error with the file, the line of the entry under ``keys``, and a hint."""
        message = f"{self.place(*keys)}: {what}"
        raise self.error(message, hint)

    def place(self, *keys: str | int) -> str:
        """Give the file and, where it can be found, the line of the entry under ``keys``."""
        line = self.line_of(*keys)
        return f"{self.path}, line {line}" if line else f"{self.path}"


def read_toml(path: Path, error: type[LayoutfixError], hint: str) -> TomlFile:
    """Read a file of TOML in UTF-8.

    Raises ``error`` with ``hint`` where it is no such file, or longer than a person writes.
    """

    def refuse(what: object) -> NoReturn:
        message = f"{path}: {what}"
        raise error(message, hint) from None

    try:
        if not path.is_file():
            refuse("no such file")
        if path.stat().st_size > LONGEST:
            refuse(f"longer than {LONGEST:,} bytes")
        text = path.read_text(encoding="utf-8-sig")
        return TomlFile(path, text, tomllib.loads(text), error)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as found:
        refuse(found)
    except RecursionError:
        refuse("its tables are nested too deep")


def _holds(lines: list[str], keys: Keys, tries: Iterator[int], number: int) -> bool:
    """Tell whether the first lines, and those that end a value begun there, hold the entry.

    Raises StopIteration when there are no tries left.
    """
    for end in range(number, len(lines) + 1):
        next(tries)
        with suppress(tomllib.TOMLDecodeError):  # inside a value of several lines
            return _under(tomllib.loads("".join(lines[:end])), keys)
    return True


def _under(found: Any, keys: Keys) -> bool:  # noqa: ANN401 - what TOML holds
    try:
        for key in keys:
            found = found[key]
    except (KeyError, IndexError, TypeError):
        return False
    return True
