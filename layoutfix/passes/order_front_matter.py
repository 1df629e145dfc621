"""Set the front matter of each article in order."""

import re
from collections.abc import Iterator, Sequence

from layoutfix.articles.outline import TITLES, is_credit, was_doubled
from layoutfix.model.document import OUTSIDE
from layoutfix.model.edits import Edit, label, move
from layoutfix.model.glyphs import width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings

_ORDER = ("kicker", "headline", "deck", "byline")
_DECK = re.compile(r"——|[（(].*[）)]\Z")


def order_front_matter(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Tell kicker, headline and deck apart, and put kicker, headline, deck, byline in order.

    A deck begins with a dash or stands in brackets.
    Titles that were set apart come largest first, so the first is the headline; titles that
    lead their story come as they are read, so a short one above a long one is the kicker.
    """
    for article in _articles(page):
        front = _front(article)
        titles = [block for block in front if block.role in TITLES]
        roles = _roles(titles, set_apart=_set_apart(titles, article))
        for block, role in roles.items():
            if role != block.role:
                yield label(block, role, _WHY[role], 0.75)
        roles |= {block: "byline" for block in front if block.role == "byline"}
        yield from _in_order(page, front, roles)


_WHY = {
    "kicker": "a smaller line with the headline",
    "headline": "the first of the titles",
    "deck": "below the headline",
    "caption": "doubled like the headline, and not part of it",
}


def _articles(page: Page) -> Iterator[list[Block]]:
    article: list[Block] = []
    for block in page.blocks:
        if block.role in OUTSIDE:
            continue
        if block.opens_article and article:
            yield article
            article = []
        article.append(block)
    if article:
        yield article


def _front(article: Sequence[Block]) -> list[Block]:
    front = []
    for block in article:
        if block.role not in TITLES and (block.role != "byline" or is_credit(block)):
            break
        front.append(block)
    return front


def _set_apart(titles: Sequence[Block], article: Sequence[Block]) -> bool:
    """Tell whether the titles stood behind the beginning of their story in the file."""
    others = [block.first_line for block in article if block not in titles]
    return bool(titles and others) and titles[0].first_line > min(others)


def _roles(titles: Sequence[Block], *, set_apart: bool) -> dict[Block, str]:
    plain = [block for block in titles if not _DECK.match(block.text)]
    roles = dict.fromkeys(titles, "deck")
    if not plain:
        plain = list(titles[:1])
    if not plain:
        return {}
    head = plain[0]
    rest = plain[1:]
    if not set_apart and len(plain) == 2 and not was_doubled(head):
        first, second = (width_ems(block.text) for block in plain)
        if first < 0.7 * second:
            head, rest = plain[1], plain[:1]
    roles[head] = "headline"
    for block in rest:
        both = was_doubled(head) and was_doubled(block)
        roles[block] = "caption" if both and set_apart else "kicker"
    return roles


def _in_order(page: Page, front: Sequence[Block], roles: dict[Block, str]) -> Iterator[Edit]:
    kept = [block for block in front if roles[block] in _ORDER]
    wanted = sorted(kept, key=lambda block: _ORDER.index(roles[block]))
    if wanted == front:
        return
    at = page.blocks.index(front[0])
    behind = page.blocks[at - 1] if at else None
    captions = [block for block in front if block not in kept]
    for block in [*wanted, *captions]:
        yield move(block, behind, "kicker, headline, deck, byline", 0.8)
        behind = block
