"""The views of a repaired text."""

import json

import pytest

from layoutfix import fix
from layoutfix.model.document import (
    ARTICLE_MARK,
    FURNITURE_MARK,
    Article,
    Document,
    TextBlock,
    is_marked,
)

RAW = "甲报\n题\n一\n二\n说明\n"
BLOCKS = (
    TextBlock("kicker", "引题", (1,)),
    TextBlock("headline", "标题", (2,)),
    TextBlock("deck", "——副题", (3,)),
    TextBlock("byline", "陶敏", (4,)),
    TextBlock("para", "第一段。", (5, 6), breaks=(2,)),
    TextBlock("subhead", "小标题", (7,)),
    TextBlock("para", "第*二*段。", (8,)),
    TextBlock("caption", "说明", (9,)),
    TextBlock("quote", "第一段。", (10,), copy_of=(0, 4)),
    TextBlock("list", "1.项目", (11,), spans=((11, 0, 4),)),
)
OTHER = Article((TextBlock("para", "另一篇。", (13,)),), (2,), "3", None)
FLAG = TextBlock("section", "本期关注", (12,))
TWO = Document(RAW, (Article(BLOCKS, (1, 2)), OTHER), (FLAG,), (), changed=True)
ONE = TWO._replace(articles=(OTHER,), furniture=())


def test_text_of_several_articles():
    """Articles are parted by the mark, furniture follows behind its own mark."""
    parts = TWO.to_text().split("\n\n")

    assert parts[:10] == [block.text for block in BLOCKS]
    assert parts[10:] == [ARTICLE_MARK, "另一篇。", FURNITURE_MARK, "本期关注\n"]


def test_text_without_furniture():
    """Furniture can be left out, and its mark with it."""
    assert FURNITURE_MARK not in TWO.to_text(furniture=False)


def test_text_of_one_article_has_no_mark():
    """One article without furniture needs no mark."""
    assert ONE.to_text() == "另一篇。\n"


def test_sealed_text_ends_with_the_mark():
    """The mark closes a text of one article that alone would not show that it is whole."""
    assert ONE._replace(sealed=True).to_text() == f"另一篇。\n\n{ARTICLE_MARK}\n"


def test_unchanged_text_is_the_raw_text():
    """A document that needed no repair comes back as it went in."""
    assert TWO._replace(changed=False).to_text() == RAW


def test_unchanged_text_without_furniture():
    """Furniture leaves an unchanged text line by line."""
    flag = FLAG._replace(lines=(1,))
    document = ONE._replace(changed=False, furniture=(flag,))

    assert document.to_text(furniture=False) == "题\n一\n二\n说明\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_text_has_the_line_end_of_the_raw_text(end: str):
    """The line end that the raw text uses most parts the blocks."""
    document = TWO._replace(raw=f"甲{end}乙{end}丙\n")

    assert document.to_text(furniture=False).startswith(f"引题{end}{end}标题{end}")


def test_is_marked():
    """A line that is the mark and nothing else tells a repaired text."""
    assert is_marked(["甲", f"  {ARTICLE_MARK} "])
    assert not is_marked([f"甲{ARTICLE_MARK}"])


def test_markdown():
    """Headlines, subheads, captions, quotes and lists have their Markdown; the text is escaped."""
    assert TWO.to_markdown().split("\n\n") == [
        "**引题**",
        "# 标题",
        "**——副题**",
        "陶敏",
        "第一段。",
        "## 小标题",
        "第\\*二\\*段。",
        "*说明*",
        "> 第一段。",
        "- 1.项目",
        "另一篇。\n",
    ]


def test_markdown_with_furniture():
    """Furniture follows behind a rule where it is asked for."""
    assert TWO.to_markdown(furniture=True).endswith("另一篇。\n\n---\n\n本期关注\n")


def test_markdown_of_nothing():
    """A document without blocks has no Markdown."""
    assert fix("\n\n").to_markdown() == ""


def test_dictionary_has_the_fields_of_the_output():
    """The dictionary has the fields that docs/output.md promises, and JSON can hold it."""
    found = TWO.to_dict("pages/1.txt", "gb18030")

    assert json.loads(json.dumps(found)) == found
    assert (found["source"], found["encoding"]) == ("pages/1.txt", "gb18030")
    assert found.keys() >= {"layoutfix", "articles", "furniture", "issue", "edits"}
    assert found["issue"] == {"paper": None, "date": None, "page": None}


def test_dictionary_of_an_article():
    """An article has an id, its pages, its jump lines and its blocks."""
    first, second = TWO.to_dict()["articles"]

    assert (first["id"], first["pages"], first["continued_on"]) == ("a1", [1, 2], None)
    assert (second["id"], second["pages"], second["continued_on"]) == ("a2", [2], "3")


def test_dictionary_of_a_block():
    """A block has role, text, lines and confidence; spans and copy_of only where they say more."""
    blocks = TWO.to_dict()["articles"][0]["blocks"]

    assert blocks[4] == {
        "role": "para",
        "text": "第一段。",
        "lines": [5, 6],
        "confidence": 1.0,
        "breaks": [2],
    }
    assert blocks[8]["copy_of"] == {"article": "a1", "block": 4}
    assert blocks[9]["spans"] == [[11, 0, 4]]


def test_dictionary_of_an_edit():
    """An edit has its number, its pass, what it does, and why."""
    found = fix("⼀个人。\n").to_dict()["edits"]

    assert found[0] == {
        "n": 1,
        "pass": "set-spaces-aside",
        "op": "drop",
        "lines": [2],
        "span": None,
        "text": None,
        "because": "blank line",
        "confidence": 1.0,
    }
    assert found[1] | {"confidence": 1.0} == {
        "n": 2,
        "pass": "read-glyphs",
        "op": "rewrite",
        "lines": [1],
        "span": [0, 1],
        "text": "一",
        "was": "⼀",
        "because": "kangxi radical one",
        "confidence": 1.0,
    }


def test_records():
    """A record per article has its titles and byline, and the text without captions."""
    first, second = TWO.to_records("1.txt")

    assert first | {"blocks": []} == {
        "source": "1.txt",
        "title": "标题",
        "kicker": "引题",
        "deck": "——副题",
        "byline": "陶敏",
        "text": "第一段。\n小标题\n第*二*段。\n1.项目",
        "blocks": [],
    }
    assert second["title"] is None


def test_records_with_furniture():
    """Furniture comes as records of their own kind, where it is asked for."""
    *_, last = TWO.to_records("1.txt", furniture=True)

    assert (last["kind"], last["text"]) == ("furniture", "本期关注")
