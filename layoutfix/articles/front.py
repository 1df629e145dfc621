"""Set the front matter of an article in order: kicker, headline, deck, byline."""

import re
from collections.abc import Sequence

from layoutfix.articles.outline import TITLES, was_doubled
from layoutfix.model.glyphs import width_ems
from layoutfix.model.page import Block

ORDER = ("kicker", "headline", "deck", "byline")
_DECK = re.compile(r"——|[（(].*[）)]\Z")


def is_deck(text: str) -> bool:
    """Tell whether a title line is a deck: it begins with a dash or stands in brackets."""
    return _DECK.match(text) is not None


def roles_of(front: Sequence[Block], *, set_apart: bool) -> dict[Block, str]:
    """Tell kicker, headline and deck among the titles of ``front``, in reading order.

    A deck begins with a dash or stands in brackets.
    Titles that were set apart from their story come largest first, so the first is the
    headline; titles that lead it come as they are read, so a short one above a long one is
    the kicker.
    What was doubled behind a doubled headline is a caption of the same page.
    """
    titles = [block for block in front if block.role in TITLES]
    roles = dict.fromkeys(titles, "deck")
    plain = [block for block in titles if not _DECK.match(block.text)] or titles[:1]
    if plain:
        head, rest = _headline(plain, set_apart=set_apart)
        for block in rest:
            both = set_apart and was_doubled(head) and was_doubled(block)
            roles[block] = "caption" if both else "kicker"
        roles[head] = "headline"
    roles |= {block: "byline" for block in front if block.role == "byline"}
    rank = {role: nth for nth, role in enumerate((*ORDER, "caption"))}
    return dict(sorted(roles.items(), key=lambda item: rank[item[1]]))


def _headline(plain: Sequence[Block], *, set_apart: bool) -> tuple[Block, list[Block]]:
    if not set_apart and len(plain) == 2 and not was_doubled(plain[0]):
        first, second = (width_ems(block.text) for block in plain)
        if first < 0.7 * second:
            return plain[1], [plain[0]]
    return plain[0], list(plain[1:])
