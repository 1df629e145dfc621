"""A magazine: two columns, one story over several pages, heads and flags on each."""

from collections.abc import Sequence
from random import Random

from typesetter.face import Face
from typesetter.flow import body_items, run_through
from typesetter.footnotes import NOTE_ROWS, choose_marking
from typesetter.kinds.book import Book, interruptions, items_with_title
from typesetter.kinds.notes import add_text
from typesetter.kinds.parts import (
    Box,
    disorder,
    flag,
    furniture,
    pick,
    pick_shadow,
    set_title_group,
)
from typesetter.model import Group, Sheet, Style
from typesetter.story import FLAGS, PAPERS, Article, Story, dress

TITLE_ROWS = 12


def compose_magazine(
    articles: Sequence[Article], face: Face, rng: Random, *, footnotes: bool = False
) -> Sheet:
    """Set two or three stories and perhaps a page of briefs."""
    sheet = Sheet(_choose_style(rng), face, rng, subhead_shadow=pick_shadow(rng, 0.2))
    book = Book(sheet, 2, rng.randint(34, 42))
    sheet.marking = choose_marking(rng) if footnotes else None
    book.note_rows = NOTE_ROWS if footnotes else 0
    chosen = pick(articles, rng, rng.randint(2, 3), 900, 4500)
    sheet.traditional = chosen[0].traditional
    for number, article in enumerate(chosen):
        pictures = rng.randint(0, 2)
        story = dress(
            f"a{number + 1:02d}",
            article,
            rng,
            rich=0.8,
            pictures=pictures,
        )
        _set_story(book, story)
    if rng.random() < 0.5:
        _set_briefs(book, pick(articles, rng, 4, 120, 420))
    _set_heads(book)
    disorder(sheet, shuffle=0.1, twice=0.06)
    return sheet


def _choose_style(rng: Random) -> Style:
    """Choose how this house sets its text."""
    return Style(
        size=rng.choice((9.0, 10.0, 10.5)),
        leading=rng.choice((1.3, 1.45, 1.6, 1.75)),
        measure=float(rng.randint(16, 24)),
        gutter=rng.uniform(1.6, 2.8),
        painted_indent=rng.random() < 0.5,
        squeeze=rng.random() < 0.7,
        push_in=rng.choice((0.0, 0.5, 1.0)),
        half_at_end=rng.random() < 0.7,
        spaced_line=rng.choice((0.0, 0.0, 0.008, 0.02)),
    )


def _set_story(book: Book, story: Story) -> None:
    """Set one story from a new page on; its title may come late in the stream."""
    sheet, rng = book.sheet, book.sheet.rng
    book.waiting = interruptions(story)
    before = len(sheet.groups)
    page = book.pages + 1
    box = Box(page, book.margin, book.head, book.width - 2 * book.margin)
    in_column = rng.random() < 0.2
    bottom = set_title_group(
        sheet,
        story,
        box,
        rng.uniform(18, 26),
        align=rng.choice(("left", "centre")),
        with_byline=not in_column,
        shadow=pick_shadow(rng, 0.4),
    )
    titles = sheet.groups[before:]
    rows = max(TITLE_ROWS, int((bottom - book.head) // book.leading) + 2)
    items = body_items(sheet, story, byline_in_column=in_column)
    placed, _ = run_through(items, book.slots(rows), sheet, rng)
    add_text(book, placed)
    _delay(sheet, titles)


def _delay(sheet: Sheet, titles: list[Group]) -> None:
    """Place headline, deck and byline behind the first column or the first page."""
    if not sheet.maybe(0.6):
        return
    page = titles[0].page
    rest = [group for group in sheet.groups if group not in titles]
    last = max((n for n, group in enumerate(rest) if group.page == page), default=len(rest) - 1)
    columns = [n for n, group in enumerate(rest) if group.page == page and group.kind == "body"]
    where = sheet.rng.choice((last, columns[0] if columns else last)) + 1
    sheet.groups = rest[:where] + titles + rest[where:]


def _set_briefs(book: Book, articles: Sequence[Article]) -> None:
    """Set several short pieces one below the other under one flag."""
    sheet, rng = book.sheet, book.sheet.rng
    items = []
    shadow = pick_shadow(rng, 0.2)
    for number, article in enumerate(articles):
        story = Story(
            f"a{number + 51}",
            article.title,
            list(article.paragraphs),
            end_byline=article.credit,
        )
        items += items_with_title(sheet, story, scale=1.2, shadow=shadow, own_frame=False)
    book.waiting = []
    placed, _ = run_through(items, book.slots(), sheet, rng)
    add_text(book, placed)


def _set_heads(book: Book) -> None:
    """Set running heads, flags and folios on every page."""
    sheet, rng = book.sheet, book.sheet.rng
    name, text = rng.choice(PAPERS), rng.choice(FLAGS)
    issue = f"{rng.randint(1999, 2024)}年第{rng.randint(1, 24)}期"
    first, at_foot = rng.randint(1, 60), rng.random() < 0.5
    vertical, spaced = rng.random() < 0.2, rng.random() < 0.5
    for page in range(1, book.pages + 1):
        if rng.random() < 0.7:
            y = 180.0 if vertical else 40.0
            x = 20.0 if vertical else book.margin
            if spaced and not vertical:
                flag(sheet, page, text, x, y, 11)
            else:
                furniture(sheet, page, text, x, y, 11, role="section", vertical=vertical)
        y = book.foot + 35 if at_foot else 42.0
        furniture(sheet, page, str(first + page - 1), book.width / 2, y, 9)
        if page % 2:
            furniture(sheet, page, f"{name} {issue}", book.width - book.margin - 120, y, 8)
