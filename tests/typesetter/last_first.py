"""Give the lines of each page or column from the last to the first, as some extractors do.

Such a page was drawn from its foot up, or turned over on its way; each line in itself reads as
ever.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from layoutfix.model.page import Page, split_lines
from typesetter.model import Ident, Sheet

MANNERS = ("pages", "columns")
Bounds = tuple[int, int]  # the first and the last line, from 1

_FEED = re.compile(r"\f+| (?! )")
_PIECE = re.compile(r"(?P<first>[0-9]+)(?:-(?P<last>[0-9]+))?(?:\[(?P<span>[0-9]*:[0-9]*)\])?")


def turn(text: str, gold: str, stretches: Iterable[Bounds]) -> tuple[str, str]:
    """Turn the lines of each stretch of a text, and the numbers in its gold file.

    A form feed, or the space that is left of one, stays at the head of its page.
    """
    lines = split_lines(text)
    places: dict[int, int] = {}
    feeds: dict[int, int] = {}
    for first, last in stretches:
        feed = _FEED.match(lines[first - 1])
        feeds[first] = feed.end() if feed else 0
        head, bare = lines[first - 1][: feeds[first]], lines[first - 1][feeds[first] :]
        turned = [*lines[first:last][::-1], bare]
        lines[first - 1 : last] = [head + turned[0], *turned[1:]]
        places.update((line, first + last - line) for line in range(first, last + 1))
    filled = frozenset(nth for nth, line in enumerate(lines, 1) if line.strip())
    entries = [_renumbered(entry, places, feeds, filled) for entry in gold.split("\n")]
    return "\n".join(lines), "\n".join(entries)


def _renumbered(
    entry: str, places: Mapping[int, int], feeds: Mapping[int, int], filled: frozenset[int]
) -> str:
    """Write a line of a gold file with the new numbers; offsets shift where a form feed went."""
    if not entry.strip() or entry.startswith(("#", "==")):
        return entry
    head, equals, written = entry.partition(" = ")
    role, _, ranges = head.partition(" ")
    spec = []
    for piece in ranges.split(","):
        found = _PIECE.fullmatch(piece)
        assert found, entry
        for line in range(int(found["first"]), int(found["last"] or found["first"]) + 1):
            place = places.get(line, line)
            if place not in filled:
                continue
            shift = feeds.get(place, 0) - feeds.get(line, 0)
            span = [
                str(max(0, int(at) + shift)) if at else ""
                for at in (found["span"] or "").split(":")
            ]
            spec.append(f"{place}[{':'.join(span)}]" if found["span"] else str(place))
    return f"{role} {','.join(spec)}{equals}{written}"


def pages(text: str) -> Iterator[Bounds]:
    """Give the bounds of each page that the text shows, without the blank lines around it."""
    lines = split_lines(text)
    filled = [nth for nth, line in enumerate(lines, 1) if line.strip()]
    known = Page(text).lines
    heads = [nth for nth in filled if known[nth].opens_page]
    return _between(filled, heads)


def stretches_of(
    manner: str, text: str, idents: Sequence[Ident | None], sheet: Sheet
) -> Iterator[Bounds]:
    """Give the bounds of what is turned in one of the ``MANNERS``: of each page or column.

    A column is what goes down a page line by line.
    """
    heights = {
        glyph.ident: (group.page, run.y)
        for group in sheet.groups
        for run in group.runs
        for glyph in run.glyphs
    }
    filled, heads = [], []
    place, above = 0, (0, 0.0)
    for number, line in enumerate(split_lines(text), 1):
        count = len("".join(line.split()))
        here = next((heights[each] for each in idents[place : place + count] if each), above)
        place += count
        if count:
            filled.append(number)
            if here[0] != above[0] or (manner == "columns" and here[1] < above[1]):
                heads.append(number)
            above = here
    return _between(filled, heads)


def _between(filled: Sequence[int], heads: Iterable[int]) -> Iterator[Bounds]:
    """Cut the lines that are not blank at ``heads``."""
    cuts = [0, *(bisect_left(filled, head) for head in heads), len(filled)]
    return ((filled[a], filled[b - 1]) for a, b in pairwise(cuts) if a < b)
