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
    Spaces do not count; a sentence that is set twice on purpose is shorter, and what stands in
    more places than copies do is a set phrase, as minutes are full of.
    """
    least = number("repeats", "least_characters")
    most = number("repeats", "most_places_count")
    places: dict[str, list[Block]] = {}
    for block in page.blocks:
        if block.role == "para" and block.copy_of is None and len(block.text) >= least:
            places.setdefault(block.text.replace(" ", ""), []).append(block)
    for original, *copies in places.values():
        if len(copies) < most:
            for block in copies:
                yield copy(block, original, "the same paragraph stands further up", 0.95)
