"""Pairing the halves of stories, told by their jump lines and words."""

import pytest

from layoutfix.articles.jumps import Half, follow, page_name

WATER = ("县里打了八百眼机井，修好水渠三百里。", "水利局的老工程师说，机井和水渠要一起修。")
BOOKS = ("小学的图书馆开了门，有三万册图书。", "图书馆的王老师说，书架按孩子的身高做。")


def first(texts=WATER, title="千军万马打机井", on="2", page=1, printed=None):
    """Give the first half of a story."""
    return Half(title, texts[:1], page, page, (printed, printed), continued_on=on)


def second(texts=WATER, title="", back="1", page=2, printed=None):
    """Give the second half of a story."""
    return Half(title, texts[1:], page, page, (printed, printed), continued_from=back)


def test_two_halves():
    """Where both jump lines name the other page and words are shared, the halves are a pair."""
    assert follow([first(), second()]) == {0: 1}


def test_each_half_finds_its_own():
    """Two stories that go on on one page are told by their words."""
    halves = [first(BOOKS, "图书馆开门"), first(), second(), second(BOOKS)]

    assert follow(halves) == {0: 3, 1: 2}


def test_a_story_over_three_pages():
    """A half in the middle is carried on itself."""
    middle = Half("", WATER, 2, 2, continued_on="3", continued_from="1")

    assert follow([first(), middle, second(back="2", page=3)]) == {0: 1, 1: 2}


@pytest.mark.parametrize(
    "halves",
    [
        pytest.param([first(on="5"), second(printed="2")], id="the page is not there"),
        pytest.param([first(printed="3"), second()], id="the way back leads elsewhere"),
        pytest.param([first(), second(BOOKS)], id="they share nothing"),
        pytest.param([first(), second(), second()], id="two that fit equally well"),
        pytest.param([first(), second(page=1, back="1")], id="both on one page"),
        pytest.param([first()], id="alone"),
        pytest.param([], id="none"),
    ],
)
def test_halves_that_stay_alone(halves):
    """Either side may stay without the other."""
    assert follow(halves) == {}


def test_a_title_pairs_where_no_page_is_printed():
    """A title printed again is enough where the files are not in the order of their pages."""
    assert follow([first(on="7"), second(title="打机井")]) == {0: 1}
    assert follow([first(on="7", texts=BOOKS), second()]) == {}


@pytest.mark.parametrize(
    ("said", "name"),
    [("2", "2"), ("０３", "3"), ("二", "2"), ("十", "10"), ("二十一", "21"), ("a08", "A8")],
)
def test_page_names(said, name):
    """A page is one page, however its number is written."""
    assert page_name(said) == name
