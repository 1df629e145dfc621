"""Tests of folios: numbers that count the pages."""

from layoutfix.reading.folios import find_counting_heads


def test_datelines_count_days_and_no_pages():
    """A report of the 15th and one of the 16th, a page apart, are no heads of pages."""
    texts = ["本报北京1月15日讯", *["清淤船在湖里作业"] * 30, "本报北京1月16日讯"]
    keys = [text.replace("15", "0").replace("16", "0") if "讯" in text else "" for text in texts]

    assert find_counting_heads(texts, keys, lambda _: True) == set()


def test_heads_that_count_pages():
    """The same words with a number that counts up are the head of a page."""
    texts = ["南溪月刊15", *["清淤船在湖里作业"] * 30, "南溪月刊16"]
    keys = ["南溪月刊0" if "月刊" in text else "" for text in texts]

    assert find_counting_heads(texts, keys, lambda _: True) == {0, 31}
