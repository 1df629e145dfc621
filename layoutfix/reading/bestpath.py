"""Decide all breaks of a run of lines together.

Each line is the first, a middle, the last or the only line of a paragraph, a heading, or a
line that interrupts an open paragraph, at a measure that changes seldom.
The reading with the largest sum of weights is found by dynamic programming (Viterbi 1967);
readings far behind the best are not followed, which keeps the work per line small.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from layoutfix.reading.evidence import SENTENCE, Facts
from layoutfix.reading.weights import Weights

FIRST, MIDDLE, LAST, SINGLE, HEADING, INTERRUPTING = range(6)
_KINDS = 8
_BEAM = 11.0  # nats: a reading e^11 times less likely never came back in the samples


class Reading(NamedTuple):
    """How a line is read: its kind, and the measure of its column in ems (0: none)."""

    kind: int
    measure: float


Bond = Callable[[str, str, int], float]


def read(
    facts: Sequence[Facts],
    measures: Sequence[tuple[float, ...]],
    weights: Weights,
    bond: Bond,
) -> list[Reading]:
    """Give the best reading of ``facts``, one Reading a line.

    ``measures``: for each line the measures that its column may have.
    ``bond``: the weight of the characters on both sides of a break for joining them.
    """
    table = _Emissions(weights)
    scores: dict[int, float] = {LAST: 0.0}
    opened: dict[int, int] = {}
    trail: list[dict[int, int]] = []
    for nth, fact in enumerate(facts):
        step = _Step(facts, nth, weights, bond, odd=_is_odd(facts, measures, nth))
        below = facts[nth + 1].unit if nth + 1 < len(facts) else 1.0
        here = {int(m * 2) * _KINDS: table.of(fact, int(m * 2), below) for m in measures[nth]}
        scores, back, opened = step.advance(scores, opened, here, table.heading(fact, here))
        trail.append(back)
    return _trace(scores, trail)


def _is_odd(facts: Sequence[Facts], measures: Sequence[tuple[float, ...]], nth: int) -> bool:
    """Tell whether the widths at the break above a line leave it in doubt.

    First and last lines are short as a rule, and then a full stop stands above or at the end
    of them.
    """
    if not nth:
        return False
    upper, fact = facts[nth - 1], facts[nth]
    if upper.end == SENTENCE:
        return any(fact.width > upper.width - 2 > measure - 3 for measure in measures[nth])
    above = facts[nth - 2].end if nth > 1 else SENTENCE
    full = [m - 1 < fact.width < m + 1 or fact.end == SENTENCE for m in measures[nth]]
    upper_full = [m - 1 < upper.width < m + 1 or above == SENTENCE for m in measures[nth]]
    return not any(full) or not any(upper_full)


def _trace(scores: dict[int, float], trail: list[dict[int, int]]) -> list[Reading]:
    if not trail:
        return []
    # A text that stops inside a paragraph is less likely than one that ends.
    key = max(scores, key=lambda k: (scores[k] - (4.0 if k % _KINDS in (0, 1, 5) else 0.0), -k))
    out = []
    for back in reversed(trail):
        out.append(Reading(key % _KINDS, key // _KINDS / 2))
        key = back[key]
    return out[::-1]


class _Emissions:
    """What a line's own width, end and start say for each kind, by measure in half ems."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.known: dict[tuple[int, int, int], tuple[float, float, float, float]] = {}

    def of(self, fact: Facts, measure: int, below: float) -> tuple[float, float, float, float]:
        """Give the weights of first, middle, last, single.

        ``below``: ems of the first unbreakable unit of the next line (the fit test).
        """
        key = (measure, int(fact.width * 2 + 0.5), int(below * 2))
        known = self.known.get(key)
        if known is None:
            known = self.known[key] = self._widths(*key)
        first, middle, last, single = known
        w = self.weights
        middle_end, last_end = w.middle_end[fact.end], w.last_end[fact.end]
        if fact.never_first:
            first, single = first + w.never_first_closed, single + w.never_first_closed
            middle, last = middle + w.never_first_open, last + w.never_first_open
        if fact.leans:
            first, single = first + w.leaning, single + w.leaning
        if fact.indent >= 1.5:
            first, single = first + w.kept_indent, single + w.kept_indent
            middle, last = middle + w.no_indent, last + w.no_indent
        if fact.spaced:
            middle_end += w.inside["gap_body"]
            last_end += w.inside["gap_body"]
        if fact.dash:
            first += w.inside["dash_first"]
            single += w.inside["dash_first"]
        return first + middle_end, middle + middle_end, last + last_end, single + last_end

    def _widths(self, measure: int, width: int, below: int) -> tuple[float, float, float, float]:
        w = self.weights
        above = width - measure
        middle = self._full(above, below)
        first = max(self._full(above + w.indent, below), middle + w.flush)
        last = w.last_width if above <= 1 else w.last_over + w.middle_width.get(above, w.off_width)
        above += w.indent
        single = w.last_width if above <= 1 else w.last_over + w.middle_width.get(above, w.off_width)
        return first, middle, last, single

    def _full(self, above: int, below: int) -> float:
        """Weigh a line that ought to be full.

        A short one is no surprise where what came next would not have fitted in.
        """
        w = self.weights
        weight = w.middle_width.get(above, w.off_width)
        if above <= -2 and -above < below:
            return max(weight, w.no_fit_wide if below >= 6 else w.no_fit + above + 2)
        return weight

    def heading(self, fact: Facts, here: dict[int, tuple[float, float, float, float]]) -> float:
        """Give the weight of a heading, which has no measure of its own."""
        w = self.weights
        out = w.heading_end[fact.end] + w.heading_width
        if not here and fact.width > w.lone_heading / (2 if fact.comma else 1):
            out = w.heading_end[fact.end] + w.off_width
        elif here:
            measure = max(here) // _KINDS / 2
            if fact.width > measure + 0.5:
                out = w.heading_end[fact.end] + w.heading_over
            elif fact.width >= measure - 1:
                out = w.heading_end[fact.end] + w.heading_full
        if fact.stop:
            out += w.inside["heading_stop"]
        if fact.comma:
            out += w.inside["heading_comma"]
        if fact.spaced:
            out += w.inside["gap_heading"]
        if fact.leans:
            out += w.leaning
        if fact.dash:
            out += w.inside["dash_heading"]
        return out + (w.never_first_closed if fact.never_first else 0.0)


