"""A text while it is being repaired: raw lines, and the blocks made of them so far."""

import re
from collections import Counter
from typing import NamedTuple

from layoutfix.model.glyphs import width_ems

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")


class Line(NamedTuple):
    """One raw line that is not blank; ``start`` and ``end`` bound it without outer space.

    ``gap``: blank lines above it.
    ``opens_page``: it begins with a form feed, or with the single space that is left of one.
    ``indent``: ems of white space that were kept in front of it.
    """

    number: int
    raw: str
    start: int
    end: int
    gap: int
    opens_page: bool
    indent: float


class Piece(NamedTuple):
    """A part of a raw line inside a block; ``gap`` is set between it and the piece above.

    ``part`` counts the pieces of a line that was split, from 0.
    """

    line: int
    start: int
    end: int
    text: str
    gap: str = ""
    part: int = 0


class Block:
    """Pieces that read as one unit: a paragraph, a headline, a caption.

    Only pipeline.apply makes and changes blocks; passes read them.
    """

    __slots__ = ("confidence", "copy_of", "opens_article", "pieces", "role", "text", "went_into")

    def __init__(self, pieces: list[Piece], role: str = "para") -> None:
        """Make a block of its pieces; its text is theirs, joined."""
        self.pieces = pieces
        self.role = role
        self.confidence = 1.0
        self.copy_of: Block | None = None
        self.opens_article = False
        self.went_into: Block | None = None
        self.text = pieces[0].text if len(pieces) == 1 else ""

    @property
    def whole(self) -> "Block":
        """Give the block that this one is part of now."""
        block = self
        while block.went_into:
            block = block.went_into
        return block

    @property
    def first_line(self) -> int:
        """Give the number of the raw line that the block starts with."""
        return self.pieces[0].line

    @property
    def last_line(self) -> int:
        """Give the number of the raw line that the block ends with."""
        return self.pieces[-1].line

    @property
    def lines(self) -> list[int]:
        """Give the raw lines in reading order, each once."""
        return list(dict.fromkeys([piece.line for piece in self.pieces]))

    @property
    def width(self) -> float:
        """Give the printed width in ems, were it set on one line."""
        return width_ems(self.text)


class Page:
    """The raw lines by number, and the blocks in reading order.

    ``blank``: number and white space of each blank line.
    ``cells``: for a line that was rewritten, what each raw character is read as now.
    """

    __slots__ = ("_gaps", "blank", "blocks", "cells", "lines", "raw")

    def __init__(self, raw: str) -> None:
        """Cut ``raw`` at LF, CRLF and CR, and set each non-blank line as a block."""
        self.raw = raw
        self.lines: dict[int, Line] = {}
        self.blank: list[tuple[int, str]] = []
        self.cells: dict[int, list[str]] = {}
        self.blocks: list[Block] = []
        self._gaps: Counter[int] | None = None
        self._read()

    @property
    def gaps(self) -> Counter[int]:
        """Give how many lines have so many blank lines above them; lines never change."""
        if self._gaps is None:
            self._gaps = Counter([line.gap for line in self.lines.values()])
        return self._gaps

    def without(self, lines: frozenset[int]) -> "Page":
        """Give the page as it is seen by who is not to see ``lines`` and the blocks of them."""
        if not lines:
            return self
        seen = Page("")
        seen.raw, seen.blank, seen.cells = self.raw, self.blank, self.cells
        seen.lines = {number: line for number, line in self.lines.items() if number not in lines}
        seen.blocks = [block for block in self.blocks if block.first_line not in lines]
        return seen

    def render(self, line: int, start: int, end: int) -> str:
        """Give the characters of a raw span as they are read now."""
        if line in self.cells:
            return "".join(self.cells[line][start:end])
        return self.lines[line].raw[start:end]

    def positions(self, piece: Piece) -> list[int]:
        """Give, for each character of a piece as it is read now, its raw offset."""
        cells = self.cells.get(piece.line)
        if cells is None:
            return list(range(piece.start, piece.end))
        return [at for at in range(piece.start, piece.end) for _ in cells[at]]

    def _read(self) -> None:
        gap = 0
        page_mark = False
        new = tuple.__new__  # the short way to make the many lines
        for number, raw in enumerate(split_lines(self.raw), 1):
            text = raw.strip()
            if not text:
                self.blank.append((number, raw))
                page_mark = page_mark or "\f" in raw
                gap += 1
                continue
            start, opens, indent = 0, page_mark, 0.0
            if text is not raw and not raw.startswith(text):
                start = raw.find(text)
                lead = raw[:start]
                opens = page_mark or lead == " " or "\f" in lead
                indent = 0.0 if opens else width_ems(lead) + lead.count(" ") * 0.25
            end = start + len(text)
            self.lines[number] = new(Line, (number, raw, start, end, gap, opens, indent))
            block = Block([new(Piece, (number, start, end, text, "", 0))])
            self.blocks.append(block)
            gap = 0
            page_mark = False


def split_lines(raw: str) -> list[str]:
    r"""Cut at LF, CRLF and CR and at nothing else; the line ends are left out.

    >>> split_lines("a\r\nb\rc\x0cd\n")
    ['a', 'b', 'c\x0cd', '']
    """
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    return raw.split("\n")


def line_ends(raw: str) -> list[str]:
    r"""Give what ended each line of ``split_lines``, "" for the last.

    >>> line_ends("a\r\nb\rc")
    ['\r\n', '\r', '']
    """
    if "\r" not in raw:
        return ["\n"] * raw.count("\n") + [""]
    return [match[2] for match in _LINE.finditer(raw) if match[2]] + [""]
