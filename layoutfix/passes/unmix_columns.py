"""Take columns apart that came out row by row."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from layoutfix.model.edits import Edit, move
from layoutfix.model.page import Block, Line, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.bonds import Bonds
from layoutfix.reading.evidence import SENTENCE, end_of, usual_gap
from layoutfix.reading.places import Nearby
from layoutfix.reading.word_pairs import is_in_a_word
from layoutfix.tables import number


def unmix_columns(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Move the lines of each column behind those of the column on its left.

    Where few lines go on in the next one, but many in one further down, the rows of a page
    were read across its columns.
    Each line then goes to the column that it carries on best, from the characters across the
    breaks, from the first and last lines of paragraphs, and from the turn of the columns.
    That has to be clear for all lines together; else nothing is moved.
    """
    blocks = [block for block in page.blocks if block.role == "para" and len(block.text) > 1]
    spread = usual_gap(page) > 0
    beside = _beside(page, blocks)
    for start, end in _suspects([block.text for block in blocks], beside):
        part = blocks[start:end]
        for columns in _columns(page, part, beside[start:end], spread=spread):
            yield from _apart(part, columns)


def _beside(page: Page, blocks: Sequence[Block]) -> list[bool]:
    """Tell of each line whether it was split off the line above at a gap, as lines near it were.

    A jump line or a caption that was split off stands alone.
    """
    heads = [block.pieces[0] for block in blocks]
    if not any(head.part for head in heads):
        return [False] * len(blocks)
    before = [page.lines[head.line].raw[head.start - 1] for head in heads]
    parts = [head.part > 0 and char in _SPACES for head, char in zip(heads, before, strict=True)]
    return [
        part and sum(parts[max(0, nth - _NEAR_PARTS) : nth + _NEAR_PARTS]) >= _FEWEST_PARTS
        for nth, part in enumerate(parts)
    ]


def _columns(
    page: Page, blocks: Sequence[Block], beside: Sequence[bool], *, spread: bool
) -> Sequence[Sequence[Sequence[int]]]:
    from layoutfix.reading.columns import Clues, find_columns  # noqa: PLC0415 - few pages need it
    from layoutfix.reading.links import Links  # noqa: PLC0415 - as above

    links = Links(page, blocks)
    lines = [page.lines[block.first_line] for block in blocks]
    tight = [spread and line.gap == 0 for line in lines]
    pages = list(_page_begins(page, lines))
    return find_columns(Clues(links.weigh, pages, tight, links.titles, links.wide, beside))


def _page_begins(page: Page, lines: Sequence[Line]) -> Iterator[bool]:
    """Tell of each line whether a page begins with it, or with what was set aside above it."""
    opening = [line.number for line in page.lines.values() if line.opens_page]
    passed = bisect_right(opening, lines[0].number)
    yield lines[0].opens_page
    for line in lines[1:]:
        reached = bisect_right(opening, line.number)
        yield reached > passed
        passed = max(passed, reached)


def _apart(blocks: Sequence[Block], columns: Sequence[Sequence[int]]) -> Iterator[Edit]:
    behind = blocks[columns[0][-1]]
    for nth in chain.from_iterable(columns[1:]):
        yield move(blocks[nth], behind, f"one of {len(columns)} columns side by side", 0.9)
        behind = blocks[nth]


_SPACES = frozenset(" \u3000")
_NEAR_PARTS, _FEWEST_PARTS = 8, 3  # lines
_NEAR = 4000  # characters
_MOST_NEAR = 4  # one in four lines that go on in the next; by chance one in twenty does


class _Breaks:
    """Which lines bind, told cheaply: the pair across the break stands nearby, too."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.bonds = Bonds(texts)
        self.nearby = Nearby(self.bonds.text, _NEAR)
        self.narrowest = number("measure", "narrowest_ems")  # a Han character is an em
        self.probes = int(number("columns", "probes_count"))
        self.most_known = int(number("columns", "most_known_count"))
        self.reach = int(number("columns", "reach_lines"))

    def are_loose(self, start: int, end: int) -> bool:
        """Tell whether lines do not go on in the next, but further down; most do at a look."""
        if sum(map(len, self.texts[start:end])) < self.narrowest * (end - start):
            return False  # no column is so narrow
        known = taken = 0
        for nth in range(start + 1, end, max(1, (end - start) // self.probes)):
            inner = next((at for at in range(nth, end) if self._breaks_off(at - 1)), end)
            if inner == end:
                return False
            taken += 1
            known += self._bind(inner - 1, inner)
            if known > self.most_known:
                return False
        return taken >= self.probes and self._go_on_below(start, end)

    def _go_on_below(self, start: int, end: int) -> bool:
        inner = [nth for nth in range(start, end - self.reach) if self._breaks_off(nth)]
        near = 0
        for nth in inner:
            near += self._bind(nth, nth + 1)
            if len(inner) < _MOST_NEAR * near:
                return False
        below = range(2, self.reach + 1)
        lacking = 2 * near + 1
        for left, nth in zip(range(len(inner), 0, -1), inner, strict=True):
            if lacking > left:
                return False
            lacking -= any(self._bind(nth, nth + step) for step in below)
            if not lacking:
                return True
        return False

    def _breaks_off(self, nth: int) -> bool:
        return end_of(self.texts[nth]) != SENTENCE

    def _bind(self, upper: int, lower: int) -> bool:
        pair = self.texts[upper][-1] + self.texts[lower][0]
        if not pair.isalnum():
            return False
        return is_in_a_word(pair) or self.nearby.has(pair, self.bonds.offsets[lower])


def _suspects(texts: Sequence[str], beside: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give stretches of lines of which many do not go on in the next one, with some around.

    Lines that stand beside each other do not.
    """
    step = int(number("columns", "stretch_lines"))
    breaks = _Breaks(texts)
    start = end = 0
    for at in range(0, len(texts), step):
        if not any(beside[at : at + step]) and not breaks.are_loose(at, min(at + step, len(texts))):
            continue
        if at > end + 2 * step:
            if end:
                yield start, end
            start = max(0, at - step)
        end = min(len(texts), at + 2 * step)
    if end:
        yield start, end
