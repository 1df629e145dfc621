"""See a page as titles and bodies, frame by frame."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.model.document import OUTSIDE
from layoutfix.model.glyphs import count_han, width_ems
from layoutfix.model.page import Block, Page, Piece
from layoutfix.reading.evidence import frame_gap
from layoutfix.reading.role_marks import simplified
from layoutfix.tables import number

_WIDEST_EMS = 1.25  # of any character

TITLES = frozenset({"kicker", "headline", "deck"})
BODY = frozenset({"para", "subhead", "list", "quote"})

_DATELINE = re.compile(
    r"(?:本报|本刊|本网|据?新华社|据?中新社|人民网)[^，。：]{0,16}?(?:讯|电|消息|专电)"
    r"|据[^，。：]{0,20}?(?:讯|电|报道|消息)(?:[ 　(（：:]|$)"
)


_CLAUSE_ENDS = frozenset("；;。")
_CREDITS = ("摄", "摄影", "图", "供图", "攝", "攝影", "圖", "供圖")


class Element(NamedTuple):
    """A block with its place in the file.

    ``frame``, ``ends_frame``: the frames where it starts and ends; ``opens_frame``: nothing of
    its frame stands above it.
    ``gap``: blank lines above it.
    ``follows``: no line of a third block stands between it and the element above.
    ``interrupts``: the paragraph above goes on below it.
    """

    block: Block
    frame: int
    opens_frame: bool
    ends_frame: int
    gap: int
    follows: bool
    interrupts: bool

    @property
    def role(self) -> str:
        """Give the role of the block."""
        return self.block.role

    @property
    def measure(self) -> float:
        """Give the ems of its widest line."""
        widest = 0.0
        for text in sorted([piece.text for piece in self.block.pieces], key=len, reverse=True):
            if _WIDEST_EMS * len(text) <= widest:
                break
            widest = max(widest, width_ems(text))
        return widest


def outline(page: Page) -> list[Element]:
    """List the blocks that are no furniture, with their frames counted from 0."""
    frames = _frames(page)
    blocks = [
        block
        for block in page.blocks
        if block.role not in OUTSIDE and block.text and not is_second_copy(block)
    ]
    order = _order(blocks)
    out: list[Element] = []
    frame = -1
    reached = -1
    tail: Piece | None = None
    for block in blocks:
        first, last = block.first_line, block.last_line
        out.append(
            Element(
                block,
                frames[first],
                frames[first] != frame and first > reached,
                frames[last],
                page.lines[first].gap,
                tail is not None and order[_at(block.pieces[0])] == order[_at(tail)] + 1,
                first < reached,
            )
        )
        frame = frames[last] if last > reached else frame
        reached = max(reached, last)
        tail = block.pieces[-1]
    return out


def articles_of(page: Page) -> list[list[Block]]:
    """Give the blocks that are no furniture, article by article."""
    articles: list[list[Block]] = []
    for block in page.blocks:
        if block.role in OUTSIDE:
            continue
        if block.opens_article or not articles:
            articles.append([])
        articles[-1].append(block)
    return articles


def shows_print(page: Page) -> bool:
    """Tell whether the text came from a page: paragraphs took lines, or titles were doubled.

    Where nothing shows it, the order of the lines is the writer's own.
    """
    return any(
        (block.role == "para" and len(block.pieces) > 1) or was_doubled(block)
        for block in page.blocks
    )


def is_second_copy(block: Block) -> bool:
    """Tell whether the block is a paragraph that stands further up too, not a pull quote."""
    return block.copy_of is not None and block.role == "para"


def _order(blocks: Sequence[Block]) -> dict[int, int]:
    """Give each piece of the blocks its place in the file."""
    pieces = sorted([_at(piece) for block in blocks for piece in block.pieces])
    return dict(zip(pieces, range(len(pieces)), strict=True))


def _at(piece: Piece) -> int:
    """Give the place of a piece in one number."""
    return piece.line << 32 | piece.start


def _frames(page: Page) -> dict[int, int]:
    """Give each line its frame; one begins with a page, or after a wide gap."""
    least = frame_gap(page)
    frame = 0
    out = {}
    for nth, line in enumerate(page.lines.values()):
        if nth and (line.opens_page or line.gap >= least):
            frame += 1
        out[line.number] = frame
    return out


def has_dateline(block: Block) -> bool:
    """Tell whether a paragraph, or the head of one, opens a report: 本报讯, 新华社北京1月15日电."""
    return (
        block.role in ("para", "subhead")
        and _DATELINE.match(simplified(block.text[:40])) is not None
    )


def is_ranking(element: Element) -> bool:
    """Tell whether an item belongs to a list that is a piece of its own; a clause does not."""
    return element.role == "list" and element.block.text[-1] not in _CLAUSE_ENDS


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


def opens_story(element: Element) -> bool:
    """Tell whether an element names an author as the head of a story does, and not its end."""
    return is_authors(element) and element.block.text[0] not in "（("


def next_below(
    elements: Sequence[Element], holds: Callable[[Element], bool]
) -> list[Element | None]:
    """Give for each element the next one below it for which something holds."""
    out: list[Element | None] = [None] * len(elements)
    for nth in range(len(elements) - 1, 0, -1):
        out[nth - 1] = elements[nth] if holds(elements[nth]) else out[nth]
    return out


def next_above(
    elements: Sequence[Element], holds: Callable[[Element], bool]
) -> list[Element | None]:
    """Give for each element the next one above it for which something holds."""
    return next_below(elements[::-1], holds)[::-1]


def is_paragraph(element: Element) -> bool:
    """Tell whether an element is running text."""
    return element.role == "para"


def is_wordy(block: Block) -> bool:
    """Tell whether a heading has words enough to be a headline: a figure alone has not."""
    return count_han(block.text) >= 5


def was_doubled(block: Block) -> bool:
    """Tell whether copies were taken out of the block: print doubles titles and captions."""
    printed = sum(piece.end - piece.start for piece in block.pieces)
    return len(block.text.replace(" ", "")) <= 0.6 * printed and not block.text.isspace()


def is_planned(elements: Sequence[Element]) -> bool:
    """Tell whether a file is planned as a whole: one of many units has pages of many manners."""
    return 0 < len(units_of(elements)) <= number("plan", "most_units_count")


def units_of(elements: Sequence[Element]) -> list[int]:
    """Give the elements that are running text or items."""
    return [nth for nth, element in enumerate(elements) if element.role in ("para", "list")]
