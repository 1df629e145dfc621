"""Keep the lines that somebody marked to stay as they are."""

import re
from collections.abc import Iterator
from itertools import pairwise

from layoutfix.model.edits import Edit, join, label
from layoutfix.model.page import Block, Page, line_ends, split_lines
from layoutfix.model.settings import Settings

_MARK = re.compile(r"\W*layoutfix: ?(on|off)\W*")
_WHY = "somebody marked it to stay"


def keep_marked_lines(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Keep what stands from a line ``layoutfix: off`` to a line ``layoutfix: on``.

    A table or a poem that comes out wrong has no other cure than the hand of a person, and
    that work is not to be undone by the next repair.
    The lines become one block, the marks and all white space included, and the passes below
    do not see it; without a line ``layoutfix: on`` it goes to the end.
    """
    if "layoutfix:" not in page.raw:
        return
    raw = split_lines(page.raw)
    ends = line_ends(page.raw)
    for blocks in list(_marked(page.blocks)):
        yield label(blocks[0], "para", _WHY)
        for upper, lower in pairwise(blocks):
            a, b = page.lines[upper.last_line], page.lines[lower.first_line]
            between = range(a.number, b.number - 1)  # of the blank lines, counted from 0
            blank = "".join(raw[n] + ends[n] for n in between)
            gap = a.raw[a.end :] + ends[a.number - 1] + blank + b.raw[: b.start]
            yield join(upper, lower, _WHY, gap=gap)


def _marked(blocks: list[Block]) -> Iterator[list[Block]]:
    """Give the blocks of each stretch, with those that mark it."""
    stretch: list[Block] = []
    for block in blocks:
        mark = _MARK.fullmatch(block.text)
        if stretch or (mark and mark[1] == "off"):
            stretch.append(block)
        if stretch and mark and mark[1] == "on":
            yield stretch
            stretch = []
    if stretch:
        yield stretch
