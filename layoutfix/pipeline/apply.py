"""Apply edits to a page: the only place where text changes.

``replay`` needs nothing but the raw text and the edits, so it doubles as the proof that the
record is complete.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from layoutfix.model.edits import BORDERS, Edit
from layoutfix.model.page import Block, Page, Piece

_Place = int | tuple[int, int]


class Applier:
    """A page and the look-up tables that keep one edit cheap.

    ``homes`` finds the block that a line was at first.
    ``starts`` and ``ends`` find a block by the line where it begins or ends, or by (line,
    offset) where a line was split; ``offsets`` are those of the pieces of split lines.
    """

    def __init__(self, page: Page) -> None:
        """Index the blocks of ``page``."""
        self.page = page
        self.starts: dict[_Place, Block] = dict(zip(page.lines, page.blocks, strict=True))
        self.ends = dict(self.starts)
        self.offsets: dict[int, list[int]] = {}
        self.homes = dict(self.starts)
        self.joined: set[Block] = set()
        self.grown: set[Block] = set()
        self.parts: dict[Block, list[Block]] = {}
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
            if self.moves and edit.op in ("join", "split"):
                self._settle()  # a later pass goes on from where blocks were moved to
            by_op[edit.op](edit)
        self._settle()

    def _at(self, table: dict[_Place, Block], edit: Edit, nth: int) -> Block:
        line = edit.lines[nth]
        offsets = self.offsets.get(line)
        if offsets is None:
            return table[line]
        return table[line, edit.at[nth] if edit.at else offsets[0]]

    def _place(self, piece: Piece) -> _Place:
        return (piece.line, piece.start) if piece.line in self.offsets else piece.line

    def _home(self, edit: Edit, nth: int) -> Block:
        """Find the block that a line stands in now, at its start or further on."""
        block = self._at(self.homes, edit, nth)
        return block.whole

    def _join(self, edit: Edit) -> None:
        if self.offsets:
            upper, lower = self._at(self.ends, edit, 0), self._at(self.starts, edit, 1)
            self.ends.pop(self._place(upper.pieces[-1]))
            self.starts.pop(self._place(lower.pieces[0]))
            last = self._place(lower.pieces[-1])
        else:
            upper, lower = self.ends.pop(edit.lines[0]), self.starts.pop(edit.lines[1])
            last = lower.pieces[-1].line
        if edit.text:
            lower.pieces[0] = lower.pieces[0]._replace(gap=edit.text)
        lower.went_into = upper
        upper.pieces += lower.pieces
        lower.pieces = upper.pieces  # it is part of that block now
        upper.confidence = min(upper.confidence, lower.confidence, edit.confidence)
        self.ends[last] = upper
        self.joined.add(lower)
        self.grown.add(upper)

    def _split(self, edit: Edit) -> None:
        """Cut a block of one raw line at the span; what is before and behind stays a block."""
        assert edit.span
        line = edit.lines[0]
        block = self._holding(line, edit.span[0])
        piece = block.pieces[0]
        raw = self.page.lines[line].raw
        cuts = [piece.start, *edit.span, piece.end]
        spans = [_stripped(raw, a, b) for a, b in pairwise(cuts)]
        parts = [
            Block([Piece(line, a, b, self.page.render(line, a, b), part=nth)], block.role)
            for nth, (a, b) in enumerate((span for span in spans if span[0] < span[1]), piece.part)
        ]
        self.parts[block] = parts
        place = self._place(piece)
        del self.starts[place], self.ends[place]
        offsets = {*self.offsets.get(line, ()), *(part.pieces[0].start for part in parts)}
        self.offsets[line] = sorted(offsets)
        for part in parts:
            self.homes[line, part.pieces[0].start] = part
            self.starts[line, part.pieces[0].start] = part
            self.ends[line, part.pieces[0].start] = part

    def _holding(self, line: int, offset: int) -> Block:
        """Give the block of a line, or of the part of a split line, that holds ``offset``."""
        if line not in self.offsets:
            return self.starts[line]
        return self.starts[line, max(o for o in self.offsets[line] if o <= offset)]

    def _rewrite(self, edit: Edit) -> None:
        line = edit.lines[0]
        if edit.span is None or line not in self.page.lines:
            return  # white space around a line is recorded, and never was in a block
        cells = self.page.cells.setdefault(line, list(self.page.lines[line].raw))
        start, end = edit.span
        cells[start:end] = [edit.text or "", *[""] * (end - start - 1)]
        if line not in self.offsets:
            self._render_block(line, line)
        for offset in self.offsets.get(line, ()):
            self._render_block(line, (line, offset))

    def _render_block(self, line: int, place: _Place) -> None:
        block = self.starts.get(place)
        if block and len(block.pieces) == 1:
            piece = block.pieces[0]
            text = self.page.render(line, piece.start, piece.end)
            block.pieces[0] = piece._replace(text=text)
            block.text = text

    def _label(self, edit: Edit) -> None:
        block = self._at(self.starts, edit, 0)
        if edit.text in BORDERS:
            block.opens_article = edit.text == "article"
        elif edit.text == "copy":
            block.copy_of = self._home(edit, 1)
        else:
            block.role = edit.text or "para"
            block.confidence = min(block.confidence, edit.confidence)

    def _move(self, edit: Edit) -> None:
        behind = self._at(self.starts, edit, 1) if edit.lines[1] else None
        self.moves.append((self._at(self.starts, edit, 0), behind))

    def _settle(self) -> None:
        for block in self.grown - self.joined:
            block.text = "".join([p.gap + p.text for p in block.pieces])
        if self.parts:
            self.page.blocks = list(self._with_parts(self.page.blocks))
        if self.joined:
            self.page.blocks = [b for b in self.page.blocks if b not in self.joined]
        if self.moves:
            self.page.blocks = _in_order(self.page.blocks, self.moves)
        self.joined, self.grown, self.parts, self.moves = set(), set(), {}, []

    def _with_parts(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Put the parts of split blocks where these stood; a part may be split again."""
        for block in blocks:
            if block in self.parts:
                yield from self._with_parts(self.parts[block])
            else:
                yield block


def _in_order(blocks: Iterable[Block], moves: Iterable[tuple[Block, Block | None]]) -> list[Block]:
    """Move blocks one after the other, each behind another one or to the front.

    A chain of what stands behind what keeps a move as cheap in a long text as in a short one.
    """
    behind: dict[Block | None, Block | None] = dict(pairwise([None, *blocks, None]))
    before = {block: upper for upper, block in behind.items()}
    for block, upper in moves:
        behind[before[block]], before[behind[block]] = behind[block], before[block]
        lower = behind[upper]
        behind[upper] = before[lower] = block
        before[block], behind[block] = upper, lower
    out = []
    following = behind[None]
    while following is not None:
        out.append(following)
        following = behind[following]
    return out


def _stripped(raw: str, start: int, end: int) -> tuple[int, int]:
    part = raw[start:end]
    lead = len(part) - len(part.lstrip())
    return start + lead, max(start + lead, start + len(part.rstrip()))


def replay(raw: str, edits: Iterable[Edit]) -> Page:
    """Give the blocks that ``edits`` make of ``raw``, from the record alone."""
    page = Page(raw)
    Applier(page).apply(edits)
    return page
