"""The tables of rules/ keep their form, and each row keeps its own promise."""

import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import regex

from layoutfix.reading.role_marks import Marks, simplified
from layoutfix.tables import Pattern, rules_folder

RULES = Path(rules_folder())
UNIT = regex.compile(
    r"_(ems|lines|blocks|characters|count|ratio|nats|score|weight|cost|percent|bytes|pages)$"
)
COLUMNS = 4
# How the passes hold a pattern against a text; regex.search where nothing else is said.
READ_BY = {"line-marks": regex.fullmatch, "paragraph-marks": regex.match}


def entries(path: Path) -> list[str]:
    """Give the lines of a table without its comments and blank lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pattern_rows() -> list[Any]:
    """Give each row of each ``.tsv`` table as a parameter, named by its table and place."""
    return [
        pytest.param(row, READ_BY.get(path.stem, regex.search), id=f"{path.stem}-{number}")
        for path in sorted(RULES.glob("*.tsv"))
        for number, row in enumerate(entries(path), 1)
    ]


def test_readme_names_each_table():
    """rules/README.md says of each table what it is and where it came from."""
    readme = (RULES / "README.md").read_text(encoding="utf-8")
    tables = {path.name for path in RULES.iterdir() if path.is_file()} - {"README.md"}

    assert set(regex.findall(r"^- `([\w.-]+)`:", readme, regex.MULTILINE)) == tables


@pytest.mark.parametrize("path", sorted(RULES.glob("*.t*")), ids=lambda path: path.name)
def test_table_is_plain_text(path: Path):
    """A table is UTF-8 with plain line ends, composed (NFC), and ends with a line end."""
    text = path.read_bytes().decode("utf-8")

    assert "\r" not in text
    assert "\ufeff" not in text
    assert not text or text.endswith("\n")
    assert text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("path", sorted(RULES.glob("*.t[sx][tv]")), ids=lambda path: path.name)
def test_table_says_where_it_came_from(path: Path):
    """A table of words or patterns opens with a comment."""
    assert path.read_text(encoding="utf-8").startswith("#")


def test_words_are_sorted_and_unique():
    """The words of a ``.txt`` table stand in the order of their code points, each once."""
    tables = {path.name: entries(path) for path in RULES.glob("*.txt")}

    assert tables == {name: sorted(set(words)) for name, words in tables.items()}


def test_words_have_no_space_around_them():
    """No entry of a ``.txt`` table has space before or behind it, where nobody sees it."""
    loose = [word for path in RULES.glob("*.txt") for word in entries(path) if word != word.strip()]

    assert loose == []


@pytest.mark.parametrize(("row", "read"), pattern_rows())
def test_pattern_keeps_its_promise(row: str, read: Callable[[str, str], object]):
    """A pattern compiles, matches its example, and does not match its counter-example."""
    cells = row.split("\t")
    assert len(cells) in (COLUMNS, COLUMNS + 1)
    pattern, meaning, example, counter_example, *_ = cells

    assert meaning.strip()
    assert read(pattern, example)
    assert not read(pattern, counter_example)
    assert list(Marks([Pattern(*cells)]).worth_a_try(simplified(example)))


@pytest.mark.parametrize("path", sorted(RULES.glob("*.tsv")), ids=lambda path: path.name)
def test_patterns_are_unique(path: Path):
    """No pattern stands twice in a table: the second would never be reached."""
    patterns = [row.partition("\t")[0] for row in entries(path)]

    assert len(patterns) == len(set(patterns))


def bare_keys(table: dict[str, Any]) -> Iterator[str]:
    """Give the keys of a TOML table whose name has no unit."""
    for key, value in table.items():
        if not UNIT.search(key):
            if isinstance(value, dict):
                yield from bare_keys(value)
            else:
                yield key


def explained_keys(text: str) -> set[str]:
    """Give the keys that have a comment on their line or right above it."""
    return {
        line.partition("=")[0].strip()
        for above, line in pairwise(["", *text.splitlines()])
        if "=" in line and ("#" in line or above.startswith("#"))
    }


def test_defaults_say_their_unit():
    """Each number has its unit in the key, or a comment that explains it."""
    text = (RULES / "defaults.toml").read_text(encoding="utf-8")

    assert set(bare_keys(tomllib.loads(text))) - explained_keys(text) == set()
