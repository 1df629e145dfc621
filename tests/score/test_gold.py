"""Gold files: what they say, and what is said of those that are wrong."""

import pytest

from layoutfix.model.errors import GoldError
from layoutfix.model.page import split_lines
from layoutfix.score.coverage import find_doubtful_ends, find_gaps, find_overlaps
from layoutfix.score.gold import read_gold, units_of

RAW = split_lines("早稻丰收\n\n　　全市早稻\n\n丰收在望。\n（张三摄）今日天气\n三版\n")


def read(text):
    """Read one gold file against RAW."""
    return read_gold(RAW, "x.gold", text)


def test_text_is_the_lines_joined():
    """A block without a text of its own has its lines, stripped and joined."""
    (block,) = read("== a01\npara 3,5\n")

    assert block.unit.text == "全市早稻丰收在望。"
    assert block.unit.lines == (3, 5)


def test_a_range_leaves_blank_lines_out():
    """Lines 3 to 5 are lines 3 and 5, for line 4 is blank."""
    (block,) = read("== a01\npara 3-5\n")

    assert block.unit.lines == (3, 5)


def test_written_text_goes_before_the_lines():
    """What stands behind the equals sign is the restored text."""
    (block,) = read("== a01\nheadline 1 = 早稻 丰收\n")

    assert block.unit.text == "早稻 丰收"


def test_lines_are_taken_in_the_order_given():
    """Reading order is what the gold says, not what the file says."""
    (block,) = read("== a01\npara 5,3\n")

    assert block.unit.text == "丰收在望。全市早稻"


def test_a_line_can_hold_two_things():
    """A slice takes a part of a raw line, as Python counts."""
    caption, para = read("== a01\ncaption 6[0:5]\npara 6[5:]\n")

    assert (caption.unit.text, para.unit.text) == ("（张三摄）", "今日天气")


def test_comments_and_blank_lines_say_nothing():
    """Neither is a block."""
    assert read("# one\n\n== a01\n  # two\nnote 7\n")[0].at == 5


def test_furniture_is_outside_the_articles():
    """The bin is no article, however often it is opened."""
    blocks = read("== furniture\nsection 7\n== a01\npara 3\n== furniture\nfurniture 1\n")

    assert [block.unit.outside for block in blocks] == [True, False, True]


def test_articles_of_two_files_stay_apart():
    """Each file counts its articles for itself."""
    first, second = units_of([read("== a01\npara 3\n"), read("== a01\npara 5\n")])

    assert first.article != second.article


def test_bylines_that_follow_each_other_are_one():
    """A name and a post may be one block or two."""
    units = units_of([read("== a01\nbyline 3\nbyline 5\npara 7\n")])

    assert [unit.lines for unit in units] == [(3, 5), (7,)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("== a01\nparagraph 3\n", "x.gold:2: not a role", id="unknown-role"),
        pytest.param("== a01\npara\n", "x.gold:2: not a role and its lines", id="no-lines"),
        pytest.param("== a01\npara 3 5\n", "x.gold:2: not a line", id="space-between-lines"),
        pytest.param("== a01\npara 3-\n", "x.gold:2: not a line", id="half-a-range"),
        pytest.param("== a01\npara 99\n", "x.gold:2: outside the raw text", id="beyond-the-end"),
        pytest.param("== a01\npara 0\n", "x.gold:2: outside the raw text", id="line-zero"),
        pytest.param("== a01\npara 5-3\n", "x.gold:2: outside the raw text", id="backwards"),
        pytest.param("== a01\npara 2\n", "x.gold:2: only blank lines", id="blank"),
        pytest.param("para 3\n", "x.gold:1: a block before", id="no-article"),
        pytest.param("== a01\n== a01\n", "x.gold:2: there is an article a01", id="twice"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text, message):
    """The message says what is wrong and in which line of the gold file."""
    with pytest.raises(GoldError) as caught:
        read(text)

    assert message in caught.value.what


def test_all_bad_lines_are_named():
    """One run shows everything that has to be mended."""
    with pytest.raises(GoldError) as caught:
        read("== a01\nfoo 3\nbar 5\n")

    assert "x.gold:2:" in caught.value.what
    assert "x.gold:3:" in caught.value.what


def test_whole_coverage_is_no_problem():
    """Each line used once, one of them in two slices: nothing to say."""
    blocks = read("== a01\nheadline 1\npara 3-5\ncaption 6[0:5]\npara 6[5:]\nnote 7\n")

    assert not list(find_overlaps(blocks))
    assert not list(find_gaps(RAW, blocks, range(1, len(RAW) + 1)))


def test_an_unused_line_is_named_near_its_place():
    """The gold line is the one that uses the line above the missing one."""
    (gap,) = find_gaps(RAW, read("== a01\nheadline 1\npara 3\n"), range(1, 6))

    assert str(gap) == "x.gold:3: raw line 5: the line is in no block: 丰收在望。"


def test_unused_characters_are_named():
    """A slice that leaves characters over leaves them unused."""
    (gap,) = find_gaps(RAW, read("== a01\ncaption 6[0:5]\n"), range(6, 7))

    assert gap.what == "raw line 6: these characters are in no block: 今日天气"


def test_lines_outside_the_range_may_be_unused():
    """A gold file may describe a part of the raw text."""
    assert not list(find_gaps(RAW, read("== a01\nheadline 1\n"), range(1, 3)))


def test_a_line_used_twice_is_named_where_it_is_used_again():
    """The second use is the one to look at."""
    (twice,) = find_overlaps(read("== a01\npara 3-5\nnote 5\n"))

    assert str(twice) == "x.gold:3: raw line 5 is used twice"


def test_slices_that_overlap_are_named():
    """Characters 3 to 5 of the line stand in both blocks."""
    assert list(find_overlaps(read("== a01\ncaption 6[0:5]\npara 6[3:]\n")))


def test_a_paragraph_that_ends_like_no_sentence_is_doubtful():
    """Often a line was forgotten; a full stop in quotes is an end."""
    (doubt,) = find_doubtful_ends(read("== a01\npara 3\npara 5\n"))

    assert doubt.at == 2
