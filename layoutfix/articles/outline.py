"""See a page as titles and bodies, frame by frame."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.model.document import OUTSIDE
from layoutfix.model.glyphs import count_han, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.reading.evidence import usual_gap
from layoutfix.reading.role_marks import simplified

TITLES = frozenset({"kicker", "headline", "deck"})
BODY = frozenset({"para", "subhead", "list", "quote"})

_DATELINE = re.compile(
    r"(?:本报|本刊|本网|新华社|中新社|人民网|据)[^，。：]{0,20}?"
    r"(?:讯|电|报道|消息|专电)(?:[ 　(（：:]|$|[^，。]{0,12}[)）])"
)


_CREDITS = ("摄", "摄影", "图", "供图", "攝", "攝影", "圖", "供圖")


class Element(NamedTuple):
    """A block with its place in the file.

    ``frame``, ``ends_frame``: the frames where it starts and ends; ``opens_frame``: nothing of
    its frame stands above it.
    ``measure``: ems of its widest line; ``gap``: blank lines above it.
    ``follows``: no line of a third block stands between it and the element above.
    ``interrupts``: the paragraph above goes on below it.
    """

    block: Block
    frame: int
    opens_frame: bool
    ends_frame: int
    measure: float
    gap: int
    follows: bool
    interrupts: bool

    @property
    def role(self) -> str:
        """Give the role of the block."""
        return self.block.role


def outline(page: Page) -> list[Element]:
    """List the blocks that are no furniture, with their frames counted from 0."""
    frames = _frames(page)
    blocks = [block for block in page.blocks if block.role not in OUTSIDE and block.text]
    order = _order(blocks)
    out: list[Element] = []
    frame = -1
    reached = -1
    for block in blocks:
        first, last = block.first_line, block.last_line
        out.append(
            Element(
                block,
                frames[first],
                frames[first] != frame and first > reached,
                frames[last],
                max(width_ems(piece.text) for piece in block.pieces),
                page.lines[first].gap,
                bool(out) and order[_head(block)] == order[_tail(out[-1].block)] + 1,
                first < reached,
            )
        )
        frame = frames[last] if last > reached else frame
        reached = max(reached, last)
    return out


def _order(blocks: Sequence[Block]) -> dict[tuple[int, int], int]:
    """Give each piece of the blocks its place in the file."""
    pieces = sorted((piece.line, piece.start) for block in blocks for piece in block.pieces)
    return {piece: nth for nth, piece in enumerate(pieces)}


def _head(block: Block) -> tuple[int, int]:
    return block.pieces[0].line, block.pieces[0].start


def _tail(block: Block) -> tuple[int, int]:
    return block.pieces[-1].line, block.pieces[-1].start


def _frames(page: Page) -> dict[int, int]:
    """Give each line its frame; one begins with a page, or after more than the usual gap."""
    usual = usual_gap(page)
    frame = 0
    out = {}
    for nth, line in enumerate(page.lines.values()):
        if nth and (line.opens_page or line.gap > usual):
            frame += 1
        out[line.number] = frame
    return out


def has_dateline(block: Block) -> bool:
    """Tell whether a paragraph opens a report: 本报讯, 新华社北京1月15日电."""
    return block.role == "para" and _DATELINE.match(simplified(block.text[:40])) is not None


def is_credit(block: Block) -> bool:
    """Tell whether a byline is a photographer's, which stands behind its picture's caption."""
    return block.role == "byline" and block.text.rstrip("）)").endswith(_CREDITS)


def runs_of_titles(elements: Sequence[Element]) -> list[tuple[int, int]]:
    """Give start and end of each run of titles; bylines and captions may stand inside it.

    Titles of two stories that stand together are parted by more space than those of one.
    """
    out = []
    start = end = -1
    for nth, element in enumerate(elements):
        apart = start >= 0 and (element.opens_frame or not element.follows)
        if start >= 0 and (apart or not _may_stand_inside(element)):
            out.append((start, end))
            start = -1
        if element.role in TITLES:
            if start < 0:
                start = nth
            end = nth + 1
    if start >= 0:
        out.append((start, end))
    parts = [part for run in out for part in _parted(elements, *run)]
    return [_with_bylines(elements, start, end) for start, end in parts]


def _may_stand_inside(element: Element) -> bool:
    return element.role in TITLES or (
        element.role in ("byline", "caption") and not is_credit(element.block)
    )


def _parted(elements: Sequence[Element], start: int, end: int) -> list[tuple[int, int]]:
    gaps = [element.gap for element in elements[start + 1 : end]]
    if not gaps or min(gaps) == max(gaps):
        return [(start, end)]
    cuts = [start, *(n for n in range(start + 1, end) if elements[n].gap > min(gaps)), end]
    return list(pairwise(cuts))


def _with_bylines(elements: Sequence[Element], start: int, end: int) -> tuple[int, int]:
    """Take the bylines next to a run of titles into it."""
    while start and is_authors(elements[start - 1]) and _is_next(elements[start]):
        start -= 1
    while end < len(elements) and is_authors(elements[end]) and _is_next(elements[end]):
        end += 1
    return start, end


def _is_next(element: Element) -> bool:
    return element.follows and not element.opens_frame


def is_authors(element: Element) -> bool:
    """Tell whether an element is the byline of an author, not of a photographer."""
    return element.role == "byline" and not is_credit(element.block)


def is_wordy(block: Block) -> bool:
    """Tell whether a heading has words enough to be a headline: a figure alone has not."""
    return count_han(block.text) >= 5


def was_doubled(block: Block) -> bool:
    """Tell whether copies were taken out of the block: print doubles titles and captions."""
    printed = sum(piece.end - piece.start for piece in block.pieces)
    return len(block.text) <= 0.6 * printed
