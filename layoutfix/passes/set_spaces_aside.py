"""Record the white space around the lines."""

from collections.abc import Iterator

from layoutfix.model.edits import Edit, drop
from layoutfix.model.page import Line, Page
from layoutfix.model.settings import Settings


def set_spaces_aside(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Set blank lines, indents and spaces at line ends aside.

    They tell where paragraphs and pages begin, and the passes below read them; the text
    itself is made of what stands between them.
    """
    empty = tuple(number for number, raw in page.blank if not raw)
    if empty:
        yield Edit("drop", empty, "blank line")
    for number, raw in page.blank:
        if raw:
            yield drop(number, (0, len(raw)), raw, "blank line")
    for line in page.lines.values():
        if line.start:
            yield drop(line.number, (0, line.start), line.raw[: line.start], _lead(line))
        if line.end < len(line.raw):
            span = (line.end, len(line.raw))
            yield drop(line.number, span, line.raw[line.end :], "space at the line's end")


def _lead(line: Line) -> str:
    if line.opens_page:
        return "a page or frame begins"
    return f"indent of {line.indent:g} ems"
