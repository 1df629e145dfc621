"""A page is planned as a whole: where its stories begin, and which title each has."""

import pytest

from layoutfix.articles.borders import find_borders
from layoutfix.articles.candidates import find_groups
from layoutfix.articles.kinship import Kinship
from layoutfix.articles.outline import Element, outline
from layoutfix.articles.plan import find_plan
from layoutfix.model.page import Page

BRIDGE = (
    "连接两岸的渡口大桥昨天合龙，主跨采用钢箱梁，两侧留出步道，施工队比工期早了二十天。",
    "大桥通车以后，两岸居民过河不用再等渡船，孩子上学少走五里路。",
)
BOOKS = (
    "县图书馆新馆从本月起延长开放时间，周末开到夜里十点，馆里添置了两百张阅览桌。",
    "馆长介绍，新馆开放三个月，日均接待读者一千八百人次，图书馆还要办讲座。",
)
LAKE = (
    "清淤船在月牙湖里来回作业，泥浆流进岸边的沉淀池，白鹭归来，在湖边过冬。",
    "湖面上漂了多年的水葫芦不见了，护湖员每天清早划船在湖边巡一圈。",
)
TITLES = ("#渡口大桥昨天合龙", "#县图书馆夜里也开门", "#月牙湖清淤白鹭归来")


def elements_of(*lines: str) -> list[Element]:
    """Make elements of paragraphs, of headlines that begin with #, and of subheads with ~."""
    roles = {"#": "headline", "~": "subhead"}
    page = Page("\n".join(line.lstrip("#~") for line in lines))
    for block, line in zip(page.blocks, lines, strict=True):
        block.role = roles.get(line[0], "para")
    return outline(page)


def planned(*lines: str) -> list[tuple[int, str | None]]:
    """Give the first unit of each story with its title."""
    elements = elements_of(*lines)
    plan = find_plan(elements)
    assert plan
    return [
        (story.unit, elements[story.group.start].block.text if story.group else None)
        for story in plan.stories
    ]


WANTED = [(0, "渡口大桥昨天合龙"), (2, "县图书馆夜里也开门"), (4, "月牙湖清淤白鹭归来")]
ORDERS = {
    "before their stories": (TITLES[0], *BRIDGE, TITLES[1], *BOOKS, TITLES[2], *LAKE),
    "behind their stories": (*BRIDGE, TITLES[0], *BOOKS, TITLES[1], *LAKE, TITLES[2]),
    "at the foot": (*BRIDGE, *BOOKS, *LAKE, *TITLES),
    "at the foot, last first": (*BRIDGE, *BOOKS, *LAKE, *TITLES[::-1]),
    "at the head": (*TITLES[::-1], *BRIDGE, *BOOKS, *LAKE),
}


@pytest.mark.parametrize("lines", ORDERS.values(), ids=ORDERS.keys())
def test_titles_find_their_stories(lines: tuple[str, ...]):
    """Each story gets its title, wherever the titles of the page stand."""
    assert planned(*lines) == WANTED


@pytest.mark.parametrize(
    ("upper", "lower", "groups"),
    [
        pytest.param("渡口大桥昨天合龙", "县图书馆延长开放", [1, 2, 3], id="of one width"),
        pytest.param("渡口大桥昨天合龙", "县图书馆夜里也开门，一直到十点", [1, 2], id="wider"),
        pytest.param("渡口大桥昨天合龙", "——县图书馆开放", [1], id="a deck"),
    ],
)
def test_two_lines_may_be_one_title(upper: str, lower: str, groups: list[int]):
    """Two lines of one width that speak of two paragraphs are two titles, or one on two lines."""
    elements = elements_of(*BRIDGE, *BOOKS, f"#{upper}", f"#{lower}")
    units = list(range(4))
    kinship = Kinship([elements[unit].block.text for unit in units])
    borders = find_borders(elements, units, kinship)

    assert [each.parts for each in find_groups(elements, units, kinship, borders)] == groups


def test_three_titles_of_one_width_are_three():
    """Lines of one width that each say what a story begins with are titles of their own."""
    lines = ("#月牙湖清淤白鹭归", "#县图书馆夜里开门", "#渡口大桥昨天合龙")

    assert [unit for unit, _ in planned(*BRIDGE, *BOOKS, *LAKE, *lines)] == [0, 2, 4]


def test_a_subhead_opens_no_story():
    """A heading between two paragraphs that speak of one thing is a subhead."""
    assert planned(TITLES[2], LAKE[0], "~护湖员每天巡湖", LAKE[1]) == [(0, "月牙湖清淤白鹭归来")]


def test_no_titles_no_plan():
    """Where a page has no headings there is nothing to plan."""
    assert find_plan(elements_of(*BRIDGE, *BOOKS)) is None


def test_a_long_file_is_not_planned():
    """An issue of many pages has no one manner."""
    assert find_plan(elements_of(TITLES[0], *BRIDGE * 80)) is None


def test_kinship_tells_own_from_other():
    """A title weighs for the first paragraph of its story, and against another one."""
    kin = Kinship([*BRIDGE, *BOOKS]).of(TITLES[0])

    assert kin.at_first(0) > 0 > kin.at_first(2)


def test_borders_stand_where_words_change():
    """Between two stories there is more of a border than between two parts of one."""
    elements = elements_of(*BRIDGE, *BOOKS)
    units = list(range(4))
    texts = [elements[unit].block.text for unit in units]

    borders = find_borders(elements, units, Kinship(texts))

    assert max(range(1, 4), key=lambda unit: borders[unit]) == 2
