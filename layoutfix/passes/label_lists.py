"""Label the items of numbered lists."""

import re
from collections.abc import Iterator, Sequence

from layoutfix.model.edits import Edit, label
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings

_ITEM = re.compile(r"(?:No\.?)?([0-9０-９]{1,3})[ 　]*[.．、)）:：][ 　]*\S.{0,39}")
_HEADS = frozenset("N0123456789０１２３４５６７８９")
_LEAST_ITEMS = 3


def label_lists(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Label rankings and numbered lists whose items take a line each.

    Three lines that count 1, 2, 3 are a list; a single number at the head of a line is not,
    for sentences break off before a number too.
    Items that take several lines are paragraphs, and are left to the reading.
    """
    run: list[Block] = []
    for block in page.blocks:
        number = _number(block)
        if run and number == _number(run[-1]) + 1:
            run.append(block)
            continue
        yield from _label(run)
        run = [block] if number == 1 else []
    yield from _label(run)


def _number(block: Block) -> int:
    if block.text[:1] not in _HEADS or block.role != "para" or block.text[-1:] in "，、；":
        return 0
    match = _ITEM.fullmatch(block.text)
    return int(match[1]) if match else 0


def _label(run: Sequence[Block]) -> Iterator[Edit]:
    if len(run) >= _LEAST_ITEMS:
        for block in run:
            yield label(block, "list", f"an item of a list of {len(run)}", 0.95)
