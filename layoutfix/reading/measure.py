"""Infer the measure: how many ems the lines of a column are wide."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from layoutfix.reading.evidence import OPENER, PLAIN, SENTENCE
from layoutfix.tables import number

_INSIDE = re.compile(r"[，。、；：？！“”「」《》](?!\Z)")
_INDENT = 3.0  # ems, with a mark that was squeezed
_FEW, _NEARLY_ALL = 3, 0.8  # windows that show the measure of a text with one column
_OFTEN = 0.05  # of the windows, for another one
_WIDE, _MOVED_IN = 26.0, 6.0  # ems of a column that has no other beside it, and of its indents


class Reach(NamedTuple):
    """How far to look for the measure; lines and ems."""

    narrowest: float
    narrowest_alone: float
    widest: float
    over: float
    lines: int
    step: int
    candidates: int
    broken: float
    marked: float
    least: float
    least_more: float


def reach() -> Reach:
    """Read the numbers from the tables."""
    return Reach(
        number("measure", "narrowest_ems"),
        number("measure", "narrowest_alone_ems"),
        number("measure", "widest_ems"),
        number("measure", "over_width_ems"),
        int(number("measure", "reach_lines")),
        int(number("measure", "step_lines")),
        int(number("measure", "candidates_count")),
        number("measure", "broken_lines_ratio"),
        number("measure", "marked_lines_ratio"),
        number("measure", "least_lines"),
        number("measure", "least_other_lines"),
    )


def find_measures(
    widths: Sequence[float], ends: Sequence[int], texts: Sequence[str], where: Reach
) -> list[tuple[float, ...]]:
    """Give for each line the measures that its column may have, the likeliest first.

    A measure shows itself in the lines inside paragraphs: they are about equally wide, most
    break off in mid-sentence, as ``ends`` (classes of evidence) tells, and some have a comma
    or a full stop inside, which columns of names and verse without marks have not.
    Lines with a wide gap inside are rows of a table, or names that were padded.
    Where paragraphs are too short to have lines inside, as in an agenda, they have the measures
    that nearly all of the text has, if some of their lines break off there.
    The answer is empty for lines that belong to no column, and for all lines where no column
    is wide: a narrow one stands beside a picture, among others.
    """
    low, high = where.narrowest, where.widest
    inner = [
        int(width * 2 + 0.5) if low <= width <= high and SENTENCE not in (end, above) else 0
        for width, end, above in zip(widths, ends, [SENTENCE, *ends], strict=False)
    ]
    for nth, text in enumerate(texts):
        if "\u3000" in text or "  " in text:
            inner[nth] = 0
    inner = [
        width if -2 <= width - above <= 2 or -2 <= width - below <= 2 else 0
        for above, width, below in zip([0, *inner], inner, [*inner[1:], 0], strict=False)
    ]
    broken = [end in (PLAIN, OPENER) for end in ends]
    marked = [_INSIDE.search(text) is not None for text in texts]
    windows = [
        slice(max(0, start - where.lines), start + where.step + where.lines)
        for start in range(0, len(widths), where.step)
    ]
    found = [_candidates(inner[each], broken[each], marked[each], where) for each in windows]
    usual = _usual_measures(found)
    out: list[tuple[float, ...]] = []
    for window, shown in zip(windows, found, strict=True):
        measures = shown or tuple(
            [m for m in usual if _breaks_off_at(m, widths[window], broken[window], where)]
        )
        out += [measures] * min(where.step, len(widths) - len(out))
    widest = max((max(each) for each in out if each), default=0.0)
    if widest < where.narrowest_alone:
        return [()] * len(out)
    if max(widths) > where.narrowest_alone + where.over:
        return [_fitting(*pair, where.over) for pair in zip(out, widths, strict=True)]
    return out


def _usual_measures(found: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """Give the measures of a text that is one column, the most common first, or none.

    In a wide column the lines of items and speeches are moved in, beside what stands out.
    """
    shown = Counter(measures[0] for measures in found if measures)
    if shown.total() < _FEW:
        return ()
    usual = shown.most_common(1)[0][0]
    reach = _MOVED_IN if usual >= _WIDE else 1.0
    alike = {m: count for m, count in shown.items() if abs(m - usual) <= reach}
    if sum(alike.values()) < _NEARLY_ALL * shown.total():
        return ()
    near = {m: alike[m] + alike.get(m - 0.5, 0) + alike.get(m + 0.5, 0) for m in alike}
    others = [m for m in near if abs(m - usual) > 1 and near[m] >= _OFTEN * shown.total()]
    return (usual, *sorted(others, key=lambda m: (-near[m], m))[:1])


def _breaks_off_at(
    measure: float, widths: Sequence[float], broken: Sequence[bool], where: Reach
) -> bool:
    """Tell whether a few lines break off in mid-sentence at a measure, or an indent short of it."""
    full = (-_INDENT <= width - measure <= 1 for width in compress(widths, broken))
    return sum(full) >= where.least


def _fitting(measures: tuple[float, ...], width: float, over: float) -> tuple[float, ...]:
    """Leave out the measures that a line is far too wide for: it is a paragraph of its own."""
    if not measures or width <= min(measures) + over:
        return measures
    return tuple([measure for measure in measures if width <= measure + over])


def _candidates(
    inner: Sequence[int], broken: Sequence[bool], marked: Sequence[bool], where: Reach
) -> tuple[float, ...]:
    """Cover the lines with as few measures as will do.

    Widths are in half ems: a digit is as wide as the smallest step between two lines.
    """
    counts = Counter(inner)
    del counts[0]
    cut = Counter(compress(inner, broken))
    inside = Counter(compress(inner, marked))
    out: list[float] = []
    while counts and len(out) < where.candidates:
        covered = {w: n + counts[w - 1] + counts[w + 1] + n / 4 for w, n in counts.items()}
        best = max(covered, key=lambda w: (covered[w], w))
        near = (best - 1, best, best + 1)
        if covered[best] < (where.least_more if out else where.least):
            break
        lines = sum(counts[w] for w in near)
        is_text = sum(inside[w] for w in near) >= where.marked * lines
        if is_text and sum(cut[w] for w in near) >= where.broken * lines:
            out.append(best / 2)
        for w in near:
            del counts[w]
    return tuple(out)
