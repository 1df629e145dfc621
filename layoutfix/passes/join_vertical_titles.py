"""Put vertical titles together."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from layoutfix.model.edits import Edit, join, label
from layoutfix.model.glyphs import has_han
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings


def join_vertical_titles(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Put a title that was set vertically, one character a line, on one line.

    Two characters are a name, more are a title or a flag; the last line of a paragraph can be
    one character too, but then a full stop stands with it.
    The characters of one title have the same number of blank lines between them.
    """
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
