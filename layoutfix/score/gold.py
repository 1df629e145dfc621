"""Read gold files: how a person would restore a raw text, line by line.

The format is described in samples/FORMAT.md.
A gold file names raw lines by number and holds text only where the restored text is more
than its lines joined, so it can be passed on where the raw text cannot.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from layoutfix.model.errors import GoldError
from layoutfix.model.page import split_lines
from layoutfix.score.units import ROLES, Unit, merge_bylines

FURNITURE = "furniture"

_piece = re.compile(
    r"(?P<first>[0-9]+)(-(?P<last>[0-9]+))?(\[(?P<start>[0-9]*):(?P<end>[0-9]*)\])?"
)


class Slice(NamedTuple):
    """A part of a raw line that a block uses: all of it, but where a line holds two things."""

    line: int
    start: int
    end: int


class GoldBlock(NamedTuple):
    """A block as it was marked up: what it is, what it is made of, where the gold says so."""

    unit: Unit
    slices: tuple[Slice, ...]
    gold: str
    at: int


class Problem(NamedTuple):
    """Something wrong in a gold file, and the line of the gold file to look at."""

    gold: str
    at: int
    what: str

    def __str__(self) -> str:
        """Give it the way compilers do, so that editors find the place."""
        return f"{self.gold}:{self.at}: {self.what}"


class _UnreadableError(Exception):
    """A line of a gold file that cannot be read, and why."""


def read_gold(raw: Sequence[str], name: str, text: str) -> list[GoldBlock]:
    """Read the gold file ``name``, whose content is ``text``, against the lines of ``raw``.

    Raises GoldError naming each line that cannot be read.
    """
    blocks: list[GoldBlock] = []
    problems: list[Problem] = []
    articles: list[str] = []
    for at, line in enumerate(split_lines(text), 1):
        try:
            if line.startswith("=="):
                articles.append(_new_article(line, articles))
            elif line.strip() and not line.lstrip().startswith("#"):
                blocks.append(_read_block(raw, name, articles, at, line))
        except _UnreadableError as error:
            problems.append(Problem(name, at, str(error)))
    refuse(problems)
    return blocks


def refuse(problems: Sequence[Problem]) -> None:
    """Raise GoldError that lists the problems, if there are any."""
    if problems:
        what = "\n".join(["the gold cannot be used:", *map(str, problems)])
        raise GoldError(what, "The format is described in samples/FORMAT.md")


def units_of(golds: Iterable[Iterable[GoldBlock]]) -> list[Unit]:
    """Give the units of several gold files of one raw text.

    Each file counts its articles for itself, so a01 of one is not a01 of the next.
    """
    units: list[Unit] = []
    for number, blocks in enumerate(golds, 1):
        numbered = (_numbered(block.unit, number) for block in blocks)
        for _, article in groupby(numbered, key=lambda unit: unit.article):
            units += merge_bylines(article)
    return units


def _numbered(unit: Unit, number: int) -> Unit:
    return Unit(f"{number}:{unit.article}", unit.role, unit.text, unit.lines, unit.outside)


def _new_article(line: str, known: Sequence[str]) -> str:
    name = line.removeprefix("==").strip()
    _expect(name == FURNITURE or name not in known, f"there is an article {name} already")
    return name


def _read_block(
    raw: Sequence[str], name: str, articles: Sequence[str], at: int, line: str
) -> GoldBlock:
    head, _, written = line.partition(" = ")
    role, _, ranges = " ".join(head.split()).partition(" ")
    _expect(articles, f"a block before the first article: {line}")
    _expect(role in ROLES and ranges, f"not a role and its lines: {line}")
    slices = tuple(part for piece in ranges.split(",") for part in _read_piece(raw, piece))
    _expect(slices, f"only blank lines: {line}")
    joined = "".join(raw[part.line - 1][part.start : part.end].strip() for part in slices)
    text = written.strip() if written else joined
    lines = tuple(part.line for part in slices)
    unit = Unit(articles[-1], role, text, lines, outside=articles[-1] == FURNITURE)
    return GoldBlock(unit, slices, name, at)


def _read_piece(raw: Sequence[str], piece: str) -> Iterator[Slice]:
    """Read ``305``, ``305-331`` or ``305[0:20]``; a range leaves blank lines out."""
    match = _piece.fullmatch(piece)
    if not match:
        what = f"not a line or a range of lines: {piece}"
        raise _UnreadableError(what)
    first = int(match["first"])
    last = int(match["last"] or first)
    inside = 1 <= first <= last <= len(raw)
    _expect(inside, f"outside the raw text, which has {len(raw)} lines: {piece}")
    for number in range(first, last + 1):
        length = len(raw[number - 1])
        if raw[number - 1].strip():
            yield Slice(number, int(match["start"] or 0), int(match["end"] or length))


def _expect(holds: object, otherwise: str) -> None:
    if not holds:
        raise _UnreadableError(otherwise)
