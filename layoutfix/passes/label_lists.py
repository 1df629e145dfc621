"""Label the items of numbered lists."""

import re
from collections.abc import Iterator, Sequence

from layoutfix.model.edits import Edit, label
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.numerals import read_number

_ITEM = re.compile(r"(?:No\.?)?([0-9０-９]{1,3})[ 　]*[.．、)）:：][ 　]*\S.{0,39}")
_HEADS = frozenset("N0123456789０１２３４５６７８９")
_CLAUSE = re.compile(
    r"[（(]?([一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[ 　]*[、.．)）][ 　]*\S.{0,39}[；;。]"
)
_CLAUSE_HEADS = frozenset("（(一二三四五六七八九十0123456789０１２３４５６７８９")
_LEAST_ITEMS = 3
_LONGEST_LAST = 30  # characters of a last item that ends in a full stop


def label_lists(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Label rankings and numbered lists whose items take a line each.

    Three lines that count 1, 2, 3 are a list; a single number at the head of a line is not,
    for sentences break off before a number too.
    So are three lines that count in Chinese numerals where all but the last end in a semicolon.
    Items that take several lines are paragraphs, and are left to the reading.
    """
    for number_of in (_number, _number_of_clause):
        run: list[Block] = []
        for block in page.blocks:
            number = number_of(block)
            if run and number == number_of(run[-1]) + 1:
                run.append(block)
                continue
            yield from _label(run)
            run = [block] if number == 1 else []
        yield from _label(run)


def _number_of_clause(block: Block) -> int:
    """Give the number of an item that is a clause: （二）…； or the last one, with a full stop."""
    text = block.text
    if text[:1] not in _CLAUSE_HEADS or block.role != "para" or text[-1] not in "；;。":
        return 0
    match = _CLAUSE.fullmatch(text)
    if not match or (text[-1] == "。" and ("。" in text[:-1] or len(text) > _LONGEST_LAST)):
        return 0
    return read_number(match[1])


def _number(block: Block) -> int:
    if block.text[:1] not in _HEADS or block.role != "para" or block.text[-1:] in "，、；":
        return 0
    match = _ITEM.fullmatch(block.text)
    return int(match[1]) if match else 0


def _label(run: Sequence[Block]) -> Iterator[Edit]:
    if len(run) >= _LEAST_ITEMS:
        for block in run:
            yield label(block, "list", f"an item of a list of {len(run)}", 0.95)
