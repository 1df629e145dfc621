"""Each edit alone, and the record as proof of the repair."""

from pathlib import Path

import pytest

from layoutfix import fix
from layoutfix.model.document import OUTSIDE
from layoutfix.model.edits import (
    Edit,
    copy,
    drop,
    join,
    label,
    move,
    open_article,
    rewrite,
    split,
)
from layoutfix.model.page import Page
from layoutfix.pipeline.apply import Applier, replay

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
RAW = "甲乙丙\n丁戊\n\n　己庚。▲辛\n"


def texts(page: Page) -> list[str]:
    """Give the texts of the blocks."""
    return [block.text for block in page.blocks]


def after(*edits: Edit, raw: str = RAW) -> Page:
    """Apply edits to a fresh page."""
    return replay(raw, edits)


def test_no_edit():
    """Without an edit there is one block per line that is not blank."""
    assert texts(after()) == ["甲乙丙", "丁戊", "己庚。▲辛"]


def test_join():
    """The lower block goes on the upper one, and is a block no more."""
    upper, lower, _ = Page(RAW).blocks

    assert texts(after(join(upper, lower, "test"))) == ["甲乙丙丁戊", "己庚。▲辛"]


def test_join_with_a_gap():
    """A gap can stand between two parts of a title."""
    upper, lower, _ = Page(RAW).blocks

    assert texts(after(join(upper, lower, "test", gap=" ")))[0] == "甲乙丙 丁戊"


def test_joins_make_a_chain():
    """Joins of each line to the next make one block."""
    one, two, three = Page(RAW).blocks
    page = after(join(one, two, "test"), join(two, three, "test"))

    assert texts(page) == ["甲乙丙丁戊己庚。▲辛"]
    assert page.blocks[0].lines == [1, 2, 4]


def test_join_has_the_confidence_of_its_weakest_part():
    """A block is as sure as the least sure of its joins."""
    one, two, three = Page(RAW).blocks
    page = after(join(one, two, "test", 0.9), join(two, three, "test", 0.6))

    assert page.blocks[0].confidence == 0.6


def test_rewrite():
    """The characters of the span are read as others; raw offsets stay."""
    page = after(rewrite(1, (1, 2), "乙", "一二", "test"))

    assert texts(page)[0] == "甲一二丙"
    assert page.positions(page.blocks[0].pieces[0]) == [0, 1, 1, 2]


def test_drop():
    """The characters of the span are gone."""
    page = after(drop(1, (0, 2), "甲乙", "test"))

    assert texts(page)[0] == "丙"


def test_drop_of_outer_space_changes_no_block():
    """White space around a line never was in a block; the drop only records it."""
    page = after(drop(3, (0, 0), "", "blank line"), drop(4, (0, 1), "　", "indent"))

    assert texts(page) == texts(Page(RAW))


def test_split():
    """The span becomes a block of its own, behind what stands before it."""
    page = after(split(4, (4, 6), "test"))

    assert texts(page)[2:] == ["己庚。", "▲辛"]


def test_split_in_the_middle():
    """What stands behind the span is a third block."""
    page = after(split(1, (1, 2), "test"))

    assert texts(page)[:3] == ["甲", "乙", "丙"]


def test_parts_of_a_line_are_told_apart():
    """After a split, an edit names a part of the line by its offset."""
    page = Page(RAW)
    applier = Applier(page)
    applier.apply([split(4, (4, 6), "test")])
    applier.apply([join(page.blocks[1], page.blocks[3], "test")])

    assert texts(page) == ["甲乙丙", "丁戊▲辛", "己庚。"]


def test_move():
    """A block goes behind another one."""
    one, _, three = Page(RAW).blocks

    assert texts(after(move(one, three, "test"))) == ["丁戊", "己庚。▲辛", "甲乙丙"]


def test_move_to_the_front():
    """A block moved behind nothing comes first."""
    three = Page(RAW).blocks[2]

    assert texts(after(move(three, None, "test"))) == ["己庚。▲辛", "甲乙丙", "丁戊"]


def test_label():
    """A label sets the role, and the block is no surer than the label."""
    one = Page(RAW).blocks[0]
    page = after(label(one, "headline", "test", 0.7))

    assert [block.role for block in page.blocks] == ["headline", "para", "para"]
    assert page.blocks[0].confidence == 0.7


def test_open_article():
    """An article can begin with a block."""
    two = Page(RAW).blocks[1]

    assert [b.opens_article for b in after(open_article(two, "test")).blocks] == [
        False,
        True,
        False,
    ]


def test_copy():
    """A block can be the copy of another one."""
    one, two, _ = Page(RAW).blocks
    page = after(copy(two, one, "test"))

    assert page.blocks[1].copy_of is page.blocks[0]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_record_alone_gives_the_blocks(path: Path):
    """All edits, played on the raw text, give the blocks that the pipeline gave."""
    document = fix(path.read_text(encoding="utf-8"))
    page = replay(document.raw, (edit for _, edit in document.edits))
    played = [(b.role, b.text, tuple(b.lines)) for b in page.blocks]
    given = [(b.role, b.text, b.lines) for a in document.articles for b in a.blocks]
    outside = [(b.role, b.text, b.lines) for b in document.furniture]

    assert [block for block in played if block[0] not in OUTSIDE] == given
    assert sorted(block for block in played if block[0] in OUTSIDE) == sorted(outside)
