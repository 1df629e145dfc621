"""Put titles in heavy brackets together."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from layoutfix.model.edits import Edit, join, label
from layoutfix.model.glyphs import count_han
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.seams import gap_between
from layoutfix.tables import number

_OPEN, _SHUT = "【〖", "】〗"


def join_bracketed_titles(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Read what stands between 【 and 】 on lines of its own as one title.

    Yearbooks and digests set the titles of their entries so, in the size of the text, and only
    the brackets tell them from it.
    A few characters in brackets are a word that opens the text (编者按), and a bracket that is
    closed in mid-line belongs to the text or to a longer title.
    """
    most = int(number("bracketed", "most_lines"))
    least = int(number("bracketed", "least_han_count"))
    blocks = [block for block in page.blocks if block.text]
    nth = 0
    while nth < len(blocks):
        opens = blocks[nth].text[0] in _OPEN
        title = _title(blocks[nth : nth + most]) if opens else ()
        if len(title) and count_han("".join(block.text for block in title)) >= least:
            for upper, lower in pairwise(title):
                gap = gap_between(upper.text, lower.text)
                yield join(upper, lower, "one pair of heavy brackets", 0.95, gap)
            yield label(title[0], "headline", "it stands in heavy brackets", 0.85)
        nth += max(1, len(title))


def _title(blocks: Sequence[Block]) -> Sequence[Block]:
    """Give the lines from a bracket that opens the first to its partner that ends the last."""
    depth = 0
    for nth, block in enumerate(blocks):
        if block.role != "para" or "。" in block.text:
            return ()
        for at, char in enumerate(block.text):
            depth += (char in _OPEN) - (char in _SHUT)
            if depth == 0:
                return blocks[: nth + 1] if at == len(block.text) - 1 else ()
    return ()
