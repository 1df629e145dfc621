"""Figures about what follows what: lines inside a block, blocks inside an article."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from layoutfix.score.agreement import agree
from layoutfix.score.comparison import Comparison
from layoutfix.score.units import Unit

Link = tuple[int, int]


def joins(comparison: Comparison) -> dict[str, float]:
    """join_P, join_R, join_F1, join_errors_per_1000_lines: line ends, read rightly.

    A join is a pair of raw lines that follow each other in one block.
    It is the figure closest to the work itself: each line end asks one question, and a join
    missed or a false one is one wrong answer.
    """
    wanted, given = wanted_joins(comparison), given_joins(comparison)
    hits = len(wanted & given)
    errors = len(wanted ^ given)
    return {
        **agree(hits, len(given), len(wanted)).figures("join"),
        "join_errors_per_1000_lines": 1000 * errors / max(1, len(comparison.scope)),
    }


def order(comparison: Comparison) -> dict[str, float]:
    """order_F1: reading order inside articles, by the seams between blocks.

    A seam is the last line of a block and the first line of the block that follows it in
    its article; furniture has no order.
    """
    wanted = _seams(comparison.gold)
    given = _within(comparison, _seams(comparison.predicted))
    return {"order_F1": agree(len(wanted & given), len(given), len(wanted)).f1}


def wanted_joins(comparison: Comparison) -> set[Link]:
    """Give the joins that gold makes."""
    return _joins(comparison.gold)


def given_joins(comparison: Comparison) -> set[Link]:
    """Give the joins that the prediction makes among the lines that gold describes."""
    return _within(comparison, _joins(comparison.predicted))


def _joins(units: Iterable[Unit]) -> set[Link]:
    return {(a, b) for unit in units for a, b in pairwise(unit.lines) if a != b}


def _seams(units: Iterable[Unit]) -> set[Link]:
    inside = [unit for unit in units if unit.lines and not unit.outside]
    seams: set[Link] = set()
    for _, article in groupby(inside, key=lambda unit: unit.article):
        seams |= _seams_of_article(list(article))
    return seams


def _seams_of_article(units: Sequence[Unit]) -> set[Link]:
    return {(above.lines[-1], below.lines[0]) for above, below in pairwise(units)}


def _within(comparison: Comparison, links: Iterable[Link]) -> set[Link]:
    return {link for link in links if comparison.scope.issuperset(link)}
