"""Put vertical titles together."""

from collections.abc import Container, Iterator, Sequence
from itertools import groupby, pairwise

from layoutfix.model.edits import Edit, join, label, split
from layoutfix.model.glyphs import (
    CLAUSE_END,
    CLOSERS,
    OPENERS,
    SENTENCE_END,
    has_han,
)
from layoutfix.model.page import Block, Page, Piece
from layoutfix.model.settings import Settings
from layoutfix.reading.confidence import settled
from layoutfix.reading.places import Pairs
from layoutfix.reading.role_marks import role_of_line
from layoutfix.reading.subjects import Subjects
from layoutfix.reading.word_pairs import is_in_a_word

_LEAST_COLUMN = 3  # characters
_LEAST_ROWS = 3
_LEAST_KNOWN = 3  # pairs of characters
_LEAST_UPWARDS, _TIMES_UPWARDS = 2, 3  # pairs of characters; times those downwards
_LONGEST_NUMBER = 4
_LONGEST_BYLINE = 30  # characters
_MANY = 20  # different characters: more than answers have
_MAY_END = CLOSERS | SENTENCE_END
_SQUARES = frozenset("■●◆□◎")  # stand before the name of an author
_MARKS = OPENERS | CLOSERS | SENTENCE_END | CLAUSE_END | _SQUARES | frozenset("—︱｜…︙·")


