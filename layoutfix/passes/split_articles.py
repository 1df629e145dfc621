"""Cut the page into articles and bring each title to its story."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from layoutfix.articles.front import roles_of
from layoutfix.articles.outline import TITLES, Element, outline, was_doubled
from layoutfix.articles.stories import Story, find_stories, match
from layoutfix.model.edits import Edit, label, move, open_article
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings

_WHY = {
    "kicker": "a smaller line with the headline",
    "headline": "the first of the titles",
    "deck": "below the headline",
    "caption": "doubled like the headline, and not part of it",
}


class _Order(NamedTuple):
    """The blocks in reading order, and where each of them stands."""

    blocks: Sequence[Block]
    places: Mapping[Block, int]


def split_articles(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Open an article where a story begins, and move displaced titles to the front of theirs.

    A story begins behind its titles, with a byline or a dateline, or with a frame whose first
    paragraph is carried over from nowhere.
    Titles that stand where their frame was made, in mid-sentence or at the end of the page, are
    matched with the stories that have none; kicker, headline, deck and byline come in order.
    """
    elements = outline(page)
    if not elements:
        return
    stories, runs = find_stories(elements)
    matched = match(elements, stories, runs)
    order = _Order(page.blocks, {block: nth for nth, block in enumerate(page.blocks)})
    owners = {story: runs[run] for run, story in matched.items()}
    for nth, story in enumerate(stories):
        if nth in owners:
            yield from _lead(order, elements, story.start, *owners[nth], set_apart=True)
        elif story.titles:
            yield from _lead(order, elements, story.start, *story.titles, set_apart=False)
        elif story.sure:
            first = elements[story.start].block
            yield open_article(first, f"it begins with a {first.role}", 0.8)
    for r, run in enumerate(runs):
        if r not in matched:
            yield from _stay(elements, *run)


def _lead(
    order: _Order, elements: Sequence[Element], story: int, start: int, end: int, *, set_apart: bool
) -> Iterator[Edit]:
    """Put a run of titles in order before the first block of its story."""
    front = [e.block for e in elements[start:end] if e.role in TITLES or e.role == "byline"]
    if set_apart:
        front += _bylines(elements, story, front)
    roles = roles_of(front, set_apart=set_apart)
    for block, role in roles.items():
        if role != block.role:
            yield label(block, role, _WHY[role], 0.75)
    wanted = [block for block in roles if set_apart is False or roles[block] != "caption"]
    if wanted != front or set_apart:
        yield from _set_in_order(order, elements[story].block, wanted, front)
    yield open_article(wanted[0], "a title leads it", 0.8)


def _bylines(elements: Sequence[Element], story: int, front: Sequence[Block]) -> list[Block]:
    """Give the bylines that stand at the head of a story whose titles were set apart."""
    out = []
    while story < len(elements) and elements[story].role == "byline":
        out.append(elements[story].block)
        story += 1
    return [block for block in out if block not in front]


def _set_in_order(
    order: _Order, first: Block, wanted: Sequence[Block], front: Sequence[Block]
) -> Iterator[Edit]:
    at = order.places[first]
    while at and order.blocks[at - 1] in front:
        at -= 1
    behind: Block | None = order.blocks[at - 1] if at else None
    for block in wanted:
        yield move(block, behind, "kicker, headline, deck, byline come first, in this order", 0.8)
        behind = block


def _stay(elements: Sequence[Element], start: int, end: int) -> Iterator[Edit]:
    """Leave titles without a story where they are: captions if they were doubled."""
    for element in elements[start:end]:
        if element.role in TITLES:
            role = "caption" if was_doubled(element.block) else "subhead"
            yield label(element.block, role, "no story lacks this title", 0.5)
