"""Footnotes: numbered page by page, and set below the columns that have their marks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, groupby

from typesetter.display import set_small
from typesetter.flow import Placed, add_frames
from typesetter.kinds.book import Book
from typesetter.model import Block, Glyph, Ident, Marking, Run, Sheet


def add_text(book: Book, placed: Sequence[Placed]) -> None:
    """Put the set lines into the stream, and below each column the notes to its marks."""
    sheet = book.sheet
    if not sheet.marking:
        add_frames(sheet, placed)
        return
    behind_page = sheet.maybe(0.5)  # the notes of all columns stand behind the last of them
    for _, pieces in groupby(placed, key=lambda piece: piece.slot.page):
        waiting: list[tuple[Placed, list[Block]]] = []
        lines = _number_marks(sheet, sheet.marking, list(pieces))
        for _, column in groupby(lines, key=lambda piece: piece.slot.frame):
            lines = list(column)
            add_frames(sheet, lines)
            waiting.append((lines[0], _enter_notes(sheet, sheet.marking, lines)))
            if not behind_page:
                _set_notes(book, waiting)
        _set_notes(book, waiting)


def _number_marks(sheet: Sheet, marking: Marking, lines: Sequence[Placed]) -> list[Placed]:
    """Give the marks of a page their numbers, in the lines and in the truth."""
    numbers = dict(zip(_marks(sheet, lines), cycle(marking.numbers), strict=False))
    place = marking.form.index("{")  # of the number in its mark
    printed = {(block, at + place): number for (block, at), number in numbers.items()}
    for (block, at), number in printed.items():
        text = sheet.blocks[block].text
        where = [nth for nth, char in enumerate(text) if not char.isspace()][at]
        sheet.blocks[block].text = text[:where] + number + text[where + 1 :]
    return [_with_numbers(piece, printed) for piece in lines]


def _with_numbers(piece: Placed, printed: dict[Ident, str]) -> Placed:
    glyphs = tuple(
        Glyph(printed.get(g.ident, g.char) if g.ident else g.char, g.x, g.ident)
        for g in piece.line.glyphs
    )
    return replace(piece, line=replace(piece.line, glyphs=glyphs))


def _marks(sheet: Sheet, lines: Sequence[Placed]) -> Iterator[Ident]:
    """Give the first character of each mark, as they come."""
    for piece in lines:
        for glyph in piece.line.glyphs:
            if glyph.ident in sheet.notes:
                yield glyph.ident


def _enter_notes(sheet: Sheet, marking: Marking, lines: Sequence[Placed]) -> list[Block]:
    """Enter the notes to the marks in some lines into the truth."""
    notes = []
    for block, at in _marks(sheet, lines):
        mark = sheet.blocks[block].printed[at : at + len(marking.form) - 1]
        text = mark + marking.gap + sheet.notes[block, at]
        notes.append(sheet.block("note", text, sheet.blocks[block].article, interrupts=True))
    return notes


def _set_notes(book: Book, waiting: list[tuple[Placed, list[Block]]]) -> None:
    """Set the notes that wait, each below the column with its mark."""
    sheet = book.sheet
    for piece, notes in waiting:
        page = piece.slot.page
        column = int((piece.slot.x - book.margin + 1) // book.step)
        x, y = book.margin + column * book.step, book.text_foot + 6
        set_runs: list[Run] = []
        for note in notes:
            runs, y = set_small(sheet, note, x, y, book.column_width, book.note_size)
            set_runs += runs
        sheet.add("note", page, set_runs, notes[0].article if notes else "")
        width, height = sheet.sizes[page]
        sheet.sizes[page] = (width, max(height, y + 20))
    waiting.clear()
