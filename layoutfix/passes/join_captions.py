"""Put the lines of a caption together."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from layoutfix.model.edits import Edit, join, label
from layoutfix.model.glyphs import ends_sentence, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.confidence import settled
from layoutfix.reading.evidence import usual_gap
from layoutfix.reading.role_marks import role_of_line, simplified
from layoutfix.reading.seams import gap_between
from layoutfix.reading.word_pairs import is_in_a_word

_MARKS = frozenset("▲▼◀▶△▽")
_PICTURED = ("图为", "图片为")
_HEADS = _MARKS | {"图", "圖"}
_MOST_LINES = 6
_LONGEST_REST = 7  # characters of a line with the end of a name
_SLACK = 1.5  # ems that a line is wider than the first one
_CREDIT_ENDS = frozenset("摄攝影）)")


class _Patterns(NamedTuple):
    """What print says of a photographer: the post, the name, with or without brackets."""

    credit: regex.Pattern[str]
    credited: regex.Pattern[str]
    credit_begins: regex.Pattern[str]
    name_begins: regex.Pattern[str]
    name_ends: regex.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Compile the patterns, which takes longer than a page without captions."""
    return _Patterns(
        regex.compile(
            r"[（(]?(?:(?:本报|本刊|新华社|特约|见习|实习)*(?:记者|通讯员))?[ \u3000]*"
            r"\p{Han}(?:\p{Han}{1,3}|[ \u3000]\p{Han})[ \u3000]*(?:摄|摄影|图|供图)[）)]?"
        ),
        regex.compile(r"(?:摄|摄影|供图)[）)]?$"),
        regex.compile(r"[（(]|(?:本报|本刊|新华社|特约|见习|实习)*(?:记者|通讯员)"),
        regex.compile(r"(?:[（(]|记者[ \u3000]+|通讯员[ \u3000]+)\p{Han}{1,2}$"),
        regex.compile(r"\p{Han}{1,2}[ \u3000]*(?:摄|摄影)[）)]?"),
    )


def join_captions(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Join the lines of a caption that takes several, down to its credit.

    It begins with a triangle or with 图为, its lines are no wider than the first one, and it ends
    with a sentence, or with the name of the photographer.
    What has no such end may be a caption of one line, with the text that it interrupts below it.
    """
    usual = usual_gap(page)
    done = 0
    for nth in _promising(page.blocks):
        if nth < done:
            continue
        done = nth + 1
        if _is_cut_credit(page.blocks[nth : nth + 2]):
            upper, lower = page.blocks[nth : nth + 2]
            yield join(upper, lower, "the name of the photographer", settled("heading"))
            yield label(upper, "caption", "marked as a caption", 0.9)
            done = nth + 2
            continue
        lines = _caption(page, page.blocks, nth, usual)
        for upper, lower in pairwise(lines):
            gap = gap_between(upper.text, lower.text)
            yield join(upper, lower, "lines of one caption", settled("heading"), gap)
        if len(lines) > 1:
            yield label(lines[0], "caption", "marked as a caption", 0.9)
        done = nth + max(1, len(lines))


def _promising(blocks: Sequence[Block]) -> Iterator[int]:
    """Give the blocks that may begin a caption, or stand above the end of a credit."""
    texts = [block.text for block in blocks]
    for nth, (text, below) in enumerate(zip(texts, [*texts, ""][1:], strict=True)):
        if text[:1] in _HEADS or below[-1:] in _CREDIT_ENDS:
            yield nth


def _caption(page: Page, blocks: Sequence[Block], start: int, usual: int) -> Sequence[Block]:
    """Give the lines of the caption that a block begins, as far as it is closed."""
    first, above = blocks[start], blocks[start - 1].text if start else ""
    if not _begins(first, above):
        return ()
    blocks = blocks[start : start + _MOST_LINES]
    text, closed = first.text, 1
    # A paragraph as wide may go on below the caption.
    loose = bool(above) and not ends_sentence(above) and 2 * width_ems(text) > width_ems(above)
    for nth, block in enumerate(blocks[1:], 1):
        line = page.lines[block.first_line]
        if (
            block.role not in ("para", "byline", "caption")
            or not _is_one_line(block)
            or line.opens_page
            or line.gap > usual
            or _begins(block, text)
            or _patterns().credited.search(simplified(text))
            or not _goes_on(text, block.text, width_ems(first.text), loose=loose)
        ):
            break
        text += block.text
        if ends_sentence(text) or _patterns().credited.search(simplified(text)):
            closed = nth + 1
    return blocks[:closed]


def _is_cut_credit(blocks: Sequence[Block]) -> bool:
    """Tell whether the name of the photographer begins on one line and ends on the next."""
    if len(blocks) < 2 or not 0 < len(blocks[1].text) <= _LONGEST_REST:
        return False
    if blocks[1].text[-1] not in _CREDIT_ENDS:
        return False
    if not all(map(_is_one_line, blocks)):
        return False
    if blocks[0].role != "para" or blocks[1].role not in ("para", "byline"):
        return False
    above, below = (simplified(block.text) for block in blocks)
    return bool(_patterns().name_begins.search(above) and _patterns().name_ends.fullmatch(below))


def _is_one_line(block: Block) -> bool:
    """Tell whether a block is one line of print; of its copies nothing is left."""
    return len(block.pieces) == 1 or sum(bool(piece.text) for piece in block.pieces) == 1


def _begins(block: Block, above: str) -> bool:
    text = block.text
    if text[:1] not in _HEADS or block.role not in ("para", "caption") or not _is_one_line(block):
        return False
    if text[0] in _MARKS:
        return True
    begins = simplified(text[:3]).startswith(_PICTURED)
    return begins and not is_in_a_word((above[-1:] or " ") + block.text[0])


def _goes_on(caption: str, line: str, width: float, *, loose: bool) -> bool:
    """Tell whether a line carries a caption on: what it has begun to say, or its credit."""
    if ends_sentence(caption):
        return bool(
            _patterns().credit.fullmatch(simplified(line))
            or _patterns().credit_begins.match(simplified(line))
        )
    if role_of_line(line) == "byline":
        return True
    if width_ems(line) > width + _SLACK:
        return False
    if not loose or _patterns().credited.search(simplified(line)):
        return True
    return is_in_a_word(caption[-1] + line[0])
