"""See a page as titles and bodies, frame by frame."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from layoutfix.model.document import OUTSIDE
from layoutfix.model.glyphs import count_han, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.reading.evidence import usual_gap

TITLES = frozenset({"kicker", "headline", "deck"})
BODY = frozenset({"para", "subhead", "list", "quote"})

_DATELINE = re.compile(
    r"(?:本报|本刊|本网|新华社|中新社|人民网|据)[^，。：]{0,20}?"
    r"(?:讯|电|报道|消息|专电)(?:[ 　(（：:]|$|[^，。]{0,12}[)）])"
)


class Element(NamedTuple):
    """A block with its place: the frame that it starts in, and whether it opens the frame.

    ``carried``: the block goes on in a later frame; ``measure``: ems of its widest line.
    """

    block: Block
    frame: int
    opens_frame: bool
    ends_frame: int
    measure: float

    @property
    def role(self) -> str:
        """Give the role of the block."""
        return self.block.role


def outline(page: Page) -> list[Element]:
    """List the blocks that are no furniture, with their frames counted from 0."""
    frames = _frames(page)
    out: list[Element] = []
    last = -1
    for block in page.blocks:
        if block.role in OUTSIDE or not block.text:
            continue
        frame = frames[block.first_line]
        widest = max(width_ems(piece.text) for piece in block.pieces)
        out.append(Element(block, frame, frame != last, frames[block.last_line], widest))
        last = frames[block.last_line]
    return out


def _frames(page: Page) -> dict[int, int]:
    """Number the frames: one begins where a page does, or after more than the usual gap."""
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
    return block.role == "para" and _DATELINE.match(block.text[:40]) is not None


def is_credit(block: Block) -> bool:
    """Tell whether a byline is a photographer's, which stands behind its picture's caption."""
    return block.role == "byline" and block.text.rstrip("）)").endswith(("摄", "摄影", "图", "供图"))


def runs_of_titles(elements: Sequence[Element]) -> list[tuple[int, int]]:
    """Give start and end of each run of titles; bylines and captions may stand inside it."""
    out = []
    start = end = -1
    for nth, element in enumerate(elements):
        if element.role in TITLES:
            if start < 0:
                start = nth
            end = nth + 1
        elif start >= 0 and (element.role not in ("byline", "caption") or is_credit(element.block)):
            out.append((start, end))
            start = -1
    if start >= 0:
        out.append((start, end))
    return [_with_bylines(elements, start, end) for start, end in out]


def _with_bylines(elements: Sequence[Element], start: int, end: int) -> tuple[int, int]:
    """Take the bylines next to a run of titles into it."""
    while start and _is_authors(elements[start - 1]) and not elements[start].opens_frame:
        start -= 1
    while end < len(elements) and _is_authors(elements[end]) and not elements[end].opens_frame:
        end += 1
    return start, end


def _is_authors(element: Element) -> bool:
    return element.role == "byline" and not is_credit(element.block)


def is_wordy(block: Block) -> bool:
    """Tell whether a heading has words enough to be a headline: a figure alone has not."""
    return count_han(block.text) >= 5


def was_doubled(block: Block) -> bool:
    """Tell whether copies were taken out of the block: print doubles titles and captions."""
    printed = sum(piece.end - piece.start for piece in block.pieces)
    return len(block.text) <= 0.6 * printed
