"""Find the reading of a part of a text in which some stretches of lines are read upwards.

A reading is a row of stretches, each of which is read from its last line to its first; a line
in its place is a stretch by itself.
So the file as it stands is one reading, a page that stands last first is another, and a page
each of whose columns does is a third.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple

from layoutfix.model.page import Page
from layoutfix.reading.evidence import usual_gap
from layoutfix.reading.links import Links
from layoutfix.reading.upwards import Stretch
from layoutfix.tables import number, per_rules


class _Limits(NamedTuple):
    turn: float
    edge: float
    edge_at_gap: float
    folio: float
    margin: int
    bound: float
    ways: int
    longest: int


@per_rules
def _limits() -> _Limits:
    return _Limits(
        turn=number("turned", "turn_nats"),
        edge=number("turned", "edge_nats"),
        edge_at_gap=number("turned", "edge_at_gap_nats"),
        folio=number("turned", "folio_nats"),
        margin=int(number("turned", "margin_lines")),
        bound=number("turned", "bound_nats"),
        ways=int(number("turned", "kept_ways_count")),
        longest=int(number("turned", "longest_lines")),
    )


class Part:
    """Lines of a text that follow each other, from 0, and what they weigh under each other.

    ``texts``: the lines.
    ``upwards``: what it weighs that each line stands under the one below it in the file.
    """

    def __init__(self, page: Page, first: int, last: int, folios: Sequence[int] = ()) -> None:
        """Look at the blocks ``first`` to ``last``, each of which is one line still.

        ``folios``: blocks whose numbers count up: pages in order, with these at their edges.
        """
        blocks = page.blocks[first : last + 1]
        self.texts = [block.text for block in blocks]
        self.size = len(blocks)
        self.links = Links(page, blocks[::-1])
        self.upwards = [self.link(nth + 1, nth) for nth in range(self.size - 1)]
        self.sums = [0.0, *accumulate(self.upwards)]
        downwards = Links(page, blocks)
        self.file_sums = [
            0.0,
            *accumulate(downwards.weigh(nth, nth + 1) for nth in range(self.size - 1)),
        ]
        self.edges = list(_edges(page, first, last, folios))
        self.folios = [folio - first for folio in folios]

    def link(self, upper: int, lower: int) -> float:
        """Weigh ``lower`` for standing under ``upper``, where most lines are read upwards."""
        return self.links.weigh(self.size - 1 - upper, self.size - 1 - lower)

    def inner(self, first: int, last: int) -> float:
        """Give the sum of the links inside a stretch, less what it costs that it is turned."""
        if first == last:
            return 0.0
        limits = _limits()
        cost = limits.turn + self.edges[first] + self.edges[last + 1]
        if self.folios:
            inside = range(first + limits.margin, last - limits.margin + 1)
            cost += limits.folio * sum(folio in inside for folio in self.folios)
        return self.sums[last] - self.sums[first] - cost

    def score(self, stretches: Sequence[Stretch]) -> float:
        """Give what the reading weighs in which ``stretches`` are turned, and nothing else."""
        at, row = 0, []
        for first, last in stretches:
            row += [(nth, nth) for nth in range(at, first)] + [(first, last)]
            at = last + 1
        row += [(nth, nth) for nth in range(at, self.size)]
        seams = sum(self.link(above[0], below[1]) for above, below in pairwise(row))
        return seams + sum(self.inner(*stretch) for stretch in row)

    def gain(self, group: Sequence[Stretch]) -> float:
        """Give what it gains over the file that stretches side by side are turned."""
        seams = sum(self.link(above[0], below[1]) for above, below in pairwise(group))
        turned = seams + sum(self.inner(*stretch) for stretch in group)
        return turned - (self.file_sums[group[-1][1]] - self.file_sums[group[0][0]])


def _edges(page: Page, first: int, last: int, folios: Sequence[int]) -> Iterator[float]:
    """Give what it costs that a stretch begins with each line, and one more for the end.

    It costs nothing where a page does, and above and below the folio of one.
    """
    limits = _limits()
    beside = frozenset(folios)
    usual = usual_gap(page)
    for nth, block in enumerate(page.blocks[first : last + 2], first):
        line = page.lines[block.first_line]
        if nth == 0 or line.opens_page or not beside.isdisjoint((nth, nth - 1)):
            yield 0.0
        else:
            yield limits.edge if line.gap == usual else limits.edge_at_gap
    if last + 1 == len(page.blocks):
        yield 0.0


class _Way(NamedTuple):
    """A reading of the lines so far: what it weighs, and the row of its stretches."""

    score: float
    row: "_Row"


class _Row(NamedTuple):
    before: "_Row | None"
    first: int
    last: int


def best_reading(part: Part) -> list[Stretch]:
    """Find the reading with the largest sum of links; give its stretches of several lines.

    For each line that may end a stretch, the best few readings up to there are kept (a beam
    search); a stretch ends where words do not go on clearly.
    """
    limits = _limits()
    borders = [0, *(nth + 1 for nth, each in enumerate(part.upwards) if each < limits.bound)]
    if borders[-1] != part.size:
        borders.append(part.size)
    may_end = frozenset(borders)
    ways: list[list[_Way]] = [[]]
    for at in range(1, part.size + 1):
        starts = [at - 1]
        if at in may_end:
            nearest = bisect_left(borders, at - limits.longest)
            starts += borders[nearest : bisect_left(borders, at - 1)]
        here = [_longer(part, ways[start], start, at - 1) for start in starts]
        ways.append(nlargest(limits.ways, here, key=attrgetter("score")))
    row: _Row | None = ways[-1][0].row
    out = []
    while row:
        if row.first < row.last:
            out.append((row.first, row.last))
        row = row.before
    return out[::-1]


def _longer(part: Part, ways: Sequence[_Way], first: int, last: int) -> _Way:
    """Put a stretch behind the one of ``ways`` that it carries on best."""
    inner = part.inner(first, last)
    if not ways:
        return _Way(inner, _Row(None, first, last))
    score, best = max(
        (way.score + part.link(way.row.first, last), nth) for nth, way in enumerate(ways)
    )
    return _Way(score + inner, _Row(ways[best].row, first, last))
