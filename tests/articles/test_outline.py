"""A page as titles and bodies."""

import pytest

from layoutfix.articles.outline import (
    Element,
    has_dateline,
    is_credit,
    is_wordy,
    outline,
    runs_of_titles,
    was_doubled,
)
from layoutfix.model.edits import drop, join
from layoutfix.model.page import Block, Page, Piece
from layoutfix.pipeline.apply import Applier


def block(text: str, role: str = "para") -> Block:
    """Make a block of one line."""
    return Block([Piece(1, 0, len(text), text)], role)


def page_of(text: str) -> Page:
    """Read lines of the form ``role: text``; a line without a role is a para."""
    lines = [line.partition(": ") for line in text.splitlines()]
    page = Page("".join(f"{text or role}\n" for role, _, text in lines))
    roles = [role if text else "para" for role, _, text in lines if role]
    for each, role in zip(page.blocks, roles, strict=True):
        each.role = role
    return page


def outline_of(text: str) -> list[Element]:
    """Outline lines of the form ``role: text``."""
    return outline(page_of(text))


def test_furniture_is_left_out():
    """Flags and furniture are no elements."""
    found = outline_of("section: 乡村纪事\n甲。\nfurniture: 第3版\n乙。\n")

    assert [element.block.text for element in found] == ["甲。", "乙。"]


def test_frames():
    """More blank lines than usual part two frames."""
    found = outline_of("甲。\n乙。\n\n\n丙。\n丁。\n")

    assert [element.frame for element in found] == [0, 0, 1, 1]
    assert [element.opens_frame for element in found] == [True, False, True, False]


def test_an_element_interrupts_a_paragraph():
    """What stands between two lines of one paragraph interrupts it, and does not follow it."""
    page = page_of("甲乙\nheadline: 大桥合龙\n丙丁。\n")
    one, _, three = page.blocks
    Applier(page).apply([join(one, three, "test")])
    found = outline(page)

    assert [element.interrupts for element in found] == [False, True]
    assert [element.follows for element in found] == [False, False]


def test_measure_is_the_widest_line():
    """A paragraph is as wide as its widest line."""
    page = page_of("甲乙丙\n丁戊己庚\n辛。\n")
    one, two, three = page.blocks
    Applier(page).apply([join(one, two, "test"), join(two, three, "test")])

    assert outline(page)[0].measure == 4


@pytest.mark.parametrize(
    "text",
    [
        "本报讯 昨天大桥合龙。",
        "本报讯（记者罗小川）昨天大桥合龙。",
        "新华社北京1月5日电 今天开会。",
        "本报讯",
    ],
)
def test_dateline(text: str):
    """A report begins with its agency and how the news came."""
    assert has_dateline(block(text))


@pytest.mark.parametrize("text", ["据他说，桥通了。", "本报从今天起改版。", "昨天本报讯问处来电。"])
def test_no_dateline(text: str):
    """A sentence about a paper is no dateline."""
    assert not has_dateline(block(text))


def test_dateline_is_a_paragraphs():
    """A caption that begins like a report is a caption."""
    assert not has_dateline(block("本报讯 昨天大桥合龙。", "caption"))


@pytest.mark.parametrize(
    ("text", "credit"), [("罗小川 摄", True), ("（罗小川 摄）", True), ("本报记者 罗小川", False)]
)
def test_is_credit(text: str, credit: bool):  # noqa: FBT001 - a column of a table
    """A photographer's byline is a credit, a reporter's is not."""
    assert is_credit(block(text, "byline")) is credit


@pytest.mark.parametrize(
    ("text", "wordy"), [("大桥合龙了", True), ("湖清", False), ("2021", False)]
)
def test_is_wordy(text: str, wordy: bool):  # noqa: FBT001 - a column of a table
    """A headline has five Chinese characters or more."""
    assert is_wordy(block(text)) is wordy


def test_was_doubled():
    """A block that lost half its characters as copies was doubled."""
    page = Page("大桥合龙大桥合龙\n大桥合龙\n")
    Applier(page).apply([drop(1, (4, 8), "大桥合龙", "test")])

    assert [was_doubled(each) for each in page.blocks] == [True, False]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("甲。\n乙。\n", []),
        ("headline: 大桥\n甲。\n", [(0, 1)]),
        ("kicker: 两岸\nheadline: 大桥\ndeck: ——记事\n甲。\n", [(0, 3)]),
        ("甲。\nheadline: 大桥\nbyline: 陶敏\n乙。\n", [(1, 3)]),
        ("byline: 陶敏\nheadline: 大桥\n乙。\n", [(0, 2)]),
        ("headline: 大桥\nbyline: 陶敏 摄\n乙。\n", [(0, 1)]),
        ("headline: 大桥\n甲。\nheadline: 书馆\n乙。\n", [(0, 1), (2, 3)]),
        ("甲。\n乙。\nheadline: 大桥\n\n\nheadline: 书馆\n", [(2, 3), (3, 4)]),
    ],
    ids=[
        "none",
        "one",
        "kicker-headline-deck",
        "byline-below",
        "byline-above",
        "credit-is-no-byline",
        "two",
        "parted-by-space",
    ],
)
def test_runs_of_titles(text: str, runs: list[tuple[int, int]]):
    """Titles that stand together are one run, with the bylines beside them."""
    assert runs_of_titles(outline_of(text)) == runs
