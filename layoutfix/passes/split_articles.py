"""Cut the page into articles and bring each title to its story."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from layoutfix.articles.compose import compose, front_of
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
from layoutfix.articles.plan import Plan, find_plan
from layoutfix.articles.stories import find_stories, stands_alone
from layoutfix.model.edits import Edit, join, label, move, open_article
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings

_WHY = {
    "kicker": "a smaller line with the headline",
    "headline": "the first of the titles",
    "deck": "below the headline",
    "byline": "it stands with the headline",
    "caption": "doubled like the headline, and not part of it",
}
_ORDER = "kicker, headline, deck, byline come first, in this order"


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
    plan = find_plan(elements)
    if not shows_print(page):
        yield from _told(elements, plan) if plan else ()
        return
    yield from _planned(page, elements, plan) if plan else _by_place(page, elements)


def _told(elements: Sequence[Element], plan: Plan) -> Iterator[Edit]:
    """Tell the articles of a text that was never set in columns, and move nothing."""
    for story in plan.stories:
        first = elements[story.start].block
        if story.group and story.in_place:
            front = front_of(elements, story.group, story.start)
            composed = compose(front, plan.kinship, story, elements[story.start].measure)
            roles = {**{lower: "headline" for _, lower in composed.joins}, **composed.roles}
            yield from (label(b, role, _WHY[role], 0.75) for b, role in roles.items())
            first = front[0]
        yield open_article(first, "a title leads it" if story.in_place else "a story begins", 0.8)


def _planned(page: Page, elements: Sequence[Element], plan: Plan) -> Iterator[Edit]:
    """Open the stories of a plan, and bring the titles of each to its front."""
    places = {block: nth for nth, block in enumerate(page.blocks)}
    fronts = [
        front_of(elements, story.group, story.start) if story.group else []
        for story in plan.stories
    ]
    taken = {block for front in fronts for block in front}
    for story, front in zip(plan.stories, fronts, strict=True):
        first = elements[story.start].block
        if not front:
            yield open_article(first, f"it begins with a {first.role}", 0.8)
            continue
        measure = elements[story.start].measure
        composed = compose(front, plan.kinship, story, measure)
        for upper, lower in composed.joins:
            yield join(upper, lower, "two lines of one title", 0.85)
        for block, role in composed.roles.items():
            if role != block.role:
                yield label(block, role, _WHY[role], 0.75)
        wanted = list(composed.roles)
        yield from _set_in_order(page, places[first], wanted, taken)
        yield open_article(wanted[0], "a title leads it", 0.8)
    for element in elements:
        if element.role in TITLES and element.block not in taken:
            yield _stay(element)
    yield from _photos(elements, plan)
    starts = [story.start for story in plan.stories]
    yield from _copies_to_their_article(page, elements, starts, taken)


def _photos(elements: Sequence[Element], plan: Plan) -> Iterator[Edit]:
    """Open an article at the caption of a picture that stands alone between two stories."""
    starts = {story.start for story in plan.stories}
    for nth, element in enumerate(elements):
        if element.role == "caption" and nth not in starts and stands_alone(elements, nth):
            below = (n for n in range(nth, len(elements)) if elements[n].role in ("para", "list"))
            if next(below, None) in starts:
                yield open_article(element.block, "a picture that stands alone", 0.7)


def _by_place(page: Page, elements: Sequence[Element]) -> Iterator[Edit]:
    """Open the stories that their surroundings show, and match the titles that stand apart."""
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
            yield from (_stay(e) for e in elements[slice(*run)] if e.role in TITLES)
    opened = sorted({0, *(s.start for n, s in enumerate(stories) if n in owners or s.sure), *leads})
    yield from _copies_to_their_article(page, elements, opened)


def _copies_to_their_article(
    page: Page, elements: Sequence[Element], opened: Sequence[int], fronts: Collection[Block] = ()
) -> Iterator[Edit]:
    """Move what repeats a paragraph to the end of the article that the paragraph is in.

    ``fronts``: blocks that went to the front of an article, some of them joined to others.
    """
    copies = [block for block in page.blocks if is_second_copy(block)]
    if not copies:
        return
    ends = {}
    for start, end in pairwise([*opened, len(elements)]):
        here = [element for element in elements[start:end] if element.role not in TITLES]
        body = [element.block for element in here if element.block not in fronts]
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
    page: Page, at: int, wanted: Sequence[Block], leaving: Collection[Block]
) -> Iterator[Edit]:
    """Put ``wanted`` before the block at ``at``, above it whatever is not ``leaving``."""
    while at and page.blocks[at - 1] in leaving:
        at -= 1
    behind: Block | None = page.blocks[at - 1] if at else None
    for block in wanted:
        yield move(block, behind, _ORDER, 0.8)
        behind = block


def _stay(element: Element) -> Edit:
    """Leave a title without a story where it is: a caption if it was doubled."""
    role = "caption" if was_doubled(element.block) else "subhead"
    return label(element.block, role, "no story lacks this title", 0.5)
