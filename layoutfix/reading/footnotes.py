"""Find the footnotes of a page: notes whose marks count up, and stand in the text above."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.model.document import OUTSIDE
from layoutfix.model.glyphs import CLAUSE_END, CLOSERS, OPENERS, SENTENCE_END, ends_sentence
from layoutfix.model.page import Block, Page
from layoutfix.reading.evidence import usual_gap
from layoutfix.reading.note_marks import (
    BARE,
    BRACKET,
    CIRCLED,
    FIRST,
    REFERENCE,
    STAR,
    Mark,
    is_counted,
    lone_mark,
    marks_in,
    note_head,
)
from layoutfix.tables import number, words

_NEVER_BEFORE = frozenset("：；:;、（(") | frozenset(
    "图圖表式题題例见見由得将將把和与與及或第如按据據从從至到"
)
_CLOSED = CLOSERS | SENTENCE_END
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
        if not at_edge and not self._shows_notes(start, end, mark.style):
            return None
        torn = self._references(start, mark, len(notes), at_edge=at_edge)
        return None if torn is None else Foot(notes, torn)

    def _shows_notes(self, start: int, end: int, style: str) -> bool:
        """Tell whether lines below which no edge stands can be notes, by their marks.

        In circles points are counted as well, so the notes have to interrupt a sentence or to
        name a book.
        """
        if style == CIRCLED:
            named = any("《" in block.text for block in self.blocks[start:end])
            return named or self._is_open(start)
        return style not in (BARE, STAR, REFERENCE)

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

    def _references(
        self, start: int, first: Mark, count: int, *, at_edge: bool
    ) -> list[int] | None:
        """Look for the marks of some notes in the text above; give those that stand alone.

        None: they are not all there, or there are others between them; columns can be out of
        order.
        A mark in mid-sentence behind a word is a reference; a circle behind a comma or a full
        stop can be the number of a point, and is believed at the foot of a page only.
        """
        zone = _Zone(self.blocks, max(self.floor, start - self.reach), start, first.style)
        found = [mark for mark in marks_in(zone.text, first.style) if zone.may_refer(mark)]
        found = found if first.style == BARE else marks_in(zone.text, first.style)
        wanted = range(first.number, first.number + count)
        chosen = _chain(found, wanted) if first.style == BARE else found[-count:]
        if sorted(mark.number for mark in chosen) != list(wanted):
            return None
        if not all(map(zone.may_refer, chosen)):
            return None
        if first.style == CIRCLED and not at_edge and not any(map(zone.follows_a_word, chosen)):
            return None
        return [zone.alone[mark.start] for mark in chosen if mark.start in zone.alone]


def _is_whole(text: str) -> bool:
    """Tell whether a line ends as a note does: with a sentence, or with the page of a source."""
    return ends_sentence(text) or text[-1] in _SOURCE_ENDS


def _chain(marks: Sequence[Mark], wanted: range) -> list[Mark]:
    """Give the last marks that count through ``wanted``, whatever stands between them."""
    chosen: list[Mark] = []
    left = list(wanted)
    for mark in reversed(marks):
        if left and mark.number == left[-1]:
            chosen.append(mark)
            left.pop()
    return chosen[::-1]


class _Zone:
    """The text above a foot, in one piece.

    ``alone``: the offsets of marks that have a line of their own, with their blocks.
    """

    def __init__(self, blocks: Sequence[Block], start: int, end: int, style: str) -> None:
        self.style = style
        self.alone: dict[int, int] = {}
        parts: list[str] = []
        length = 0
        for nth in range(start, end):
            block = blocks[nth]
            mark = lone_mark(block.text) if block.text[:1] in FIRST else None
            if mark and mark.style == style and (style != BARE or block.role not in OUTSIDE):
                self.alone[length] = nth
            elif block.role in OUTSIDE:
                continue
            parts.append(block.text)
            length += len(block.text)
        self.text = "".join(parts)

    def may_refer(self, mark: Mark) -> bool:
        """Tell whether a mark can refer to a note, by what stands around it."""
        before, after = self.text[: mark.start][-1:], self.text[mark.end : mark.end + 1]
        if not before or before in _NEVER_BEFORE:
            return False
        if self.style == BARE:
            return mark.start in self.alone or self._is_bare_reference(before, after, mark.end)
        if self.style in (STAR, REFERENCE):
            return before in _CLOSED or (before.isalpha() and not before.isascii())
        return before not in FIRST or self.style == BRACKET

    def _is_bare_reference(self, before: str, after: str, end: int) -> bool:
        """Tell whether a digit stands behind a sentence or quote, or between a word and a mark."""
        if before in _CLOSED:
            return not is_counted(self.text, end)
        word = before.isalpha() and not before.isascii()
        return word and after in CLAUSE_END | SENTENCE_END | CLOSERS

    def follows_a_word(self, mark: Mark) -> bool:
        """Tell whether a mark stands behind a word or a quote, and not between two sentences."""
        before = self.text[mark.start - 1]
        return before not in SENTENCE_END | CLAUSE_END
