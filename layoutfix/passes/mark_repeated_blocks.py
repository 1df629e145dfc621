"""Mark paragraphs that the file holds twice."""

from collections.abc import Iterator

from layoutfix.model.edits import Edit, copy
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.tables import number


def mark_repeated_blocks(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Mark the second copy of a paragraph, as where a frame or a page was extracted twice.

    Both stay, for no copy is thrown away unasked; the copy goes to the end of the article
    that it repeats.
    Spaces do not count; a sentence that is set twice on purpose is shorter.
    """
    least = number("repeats", "least_characters")
    first: dict[str, Block] = {}
    for block in page.blocks:
        if block.role == "para" and block.copy_of is None and len(block.text) >= least:
            original = first.setdefault(block.text.replace(" ", ""), block)
            if original is not block:
                yield copy(block, original, "the same paragraph stands further up", 0.95)
