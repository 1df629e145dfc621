"""Take a caption out of the lines beside which it was set."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.model.edits import Edit, join, label
from layoutfix.model.glyphs import width_ems
from layoutfix.model.page import Block, Page, Piece
from layoutfix.model.settings import Settings
from layoutfix.reading.base_lines import cut_at_gaps
from layoutfix.reading.role_marks import role_of_line

_MARKS = frozenset("▲▼◀▶△▽")
_GAP = re.compile(r"(?<![A-Za-z,.;:?!\s])\s+(?![A-Za-z\s])")  # between wide characters
_NEAR, _SLACK = 1.0, 1.5  # ems
_LEAST, _WIDEST = 4.0, 16.0  # ems of either half
_STOPS = frozenset("，、；：。？！")
_MOST_GAPS = 3  # a letter-spaced line has more
_CREDITS = ("摄", "摄影", "攝", "攝影", "图", "圖")
_CLOSED = ("。", "）", ")", *_CREDITS)
_BECAUSE = "a caption stands beside the text, on the same base line"


class _Cut(NamedTuple):
    """Where a line is cut: its text up to ``left`` and from ``right`` on; 0, 0 where it is not."""

    left: int
    right: int


class _Row(NamedTuple):
    """A line that holds a line of the caption, on the left or on the right of the gap."""

    block: Block
    cut: _Cut
    on_left: bool

    @property
    def caption(self) -> str:
        """Give the half that is the caption's."""
        text = self.block.text
        return text[: self.cut.left] if self.on_left else text[self.cut.right :]


def split_side_captions(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Split lines that hold a line of text and one of the caption beside it, with a gap between.

    A picture is set into a column, and the text that runs beside it has the base lines of its
    caption; a program that reads a page row by row gives both on one line.
    The caption begins with a triangle, or the text above is as narrow as the half beside it; it
    goes on in the next lines as long as they have a gap where the first one has it, and may end
    below the text.
    """
    if " " not in page.raw and "\u3000" not in page.raw:
        return
    nth = 0
    while nth < len(page.blocks):
        text = page.blocks[nth].text
        if " " not in text and "\u3000" not in text:
            nth += 1
            continue
        rows = _rows(page.blocks, nth)
        nth += max(1, len(rows))
        if rows:
            yield from _take_out(page, rows)


def _rows(blocks: Sequence[Block], start: int) -> list[_Row]:
    """Give the rows of a caption whose first line is in the block at ``start``, if it is."""
    text = blocks[start].text
    if blocks[start].role != "para" or not 1 <= len(_GAP.findall(text)) <= _MOST_GAPS:
        return []
    marked = _marked_cut(text)
    cut = marked or (_bare_cut(text, blocks[start - 1].text) if start else None)
    if cut is None:
        return []
    on_left = text[0] in _MARKS
    left_width, right_width = width_ems(text[: cut.left]), width_ems(text[cut.right :])
    if min(left_width, right_width) < _LEAST or max(left_width, right_width) > _WIDEST:
        return []
    rows = [_Row(blocks[start], cut, on_left=on_left)]
    for block in blocks[start + 1 :]:
        if block.role != "para":
            break
        closed = rows[-1].caption.endswith(_CLOSED)
        found = _cut_at(block.text, left_width, _SLACK)
        if closed and not (found and block.text.endswith(_CREDITS)):
            break
        if found is None:
            width = width_ems(block.text)
            if not on_left and width <= right_width and block.text.endswith(_CLOSED):
                rows.append(_Row(block, _Cut(0, 0), on_left=False))
            break
        rows.append(_Row(block, found, on_left=on_left))
    beside = sum(row.cut.right > 0 for row in rows)
    whole = beside > 1 and rows[-1].caption.endswith(_CLOSED)
    return rows if marked or whole else []


def _marked_cut(text: str) -> _Cut | None:
    """Find the gap between the first line of a caption, which has a triangle, and the text."""
    gaps = list(_GAP.finditer(text))
    if text[0] in _MARKS:
        gaps = [gap for gap in gaps if gap.start() > 2]
    else:
        gaps = [gap for gap in gaps if text[gap.end() : gap.end() + 1] in _MARKS]
    return _Cut(gaps[0].start(), gaps[0].end()) if len(gaps) == 1 else None


def _bare_cut(text: str, above: str) -> _Cut | None:
    """Find the gap where the line above ends; a mark before it has space in itself."""
    cut = _cut_at(text, width_ems(above), _NEAR)
    return cut if cut and text[cut.left - 1] not in _STOPS else None


def _cut_at(text: str, left_width: float, slack: float) -> _Cut | None:
    """Find the gap that is where the text above ends, or the lines above have theirs.

    The head of a page has gaps, too.
    """
    if role_of_line(text) == "furniture":
        return None
    for gap in _GAP.finditer(text):
        if abs(width_ems(text[: gap.start()]) - left_width) <= slack:
            return _Cut(gap.start(), gap.end())
    return None


def _take_out(page: Page, rows: Sequence[_Row]) -> Iterator[Edit]:
    """Split the rows, and put the halves that are the caption together."""
    caption = []
    for block, cut, on_left in rows:
        piece = block.pieces[0]
        if not cut.right:
            caption.append(block)
            continue
        yield from cut_at_gaps(page, block, [cut], _BECAUSE, 0.9)
        start = page.positions(piece)[cut.right]
        right = Block([Piece(piece.line, start, piece.end, block.text[cut.right :], part=1)])
        caption.append(block if on_left else right)
    for upper, lower in pairwise(caption):
        yield join(upper, lower, _BECAUSE, 0.85)
    yield label(caption[0], "caption", "it stands beside the text, at a picture", 0.9)
