"""Weigh what two lines of print say about the one going on in the other.

Used where it is not known which line follows which: in columns that came out row by row.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.model.page import Block, Page
from layoutfix.reading.bonds import Bonds
from layoutfix.reading.evidence import CLAUSE, SENTENCE, end_of, printed_widths
from layoutfix.reading.measure import find_measures, reach
from layoutfix.reading.role_marks import role_of_line
from layoutfix.reading.word_pairs import is_in_a_word
from layoutfix.tables import defaults, per_rules

_INDENT = 1.5  # ems of white space: a paragraph begins
_SLACK = 1.1  # ems that a full line may be short of the measure
_WIDER = 1.5  # ems over the measure: a line of another column
_FIRST = 2.0  # ems that a paragraph's first line is short of, its indent gone
_FIRST_SLACK = 0.8
_PAIRS = (("《", "》"), ("（", "）"), ("“", "”"), ("「", "」"))
_LAST_BRACKET = 1 << 1  # the bit of the last pair that is of brackets


class _Line(NamedTuple):
    """One line: its text, its printed width in ems, where it ends, whether it is indented."""

    text: str
    width: float
    stops: bool
    indented: bool
    measures: tuple[float, ...]


class Links:
    """The lines of a stretch, each pair of them weighed once.

    ``titles`` and ``wide`` tell of each line whether it looks like a title or byline, and
    whether it is wider than its column.
    """

    def __init__(self, page: Page, blocks: Sequence[Block]) -> None:
        """Look at ``blocks``, each of which is one line still."""
        texts = [block.text for block in blocks]
        self.bonds = Bonds(texts)
        self.lines = _look_at(page, blocks, texts)
        self.indents_kept = _keeps_indents(self.lines)
        self.wide = [_is_wide(line) for line in self.lines]
        self.titles = [_is_title(line) for line in self.lines]
        self.open = [_open_pairs(text) for text in texts]
        self.closed = [_closed_pairs(text) for text in texts]
        self.limits = _limits()
        self.known: dict[tuple[int, int], float] = {}

    def weigh(self, upper: int, lower: int) -> float:
        """Give the weight in nats for line ``lower`` standing under ``upper`` in one column.

        It is the logarithm of how much likelier such a pair is in one column than by chance,
        from the places of the paragraphs and from the characters across the break.
        """
        known = self.known.get((upper, lower))
        if known is None:
            above, below = self.lines[upper], self.lines[lower]
            weight = self._shape(above, below) + self._pairs(upper, lower)
            if not above.stops:
                weight += self._bond(upper, lower)
            known = self.known[upper, lower] = mixed(weight, self.limits.broken)
        return known

    def _pairs(self, upper: int, lower: int) -> float:
        """Weigh quotes and brackets: what is open above should be closed below, and only that."""
        is_open, closes = self.open[upper], self.closed[lower]
        if not is_open and not closes:
            return 0.0
        first = (is_open | closes) & -(is_open | closes)  # the lowest bit
        if is_open & closes & first:
            return self.limits.closes
        return self.limits.bracket if first <= _LAST_BRACKET else self.limits.quote

    def _bond(self, upper: int, lower: int) -> float:
        """Weigh the characters across the break: what the text binds, and what words bind."""
        own = self.bonds.weigh_pair(upper, lower)
        pair = self.lines[upper].text[-1] + self.lines[lower].text[0]
        if not pair.isalnum():
            return own
        limits = self.limits
        if is_in_a_word(pair):
            return own + (limits.word_alone if own < 0 else limits.word)
        return own + (limits.no_word if own < 0 else 0.0)

    def _shape(self, above: _Line, below: _Line) -> float:
        """Weigh how a line looks under another one: a first line stands below a last one."""
        shapes = self.limits.shapes
        best = [
            shapes[_upper_kind(above, measure)][self._lower_kind(below, measure)]
            for measure in below.measures or above.measures
        ]
        return max(best, default=0.0)

    def _lower_kind(self, line: _Line, measure: float) -> str:
        if line.indented:
            return "indented"
        short = measure - line.width
        if short < -_WIDER:
            return "wide"
        if short <= _SLACK:
            return "full"
        if abs(short - _FIRST) <= _FIRST_SLACK:
            return "full" if self.indents_kept else "either" if line.stops else "first"
        return "last" if line.stops else "title"


def _upper_kind(line: _Line, measure: float) -> str:
    short = measure - line.width
    if short < -_WIDER:
        return "wide"
    is_short = short > (_FIRST + _FIRST_SLACK if not line.indented else measure)
    if line.stops:
        return "closed" if is_short else "stopped"
    return "title" if is_short else "open"


class _Limits(NamedTuple):
    shapes: dict[str, dict[str, float]]
    broken: float
    word_alone: float
    word: float
    no_word: float
    closes: float
    quote: float
    bracket: float


@per_rules
def _limits() -> _Limits:
    table = defaults()["links"]
    return _Limits(
        table["shapes_nats"],
        table["broken_links_ratio"],
        table["word_pair_nats"],
        table["known_word_pair_nats"],
        table["no_word_pair_nats"],
        table["closes_pair_nats"],
        table["open_quote_nats"],
        table["open_bracket_nats"],
    )


def mixed(weight: float, by_chance: float) -> float:
    """Give what is left of a weight where a share of the pairs is by chance all the same."""
    return math.log((1 - by_chance) * math.exp(weight) + by_chance)


def _look_at(page: Page, blocks: Sequence[Block], texts: Sequence[str]) -> list[_Line]:
    widths = printed_widths(blocks, texts)
    ends = [end_of(text) for text in texts]
    measures = find_measures(widths, ends, texts, reach())
    indents = [page.lines[block.first_line].indent >= _INDENT for block in blocks]
    stops = [end == SENTENCE for end in ends]
    return list(map(_Line, texts, widths, stops, indents, measures))


def _keeps_indents(lines: Sequence[_Line]) -> bool:
    below = [line for above, line in pairwise(lines) if above.stops]
    kept = sum(line.indented for line in below)
    return kept >= 3 and 3 * kept >= len(below)


def _is_wide(line: _Line) -> bool:
    return bool(line.measures) and line.width > max(line.measures) + _WIDER


def _is_title(line: _Line) -> bool:
    """Tell whether a line looks like a title, or a byline or deck near one."""
    if line.stops or line.indented or not line.measures:
        return False
    if _is_wide(line) or line.text.startswith("——"):
        return True
    role = role_of_line(line.text)
    if role:
        return role != "caption"
    short = min(line.measures) - line.width > _FIRST + _FIRST_SLACK
    return short and end_of(line.text) != CLAUSE


def _open_pairs(text: str) -> int:
    """Give a bit for each kind of bracket and quote that is open at the end of a line."""
    return sum(
        1 << nth
        for nth, (opener, closer) in enumerate(_PAIRS)
        if opener in text and text.rfind(opener) > text.rfind(closer)
    )


def _closed_pairs(text: str) -> int:
    """Give a bit for each kind that a line closes before it opens one of it."""
    return sum(
        1 << nth
        for nth, (opener, closer) in enumerate(_PAIRS)
        if closer in text and closer in text.partition(opener)[0]
    )
