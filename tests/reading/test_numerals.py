"""Numbers at the heads of lines, and which of them count items."""

from layoutfix.reading.numerals import counted_lines


def test_lists_in_one_another():
    """The items under an item count by themselves, and the outer list goes on behind them."""
    texts = ["一、山", "二、水", "一、桥", "二、渡", "三、路", "三、田", "四、林"]

    assert sorted(counted_lines(texts)) == [0, 1, 2, 3, 4, 5, 6]


def test_a_number_is_missing():
    """A list goes on where the line of one item was torn or set aside."""
    assert list(counted_lines(["1.山", "2.水", "3.田", "5.林"])) == [0, 1, 2, 3]


def test_numbers_that_do_not_count():
    """Sentences break off before numbers, which do not follow one another."""
    assert not list(counted_lines(["3.山", "7.水", "9.田", "15.林", "23.路"]))


def test_many_lists_at_once():
    """Numbers all over a text take no more time each: only a few lists are followed."""
    texts = [f"{number}.山" for number in range(0, 900, 9)] * 200

    assert not list(counted_lines(texts))
