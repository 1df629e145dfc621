"""Find columns that were extracted row by row.

Where the lines of several columns stand at the same heights, some extractors give the page
from top to bottom: the first line of every column, then the second of every column, and so on.
A column can begin lower or end higher than its neighbours, be cut by a picture, or give two
lines at once, and under the next headline their number changes.
Nothing in one line tells its column; what goes on in what does, all lines taken together.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import chain, pairwise
from typing import NamedTuple

from layoutfix.reading.links import mixed
from layoutfix.tables import number, per_rules

Link = Callable[[int, int], float]


class Clues(NamedTuple):
    """What is known of a stretch of lines in file order.

    ``link`` weighs line n for going on in line m, in nats.
    ``page``: a page begins with the line.
    ``tight``: it stands close under the line above, though most lines do not: the extractor
    saw one block.
    ``title``: it looks like a title; ``wide``: it is wider than a column.
    ``beside``: it stands on the base line of the line above it in the file.
    """

    link: Link
    page: Sequence[bool]
    tight: Sequence[bool]
    title: Sequence[bool]
    wide: Sequence[bool]
    beside: Sequence[bool]


Columns = list[list[int]]
"""Lines that stand in columns side by side, from left to right."""


class _Limits(NamedTuple):
    begin: float
    open: float
    end: float
    end_at_title: float
    skip: float
    skip_again: float
    wake: float
    stay: float
    block_goes_on: float
    block_breaks: float
    wide: float
    other_story: float
    turned: float
    most_flow: float
    beside_title: float
    columns: int
    ways: int
    behind: float
    gain: float
    lines: int
    usual: float


@per_rules
def _limits() -> _Limits:
    return _Limits(
        begin=number("columns", "begin_nats"),
        open=number("columns", "open_nats"),
        end=number("columns", "end_nats"),
        end_at_title=number("columns", "end_at_title_nats"),
        skip=number("columns", "skip_nats"),
        skip_again=number("columns", "skip_again_nats"),
        wake=number("columns", "wake_nats"),
        stay=number("columns", "stay_nats"),
        block_goes_on=number("columns", "block_goes_on_nats"),
        block_breaks=number("columns", "block_breaks_nats"),
        wide=number("columns", "wide_nats"),
        other_story=number("columns", "other_story_ratio"),
        turned=number("columns", "turned_nats"),
        most_flow=number("columns", "most_flow_nats"),
        beside_title=number("columns", "beside_title_nats"),
        columns=int(number("columns", "most_columns_count")),
        ways=int(number("columns", "kept_ways_count")),
        behind=number("columns", "behind_nats"),
        gain=number("columns", "least_gain_nats"),
        lines=int(number("columns", "least_lines")),
        usual=number("columns", "usual_link_nats"),
    )


class _Way(NamedTuple):
    """One way to read the lines so far.

    ``lasts`` and ``firsts``: last and first line of each column, from left to right.
    ``idle``: columns that had no line when it was last their turn.
    ``at``: the column of the last line.
    ``trail``: where each line went, the last one first.
    """

    score: float
    lasts: tuple[int, ...]
    firsts: tuple[int, ...]
    idle: tuple[bool, ...]
    at: int
    trail: "_Trail | None"


class _Trail(NamedTuple):
    before: "_Trail | None"
    line: int
    column: int
    opens: bool
    """The line begins a column; column -1: it stands alone under all columns."""


_Place = tuple[tuple[int, ...], int]  # last line of each column, and the column of the last one
_Turn = tuple[float, _Way, bool]  # score, the way that takes it, whether it opens a column

_ALONE = -1
_FEW_WAYS = 24  # fewer lose the columns of a page with four


def find_columns(clues: Clues) -> list[Columns]:
    """Give the lines that came out row by row, where reading them so gains enough.

    Lines are taken in file order; each goes to the next column of the row, or skips some,
    opens a column, or ends all columns.
    Of the ways to do this the best few are followed from line to line (a beam search), and the
    one with the largest sum of links, less what its turns cost, is the reading.
    Where the lines go on in the next ones well enough, or a quick look, that follows fewer ways,
    finds no columns, there are none; but lines that stand beside each other do so in columns.
    """
    limits = _limits()
    certain = any(clues.beside)
    if not certain and _bound(range(len(clues.page)), clues.link) > limits.usual * len(clues.page):
        return []
    quick = limits._replace(ways=_FEW_WAYS)
    seams = _Seams(clues.link, limits)
    return _searched(clues, limits, seams) if certain or _searched(clues, quick, seams) else []


class _Seams(dict[tuple[int, int], float]):
    """What it weighs that a column goes on in another: by its last line and the other's first."""

    def __init__(self, link: Link, limits: _Limits) -> None:
        super().__init__()
        self.link = link
        self.other_story = limits.other_story

    def __missing__(self, pair: tuple[int, int]) -> float:
        weight = self[pair] = mixed(self.link(*pair), self.other_story)
        return weight


