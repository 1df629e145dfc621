"""Compose the front of an article from the lines of its titles."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.articles.candidates import Group, cuts_a_word, may_be_title
from layoutfix.articles.front import ORDER, is_deck
from layoutfix.articles.kinship import Kinship
from layoutfix.articles.outline import TITLES, Element, opens_story, was_doubled
from layoutfix.articles.plan import Story
from layoutfix.model.glyphs import CLAUSE_END, open_pairs, width_ems
from layoutfix.model.page import Block
from layoutfix.tables import number

_WIDEST_KICKER = 12.0  # ems
_REST = 2.0  # ems; a title of its own has more
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
    while start and opens_story(elements[start - 1]) and elements[start].follows:
        start -= 1
    while end < len(elements) and opens_story(elements[end]) and elements[end].follows:
        end += 1
    out = [
        element.block
        for element in elements[start:end]
        if may_be_title(element) or element.role in TITLES or opens_story(element)
    ]
    while story and opens_story(elements[story - 1]):
        story -= 1
        if elements[story].block not in out:
            out.append(elements[story].block)
    return out


def compose(front: Sequence[Block], kinship: Kinship, story: Story, measure: float) -> Front:
    """Tell kicker, headline and deck, and join the lines of one title.

    ``measure``: of the story's first paragraph, in ems.
    Titles that stand right above their story come in reading order; titles that were set apart
    can come largest first, and then a line below the headline that is longer, for it is set
    smaller, is its kicker; lines that print doubled alike are of one size, and stay in order.
    """
    bylines = [block for block in front if block.role == "byline"]
    lines = [_line(block, kinship, story.unit) for block in front if block.role != "byline"]
    titles = _joined(lines, kinship, measure)
    heads = [title for title in titles if not is_deck(title[0].block.text)] or titles
    head = _headline(heads, story)
    roles = {}
    for title in titles:
        role = "headline" if title is head else "deck"
        if title in heads and title is not head:
            smaller = not story.in_place and _width(title) > _width(head)
            smaller = smaller and not (title[0].doubled and head[0].doubled)
            role = "kicker" if smaller or heads.index(title) < heads.index(head) else "deck"
        roles[title[0].block] = role
    roles |= dict.fromkeys(bylines, "byline")
    rank = {role: nth for nth, role in enumerate(ORDER)}
    ordered = dict(sorted(roles.items(), key=lambda item: rank[item[1]]))
    joins = [(upper.block, lower.block) for title in titles for upper, lower in pairwise(title)]
    return Front(ordered, joins)


class _Line(NamedTuple):
    """A line of display text: its ems, and whether it speaks of the story, or was doubled."""

    block: Block
    width: float
    speaks: bool
    doubled: bool

    @property
    def tells(self) -> bool:
        """Tell whether the line shows itself a title of the story."""
        return self.speaks or self.doubled


_Title = list[_Line]


def _line(block: Block, kinship: Kinship, unit: int) -> _Line:
    kin = kinship.of(block.text)
    told = max(kin.at_first(unit), kin.at_first(unit + 1))
    speaks = told >= number("kinship", "least_title_nats")
    return _Line(block, width_ems(block.text), speaks, was_doubled(block))


def _joined(lines: Sequence[_Line], kinship: Kinship, measure: float) -> list[_Title]:
    out: list[_Title] = []
    for line in lines:
        if out and _is_one(out[-1][-1], line, kinship, measure):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _is_one(upper: _Line, lower: _Line, kinship: Kinship, measure: float) -> bool:
    """Tell whether two lines are one title."""
    above, below = upper.block.text, lower.block.text
    if is_deck(above) or is_deck(below) or upper.doubled != lower.doubled:
        return False
    if open_pairs(above) or above[-1] in CLAUSE_END or _is_rest(upper, lower, kinship, measure):
        return True
    if cuts_a_word(above, below):
        return True
    if (
        above[0] in "【〖"
        and below[0] not in "【〖"
        and (lower.tells or lower.width <= upper.width)
    ):
        return True  # what stands in brackets opens the title
    if upper.speaks and lower.speaks:
        return upper.width >= lower.width - 3
    alike = abs(upper.width - lower.width) <= _SLACK and upper.width >= _LONG
    return alike and upper.speaks == lower.speaks


def _is_rest(upper: _Line, lower: _Line, kinship: Kinship, measure: float) -> bool:
    """Tell whether a short line is what did not fit into the line above.

    The line above fills its column, or the story has the characters across the break.
    """
    if upper.width < _LONG or lower.width > upper.width / 2:
        return False
    pair = upper.block.text[-1] + lower.block.text[0]
    fills = -_RAGGED <= upper.width - measure <= _SLACK
    return fills or lower.width <= _REST or (pair.isalnum() and kinship.knows(pair))


def _headline(heads: Sequence[_Title], story: Story) -> _Title:
    """Give the first title that is no kicker.

    A kicker is a short line above a longer one, or one that says nothing of the story above a
    line that does.
    Where nothing but the words tells which lines belong together, a title that says nothing of
    the story is none.
    """
    loose = story.group is not None and not story.group.tight and any(map(_tells, heads))
    for title, below in pairwise(heads):
        told = _tells(title)
        if told and not story.in_place:
            return title
        if loose and not told:
            continue
        if _width(title) > _WIDEST_KICKER:
            return title
        shorter = _width(title) < 0.7 * _width(below)
        if not shorter and (told or not _tells(below)):
            return title
    return heads[-1]


def _tells(title: _Title) -> bool:
    return any(line.tells for line in title)


def _width(title: _Title) -> float:
    return sum(line.width for line in title)
