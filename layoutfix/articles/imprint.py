"""Read what a page says of itself: jump lines, and paper, date and page of the issue."""

from collections.abc import Iterable

from layoutfix.model.document import Issue, TextBlock
from layoutfix.model.page import Block, Page
from layoutfix.reading.role_marks import find_marks, jumps


def continued(blocks: Iterable[Block | TextBlock]) -> tuple[str | None, str | None]:
    """Give what the jump lines of an article say: continued on, continued from."""
    found: dict[str, str] = {}
    for block in blocks:
        if block.role == "note":
            found = jumps(block.text) | found
    return found.get("continued_on"), found.get("continued_from")


def issue(blocks: Iterable[Block | TextBlock]) -> Issue:
    """Give paper, date and page where nameplate or running heads say so."""
    found: dict[str, str] = {}
    for block in blocks:
        for meaning, match in find_marks("imprint", block.text):
            found.setdefault(meaning, match["value"])
    return Issue(found.get("paper"), found.get("date"), found.get("page"))


def page_numbers(page: Page) -> dict[int, int]:
    """Count the pages that show themselves, from 1; give each raw line the number of its own."""
    number = 1
    out = {}
    for nth, line in enumerate(page.lines.values()):
        number += line.opens_page and nth > 0
        out[line.number] = number
    return out
