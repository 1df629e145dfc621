"""Say how likely a join is right, from the evidence for it."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from layoutfix.reading.bestpath import Look, Reading, Seam, lead_of_join
from layoutfix.reading.bonds import Bonds
from layoutfix.reading.weights import weights
from layoutfix.tables import defaults, number, per_rules

_PROBE_STEP = 5  # every fifth break is asked for its bond, whether or not it is in doubt
_PROBES = 6  # of them tell the order of the lines around


class Evidence(NamedTuple):
    """What is known of a join, in nats, and its answers to two questions (1 or 0).

    ``lead``: of the reading with the join before the nearest one without it.
    ``bond``: of the characters, where they were asked.
    ``around``: mean bond of the breaks around that were read as joins; where lines of several
    columns came out in turn it is low, though every line fits.
    ``interrupted``: other lines stand between the two.
    ``at_edge``: a frame, a gap or lines that were set aside stand between them.
    """

    lead: float
    bond: float
    around: float
    interrupted: int
    at_edge: int


class Weights(NamedTuple):
    """Weights of the evidence, as bench.learn_confidence learns them."""

    base: float
    lead: float
    bond: float
    around: float
    interrupted: float
    at_edge: float


@per_rules
def learnt() -> Weights:
    """Read the weights from the tables."""
    return Weights(*(float(weight) for weight in defaults()["confidence"]["weights_nats"].values()))


def settled(kind: str) -> float:
    """Give the share of right ones among joins of a kind whose evidence is not weighed."""
    return number("confidence", f"{kind}_ratio")


def is_probe(nth: int) -> bool:
    """Tell whether the bond above line ``nth`` is asked in any case."""
    return nth % _PROBE_STEP == 0


def probability(evidence: Evidence, by: Weights) -> float:
    """Give the probability that a join is right (logistic regression)."""
    lead, bond, around = capped(evidence)[:3]
    nats = by.base + by.lead * lead + by.bond * bond + by.around * around
    nats += by.interrupted * evidence.interrupted + by.at_edge * evidence.at_edge
    return 1 / (1 + math.exp(-nats))


def capped(evidence: Evidence) -> Evidence:
    """Cap what counts no more where there is more of it."""
    lead = max(-4.0, min(evidence.lead, 8.0))
    return evidence._replace(lead=lead, around=max(-2.0, min(evidence.around, 2.0)))


def _evidence(
    lead: int,
    bond: float,
    around: float,
    interrupted: bool,  # noqa: FBT001 - one of the fields of a key
    at_edge: bool,  # noqa: FBT001 - one of the fields of a key
) -> Evidence:
    return Evidence(lead / 1000, bond, around, int(interrupted), int(at_edge))


def _quarters(nats: float) -> float:
    """Round to quarters of a nat, so that joins are alike and are weighed once."""
    return round(4 * nats) / 4


class Confidence:
    """The confidence of the joins of one reading."""

    def __init__(self, looks: Sequence[Look], readings: Sequence[Reading], bonds: Bonds) -> None:
        """Probe the order of the lines; ``bonds`` expects the probes."""
        self.looks = looks
        self.readings = readings
        self.bonds = bonds
        self.turn = weights().turn
        self.weights = learnt()
        self.leads: dict[tuple[int, int, int, int, bool], int] = {}
        self.known: dict[tuple[int, float, float, bool, bool], float] = {}
        self.around = list(self._around())

    def of(self, upper: int, lower: int) -> float:
        """Give the probability that line ``lower`` goes on from line ``upper``."""
        key = self._known(upper, lower)
        sure = self.known.get(key)
        if sure is None:
            sure = self.known[key] = round(probability(_evidence(*key), self.weights), 2)
        return sure

    def evidence(self, upper: int, lower: int) -> Evidence:
        """Collect what is known of a join."""
        return _evidence(*self._known(upper, lower))

    def _known(self, upper: int, lower: int) -> tuple[int, float, float, bool, bool]:
        """Give lead, bond, bond around, and the answers; as a bare tuple it is found fast."""
        look = self.looks[lower]
        interrupted = upper != lower - 1
        asked = look.doubtful or interrupted
        return (
            self._lead(upper, lower, interrupted=interrupted),
            _quarters(self.bonds.weigh(upper, lower)) if asked else 0.0,
            self.around[lower // _PROBE_STEP],
            interrupted,
            look.across < 0,
        )

    def _lead(self, upper: int, lower: int, *, interrupted: bool) -> int:
        above, below = self.readings[upper], self.readings[lower]
        look, other = self.looks[upper], self.looks[lower]
        key = (look.number, id(above), other.number, id(below), interrupted)  # readings are shared
        lead = self.leads.get(key)
        if lead is None:
            seam = Seam(look, above, other, below, interrupted)
            lead = self.leads[key] = lead_of_join(seam, self.turn)
        return lead

    def _around(self) -> Iterator[float]:
        """Give for each probe the mean bond of the probes around that are inside paragraphs."""
        places = range(0, len(self.looks), _PROBE_STEP)
        found = [self._probe(nth) for nth in places]
        for nth in range(len(found)):
            near = found[max(0, nth - _PROBES // 2) : nth + _PROBES // 2]
            bonds = [bond for bond in near if bond is not None]
            yield _quarters(sum(bonds) / (len(bonds) + 1))

    def _probe(self, nth: int) -> float | None:
        if nth == 0 or not 1 <= self.readings[nth].kind <= 2 or self.readings[nth - 1].kind > 1:
            return None
        return self.bonds.weigh(nth - 1, nth)
