"""A page whose lines stand last first is read in order, and its edits name the raw lines."""

import pytest

from lake import STORY
from layoutfix import fix
from layoutfix.model.document import Document
from layoutfix.model.edits import move
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.pipeline.apply import replay
from layoutfix.pipeline.conserve import rebuild
from layoutfix.pipeline.turned import Turned, reading_places

LINES = ["治理月牙湖", *STORY]
IN_ORDER, TURNED = "\n".join(LINES) + "\n", "\n".join(LINES[::-1]) + "\n"


def parts(document: Document) -> list[tuple[str, str]]:
    """Give the role and text of each block of the articles."""
    return [(block.role, block.text) for each in document.articles for block in each.blocks]


def test_it_comes_out_as_if_it_had_stood_in_order():
    """The passes below see the lines as they are read, so titles and paragraphs are the same."""
    assert parts(fix(TURNED)) == parts(fix(IN_ORDER))


def test_blocks_name_raw_lines():
    """Each block names the lines of the raw text, in reading order."""
    size = len(LINES)
    lines = [line for each in fix(TURNED).articles for block in each.blocks for line in block.lines]

    assert lines == list(range(size, 0, -1))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_nothing_is_lost(end: str, gap: str):
    """The raw text can be had back, and the edits alone give the blocks again."""
    text = TURNED.replace("\n", "\n" + gap).replace("\n", end)
    document = fix(text)
    replayed = replay(text, (edit for _, edit in document.edits))

    assert not document.warnings
    assert any(name == "turn-pages" for name, _ in document.edits)
    assert rebuild(document.to_dict()) == text
    assert [block.text for block in replayed.blocks] == [text for _, text in parts(document)]


def test_safe_turns_nothing():
    """At the level safe nothing is moved."""
    document = fix(TURNED, Settings(level="safe"))

    assert all(edit.op != "move" for _, edit in document.edits)


def test_a_text_with_marked_lines_is_not_turned():
    """Somebody saw to it, and set right what came out wrong."""
    document = fix(f"{TURNED}layoutfix: off\n一 二\nlayoutfix: on\n")

    assert all(name != "turn-pages" for name, _ in document.edits)


def test_a_page_begins_with_its_new_first_line():
    """The form feed was at the head of the line that is read last."""
    page = Page("一\n二\n\f三\n\n四\n五\n")
    moves = [move(page.blocks[nth], page.blocks[nth + 1], "") for nth in (3, 2)]
    turned = Turned(page, moves).page

    assert [block.text for block in turned.blocks] == ["一", "二", "五", "四", "三"]
    assert [line.opens_page for line in turned.lines.values()] == [False, False, True, False, False]
    assert [line.gap for line in turned.lines.values()] == [0, 0, 0, 0, 1]


def test_stretches_side_by_side_are_turned_one_by_one():
    """Two stretches that touch are not one."""
    page = Page("二\n一\n四\n三\n")
    blocks = page.blocks
    moves = [move(blocks[0], blocks[1], ""), move(blocks[2], blocks[3], "")]

    assert reading_places(moves) == {1: 2, 2: 1, 3: 4, 4: 3}
    assert [block.text for block in Turned(page, moves).page.blocks] == ["一", "二", "三", "四"]


def test_furniture_stands_in_reading_order():
    """What was set aside follows as it was printed, from the head of the page on."""
    body = LINES[1:]
    pages = [["高层要论", *body, f"山川日报 {number}"] for number in (3, 4, 5)]
    text = "\f".join("\n".join(page[::-1]) + "\n" for page in pages)
    texts = [block.text for block in fix(text).furniture]

    assert texts == [
        *("高层要论", "山川日报 3", "高层要论", "山川日报 4", "高层要论", "山川日报 5")
    ]
