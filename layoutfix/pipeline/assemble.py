"""Turn the blocks of a repaired page into the document that is given out."""

from collections import Counter
from collections.abc import Iterable, Sequence

from layoutfix.articles.imprint import continued, issue, page_numbers
from layoutfix.articles.outline import articles_of
from layoutfix.model.document import OUTSIDE, Article, Document, TextBlock
from layoutfix.model.edits import Edit
from layoutfix.model.page import Block, Page
from layoutfix.passes import TURN
from layoutfix.pipeline.conserve import breaks
from layoutfix.pipeline.proof import changes_text
from layoutfix.pipeline.turned import reading_places


def assemble(page: Page, edits: tuple[tuple[str, Edit], ...]) -> Document:
    """Cut the blocks into articles at the marks, and set the furniture apart."""
    groups = articles_of(page)
    outside = [block for block in page.blocks if block.role in OUTSIDE]
    order = reading_places(edit for name, edit in edits if name == TURN.name)
    outside.sort(key=lambda block: order.get(block.first_line, block.first_line))
    split = _split_lines(page)
    places = {block: (a, b) for a, group in enumerate(groups) for b, block in enumerate(group)}
    pages = page_numbers(page)

    def text_blocks(blocks: Iterable[Block]) -> tuple[TextBlock, ...]:
        return tuple([_text_block(block, split, places) for block in blocks])

    def article(group: Sequence[Block]) -> Article:
        blocks = text_blocks(group)
        on = {pages[line] for block in blocks for line in block.lines}
        return Article(blocks, tuple(sorted(on)), *continued(group))

    return Document(
        page.raw,
        tuple([article(group) for group in groups]),
        text_blocks(outside),
        edits,
        any(changes_text(edit) for _, edit in edits),
        issue(outside),
    )


def _split_lines(page: Page) -> set[int]:
    """Give the lines that stand in two blocks, or twice in one."""
    pieces = [piece for block in page.blocks for piece in block.pieces]
    if not any(piece.part for piece in pieces):
        return set()
    return {line for line, count in Counter(piece.line for piece in pieces).items() if count > 1}


def _text_block(block: Block, split: set[int], places: dict[Block, tuple[int, int]]) -> TextBlock:
    spans: tuple[tuple[int, int, int], ...] = ()
    lines = tuple(block.lines)
    if split and not split.isdisjoint(lines):
        spans = tuple((piece.line, piece.start, piece.end) for piece in block.pieces)
    original = places.get(block.copy_of.whole) if block.copy_of else None
    return TextBlock(
        block.role,
        block.text,
        lines,
        block.confidence,
        spans,
        original,
        tuple(breaks(block)),
    )
