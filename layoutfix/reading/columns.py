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
from operator import itemgetter
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
    """

    link: Link
    page: Sequence[bool]
    tight: Sequence[bool]
    title: Sequence[bool]
    wide: Sequence[bool]


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


_ALONE = -1
_FEW_WAYS = 24  # fewer lose the columns of a page with four


def find_columns(clues: Clues) -> list[Columns]:
    """Give the lines that came out row by row, where reading them so gains enough.

    Lines are taken in file order; each goes to the next column of the row, or skips some,
    opens a column, or ends all columns.
    Of the ways to do this the best few are followed from line to line (a beam search), and the
    one with the largest sum of links, less what its turns cost, is the reading.
    Where a quick look, that follows fewer ways, finds no columns, there are none.
    """
    limits = _limits()
    quick = limits._replace(ways=_FEW_WAYS)
    return _searched(clues, limits) if _searched(clues, quick) else []


def _searched(clues: Clues, limits: _Limits) -> list[Columns]:
    ways = [_Way(0.0, (0,), (0,), (False,), 0, None)]
    for nth in range(1, len(clues.page)):
        ways = _best(ways, nth, clues, limits)
    best = max(ways, key=lambda way: way.score + _flow(way, clues.link, limits))
    found = (_from_left(columns, clues.link, limits) for columns in _replay(best.trail))
    return [columns for columns in found if _is_clear(columns, clues.link, limits)]


def _best(ways: Sequence[_Way], nth: int, clues: Clues, limits: _Limits) -> list[_Way]:
    """Take line ``nth`` up into each way, and keep the best."""
    best: dict[tuple[tuple[int, ...], int], _Way] = {}
    ended = -math.inf
    for way in ways:
        if way.score < ways[0].score - limits.behind:
            break
        for after in _turns(way, nth, clues, limits):
            place = after.lasts, after.at
            if place not in best or after.score > best[place].score:
                best[place] = after
        alone = _ended(way, nth, clues, limits, ended)
        if alone:
            ended, best[alone.lasts, _ALONE] = alone.score, alone
    return nlargest(limits.ways, best.values(), key=itemgetter(0))


def _turns(way: _Way, nth: int, clues: Clues, limits: _Limits) -> Iterator[_Way]:
    """Let columns go on or begin; with a page they all end."""
    if clues.page[nth]:
        return
    yield from _continued(way, nth, clues, limits)
    if len(way.lasts) < limits.columns:
        yield _opened(way, nth, clues, limits)


def _ended(way: _Way, nth: int, clues: Clues, limits: _Limits, least: float) -> _Way | None:
    """Let all columns end and the line stand alone under them, if that gives more than ``least``.

    All ways that end here go on alike.
    """
    cost = limits.end_at_title if clues.title[nth] else limits.end
    if clues.page[nth]:
        cost = 0.0
    elif len(way.lasts) == 1 or way.score - cost + limits.most_flow < least:
        return None
    score = way.score + _flow(way, clues.link, limits) - cost
    if score <= least:
        return None
    trail = _Trail(way.trail, nth, _ALONE, opens=True)
    return _Way(score, (nth,), (nth,), (False,), 0, trail)


def _opened(way: _Way, nth: int, clues: Clues, limits: _Limits) -> _Way:
    """Let a column begin right of the last line."""
    at = way.at + 1
    cost = limits.begin if len(way.lasts) == 1 else limits.open
    cost += limits.block_breaks * clues.tight[nth] + limits.wide * clues.wide[nth]
    cost += limits.beside_title * clues.title[nth - 1]
    return _Way(
        way.score - cost,
        (*way.lasts[:at], nth, *way.lasts[at:]),
        (*way.firsts[:at], nth, *way.firsts[at:]),
        (*way.idle[:at], False, *way.idle[at:]),
        at,
        _Trail(way.trail, nth, at, opens=True),
    )


def _continued(way: _Way, nth: int, clues: Clues, limits: _Limits) -> Iterator[_Way]:
    """Let the line go on each of the columns; those that are skipped on the way get idle."""
    lasts = way.lasts
    count = len(lasts)
    if count == 1:
        score = way.score + clues.link(lasts[0], nth)
        trail = _Trail(way.trail, nth, 0, opens=False)
        yield _Way(score, (nth,), way.firsts, way.idle, 0, trail)
        return
    tight = clues.tight[nth]
    cost = limits.wide * clues.wide[nth] + limits.block_breaks * tight
    idle = list(way.idle)
    for steps in range(1, count + 1):
        at = (way.at + steps) % count
        if steps == count and tight:  # the block goes on
            cost, idle = -limits.block_goes_on, list(way.idle)
        elif steps == count:
            cost += limits.stay
        was_idle, idle[at] = idle[at], False
        score = way.score + clues.link(lasts[at], nth) - cost - limits.wake * was_idle
        trail = _Trail(way.trail, nth, at, opens=False)
        under = (*lasts[:at], nth, *lasts[at + 1 :])
        yield _Way(score, under, way.firsts, tuple(idle), at, trail)
        idle[at] = True
        cost += limits.skip_again if was_idle else limits.skip


def _flow(way: _Way, link: Link, limits: _Limits) -> float:
    """Weigh the columns for going on in each other: from the foot of one to the next head."""
    return _turned(way.lasts, way.firsts, link, limits)[0]


def _turned(
    lasts: Sequence[int], firsts: Sequence[int], link: Link, limits: _Limits
) -> tuple[float, int]:
    """Give the best flow and the column that it begins with.

    The rows begin with the column on the left, but for those above the head of its text.
    """
    if len(lasts) == 1:
        return 0.0, 0
    heads = [*firsts[1:], firsts[0]]
    seams = [
        mixed(link(foot, head), limits.other_story) for foot, head in zip(lasts, heads, strict=True)
    ]
    whole = sum(seams)
    # Beginning with column n leaves out the seam above it.
    flows = [whole - seams[n - 1] - limits.turned * (n > 0) for n in range(len(seams))]
    best = max(range(len(flows)), key=flows.__getitem__)
    return flows[best], best


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


def _from_left(columns: Columns, link: Link, limits: _Limits) -> Columns:
    lasts = [column[-1] for column in columns]
    firsts = [column[0] for column in columns]
    first = _turned(lasts, firsts, link, limits)[1]
    return columns[first:] + columns[:first]


def _is_clear(columns: Columns, link: Link, limits: _Limits) -> bool:
    """Tell whether columns are a much better reading than the lines in file order."""
    lines = sorted(chain.from_iterable(columns))
    if len(columns) == 1 or len(lines) < limits.lines:
        return False
    lasts = [column[-1] for column in columns]
    firsts = [column[0] for column in columns]
    gain = sum(_bound(column, link) for column in columns) - _bound(lines, link)
    gain += _turned(lasts, firsts, link, limits)[0]
    gain -= limits.begin + limits.open * (len(columns) - 2)
    return gain >= limits.gain


def _bound(lines: Iterable[int], link: Link) -> float:
    return sum(link(upper, lower) for upper, lower in pairwise(lines))
