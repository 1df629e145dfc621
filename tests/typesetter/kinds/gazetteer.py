"""A gazetteer or yearbook: two columns of entries, titles set in the column."""

from collections.abc import Sequence
from random import Random

from typesetter.face import Face
from typesetter.flow import Item, run_through
from typesetter.footnotes import NOTE_ROWS, choose_marking
from typesetter.kinds.book import Book, items_with_title
from typesetter.kinds.notes import add_text
from typesetter.kinds.parts import disorder, furniture, pick
from typesetter.model import Sheet, Style
from typesetter.story import FLAGS, PAPERS, Article, Story


def compose_gazetteer(
    articles: Sequence[Article], face: Face, rng: Random, *, footnotes: bool = False
) -> Sheet:
    """Set a run of entries over the pages of a yearbook."""
    sheet = Sheet(_choose_style(rng), face, rng)
    book = Book(sheet, 2, rng.randint(36, 44))
    sheet.marking = choose_marking(rng) if footnotes else None
    book.note_rows = NOTE_ROWS if footnotes else 0
    items: list[Item] = []
    scale = rng.choice((1.0, 1.1, 1.25))
    brackets = rng.choice(("{}", "{}", "【{}】"))
    chosen = pick(articles, rng, rng.randint(5, 8), 120, 1200)
    sheet.traditional = chosen[0].traditional
    for number, article in enumerate(chosen):
        title = brackets.format(article.title)
        story = Story(
            f"a{number + 1:02d}", title, list(article.paragraphs), end_byline=article.credit
        )
        items += items_with_title(sheet, story, scale=scale, shadow=None, own_frame=False)
    placed, _ = run_through(items, book.slots(), sheet, rng)
    add_text(book, placed)
    _set_heads(book)
    disorder(sheet, shuffle=0.05, twice=0.03)
    return sheet


def _choose_style(rng: Random) -> Style:
    """Choose how this house sets its text."""
    return Style(
        size=rng.choice((9.0, 10.0)),
        leading=rng.choice((1.25, 1.4, 1.6)),
        measure=float(rng.randint(17, 22)),
        gutter=rng.uniform(1.8, 3.0),
        painted_indent=rng.random() < 0.5,
        squeeze=rng.random() < 0.5,
        push_in=rng.choice((0.0, 0.5)),
        half_at_end=rng.random() < 0.5,
    )


def _set_heads(book: Book) -> None:
    sheet, rng = book.sheet, book.sheet.rng
    name, chapter, first = rng.choice(PAPERS), rng.choice(FLAGS), rng.randint(2, 300)
    for page in range(1, book.pages + 1):
        text = name + "年鉴" if page % 2 else chapter
        role = "furniture" if page % 2 else "section"
        furniture(sheet, page, text, book.margin, 45, 9, role=role)
        furniture(sheet, page, str(first + page), book.width - book.margin - 20, 45, 9)
