"""The edits that put the blocks of articles in their order."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from layoutfix.articles.outline import TITLES, Element, is_second_copy, was_doubled
from layoutfix.model.edits import Edit, label, move
from layoutfix.model.page import Block, Page

WHY = {
    "kicker": "a smaller line with the headline",
    "headline": "the first of the titles",
    "deck": "below the headline",
    "byline": "it stands with the headline",
    "caption": "doubled like the headline, and not part of it",
}
_ORDER = "kicker, headline, deck, byline come first, in this order"


def set_in_order(
    page: Page, at: int, wanted: Sequence[Block], leaving: Collection[Block]
) -> Iterator[Edit]:
    """Put ``wanted`` before the block at ``at``, above it whatever is not ``leaving``."""
    while at and page.blocks[at - 1] in leaving:
        at -= 1
    behind: Block | None = page.blocks[at - 1] if at else None
    for block in wanted:
        yield move(block, behind, _ORDER, 0.8)
        behind = block


def stay(element: Element) -> Edit:
    """Leave a title without a story where it is: a caption if it was doubled."""
    role = "caption" if was_doubled(element.block) else "subhead"
    return label(element.block, role, "no story lacks this title", 0.5)


def copies_to_their_article(
    page: Page, elements: Sequence[Element], opened: Sequence[int], fronts: Collection[Block] = ()
) -> Iterator[Edit]:
    """Move what repeats a paragraph to the end of the article that the paragraph is in.

    ``fronts``: blocks that went to the front of an article, some of them joined to others.
    """
    copies = [block for block in page.blocks if is_second_copy(block)]
    if not copies:
        return
    ends = {}
    for start, end in pairwise([*opened, len(elements)]):
        here = [element for element in elements[start:end] if element.role not in TITLES]
        body = [element.block for element in here if element.block not in fronts]
        ends.update(dict.fromkeys(body, body[-1:]))
    for block in copies:
        last = ends.get(block.copy_of.whole) if block.copy_of else None
        if last:
            yield move(block, last[0], "it repeats a paragraph of this article", 0.9)
            last[0] = block
