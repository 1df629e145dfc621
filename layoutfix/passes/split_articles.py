"""Cut the page into articles and bring each title to its story."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from layoutfix.articles.front import roles_of
from layoutfix.articles.leads import find_leads
from layoutfix.articles.matching import match
from layoutfix.articles.outline import (
    TITLES,
    Element,
    is_second_copy,
    outline,
    shows_print,
    was_doubled,
)
from layoutfix.articles.stories import find_stories
from layoutfix.model.edits import Edit, label, move, open_article
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings

_WHY = {
    "kicker": "a smaller line with the headline",
    "headline": "the first of the titles",
    "deck": "below the headline",
    "caption": "doubled like the headline, and not part of it",
}


def split_articles(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Open an article where a story begins, and move displaced titles to the front of theirs.

    A story begins behind its titles, with a byline or a dateline, or with a frame whose first
    paragraph is carried over from nowhere.
    Titles that stand where their frame was made, in mid-sentence or at the end of the page, are
    matched with the stories that have none; kicker, headline, deck and byline come in order.
    """
    elements = outline(page)
    if not elements or not shows_print(page):
        return
    stories, runs = find_stories(elements)
    owners, alone = match(elements, stories, runs)
    places = {block: nth for nth, block in enumerate(page.blocks)}
    for nth, story in enumerate(stories):
        if nth in owners:
            yield from _lead(page, places, elements, story.start, owners[nth])
        elif story.titles:
            yield from _lead(page, places, elements, story.start, story.titles)
        elif story.sure:
            first = elements[story.start].block
            yield open_article(first, f"it begins with a {first.role}", 0.8)
    leads = find_leads(elements, stories, alone)
    for nth, run in leads.items():
        yield from _lead(page, places, elements, nth, run)
    for run in alone:
        if run not in leads.values():
            yield from _stay(elements, *run)
    opened = sorted({0, *(s.start for n, s in enumerate(stories) if n in owners or s.sure), *leads})
    yield from _copies_to_their_article(page, elements, opened)


def _copies_to_their_article(
    page: Page, elements: Sequence[Element], opened: Sequence[int]
) -> Iterator[Edit]:
    """Move what repeats a paragraph to the end of the article that the paragraph is in."""
    copies = [block for block in page.blocks if is_second_copy(block)]
    if not copies:
        return
    ends = {}
    for start, end in pairwise([*opened, len(elements)]):
        body = [e.block for e in elements[start:end] if e.role not in TITLES]
        ends.update(dict.fromkeys(body, body[-1:]))
    for block in copies:
        last = ends.get(block.copy_of.whole) if block.copy_of else None
        if last:
            yield move(block, last[0], "it repeats a paragraph of this article", 0.9)
            last[0] = block


def _lead(
    page: Page,
    places: Mapping[Block, int],
    elements: Sequence[Element],
    story: int,
    run: tuple[int, int],
) -> Iterator[Edit]:
    """Put a run of titles in order before the first block of its story."""
    set_apart = run[0] != story
    front = [e.block for e in elements[slice(*run)] if e.role in TITLES or e.role == "byline"]
    if set_apart:
        front += _bylines(elements, story, front)
    roles = roles_of(front, set_apart=set_apart)
    for block, role in roles.items():
        if role != block.role:
            yield label(block, role, _WHY[role], 0.75)
    wanted = [block for block in roles if set_apart is False or roles[block] != "caption"]
    if wanted != front or set_apart:
        yield from _set_in_order(page, places[elements[story].block], wanted, front)
    yield open_article(wanted[0], "a title leads it", 0.8)


def _bylines(elements: Sequence[Element], story: int, front: Sequence[Block]) -> list[Block]:
    """Give the bylines that stand at the head of a story whose titles were set apart."""
    out = []
    while story < len(elements) and elements[story].role == "byline":
        out.append(elements[story].block)
        story += 1
    return [block for block in out if block not in front]


def _set_in_order(
    page: Page, at: int, wanted: Sequence[Block], front: Sequence[Block]
) -> Iterator[Edit]:
    """Put ``wanted`` before the block at ``at`` and what of ``front`` stands above it."""
    while at and page.blocks[at - 1] in front:
        at -= 1
    behind: Block | None = page.blocks[at - 1] if at else None
    for block in wanted:
        yield move(block, behind, "kicker, headline, deck, byline come first, in this order", 0.8)
        behind = block


def _stay(elements: Sequence[Element], start: int, end: int) -> Iterator[Edit]:
    """Leave titles without a story where they are: captions if they were doubled."""
    for element in elements[start:end]:
        if element.role in TITLES:
            role = "caption" if was_doubled(element.block) else "subhead"
            yield label(element.block, role, "no story lacks this title", 0.5)
