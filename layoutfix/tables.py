"""Find rules/, read a table once.

Inside a wheel the tables are ``layoutfix/rules``; in a checkout they stand beside the package.
Nothing else in layoutfix knows where they are.
"""

import os.path  # pathlib takes longer to load than the tables
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache, wraps
from typing import Any, NamedTuple, NoReturn, TypeVar, TypeVarTuple

from layoutfix.model.errors import RulesError
from layoutfix.model.settings import Level, Rules

A = TypeVarTuple("A")
T = TypeVar("T")

_PACKAGE = os.path.dirname(os.path.realpath(__file__))  # noqa: PTH120


@cache
def rules_folder() -> str:
    """Give the folder that holds the tables.

    Raises RulesError when the installation has lost it.
    """
    for parent in (_PACKAGE, os.path.dirname(_PACKAGE)):  # noqa: PTH120
        if os.path.isfile(f"{parent}/rules/defaults.toml"):  # noqa: PTH113
            return f"{parent}/rules"
    what = f"the tables of layoutfix are missing beside {_PACKAGE}"
    raise RulesError(what, "Install it again: pip install --force-reinstall layoutfix")


@cache
def rules_hash() -> bytes:
    """Give 16 bytes that stand for the content of all tables of ours."""
    from hashlib import blake2b  # noqa: PLC0415 - only a batch has to know

    found = blake2b(digest_size=16)
    for name in sorted(os.listdir(rules_folder())):  # noqa: PTH208
        if name.endswith((".txt", ".tsv", ".toml")):
            found.update(f"{name}\0{_read(name)}\0".encode())
    return found.digest()


def _read(name: str) -> str:
    with open(f"{rules_folder()}/{name}", encoding="utf-8") as table:  # noqa: PTH123
        return table.read()


PATTERN_SECONDS = 0.1  # a pattern of ours takes a thousandth of that on a page


class Pattern(NamedTuple):
    """A row of a table of patterns, with an example that it must match and one it must not.

    ``needs``: characters of which a text has one where the pattern matches, or begins (``^``
    in front) or ends (``$`` behind) with one; nothing where that is not known.
    """

    pattern: str
    meaning: str
    example: str
    counter_example: str
    needs: str = ""


_OURS = Rules()
_laid_over: ContextVar[Rules] = ContextVar("rules", default=_OURS)


@contextmanager
def laid_over(rules: Rules) -> Iterator[None]:
    """Lay a publication's own tables over ours for a while."""
    token = _laid_over.set(rules)
    try:
        yield
    finally:
        _laid_over.reset(token)


def at_level(rules: Rules, level: Level) -> Rules:
    """Give the rules with the numbers that a level has of its own; a publication's go first."""
    numbers = _numbers_of(level)
    return rules._replace(numbers=(*numbers, *rules.numbers)) if numbers else rules


@cache
def _numbers_of(level: Level) -> tuple[tuple[tuple[str, str], float], ...]:
    if level != "bold":
        return ()
    sections = tomllib.loads(_read("bold.toml")).items()
    return tuple(((name, key), value) for name, table in sections for key, value in table.items())


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
    return [line for line in _read(name).splitlines() if line and not line.startswith("#")]


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


def seconds_for(table: str) -> float | None:
    """Give the CPU seconds that matching with ``table`` may take; None where all are ours."""
    return PATTERN_SECONDS if has_own_patterns(table) else None


def blame(table: str, text: str) -> NoReturn:
    """Raise RulesError for a pattern of the publication that took too long on ``text``."""
    import regex  # noqa: PLC0415 - this is an end of a run

    guilty = "one"
    for row in dict(_laid_over.get().patterns)[table]:
        with suppress(regex.error):
            try:
                regex.search(row[0], text, timeout=PATTERN_SECONDS)
            except TimeoutError:
                guilty = repr(row[0])
    what = f"a pattern of [[patterns.{table}]] takes too long on {len(text)} characters: {guilty}"
    raise RulesError(what, "A repetition inside a repetition, such as (a+)+, does that.")


def has_own_patterns(name: str) -> bool:
    """Tell whether a publication's own patterns are laid over the table ``name``."""
    own = _laid_over.get().patterns
    return bool(own) and any(table == name for table, _ in own)


@per_rules
def defaults() -> dict[str, Any]:
    """Read ``rules/defaults.toml``: each number with its unit in the key."""
    table = tomllib.loads(_read("defaults.toml"))
    for (section, key), value in _laid_over.get().numbers:
        table[section][key] = value
    return table


def number(section: str, key: str) -> float:
    """Give one number of ``rules/defaults.toml``."""
    return float(defaults()[section][key])
