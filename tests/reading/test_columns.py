"""Columns that came out row by row are found from what goes on in what."""

from itertools import chain, pairwise, zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layoutfix.reading.columns import Clues, find_columns

COLUMNS = st.builds(
    lambda count, height, less: [height] * (count - 1) + [height - less],
    st.integers(2, 5),
    st.integers(6, 12),
    st.integers(0, 3),
)
FEW = settings(deadline=None, max_examples=20)


def rows_of(heights, start=0):
    """Give the columns of such heights, each line numbered as row by row."""
    cells = [[(column, row) for row in range(height)] for column, height in enumerate(heights)]
    rows = [cell for row in zip_longest(*cells) for cell in row if cell]
    number = {cell: start + nth for nth, cell in enumerate(rows)}
    return [[number[cell] for cell in column] for column in cells]


def clues_of(pages, *, titles=()):
    """Let each line go on in the next of its column, and each column in the next one."""
    order = [list(chain.from_iterable(columns)) for columns in pages]
    follows = {pair for lines in order for pair in pairwise(lines)}
    size = sum(map(len, order))
    none = [False] * size
    firsts = {columns[0][0] for columns in pages}
    return Clues(
        link=lambda upper, lower: 2.0 if (upper, lower) in follows else -1.0,
        page=[nth in firsts and nth > 0 for nth in range(size)],
        tight=none,
        title=[nth in titles for nth in range(size)],
        wide=none,
        beside=none,
    )


def order_of(found, size):
    """Give all lines in the order that the columns found bring them into."""
    place = {nth: nth for nth in range(size)}
    for columns in found:
        lines = list(chain.from_iterable(columns))
        place.update(zip(lines, sorted(lines), strict=True))
    return sorted(place, key=place.__getitem__)


@FEW
@given(COLUMNS)
def test_columns_of_which_the_last_is_shorter(heights):
    """Columns side by side come back whole, from left to right."""
    columns = rows_of(heights)
    found = find_columns(clues_of([columns]))

    assert order_of(found, sum(heights)) == list(chain.from_iterable(columns))


@FEW
@given(COLUMNS, COLUMNS)
def test_columns_of_each_page(upper, lower):
    """With a page all columns end, and their number may change."""
    pages = [rows_of(upper), rows_of(lower, sum(upper))]
    found = find_columns(clues_of(pages))

    wanted = [*chain.from_iterable(pages[0]), *chain.from_iterable(pages[1])]
    assert order_of(found, sum(upper) + sum(lower)) == wanted


@FEW
@given(st.integers(1, 60))
def test_one_column_is_left_alone(size):
    """Lines that go on in the next one are no columns side by side."""
    assert find_columns(clues_of([[list(range(size))]])) == []


def test_lines_that_never_go_on():
    """Where no line goes on in another one, nothing is found."""
    clues = clues_of([rows_of([8, 8])])._replace(link=lambda *_: -0.5)

    assert find_columns(clues) == []


@pytest.mark.parametrize("height", [1, 2])
def test_few_lines_are_not_believed(height):
    """Two short columns gain too little to be told from chance."""
    assert find_columns(clues_of([rows_of([height, height])])) == []


def links_asked(size):
    """Count the pairs of lines weighed in a text where any line may go on in any other."""
    asked = []
    none = [False] * size

    def link(upper, lower):
        asked.append((upper, lower))
        return float((upper * 7919 + lower * 104_729) % 5 - 2)

    find_columns(Clues(link, none, none, none, none, none))
    return len(asked)


def test_work_is_in_proportion_to_the_lines():
    """Lines that go on in each other by chance take as much work each in a long text."""
    assert links_asked(240) <= 1.5 * 4 * links_asked(60)


def test_lines_beside_each_other_are_columns():
    """Two lines on one base line stand in two columns, few as they are."""
    clues = clues_of([[[0, 2, 4], [1, 3, 5]]])
    assert find_columns(clues) == []
    beside = [nth % 2 == 1 for nth in range(6)]
    assert find_columns(clues._replace(beside=beside)) == [[[0, 2, 4], [1, 3, 5]]]
