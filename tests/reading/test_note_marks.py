"""The marks of footnotes, in all their forms."""

import pytest

from layoutfix.reading.note_marks import is_counted, lone_mark, marks_in, note_head


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("③王明：《水利志》。", 3),
        ("［１２］ 见《东海日报》。", 12),
        ("[2] 同上，第12页。", 2),
        ("〔三〕此处据抄本。", 3),
        ("¹² 同上。", 12),
        ("** 本文据档案写成。", 2),
        ("※ 本文据档案写成。", 1),
        ("7 李小红：《县志》。", 7),
    ],
)
def test_heads_of_notes(text: str, number: int):
    """A note begins with a mark of any form, with or without a space behind it."""
    mark = note_head(text)

    assert mark
    assert mark.number == number


@pytest.mark.parametrize(
    "text",
    ["", "②，后来", "3月5日，他来了。", "12个村子", "1998年", "〔2020〕15号", "[J] 王明", "1.山"],
)
def test_no_heads_of_notes(text: str):
    """Marks inside a sentence, numbers that count, years and items of lists begin no note."""
    assert note_head(text) is None


def test_marks_of_one_style():
    """Only the marks that look alike count up together."""
    marks = marks_in("水①，田[1]，山②。", "①")

    assert [mark.number for mark in marks] == [1, 2]


def test_a_line_with_a_mark_alone():
    """A mark that was torn off is a line by itself."""
    assert lone_mark("［３］")
    assert not lone_mark("［３］。")


def test_digits_that_count():
    """A unit behind a digit says that it counts."""
    assert is_counted("3个", 1)
    assert not is_counted("3王", 1)
