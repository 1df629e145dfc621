"""Find rules/, read a table once.

Inside a wheel the tables are ``layoutfix/rules``; in a checkout they stand beside the package.
Nothing else in layoutfix knows where they are.
"""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, TypeVarTuple

import regex

from layoutfix.model.errors import RulesError
from layoutfix.model.settings import Rules

A = TypeVarTuple("A")
T = TypeVar("T")

_PACKAGE = Path(__file__).resolve().parent


@cache
def rules_folder() -> Path:
    """Give the folder that holds the tables.

    Raises RulesError when the installation has lost it.
    """
    for folder in (_PACKAGE / "rules", _PACKAGE.parent / "rules"):
        if (folder / "defaults.toml").is_file():
            return folder
    what = f"the tables of layoutfix are missing beside {_PACKAGE}"
    raise RulesError(what, "Install it again: pip install --force-reinstall layoutfix")


class Pattern(NamedTuple):
    """A row of a table of patterns, with an example that it must match and one it must not."""

    pattern: str
    meaning: str
    example: str
    counter_example: str


_laid_over: ContextVar[Rules] = ContextVar("rules", default=Rules())


@contextmanager
def laid_over(rules: Rules) -> Iterator[None]:
    """Lay a publication's own tables over ours for a while."""
    token = _laid_over.set(rules)
    try:
        yield
    finally:
        _laid_over.reset(token)


def per_rules(function: Callable[[*A], T]) -> Callable[[*A], T]:
    """Keep what ``function`` made of the tables, once for each set of rules."""

    @cache
    def kept(_rules: Rules, *args: *A) -> T:
        return function(*args)

    @wraps(function)
    def call(*args: *A) -> T:
        return kept(_laid_over.get(), *args)

    return call


def _lines(name: str) -> list[str]:
    text = (rules_folder() / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@per_rules
def words(name: str) -> tuple[str, ...]:
    """Read ``rules/NAME.txt``: one entry a line, ``#`` opens a comment."""
    return (*_lines(f"{name}.txt"), *dict(_laid_over.get().words).get(name, ()))


@per_rules
def patterns(name: str) -> tuple[Pattern, ...]:
    """Read ``rules/NAME.tsv``; a publication's own patterns come first."""
    own = dict(_laid_over.get().patterns).get(name, ())
    rows = (line.split("\t") for line in _lines(f"{name}.tsv"))
    return (*(Pattern(*row) for row in own), *(Pattern(*row) for row in rows))


@per_rules
def defaults() -> dict[str, Any]:
    """Read ``rules/defaults.toml``: each number with its unit in the key."""
    table = tomllib.loads((rules_folder() / "defaults.toml").read_text(encoding="utf-8"))
    for (section, key), value in _laid_over.get().numbers:
        table[section][key] = value
    return table


def number(section: str, key: str) -> float:
    """Give one number of ``rules/defaults.toml``."""
    return float(defaults()[section][key])


WORDS = frozenset({"never-opens", "posts"})
PATTERNS = frozenset({"imprint", "jump-lines", "line-marks", "paragraph-marks"})


def load_rules(path: Path) -> Rules:
    """Read a publication's own tables from a TOML file.

    Raises RulesError naming the table and the entry that cannot be used.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise RulesError(f"{path}: no such file", "Give --rules a TOML file.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{path}: {error}", "docs/rules.md shows what such a file holds.") from error
    unknown = table.keys() - {"words", "patterns", "numbers"}
    if unknown:
        raise RulesError(
            f"{path}: unknown table [{min(unknown)}]", "Known are [words], [patterns], [numbers]."
        )
    return Rules(
        tuple(_own_words(path, name, entries) for name, entries in table.get("words", {}).items()),
        tuple(_own_rows(path, name, rows) for name, rows in table.get("patterns", {}).items()),
        tuple(
            _own_number(path, section, key, value)
            for section, values in table.get("numbers", {}).items()
            for key, value in values.items()
        ),
    )


def _own_words(path: Path, name: str, entries: object) -> tuple[str, tuple[str, ...]]:
    if name not in WORDS or not isinstance(entries, list):
        known = ", ".join(sorted(WORDS))
        raise RulesError(f"{path}: [words] {name} is no list that is known", f"Known: {known}.")
    if not all(isinstance(entry, str) and entry for entry in entries):
        raise RulesError(f"{path}: [words] {name} holds more than words", "Write them in quotes.")
    return name, tuple(entries)


def _own_rows(path: Path, name: str, rows: object) -> tuple[str, tuple[tuple[str, str, str, str], ...]]:
    if name not in PATTERNS or not isinstance(rows, list):
        known = ", ".join(f"[[patterns.{table}]]" for table in sorted(PATTERNS))
        raise RulesError(f"{path}: [patterns] {name} is not known", f"Known: {known}.")
    return name, tuple(_own_row(path, f"patterns.{name} {n}", row) for n, row in enumerate(rows, 1))


def _own_row(path: Path, where: str, row: Any) -> tuple[str, str, str, str]:
    fields = Pattern._fields
    if not isinstance(row, dict) or set(row) != set(fields):
        raise RulesError(f"{path}: {where} has other keys", f"It needs {', '.join(fields)}.")
    own = Pattern(*(str(row[field]) for field in fields))
    try:
        compiled = regex.compile(own.pattern)
    except regex.error as error:
        raise RulesError(f"{path}: {where}: {error}", "Mend the pattern.") from error
    if not compiled.search(own.example) or compiled.fullmatch(own.counter_example):
        what = f"{path}: {where} does not tell its example from its counter-example"
        raise RulesError(what, "Mend the pattern or the examples.")
    return tuple(own)  # type: ignore[return-value]


def _own_number(
    path: Path, section: str, key: str, value: object
) -> tuple[tuple[str, str], float]:
    known = defaults()
    old = known.get(section, {}).get(key) if isinstance(known.get(section), dict) else None
    if not isinstance(old, int | float):
        what = f"{path}: [numbers.{section}] {key} is not a number of rules/defaults.toml"
        raise RulesError(what, "Take the section and the key from there.")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RulesError(f"{path}: [numbers.{section}] {key} is not a number", "Write it bare.")
    return (section, key), float(value)
