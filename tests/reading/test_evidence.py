"""What one line says of itself."""

import pytest

from layoutfix.model.edits import rewrite
from layoutfix.model.page import Page
from layoutfix.pipeline.apply import Applier
from layoutfix.reading.evidence import (
    ASIDE,
    CLAUSE,
    CLOSER,
    COLON,
    COMMA,
    DASH,
    FRAME,
    GAP,
    INDENTED,
    LEANS,
    OPENER,
    PLAIN,
    SENTENCE,
    SPACED,
    STARTS_BADLY,
    STOP,
    Facts,
    end_of,
    look_at,
    mark_width_ems,
    usual_gap,
)

FULL = [
    "今年春茶开采早，比往年早八天，",
    "天刚亮，青石坡的茶农就上了山，",
    "合作社派出两辆车，守在山脚下，",
    "鲜叶一下山就进车间，当天摊晾，",
]
HALF = [
    "今年春茶开采早，比往年早了八天，",
    "天刚亮，青石坡的茶农、学生就上山，",
    "合作社，派出两辆冷链车守在山脚下",
    "鲜叶，一下山就进，车间，当天摊晾，",
]
SQUEEZED = [
    "今年春茶开采早，比往年早八天，天",
    "刚亮，青石坡的茶农就上了山，采的",
    "是头一茬，芽叶壮，白毫多，一斤鲜叶",
    "要掐上五万个芽头，一个熟手，从早",
    "采到晚，中间不歇，也只够炒二两茶。",
    "鲜叶一下山就进车间，当天摊晾，杀",
    "青，揉捻，烘干，样样不能过夜，炒",
    "茶的师傅守着锅，隔一会就翻一遍。",
]


def facts(text: str) -> Facts:
    """Look at the lines of a text."""
    page = Page(text)
    return look_at(page, page.blocks, usual_gap(page))


def test_marks_of_a_full_em():
    """Lines that are equally wide with full marks show a full em."""
    assert mark_width_ems(FULL) == 1.0


def test_marks_of_half_an_em():
    """Lines that are equally wide with half marks show half an em."""
    assert mark_width_ems(HALF) == 0.5


def test_marks_of_a_full_em_in_squeezed_lines():
    """Two lines that marks were squeezed on do not make half marks of all."""
    assert mark_width_ems(SQUEEZED) == 1.0


def test_marks_without_evidence():
    """Without lines the marks are a full em."""
    assert mark_width_ems([]) == 1.0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("文字", PLAIN),
        ("2021", PLAIN),
        ("完了。", SENTENCE),
        ("完了。”", SENTENCE),
        ("（完了。）", SENTENCE),
        ("还有……", SENTENCE),
        ("逗号，", CLAUSE),
        ("顿号、", CLAUSE),
        ("他说：", COLON),
        ("“词”", CLOSER),
        ("《书》", CLOSER),
        ("”", CLOSER),
        ("开（", OPENER),
    ],
)
def test_end_of(text: str, kind: int):
    """The end of a line is of a class; a full stop inside closing quotes is a full stop."""
    assert end_of(text) == kind


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("中文", 1),
        ("中，文", 2),
        ("“中文", 2),
        ("（“中文", 3),
        ("2021年", 2),
        ("GDP增", 2),
        ("to增", 1),
        ("FAST三", 2.7),
        ("10. 2%的", 3),
        ("10. 见", 1.5),
        ("中。”文", 3),
        ("2021，", 3),
    ],
)
def test_first_unbreakable_unit(text: str, unit: float):
    """A character goes with the marks that may not be parted from it, a number is whole.

    Capitals are two thirds of an em wide.
    """
    assert facts(text + "\n").unit == pytest.approx([unit], abs=0.05)


def test_usual_gap():
    """Most lines of wide leading have one blank line above them."""
    assert usual_gap(Page("甲\n\n乙\n\n丙\n\n\n\n丁\n")) == 1


def test_frames_and_gaps():
    """A page mark opens a frame, an unusual number of blank lines is a gap."""
    marks = facts("甲乙\n丙丁\n戊己\n\n\n庚辛\n 壬癸\n").marks

    assert [bool(mark & FRAME) for mark in marks] == [False, False, False, False, True]
    assert [bool(mark & GAP) for mark in marks] == [False, False, False, True, False]


def test_lines_set_aside_between():
    """A line that stands below lines of another role is seen to do so."""
    page = Page("甲乙\n▲图\n丙丁\n")
    found = look_at(page, [page.blocks[0], page.blocks[2]], 0)

    assert [bool(mark & ASIDE) for mark in found.marks] == [False, True]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("，接着说", STARTS_BADLY),
        ("了一会儿", LEANS),
        ("人，都来了", LEANS),
        ("——记护湖员", DASH),
        ("　　开头", INDENTED),
        ("完了。又来", STOP),
        ("茶，山里的", COMMA),
        ("清淤还湿 白鹭归来", SPACED),
    ],
)
def test_marks_of_a_line(text: str, mark: int):
    """A line is marked by how it begins and by what stands inside it."""
    assert facts(text + "\n").marks[0] & mark


@pytest.mark.parametrize("text", ["开头说", "完了。", "清淤还湿，", "2021 年 3 月"])
def test_plain_line_has_no_mark(text: str):
    """A mark at the end, and spaces round numbers, are nothing to mark."""
    assert facts(text + "\n").marks == [0]


def test_letter_spaced_line_is_as_wide_as_the_line_above():
    """A line that was letter-spaced was justified, and is as wide as its column."""
    page = Page("天刚亮茶农就背着竹篓\n上 了 山 去 采 茶\n")
    Applier(page).apply([rewrite(2, (0, 11), "上 了 山 去 采 茶", "上了山去采茶", "test")])

    assert look_at(page, page.blocks, 0).width == [10, 10]
