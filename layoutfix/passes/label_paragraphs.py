"""Label restored paragraphs by how they begin and end."""

from collections.abc import Iterator

from layoutfix.model.edits import Edit, label
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.reading.role_marks import role_of_line, role_of_paragraph


def label_paragraphs(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Label captions, source notes and editors' lines that took several lines.

    A caption says 图为; a source stands in brackets, 摘自 first; an editor's line names the
    office and then the person.
    """
    for block in page.blocks:
        if block.role in ("para", "subhead") and len(block.text) < 400:
            role = role_of_paragraph(block.text)
            if role is None and len(block.pieces) > 1:
                role = role_of_line(block.text)
            if role:
                yield label(block, role, f"reads as a {role}", 0.85)
