"""Read the lines of a column into paragraphs and headings."""

from collections.abc import Iterator, Sequence

from layoutfix.model.edits import Edit, join, label
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.bestpath import (
    FIRST,
    HEADING,
    INTERRUPTING,
    LAST,
    MIDDLE,
    Reading,
    read,
)
from layoutfix.reading.bonds import Bonds
from layoutfix.reading.evidence import ASIDE, DASH, FRAME, GAP, Facts, look_at, usual_gap
from layoutfix.reading.measure import find_measures, reach
from layoutfix.reading.weights import weights


def read_lines(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Join the lines of a paragraph, over what interrupts it, and tell headings from text.

    The measure is inferred from the lines around and may change inside an article; all
    breaks of a run are decided together, from widths, sentence ends, prohibition rules, page
    marks and the characters on both sides of a break.
    """
    blocks = [block for block in page.blocks if block.role == "para" and block.text]
    facts = look_at(page, blocks, usual_gap(page))
    measures = find_measures(facts.width, facts.end, facts.text, reach())
    readings = read(facts, measures, weights(), Bonds(facts.text))
    yield from _edits(page, blocks, facts, readings)


def _edits(
    page: Page, blocks: Sequence[Block], facts: Facts, readings: Sequence[Reading]
) -> Iterator[Edit]:
    upper: int | None = None
    for nth, (block, reading) in enumerate(zip(blocks, readings, strict=True)):
        if reading.kind in (MIDDLE, LAST) and upper is not None:
            because = f"{facts.width[upper]:g} of {readings[upper].measure:g} ems"
            yield join(blocks[upper], block, because, 0.99 if upper == nth - 1 else 0.9)
        if reading.kind in (FIRST, MIDDLE):
            upper = nth
        elif reading.kind == LAST:
            upper = None
        elif reading.kind in (HEADING, INTERRUPTING):
            yield from _heading(page, blocks, facts, readings, nth)


def _heading(
    page: Page,
    blocks: Sequence[Block],
    facts: Facts,
    readings: Sequence[Reading],
    nth: int,
) -> Iterator[Edit]:
    """Join a heading line to the one above when both are one heading, or label it."""
    block = blocks[nth]
    if _is_one_heading(page, blocks, facts, readings, nth):
        gap = " " if facts.width[nth - 1] < facts.width[nth] - 1 else ""
        yield join(blocks[nth - 1], block, "two lines of one heading", 0.85, gap)
    else:
        yield label(block, "subhead", "a short line that ends no sentence", 0.8)


def _is_one_heading(
    page: Page,
    blocks: Sequence[Block],
    facts: Facts,
    readings: Sequence[Reading],
    nth: int,
) -> bool:
    """Tell whether a heading line goes on from the heading line above.

    Between paragraphs two or three lines are one heading.
    Among the titles that a page sets at its foot, or at unequal distances, only lines of
    about the same width are, for a kicker or a deck differs from its headline.
    """
    kind = readings[nth].kind
    if nth == 0 or readings[nth - 1].kind != kind or facts.marks[nth] & (DASH | FRAME | ASIDE):
        return False
    if page.lines[blocks[nth].first_line].gap > usual_gap(page):
        return False
    start = nth
    while start and readings[start - 1].kind == kind:
        start -= 1
    end = nth + 1
    while end < len(readings) and readings[end].kind == kind:
        end += 1
    gaps = {page.lines[blocks[at].first_line].gap for at in range(start + 1, end)}
    upper, lower = facts.width[nth - 1], facts.width[nth]
    if kind == HEADING and end < len(readings) and readings[end].kind == FIRST:
        inside = not (facts.marks[start] & FRAME or facts.marks[end] & (FRAME | ASIDE | GAP))
        fits = upper <= readings[end].measure + 0.5
        if inside and fits and end - start <= 3 and len(gaps) == 1:
            return True
    return len(gaps) == 1 and abs(upper - lower) <= 2.5 and upper >= 8
