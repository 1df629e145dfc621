"""Find the footnotes of a page: notes whose marks count up, and stand in the text above."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.model.document import OUTSIDE
from layoutfix.model.glyphs import CLAUSE_END, OPENERS, SENTENCE_END, ends_sentence
from layoutfix.model.page import Block, Page
from layoutfix.reading.evidence import usual_gap
from layoutfix.reading.note_marks import (
    BARE,
    CIRCLED,
    FIRST,
    REFERENCE,
    STAR,
    Mark,
    lone_mark,
    marks_in,
    may_refer,
    note_head,
)
from layoutfix.tables import number, words

_SOURCE_ENDS = frozenset("页頁")
_NEAR = 4  # lines that a note can go on for behind a full stop at the end of a full line
_AROUND = 8  # lines above a foot that show how wide the text is


class Foot(NamedTuple):
    """The notes at the foot of a page, as places of blocks.

    ``notes``: the first block of each, and the one behind its last.
    ``torn``: blocks in the text above that are a mark and nothing else.
    """

    notes: Sequence[tuple[int, int]]
    torn: Sequence[int]


def find_feet(page: Page) -> Iterator[Foot]:
    """Give the feet of notes that the lines of a page show, from above.

    A note begins with a mark; the notes of a foot count up, each of their marks stands in the
    text above, and nothing of the text comes between the notes.
    A numbered list has no marks in the text above it, and marks that stand before the points of
    a sentence, as in 一是①…；②…, are no references.
    """
    heads = {
        nth: mark
        for nth, block in enumerate(page.blocks)
        if block.text[:1] in FIRST
        and block.role == "para"
        and len(block.pieces) == 1
        and (mark := note_head(block.text))
    }
    if heads:
        yield from _Feet(page, heads).find()


class _Reference(NamedTuple):
    """A mark in the text.

    ``likely``: what stands around it lets it refer to a note.
    ``in_sentence``: it stands behind a word; one behind a comma or a full stop can be the number
    of a point, too.
    ``alone``: the block that is this mark and nothing else, if it has one.
    """

    number: int
    likely: bool
    in_sentence: bool
    alone: int | None


class _Feet:
    """Looks for the feet of a page, one below the other."""

    def __init__(self, page: Page, heads: Mapping[int, Mark]) -> None:
        self.page, self.blocks, self.heads = page, page.blocks, heads
        self.floor = 0  # the block behind the foot above
        self.counted: dict[str, int] = {}  # the last number of each style
        self.usual_gap = usual_gap(page)
        self.most_lines = int(number("footnotes", "most_lines"))
        self.reach = int(number("footnotes", "reach_lines"))

    def find(self) -> Iterator[Foot]:
        for nth, mark in self.heads.items():
            if nth < self.floor or not self._may_begin(nth, mark):
                continue
            foot = self._foot(nth, mark)
            if foot:
                yield foot
                self.floor = foot.notes[-1][1]
                self.counted[mark.style] = mark.number + len(foot.notes) - 1

    def _may_begin(self, nth: int, mark: Mark) -> bool:
        """Tell whether notes may begin here: below text, and below no title of a list of notes.

        Bare digits tell little, so they have to count from 1, or on from the page before.
        """
        if nth == self.floor or self.page.lines[self.blocks[nth].first_line].opens_page:
            return False
        above = self.blocks[nth - 1].text.replace(" ", "").replace("\u3000", "")
        if above.strip("：:【】[]［］〔〕（）()") in words("lists-of-notes"):
            return False
        return mark.style != BARE or mark.number in (1, self.counted.get(BARE, 0) + 1)

    def _foot(self, start: int, mark: Mark) -> Foot | None:
        starts = list(self._starts(start, mark))
        body = self._width_above(start)
        end, at_edge = self._end(start, starts[-1], body)
        notes = list(pairwise([*starts, end]))
        if end == 0 or not all(self._is_note(a, b, body) for a, b in notes):
            return None
        if not at_edge and not self._shows_notes(start, end, mark.style, len(notes)):
            return None
        wanted = range(mark.number, mark.number + len(notes))
        found = self._find_references(start, end, wanted, mark.style)
        if not found or not all(each.likely for each in found):
            return None
        if mark.style == CIRCLED and not at_edge and not any(each.in_sentence for each in found):
            return None
        return Foot(notes, [each.alone for each in found if each.alone is not None])

    def _shows_notes(self, start: int, end: int, style: str, count: int) -> bool:
        """Tell whether lines below which no edge stands can be notes, by their marks.

        In circles points are counted as well, so the notes have to interrupt a sentence or to
        name a book; bare digits have to count, too.
        """
        named = any("《" in block.text for block in self.blocks[start:end])
        if style == CIRCLED:
            return named or self._is_open(start)
        if style == BARE:
            return named and count > 1
        return style not in (STAR, REFERENCE)

    def _starts(self, start: int, mark: Mark) -> Iterator[int]:
        """Give the first line of each note, as long as their marks count up."""
        yield start
        wanted, last = mark.number + 1, start
        for nth in range(start + 1, len(self.blocks)):
            if nth - last > self.most_lines or self._is_edge(nth):
                return
            head = self.heads.get(nth)
            if head and (head.style, head.number) == (mark.style, wanted):
                yield nth
                wanted, last = wanted + 1, nth

    def _end(self, start: int, last: int, body: float) -> tuple[int, bool]:
        """Give the block behind the last note, and whether an edge shows it; 0 if that is unsure.

        Without an edge a note ends with a sentence on a short line.
        """
        inner = [self._gap(nth) for nth in range(start + 1, last) if nth not in self.heads]
        for nth in range(last + 1, last + 1 + self.most_lines):
            if self._is_edge(nth) or self._gap(nth) > max(inner, default=self.usual_gap):
                return nth, True
            above = self.blocks[nth - 1]
            if _is_whole(above.text):
                full = max([body, *(b.width for b in self.blocks[last : nth - 1])])
                short = above.width < full - 1
                return (nth, False) if short or self._is_far_from_edge(start, nth) else (0, False)
            inner.append(self._gap(nth))
        return 0, False

    def _is_far_from_edge(self, start: int, nth: int) -> bool:
        """Tell whether the sentence that the notes interrupt has to go on right behind them."""
        return self._is_open(start) and not any(map(self._is_edge, range(nth, nth + _NEAR)))

    def _is_edge(self, nth: int) -> bool:
        """Tell whether a page begins above a block, or it is no text, or there is none."""
        if nth >= len(self.blocks):
            return True
        block = self.blocks[nth]
        return block.role != "para" or self.page.lines[block.first_line].opens_page

    def _gap(self, nth: int) -> int:
        return self.page.lines[self.blocks[nth].first_line].gap

    def _is_note(self, start: int, end: int, body: float) -> bool:
        """Tell whether lines end as a note does: with a sentence, or on a line that is not full.

        A source may end without a full stop: 第12页.
        """
        last = self.blocks[end - 1]
        if last.text[-1] in CLAUSE_END | OPENERS:
            return False
        full = max([body, *(block.width for block in self.blocks[start : end - 1])])
        return _is_whole(last.text) or last.width < full - 1

    def _width_above(self, start: int) -> float:
        """Give how wide the text above is, in ems: all but one of its lines are no wider."""
        widths = sorted(block.width for block in self.blocks[max(0, start - _AROUND) : start])
        return widths[-2] if len(widths) > 1 else widths[-1]

    def _is_open(self, start: int) -> bool:
        """Tell whether the notes interrupt a sentence."""
        above = next((b for b in reversed(self.blocks[:start]) if b.role == "para"), None)
        return above is not None and not ends_sentence(above.text)

    def _find_references(self, start: int, end: int, wanted: range, style: str) -> list[_Reference]:
        """Look for the marks of some notes in the text above; nothing if they are not all there.

        Between them stand no others, but bare digits; columns can be out of order, and at the
        edge of a page some of them, not all, may have come out below the notes.
        """
        above = _references(self.blocks, max(self.floor, start - self.reach), start, style)
        if style == BARE:
            return _chain(above, wanted)
        below = _references(self.blocks, end, min(len(self.blocks), end + self.reach), style)
        at_edge = self._is_edge(end)
        for behind in range(len(wanted) if at_edge else 1):
            found = [*above[-len(wanted) + behind :], *below[:behind]]
            if sorted(each.number for each in found) == list(wanted):
                return found
        return []


def _is_whole(text: str) -> bool:
    """Tell whether a line ends as a note does: with a sentence, or with the page of a source."""
    return ends_sentence(text) or text[-1] in _SOURCE_ENDS


def _chain(references: Sequence[_Reference], wanted: range) -> list[_Reference]:
    """Give the last ones that count through ``wanted``, whatever stands between them."""
    chosen: list[_Reference] = []
    left = list(wanted)
    for each in reversed(references):
        if left and each.likely and each.number == left[-1]:
            chosen.append(each)
            left.pop()
    return [] if left else chosen


def _references(blocks: Sequence[Block], start: int, end: int, style: str) -> list[_Reference]:
    """Give the marks of one style in some blocks, read as one text."""
    alone: dict[int, int] = {}
    parts: list[str] = []
    length = 0
    for nth in range(start, end):
        block = blocks[nth]
        mark = lone_mark(block.text) if block.text[:1] in FIRST else None
        if mark and mark.style == style and (style != BARE or block.role not in OUTSIDE):
            alone[length] = nth
        elif block.role in OUTSIDE:
            continue
        parts.append(block.text)
        length += len(block.text)
    text = "".join(parts)
    return [
        _Reference(
            mark.number,
            (mark.start in alone and bool(mark.start)) or may_refer(text, mark),
            text[mark.start - 1 : mark.start] not in SENTENCE_END | CLAUSE_END,
            alone.get(mark.start),
        )
        for mark in marks_in(text, style)
    ]
