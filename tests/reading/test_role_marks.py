"""The roles that lines and paragraphs show by their own marks."""

import pytest

from layoutfix.reading.role_marks import Marks, role_of_line, role_of_paragraph
from layoutfix.tables import Pattern, patterns


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("▲茶农在采茶", "caption"),
        ("村民在湖边散步（罗小川 摄）", "caption"),
        ("■陶 敏", "byline"),
        ("●陶敏 罗桂枝", "byline"),
        ("本报记者 罗小川", "byline"),
        ("本报记者 罗小川 通讯员 杜一帆", "byline"),
        ("本刊记者 陶 敏", "byline"),
        ("罗小川 摄", "byline"),
        ("文/罗小川 图/杜一帆", "byline"),
        ("月牙湖县委书记 贺长庚", "byline"),
        ("（下转第三版）", "note"),
        ("[上接第一版]", "note"),
        ("上接第1版", "note"),
        ("责任编辑：陶敏", "note"),
    ],
)
def test_role_of_line(text: str, role: str):
    """Triangles, squares, credits, offices and jump lines tell the role of a line."""
    assert role_of_line(text) == role


@pytest.mark.parametrize(
    "text",
    [
        "",
        "渡口大桥昨天合龙",
        "记者在船上看到许多白鹭",
        "记者跟着护湖员上了船",
        "■湖边是一片新栽的竹林",
        "他拍下了这一幕。",
        "下转移支付力度加大",
        "县委书记贺长庚在会上说",
        "（他自己从不提起这件事）",
    ],
)
def test_line_without_a_role(text: str):
    """Text that only begins or ends like a mark shows no role."""
    assert role_of_line(text) is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("（摘自陶敏的讲稿，题目为编者所加）", "note"),
        ("编者按：从今天起，本报开设专栏。", "note"),
        ("责任编辑：陶敏", "note"),
        ("图为大桥合龙段。", "caption"),
        ("游客在湖边散步（罗小川 摄）", "caption"),
    ],
)
def test_role_of_paragraph(text: str, role: str):
    """Sources, editors' lines and captions tell their role by how they begin and end."""
    assert role_of_paragraph(text) == role


@pytest.mark.parametrize(
    "text", ["企图为自己开脱。然后他走了。", "（据说如此）他这样想。", "大桥合龙了。"]
)
def test_paragraph_without_a_role(text: str):
    """A sentence that only looks like a mark is a paragraph."""
    assert role_of_paragraph(text) is None


@pytest.mark.parametrize("row", patterns("line-marks"), ids=lambda row: row.example)
def test_no_line_mark_is_passed_over_unlooked(row: Pattern):
    """What is tested before the patterns lets each of them through."""
    assert role_of_line(row.example) is not None


@pytest.mark.parametrize("row", patterns("paragraph-marks"), ids=lambda row: row.example)
def test_no_paragraph_mark_is_passed_over_unlooked(row: Pattern):
    """The same for the marks of paragraphs."""
    assert role_of_paragraph(row.example) is not None


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        ("▲春耕", ["first", "anything"]),
        ("春耕▲", ["anything"]),
        ("王明 摄", ["inside", "last", "anything"]),
        ("摄于春天", ["inside", "anything"]),
        ("", ["anything"]),
    ],
)
def test_rows_that_are_worth_a_try(text: str, tried: list[str]):
    """A row is tried where the text has a character that it needs, in the order of the table."""
    marks = Marks(
        [
            Pattern("▲.*", "first", "", "", "^▲"),
            Pattern(".*摄.*", "inside", "", "", "摄影"),
            Pattern(".*摄", "last", "", "", "摄$"),
            Pattern(".*", "anything", "", ""),
        ]
    )

    assert [row.meaning for row in marks.worth_a_try(text)] == tried
