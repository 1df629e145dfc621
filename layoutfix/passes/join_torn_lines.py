"""Put the pieces of a printed line together that came out as lines of their own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from layoutfix.model.edits import Edit, join
from layoutfix.model.glyphs import NEVER_FIRST, OPENERS, ends_sentence, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.confidence import settled
from layoutfix.reading.numerals import item_number
from layoutfix.tables import number

_LEAST_CHAIN = 3  # pieces
_REACH = 6  # lines
_SQUEEZED = 0.5  # ems that two marks which meet give up


def join_torn_lines(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Join what stood on one printed line and was torn at a squeezed mark.

    Where two marks meet, print sets them closer together (标点挤压), and some extractors take
    the glyph that was pulled back for the first of a new line.
    Such a piece begins with a mark that may not begin a line, or with an opening one; and with
    what is above it, it fills the measure, or stays within it.
    One line in a document that begins so may be a slip; several are a habit, and so are two
    on end.
    """
    blocks = [b for b in page.blocks if b.role == "para" and len(b.pieces) == 1 and b.text]
    torn = sum([block.text[0] in NEVER_FIRST for block in blocks])
    habit = torn >= max(number("torn", "least_count"), number("torn", "least_ratio") * len(blocks))
    seams = [_is_piece(page, upper, lower) for upper, lower in pairwise(blocks)]
    if not habit and not any(map(all, pairwise(seams))):
        return
    widths = [width_ems(block.text) for block in blocks]
    usual = _measure(blocks)
    sure = settled("torn")
    for start, end in _chains(seams):
        if not habit and end - start < _LEAST_CHAIN:
            continue
        measure = max(usual, _measure_around(blocks, widths, start, end)) if usual else 0.0
        for first, behind in _printed_lines(widths, start, end, measure):
            filled = sum(widths[first:behind]) - _SQUEEZED * (behind - first - 1)
            full = -number("torn", "short_ems") <= filled - measure <= _SQUEEZED
            for upper, lower in pairwise(blocks[first:behind]):
                if full or not _opens_paragraph(upper, lower):
                    because = "torn from its line at a squeezed mark"
                    yield join(upper, lower, because, sure)


def _printed_lines(
    widths: Sequence[float], start: int, end: int, measure: float
) -> Iterator[tuple[int, int]]:
    """Give the first piece of each line that fits into the measure, and the one behind it."""
    filled = widths[start]
    for nth in range(start + 1, end):
        filled += widths[nth] - _SQUEEZED
        if filled > measure + number("torn", "slack_ems"):
            yield start, nth
            start, filled = nth, widths[nth]
    yield start, end


def _opens_paragraph(upper: Block, lower: Block) -> bool:
    """Tell whether a line may open a paragraph with its bracket or quote: the one above ended."""
    return lower.text[0] in OPENERS and ends_sentence(upper.text)


def _chains(seams: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give the first line of each run of pieces, and the one behind the last."""
    start = 0
    for torn, run in groupby(seams):
        end = start + len(list(run))
        if torn:
            yield start, end + 1
        start = end


def _measure_around(
    blocks: Sequence[Block], widths: Sequence[float], start: int, end: int
) -> float:
    """Give the width in ems that two of the whole lines around some pieces have, or 0."""
    around = [*range(max(0, start - _REACH), start), *range(end, min(len(blocks), end + _REACH))]
    full = sorted(widths[nth] for nth in around if blocks[nth].text[-1] not in NEVER_FIRST)
    return next((one for one, other in pairwise(full[::-1]) if one - other < 1), 0.0)


def _is_piece(page: Page, upper: Block, lower: Block) -> bool:
    """Tell whether a line begins like the second piece of the line above.

    No line begins with a closing mark, and none ends with an opening one.
    What is indented begins a printed line, and so does the number of an item: （一）.
    """
    line = page.lines[lower.first_line]
    if line.gap or line.indent or line.opens_page or line.number != upper.last_line + 1:
        return False
    if lower.text[0] in NEVER_FIRST or upper.text[-1] in OPENERS:
        return True
    return (
        lower.text[0] in OPENERS and upper.text[-1] in NEVER_FIRST and not item_number(lower.text)
    )


def _measure(blocks: Sequence[Block]) -> float:
    """Give the width that most lines have which end with no mark, in ems."""
    widths = Counter(
        round(width_ems(block.text)) for block in blocks if block.text[-1] not in NEVER_FIRST
    )
    del widths[0]
    wide = {width: count for width, count in widths.items() if width >= number("torn", "least_ems")}
    return max(wide, key=lambda width: (wide[width], width), default=0)
