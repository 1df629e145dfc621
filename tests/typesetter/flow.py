"""Let a story's body run through the slots of its columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random

from typesetter.display import FONT_RUN, shade
from typesetter.face import Face
from typesetter.footnotes import annotate, bind_marks, enter_marks, raise_marks
from typesetter.model import Block, Glyph, Run, Shadow, Sheet, Slot, Style
from typesetter.setting import SetLine, Unit, make_units, natural_width, set_lines
from typesetter.story import Story

INDENT = 2.0
SPACED_ABOVE = frozenset({"headline", "subhead"})
IDEOGRAPHIC_SPACE = "\u3000"


@dataclass(frozen=True)
class Item:
    """A block on its way into the columns, and how its lines stand there."""

    block: Block
    stand: str  # "text", "centre", "right"
    scale: float = 1.0  # times the body size
    shadow: Shadow | None = None
    by_phrase: bool = False  # each phrase of the title on its own line
    own_frame: bool = False  # drawn in a frame of its own, so that the stream may move it
    hang: float = 0.0  # ems that all lines of a paragraph are moved in
    indent: float = INDENT  # ems from there to its first line, on the left of it if negative


@dataclass(frozen=True)
class Placed:
    """A set line in its slot."""

    item: Item
    slot: Slot
    line: SetLine
    lead: float  # ems from the slot's left edge to the line's start
    opens: bool  # an indented first line


def body_items(sheet: Sheet, story: Story, *, byline_in_column: bool = False) -> list[Item]:
    """Enter the body of a story into the truth, in reading order."""

    def enter(role: str, text: str | None, stand: str) -> None:
        if not text:
            return
        item = Item(sheet.block(role, text, story.article), stand)
        if role == "subhead":
            item = replace(item, by_phrase=by_phrase, shadow=sheet.subhead_shadow)
        items.append(item)

    by_phrase = sheet.maybe(0.5)
    notes = annotate(story, sheet.marking, sheet.rng) if sheet.marking else {}

    items: list[Item] = []
    if byline_in_column:
        enter("byline", story.byline, "centre")
    for number, text in enumerate(story.paragraphs):
        enter("subhead", story.subheads.get(number), "centre")
        enter("para", text, "text")
    enter("byline", story.end_byline, "right")
    enter("note", story.note, "right")
    enter_marks(sheet, [item.block for item in items if item.block.role == "para"], notes)
    return items


def run_through(
    items: Sequence[Item],
    slots: Iterable[Slot],
    sheet: Sheet,
    rng: Random,
) -> tuple[list[Placed], bool]:
    """Set items into slots; tell whether all of them found room."""
    stream = iter(slots)
    placed: list[Placed] = []
    for item in items:
        if item.block.role in SPACED_ABOVE and next(stream, None) is None:
            return placed, False
        done = 0
        for piece in _set_item(item, stream, sheet, rng):
            placed.append(piece)
            done += sum(glyph.ident is not None for glyph in piece.line.glyphs)
        if done < len(item.block.printed):
            return placed, False
    return placed, True


def _set_item(item: Item, stream: Iterator[Slot], sheet: Sheet, rng: Random) -> Iterator[Placed]:
    style, face = sheet.style, sheet.face
    if item.stand == "text":
        opens = True
        units = bind_marks(make_units(item.block.text, face), item.block, sheet)
        room = (_moved_in(slot, item.hang, style) for slot in stream)
        for slot, line in set_lines(item.block, units, room, style, rng, item.indent):
            yield Placed(item, slot, line, item.indent if opens else 0.0, opens)
            opens = False
        return
    flat = Style(justify=False, squeeze=style.squeeze, half_at_end=False)
    room = (replace(slot, measure=slot.measure / item.scale) for slot in stream)
    for units in _phrases(item, face):
        for slot, line in set_lines(item.block, units, room, flat, rng, 0.0):
            free = max(0.0, slot.measure - line.width)
            lead = {"centre": free / 2, "right": free, "left": 0.0}[item.stand]
            yield Placed(item, slot, line, lead, opens=False)


def _moved_in(slot: Slot, ems: float, style: Style) -> Slot:
    """Leave room on the left, as beside a number that stands out."""
    return replace(slot, x=slot.x + ems * style.size, measure=slot.measure - ems) if ems else slot


def _phrases(item: Item, face: Face) -> Iterator[list[Unit]]:
    """Give each phrase of a title a line of its own, where the item is set so."""
    printed = 0
    for phrase in item.block.text.split() if item.by_phrase else [item.block.text]:
        yield make_units(phrase, face, printed)
        printed += len("".join(phrase.split()))


def lines_needed(items: Sequence[Item], measure: float, sheet: Sheet) -> int:
    """Guess how many lines the items take, for balancing columns."""
    total = 0.0
    for item in items:
        width = natural_width(make_units(item.block.text, sheet.face), sheet.style)
        total += (width + INDENT) // measure + 1
    return int(total)


def to_run(piece: Placed, style: Style) -> Run:
    """Turn a placed line into what the PDF draws."""
    size = style.size * piece.item.scale
    lead, glyphs = piece.lead, []
    if piece.opens and style.painted_indent and lead > 0:
        glyphs = [Glyph(IDEOGRAPHIC_SPACE, n * size, None) for n in range(int(lead))]
        lead = 0.0
    shift = (piece.lead - lead) * size
    glyphs += [Glyph(g.char, g.x * size + shift, g.ident) for g in piece.line.glyphs]
    return Run(piece.slot.x + lead * size, piece.slot.y, size, tuple(glyphs))


def add_frames(sheet: Sheet, placed: Sequence[Placed]) -> None:
    """Put the set lines into the stream, one group for each text frame."""
    for _, pieces in groupby(placed, key=_frame_key):
        lines = list(pieces)
        first = lines[0]
        runs = [run for piece in lines for run in _shaded(piece, sheet.style)]
        runs = [part for run in runs for part in raise_marks(run, sheet)]
        kind = "title" if first.item.own_frame else "body"
        sheet.add(kind, first.slot.page, runs, first.item.block.article)


def _frame_key(piece: Placed) -> tuple[int, int, bool]:
    return (piece.slot.page, piece.slot.frame, piece.item.own_frame)


def _shaded(piece: Placed, style: Style) -> list[Run]:
    run = to_run(piece, style)
    return shade(split_run(run), piece.item.shadow) if piece.item.shadow else [run]


def split_run(run: Run) -> list[Run]:
    """Cut a line into the runs that a change of font makes of it."""
    text = "".join(glyph.char for glyph in run.glyphs)
    parts = []
    for match in FONT_RUN.finditer(text):
        glyphs = run.glyphs[match.start() : match.end()]
        left = glyphs[0].x
        moved = tuple(replace(glyph, x=glyph.x - left) for glyph in glyphs)
        parts.append(Run(run.x + left, run.y, run.size, moved))
    return parts


def cut_off(items: Sequence[Item], placed: Sequence[Placed]) -> None:
    """Shorten the truth to what was set: the rest stands on a page that is not here."""
    last: dict[int, int] = {}
    for piece in placed:
        for glyph in piece.line.glyphs:
            if glyph.ident:
                last[glyph.ident[0]] = max(last.get(glyph.ident[0], 0), glyph.ident[1] + 1)
    for item in items:
        item.block.text = _first_printed(item.block.text, last.get(item.block.number, 0))


def _first_printed(text: str, count: int) -> str:
    seen = 0
    for place, char in enumerate(text):
        if seen == count:
            return text[:place].rstrip()
        seen += not char.isspace()
    return text
