"""Edits are believed where the page shows print."""

import pytest

from layoutfix import fix

COLUMN = """渡口大桥昨天上午合龙。这座桥
全长一千二百余米，主跨采用钢
箱梁，桥面设双向四条车道，两
侧留出步道。
"""
VERSE = """摇啊摇摇到对岸去
摇啊摇摇到对岸去
对岸的花开了又谢
对岸的人去了又来
"""


@pytest.mark.parametrize(
    "text",
    [VERSE, VERSE * 3, "桥通车\n收到\n船停航\n收到\n"],
    ids=["a line twice", "a song", "short lines"],
)
def test_weak_signs_change_nothing(text: str):
    """Lines that stand twice and short lines alone are no print."""
    document = fix(text)

    assert document.to_text() == text
    assert not document.changed


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (COLUMN, "侧留出步道。"),
        ("渡口大桥渡口大桥：：昨天合龙昨天合龙\n", "渡口大桥："),
        ("渡\n口\n大\n桥\n", "渡口大桥"),
        ("⼀⽅⽔⼟\n", "一方水土"),
    ],
    ids=["column", "doubled", "upright", "radicals"],
)
def test_strong_signs_are_believed(text: str, line: str):
    """A column, copies inside a line, an upright title and false glyphs show print."""
    document = fix(text)

    assert document.changed
    assert line in document.to_text()


def test_one_join_in_a_long_list_is_a_mistake():
    """Where hardly a line of a long text would be joined, none is."""
    items = "".join(f"{n}号船停在第{n}号码头的东边，修好了船底再走。\n\n" for n in range(200))

    assert fix(COLUMN + items).to_text() == COLUMN + items


def test_roles_of_a_whole_text_are_told():
    """A text that stays as it is has roles all the same."""
    document = fix("# 渡口\n\n▲渡口的船\n\n停了。\n")
    roles = [block.role for article in document.articles for block in article.blocks]

    assert "caption" in roles
    assert not document.changed
