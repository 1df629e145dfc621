"""A text that was never set in columns is told by its kind."""

import pytest

from layoutfix.model.page import Page
from layoutfix.reading.whole import why_whole

COLUMN = "渡口大桥昨天合龙。这座桥\n全长一千二百余米，主跨采\n用钢箱梁，桥面设四车道。\n"


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("川は山から来て、\n町を抜け、海へ\n出る。\n", "another language"),
        ("강은 산에서 와서\n마을을 지난다\n", "another language"),
        ("the old bridge was taken down in the spring\n" * 5, "another language"),
        ("# 渡口\n\n渡口的船\n停了\n", "markup"),
        ("<p>渡口</p>\n<p>停了</p>\n", "markup"),
        ("08:00 开船\n09:30 靠岸\n", "time"),
    ],
    ids=["japanese", "korean", "english", "markdown", "html", "log"],
)
def test_other_kinds(text: str, because: str):
    """Other languages, markup and records that bear the time are whole."""
    assert because in why_whole(Page(text))


@pytest.mark.parametrize(
    "text",
    [
        COLUMN,
        COLUMN + "（の）\n",
        COLUMN + "DNA RNA PCR\n",
        "#渡口# 今天\n" + COLUMN,
        "7:30 开船\n" + COLUMN * 2,
        "",
        "\n\n",
    ],
    ids=["column", "one-kana", "some-latin", "hashtag", "one-time", "empty", "blank"],
)
def test_columns_are_not_whole(text: str):
    """A column with a foreign word, a hashtag or a time in it is still a column."""
    assert why_whole(Page(text)) == ""
