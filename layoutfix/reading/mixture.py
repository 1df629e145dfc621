"""Find two columns that were extracted line by line in turn.

Where a page has wide leading some extractors sort the lines of both columns by their height
on the page, and the text comes out as 0, 6, 1, 7, 2, 8 …
Nothing in one line shows it; the characters on both sides of the breaks do: a line goes on in
the line after the next.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from layoutfix.tables import number

Bond = Callable[[int, int], float]


class Mixture(NamedTuple):
    """Lines from ``start`` to ``end`` of two columns; ``second`` holds those of the second."""

    start: int
    end: int
    second: tuple[int, ...]


class _Limits(NamedTuple):
    begin: float
    change: float
    lines: int
    reach: int


@cache
def _limits() -> _Limits:
    return _Limits(
        number("mixture", "begin_nats"),
        number("mixture", "change_nats"),
        int(number("mixture", "least_lines")),
        int(number("mixture", "reach_lines")),
    )


def find_mixtures(size: int, bond: Bond) -> list[Mixture]:
    """Give the stretches of ``size`` lines that are two columns in turn.

    Each line belongs to the column of the line above or to the other one, whose last line
    stands a few lines up; the best path tells which (Viterbi 1967).
    ``bond`` weighs line n for going on in line m.
    """
    limits = _limits()
    # State: how many lines up the other column's last line stands; 0: there is no other.
    scores = {0: 0.0}
    trail: list[dict[int, int]] = []
    for nth in range(1, size):
        best: dict[int, float] = {}
        back: dict[int, int] = {}
        for state, score in scores.items():
            for target, gain in _turns(nth, state, bond, limits):
                if score + gain > best.get(target, -1e9):
                    best[target], back[target] = score + gain, state
        scores = best
        trail.append(back)
    return _stretches(_states(scores, trail), limits.lines)


def _turns(nth: int, state: int, bond: Bond, limits: _Limits) -> list[tuple[int, float]]:
    """Give the states that line ``nth`` can be in after ``state``, with what each gains."""
    on = bond(nth - 1, nth)
    if state == 0:
        return [(0, on), (1, -limits.begin)]
    other = bond(nth - 1 - state, nth) - limits.change * (state > 1)
    turns = [(1, other), (0, on - 1.0)]
    if state < limits.reach:
        turns.append((state + 1, on - limits.change))
    return turns


def _states(scores: dict[int, float], trail: list[dict[int, int]]) -> list[int]:
    state = max(scores, key=lambda key: scores[key])
    out = [state]
    for back in reversed(trail):
        state = back[state]
        out.append(state)
    return out[::-1]


def _stretches(states: Sequence[int], least: int) -> list[Mixture]:
    out: list[Mixture] = []
    start = 0
    while start < len(states):
        if not states[start]:
            start += 1
            continue
        end = start
        while end < len(states) and states[end]:
            end += 1
        if end - start + 1 >= least:
            out.append(_sides(states, start, end))
        start = end
    return out


def _sides(states: Sequence[int], start: int, end: int) -> Mixture:
    """Tell the lines of the second column: the column changes where the state is 1."""
    second: list[int] = []
    side = False
    for nth in range(start, end):
        side = not side if states[nth] == 1 else side
        if side:
            second.append(nth)
    return Mixture(start - 1, end, tuple(second))
