"""Label lines that carry the mark of their role."""

from collections.abc import Iterator

from layoutfix.model.edits import Edit, label
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.reading.role_marks import role_of_line


def label_marked_lines(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Label captions, bylines and jump lines that print marks as such.

    A triangle points from a caption to its picture, a square stands before an author's name,
    brackets stand round a jump line.
    Such lines are no body text, so the reading of the column looks past them.
    """
    for block in page.blocks:
        if block.role == "para":
            role = role_of_line(block.text)
            if role:
                yield label(block, role, f"marked as a {role}", 0.9)
