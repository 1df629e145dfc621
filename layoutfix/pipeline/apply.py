"""Apply edits to a page: the only place where text changes.

``replay`` needs nothing but the raw text and the edits, so it doubles as the proof that the
record is complete.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise

from layoutfix.model.edits import Edit
from layoutfix.model.page import Block, Page, Piece


class Applier:
    """A page and the look-up tables that keep one edit cheap.

    ``homes`` and ``into`` find the block that a line went into.
    ``starts`` and ``ends`` find a block by the (line, offset) where it begins or the line
    and offset of its last piece; ``only`` finds the offset where a line has one piece.
    """

    def __init__(self, page: Page) -> None:
        """Index the blocks of ``page``."""
        self.page = page
        self.starts = {(b.pieces[0].line, b.pieces[0].start): b for b in page.blocks}
        self.ends = {(b.pieces[-1].line, b.pieces[-1].start): b for b in page.blocks}
        self.offsets: dict[int, list[int]] = {}
        for block in page.blocks:
            for piece in block.pieces:
                self.offsets.setdefault(piece.line, []).append(piece.start)
        self.homes = dict(self.starts)
        self.into: dict[Block, Block] = {}
        self.joined: set[Block] = set()
        self.grown: set[Block] = set()
        self.moves: list[tuple[Block, Block | None]] = []

    def apply(self, edits: Iterable[Edit]) -> None:
        """Apply the edits of one pass in order, then settle the page."""
        by_op: dict[str, Callable[[Edit], None]] = {
            "join": self._join,
            "split": self._split,
            "drop": self._rewrite,
            "rewrite": self._rewrite,
            "label": self._label,
            "move": self._move,
        }
        for edit in edits:
            by_op[edit.op](edit)
        self._settle()

    def _at(self, table: dict[tuple[int, int], Block], edit: Edit, nth: int) -> Block:
        line = edit.lines[nth]
        offset = edit.at[nth] if edit.at else self.offsets[line][0]
        return table[line, offset]

    def _holding(self, edit: Edit, nth: int) -> Block:
        """Find the block that a line stands in now, at its start or further on."""
        block = self._at(self.homes, edit, nth)
        while block in self.into:
            block = self.into[block]
        return block

    def _join(self, edit: Edit) -> None:
        upper, lower = self._at(self.ends, edit, 0), self._at(self.starts, edit, 1)
        del self.ends[upper.pieces[-1].line, upper.pieces[-1].start]
        del self.starts[lower.pieces[0].line, lower.pieces[0].start]
        if edit.text:
            lower.pieces[0] = lower.pieces[0]._replace(gap=edit.text)
        self.into[lower] = upper
        upper.pieces += lower.pieces
        upper.confidence = min(upper.confidence, lower.confidence, edit.confidence)
        self.ends[upper.pieces[-1].line, upper.pieces[-1].start] = upper
        self.joined.add(lower)
        self.grown.add(upper)

    def _split(self, edit: Edit) -> None:
        """Cut a block of one raw line at the span; what is before and behind stays a block."""
        assert edit.span
        line = edit.lines[0]
        offset = max(o for o in self.offsets[line] if o <= edit.span[0])
        block = self.starts[line, offset]
        piece = block.pieces[0]
        raw = self.page.lines[line].raw
        cuts = [piece.start, *edit.span, piece.end]
        spans = [_stripped(raw, a, b) for a, b in pairwise(cuts)]
        parts = [
            Block([Piece(line, a, b, self.page.render(line, a, b), part=nth)], block.role)
            for nth, (a, b) in enumerate((span for span in spans if span[0] < span[1]), piece.part)
        ]
        at = self.page.blocks.index(block)
        self.page.blocks[at : at + 1] = parts
        del self.starts[line, offset], self.ends[line, offset]
        self.offsets[line] = sorted({*self.offsets[line], *(p.pieces[0].start for p in parts)})
        for part in parts:
            self.homes[line, part.pieces[0].start] = part
            self.starts[line, part.pieces[0].start] = part
            self.ends[line, part.pieces[0].start] = part

    def _rewrite(self, edit: Edit) -> None:
        line = edit.lines[0]
        if edit.span is None or line not in self.offsets:
            return  # white space around a line is recorded, and never was in a block
        cells = self.page.cells.setdefault(line, list(self.page.lines[line].raw))
        start, end = edit.span
        cells[start:end] = [edit.text or "", *[""] * (end - start - 1)]
        for offset in self.offsets[line]:
            self._render_block(line, offset)

    def _render_block(self, line: int, offset: int) -> None:
        block = self.starts.get((line, offset))
        if block and len(block.pieces) == 1:
            piece = block.pieces[0]
            text = self.page.render(line, piece.start, piece.end)
            block.pieces[0] = piece._replace(text=text)
            block.text = text

    def _label(self, edit: Edit) -> None:
        block = self._at(self.starts, edit, 0)
        if edit.text == "article":
            block.opens_article = True
        elif edit.text == "copy":
            block.copy_of = self._holding(edit, 1)
        else:
            block.role = edit.text or "para"
            block.confidence = min(block.confidence, edit.confidence)

    def _move(self, edit: Edit) -> None:
        behind = self._at(self.starts, edit, 1) if edit.lines[1] else None
        self.moves.append((self._at(self.starts, edit, 0), behind))

    def _settle(self) -> None:
        for block in self.grown - self.joined:
            block.text = "".join([p.gap + p.text for p in block.pieces])
        if self.joined:
            self.page.blocks = [b for b in self.page.blocks if b not in self.joined]
        for block, behind in self.moves:
            self.page.blocks.remove(block)
            at = self.page.blocks.index(behind) + 1 if behind else 0
            self.page.blocks.insert(at, block)
        self.joined, self.grown, self.moves = set(), set(), []


def _stripped(raw: str, start: int, end: int) -> tuple[int, int]:
    part = raw[start:end]
    lead = len(part) - len(part.lstrip())
    return start + lead, max(start + lead, start + len(part.rstrip()))


def replay(raw: str, edits: Iterable[Edit]) -> Page:
    """Give the blocks that ``edits`` make of ``raw``, from the record alone."""
    page = Page(raw)
    Applier(page).apply(edits)
    return page
