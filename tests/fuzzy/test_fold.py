"""Folding: what counts as the same, and where it stood."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.fuzzy.fold import fold, folding_table


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("抗旱：浇水", "抗旱浇水", id="marks-are-dropped"),
        pytest.param("《詩經》選讀", "诗经选读", id="traditional-is-simplified"),
        pytest.param("ＡＢｃ１２", "abc12", id="full-width-is-half-width"),
        pytest.param("⼀⽅⽔", "一方水", id="radicals-are-characters"),
        pytest.param("㈠①", "一1", id="the-number-in-a-mark"),
        pytest.param("浇　水 \t\n保苗", "浇水保苗", id="spaces-are-dropped"),
        pytest.param("浇\ud800水\0\ue000", "浇水", id="what-is-no-character-is-dropped"),
        pytest.param("𠀀𠀁", "𠀀𠀁", id="rare-characters-stay"),
        pytest.param("！？——…", "", id="nothing-is-left-of-marks"),
    ],
)
def test_folds(text: str, folded: str):
    """Width, script, case and marks do not tell texts apart."""
    assert fold(text).text == folded


@given(st.text())
def test_folding_again_changes_nothing(text: str):
    """A folded text is folded."""
    once = fold(text).text

    assert fold(once).text == once


@given(st.text(st.characters(codec=None)))
def test_each_folded_character_has_its_place(text: str):
    """Each folded character is that of the character at its offset, and no other is kept."""
    folded = fold(text)

    assert "".join(fold(text[at]).text for at in folded.offsets) == folded.text
    assert len(folded.offsets) == len(folded.text)


@given(st.text(min_size=1), st.data())
def test_a_span_holds_what_it_came_from(text: str, data: st.DataObject):
    """The passage of the original folds to the passage of the folded text."""
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))

    assert fold(text[slice(*folded.span(start, end))]).text == folded.text[start:end]


def test_the_table_has_a_number_for_each_code_point():
    """The packed table is what the kernel reads: 32 bits for each code point, letters only."""
    table = memoryview(folding_table()).cast("I")
    kept = [unicodedata.category(chr(code))[0] for code in set(table) - {0}]

    assert len(table) == 0x110000
    assert {kind for kind in kept if kind not in "LN"} <= {"C"}  # unassigned in an older Python