def _searched(clues: Clues, limits: _Limits, seams: _Seams) -> list[Columns]:
    ways = [_Way(0.0, (0,), (0,), (False,), 0, None)]
    for nth in range(1, len(clues.page)):
        ways = _best(ways, nth, clues, limits, seams)
    best = max(ways, key=lambda way: way.score + _turned(way.lasts, way.firsts, seams, limits)[0])
    found = (_from_left(columns, seams, limits) for columns in _replay(best.trail))
    return [columns for columns in found if _is_clear(columns, clues, seams, limits)]


def _best(
    ways: Sequence[_Way], nth: int, clues: Clues, limits: _Limits, seams: _Seams
) -> list[_Way]:
    """Take line ``nth`` up into each way, and keep the best.

    Most turns are not kept, so what is weighed is a turn, and a way is made of it afterwards.
    """
    best: dict[_Place, _Turn] = {}
    links: dict[int, float] = {}
    page, least = clues.page[nth], ways[0].score - limits.behind
    ended = floor = -math.inf
    is_last = nth + 1 == len(clues.page)
    for way in ways:
        if way.score < least:
            break
        if not page:
            top = _continue(best, links, way, nth, clues, limits, floor)
            if not is_last:
                floor = max(floor, top - limits.behind)  # what is below is not followed
            if len(way.lasts) < limits.columns:
                _open(best, way, nth, clues, limits)
        score = _ended(way, nth, clues, limits, seams, ended)
        if score is not None:
            ended, best[(nth,), _ALONE] = score, (score, way, True)
    kept = nlargest(limits.ways, best.items(), key=_score)
    tight = clues.tight[nth]
    if not is_last:
        floor = kept[0][1][0] - limits.behind
        kept = [each for each in kept if each[1][0] >= floor]
    return [_way(place, turn, nth, tight=tight) for place, turn in kept]


def _score(item: tuple[_Place, _Turn]) -> float:
    return item[1][0]


def _ended(  # noqa: PLR0913, PLR0917 - the inner loop
    way: _Way, nth: int, clues: Clues, limits: _Limits, seams: _Seams, least: float
) -> float | None:
    """Let all columns end and the line stand alone under them, if that gives more than ``least``.

    All ways that end here go on alike.
    """
    cost = limits.end_at_title if clues.title[nth] else limits.end
    if clues.beside[nth]:
        return None
    if clues.page[nth]:
        cost = 0.0
    elif len(way.lasts) == 1 or way.score - cost + limits.most_flow < least:
        return None
    score = way.score + _turned(way.lasts, way.firsts, seams, limits)[0] - cost
    return score if score > least else None


def _open(best: dict[_Place, _Turn], way: _Way, nth: int, clues: Clues, limits: _Limits) -> None:
    """Let a column begin right of the last line."""
    lasts = way.lasts
    cost = limits.begin if len(lasts) == 1 else limits.open
    cost += limits.block_breaks * clues.tight[nth] + limits.wide * clues.wide[nth]
    cost += limits.beside_title * clues.title[nth - 1]
    if clues.beside[nth] and len(lasts) == 1:
        cost = 0.0
    score = way.score - cost
    at = way.at + 1
    place = (*lasts[:at], nth, *lasts[at:]), at
    rival = best.get(place)
    if rival is None or score > rival[0]:
        best[place] = score, way, True


