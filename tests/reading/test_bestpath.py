"""The best reading of small runs."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from layoutfix.model.page import Page
from layoutfix.reading.bestpath import (
    FIRST,
    HEADING,
    INTERRUPTING,
    LAST,
    MIDDLE,
    SINGLE,
    Reading,
    read,
    weigh_lines,
)
from layoutfix.reading.bonds import Bonds
from layoutfix.reading.evidence import look_at, usual_gap
from layoutfix.reading.weights import weights

OPEN = {FIRST, MIDDLE, INTERRUPTING}


def readings(text: str, *measures: float) -> list[Reading]:
    """Read the lines of a text at given measures."""
    page = Page(text)
    facts = look_at(page, page.blocks, usual_gap(page))
    looks = weigh_lines(facts, [measures] * len(page.blocks), weights())
    return read(looks, weights(), Bonds(facts.text))


def kinds(text: str, *measures: float) -> list[int]:
    """Give the kind of each line."""
    return [reading.kind for reading in readings(text, *measures)]


def test_a_paragraph():
    """A line two ems short, full lines, a short one with a full stop are a paragraph."""
    assert kinds("春茶开采比往年早\n八天青石坡的茶农都上\n山手指在嫩芽间翻飞。\n", 10) == [
        FIRST,
        MIDDLE,
        LAST,
    ]


def test_two_paragraphs():
    """A full last line is the end where the next line is two ems short."""
    text = (
        "春茶开采比往年早\n八天青石坡的茶农都上\n山手指在嫩芽间翻飞。\n"
        "为了防止晚霜镇里\n给每片茶园装上气象站\n低于三度就提醒。\n"
    )

    assert kinds(text, 10) == [FIRST, MIDDLE, LAST, FIRST, MIDDLE, LAST]


def test_a_full_line_that_ends_a_sentence_goes_on():
    """A full stop at the end of a full line is no end where the next line is full too."""
    text = "春茶开采比往年早\n八天青石坡的人上山。\n手指在嫩芽间翻飞而鲜\n叶一下山就进车间。\n"

    assert kinds(text, 10) == [FIRST, MIDDLE, MIDDLE, LAST]


def test_a_heading_between_paragraphs():
    """A short line without a mark between two paragraphs is a heading."""
    text = (
        "春茶开采比往年早\n八天青石坡的茶农都上\n山去了。\n气象站\n"
        "为了防止晚霜镇里\n给每片茶园装上气象站\n低于三度就提醒。\n"
    )

    assert kinds(text, 10) == [FIRST, MIDDLE, LAST, HEADING, FIRST, MIDDLE, LAST]


def test_a_single_line():
    """A short sentence between paragraphs is a paragraph of one line."""
    text = (
        "春茶开采比往年早\n八天青石坡的茶农都上\n山去了。\n雨停了。\n"
        "为了防止晚霜镇里\n给每片茶园装上气象站\n低于三度就提醒。\n"
    )

    assert kinds(text, 10)[3] == SINGLE


def test_a_line_interrupts_a_paragraph():
    """A headline between frames interrupts a paragraph, which goes on below it."""
    text = (
        "春茶开采比往年早\n八天青石坡的茶农都上\n\n\n渡口大桥\n\n\n"
        "山去了手指在嫩芽间翻\n飞合作社派出两辆车来\n到山脚。\n"
    )

    assert kinds(text, 10) == [FIRST, MIDDLE, INTERRUPTING, MIDDLE, MIDDLE, LAST]


def test_a_kept_indent_opens_a_paragraph():
    """A kept indent opens a paragraph, however full the lines are."""
    text = (
        "　　春茶开采比往年早\n八天青石坡的茶农上山。\n　　为了防止晚霜镇里\n给每片茶园装了站。\n"
    )

    assert kinds(text, 10)[2] == FIRST


def test_the_measure_changes():
    """A paragraph can go on at another measure."""
    text = (
        "春茶开采比往年早\n八天青石坡的茶农都上\n山手指在嫩芽间翻飞着\n"
        "合作社派出两辆冷链车守在山\n脚鲜叶一下山就送进车间当天\n摊晾。\n"
    )
    found = readings(text, 10, 13)

    assert [reading.kind for reading in found] == [FIRST, MIDDLE, MIDDLE, MIDDLE, MIDDLE, LAST]
    assert [reading.measure for reading in found[:5]] == [10, 10, 10, 13, 13]


def test_no_line():
    """Nothing is read where nothing stands."""
    assert readings("", 10) == []


@given(
    st.lists(st.text(alphabet="中文，。“”年2", min_size=1, max_size=20), max_size=20),
    st.lists(st.integers(8, 20), max_size=3, unique=True),
)
def test_any_reading_is_lawful(lines: list[str], measures: list[float]):
    """A middle or a last line goes on what is open, and nothing goes on what is closed."""
    found = kinds("\n".join(lines), *measures)

    assert all(lower not in (MIDDLE, LAST) or upper in OPEN for upper, lower in pairwise(found))
    assert not found or found[0] not in (MIDDLE, LAST, INTERRUPTING)
