"""Infer the measure: how many ems the lines of a column are wide."""

from collections import Counter
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from layoutfix.tables import number


class Reach(NamedTuple):
    """How far to look for the measure; lines and ems."""

    narrowest: float
    widest: float
    lines: int
    step: int
    candidates: int
    broken: float


def reach() -> Reach:
    """Read the numbers from the tables."""
    return Reach(
        number("measure", "narrowest_ems"),
        number("measure", "widest_ems"),
        int(number("measure", "reach_lines")),
        int(number("measure", "step_lines")),
        int(number("measure", "candidates_count")),
        number("measure", "broken_lines_ratio"),
    )


def find_measures(
    widths: Sequence[float], broken: Sequence[bool], where: Reach
) -> list[tuple[float, ...]]:
    """Give for each line the measures that its column may have, the likeliest first.

    A measure shows itself where lines of nearly the same width follow each other and break
    off in mid-sentence (``broken``); first lines of paragraphs, two ems shorter, seldom do.
    The answer is empty for lines that belong to no column.
    """
    rounded = [int(width * 2 + 0.5) for width in widths]
    out: list[tuple[float, ...]] = []
    for start in range(0, len(widths), where.step):
        window = slice(max(0, start - where.lines), start + where.step + where.lines)
        found = _candidates(rounded[window], broken[window], where)
        out += [found] * min(where.step, len(widths) - start)
    return out


def _candidates(
    rounded: Sequence[int], broken: Sequence[bool], where: Reach
) -> tuple[float, ...]:
    """Work in half ems: a digit is as wide as the smallest step between two lines."""
    low, high = where.narrowest * 2, where.widest * 2
    pairs = Counter(
        max(a, b)
        for a, b in zip(rounded, rounded[1:], strict=False)
        if -2 < a - b < 2 and low <= b <= high
    )
    if not pairs:
        return ()
    get = Counter(rounded).get
    cut = Counter(compress(rounded, broken)).get
    support = {
        w: get(w, 0) + 0.7 * (get(w - 1, 0) + get(w + 1, 0)) + 0.3 * get(w - 2, 0) for w in pairs
    }
    peaks = [
        w
        for w, s in support.items()
        if s >= 2
        and all(not _outdoes(support, v, w) for v in (w - 1, w + 1))
        and sum(cut(v, 0) for v in (w - 1, w, w + 1))
        >= where.broken * sum(get(v, 0) for v in (w - 1, w, w + 1))
    ]
    peaks.sort(key=lambda w: (-support[w], w))
    return tuple(w / 2 for w in peaks[: where.candidates])


def _outdoes(support: dict[int, float], rival: int, width: int) -> bool:
    return (support.get(rival, 0), rival) > (support[width], width)
