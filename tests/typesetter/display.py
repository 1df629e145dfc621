"""Set what is not body text: headlines with their shadows, vertical titles, captions, folios."""

import re
from random import Random

from typesetter.face import Face
from typesetter.model import Block, Glyph, Run, Shadow, Sheet, Style
from typesetter.setting import find_break, make_units, natural_width

# a headline is drawn run by run where the font changes: Han, Latin, each mark alone
FONT_RUN = re.compile(r"[A-Za-z0-9.%+-]+|[^\WA-Za-z0-9_]+|\s+|.")


def phrase_lines(text: str, face: Face, measure: float) -> list[tuple[str, int]]:
    """Break a title into lines; give each with the number of its first printed character."""
    phrases = text.split()
    if len(phrases) > 1 and all(_width(phrase, face) <= measure for phrase in phrases):
        whole = _width(text, face) <= measure * 0.8
        pieces = [text] if whole else phrases
    else:
        pieces = _balanced(text, face, measure)
    lines, printed = [], 0
    for piece in pieces:
        lines.append((piece, printed))
        printed += len("".join(piece.split()))
    return lines


def _width(text: str, face: Face) -> float:
    return sum(map(face.advance, text))


def _balanced(text: str, face: Face, measure: float) -> list[str]:
    units = make_units(text, face)
    style = Style(squeeze=False, half_at_end=False, push_in=0.0)
    total = natural_width(units, style)
    rows = max(1, -(-int(total * 100) // int(measure * 100)))
    target = min(measure, total / rows + 1)
    pieces = []
    while units:
        count = find_break(units, target, style, _NEVER)
        pieces.append("".join(unit.text for unit in units[:count]).strip())
        units = units[count:]
    return [piece for piece in pieces if piece]


class _Never(Random):
    """Stands in for a random generator where nothing is left to chance."""

    def random(self) -> float:
        """Say no to every probability."""
        return 1.0


_NEVER = _Never()


def set_title(
    sheet: Sheet,
    block: Block,
    x: float,
    y: float,
    width: float,
    size: float,
    *,
    align: str = "left",
    shadow: Shadow | None = None,
    leading: float = 1.3,
) -> tuple[list[Run], float]:
    """Set a title in lines of at most `width` points; give its runs and its lower edge."""
    runs: list[Run] = []
    for text, first in phrase_lines(block.text, sheet.face, width / size):
        y += size
        free = max(0.0, width - _width(text, sheet.face) * size)
        start = x + {"left": 0.0, "centre": free / 2, "right": free}[align]
        runs += shade(font_runs(block, text, first, start, y, size, sheet.face), shadow)
        y += size * (leading - 1)
    return runs, y


def font_runs(
    block: Block,
    text: str,
    first: int,
    x: float,
    y: float,
    size: float,
    face: Face,
) -> list[Run]:
    """Cut a title line into the runs that are drawn one by one."""
    runs = []
    pen, printed = x, first
    for part in FONT_RUN.findall(text):
        glyphs, start = [], pen
        for char in part:
            ident = None if char.isspace() else (block.number, printed)
            printed += not char.isspace()
            glyphs.append(Glyph(char, pen - start, ident))
            pen += face.advance(char) * size
        runs.append(Run(start, y, size, tuple(glyphs)))
    return runs


def shade(runs: list[Run], shadow: Shadow | None) -> list[Run]:
    """Draw runs with their copies, in the order in which the copies are drawn."""
    if shadow is None:
        return runs
    if shadow.unit == "glyph":
        runs = [_single(run, glyph) for run in runs for glyph in run.glyphs]
    steps = [(n * shadow.dx, n * shadow.dy) for n in range(shadow.copies)]
    if shadow.unit == "line":
        return [run.shifted(dx * run.size, dy * run.size) for dx, dy in steps for run in runs]
    return [run.shifted(dx * run.size, dy * run.size) for run in runs for dx, dy in steps]


def _single(run: Run, glyph: Glyph) -> Run:
    return Run(run.x + glyph.x, run.y, run.size, (Glyph(glyph.char, 0.0, glyph.ident),))


def set_vertical(
    block: Block,
    x: float,
    y: float,
    size: float,
    *,
    pitch: float = 1.1,
    per_column: int = 99,
) -> list[Run]:
    """Set one character above the other; a second column stands to the left."""
    runs = []
    for number, char in enumerate(block.printed):
        column, row = divmod(number, per_column)
        place = (x - column * size * 1.3, y + (row + 1) * size * pitch)
        runs.append(Run(*place, size, (Glyph(char, 0.0, (block.number, number)),)))
    return runs


def set_spaced(
    block: Block,
    x: float,
    y: float,
    size: float,
    face: Face,
    *,
    gap: float,
    painted: str = "",
) -> list[Run]:
    """Set a letter-spaced line, with painted spaces or with mere distance."""
    glyphs: list[Glyph] = []
    pen = 0.0
    for number, char in enumerate(block.printed):
        if number:
            glyphs += [Glyph(space, pen, None) for space in painted[:1]]
            pen += gap * size
        glyphs.append(Glyph(char, pen, (block.number, number)))
        pen += face.advance(char) * size
    return [Run(x, y, size, tuple(glyphs))]


def set_small(
    sheet: Sheet,
    block: Block,
    x: float,
    y: float,
    width: float,
    size: float,
    *,
    align: str = "left",
    leading: float = 1.3,
) -> tuple[list[Run], float]:
    """Set a caption, a quote or a line of furniture; each line is one run."""
    measure = width / size
    style = Style(justify=False, squeeze=False, half_at_end=True, push_in=0.0)
    units = make_units(block.text, sheet.face)
    runs = []
    while units:
        while len(units) > 1 and units[0].text.isspace():
            units = units[1:]
        count = find_break(units, measure, style, _NEVER)
        line, units = units[:count], units[count:]
        glyphs, pen = [], 0.0
        for unit in line:
            for offset, char in enumerate(unit.text):
                ident = None if char.isspace() else (block.number, unit.first + offset)
                glyphs.append(Glyph(char, pen, ident))
                pen += sheet.face.advance(char) * size
        free = max(0.0, width - pen)
        start = x + {"left": 0.0, "centre": free / 2, "right": free}[align]
        y += size
        runs.append(Run(start, y, size, tuple(glyphs)))
        y += size * (leading - 1)
    return runs, y
