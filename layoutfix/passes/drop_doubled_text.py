"""Make doubled text single."""

from collections.abc import Container, Iterator, Sequence
from itertools import groupby, pairwise

from layoutfix.model.edits import Edit, drop, join, label
from layoutfix.model.glyphs import CLAUSE_END, SENTENCE_END, ends_sentence, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.confidence import settled
from layoutfix.reading.copied_lines import Copied, Group, find_copied
from layoutfix.reading.places import Pairs
from layoutfix.reading.role_marks import role_of_line, role_of_paragraph

_WIDEST_GAP = 6  # characters
_MARKS = SENTENCE_END | CLAUSE_END


def drop_doubled_text(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Keep one copy of text that a shadow or a fake bold set several times.

    The copies stand run by run on a line (习近平习近平：：讲话讲话), as the whole line twice,
    over the break between two lines, or as a staircase over several, down to one character
    a line; a whole frame can be set twice in one place, and then each of its lines comes twice.
    Real reduplication (一个个, 研究研究) stays: copies count only when they explain nearly the
    whole line.
    """
    blocks, lines = _filled_lines(page)
    pairs = Pairs(page.raw)
    for group in find_copied(lines):
        for part in group.parts:
            yield from _drop_copies(page, [blocks[nth] for nth in part.order], part)
        if not group.is_frame:
            yield from _set_titles(blocks, lines, group, pairs)


_LONG, _WIDEST_KICKER = 8.0, 12.0  # ems: lines of headlines are long


def _filled_lines(page: Page) -> tuple[list[Block], list[str]]:
    """Give the lines that are more than gaps, as those of an empty form are, and their text.

    A gap between two phrases of a title is doubled like the rest of it, so the text is given
    without white space.
    """
    blocks, lines = [], []
    for block in page.blocks:
        if block.role == "para" and len(block.pieces) == 1:
            text = block.text
            black = _black(text)
            if black and len(text) <= 2 * len(black) + _WIDEST_GAP:
                blocks.append(block)
                lines.append(black)
    return blocks, lines


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
        yield join(upper, lower, "copies of one line", settled("doubled"))


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


def _set_titles(
    blocks: Sequence[Block], lines: Sequence[str], group: Group, pairs: Container[str]
) -> Iterator[Edit]:
    """Label what was doubled as headlines, the lines of one title as one.

    Captions, credits and sentences are doubled too, and are told later, by their marks; a
    line in the middle of a paragraph can come twice where a frame was set twice in part.
    """
    above = ""
    widest = 0.0  # of the lines of the title so far
    last = 0
    for part in group.parts:
        text = part.single
        width = width_ems(text)
        role = role_of_line(text) or _role_with_credit(text)
        if ends_sentence(text) or role or _is_in_column(lines, part):
            above, widest = "", 0.0
            if role and len(part.order) > 1:  # a single line is labelled where all lines are
                yield label(blocks[part.order[0]], role, f"marked as a {role}, and doubled", 0.9)
        elif above and _may_go_on(widest, width) and "：" not in text:
            gap = "" if _is_one_word(above, text, pairs) else " "
            upper, lower = blocks[last], blocks[part.order[0]]
            yield join(upper, lower, "two lines of one doubled title", settled("heading"), gap)
            above, widest = text, max(widest, width)
        else:
            because = "print doubles titles and captions, not text"
            yield label(blocks[part.order[0]], "headline", because, 0.8)
            above, widest = text, width
        last = part.order[-1]


def _may_go_on(upper: float, lower: float) -> bool:
    """Tell by their ems whether a doubled line can be the next of the title above it.

    A kicker is short and narrower than its headline, and so is one of two short captions; a
    caption also begins with a label.
    """
    return lower <= upper + (1 if upper >= _LONG else 0) or upper > _WIDEST_KICKER


def _role_with_credit(text: str) -> str | None:
    """Tell a caption, or the end of one, by the name of the photographer behind its sentence."""
    behind = text.rpartition("。")[2].strip() if "。" in text else ""
    is_credited = bool(behind) and role_of_line(behind) == "byline"
    return "caption" if is_credited or role_of_paragraph(text) == "caption" else None


def _is_in_column(lines: Sequence[str], part: Copied) -> bool:
    """Tell whether a line that comes twice is running text between lines as wide as it."""
    if not part.is_pair or part.start == 0 or part.end == len(lines):
        return False
    text, above, below = part.single, lines[part.start - 1], lines[part.end]
    widths = [width_ems(line) - width_ems(text) for line in (above, below)]
    is_open = not ends_sentence(above) and not _MARKS.isdisjoint(text + above + below)
    return is_open and all(-1 <= width <= 1 for width in widths)


def _is_one_word(above: str, below: str, pairs: Container[str]) -> bool:
    """Tell whether a title was broken in a word: the rest is short, or the text has the pair."""
    return len(below) <= 3 or above[-1] + below[0] in pairs
