"""Turn pages round whose lines came last first."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from layoutfix.model.edits import Edit, move
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.evidence import PLAIN, SENTENCE, end_of
from layoutfix.reading.word_pairs import is_in_a_word
from layoutfix.tables import number

_LOOK = 24  # lines that show whether a page is worth counting
_HINTS = 2  # of them that go on in the line above, for a page to be counted


def turn_pages(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Turn a page round whose lines came from its foot to its head, each of them readable.

    Some programs give a page as it was painted, and some painters begin at the foot.
    What breaks off at the end of a line goes on in the line below then, as words show that
    stand across the break; on such a page they stand across the break to the line above.
    Only a page where many do so, and hardly one the other way, is turned.
    """
    for blocks in _pages(page):
        if _is_turned(blocks):
            behind = blocks[-1]
            for block in blocks[-2::-1]:
                yield move(block, behind, "the page came last line first", 0.9)
                behind = block


def _pages(page: Page) -> Iterator[Sequence[Block]]:
    """Give the blocks of each page that shows where it begins."""
    starts = [n for n, b in enumerate(page.blocks) if n and page.lines[b.first_line].opens_page]
    for start, end in pairwise([0, *starts, len(page.blocks)]):
        yield page.blocks[start:end]


def _is_turned(blocks: Sequence[Block]) -> bool:
    """Tell whether lines go on in the line above, and not in the line below."""
    texts = [block.text for block in blocks]
    if _links_up(texts[:_LOOK]) < _HINTS and _links_up(texts[-_LOOK:]) < _HINTS:
        return False
    up, down = _links_up(texts), _links_up(texts[::-1])
    broken = sum(end_of(text) == PLAIN for text in texts if text)
    return (
        up >= number("turned", "least_links_count")
        and up >= number("turned", "least_links_ratio") * broken
        and down <= number("turned", "most_other_links_ratio") * up
    )


def _links_up(texts: Sequence[str]) -> int:
    """Count the lines that break off in a word that goes on at the head of the line above."""
    return sum(
        is_in_a_word(lower[-1] + upper[0]) and end_of(lower) != SENTENCE
        for upper, lower in pairwise(filter(None, texts))
    )
