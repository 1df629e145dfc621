"""Lines that stand last first are found, and others are not."""

from itertools import chain

import pytest

from lake import STORY
from layoutfix.model.page import Page
from layoutfix.reading.folios import count_up
from layoutfix.reading.last_first import find_turned
from layoutfix.reading.stretches import Part, best_reading
from layoutfix.reading.upwards import find_parts

OTHER = """\
县第一小学的图书馆上星期开了
门，孩子们在这里能读到三万册图书，
每天放学以后都可以来，周末也开到
傍晚。书架按孩子的身高做，最高的
一层也够得着。馆里还有一间听书室，
眼睛不好的老人可以坐下来听，一次
能听两个钟头，管理员每周换一批新
书，还把大字本送到家里去。图书馆
的志愿者都是退休教师，他们轮流值
班，教孩子们怎样查找自己要的图书。
""".splitlines()


def find(*lines: str) -> list[tuple[int, int]]:
    """Look for turned lines in a text of these."""
    return find_in("\n".join(lines))


def find_in(text: str) -> list[tuple[int, int]]:
    """Look for turned lines in a text."""
    page = Page(text)
    return find_turned(page, find_parts(page))


def test_a_turned_page_is_one_stretch():
    """A page that stands last first is turned from its first line to its last."""
    assert find(*STORY[::-1]) == [(0, len(STORY) - 1)]


@pytest.mark.parametrize("lines", [STORY, OTHER, STORY + OTHER, STORY * 5])
def test_lines_in_order_are_left_alone(lines: list[str]):
    """A page whose first line comes first has nothing to turn."""
    assert find(*lines) == []


@pytest.mark.parametrize("size", range(8))
def test_a_few_lines_are_left_alone(size: int):
    """Fewer than eight lines tell too little, whatever stands in them."""
    assert find(*STORY[:size][::-1]) == []


def test_pages_are_turned_one_by_one():
    """Where form feeds part pages, each is a stretch of its own."""
    texts = ["\n".join(lines[::-1]) for lines in (STORY + OTHER, OTHER + STORY)]
    size = len(STORY + OTHER)

    assert find_in("\n\f".join(texts)) == [(0, size - 1), (size, 2 * size - 1)]


def test_a_page_that_tells_nothing_is_turned_as_the_others_are():
    """An extractor does the same to all pages, so a page of a title follows the rest."""
    texts = ["\n".join(lines[::-1]) for lines in (STORY, ["月牙湖的三年", "本报记者 王明"])]

    assert find_in("\n\f".join(texts)) == [(0, 13), (14, 15)]


def test_only_the_turned_page_is_turned():
    """A page that stands in order stays beside one that does not."""
    texts = ["\n".join(STORY * 2), "\n".join((STORY * 2)[::-1])]
    size = 2 * len(STORY)

    assert find_in("\n\f".join(texts)) == [(size, 2 * size - 1)]


def test_columns_row_by_row_can_stand_last_first():
    """A page of two columns that came out row by row, from its foot up, is turned as a whole."""
    left, right = STORY * 6, (OTHER + STORY) * 4
    rows = list(chain.from_iterable(zip(left, right, strict=False)))

    assert find(*rows) == []
    assert find(*rows[::-1]) == [(0, len(rows) - 1)]


def test_folios_that_count_up_part_pages():
    """Where folios count up, their pages stand in order, and each is turned by itself."""
    pages = [STORY + OTHER, OTHER + STORY, STORY + OTHER]
    raw = [[*page[::-1], f"— {number} —"] for number, page in enumerate(pages, 7)]
    lines = list(chain.from_iterable(raw))
    read = [lines[nth] for first, last in find(*lines) for nth in range(last, first - 1, -1)]

    assert [line for line in read if line[0] != "—"] == list(chain.from_iterable(pages))


def test_folios_that_count_down_part_nothing():
    """Where folios count down, the file as a whole was turned."""
    pages = [[*(STORY + OTHER), f"— {number} —"] for number in (7, 8, 9)]
    lines = list(chain.from_iterable(pages))

    assert count_up(lines[::-1]) == []
    assert find(*lines[::-1]) == [(0, len(lines) - 1)]


def test_numbers_that_count_up_are_folios_a_page_apart():
    """Numbers of lines near each other are those of a list."""
    body = ["正文里没有数字的一行"] * 25

    assert count_up(["1 月牙湖", *body, "山川日报 2", *body, "·3·"]) == [0, 26, 52]
    assert count_up(["1 月牙湖", "2 石拱桥", "3 图书馆"]) == []


def test_the_best_reading_turns_what_gains():
    """A reading turns the part that stands last first; its gain is that over the file."""
    page = Page("\n".join(STORY[::-1]))
    part = Part(page, 0, len(STORY) - 1)
    ((first, last),) = best_reading(part)

    assert last - first >= len(STORY) - 2
    assert part.gain([(first, last)]) > 10
    assert part.score([(first, last)]) > part.score([])


def test_the_best_reading_of_a_page_in_order_turns_nothing():
    """Where lines stand in order no turn pays."""
    page = Page("\n".join(STORY))

    assert best_reading(Part(page, 0, len(STORY) - 1)) == []
