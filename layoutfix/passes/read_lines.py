"""Read the lines of a column into paragraphs and headings."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from layoutfix.model.edits import Edit, join, label
from layoutfix.model.glyphs import open_pairs
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.bestpath import (
    FIRST,
    HEADING,
    LAST,
    MIDDLE,
    SINGLE,
    Look,
    Reading,
    read,
    weigh_lines,
)
from layoutfix.reading.bonds import Bonds
from layoutfix.reading.confidence import Confidence, is_probe, settled
from layoutfix.reading.evidence import (
    ASIDE,
    COLON,
    DASH,
    FRAME,
    GAP,
    PLAIN,
    SENTENCE,
    Facts,
    look_at,
    usual_gap,
)
from layoutfix.reading.measure import find_measures, reach
from layoutfix.reading.role_marks import has_folio
from layoutfix.reading.seams import gap_between
from layoutfix.reading.weights import weights
from layoutfix.tables import number


def read_lines(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Join the lines of a paragraph, over what interrupts it, and tell headings from text.

    The measure is inferred from the lines around and may change inside an article; all
    breaks of a run are decided together, from widths, sentence ends, prohibition rules, page
    marks and the characters on both sides of a break.
    """
    reading = read_page(page)
    reasons: dict[tuple[float, float], str] = {}
    headings = _Headings(page, reading)
    confidence = Confidence(reading.looks, reading.readings, reading.bonds)
    facts, readings, blocks = reading.facts, reading.readings, reading.blocks
    for nth, upper in reading.followers():
        if upper is not None:
            widths = facts.width[upper], readings[upper].measure
            if widths not in reasons:
                reasons[widths] = f"{widths[0]:g} of {widths[1]:g} ems"
            gap = gap_between(facts.text[upper], blocks[nth].text)
            sure = confidence.of(upper, nth)
            yield join(blocks[upper], blocks[nth], reasons[widths], sure, gap)
        elif readings[nth].kind >= HEADING:
            yield headings.edit(nth)


class PageReading(NamedTuple):
    """The lines of a page that are read together, and the best reading of them."""

    blocks: Sequence[Block]
    facts: Facts
    looks: Sequence[Look]
    readings: Sequence[Reading]
    bonds: Bonds

    def followers(self) -> Iterator[tuple[int, int | None]]:
        """Give each line with the one that it goes on from, or None."""
        upper: int | None = None
        for nth, (kind, _) in enumerate(self.readings):
            goes_on = MIDDLE <= kind <= LAST
            yield nth, upper if goes_on else None
            if kind <= MIDDLE:
                upper = nth
            elif kind == LAST:
                upper = None


def read_page(page: Page) -> PageReading:
    """Read the lines of a page that have no role yet."""
    blocks = [block for block in page.blocks if block.role == "para" and block.text]
    facts = look_at(page, blocks, usual_gap(page))
    measures = find_measures(facts.width, facts.end, facts.text, reach())
    looks = weigh_lines(facts, measures, weights())
    bonds = Bonds(facts.text)
    bonds.expect(nth for nth, look in enumerate(looks) if look.doubtful or is_probe(nth))
    return PageReading(blocks, facts, looks, read(looks, weights(), bonds), bonds)


_BOUND = 0.5  # nats: the document knows the pair, and more than by chance


class _Run(NamedTuple):
    """Heading lines that stand together, and the different gaps between them.

    ``in_column``: one of them, or of the lines around, has the measure of a column.
    """

    start: int
    end: int
    gaps: frozenset[int]
    in_column: bool


