"""Set footnotes aside, and put marks that were torn off back into their sentences."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from layoutfix.model.document import OUTSIDE
from layoutfix.model.edits import Edit, join, label
from layoutfix.model.glyphs import NEVER_FIRST, ends_sentence, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.confidence import settled
from layoutfix.reading.footnotes import find_feet
from layoutfix.reading.seams import gap_between

_SLACK = 1.5  # ems that a line with a small raised mark may differ from the measure
_AROUND = 12  # lines that show the measure


def set_notes_aside(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Set the notes at the foot of a page aside, each as a block of its own.

    A footnote stands below the last line of the text, which goes on behind it on the next page.
    Its mark (①, [1], a raised digit) stands in the text, too, and marks count up; without that
    a line with a number is an item of a list, and stays.
    A raised mark has a base line of its own, so that some extractors give it a line, too: it is
    put back between the halves of its sentence.
    """
    for foot in find_feet(page):
        for nth in foot.torn:
            yield from _put_back(page.blocks, nth)
        for start, end in foot.notes:
            lines = page.blocks[start:end]
            for upper, lower in pairwise(lines):
                gap = gap_between(upper.text, lower.text)
                yield join(upper, lower, "lines of one note", settled("note"), gap)
            yield label(lines[0], "note", "its mark stands in the text above", 0.9)


def _put_back(blocks: Sequence[Block], nth: int) -> Iterator[Edit]:
    """Join a mark to the words in front of it, and what stands behind it, if that was one line."""
    if not 0 < nth < len(blocks) - 1:
        return
    above, mark, below = blocks[nth - 1 : nth + 2]
    if above.role != "para" or below.role in OUTSIDE:
        return
    because = "the mark of a note, torn off its line"
    yield join(above, mark, because, settled("note"))
    if below.role == "para" and _was_one_line(blocks, nth):
        yield join(mark, below, because, settled("note"), gap_between(above.text, below.text))


def _was_one_line(blocks: Sequence[Block], nth: int) -> bool:
    """Tell whether what stands around a mark was one line in print.

    No line begins with a comma; else both parts fill the measure together.
    """
    above, below = blocks[nth - 1], blocks[nth + 1]
    if below.text[0] in NEVER_FIRST:
        return True
    around = [*blocks[max(0, nth - _AROUND) : nth - 1], *blocks[nth + 2 : nth + _AROUND]]
    widths = sorted(width_ems(b.text) for b in around if b.role == "para")
    if not widths:
        return False
    measure = widths[len(widths) * 3 // 4]
    short = measure - above.width - below.width
    return abs(short) <= _SLACK or (short > 0 and not ends_sentence(above.text))
