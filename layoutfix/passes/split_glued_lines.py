"""Split lines that hold two things."""

import re
from collections.abc import Iterator

from layoutfix.model.edits import Edit, drop, split
from layoutfix.model.glyphs import NEVER_FIRST, SENTENCE_END
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.doubled import glued_part, is_doubled, may_be_glued, parse

_MARKED_CAPTION = re.compile(r"(?<=[。！？”」])[ \u3000]*(?=[▲▼◀▶△▽])")
_CAPTION_MARKS = "▲▼◀▶△▽"
_NEAR = 2  # lines
_JUMP_LINE = re.compile(
    r"(?<=[^\s（(【\[])[ \u3000]*(?=[（(【\[](?:下转|上接|紧接)[^，。]{1,12}[）)】\]]\Z)"
)


def split_glued_lines(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Split a body line from the caption or jump line that the extractor set behind it.

    Two frames whose base lines agree come out as one line.
    What shows the seam is that one half is doubled and the other is not, or that the second
    half begins with a caption's triangle, or is a jump line in brackets.
    """
    marks = frozenset(mark for mark in _CAPTION_MARKS if mark in page.raw)
    for nth, block in enumerate(page.blocks):
        text = block.text
        if block.role != "para" or len(text) < 8:
            continue
        for start, end in _seam(text, marked=bool(marks) and not marks.isdisjoint(text)):
            if text[start] in NEVER_FIRST or text[:start].strip() == text[start:end].strip():
                continue  # nothing begins so; and what stands twice is one thing
            beside = page.blocks[max(0, nth - _NEAR) : nth + _NEAR + 1]
            if any(
                _is_copied(text[:start] or text[end:], other)
                for other in beside
                if other is not block
            ):
                continue  # what stands single here is doubled over the line break
            places = [*page.positions(block.pieces[0]), block.pieces[0].end]
            yield from _cut(page, block, places[start], places[end])


def _seam(text: str, *, marked: bool) -> Iterator[tuple[int, int]]:
    """Find the part of ``text`` that is another thing than the rest; at most one."""
    match = _MARKED_CAPTION.search(text) if marked else None
    if not match and text[-1] in "）)】]" and ("转" in text[-16:] or "接" in text[-16:]):
        match = _JUMP_LINE.search(text)
    if match and match.start() and text[match.start() - 1] not in "（(":
        yield match.end(), len(text)
    elif may_be_glued(text):
        units = parse(text)
        part = None if is_doubled(units) else glued_part(units)
        if part and not is_doubled(parse("".join(text.split()))):
            yield part


def _is_copied(rest: str, beside: Block) -> bool:
    """Tell whether what is not doubled on a line stands at an edge of one near it, too."""
    rest = rest.strip()
    return beside.text.startswith(rest) or beside.text.endswith(rest)


def _cut(page: Page, block: Block, start: int, end: int) -> Iterator[Edit]:
    piece = block.pieces[0]
    raw = page.lines[piece.line].raw
    behind = len(raw[:start].rstrip())
    start += len(raw[start:end]) - len(raw[start:end].lstrip())
    ahead = end + len(raw[end:]) - len(raw[end:].lstrip())
    end = len(raw[:end].rstrip())
    for a, b in ((behind, start), (end, ahead)):
        if piece.start < a < b < piece.end:
            yield drop(piece.line, (a, b), raw[a:b], "space between two things")
    why = "it opens with a caption's mark" if raw[start] in "▲▼◀▶△▽" else "doubled, the rest is not"
    if raw[start] in "（(【[":
        why = "a jump line stands behind the text"
    yield split(piece.line, (start, end), why, 0.95 if raw[start - 1] in SENTENCE_END else 0.9)
