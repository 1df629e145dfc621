"""Turn pages round whose lines came last first."""

from collections.abc import Iterator

from layoutfix.model.edits import Edit, move
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.reading.upwards import find_parts


def turn_pages(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Turn a page round whose lines came from its foot to its head, each of them readable.

    Some programs give a page as it was painted, and some painters begin at the foot; others
    count heights from the foot of the page.
    What breaks off at the end of a line goes on in the line above then, or a few lines above
    where columns came out row by row.
    That has to be clear for many lines together; else nothing is turned.
    A text in which somebody marked lines to stay (``layoutfix: off``) was seen to by a person.
    """
    parts = find_parts(page)
    if not parts or "layoutfix:" in page.raw:
        return
    from layoutfix.reading.last_first import find_turned  # noqa: PLC0415 - few pages need it

    for first, last in find_turned(page, parts):
        begin, end = page.blocks[first].first_line, page.blocks[last].first_line
        because = f"lines {begin} to {end} came last line first"
        behind = page.blocks[last]
        for block in page.blocks[first:last][::-1]:
            yield move(block, behind, because, 0.95)
            behind = block
