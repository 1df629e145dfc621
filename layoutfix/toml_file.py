"""Read a TOML file that a stranger may have written, and say on which line it is wrong."""

import tomllib
from bisect import bisect_left
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from layoutfix.model.errors import LayoutfixError

LONGEST = 256 * 1024  # bytes; what people write by hand is a hundredth of that

Keys = tuple[str | int, ...]


class TomlFile(NamedTuple):
    """A file that was read: its table, and its text to find the lines of the table in.

    ``error`` is what is raised for anything in it that cannot be used.
    """

    path: Path
    text: str
    table: dict[str, object]
    error: type[LayoutfixError]

    def line_of(self, keys: Keys) -> int:
        """Give the line, from 1, where the entry under ``keys`` begins.

        A key is a name in a table or, from 0, a place in an array of tables.
        The entry begins on the first line without which the lines above do not hold it, and
        only the parser of the language itself knows that in each of its many spellings.
        """
        lines = self.text.splitlines(keepends=True)
        numbers = range(1, len(lines) + 1)
        return 1 + bisect_left(numbers, True, key=lambda number: _holds(lines, number, keys))  # noqa: FBT003

    def refuse(self, what: str, hint: str, *keys: str | int) -> NoReturn:
        """Raise the error with the file, the line of the entry under ``keys``, and a hint."""
        message = f"{self.path}, line {self.line_of(keys)}: {what}"
        raise self.error(message, hint)


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


def _holds(lines: list[str], number: int, keys: Keys) -> bool:
    """Tell whether the first lines, and those that end a value begun there, hold the entry."""
    for end in range(number, len(lines) + 1):
        try:
            found = tomllib.loads("".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue  # inside a value of several lines
        return _under(found, keys)
    return True


def _under(found: Any, keys: Keys) -> bool:  # noqa: ANN401 - what TOML holds
    try:
        for key in keys:
            found = found[key]
    except (KeyError, IndexError, TypeError):
        return False
    return True
