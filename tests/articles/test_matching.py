"""Titles find their stories."""

from layoutfix.articles.matching import match
from layoutfix.articles.outline import outline
from layoutfix.articles.stories import find_stories
from layoutfix.articles.words import pairs_of
from layoutfix.model.page import Page

LAKE = "清淤船在月牙湖里来回作业，\n白鹭又飞回芦苇丛里过冬，\n湖水清了。\n"
BRIDGE = "连接两岸的渡口大桥昨天合龙，\n主跨采用钢箱梁，\n两侧留出步道。\n"
BOOKS = "县图书馆延长开放时间，\n阅览桌添了两百张，\n读者读到夜里十点。\n"


def matched(text: str) -> tuple[dict[int, str], list[str]]:
    """Give the title of each story, and titles without one; headlines begin with #."""
    page = Page(text.replace("#", ""))
    for block, line in zip(page.blocks, filter(None, text.splitlines()), strict=True):
        block.role = "headline" if line[0] == "#" else "para"
    elements = outline(page)
    owners, alone = match(elements, *find_stories(elements))

    def title(run: tuple[int, int]) -> str:
        return "".join(e.block.text for e in elements[slice(*run)])

    return {nth: title(run) for nth, run in owners.items()}, [title(run) for run in alone]


def test_title_behind_its_story():
    """A title at the end of the story's frame belongs to the story."""
    assert matched(f"{LAKE}#月牙湖清淤白鹭归\n") == ({0: "月牙湖清淤白鹭归"}, [])


def test_words_decide_between_two_stories():
    """Two titles behind two stories are told apart by their words."""
    text = f"{LAKE}\n\n{BRIDGE}#渡口大桥昨天合龙\n\n\n#月牙湖白鹭又飞回\n"
    owners, _ = matched(text)

    assert owners[1] == "渡口大桥昨天合龙"


def test_title_that_leads_its_story_is_not_matched():
    """A title right above its story needs no search."""
    assert matched(f"#渡口大桥昨天合龙\n{BRIDGE}") == ({}, [])


def test_page_without_titles():
    """Where no title stands apart there is nothing to match."""
    assert matched(f"{BRIDGE}{BOOKS}") == ({}, [])


def test_each_title_goes_to_one_story():
    """No story has two titles, and no title two stories."""
    text = f"{LAKE}\n\n{BRIDGE}\n\n{BOOKS}\n\n#大桥合龙\n\n\n#图书馆开放\n\n\n#白鹭飞回\n"
    owners, alone = matched(text)
    titles = [*owners.values(), *alone]

    assert len(titles) == len(set(titles)) == 3


def test_pairs_of():
    """Titles and stories are compared by pairs of characters, marks left out."""
    assert pairs_of("渡口，大桥") == {"渡口", "大桥"}
