"""The record of edits: all that a repair does to a text, in six operations.

A text starts as one block per non-blank line, each without its outer white space, in file
order.
Played in order, the edits turn that into the articles:

========= ========================================================= =======================
op        does                                                       uses
========= ========================================================= =======================
rewrite   the characters of ``span`` become ``text``                 lines [k], span
drop      the same with nothing in their place; of a blank or an     lines [k], span
          indented line it records the white space
split     ``span`` of line k becomes a block of its own              lines [k], span
join      the block that starts at line b goes on the block that     lines [a, b]
          ends at line a, ``text`` between them
move      the block that starts at line k goes behind the block      lines [k, j]
          that starts at line j (0: to the front)
label     the block that starts at line k has the role ``text``;     lines [k]
          "article": it opens an article; "story": it goes on with
          the story above it; "copy": it copies the block that       lines [k, j]
          starts at line j
========= ========================================================= =======================

Spans are offsets in the raw line, in code points.
A block of a split line is named by its line and by the offset in ``at``.
"""

from typing import Literal, NamedTuple

from layoutfix.model.page import Block, Piece

BORDERS = frozenset({"article", "story"})  # labels that say where an article begins, and no role

Op = Literal["join", "split", "drop", "move", "label", "rewrite"]


class Edit(NamedTuple):
    """One change with its reason; ``was`` holds the characters that it took away."""

    op: Op
    lines: tuple[int, ...]
    because: str
    confidence: float = 1.0
    span: tuple[int, int] | None = None
    text: str | None = None
    was: str | None = None
    at: tuple[int, ...] | None = None

    def to_dict(self, number: int, pass_name: str) -> dict[str, object]:
        """Give the edit as OUTPUT wants it; ``number`` counts from 1."""
        out: dict[str, object] = {
            "n": number,
            "pass": pass_name,
            "op": self.op,
            "lines": list(self.lines),
            "span": list(self.span) if self.span else None,
            "text": self.text,
            "because": self.because,
            "confidence": round(self.confidence, 3),
        }
        if self.was is not None:
            out["was"] = self.was
        if self.at is not None:
            out["at"] = list(self.at)
        return out


def join(upper: Block, lower: Block, because: str, confidence: float = 1.0, gap: str = "") -> Edit:
    """Set ``lower`` behind ``upper``, with ``gap`` between them."""
    tail, head = upper.pieces[-1], lower.pieces[0]
    at = (tail.start, head.start) if tail.part or head.part else None
    fields = ("join", (tail.line, head.line), because, confidence, None, gap, None, at)
    return tuple.__new__(Edit, fields)  # nearly all edits are joins: the short way to make one


def rewrite(line: int, span: tuple[int, int], was: str, text: str, because: str) -> Edit:
    """Read the characters of ``span`` as ``text``."""
    return Edit("rewrite", (line,), because, span=span, text=text, was=was)


def drop(line: int, span: tuple[int, int], was: str, because: str, confidence: float = 1.0) -> Edit:
    """Take the characters of ``span`` out; they stay in the record."""
    return Edit("drop", (line,), because, confidence, span=span, was=was)


def split(line: int, span: tuple[int, int], because: str, confidence: float = 1.0) -> Edit:
    """Make ``span`` of a line a block of its own."""
    return Edit("split", (line,), because, confidence, span=span)


def label(block: Block, role: str, because: str, confidence: float = 1.0) -> Edit:
    """Give ``block`` its role."""
    head = block.pieces[0]
    return Edit("label", (head.line,), because, confidence, text=role, at=_at(head))


def open_article(block: Block, because: str, confidence: float = 1.0) -> Edit:
    """Let an article begin with ``block``."""
    return label(block, "article", because, confidence)


def go_on(block: Block, because: str, confidence: float = 1.0) -> Edit:
    """Let no article begin with ``block``: it goes on with the story above it."""
    return label(block, "story", because, confidence)


def copy(block: Block, original: Block, because: str, confidence: float = 1.0) -> Edit:
    """Say that ``block`` repeats what stands in ``original``."""
    head, other = block.pieces[0], original.pieces[0]
    lines = (head.line, other.line)
    return Edit("label", lines, because, confidence, text="copy", at=_at(head, other))


def move(block: Block, behind: Block | None, because: str, confidence: float = 1.0) -> Edit:
    """Put ``block`` behind another one, or to the front."""
    head = block.pieces[0]
    if behind is None:
        at = _at(head)
        return Edit("move", (head.line, 0), because, confidence, at=(*at, 0) if at else None)
    other = behind.pieces[0]
    return Edit("move", (head.line, other.line), because, confidence, at=_at(head, other))


def _at(*pieces: Piece) -> tuple[int, ...] | None:
    """Give the offsets that name the blocks, where a line number alone would not."""
    return tuple(p.start for p in pieces) if any(p.part for p in pieces) else None
