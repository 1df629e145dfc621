"""Compose the front of an article from the lines of its titles."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.articles.candidates import Group, may_be_title
from layoutfix.articles.front import ORDER, is_deck
from layoutfix.articles.kinship import Kinship
from layoutfix.articles.outline import TITLES, Element, is_authors, was_doubled
from layoutfix.model.glyphs import CLAUSE_END, open_pairs, width_ems
from layoutfix.model.page import Block
from layoutfix.tables import number

_WIDEST_KICKER = 12.0  # ems
_LONG = 8.0  # ems; shorter lines of one width are two kickers as well as one title
_RAGGED, _SLACK = 2.5, 1.5  # ems that a title's full line is narrower or wider than its column


class Front(NamedTuple):
    """The blocks of a front with their roles, in reading order, and the lines to join.

    ``joins``: (upper, lower); the lower block is not among the roles.
    """

    roles: dict[Block, str]
    joins: list[tuple[Block, Block]]


def front_of(elements: Sequence[Element], group: Group, story: int) -> list[Block]:
    """Give the titles of a group in file order, and the bylines next to them or to the story."""
    start, end = group.start, group.end
    while start and _is_signed(elements[start - 1]) and elements[start].follows:
        start -= 1
    while end < len(elements) and _is_signed(elements[end]) and elements[end].follows:
        end += 1
    out = [
        element.block
        for element in elements[start:end]
        if may_be_title(element) or element.role in TITLES or _is_signed(element)
    ]
    while story and _is_signed(elements[story - 1]):
        story -= 1
        if elements[story].block not in out:
            out.append(elements[story].block)
    return out


def _is_signed(element: Element) -> bool:
    """Tell whether an element names the author at the head of a story, not behind its end."""
    return is_authors(element) and element.block.text[0] not in "（("


def compose(
    front: Sequence[Block], kinship: Kinship, unit: int, measure: float, *, in_place: bool
) -> Front:
    """Tell kicker, headline and deck, and join the lines of one title.

    Titles that stand ``in_place``, right above their story, come in reading order; titles that were
    set apart can come largest first, and then a line below the headline that is longer, for
    it is set smaller, is its kicker.
    """
    told = number("kinship", "least_title_nats")
    bylines = [block for block in front if block.role == "byline"]
    lines = [block for block in front if block.role != "byline"]
    kin = {block: kinship.of(block.text) for block in lines}
    speaks = {
        block: max(each.at_first(unit), each.at_first(unit + 1)) >= told
        for block, each in kin.items()
    }
    titles = _joined(lines, speaks, measure)
    heads = [title for title in titles if not is_deck(title[0].text)] or titles
    head = _headline(heads, speaks, in_place=in_place)
    roles = {}
    for title in titles:
        if title is head:
            roles[title[0]] = "headline"
        elif is_deck(title[0].text) or title not in heads:
            roles[title[0]] = "deck"
        else:
            above = heads.index(title) < heads.index(head)
            smaller = not in_place and _width(title) > _width(head)
            roles[title[0]] = "kicker" if above or smaller else "deck"
    roles |= dict.fromkeys(bylines, "byline")
    rank = {role: nth for nth, role in enumerate(ORDER)}
    ordered = dict(sorted(roles.items(), key=lambda item: rank[item[1]]))
    return Front(ordered, [pair for title in titles for pair in pairwise(title)])


def _joined(lines: Sequence[Block], speaks: dict[Block, bool], measure: float) -> list[list[Block]]:
    out: list[list[Block]] = []
    for block in lines:
        if out and _is_one(out[-1][-1], block, speaks, measure):
            out[-1].append(block)
        else:
            out.append([block])
    return out


def _is_one(upper: Block, lower: Block, speaks: dict[Block, bool], measure: float) -> bool:
    """Tell whether two lines are one title."""
    if is_deck(lower.text) or is_deck(upper.text):
        return False
    if open_pairs(upper.text) or upper.text[-1] in CLAUSE_END:
        return True
    if was_doubled(upper) != was_doubled(lower):
        return False
    above, below = width_ems(upper.text), width_ems(lower.text)
    if -_RAGGED <= above - measure <= _SLACK and below <= measure / 2:
        return True  # a title in the column: what did not fit into its line
    if speaks[upper] and speaks[lower]:
        return above >= below - 3
    return speaks[upper] == speaks[lower] and abs(above - below) <= _SLACK and above >= _LONG


def _headline(
    heads: Sequence[list[Block]], speaks: dict[Block, bool], *, in_place: bool
) -> list[Block]:
    """Give the first title that is no kicker.

    A kicker is a short line above a longer one, or one that says nothing of the story above a
    line that does.
    """
    for title, below in pairwise(heads):
        told = _tells(title, speaks)
        if _width(title) > _WIDEST_KICKER or (told and not in_place):
            return title
        shorter = _width(title) < 0.7 * _width(below)
        if not shorter and (told or not _tells(below, speaks)):
            return title
    return heads[-1]


def _tells(title: Sequence[Block], speaks: dict[Block, bool]) -> bool:
    return any(speaks[block] or was_doubled(block) for block in title)


def _width(title: Sequence[Block]) -> float:
    return sum(width_ems(block.text) for block in title)
