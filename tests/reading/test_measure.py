"""The measure is inferred from the lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.reading.evidence import PLAIN, SENTENCE
from layoutfix.reading.measure import find_measures, reach


@pytest.mark.parametrize("measure", [9, 11, 16, 20.5, 24, 32, 45])
def test_measure_of_a_paragraph(measure: float):
    """Lines inside a paragraph show the measure of their column."""
    widths = [measure - 2, *[measure] * 6, 5.0]
    ends = [PLAIN] * 7 + [SENTENCE]

    assert find_measures(widths, ends, reach()) == [(measure,)] * 8


def test_squeezed_lines_show_the_same_measure():
    """Half an em more or less is the same measure."""
    widths = [14.0, 16.0, 15.5, 16.0, 16.5, 16.0, 16.0, 4.0]

    assert set(find_measures(widths, [PLAIN] * 7 + [SENTENCE], reach())) == {(16.0,)}


def test_two_measures():
    """Where text runs round a picture, two measures show."""
    widths = [16.0, 18, 18, 18, 18, 18, 11, 11, 11, 11, 11, 11]
    found = find_measures(widths, [PLAIN] * 12, reach())

    assert set(found[0]) == {18.0, 11.0}


@pytest.mark.parametrize("width", [5.0, 7.5, 60.0])
def test_no_measure_outside_the_bounds(width: float):
    """Lines that are shorter or longer than any column show no measure."""
    assert find_measures([width] * 12, [PLAIN] * 12, reach()) == [()] * 12


def test_verse_shows_no_measure():
    """Equal lines that each end a sentence are verse, not a column."""
    assert find_measures([12.0] * 12, [SENTENCE] * 12, reach()) == [()] * 12


def test_unequal_lines_show_no_measure():
    """Lines of all widths are no column."""
    widths = [9.0, 14, 20, 11, 25, 17, 30, 12]

    assert find_measures(widths, [PLAIN] * 8, reach()) == [()] * 8


def test_no_lines():
    """Without lines there is nothing to find."""
    assert find_measures([], [], reach()) == []


@given(st.lists(st.tuples(st.integers(0, 120), st.sampled_from([PLAIN, SENTENCE])), max_size=60))
def test_any_lines(lines: list[tuple[int, int]]):
    """Each line gets an answer, and each measure is within the bounds."""
    where = reach()
    found = find_measures([half / 2 for half, _ in lines], [end for _, end in lines], where)

    assert len(found) == len(lines)
    assert all(where.narrowest <= m <= where.widest for here in found for m in here)
