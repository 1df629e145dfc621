"""Make doubled text single."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from layoutfix.model.edits import Edit, drop, join, label
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.doubled import Unit, different_in, is_doubled, may_be_doubled, parse

_MOST_LINES = 8


def drop_doubled_text(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Keep one copy of text that a shadow or a fake bold set several times.

    The copies stand run by run on a line (习近平习近平：：讲话讲话), as the whole line twice,
    over the break between two lines, or as a staircase over several.
    Real reduplication (一个个, 研究研究) stays: copies count only when they explain nearly the
    whole line.
    """
    blocks = [b for b in page.blocks if b.role == "para" and len(b.pieces) == 1 and b.text]
    skip = 0
    above: Block | None = None
    for nth, block in enumerate(blocks):
        if nth < skip:
            continue
        if not _may_repeat(blocks, nth):
            above = None
            continue
        size = _copied_lines(blocks, nth)
        if size > 1:
            yield from _single_over_lines(page, blocks[nth : nth + size])
            skip = nth + size
        elif may_be_doubled(block.text):
            units = parse(block.text)
            if is_doubled(units):
                yield from _drop_copies(page, block, units)
                if above is not None and _goes_on(above, block):
                    yield join(above, block, "two lines of one doubled title", 0.85, " ")
                else:
                    because = "print doubles titles and captions, not text"
                    yield label(block, "headline", because, 0.8)
                above = block
                continue
        above = None


def _goes_on(above: Block, block: Block) -> bool:
    """Tell whether two doubled lines are one title.

    The lines of a headline are long and about equally wide; a caption is short, and begins
    with a label.
    """
    widths = [block.width / 2 for block in (above, block)]
    return min(widths) >= 13 and abs(widths[0] - widths[1]) <= 1.5 and "：" not in block.text


def _drop_copies(page: Page, block: Block, units: Sequence[Unit]) -> Iterator[Edit]:
    """Drop the second and later copies of each unit of a line."""
    piece = block.pieces[0]
    raw = page.lines[piece.line].raw
    places = page.positions(piece)
    for unit in units:
        if unit.copies > 1:
            start = places[unit.start + unit.length]
            end = places[unit.end - 1] + 1
            yield drop(piece.line, (start, end), raw[start:end], _why(unit), 0.97)


def _why(unit: Unit) -> str:
    return f"set {unit.copies} times: a shadow or a fake bold"


def _may_repeat(blocks: Sequence[Block], nth: int) -> bool:
    """Tell cheaply whether copies may begin with a line.

    It has few different characters, or the line below begins like it.
    """
    text = blocks[nth].text
    if different_in(text) <= 0.6 * len(text):
        return True
    return nth + 1 < len(blocks) and blocks[nth + 1].text.startswith(text[:3])


def _copied_lines(blocks: Sequence[Block], nth: int) -> int:
    """Give how many lines from ``nth`` on are copies of each other, or 1."""
    text = blocks[nth].text
    if nth + 1 == len(blocks) or not 3 <= len(text) <= 40:
        return 1
    below = blocks[nth + 1].text
    if len(text) <= 7 and not below.startswith(text[:3]):
        return 1
    if text[-1] in "，。！？；、" and below == text:
        return 1  # a refrain, as in a song
    for size in range(min(_MOST_LINES, len(blocks) - nth), 1, -1):
        lines = [block.text for block in blocks[nth : nth + size]]
        if _is_one_text(lines):
            return size
    return 1


def _is_one_text(lines: Sequence[str]) -> bool:
    """Tell whether lines are copies only when they are taken together."""
    together = "".join(lines)
    if not may_be_doubled(together) or len(together) > 120:
        return False
    units = parse(together)
    if not is_doubled(units) or any(unit.copies == 1 for unit in units):
        return False
    ends = set()
    at = 0
    for line in lines[:-1]:
        at += len(line)
        ends.add(at)
    return all(any(unit.start < end < unit.end for unit in units) for end in ends)


def _single_over_lines(page: Page, blocks: Sequence[Block]) -> Iterator[Edit]:
    owners = [(b, place) for b in blocks for place in page.positions(b.pieces[0])]
    for unit in parse("".join(block.text for block in blocks)):
        copies = owners[unit.start + unit.length : unit.end]
        for block in blocks:
            places = [place for owner, place in copies if owner is block]
            if places:
                line = page.lines[block.first_line]
                span = (places[0], places[-1] + 1)
                yield drop(line.number, span, line.raw[slice(*span)], _why(unit), 0.97)
    for upper, lower in pairwise(blocks):
        yield join(upper, lower, "copies of one line", 0.97)
    yield label(blocks[0], "headline", "print doubles titles and captions, not text", 0.7)
