"""Keep to what is near certain, where the level safe asks for it."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from layoutfix.model.document import OUTSIDE
from layoutfix.model.edits import BORDERS, Edit, label
from layoutfix.model.page import Page
from layoutfix.pipeline.proof import changes_text
from layoutfix.tables import number


def near_certain(page: Page, proposer: str, edits: Iterable[Edit]) -> list[Edit]:
    """Give those of the edits of one pass that are near certain, or change nothing.

    These are joins of lines that follow each other in one column, as sure as
    ``least_safe_ratio``, and the dropping of exact copies; nothing is moved, split or respelled,
    and no article is opened.
    """
    least = number("confidence", "least_safe_ratio")
    below = dict(pairwise(page.lines)) if proposer == "read-lines" else {}
    return [edit for edit in edits if _is_safe(page, proposer, edit, below, least)]


def _is_safe(page: Page, proposer: str, edit: Edit, below: dict[int, int], least: float) -> bool:
    if not changes_text(edit):
        return edit.text not in BORDERS
    if proposer == "drop-doubled-text":
        return edit.op in ("drop", "join") and edit.confidence >= least
    return (
        edit.op == "join"
        and edit.confidence >= least
        and below.get(edit.lines[0]) == edit.lines[1]
        and not page.lines[edit.lines[1]].opens_page
    )


def stay_in_place(page: Page) -> Iterator[Edit]:
    """Let furniture stand where it was printed, as notes: at the end it would have been moved."""
    for block in page.blocks:
        if block.role in OUTSIDE:
            yield label(block, "note", "it stays where it was printed")
