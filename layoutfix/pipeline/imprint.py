"""Read what a page says of itself: jump lines, and paper, date and page of the issue."""

from collections.abc import Iterable

import regex

from layoutfix.model.document import Issue
from layoutfix.model.page import Block
from layoutfix.tables import patterns


def continued(blocks: Iterable[Block]) -> tuple[str | None, str | None]:
    """Give what the jump lines of an article say: continued on, continued from."""
    found: dict[str, str] = {}
    for block in blocks:
        if block.role == "note":
            for row in patterns("jump-lines"):
                match = regex.search(row.pattern, block.text)
                if match:
                    found.setdefault(row.meaning, match["page"])
    return found.get("continued_on"), found.get("continued_from")


def issue(blocks: Iterable[Block]) -> Issue:
    """Give paper, date and page where nameplate or running heads say so."""
    found: dict[str, str] = {}
    for block in blocks:
        for row in patterns("imprint"):
            match = regex.search(row.pattern, block.text)
            if match:
                found.setdefault(row.meaning, match["value"])
    return Issue(found.get("paper"), found.get("date"), found.get("page"))
