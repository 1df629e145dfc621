"""Open the articles of a long file by what is around each title, and match titles set apart."""

from collections.abc import Iterator, Mapping, Sequence

from layoutfix.articles.arrange import WHY, copies_to_their_article, set_in_order, stay
from layoutfix.articles.front import roles_of
from layoutfix.articles.leads import find_leads
from layoutfix.articles.matching import match
from layoutfix.articles.outline import TITLES, Element
from layoutfix.articles.stories import find_stories
from layoutfix.model.edits import Edit, label, open_article
from layoutfix.model.page import Block, Page


def arrange_by_place(page: Page, elements: Sequence[Element]) -> Iterator[Edit]:
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
            yield from (stay(e) for e in elements[slice(*run)] if e.role in TITLES)
    opened = sorted({0, *(s.start for n, s in enumerate(stories) if n in owners or s.sure), *leads})
    yield from copies_to_their_article(page, elements, opened)


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
            yield label(block, role, WHY[role], 0.75)
    wanted = [block for block in roles if set_apart is False or roles[block] != "caption"]
    if wanted != front or set_apart:
        yield from set_in_order(page, places[elements[story].block], wanted, front)
    yield open_article(wanted[0], "a title leads it", 0.8)


def _bylines(elements: Sequence[Element], story: int, front: Sequence[Block]) -> list[Block]:
    """Give the bylines that stand at the head of a story whose titles were set apart."""
    out = []
    while story < len(elements) and elements[story].role == "byline":
        out.append(elements[story].block)
        story += 1
    return [block for block in out if block not in front]
