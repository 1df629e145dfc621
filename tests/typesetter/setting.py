"""Break a paragraph into printed lines, as a Chinese compositor does."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from typesetter.characters import (
    CLOSERS,
    MAY_NOT_END,
    MAY_NOT_START,
    OPENERS,
    SQUEEZABLE,
    cut_units,
)
from typesetter.face import Face
from typesetter.model import Block, Glyph, Slot, Style

HALF = 0.5
EPS = 1e-6


@dataclass(frozen=True)
class Unit:
    """What a break may not divide, and the first of its printed characters in the block."""

    text: str
    width: float
    first: int
    bound: bool = False  # may not begin a line, as a note mark


@dataclass(frozen=True)
class SetLine:
    """One line: its glyphs with places in ems, and its width."""

    glyphs: tuple[Glyph, ...]
    width: float
    last: bool


def make_units(text: str, face: Face, first: int = 0) -> list[Unit]:
    """Cut text into unbreakable units and measure them; count characters from `first`."""
    units, printed = [], first
    for piece in cut_units(text):
        units.append(Unit(piece, sum(map(face.advance, piece)), printed))
        printed += len(piece.strip())
    return units


def shared_width(left: Unit, right: Unit) -> float:
    """Say how much two neighbours save when the white halves of their punctuation meet."""
    a, b = left.text[-1], right.text[0]
    if a in CLOSERS and (b in CLOSERS or b in OPENERS):
        return HALF
    if a in OPENERS and b in OPENERS:
        return HALF
    return 0.0


def natural_width(units: list[Unit], style: Style) -> float:
    """Measure units set side by side."""
    total = sum(unit.width for unit in units)
    if style.squeeze:
        total -= sum(shared_width(a, b) for a, b in pairwise(units))
    return total - HALF * _ends_half(units, style)


def _ends_half(units: list[Unit], style: Style) -> bool:
    return style.half_at_end and bool(units) and units[-1].text[-1] in CLOSERS


def find_break(units: list[Unit], measure: float, style: Style, rng: Random) -> int:
    """Say how many units go on this line."""
    end = _most_that_fit(units, measure, style)
    if end == len(units):
        return end
    pushed = _push_in(units, end, measure, style, rng)
    if pushed:
        return pushed
    legal = end
    while legal > 1 and not _may_break(units, legal):
        legal -= 1
    return legal if _may_break(units, legal) else max(end, 1)


def _most_that_fit(units: list[Unit], measure: float, style: Style) -> int:
    end = 1
    while end < len(units) and natural_width(units[: end + 1], style) <= measure + EPS:
        end += 1
    return end


def _may_break(units: list[Unit], at: int) -> bool:
    """Line-start and line-end prohibition (避头尾)."""
    if at >= len(units):
        return True
    after = units[at].text
    before = units[at - 1].text
    starts_badly = after[0] in MAY_NOT_START and after[0] not in "—…"
    return not starts_badly and not units[at].bound and before[-1] not in MAY_NOT_END


def _push_in(units: list[Unit], end: int, measure: float, style: Style, rng: Random) -> int:
    """Squeeze the line's punctuation until the forbidden character goes in; 0 if it will not."""
    if _may_break(units, end) or rng.random() >= style.push_in:
        return 0
    for wanted in (end + 1, end + 2):
        if wanted > len(units) or not _may_break(units, wanted):
            continue
        excess = natural_width(units[:wanted], style) - measure
        marks = sum(unit.text[0] in SQUEEZABLE for unit in units[:wanted])
        marks -= _ends_half(units[:wanted], style)  # counted in the width already
        if excess <= HALF * marks + EPS:
            return wanted
    return 0


def set_lines(
    block: Block,
    units: list[Unit],
    slots: Iterator[Slot],
    style: Style,
    rng: Random,
    indent: float,
) -> Iterator[tuple[Slot, SetLine]]:
    """Set units of a block line by line into the slots that come."""
    first = True
    while units:
        slot = next(slots, None)
        if slot is None:
            return
        lead = indent if first else 0.0
        room = slot.measure - lead
        if rng.random() < style.spaced_line:
            room *= 0.75  # set short here, spread to the full measure by place()
        count = find_break(units, room, style, rng)
        line, units = units[:count], units[count:]
        while units and units[0].text.isspace():
            units = units[1:]
        yield slot, place(line, slot.measure - lead, block, style, last=not units)
        first = False


def place(
    units: list[Unit],
    measure: float,
    block: Block,
    style: Style,
    *,
    last: bool,
) -> SetLine:
    """Give every glyph of a line its place, in ems from the line's start."""
    while len(units) > 1 and units[-1].text.isspace():
        units = units[:-1]
    slack = measure - natural_width(units, style)
    spread = style.justify and not last and slack < 0.35 * measure
    gaps = max(1, len(units) - 1)
    track = slack / gaps if (spread or slack < 0) else 0.0
    glyphs: list[Glyph] = []
    pen = 0.0
    for number, unit in enumerate(units):
        if style.squeeze and number:
            pen -= shared_width(units[number - 1], unit)
        step = unit.width / len(unit.text)
        offset = 0
        for char in unit.text:
            ident = None if char.isspace() else (block.number, unit.first + offset)
            glyphs.append(Glyph(char, pen, ident))
            offset += not char.isspace()
            pen += step
        pen += track
    width = pen - track - HALF * _ends_half(units, style)
    return SetLine(tuple(glyphs), width, last)
