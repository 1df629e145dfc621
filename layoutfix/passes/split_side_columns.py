"""Split lines that hold a line of two columns or more, side by side."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.model.edits import Edit
from layoutfix.model.glyphs import NEVER_FIRST, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.base_lines import cut_at_gaps
from layoutfix.reading.role_marks import role_of_line
from layoutfix.reading.word_pairs import is_in_a_word

_GAP = re.compile(r"(?<![A-Za-z0-9,.;:?!\s])[ \u3000]+(?![A-Za-z0-9\s])")
_ANY_GAP = re.compile(r"[ \u3000]+")
_REACH = 8  # lines above and below, some of which hold one column alone
_MOST_GAPS = 2  # more columns have no room beside each other; a letter-spaced line has more
_NEAR = 0.6  # ems: half a mark that was squeezed
_LEAST, _WIDEST = 4.0, 26.0  # ems of a part
_ROWS = 3
_FULL_RATIO = 0.6
_BECAUSE = "a line of the column beside it, on the same base line"


class _Row(NamedTuple):
    """A line with gaps: where they are, and the widths of the parts between them, in ems."""

    block: Block
    gaps: tuple[tuple[int, int], ...]
    widths: tuple[float, ...]

    @property
    def parts(self) -> list[str]:
        """Give the parts from left to right."""
        text = self.block.text
        starts = [0, *(end for _, end in self.gaps)]
        ends = [*(start for start, _ in self.gaps), len(text)]
        return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def split_side_columns(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Split lines that hold a line of text and one of the column beside it, with a gap between.

    Where the gutter is narrow, a program that reads a page row by row gives what stands on one
    base line as one line.
    Lines that follow each other have the gap at the same place then, the halves before it are as
    wide as a column, and what breaks off there goes on below and not behind the gap.
    """
    if " " not in page.raw and "\u3000" not in page.raw:
        return
    rows = [_row(block, _GAP) for block in page.blocks]
    done: set[int] = set()
    for start, end in _runs(rows):
        run = [row for row in rows[start:end] if row]
        if not _are_columns(run):
            continue
        measures = [_usual(row.widths[nth] for row in run) for nth in range(len(run[0].gaps))]
        first, last = max(0, start - _REACH), end + _REACH
        for nth, block in enumerate(page.blocks[first:last], first):
            row = rows[nth] if start <= nth < end else _row(block, _ANY_GAP)
            if row and nth not in done and (start <= nth < end or _fits(row, measures)):
                done.add(nth)
                yield from cut_at_gaps(page, row.block, row.gaps, _BECAUSE, 0.85)


def _runs(rows: Sequence[_Row | None]) -> Iterator[tuple[int, int]]:
    """Give the stretches of rows that follow each other and have as many parts."""
    start = 0
    for nth in range(1, len(rows) + 1):
        row, above = rows[nth] if nth < len(rows) else None, rows[nth - 1]
        if row is None or above is None or len(row.gaps) != len(above.gaps):
            if above and nth - start >= _ROWS:
                yield start, nth
            start = nth


def _fits(row: _Row, measures: Sequence[float]) -> bool:
    """Tell whether the gaps of a row near the others are where theirs are."""
    return len(row.gaps) == len(measures) and all(
        abs(width - measure) <= _NEAR for width, measure in zip(row.widths, measures, strict=False)
    )


def _row(block: Block, gap: re.Pattern[str]) -> _Row | None:
    """Look for the gaps of a line; None where it cannot hold lines of columns."""
    text = block.text
    if block.role != "para" or len(text) < 2 * _LEAST or not (" " in text or "\u3000" in text):
        return None
    gaps = tuple([match.span() for match in gap.finditer(text)])
    if not 1 <= len(gaps) <= _MOST_GAPS:
        return None
    row = _Row(block, gaps, ())
    widths = tuple(map(width_ems, row.parts))
    if min(widths) < 1 or max(widths[:-1]) < _LEAST or max(widths) > _WIDEST:
        return None
    if role_of_line(text):
        return None
    return row._replace(widths=widths)


def _are_columns(rows: Sequence[_Row]) -> bool:
    """Tell whether the parts of rows are lines of columns side by side."""
    for nth in range(len(rows[0].gaps)):
        widths = [row.widths[nth] for row in rows]
        measure = _usual(widths)
        full = sum(abs(width - measure) <= _NEAR for width in widths)
        if measure < _LEAST or full < _FULL_RATIO * len(rows) or max(widths) > measure + 1:
            return False
        parts = [row.parts[nth] for row in rows]
        behind = [row.parts[nth + 1] for row in rows]
        if any(part[0] in NEVER_FIRST for part in behind) or not _runs_on(parts, behind):
            return False
    return True


def _usual(widths: Iterable[float]) -> float:
    return Counter(widths).most_common(1)[0][0]


def _runs_on(parts: Sequence[str], behind: Sequence[str]) -> bool:
    """Tell whether the parts of a column go on below, and not behind the gap."""
    below = sum(is_in_a_word(upper[-1] + lower[0]) for upper, lower in pairwise(parts))
    beside = sum(
        is_in_a_word(left[-1] + right[0]) for left, right in zip(parts, behind, strict=True)
    )
    return below > beside
