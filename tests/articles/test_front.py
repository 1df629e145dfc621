"""Kicker, headline, deck and byline among the front matter."""

import pytest

from layoutfix.articles.front import roles_of
from layoutfix.model.page import Block, Piece


def front(*lines: str) -> list[Block]:
    """Make blocks of the titles, and of bylines that begin with a square."""
    return [
        Block([Piece(nth, 0, len(text), text)], "byline" if text[0] == "■" else "headline")
        for nth, text in enumerate(lines, 1)
    ]


def told(*lines: str, set_apart: bool = False) -> list[tuple[str, str]]:
    """Give role and text of each, in order."""
    return [
        (role, block.text) for block, role in roles_of(front(*lines), set_apart=set_apart).items()
    ]


def test_one_title_is_the_headline():
    """A title alone is the headline."""
    assert told("渡口大桥昨天合龙") == [("headline", "渡口大桥昨天合龙")]


def test_short_above_long_is_the_kicker():
    """Where titles lead their story, a short one above a long one is the kicker."""
    assert told("一池活水", "月牙湖清淤还湿地白鹭归") == [
        ("kicker", "一池活水"),
        ("headline", "月牙湖清淤还湿地白鹭归"),
    ]


@pytest.mark.parametrize("deck", ["——治水记事", "（治水记事）"])
def test_deck(deck: str):
    """A title that begins with a dash or stands in brackets is a deck."""
    assert told(deck, "月牙湖白鹭归来") == [("headline", "月牙湖白鹭归来"), ("deck", deck)]


def test_byline_comes_last():
    """The byline goes behind the titles, wherever it stands."""
    assert told("■陶敏", "渡口大桥昨天合龙") == [
        ("headline", "渡口大桥昨天合龙"),
        ("byline", "■陶敏"),
    ]


def test_first_of_titles_set_apart_is_the_headline():
    """Titles that were set apart from their story come largest first."""
    assert told("渡口大桥昨天合龙", "两岸千家同乐", set_apart=True) == [
        ("kicker", "两岸千家同乐"),
        ("headline", "渡口大桥昨天合龙"),
    ]


def test_a_deck_alone_is_the_headline():
    """Where all titles look like decks, the first is the headline."""
    assert told("——治水记事")[0] == ("headline", "——治水记事")
