"""Nothing is lost, and what would lose something is caught."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from layoutfix import fix
from layoutfix.model.edits import drop, join, rewrite, split
from layoutfix.model.errors import ConservationError
from layoutfix.model.page import Block, Page, Piece
from layoutfix.pipeline.apply import Applier
from layoutfix.pipeline.conserve import breaks, check, rebuild

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
WHOLE = sorted((Path(__file__).parents[1] / "whole").glob("*.txt"))
RAW = "甲乙丙\n丁戊\n\n　己庚辛\n"


def lose_a_character(page: Page) -> None:
    """Leave the last character of a line out."""
    block = page.blocks[0]
    block.pieces[0] = block.pieces[0]._replace(text="甲乙")
    block.text = "甲乙"


def lose_the_end_of_a_line(page: Page) -> None:
    """Let a piece end before its line does."""
    page.blocks[0] = Block([Piece(1, 0, 2, "甲乙")])


def lose_a_line(page: Page) -> None:
    """Leave a block out."""
    del page.blocks[1]


def invent_a_character(page: Page) -> None:
    """Write a character that the line has not."""
    block = page.blocks[0]
    block.pieces[0] = block.pieces[0]._replace(text="甲乙丙又")
    block.text = "甲乙丙又"


def change_a_character(page: Page) -> None:
    """Write another character in the place of one."""
    block = page.blocks[0]
    block.pieces[0] = block.pieces[0]._replace(text="甲乙内")
    block.text = "甲乙内"


def change_the_text_alone(page: Page) -> None:
    """Let a block say what its pieces do not."""
    page.blocks[0].text = "甲乙"


def place_a_line_twice(page: Page) -> None:
    """Put a line into two blocks."""
    page.blocks.append(Block([Piece(1, 0, 3, "甲乙丙")]))


def place_a_character_twice(page: Page) -> None:
    """Let two pieces of a line overlap."""
    page.blocks[0:1] = [Block([Piece(1, 0, 2, "甲乙")]), Block([Piece(1, 1, 3, "乙丙")])]


def swap_two_lines(page: Page) -> None:
    """Say of each of two lines what the other one says."""
    one, two = page.blocks[:2]
    one.pieces[0], two.pieces[0] = (
        one.pieces[0]._replace(line=2, end=3),
        two.pieces[0]._replace(line=1, end=2),
    )


@pytest.mark.parametrize(
    "damage",
    [
        lose_a_character,
        lose_the_end_of_a_line,
        lose_a_line,
        invent_a_character,
        change_a_character,
        change_the_text_alone,
        place_a_line_twice,
        place_a_character_twice,
        swap_two_lines,
    ],
    ids=lambda damage: damage.__name__,
)
def test_damage_is_caught(damage: Callable[[Page], None]):
    """A page that lost, invented or doubled a character does not pass."""
    page = Page(RAW)
    damage(page)

    with pytest.raises(ConservationError, match=r"line [12] would have lost or invented"):
        check(page, ())


def test_whole_page_passes():
    """A page of which each character stands in one block passes."""
    check(Page(RAW), ())


def test_recorded_changes_pass():
    """What was joined, split, dropped and rewritten by the record passes."""
    page = Page(RAW)
    one, two, _ = page.blocks
    edits = [
        rewrite(1, (0, 1), "甲", "一", "test"),
        drop(2, (1, 2), "戊", "test"),
        join(one, two, "test", gap=" "),
        split(4, (2, 3), "test"),
    ]
    Applier(page).apply(edits)
    check(page, edits)

    assert [block.text for block in page.blocks] == ["一乙丙 丁", "己", "庚", "辛"]


def test_change_that_is_not_recorded_is_caught():
    """What was applied and is missing from the record does not pass."""
    page = Page(RAW)
    edits = [drop(2, (1, 2), "戊", "test")]
    Applier(page).apply(edits)

    with pytest.raises(ConservationError, match="line 2"):
        check(page, ())


def test_record_that_is_wrong_is_caught():
    """An edit that claims to have taken other characters away does not pass."""
    page = Page(RAW)
    edits = [drop(2, (1, 2), "己", "test")]
    Applier(page).apply(edits)

    with pytest.raises(ConservationError, match="line 2"):
        check(page, edits)


def test_breaks_point_at_the_pieces():
    """Breaks are the offsets in the text where the second and later lines begin."""
    page = Page(RAW)
    one, two, three = page.blocks
    Applier(page).apply([join(one, two, "test", gap=" "), join(two, three, "test")])

    assert breaks(page.blocks[0]) == [4, 6]


@pytest.mark.parametrize("path", [*SAMPLES, *WHOLE], ids=lambda path: path.stem)
def test_json_alone_gives_the_raw_text(path: Path):
    """What was printed as JSON, read again, gives the raw text back."""
    with path.open(encoding="utf-8", newline="") as file:
        raw = file.read()

    assert rebuild(json.loads(json.dumps(fix(raw).to_dict()))) == raw


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("b9a17.5287 b9a17.5287 2879", id="the doubled part ends in a space"),
        pytest.param("※　 　※　 　  　■", id="several spaces at the seam"),
        pytest.param("b9a17.5287 " * 5, id="two parts that are joined again"),
        pytest.param(
            "（理个\n◆■◆ ◆◆■◆■◆ ◆◆■人这有\n■  ,", id="a space before the first of two joined parts"
        ),
    ],
)
def test_lines_that_were_split_give_the_raw_text(raw: str):
    """A line that was cut at a seam, and perhaps closed again, can be had back from JSON."""
    assert rebuild(fix(raw).to_dict()) == raw
