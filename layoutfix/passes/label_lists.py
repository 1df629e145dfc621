"""Label the items of numbered lists."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from layoutfix.model.edits import Edit, join, label
from layoutfix.model.glyphs import NEVER_FIRST, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.confidence import settled
from layoutfix.reading.numerals import read_number

_ITEM = re.compile(r"(?:No\.?)?([0-9０-９]{1,3})[ 　]*[.．、)）:：][ 　]*\S.{0,39}")
_HEADS = frozenset("N0123456789０１２３４５６７８９")
_CLAUSE = re.compile(
    r"[（(]?([一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[ 　]*[、.．)）][ 　]*\S.{0,39}[；;。]"
)
_CLAUSE_HEADS = frozenset("（(一二三四五六七八九十0123456789０１２３４５６７８９")
_LEADER = re.compile(
    r"(?P<title>.*?)[ 　]*(?:…{2,}|⋯{2,}|[.．·・•‥](?:[ 　]?[.．·・•‥]){3,})[ 　]*"
    r"[（(]?(?P<page>[0-9０-９]{1,4})[）)]?"
)
_BARE_PAGE = re.compile(r"(?P<title>[^，。；]{2,30})[ 　]+(?P<page>[0-9]{1,4})")
_PAGE_ENDS = frozenset("0123456789０１２３４５６７８９）)")
_LONGEST_ENTRY = 120  # characters
_CUT_RATIO = 0.7  # of the width of an entry: a title that is cut fills its line, a flag does not
_MOST_CUT = 3  # lines
_LEAST_ITEMS = 3
_LONGEST_LAST = 30  # characters of a last item that ends in a full stop


def label_lists(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Label rankings and numbered lists whose items take a line each.

    Three lines that count 1, 2, 3 are a list; a single number at the head of a line is not,
    for sentences break off before a number too.
    So are three lines that count in Chinese numerals where all but the last end in a semicolon.
    Items that take several lines are paragraphs, and are left to the reading.
    A list of contents has a page at the end of each entry, behind a row of dots (a leader) or a
    space; a title that is too long for its line goes on in the next.
    """
    yield from _contents(page.blocks)
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


def _contents(blocks: Sequence[Block]) -> Iterator[Edit]:
    """Label the entries of a list of contents, and join the lines of those that take several.

    Of entries without leaders, three on end count up; a single row of dots is none, for
    sentences break off in dots before a number, too.
    """
    entries = [
        _LEADER.fullmatch(block.text)
        if block.text[-1:] in _PAGE_ENDS
        and block.role == "para"
        and len(block.text) <= _LONGEST_ENTRY
        else None
        for block in blocks
    ]
    if sum(map(bool, entries)) >= _LEAST_ITEMS:
        last = -1
        for nth, entry in enumerate(entries):
            if entry:
                start = _first_line(blocks, entries, nth, last)
                yield label(blocks[start], "list", "an entry of a list of contents", 0.9)
                for upper, lower in pairwise(blocks[start : nth + 1]):
                    yield join(upper, lower, "its leader stands below", settled("heading"))
                last = nth
    run: list[Block] = []
    for block in (*blocks, None):
        page = _bare_page(block) if block else -1
        if run and page < _bare_page(run[-1]):
            if len(run) >= _LEAST_ITEMS:
                yield from _label(run)
            run = []
        if block and page >= 0:
            run.append(block)


def _bare_page(block: Block) -> int:
    """Give the page at the end of an entry without a leader, or -1."""
    ends = block.text[-1:] in _PAGE_ENDS and block.role == "para"
    match = _BARE_PAGE.fullmatch(block.text) if ends else None
    return int(match["page"]) if match else -1


def _first_line(
    blocks: Sequence[Block], entries: Sequence[re.Match[str] | None], nth: int, last: int
) -> int:
    """Give the line where entry ``nth`` begins: its leader can stand alone, or a title be cut."""
    entry = entries[nth]
    start = nth
    lone = entry is not None and not entry["title"]
    least = _CUT_RATIO * width_ems(blocks[nth].text)
    while 0 <= last < start - 1 and nth - start < _MOST_CUT:
        above = blocks[start - 1]
        cut = lone or width_ems(above.text) >= least
        if above.role != "para" or above.text[-1] in NEVER_FIRST or not cut:
            break
        start, lone = start - 1, False
    return start


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
