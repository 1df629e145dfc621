"""Facts about characters of print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.model.glyphs import (
    NEVER_FIRST,
    NEVER_LAST,
    count_han,
    ends_sentence,
    has_han,
    open_pairs,
    width_ems,
)

PRINTED = st.text(alphabet="中文的，。“”—…２ａ0123456789abcXYZ .-%　", max_size=60)


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("", 0),
        ("春茶", 2),
        ("，。", 2),
        ("“”‘’…—", 6),
        ("2021", 2),
        ("Wi-Fi", 2.5),
        ("２０", 2),
        ("2021 年", 3.25),
        ("　", 1),
        ("𠮷", 1),
    ],
)
def test_width_of_what_print_sets(text: str, ems: float):
    """Han, full-width marks and ambiguous quotes take one em, digits and Latin half an em."""
    assert width_ems(text) == ems


@given(PRINTED, PRINTED)
def test_widths_add_up(one: str, other: str):
    """Two texts side by side are as wide as both together."""
    assert width_ems(one + other) == width_ems(one) + width_ems(other)


@given(PRINTED)
def test_width_is_within_bounds(text: str):
    """No character is wider than an em or narrower than a quarter of it."""
    assert 0.25 * len(text) <= width_ems(text) <= len(text)


@given(st.text(max_size=60))
def test_width_of_any_text(text: str):
    """Any text has a width, lone surrogates too."""
    assert width_ems(text) >= 0


@given(st.text(max_size=60))
def test_has_han_agrees_with_the_count(text: str):
    """A text has Chinese characters where their count is above zero."""
    assert has_han(text) == (count_han(text) > 0)


@pytest.mark.parametrize("text", ["完了。", "“完了。”", "真的？", "（完了。）", "还有……"])
def test_ends_sentence(text: str):
    """A full stop ends a sentence, inside closing quotes and brackets too."""
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["", "标题", "逗号，", "“话”", "冒号：", "No."])
def test_ends_no_sentence(text: str):
    """Commas, colons and quotes around a word end no sentence, nor does the dot of No."""
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [("“开", 1), ("“开”", 0), ("合”", 0), ("（“开", 2), ("《书》（", 1), ("没有", 0)],
)
def test_open_pairs(text: str, pairs: int):
    """Quotes and brackets count while they are open, and closers alone do not."""
    assert open_pairs(text) == pairs


def test_prohibitions_exclude_each_other():
    """No mark is forbidden at both ends of a line."""
    assert not NEVER_FIRST & NEVER_LAST
