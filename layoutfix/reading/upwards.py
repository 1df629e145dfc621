"""Tell at a look whether words go on in the line above, as where a page stands last line first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from layoutfix.model.page import Page
from layoutfix.reading.word_pairs import words_from
from layoutfix.tables import number, per_rules

Stretch = tuple[int, int]
"""The first and the last of lines that follow each other, from 0."""


class _Limits(NamedTuple):
    step: int
    probes: int
    reach: int
    around: int
    lines: int


@per_rules
def _limits() -> _Limits:
    return _Limits(
        step=int(number("turned", "stretch_lines")),
        probes=int(number("turned", "probes_count")),
        reach=int(number("turned", "reach_lines")),
        around=int(number("turned", "around_lines")),
        lines=int(number("turned", "least_lines")),
    )


def find_parts(page: Page) -> Mapping[Stretch, list[Stretch]]:
    """Give for each page the parts of it in which words go on upwards; nothing where none do.

    A page is what stands between two form feeds; each block is a line still.
    A few breaks of each part of a text nearly always tell that words go on downwards.
    """
    texts = [block.text for block in page.blocks]
    heads = [nth for nth, line in enumerate(page.lines.values()) if nth and line.opens_page]
    sheets = [(start, end - 1) for start, end in pairwise((0, *heads, len(texts)))]
    parts = {sheet: list(_parts(texts, sheet)) for sheet in sheets}
    return parts if any(parts.values()) else {}


def _parts(texts: Sequence[str], sheet: Stretch) -> Iterator[Stretch]:
    """Give the parts of a page in which words go on upwards, with the lines around them."""
    first, last = sheet
    limits = _limits()
    step, around = limits.step, limits.around
    starts = range(first, last, step)
    suspects = [at for at in starts if _goes_up(texts, at, min(at + step, last))]
    breaks = [nth for nth, (a, b) in enumerate(pairwise(suspects), 1) if b - a > step + 2 * around]
    for a, b in pairwise((0, *breaks, len(suspects))):
        if a == b:
            continue
        start, end = max(first, suspects[a] - around), min(last, suspects[b - 1] + step + around)
        if end - start >= limits.lines - 1 and lean(texts, range(start, end)) > 0:
            yield start, end


def _goes_up(texts: Sequence[str], start: int, end: int) -> bool:
    """Tell at a look whether words go on in the line above, or in one a few lines above.

    In text that goes on downwards the first few breaks say so.
    """
    limits = _limits()
    behind = words_from()
    stride = max(1, (end - start) // limits.probes)
    up = down = 0
    for nth in chain.from_iterable(range(start + off, end, stride) for off in range(stride)):
        above, below = texts[nth], texts[nth + 1]
        down += behind.get(above[-1], "").find(below[0], 1) > 0
        if down > up + 1:
            return False
        up += behind.get(below[-1], "").find(above[0], 1) > 0
    return up > down or lean(texts, range(start, end)) > 1


def lean(texts: Sequence[str], lines: Iterable[int]) -> int:
    """Count the words that go on from a line to one a few lines above, less those below.

    Columns that came out row by row go on a few lines on.
    """
    up, down = words_both_ways(texts, lines)
    return up - down


def words_both_ways(texts: Sequence[str], lines: Iterable[int]) -> tuple[int, int]:
    """Count the words that go on from lines to one of those above, and to one of those below."""
    reach = _limits().reach
    behind = words_from()
    up = down = 0
    for nth in lines:
        above = texts[nth]
        head, goes_on = above[0], behind.get(above[-1], "")
        for below in texts[nth + 1 : nth + 1 + reach]:
            down += goes_on.find(below[0], 1) > 0
            up += behind.get(below[-1], "").find(head, 1) > 0
    return up, down
