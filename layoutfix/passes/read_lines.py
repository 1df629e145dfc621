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
from layoutfix.reading.evidence import PLAIN, Facts, look_at, usual_gap
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
    widths = [fact.width for fact in facts]
    broken = [fact.end == PLAIN for fact in facts]
    measures = find_measures(widths, broken, reach())
    if not any(measures):
        return
    readings = read(facts, measures, weights(), Bonds([fact.text for fact in facts]).weigh)
    yield from _edits(blocks, facts, readings)


def _edits(
    blocks: Sequence[Block], facts: Sequence[Facts], readings: Sequence[Reading]
) -> Iterator[Edit]:
    upper: int | None = None
    for nth, (block, reading) in enumerate(zip(blocks, readings, strict=True)):
        if reading.kind in (MIDDLE, LAST) and upper is not None:
            because = f"{facts[upper].width:g} of {readings[upper].measure:g} ems"
            yield join(blocks[upper], block, because, 0.99 if upper == nth - 1 else 0.9)
        if reading.kind in (FIRST, MIDDLE):
            upper = nth
        elif reading.kind == LAST:
            upper = None
        elif reading.kind in (HEADING, INTERRUPTING):
            yield from _heading(blocks, facts, readings, nth)


def _heading(
    blocks: Sequence[Block], facts: Sequence[Facts], readings: Sequence[Reading], nth: int
) -> Iterator[Edit]:
    """Join a heading line to the one above when both are one heading, or label it."""
    block, fact = blocks[nth], facts[nth]
    if nth and readings[nth - 1].kind == readings[nth].kind and _goes_on(facts[nth - 1], fact, readings[nth].kind):
        gap = " " if facts[nth - 1].width < fact.width - 1 else ""
        yield join(blocks[nth - 1], block, "two lines of one heading", 0.85, gap)
    else:
        yield label(block, "subhead", "a short line that ends no sentence", 0.8)


def _goes_on(upper: Facts, lower: Facts, kind: int) -> bool:
    """Tell whether two heading lines are one heading.

    Between paragraphs they are; among the titles that a page sets at its foot only lines of
    about the same width are, for a kicker or a deck differs from its headline.
    """
    if lower.frame or lower.gap or lower.aside or lower.dash:
        return False
    return kind == HEADING or (abs(upper.width - lower.width) <= 2.5 and upper.width >= 8)