def _continue(  # noqa: PLR0913, PLR0917 - the inner loop
    best: dict[_Place, _Turn],
    links: dict[int, float],
    way: _Way,
    nth: int,
    clues: Clues,
    limits: _Limits,
    floor: float,
) -> float:
    """Let the line go on each of the columns, and give the best score.

    ``links``: what was weighed of it already; a turn below ``floor`` is not taken.
    """
    above, lasts, _, idle, column, _ = way
    count = len(lasts)
    tight = clues.tight[nth]
    top = -math.inf
    cost = 0.0 if count == 1 else limits.wide * clues.wide[nth] + limits.block_breaks * tight
    for steps in range(1, count + (not clues.beside[nth])):
        at = (column + steps) % count
        if steps == count > 1:
            cost = -limits.block_goes_on if tight else cost + limits.stay
        upper = lasts[at]
        link = links.get(upper)
        if link is None:
            link = links[upper] = clues.link(upper, nth)
        score = above + link - cost
        if idle[at]:
            score -= limits.wake
        top = max(top, score)
        if score >= floor:
            place = (*lasts[:at], nth, *lasts[at + 1 :]), at
            rival = best.get(place)
            if rival is None or score > rival[0]:
                best[place] = score, way, False
        cost += limits.skip_again if idle[at] else limits.skip
    return top


def _way(place: _Place, turn: _Turn, nth: int, *, tight: bool) -> _Way:
    """Give the way that a turn makes of the one that takes it."""
    lasts, at = place
    score, way, opens = turn
    trail = _Trail(way.trail, nth, at, opens)
    if at == _ALONE:
        return _Way(score, lasts, lasts, (False,), 0, trail)
    firsts, idle = way.firsts, way.idle
    if opens:
        firsts = (*firsts[:at], nth, *firsts[at:])
        return _Way(score, lasts, firsts, (*idle[:at], False, *idle[at:]), at, trail)
    return _Way(score, lasts, firsts, _idle(way, at, tight=tight), at, trail)


def _idle(way: _Way, at: int, *, tight: bool) -> tuple[bool, ...]:
    """Let the columns get idle that are skipped on the way to column ``at``; a block skips none."""
    count = len(way.lasts)
    steps = (at - way.at) % count or count
    idle = list(way.idle)
    if not (steps == count and tight):
        for step in range(1, steps):
            idle[(way.at + step) % count] = True
    idle[at] = False
    return tuple(idle)


def _turned(
    lasts: Sequence[int], firsts: Sequence[int], seams: _Seams, limits: _Limits
) -> tuple[float, int]:
    """Weigh the columns for going on in each other: from the foot of one to the next head.

    Give the best flow and the column that it begins with.
    The rows begin with the column on the left, but for those above the head of its text.
    """
    if len(lasts) == 1:
        return 0.0, 0
    heads = (*firsts[1:], firsts[0])
    weights = [seams[pair] for pair in zip(lasts, heads, strict=True)]
    whole = sum(weights)
    # Beginning with column n leaves out the seam above it.
    flows = [whole - weights[n - 1] - limits.turned * (n > 0) for n in range(len(weights))]
    best = max(flows)
    return best, flows.index(best)


def _replay(trail: _Trail | None) -> Iterator[Columns]:
    """Give the columns of each region that a way went through."""
    steps: list[_Trail] = []
    while trail:
        steps.append(trail)
        trail = trail.before
    columns = [[0]]
    for step in reversed(steps):
        if step.column == _ALONE:
            yield columns
            columns = [[step.line]]
        elif step.opens:
            columns.insert(step.column, [step.line])
        else:
            columns[step.column].append(step.line)
    yield columns


def _from_left(columns: Columns, seams: _Seams, limits: _Limits) -> Columns:
    lasts = [column[-1] for column in columns]
    firsts = [column[0] for column in columns]
    first = _turned(lasts, firsts, seams, limits)[1]
    return columns[first:] + columns[:first]


def _is_clear(columns: Columns, clues: Clues, seams: _Seams, limits: _Limits) -> bool:
    """Tell whether columns are a much better reading than the lines in file order."""
    lines, link = sorted(chain.from_iterable(columns)), clues.link
    if len(columns) > 1 and any(clues.beside[line] for line in lines):
        return True
    if len(columns) == 1 or len(lines) < limits.lines:
        return False
    lasts = [column[-1] for column in columns]
    firsts = [column[0] for column in columns]
    gain = sum(_bound(column, link) for column in columns) - _bound(lines, link)
    gain += _turned(lasts, firsts, seams, limits)[0]
    gain -= limits.begin + limits.open * (len(columns) - 2)
    return gain >= limits.gain


def _bound(lines: Iterable[int], link: Link) -> float:
    return sum(link(upper, lower) for upper, lower in pairwise(lines))