class _Step:
    """The turns from the line above to one line."""

    def __init__(
        self,
        facts: Sequence[Facts],
        nth: int,
        weights: Weights,
        bond: Bond,
        *,
        odd: bool,
    ) -> None:
        fact = facts[nth]
        self.nth = nth
        self.text = fact.text
        self.facts = facts
        self.bond = bond
        turn = weights.turn
        self.turn = turn
        self.frame = fact.frame
        self.plain = not (fact.frame or fact.gap or fact.aside)
        self.doubtful = fact.before_frame or fact.spaced or fact.dash or odd
        edge = "_at_frame" if fact.frame or fact.gap else ""
        self.interrupt = turn["interrupt" + edge]
        if not edge and fact.before_frame:
            self.interrupt = turn["interrupt_before_frame"]
        self.abandon = turn["abandon" + edge]
        self.resume = turn["resume_at_frame" if fact.frame else "resume"]
        across = 0.0
        if fact.frame:
            across = turn["join_at_frame"]
        elif fact.gap:
            across = turn["join_over_gap"]
        elif fact.aside:
            across = turn["join_over_aside"]
        self.across = across
        self.bonds: dict[int, float] = {}

    def bonded(self, upper: int) -> float:
        """Weigh the characters of line ``upper`` and of this one, once."""
        if upper not in self.bonds:
            self.bonds[upper] = self.bond(self.facts[upper].text, self.text, self.nth)
        return self.bonds[upper]

    def advance(
        self,
        scores: dict[int, float],
        opened: dict[int, int],
        here: dict[int, tuple[float, float, float, float]],
        heading: float,
    ) -> tuple[dict[int, float], dict[int, int], dict[int, int]]:
        """Give the best score per state after this line, and the state that it came from."""
        turn = self.turn
        drift = turn["measure_drift"]
        change, change_closed = turn["measure_change"], turn["measure_change_closed"]
        best: dict[int, float] = {}
        back: dict[int, int] = {}
        since: dict[int, int] = {}

        def offer(key: int, score: float, source: int) -> None:
            if score > best.get(key, -1e9):
                best[key] = score
                back[key] = source

        def close(source: int, score: float, kind: str, measure: int) -> None:
            """Turn from a closed paragraph or a heading to what may follow it."""
            offer(HEADING, score + turn[kind + "_to_heading"] + heading, source)
            for column, (first, _, _, single) in here.items():
                base = score
                if column != measure and measure:
                    base += drift if abs(column - measure) <= _KINDS else change_closed
                offer(column + FIRST, base + turn[kind + "_to_first"] + first, source)
                offer(column + SINGLE, base + turn[kind + "_to_single"] + single, source)
            if not here:
                lone = self.lone
                offer(SINGLE, score + turn[kind + "_to_single"] + lone, source)

        for source, score in scores.items():
            kind = source % _KINDS
            measure = source - kind
            if kind in (LAST, SINGLE):
                close(source, score, "closed", measure)
            elif kind == HEADING:
                close(source, score, "heading", measure)
            else:
                going_on = kind == INTERRUPTING
                upper = opened[source] if going_on else self.nth - 1
                base = score + (self.resume if going_on else self.across)
                if going_on or not self.plain or self.doubtful:
                    base += self.bonded(upper)
                to_middle = turn["first_to_middle" if kind == FIRST else "middle_to_middle"]
                to_last = turn["first_to_last" if kind == FIRST else "middle_to_last"]
                for column, (_, middle, last, _) in here.items():
                    start = base
                    if column != measure:
                        start += drift if abs(column - measure) <= _KINDS else change
                    offer(column + MIDDLE, start + to_middle + middle, source)
                    offer(column + LAST, start + to_last + last, source)
                stay = turn["interrupted_on"] if going_on else self.interrupt
                key = measure + INTERRUPTING
                offer(key, score + stay + heading, source)
                if back[key] == source:
                    since[key] = upper
                close(source, score + self.abandon, "closed", measure)
        floor = max(best.values()) - _BEAM
        kept = {key: score for key, score in best.items() if score >= floor}
        return kept, back, since

    @property
    def lone(self) -> float:
        """Weigh a line that belongs to no column as a paragraph of its own."""
        return -1.0 if self.facts[self.nth].end == SENTENCE else -6.0
