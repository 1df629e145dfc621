"""Precision, recall, F1 and BCubed, on cases one can compute by head."""

import pytest

from layoutfix.score.agreement import Agreement, agree, bcubed


def test_f1_is_the_harmonic_mean():
    """A half and one have the mean two thirds."""
    found = agree(hits=2, given=4, wanted=2)

    assert found == (0.5, 1.0)
    assert found.f1 == pytest.approx(2 / 3)


def test_nothing_against_nothing_is_zero():
    """Nothing given and nothing wanted is no merit."""
    found = agree(0, 0, 0)

    assert found.f1 == 0.0


def test_bcubed_of_one_heap():
    """One heap of two stories of 3 and 1: each line sees its own share of the heap."""
    found = bcubed({1: "a", 2: "a", 3: "a", 4: "b"}, dict.fromkeys(range(1, 5), "heap"), _ones(4))

    assert found == Agreement((3 * 3 / 4 + 1 / 4) / 4, 1.0)


def test_bcubed_of_single_lines():
    """Each line alone is pure, and finds a third, a third, a third and all of its story."""
    found = bcubed({1: "a", 2: "a", 3: "a", 4: "b"}, {n: n for n in range(1, 5)}, _ones(4))

    assert found == Agreement(1.0, pytest.approx((3 * 1 / 3 + 1) / 4))


def test_bcubed_weighs_lines_by_their_length():
    """A long line that strays counts more than a short one."""
    wanted, given = {1: "a", 2: "a"}, {1: "x", 2: "y"}

    assert bcubed(wanted, given, {1: 9, 2: 1}).recall == pytest.approx(0.9 * 0.9 + 0.1 * 0.1)


def test_bcubed_of_no_lines_is_one():
    """Without lines there is nothing to get wrong."""
    assert bcubed({}, {}, {}) == Agreement(1.0, 1.0)


def _ones(count):
    return dict.fromkeys(range(1, count + 1), 1)
