"""Pages that follow one another: what magazine, gazette and gazetteer have in common."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from typesetter.flow import Item, Placed, body_items
from typesetter.kinds.parts import Box, Hole, caption_rows, column_slots, set_hole
from typesetter.model import Shadow, Sheet, Slot
from typesetter.story import Story


@dataclass(frozen=True)
class Interruption:
    """A picture with its caption, or a pull quote, waiting for a place in a story."""

    story: Story
    text: str
    role: str


@dataclass
class Book:
    """Pages of the same format."""

    sheet: Sheet
    columns: int
    rows: int
    margin: float = 50.0
    head: float = 70.0
    pages: int = 0
    note_rows: int = 0  # lines of notes that a column has room for below its text
    waiting: list[Interruption] = field(default_factory=list)

    @property
    def column_width(self) -> float:
        """Give a column's width in points."""
        return self.sheet.style.measure * self.sheet.style.size

    @property
    def step(self) -> float:
        """Give the distance from column to column in points."""
        return self.column_width + self.sheet.style.gutter * self.sheet.style.size

    @property
    def width(self) -> float:
        """Give the page's width in points."""
        return 2 * self.margin + self.columns * self.step - (self.step - self.column_width)

    @property
    def leading(self) -> float:
        """Give the distance from line to line in points."""
        return self.sheet.style.size * self.sheet.style.leading

    @property
    def note_size(self) -> float:
        """Give the size of footnotes in points."""
        return 0.85 * self.sheet.style.size

    @property
    def text_foot(self) -> float:
        """Give the height at which the text ends."""
        return self.head + self.rows * self.leading

    @property
    def foot(self) -> float:
        """Give the height at which the text ends, and the notes below it."""
        return self.text_foot + self.note_rows * 1.3 * self.note_size

    def open_page(self) -> int:
        """Begin a page."""
        self.pages += 1
        self.sheet.sizes[self.pages] = (self.width, self.foot + 60)
        return self.pages

    def slots(self, top_rows: int = 0) -> Iterator[Slot]:
        """Give room from a new page on, as far as it is asked for."""
        while True:
            page = self.open_page()
            for column in range(self.columns):
                yield from self._column(page, column, top_rows)
            top_rows = 0

    def _column(self, page: int, column: int, top_rows: int) -> list[Slot]:
        x = self.margin + column * self.step
        box = Box(page, x, self.head + top_rows * self.leading, self.column_width)
        rows = self.rows - top_rows
        holes = []
        if self.waiting and self.sheet.maybe(0.5):
            hole = self._place(self.waiting.pop(0), box, rows)
            holes = [hole] if hole else []
        return column_slots(self.sheet, box, rows, holes)

    def _place(self, what: Interruption, box: Box, rows: int) -> Hole | None:
        """Make a hole, set what stands in it; a column too short for it does without."""
        rng, style = self.sheet.rng, self.sheet.style
        side, taken = "full", style.measure
        if style.measure >= 16 and rng.random() < 0.5:
            side = rng.choice(("left", "right"))
            taken = float(rng.randint(7, int(style.measure) - 8))
        scale = 0.85 if what.role == "caption" else 1.1
        need = caption_rows(self.sheet, what.text, (taken - 1) * style.size, scale)
        deep = need + (rng.randint(5, 9) if what.role == "caption" else 1)
        if deep > rows - 4:
            return None
        hole = Hole(rng.randint(0, rows - deep), deep, side, taken)
        set_hole(self.sheet, what.story, box, hole, what.text, what.role)
        return hole


def interruptions(story: Story) -> list[Interruption]:
    """List what will cut into a story."""
    found = [Interruption(story, text, "caption") for text in story.captions]
    if story.quote:
        found.append(Interruption(story, story.quote, "quote"))
    return found


def items_with_title(
    sheet: Sheet,
    story: Story,
    *,
    scale: float,
    shadow: Shadow | None,
    own_frame: bool,
) -> list[Item]:
    """Enter a story whose title is set in the column itself."""
    headline = sheet.block("headline", story.title, story.article)
    items = [Item(headline, "centre", scale, shadow, own_frame)]
    if story.deck:
        deck = sheet.block("deck", story.deck, story.article)
        items.append(Item(deck, "centre", own_frame=own_frame))
    return items + body_items(sheet, story, byline_in_column=True)


def pages_of(placed: Sequence[Placed]) -> set[int]:
    """List the pages that have text."""
    return {piece.slot.page for piece in placed}