class _Headings:
    """The lines that were read as headings, with the runs that they stand in."""

    def __init__(self, page: Page, reading: PageReading) -> None:
        self.page = page
        self.blocks, self.facts = reading.blocks, reading.facts
        self.readings, self.bonds = reading.readings, reading.bonds
        self.usual_gap = usual_gap(page)
        paragraphs = sum(kind in (FIRST, SINGLE) for kind, _ in self.readings)
        self.in_long_file = paragraphs > number("plan", "most_units_count")
        self.run = _Run(0, 0, frozenset(), in_column=False)

    def edit(self, nth: int) -> Edit:
        """Join a heading line to the one above when both are one heading, or label it."""
        block, width = self.blocks[nth], self.facts.width
        if self._is_one_heading(nth):
            gap = " " if width[nth - 1] < width[nth] - 1 else ""
            return join(
                self.blocks[nth - 1], block, "two lines of one heading", settled("heading"), gap
            )
        return label(block, "subhead", "a short line that ends no sentence", 0.8)

    def _is_one_heading(self, nth: int) -> bool:
        """Tell whether a heading line goes on from the heading line above.

        Between paragraphs two or three lines are one heading.
        Among the titles that a page sets at its foot, or at unequal distances, only lines of
        about the same width are, for a kicker or a deck differs from its headline.
        """
        facts, readings = self.facts, self.readings
        kind = readings[nth].kind
        if nth == 0 or readings[nth - 1].kind != kind or facts.marks[nth] & (DASH | FRAME | ASIDE):
            return False
        if facts.end[nth - 1] == COLON:
            return False
        opened = self._gap(nth) <= self.usual_gap and open_pairs(facts.text[nth - 1])
        if opened or self._is_rest(nth):
            return True
        if facts.text[nth][0] in "【〖" or has_folio(facts.text[nth - 1]):
            return False  # a title begins, below a kicker or the head of the page
        start, end, gaps, in_column = self._run(nth)
        if self._gap(nth) > self.usual_gap:
            return len(gaps) == 1 and self._goes_on(nth)
        upper, lower = facts.width[nth - 1], facts.width[nth]
        inside = False
        if kind == HEADING and end < len(readings) and readings[end].kind == FIRST:
            inside = not (facts.marks[start] & FRAME or facts.marks[end] & (FRAME | ASIDE | GAP))
            inside = inside and upper <= readings[end].measure + 0.5 and end - start <= 3
        # On a page, split-articles asks the words of the stories instead.
        alike = in_column and abs(upper - lower) <= 2.5 and upper >= 8 and self.in_long_file
        return len(gaps) == 1 and (inside or alike)

    def _is_rest(self, nth: int) -> bool:
        """Tell whether a heading line is what did not fit into the full line above.

        A title of its own has more than a word, unless the line above is whole; and a deck
        that is so much shorter than its headline does not go on in its words.
        """
        facts = self.facts
        upper, lower = facts.width[nth - 1 : nth + 1]
        if self._gap(nth) > self.usual_gap or upper < 8 or 2 * lower > upper or lower > 6:
            return False
        if facts.end[nth - 1] != PLAIN or not facts.text[nth][0].isalpha():
            return False
        return lower <= 2 or self.bonds.weigh(nth - 1, nth) > _BOUND

    def _goes_on(self, nth: int) -> bool:
        """Tell whether the characters bind two title lines that a blank line parts."""
        upper, lower = self.facts.width[nth - 1 : nth + 1]
        if self.facts.end[nth - 1] == SENTENCE:
            return False
        return upper >= 8 and upper >= lower - 2.5 and self.bonds.weigh(nth - 1, nth) > _BOUND

    def _run(self, nth: int) -> _Run:
        """Give the run that line ``nth`` stands in; it is the same for all lines of it."""
        if nth >= self.run.end:
            start = end = nth
            kind = self.readings[nth].kind
            while start and self.readings[start - 1].kind == kind:
                start -= 1
            while end < len(self.readings) and self.readings[end].kind == kind:
                end += 1
            gaps = frozenset(self._gap(at) for at in range(start + 1, end))
            around = self.readings[max(0, start - 1) : end + 1]
            in_column = any(reading.measure for reading in around)
            self.run = _Run(start, end, gaps, in_column)
        return self.run

    def _gap(self, nth: int) -> int:
        return self.page.lines[self.blocks[nth].first_line].gap
