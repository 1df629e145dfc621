"""Cut lines that hold what stood side by side on one base line."""

from collections.abc import Iterator, Sequence

from layoutfix.model.edits import Edit, drop, split
from layoutfix.model.page import Block, Page


def cut_at_gaps(
    page: Page, block: Block, gaps: Sequence[tuple[int, int]], because: str, confidence: float
) -> Iterator[Edit]:
    """Split a block of one line at its gaps, and drop these; ``gaps``: offsets in its text."""
    piece = block.pieces[0]
    places = page.positions(piece)
    raw = page.lines[piece.line].raw
    bounds = [(places[left - 1] + 1, places[right]) for left, right in gaps]
    ends = [*(start for start, _ in bounds[1:]), piece.end]
    for (start, end), stop in zip(bounds, ends, strict=True):
        yield drop(piece.line, (start, end), raw[start:end], "space between two things")
        yield split(piece.line, (end, stop), because, confidence)
