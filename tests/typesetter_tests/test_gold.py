"""The truth about an extraction, as a gold file."""

import pytest

from typesetter.build import find_problem
from typesetter.gold import as_found, find_pieces, write_gold
from typesetter.model import Block


def gold_of(
    raw: str,
    blocks: list[Block],
    idents: list[tuple[int, int]],
    repeated: frozenset[int] = frozenset(),
) -> list[str]:
    """Write the gold file and give its block lines."""
    lines = write_gold(blocks, find_pieces(raw, list(idents), repeated), "test").splitlines()
    return [line for line in lines if line and line[0] not in "#="]


def para(number: int, text: str, role: str = "para", *, interrupts: bool = False) -> Block:
    """Make a block of article a01."""
    return Block(number, role, text, "a01", interrupts)


def test_gold_names_lines_and_skips_blank_ones():
    """A range counts over blank lines; the plain join needs no text."""
    idents = [(0, 0), (0, 1), (0, 2), (0, 3)]

    assert gold_of("春夏\n\n秋冬\n", [para(0, "春夏秋冬")], idents) == ["para 1-3"]


def test_gold_gives_the_text_of_a_doubled_line():
    """A doubled headline is restored."""
    idents = [(0, 0), (0, 1), (0, 0), (0, 1)]
    blocks = [para(0, "春夏", "headline")]

    assert gold_of("春夏春夏", blocks, idents) == ["headline 1 = 春夏"]


def test_gold_slices_a_line_that_holds_two_things():
    """A raw line with parts of two blocks is cut between them."""
    idents = [(0, 0), (0, 1), (1, 0), (1, 1)]
    blocks = [para(0, "春夏"), para(1, "秋冬")]

    assert gold_of("春夏 秋冬", blocks, idents) == ["para 1[0:3]", "para 1[3:5]"]


def test_gold_puts_a_caption_behind_what_it_interrupts():
    """A caption in the middle of a paragraph follows that paragraph."""
    blocks = [para(0, "春夏"), para(1, "秋冬"), para(2, "图", "caption", interrupts=True)]
    idents = [(0, 0), (2, 0), (0, 1), (1, 0), (1, 1)]

    assert gold_of("春\n图\n夏\n秋冬", blocks, idents) == ["para 1,3", "caption 2", "para 4"]


def test_gold_keeps_a_repeated_frame_as_a_block():
    """A frame that was set twice is a block of its own, behind the article."""
    idents = [(0, 0), (0, 1), (0, 2), (0, 1), (0, 2)]

    lines = gold_of("春\n夏秋\n夏秋", [para(0, "春夏秋")], idents, frozenset({0}))

    assert lines == ["para 1-2", "para 3"]


def test_gold_knows_the_shadow_from_the_second_frame():
    """A doubled subhead in a frame set twice gives two blocks, each with its shadow."""
    idents = [(0, 0), (0, 1), (0, 0), (0, 1)] * 2
    blocks = [para(0, "春夏", "subhead")]

    assert gold_of("春夏\n春夏\n春夏\n春夏", blocks, idents, frozenset({0})) == [
        "subhead 1-2 = 春夏",
        "subhead 3-4 = 春夏",
    ]


def test_gold_folds_a_frame_that_was_set_twice_in_place():
    """Where the lines of a frame come twice each, a title of one line is one title."""
    idents = [(0, 0), (0, 0), (1, 0), (1, 0), (1, 1), (1, 1)]
    blocks = [para(0, "春", "headline"), para(1, "夏秋")]

    assert gold_of("春\n春\n夏\n夏\n秋\n秋", blocks, idents, frozenset({0, 1})) == [
        "headline 1-2 = 春",
        "para 3-6 = 夏秋",
    ]


def test_gold_folds_a_staircase():
    """Copies that stand between the lines they copy stay in the block."""
    idents = [(0, 0), (0, 0), (0, 1), (0, 1)]

    assert gold_of("春\n春夏\n夏", [para(0, "春夏")], idents) == [
        "para 1-3 = 春夏",
    ]


def test_swallowed_characters_leave_the_truth():
    """What an extractor did not give cannot be asked back."""
    block = as_found(para(0, "春夏 秋冬"), {(0, 0), (0, 2), (0, 3)})

    assert block.text == "春 秋冬"


@pytest.mark.parametrize(
    ("gold", "problem"),
    [
        pytest.param("== a01\npara 1-2\n", "", id="sound"),
        pytest.param("== a01\npara 1\n", "raw line 2: the line is in no block", id="gap"),
        pytest.param("== a01\npara 1-2\nnote 2\n", "raw line 2 is used twice", id="overlap"),
        pytest.param("== a01\npara 1-9\n", "outside the raw text", id="unreadable"),
    ],
)
def test_unsound_truth_is_named(gold: str, problem: str):
    """A gold file that leaves a line out or uses it twice is not written."""
    found = find_problem("春眠不觉晓，\n处处闻啼鸟。\n", gold)

    assert problem in found
    assert bool(found) == bool(problem)
