"""Read a publication's own tables, which are laid over ours (docs/rules.md)."""

import tomllib
from pathlib import Path
from typing import NoReturn

import regex

from layoutfix.model.errors import RulesError
from layoutfix.model.settings import Rules
from layoutfix.tables import Pattern, defaults

WORDS = frozenset({"never-opens", "posts"})
PATTERNS = frozenset({"imprint", "jump-lines", "line-marks", "paragraph-marks"})


def load_rules(path: Path) -> Rules:
    """Read a publication's own tables from a TOML file.

    Raises RulesError naming the file, the table and the entry that cannot be used.
    """
    table = _read(path)
    unknown = table.keys() - {"words", "patterns", "numbers"}
    if unknown:
        known = "Known are [words], [numbers.SECTION] and [[patterns.TABLE]]."
        _refuse(path, f"unknown table [{min(unknown)}]", known)
    words, patterns, numbers = (
        _section(path, table, key) for key in ("words", "patterns", "numbers")
    )
    return Rules(
        tuple((name, _words(path, name, entries)) for name, entries in words.items()),
        tuple((name, _rows(path, name, rows)) for name, rows in patterns.items()),
        tuple(
            ((section, key), _number(path, section, key, value))
            for section in numbers
            for key, value in _section(path, numbers, section).items()
        ),
    )


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        _refuse(path, "no such file", "Give --rules a TOML file.")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        _refuse(path, str(error), "docs/rules.md shows what such a file holds.")


def _refuse(path: Path, what: str, hint: str) -> NoReturn:
    message = f"{path}: {what}"
    raise RulesError(message, hint) from None


def _section(path: Path, table: dict[str, object], key: str) -> dict[str, object]:
    section = table.get(key, {})
    if not isinstance(section, dict):
        _refuse(path, f"{key} is no table", f"Write [{key}] on a line of its own.")
    return section


def _words(path: Path, name: str, entries: object) -> tuple[str, ...]:
    if name not in WORDS or not isinstance(entries, list):
        _refuse(path, f"[words] {name} is no list that is known", f"Known: {_names(WORDS)}.")
    if not all(isinstance(entry, str) and entry for entry in entries):
        _refuse(path, f"[words] {name} holds more than words", "Write them in quotes.")
    return tuple(entries)


def _rows(path: Path, name: str, rows: object) -> tuple[tuple[str, str, str, str], ...]:
    if name not in PATTERNS or not isinstance(rows, list):
        _refuse(path, f"[[patterns.{name}]] is not known", f"Known: {_names(PATTERNS)}.")
    return tuple(_row(path, f"patterns.{name} {nth}", row) for nth, row in enumerate(rows, 1))


def _row(path: Path, where: str, row: object) -> Pattern:
    if not isinstance(row, dict) or set(row) != set(Pattern._fields):
        _refuse(path, f"{where} has other keys", f"It needs {', '.join(Pattern._fields)}.")
    own = Pattern(**{key: str(value) for key, value in row.items()})
    try:
        compiled = regex.compile(own.pattern)
    except regex.error as error:
        _refuse(path, f"{where}: {error}", "Mend the pattern.")
    if not compiled.search(own.example) or compiled.fullmatch(own.counter_example):
        what = f"{where} does not tell its example from its counter-example"
        _refuse(path, what, "Mend the pattern or the examples.")
    return own


def _number(path: Path, section: str, key: str, value: object) -> float:
    ours = defaults().get(section)
    if not isinstance(ours, dict) or not isinstance(ours.get(key), int | float):
        what = f"[numbers.{section}] {key} is not a number of rules/defaults.toml"
        _refuse(path, what, "Take the section and the key from there.")
    if isinstance(value, bool) or not isinstance(value, int | float):
        _refuse(path, f"[numbers.{section}] {key} is not a number", "Write it bare.")
    return float(value)


def _names(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))
