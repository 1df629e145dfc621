"""Make doubled text single."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from layoutfix.model.edits import Edit, drop, join, label
from layoutfix.model.glyphs import ends_sentence, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.copied_lines import Copied, Group, find_copied
from layoutfix.reading.role_marks import role_of_line


def drop_doubled_text(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Keep one copy of text that a shadow or a fake bold set several times.

    The copies stand run by run on a line (习近平习近平：：讲话讲话), as the whole line twice,
    over the break between two lines, or as a staircase over several, down to one character
    a line; a whole frame can be set twice in one place, and then each of its lines comes twice.
    Real reduplication (一个个, 研究研究) stays: copies count only when they explain nearly the
    whole line.
    """
    blocks = [b for b in page.blocks if b.role == "para" and len(b.pieces) == 1 and b.text.strip()]
    lines = [_black(block.text) for block in blocks]
    for group in find_copied(lines):
        for part in group.parts:
            yield from _drop_copies(page, blocks[part.start : part.end], part)
        if not group.is_frame:
            yield from _set_titles(blocks, group)


def _black(text: str) -> str:
    """Give the text without its white space."""
    return text if text.isalpha() else "".join(text.split())


def _drop_copies(page: Page, blocks: Sequence[Block], part: Copied) -> Iterator[Edit]:
    """Drop the second and later copies of each unit, and put the lines together."""
    because = f"set {part.copies} times: a shadow or a fake bold"
    printed = [
        (block, place, char)
        for block in blocks
        for place, char in zip(page.positions(block.pieces[0]), block.text, strict=True)
    ]
    keeps = _kept("".join(char for _, _, char in printed), part)
    marked = zip(printed, keeps, strict=True)
    for (block, kept), run in groupby(marked, lambda each: (each[0][0], each[1])):
        if not kept:
            places = [place for (_, place, _), _ in run]
            span = (places[0], places[-1] + 1)
            raw = page.lines[block.first_line].raw
            yield drop(block.first_line, span, raw[slice(*span)], because, 0.97)
    for upper, lower in pairwise(blocks):
        yield join(upper, lower, "copies of one line", 0.97)


def _kept(text: str, part: Copied) -> list[bool]:
    """Tell of each character of ``text``, white space included, whether it is kept.

    Of a gap one space is kept where it stands before a character that is, and none where
    the text is letter-spaced.
    """
    kept = [at < unit.length for unit in part.units for at in range(unit.end - unit.start)]
    gaps = sum(char.isspace() and not after.isspace() for char, after in pairwise(text))
    spaced = 2 * gaps >= len(kept)
    out: list[bool] = []
    black = 0
    for nth, char in enumerate(text):
        if not char.isspace():
            out.append(kept[black])
            black += 1
        else:
            first = not text[nth - 1].isspace()
            out.append(first and not spaced and kept[black])
    return out


def _set_titles(blocks: Sequence[Block], group: Group) -> Iterator[Edit]:
    """Label what was doubled as headlines, two lines of one title as one.

    Captions, credits and sentences are doubled too, and are told later, by their marks.
    """
    above: Copied | None = None
    for part in group.parts:
        if ends_sentence(part.single) or role_of_line(part.single):
            above = None
            continue
        if above is not None and _goes_on(above, part):
            upper, lower = blocks[above.end - 1], blocks[part.start]
            gap = "" if _is_rest(above, part) else " "
            yield join(upper, lower, "two lines of one doubled title", 0.85, gap)
        else:
            because = "print doubles titles and captions, not text"
            yield label(blocks[part.start], "headline", because, 0.8)
        above = part


def _is_rest(above: Copied, below: Copied) -> bool:
    """Tell whether a doubled line is what did not fit into the line above it."""
    upper, lower = width_ems(above.single), width_ems(below.single)
    return upper >= 8 and 2 * lower <= upper


def _goes_on(above: Copied, below: Copied) -> bool:
    """Tell whether two doubled lines are one title.

    The lines of a headline are long and about equally wide, the last one no wider than those
    above it; a kicker is narrower than its headline, and a caption begins with a label.
    """
    upper, lower = width_ems(above.single), width_ems(below.single)
    if _is_rest(above, below):
        return True
    return lower >= 10 and -1 <= upper - lower <= 2 and "：" not in below.single
