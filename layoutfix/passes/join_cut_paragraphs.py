"""Close paragraphs that were cut in a text that has a paragraph per line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from layoutfix.articles.outline import has_dateline
from layoutfix.model.edits import Edit, join
from layoutfix.model.glyphs import count_han, ends_sentence
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.confidence import settled
from layoutfix.reading.evidence import CLAUSE, OPENER, PLAIN, end_of
from layoutfix.reading.note_marks import note_head
from layoutfix.reading.seams import gap_between
from layoutfix.tables import number

_INDENT_EMS = 1.5
_FEW = 3  # paragraphs with an indent; characters
_LIST_HEADS = frozenset("0123456789①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十-*·•●■◆")


def join_cut_paragraphs(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Join a paragraph that stops in mid-sentence to the one that carries it on.

    Digital editions have a paragraph per line, and cut it where a picture or a column break
    was; captions, footnotes and page lines stand in the gap.
    The upper half is a long line of running text that ends no sentence, the lower half is
    running text too; titles and list items are neither, and a semicolon ends an item.
    Where the text keeps the indents, an indented line may be short, if the line that carries it
    on has none.
    """
    least = number("cut_paragraphs", "least_ems")
    most = int(number("cut_paragraphs", "most_between_blocks"))
    indented = _indented(page)
    bodies = [(nth, b) for nth, b in enumerate(page.blocks) if _is_body(b) or b in indented]
    carried = False
    sure = settled("cut")
    for (above, upper), (below, lower) in pairwise(bodies):
        between = page.blocks[above + 1 : below]
        told = bool(indented) and (carried or upper in indented) and lower not in indented
        carried = (
            len(between) <= most
            and _is_aside(between)
            and (
                _is_open(upper)
                if told
                else _is_cut(upper, 0 if carried else _least(between, least))
            )
            and (carried or upper.role == "para" or told or has_dateline(upper))
            and _may_carry_on(lower)
        )
        if carried:
            gap = gap_between(upper.text, lower.text)
            yield join(upper, lower, "the line stops in mid-sentence", sure, gap)


def _indented(page: Page) -> frozenset[Block]:
    """Give the blocks that begin with an indent, where the paragraphs below a full stop do."""
    lines = page.lines
    found = {block for block in page.blocks if lines[block.first_line].indent >= _INDENT_EMS}
    bodies = [block for block in page.blocks if block.role in ("para", "subhead")]
    begun = [lower for upper, lower in pairwise(bodies) if ends_sentence(upper.text)]
    begun = [block for block in begun if block.role == "para" or block in found]
    kept = sum(block in found for block in begun)
    return frozenset(found) if kept >= _FEW and 4 * kept >= 3 * len(begun) else frozenset()


def _least(between: Sequence[Block], least: float) -> float:
    """Give how long the upper half is at least: where a caption shows the cut, half as long."""
    return least / 2 if any(block.role == "caption" for block in between) else least


def _is_open(block: Block) -> bool:
    """Tell whether a line stops in mid-sentence, or inside brackets."""
    text = block.text
    plain = end_of(text) in (PLAIN, CLAUSE, OPENER) and text[-1] != "；"
    return len(block.pieces) == 1 and plain and count_han(text) >= _FEW and text[0] not in "【（—"


def _is_body(block: Block) -> bool:
    """Tell whether a block is running text.

    The middle of a cut paragraph can look like a long heading with marks inside.
    """
    if block.role != "subhead":
        return block.role == "para"
    marked = any(mark in block.text for mark in "，；：？")
    return (marked and block.width > 20) or has_dateline(block)


def _is_cut(block: Block, least: float) -> bool:
    text = block.text
    return (
        len(block.pieces) == 1
        and (any(mark in text for mark in "，。；？") or has_dateline(block))
        and not text[-1].isascii()  # nor do web texts put a stop behind a number or a name
        and text[-1] != "；"
        and _is_sentence_begun(text)
        and end_of(text) in (PLAIN, CLAUSE, OPENER)
        and block.width >= least
    )


def _is_sentence_begun(text: str) -> bool:
    """Tell whether more stands behind the last full stop than a word or a signature."""
    rest = text[1 + max(map(text.rfind, "。！？")) :]
    return len(rest) > 2 and rest[0] != "—"


def _may_carry_on(block: Block) -> bool:
    text = block.text
    if len(block.pieces) > 1 or count_han(text[:12]) < 3:
        return False
    head = text[0]
    listed = head in _LIST_HEADS and len(text) > 1 and text[1] in "、.．)）是 "
    return not listed and any(mark in text for mark in "，。；？！")


def _is_aside(blocks: Sequence[Block]) -> bool:
    return all(
        block.role in ("caption", "section", "furniture", "subhead", "byline")
        or (block.role == "note" and note_head(block.text))
        for block in blocks
    )