def join_vertical_titles(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Put a title that was set vertically, one character a line, on one line.

    Two characters are a name, more are a title or a flag, and what the text speaks of is a
    title; the last line of a paragraph can be one character too, but then a full stop stands
    with it.
    The characters of one title have the same number of blank lines between them.
    A whole page can come in this way; what has commas or full stops among its characters is
    text, and stays a paragraph.
    A title of two or three columns comes out row by row, or with the left column first, and its
    first column is on the right; brackets, and the pairs of characters that the text has, show
    which way it is read.
    Its last character can come first, which words show, too.
    """
    pairs = Pairs(_text_beside_rows(page))
    subjects = Subjects(block.text for block in page.blocks)
    yield from _read_rows(page, pairs)
    behind = 0
    for vertical, group in groupby(page.blocks, _is_step):
        blocks = list(group)
        behind += len(blocks)
        if not vertical:
            continue
        first = behind - len(blocks)
        for found in _same_gap(page, blocks):
            ends = first - 1, first + len(found)
            beside = [page.blocks[nth] for nth in ends if 0 <= nth < len(page.blocks)]
            first += len(found)
            for part in _between_bylines(found):
                run = _between_numbers(part)
                if _is_ladder(run):
                    if _stands_last_first(run, pairs):
                        run.reverse()
                    yield from _join(_from_the_right(run, pairs), beside, subjects)


def _join(run: Sequence[Block], beside: Sequence[Block], subjects: Subjects) -> Iterator[Edit]:
    for upper, lower in pairwise(run):
        yield join(upper, lower, "one character a line: set vertically", settled("upright"))
    if not _is_text(run):
        yield label(run[0], _role(run, beside, subjects), "a vertical title", 0.7)


def _stands_last_first(run: Sequence[Block], pairs: Pairs) -> bool:
    """Tell whether words go upwards, and hardly any downwards; two of them are no chance.

    Nor is it that the text has the title elsewhere, from its last character to its first.
    """
    words = "".join(block.text for block in run)
    if len(words) > _LEAST_COLUMN and words[::-1] in pairs.text:
        return words not in pairs.text
    down = sum(is_in_a_word(a + b) or a + b in pairs for a, b in pairwise(words))
    up = sum(is_in_a_word(b + a) or b + a in pairs for a, b in pairwise(words))
    return up >= _LEAST_UPWARDS and up > _TIMES_UPWARDS * down


def _from_the_right(run: list[Block], pairs: Container[str]) -> list[Block]:
    """Put the columns of a title from the right, where they came from the left.

    All columns are full but the last one, which is on the left.
    That the text has the words across is enough; that any text has, only for two columns of one
    height, for with more ways to cut some word stands across by chance.
    """
    if len(run) < 2 * _LEAST_COLUMN or _is_text(run):
        return run
    texts = [block.text for block in run]
    crossed = not _is_paired(texts)
    half = -(-len(run) // 2)
    for full in range(half, len(run) - _LEAST_COLUMN + 1):
        turned = texts[-full:] + texts[:-full]
        if not _is_paired(turned):
            continue
        bound, broken = texts[-1] + texts[0], texts[-full - 1] + texts[-full]
        told = bound in pairs and broken not in pairs
        if full == half and is_in_a_word(bound) and broken not in pairs:
            told = told or not is_in_a_word(broken)
        if told or (crossed and turned[0] in OPENERS):
            return [*run[-full:], *run[:-full]]
    return run


def _is_paired(texts: Sequence[str]) -> bool:
    """Tell whether each closing mark has its opening one before it."""
    depth = 0
    for text in texts:
        depth += (text in OPENERS) - (text in CLOSERS)
        if depth < 0:
            return False
    return True


def _read_rows(page: Page, pairs: Container[str]) -> Iterator[Edit]:
    """Put titles of several columns on one line, column by column from the right.

    The first column is on the right, and can be longer than the others by a character.
    """
    blocks = page.blocks
    for size, group in groupby(range(len(blocks)), lambda nth: _row_size(blocks[nth])):
        places = list(group)
        if not size or len(places) < _LEAST_ROWS:
            continue
        rows, rest = [blocks[nth] for nth in places], _rest(blocks[places[-1] + 1 :][:2])
        if _is_read_downwards(rows, rest, size, pairs):
            yield from _turn(rows, rest, size)


def _rest(below: Sequence[Block]) -> list[Block]:
    """Give the line right below the rows if it is the last character of their first column."""
    alone = [_is_step(block) and has_han(block.text) for block in below]
    return list(below[:1]) if alone[:1] == [True] and alone[1:] != [True] else []


def _text_beside_rows(page: Page) -> str:
    """Give the lines that are no rows, in which the pairs of a title are looked for."""
    return "\n".join(block.text for block in page.blocks if not _row_size(block))


def _row_size(block: Block) -> int:
    """Give how many columns a row of a vertical title has, or 0 for other lines."""
    size = len(block.text)
    if not 2 <= size <= 3 or block.role != "para" or len(block.pieces) != 1:
        return 0
    return size if all(has_han(char) or char in _MARKS for char in block.text) else 0


def _is_read_downwards(
    rows: Sequence[Block], rest: Sequence[Block], size: int, pairs: Container[str]
) -> bool:
    """Tell whether the text knows the pairs down the columns, and not those along the rows."""
    columns = ["".join(row.text[nth] for row in rows) for nth in range(size)]
    columns[-1] += "".join(block.text for block in rest)
    down = {a + b for column in columns for a, b in pairwise(column)}
    along = {a + b for row in rows for a, b in pairwise(row.text)}
    known = sum(pair in pairs for pair in down)
    if known < max(_LEAST_KNOWN, len(down) / 4):
        return False
    return 3 * sum(pair in pairs for pair in along) <= known


def _turn(rows: Sequence[Block], rest: Sequence[Block], size: int) -> Iterator[Edit]:
    """Split the rows into characters, and join these down each column."""
    for row in rows:
        for place in range(row.pieces[0].start, row.pieces[0].start + size - 1):
            because = "a row of a vertical title with a column for each character"
            yield split(row.first_line, (place, place + 1), because, 0.9)
    columns = [[_character(row, nth) for row in rows] for nth in range(size)]
    columns[-1] += rest
    order = [block for column in reversed(columns) for block in column]
    for upper, lower in pairwise(order):
        yield join(upper, lower, "the columns of a vertical title, from the right", 0.9)
    yield label(order[0], "headline", "a vertical title", 0.7)


def _character(row: Block, nth: int) -> Block:
    """Name the block that one character of a row becomes."""
    line, start = row.pieces[0].line, row.pieces[0].start + nth
    return Block([Piece(line, start, start + 1, row.text[nth], part=1)])


def _role(run: Sequence[Block], beside: Sequence[Block], subjects: Subjects) -> str:
    """Tell a title from a name by its length, and from a flag by the page head beside it."""
    words = "".join(block.text for block in run)
    if role_of_line(words) == "byline":
        return "byline"
    if words.isalpha() and subjects.has(words):
        return "headline"
    if any(block.role == "furniture" for block in beside):
        return "section"
    return "headline" if len(run) > 3 else "byline"


def _is_step(block: Block) -> bool:
    """Tell whether a line is one character, a mark, or a short number set across."""
    text = block.text
    if block.role != "para" or len(text) > _LONGEST_NUMBER:
        return False
    return (len(text) == 1 and (has_han(text) or text in _MARKS)) or text.isdecimal()


def _between_bylines(run: list[Block]) -> Iterator[list[Block]]:
    """Cut a run before a byline: at the square that stands before it, or before its post."""
    text = [block.text for block in run]
    cuts = [nth for nth in range(1, len(run)) if text[nth] in _SQUARES]
    if not cuts:
        places = range(max(2, len(run) - _LONGEST_BYLINE), len(run))
        cuts = [nth for nth in places if role_of_line("".join(text[nth:])) == "byline"][:1]
    for start, end in pairwise((0, *cuts, len(run))):
        yield run[start:end]


def _between_numbers(run: list[Block]) -> list[Block]:
    """Leave out what stands at the ends of a run and is a folio or a mark of its own."""
    while run and not has_han(run[-1].text) and run[-1].text not in _MAY_END:
        run = run[:-1]
    while run and not has_han(run[0].text) and run[0].text not in OPENERS | _SQUARES:
        run = run[1:]
    return run


def _is_ladder(run: Sequence[Block]) -> bool:
    """Tell whether steps are words: most are Han, and no answers one above the other."""
    han = [block.text for block in run if has_han(block.text)]
    different = len(set(han))
    differ = 2 * different >= len(han) or (different > _MANY and _is_text(run))
    return len(run) > 1 and 2 * len(han) > len(run) and differ


def _is_text(run: Sequence[Block]) -> bool:
    """Tell whether steps are running text: a page or a file that came character by character."""
    return any(block.text in "，。" for block in run)


def _same_gap(page: Page, blocks: list[Block]) -> Iterator[list[Block]]:
    run = blocks[:1]
    for block in blocks[1:]:
        gap = page.lines[block.first_line].gap
        if len(run) > 1 and gap != page.lines[run[-1].first_line].gap:
            yield run
            run = []
        run.append(block)
    yield run
