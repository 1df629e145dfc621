"""Cut the page into articles and bring each title to its story."""

from collections.abc import Iterator

from layoutfix.articles.outline import is_planned, outline, shows_print
from layoutfix.model.edits import Edit
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings


def split_articles(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Open an article where a story begins, and move displaced titles to the front of theirs.

    On a page, all stories and titles are matched together, by the words that they share, the
    marks between stories, and the place where this page has its titles.
    In a long file each title is judged by what is around it: a story begins behind its titles,
    with a byline or a dateline, or with a frame whose first paragraph is carried over from
    nowhere, and titles that stand where their frame was made are matched with the stories
    around that have none.
    Kicker, headline, deck and byline come in order.
    """
    elements = outline(page)
    if not elements:
        return
    plan = None
    if is_planned(elements):
        from layoutfix.articles import by_plan  # noqa: PLC0415 - a long file does without
        from layoutfix.articles.plan import find_plan  # noqa: PLC0415 - as above

        plan = find_plan(elements)
    if plan and not shows_print(page):
        yield from by_plan.tell_planned(elements, plan)
    elif plan:
        yield from by_plan.arrange_planned(page, elements, plan)
    elif shows_print(page):
        from layoutfix.articles import by_place  # noqa: PLC0415 - most pages do without

        yield from by_place.arrange_by_place(page, elements)
