"""Minutes and gazettes: one wide column, piece after piece."""

from collections.abc import Sequence
from random import Random

from typesetter.face import Face
from typesetter.flow import Item, run_through
from typesetter.footnotes import NOTE_ROWS, choose_marking
from typesetter.kinds.book import Book, items_with_title
from typesetter.kinds.notes import add_text
from typesetter.kinds.parts import disorder, furniture, pick, pick_shadow
from typesetter.model import Sheet, Style
from typesetter.story import PAPERS, SUBHEADS, Article, Story, dress


def compose_gazette(
    articles: Sequence[Article], face: Face, rng: Random, *, footnotes: bool = False
) -> Sheet:
    """Set a few pieces in one column over the pages of a gazette."""
    sheet = Sheet(_choose_style(rng), face, rng)
    book = Book(sheet, 1, rng.randint(28, 36))
    sheet.marking = choose_marking(rng) if footnotes else None
    book.note_rows = NOTE_ROWS if footnotes else 0
    items: list[Item] = []
    shadow, own = pick_shadow(rng, 0.25), rng.random() < 0.4
    chosen = pick(articles, rng, rng.randint(3, 4), 300, 2200)
    sheet.traditional = chosen[0].traditional
    for number, article in enumerate(chosen):
        story = dress(
            f"a{number + 1:02d}",
            article,
            rng,
            rich=0.3,
        )
        story.kicker = None
        entries = items_with_title(sheet, story, scale=1.4, shadow=shadow, own_frame=own)
        if rng.random() < 0.25:
            entries += _list(sheet, story)
        items += entries
    placed, _ = run_through(items, book.slots(), sheet, rng)
    add_text(book, placed)
    _set_heads(book)
    disorder(sheet, shuffle=0.05, twice=0.03)
    return sheet


def _choose_style(rng: Random) -> Style:
    """Choose how this house sets its text."""
    return Style(
        size=rng.choice((10.5, 12.0)),
        leading=rng.choice((1.3, 1.5, 1.75)),
        measure=float(rng.randint(26, 36)),
        painted_indent=rng.random() < 0.6,
        squeeze=rng.random() < 0.5,
        push_in=rng.choice((0.0, 0.5)),
        half_at_end=rng.random() < 0.6,
        spaced_line=rng.choice((0.0, 0.02)),
    )


def _list(sheet: Sheet, story: Story) -> list[Item]:
    """End a piece with what was decided, point by point."""
    rng = sheet.rng
    number = rng.choice(("（{}）", "{}、", "{}．"))
    points = rng.sample([text for text in SUBHEADS if " " not in text], rng.randint(3, 6))
    texts = [f"{number.format('一二三四五六'[n])}{text}；" for n, text in enumerate(points)]
    return [Item(sheet.block("list", text, story.article), "text") for text in texts]


def _set_heads(book: Book) -> None:
    sheet, rng = book.sheet, book.sheet.rng
    name, number = rng.choice(PAPERS), rng.randint(1, 40)
    for page in range(1, book.pages + 1):
        x = book.margin if page % 2 else book.width - book.margin - 160
        furniture(sheet, page, f"{name} 第{number}号", x, 45, 9)
        folio = rng.choice(("— {} —", "·{}·", "{}")).format(page)
        furniture(sheet, page, folio, book.width / 2, book.foot + 35, 9)
