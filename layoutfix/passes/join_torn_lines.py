"""Put the pieces of a printed line together that came out as lines of their own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from layoutfix.model.edits import Edit, join
from layoutfix.model.glyphs import NEVER_FIRST, OPENERS, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.confidence import settled
from layoutfix.tables import number


def join_torn_lines(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Join what stood on one printed line and was torn at a squeezed mark.

    Where two marks meet, print sets them closer together (标点挤压), and some extractors take
    the glyph that was pulled back for the first of a new line.
    Such a piece begins with a mark that may not begin a line, or with an opening one; and with
    what is above it, it fills the measure, or stays within it.
    One line in a document that begins so may be a slip; several are a habit.
    """
    blocks = [b for b in page.blocks if b.role == "para" and len(b.pieces) == 1 and b.text]
    torn = sum([block.text[0] in NEVER_FIRST for block in blocks])
    if torn < max(number("torn", "least_count"), number("torn", "least_ratio") * len(blocks)):
        return
    measure = _measure(blocks)
    sure = settled("torn")
    filled = 0.0
    for upper, lower in pairwise(blocks):
        filled = filled or width_ems(upper.text)
        together = filled + width_ems(lower.text)
        if _is_piece(page, upper, lower) and together <= measure + number("torn", "slack_ems"):
            yield join(upper, lower, "torn from its line at a squeezed mark", sure)
            filled = together
        else:
            filled = 0.0


def _is_piece(page: Page, upper: Block, lower: Block) -> bool:
    """Tell whether a line begins like the second piece of the line above."""
    line = page.lines[lower.first_line]
    if line.gap or line.opens_page or line.number != upper.last_line + 1:
        return False
    if lower.text[0] in NEVER_FIRST:
        return True
    return lower.text[0] in OPENERS and upper.text[-1] in NEVER_FIRST


def _measure(blocks: Sequence[Block]) -> float:
    """Give the width that most lines have which end with no mark, in ems."""
    widths = Counter(
        round(width_ems(block.text)) for block in blocks if block.text[-1] not in NEVER_FIRST
    )
    del widths[0]
    wide = {width: count for width, count in widths.items() if width >= number("torn", "least_ems")}
    return max(wide, key=lambda width: (wide[width], width), default=0)
