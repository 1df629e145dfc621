"""Read what a page says of itself: jump lines, and paper, date and page of the issue."""

from collections.abc import Iterable, Iterator

import regex

from layoutfix.model.document import Issue, TextBlock
from layoutfix.model.page import Block
from layoutfix.tables import blame, patterns, seconds_for


def continued(blocks: Iterable[Block | TextBlock]) -> tuple[str | None, str | None]:
    """Give what the jump lines of an article say: continued on, continued from."""
    found: dict[str, str] = {}
    for block in blocks:
        if block.role == "note":
            for meaning, match in _matches("jump-lines", block.text):
                found.setdefault(meaning, match["page"])
    return found.get("continued_on"), found.get("continued_from")


def issue(blocks: Iterable[Block | TextBlock]) -> Issue:
    """Give paper, date and page where nameplate or running heads say so."""
    found: dict[str, str] = {}
    for block in blocks:
        for meaning, match in _matches("imprint", block.text):
            found.setdefault(meaning, match["value"])
    return Issue(found.get("paper"), found.get("date"), found.get("page"))


def _matches(table: str, text: str) -> Iterator[tuple[str, "regex.Match[str]"]]:
    """Find each row of ``table`` that ``text`` has; give what it means and the match."""
    for row in patterns(table):
        try:
            match = regex.search(row.pattern, text, timeout=seconds_for(table))
        except TimeoutError:
            blame(table, text)
        if match:
            yield row.meaning, match
