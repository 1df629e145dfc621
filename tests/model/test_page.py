"""How a text is cut into lines, blocks and pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.model.page import Page, line_ends, split_lines

AWKWARD = st.text(alphabet="中。 　\n\r\f\v\t\x1c\x85\u2028\u2029a", max_size=80)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_line_ends_are_cut(end: str):
    """LF, CRLF and CR end a line."""
    assert split_lines(f"甲{end}乙{end}") == ["甲", "乙", ""]


@pytest.mark.parametrize("char", "\f\v\x1c\x85\u2028\u2029")
def test_other_separators_are_no_line_ends(char: str):
    """Form feed, U+0085 and U+2028 stay inside a line, whatever str.splitlines thinks."""
    assert split_lines(f"甲{char}乙") == [f"甲{char}乙"]


@given(AWKWARD)
def test_lines_and_their_ends_are_the_text(text: str):
    """The lines with what ended each of them are the text again."""
    lines, ends = split_lines(text), line_ends(text)

    assert "".join(a + b for a, b in zip(lines, ends, strict=True)) == text


@given(AWKWARD)
def test_each_line_is_blank_or_a_block(text: str):
    """A line stands in a block without its outer space, or among the blank lines."""
    page = Page(text)
    lines = split_lines(text)

    assert sorted([*page.lines, *(number for number, _ in page.blank)]) == [
        *range(1, len(lines) + 1)
    ]
    assert [block.text for block in page.blocks] == [t.strip() for t in lines if t.strip()]


@pytest.mark.parametrize("lead", [" ", "\f", "\f ", "\f　　"])
def test_page_marks(lead: str):
    """A form feed, or the single space that is left of one, begins a page."""
    page = Page(f"甲\n{lead}乙\n")

    assert [line.opens_page for line in page.lines.values()] == [False, True]


def test_form_feed_on_a_line_of_its_own():
    """A form feed on a blank line begins a page at the next line that is not blank."""
    page = Page("甲\n\f\n\n乙\n丙\n")

    assert [line.opens_page for line in page.lines.values()] == [False, True, False]


@pytest.mark.parametrize(("lead", "ems"), [("", 0), ("　　", 2), ("    ", 2), ("　", 1)])
def test_indents(lead: str, ems: float):
    """White space in front of a line is its indent; an ASCII space is half an em there."""
    assert Page(f"{lead}甲\n").lines[1].indent == ems


def test_gaps_count_blank_lines():
    """The gap of a line is the number of blank lines above it."""
    page = Page("甲\n乙\n\n\n丙\n")

    assert [line.gap for line in page.lines.values()] == [0, 0, 2]
