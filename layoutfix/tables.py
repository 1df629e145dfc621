"""Find rules/, read a table once.

Inside a wheel the tables are ``layoutfix/rules``; in a checkout they stand beside the package.
Nothing else in layoutfix knows where they are.
"""

import os.path  # pathlib takes longer to load than the tables
import tomllib
from functools import cache
from typing import Any

from layoutfix.model.errors import RulesError

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


def _read(name: str) -> str:
    with open(f"{rules_folder()}/{name}", encoding="utf-8") as table:  # noqa: PTH123
        return table.read()


@cache
def words(name: str) -> tuple[str, ...]:
    """Read ``rules/NAME.txt``: one entry a line, ``#`` opens a comment."""
    lines = _read(f"{name}.txt").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


class Pattern(tuple[str, str, str, str]):
    """A row of a ``.tsv`` table: pattern, meaning, an example, a counter-example."""

    __slots__ = ()

    @property
    def pattern(self) -> str:
        """Give the regular expression."""
        return self[0]

    @property
    def meaning(self) -> str:
        """Give what a match is."""
        return self[1]


@cache
def patterns(name: str) -> tuple[Pattern, ...]:
    """Read ``rules/NAME.tsv``."""
    text = _read(f"{name}.tsv")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Pattern((row[0], row[1], row[2], row[3])) for row in rows)


@cache
def defaults() -> dict[str, Any]:
    """Read ``rules/defaults.toml``: each number with its unit in the key."""
    return tomllib.loads(_read("defaults.toml"))


def number(section: str, key: str) -> float:
    """Give one number of ``rules/defaults.toml``."""
    return float(defaults()[section][key])
