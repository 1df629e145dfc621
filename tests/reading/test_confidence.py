"""A join says how likely it is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix import fix
from layoutfix.reading.confidence import Evidence, learnt, probability

PLAIN = Evidence(lead=4.0, bond=0.0, around=0.5, interrupted=0, at_edge=0)
COLUMN = """入夏以来全县少雨，县里拿出九百万元打
井抗旱，组织两千名干部进村入户，帮助农民
浇水保苗。目前已打机井八百眼，修好水渠三
百里，浇地二十万亩。
"""


@pytest.mark.parametrize(
    "weaker",
    [
        PLAIN._replace(lead=0.5),
        PLAIN._replace(bond=-1.0),
        PLAIN._replace(around=-0.5),
        PLAIN._replace(interrupted=1),
        PLAIN._replace(at_edge=1),
    ],
    ids=["lead", "bond", "around", "interrupted", "at an edge"],
)
def test_weaker_evidence_is_less_sure(weaker: Evidence):
    """A smaller lead, a weaker bond, a disorder around and an interruption make it less sure."""
    assert probability(weaker, learnt()) < probability(PLAIN, learnt())


@given(st.floats(-1e6, 1e6), st.floats(-20, 20), st.floats(-20, 20))
def test_it_is_a_probability(lead: float, bond: float, around: float):
    """Whatever the evidence, the confidence is between 0 and 1."""
    evidence = Evidence(lead, bond, around, 1, 1)

    assert 0 <= probability(evidence, learnt()) <= 1


def test_a_few_lines_are_never_sure():
    """Of a few lines without a neighbour no join is near certain."""
    joins = [edit.confidence for _, edit in fix(COLUMN).edits if edit.op == "join"]

    assert joins
    assert max(joins) < 0.95
