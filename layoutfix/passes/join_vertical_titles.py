"""Put vertical titles together."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from layoutfix.model.edits import Edit, join, label, split
from layoutfix.model.glyphs import count_han, has_han
from layoutfix.model.page import Block, Page, Piece
from layoutfix.model.settings import Settings

_LEAST_KNOWN = 3  # pairs of characters


def join_vertical_titles(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Put a title that was set vertically, one character a line, on one line.

    Two characters are a name, more are a title or a flag; the last line of a paragraph can be
    one character too, but then a full stop stands with it.
    The characters of one title have the same number of blank lines between them.
    A title of two or three columns comes out row by row, and its first column is on the right;
    the pairs of characters that the text has show which way it is read.
    """
    yield from _read_rows(page)
    behind = 0
    for vertical, group in groupby(page.blocks, _is_one_character):
        blocks = list(group)
        behind += len(blocks)
        if not vertical:
            continue
        first = behind - len(blocks)
        for run in _same_gap(page, blocks):
            beside = [
                *page.blocks[max(0, first - 1) : first],
                *page.blocks[first + len(run) : first + len(run) + 1],
            ]
            first += len(run)
            if len(run) < 2 or len(run) > 2 * len({block.text for block in run}):
                continue  # answers, one above the other
            for upper, lower in pairwise(run):
                because = "one character a line: a vertical title"
                yield join(upper, lower, because, 0.95)
            yield label(run[0], _role(run, beside), "a vertical title", 0.7)


def _read_rows(page: Page) -> Iterator[Edit]:
    """Put titles of several columns on one line, column by column from the right."""
    for size, group in groupby(page.blocks, _row_size):
        rows = list(group)
        if size and len(rows) > 2 and _is_read_downwards(rows, size, page.raw):
            yield from _turn(rows, size)


def _row_size(block: Block) -> int:
    """Give how many columns a row of a vertical title has, or 0 for other lines."""
    size = len(block.text)
    is_row = 2 <= size <= 3 and block.role == "para" and count_han(block.text) == size
    return size if is_row and len(block.pieces) == 1 else 0


def _is_read_downwards(rows: Sequence[Block], size: int, text: str) -> bool:
    """Tell whether the text knows the pairs down the columns, and not those along the rows."""
    columns = ["".join(row.text[nth] for row in rows) for nth in range(size)]
    down = {a + b for column in columns for a, b in pairwise(column)}
    along = {a + b for row in rows for a, b in pairwise(row.text)}
    known = sum(pair in text for pair in down)
    least = max(_LEAST_KNOWN, len(down) / 4)
    return known >= least and 3 * sum(text.count(pair) > 1 for pair in along) <= known


def _turn(rows: Sequence[Block], size: int) -> Iterator[Edit]:
    """Split the rows into characters, and join these down each column."""
    for row in rows:
        for place in range(row.pieces[0].start, row.pieces[0].start + size - 1):
            because = "a row of a vertical title with a column for each character"
            yield split(row.first_line, (place, place + 1), because, 0.9)
    order = [_character(row, nth) for nth in reversed(range(size)) for row in rows]
    for upper, lower in pairwise(order):
        yield join(upper, lower, "the columns of a vertical title, from the right", 0.9)
    yield label(order[0], "headline", "a vertical title", 0.7)


def _character(row: Block, nth: int) -> Block:
    """Name the block that one character of a row becomes."""
    line, start = row.pieces[0].line, row.pieces[0].start + nth
    return Block([Piece(line, start, start + 1, row.text[nth], part=1)])


def _role(run: list[Block], beside: list[Block]) -> str:
    """Tell a title from a name by its length, and from a flag by the page head beside it."""
    if any(block.role == "furniture" for block in beside):
        return "section"
    return "headline" if len(run) > 3 else "byline"


def _is_one_character(block: Block) -> bool:
    return len(block.text) == 1 and block.role == "para" and has_han(block.text)


def _same_gap(page: Page, blocks: list[Block]) -> Iterator[list[Block]]:
    run = blocks[:1]
    for block in blocks[1:]:
        gap = page.lines[block.first_line].gap
        if len(run) > 1 and gap != page.lines[run[-1].first_line].gap:
            yield run
            run = []
        run.append(block)
    yield run
