"""Doubled text is parsed, and real reduplication is left alone."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.reading.doubled import Unit, glued_part, is_doubled, parse

HAN = "茶桥湖船雨风山河田村灯书月鹭桨歌竹门窗石"


@st.composite
def runs_of_different_characters(draw: st.DrawFn) -> list[str]:
    """Give one to five runs in which no character comes twice, so that none repeats by chance."""
    chars = "".join(draw(st.permutations(HAN)))
    sizes = draw(st.lists(st.integers(1, 8), min_size=1, max_size=5))
    cuts = [0, *accumulate(sizes)]
    return [run for a, b in pairwise(cuts) if (run := chars[a:b])]


def single(text: str) -> str:
    """Give the text with one copy of each unit."""
    return "".join(text[unit.start : unit.start + unit.length] for unit in parse(text))


@given(st.text(alphabet=HAN[:4], max_size=24))
def test_units_cover_the_text(text: str):
    """The units of a reading stand side by side and are the whole text."""
    units = parse(text)
    ends = [0, *(unit.end for unit in units)]

    assert [unit.start for unit in units] == ends[:-1]
    assert ends[-1] == len(text)
    assert "".join(text[u.start : u.start + u.length] * u.copies for u in units) == text


@given(runs_of_different_characters())
def test_doubled_runs_come_back(runs: list[str]):
    """Runs that were each set twice come back as they were."""
    doubled = "".join(run * 2 for run in runs)

    assert single(doubled) == "".join(runs)


@given(runs_of_different_characters(), st.integers(2, 8))
def test_any_number_of_copies(runs: list[str], copies: int):
    """Two to eight copies are made one."""
    copied = "".join(run * copies for run in runs)

    assert single(copied) == "".join(runs)


@given(st.permutations(HAN), st.integers(8, 20))
def test_doubled_title_is_doubled_and_a_plain_one_is_not(chars: list[str], size: int):
    """A title set twice counts as doubled, the same title set once does not."""
    title = "".join(chars[:size])

    assert is_doubled(parse(title * 2))
    assert not is_doubled(parse(title))


@pytest.mark.parametrize(
    "text",
    [
        "研究研究",
        "高高兴兴",
        "一个个村子",
        "天天人人家家",
        "2020年",
        "1010工程",
        "2022年2月22日",
        "慢慢来，慢慢来。",
        "大家回去都再研究研究，商量商量。",
        "青石坡的茶农就背着竹篓上了山。",
    ],
)
def test_reduplication_is_not_doubled(text: str):
    """Words and years that repeat themselves are no shadow."""
    assert not is_doubled(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "青石坡青石坡：：春茶上市春茶上市",
        "从从““大山大山””到到““大海大海””",
        "渡口大桥昨天合龙渡口大桥昨天合龙",
        "座座谈谈会会在在京京召召开开",
    ],
)
def test_shadows_are_doubled(text: str):
    """Copies run by run, of the whole line, and of each character are a shadow."""
    assert is_doubled(parse(text))


def test_copies_of_one_unit():
    """The shortest description names the unit and how often it stands there."""
    assert parse("茶桥湖船" * 3) == [Unit(0, 4, 3)]


def test_glued_part_at_the_end():
    """A doubled caption behind a body line is found."""
    body, caption = "鲜叶一下山就送进车间", "茶农在山上采摘春茶"
    text = body + caption * 2

    assert glued_part(parse(text)) == (len(body), len(text))


def test_glued_part_at_the_start():
    """A doubled headline before a plain name is found."""
    headline, name = "山乡茶香飘满谷", "青石坡"

    assert glued_part(parse(headline * 2 + name)) == (0, 2 * len(headline))


@pytest.mark.parametrize(
    "text",
    ["大家回去都再研究研究商量商量", "渡口大桥合龙渡口大桥合龙", "鲜叶一下山就送进车间当天摊晾"],
    ids=["reduplication", "doubled-whole", "plain"],
)
def test_no_glued_part(text: str):
    """Short reduplication, a line doubled as a whole, and plain text have no seam."""
    assert glued_part(parse(text)) is None
