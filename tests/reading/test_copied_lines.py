"""Copied lines are found, and what only looks like copies is left alone."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.reading import copied_lines
from layoutfix.reading.copied_lines import Group, find_copied
from layoutfix.reading.doubled import Unit, read_copies

HAN = "茶桥湖船雨风山河田村灯书月鹭桨歌竹门窗石"
TEXT = ["今年春茶开采比往年早了，茶农", "天刚亮就上了山，手指翻飞不停"]


def singles(lines: list[str]) -> list[str]:
    """Give what the copied lines say, once each."""
    return [part.single for group in find_copied(lines) for part in group.parts]


@st.composite
def titles(draw: st.DrawFn) -> str:
    """Give a title of five to sixteen different characters."""
    return "".join(draw(st.permutations(HAN)))[: draw(st.integers(5, 16))]


@given(titles(), st.integers(2, 8))
def test_steps_of_single_characters(title: str, copies: int):
    """A title drawn glyph by glyph comes back from a line for each glyph."""
    lines = [char for char in title for _ in range(copies)]

    assert singles(lines) == [title]


@given(titles(), st.integers(1, 4), st.integers(2, 4))
def test_staircase_of_runs(title: str, size: int, copies: int):
    """A title drawn run by run comes back from lines that begin where a copy does."""
    runs = [title[at : at + size] for at in range(0, len(title), size)]
    drawn = [run for run in runs for _ in range(copies)]
    lines, line = [], ""
    for before, run in pairwise(["", *drawn]):
        if run == before:
            lines.append(line)
            line = ""
        line += run
    lines.append(line)

    assert singles([*TEXT, *lines, *TEXT]) == [title]


@given(titles(), st.integers(2, 8))
def test_line_over_and_over(title: str, copies: int):
    """The same line several times in a row is one title, beside running text."""
    assert singles([*TEXT, *[title] * copies, *TEXT]) == [title]


@given(st.lists(titles(), max_size=8))
def test_lines_that_differ_are_no_copies(lines: list[str]):
    """Titles below each other, each set once, are left alone unless one begins another."""
    heads = {line[0] for line in lines}
    tails = {line[-1] for line in lines}

    assert heads & tails or len(heads) < len(lines) or not singles(lines)


def test_two_lines_over_and_over():
    """A title of two lines that was drawn as a whole comes back."""
    assert singles([*TEXT, "月牙湖上", "白鹭归来", "月牙湖上", "白鹭归来", *TEXT]) == [
        "月牙湖上白鹭归来"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["是", "是", "否", "否", "是", "是", "否", "否"],
        ["优", "优", "良", "良", "中", "中"],
        ["月亮挂在屋檐上", "月亮挂在屋檐上", "妈妈唱着歌"],
        ["摇啊摇，", "摇啊摇，", "摇到外婆桥，桥头"],
        ["资料图片", "资料图片", *TEXT],
        ["1010", "1010", "1010", *TEXT],
        ["加油！加油！加油！", *TEXT],
        ["研究研究", "讨论讨论", *TEXT],
    ],
    ids=["answers", "marks", "song", "refrain", "credits", "figures", "cry", "reduplication"],
)
def test_what_only_looks_like_copies(lines: list[str]):
    """Answers, songs, credits, figures and words that repeat themselves are left alone."""
    assert not singles(lines)


def test_frame_set_twice():
    """Lines of running text that all come twice are a frame."""
    frame = [
        "今年春茶开采比往年早了，茶农",
        "天刚亮就上了山，手指翻飞不停",
        "合作社派出两辆冷链车守在山脚",
        "鲜叶一下山就送进车间当天炒制",
    ]
    groups = list(find_copied([line for line in frame for _ in range(2)]))

    assert [(len(group.parts), group.is_frame) for group in groups] == [(4, True)]


@pytest.mark.parametrize("lines", [[], ["茶"], ["茶"] * 5000, ["茶桥"] * 5000])
def test_no_text_at_all(lines: list[str]):
    """Few lines, and many that say nothing, give nothing."""
    assert list[Group](find_copied(lines)) == []


def test_lines_that_are_alike_are_not_read_in_every_order(monkeypatch):
    """A page of one line again and again is read a few times a line, not a hundred times."""
    counts: Counter[str] = Counter()

    def counted(text: str) -> list[Unit]:
        counts[text[:1]] += 1
        return read_copies(text)

    monkeypatch.setattr(copied_lines, "read_copies", counted)
    list(find_copied(["甲"] * 500))

    assert counts.total() <= 5 * 500


def test_a_stanza_twice_is_no_caption():
    """Three lines that come twice as a whole are copies beside running text alone."""
    stanza = ["月亮挂在屋檐上", "妈妈唱着歌", "歌声轻轻飘过江"]
    text = ["清淤船在月牙湖里来回作业，船尾吐出", "的泥浆顺着管道流进，岸边的沉淀池。"]

    assert list(find_copied(stanza * 2)) == []
    assert [group.parts[0].single for group in find_copied([*text, *stanza * 2, *text])] == [
        "".join(stanza)
    ]
