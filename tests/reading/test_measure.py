"""The measure is inferred from the lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.reading.evidence import PLAIN, SENTENCE
from layoutfix.reading.measure import find_measures, reach


def measures(
    widths: list[float], ends: list[int], text: str = "天刚亮，人上山"
) -> list[tuple[float, ...]]:
    """Find the measures of lines that all read as ``text``."""
    return find_measures(widths, ends, [text] * len(widths), reach())


@pytest.mark.parametrize("measure", [9, 11, 16, 20.5, 24, 32, 45])
def test_measure_of_a_paragraph(measure: float):
    """Lines inside a paragraph show the measure of their column."""
    widths = [measure - 2, *[measure] * 6, 5.0]
    ends = [PLAIN] * 7 + [SENTENCE]

    assert measures(widths, ends) == [(measure,)] * 8


def test_squeezed_lines_show_the_same_measure():
    """Half an em more or less is the same measure."""
    widths = [14.0, 16.0, 15.5, 16.0, 16.5, 16.0, 16.0, 4.0]

    assert set(measures(widths, [PLAIN] * 7 + [SENTENCE])) == {(16.0,)}


def test_two_measures():
    """Where text runs round a picture, two measures show."""
    widths = [16.0, 18, 18, 18, 18, 18, 11, 11, 11, 11, 11, 11]
    found = measures(widths, [PLAIN] * 12)

    assert set(found[0]) == {18.0, 11.0}


@pytest.mark.parametrize("width", [reach().narrowest - 0.5, reach().widest + 0.5, 60.0])
def test_no_measure_outside_the_bounds(width: float):
    """Lines that are shorter or longer than any column show no measure."""
    assert measures([width] * 12, [PLAIN] * 12) == [()] * 12


def test_verse_shows_no_measure():
    """Equal lines that each end a sentence are verse, not a column."""
    assert measures([12.0] * 12, [SENTENCE] * 12) == [()] * 12


def test_rows_without_a_mark_show_no_measure():
    """Equal lines without a comma or a full stop inside are names or figures, not a column."""
    assert measures([12.0] * 12, [PLAIN] * 12, "罗桂枝　贺长庚") == [()] * 12


def test_unequal_lines_show_no_measure():
    """Lines of all widths are no column."""
    widths = [9.0, 14, 20, 11, 25, 17, 30, 12]

    assert measures(widths, [PLAIN] * 8) == [()] * 8


def test_agenda_in_a_wide_column():
    """Paragraphs of two lines show no measure, but break off at one that the text has.

    Half of the text is moved in beside speakers that stand out, so there are two.
    """
    text = ([38.0] * 9 + [4.0]) * 8 + ([36.0] * 9 + [4.0]) * 8
    agenda = [38.0, 7.0, 36.0, 12.0, 24.0] * 16
    ends = ([PLAIN] * 9 + [SENTENCE]) * 16 + [PLAIN, SENTENCE, PLAIN, SENTENCE, SENTENCE] * 16

    assert set(measures(text + agenda, ends)[-1]) == {38.0, 36.0}


def test_agenda_in_narrow_columns():
    """Of two narrow columns neither is the measure of the text."""
    text = ([18.0] * 9 + [4.0]) * 8 + ([15.0] * 9 + [4.0]) * 8
    agenda = [18.0, 7.0, 14.0] * 16
    ends = ([PLAIN] * 9 + [SENTENCE]) * 16 + [PLAIN, SENTENCE, SENTENCE] * 16

    assert measures(text + agenda, ends)[-1] == ()


def test_no_lines():
    """Without lines there is nothing to find."""
    assert measures([], []) == []


@given(st.lists(st.tuples(st.integers(0, 120), st.sampled_from([PLAIN, SENTENCE])), max_size=60))
def test_any_lines(lines: list[tuple[int, int]]):
    """Each line gets an answer, and each measure is within the bounds."""
    where = reach()
    found = measures([half / 2 for half, _ in lines], [end for _, end in lines])

    assert len(found) == len(lines)
    assert all(where.narrowest <= m <= where.widest for here in found for m in here)
