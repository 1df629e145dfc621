"""Pull quotes of narrow lines are found, and what only looks like them is left alone."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from layoutfix.reading.narrow_quotes import Quote, find_narrow_quotes

TEXT = (
    "清淤船在月牙湖里来回作业，船尾吐出的泥浆顺着管道流进岸边的沉淀池。"
    "湖面上漂了多年的水葫芦不见了，白鹭又飞回芦苇丛里过冬。"
)


def broken(text: str, measure: int) -> list[str]:
    """Give the text in lines of so many characters."""
    return [text[at : at + measure] for at in range(0, len(text), measure)]


@given(st.integers(3, 8), st.integers(12, 20))
def test_quote_of_any_width(narrow: int, wide: int):
    """A quote of three to eight ems is found, and the line of the text where it begins."""
    body = broken(TEXT, wide)
    quote = broken(TEXT[: TEXT.index("。") + 1], narrow)

    assert list(find_narrow_quotes([*body, *quote])) == [
        Quote(len(body), len(body) + len(quote), 0)
    ]


def test_text_that_is_interrupted():
    """A caption between two lines of the text does not hide what is quoted from it."""
    body = broken(TEXT, 14)
    quote = broken(TEXT[: TEXT.index("。") + 1], 4)
    lines = [*body[:1], "护湖员清早划船巡湖", *body[1:], *quote]

    assert [(q.start, q.end) for q in find_narrow_quotes(lines)] == [(len(body) + 1, len(lines))]


def test_song_is_no_quote():
    """A stanza that comes again in lines of one width is no quote."""
    stanza = ["摇啊摇摇啊摇", "摇到外婆桥上", "外婆夸我宝宝", "是个好宝宝。"]

    assert not list(find_narrow_quotes([*stanza, "小船在桥下慢慢地慢慢地走", *stanza]))


def test_words_of_the_text_are_no_quote():
    """Short lines that say words of the text and end no sentence are titles or a list."""
    assert not list(find_narrow_quotes([*broken(TEXT, 14), "清淤船", "月牙湖", "白鹭", "沉淀池"]))


@given(st.lists(st.text(alphabet="茶桥湖船。", min_size=1, max_size=9), max_size=12))
def test_quotes_stand_apart(lines: list[str]):
    """Quotes come in order, do not overlap, and repeat lines outside of themselves."""
    quotes = list(find_narrow_quotes(lines))

    assert all(one.end <= other.start for one, other in pairwise(quotes))
    assert all(not one.start <= one.original < one.end for one in quotes)
