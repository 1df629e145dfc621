"""Open the articles of a page by its plan, and bring each title to its story."""

from collections.abc import Iterator, Sequence

from layoutfix.articles.arrange import WHY, copies_to_their_article, set_in_order, stay
from layoutfix.articles.compose import compose, front_of
from layoutfix.articles.outline import TITLES, Element
from layoutfix.articles.plan import Plan
from layoutfix.articles.stories import stands_alone
from layoutfix.model.edits import Edit, join, label, open_article
from layoutfix.model.page import Page


def arrange_planned(page: Page, elements: Sequence[Element], plan: Plan) -> Iterator[Edit]:
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
                yield label(block, role, WHY[role], 0.75)
        wanted = list(composed.roles)
        yield from set_in_order(page, places[first], wanted, taken)
        yield open_article(wanted[0], "a title leads it", 0.8)
    for element in elements:
        if element.role in TITLES and element.block not in taken:
            yield stay(element)
    yield from _photos(elements, plan)
    starts = [story.start for story in plan.stories]
    yield from copies_to_their_article(page, elements, starts, taken)


def tell_planned(elements: Sequence[Element], plan: Plan) -> Iterator[Edit]:
    """Tell the articles of a text that was never set in columns, and move nothing."""
    for story in plan.stories:
        first = elements[story.start].block
        if story.group and story.in_place:
            front = front_of(elements, story.group, story.start)
            composed = compose(front, plan.kinship, story, elements[story.start].measure)
            roles = {**{lower: "headline" for _, lower in composed.joins}, **composed.roles}
            yield from (label(b, role, WHY[role], 0.75) for b, role in roles.items())
            first = front[0]
        yield open_article(first, "a title leads it" if story.in_place else "a story begins", 0.8)


def _photos(elements: Sequence[Element], plan: Plan) -> Iterator[Edit]:
    """Open an article at the caption of a picture that stands alone between two stories."""
    starts = {story.start for story in plan.stories}
    for nth, element in enumerate(elements):
        if element.role == "caption" and nth not in starts and stands_alone(elements, nth):
            below = (n for n in range(nth, len(elements)) if elements[n].role in ("para", "list"))
            if next(below, None) in starts:
                yield open_article(element.block, "a picture that stands alone", 0.7)
