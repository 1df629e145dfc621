"""Read a line as units that stand there two to eight times.

A shadow or a fake bold is a second copy of each text run, so a doubled line is a short list of
runs, each set several times over.
De-doubling is parsing: of all ways to read the line the one with the shortest description
wins, as in minimum description length (Rissanen 1978), and it counts only if it explains
nearly the whole line.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from layoutfix.tables import defaults, per_rules

_LONG_RUN = 6  # characters
_SHARE_OF_RUNS = 0.6  # of the characters of a line
_LONG_LINE = 24  # characters; shorter ones have no room for two long runs and others


class Unit(NamedTuple):
    """``length`` characters from ``start`` that stand ``copies`` times in a row."""

    start: int
    length: int
    copies: int

    @property
    def end(self) -> int:
        """Give the offset behind the last copy."""
        return self.start + self.length * self.copies


class Costs(NamedTuple):
    """What describing a line costs, and what a reading must reach; see rules/defaults.toml."""

    single: float
    copies: float
    per_character: float
    most: int
    longest: int
    different: float
    explained: float
    saved: int
    unit: int
    glued: int
    glued_unit: int


@per_rules
def costs() -> Costs:
    """Read the numbers from the tables."""
    return Costs(*defaults()["doubled"].values())


@lru_cache(maxsize=1 << 14)
def different_in(text: str) -> int:
    """Count the different characters; two passes ask it of each line, one behind the other."""
    return len(set(text))


def _looks_doubled(text: str, limits: Costs) -> bool:
    """Tell cheaply whether ``text`` repeats enough characters to be worth parsing."""
    return 4 <= len(text) <= limits.longest and different_in(text) <= limits.different * len(text)


def which_may_be_doubled(texts: Sequence[str]) -> list[bool]:
    """Tell cheaply of which texts ``is_doubled`` could say yes to the reading.

    Copies explain so much of a doubled line, and half of what they explain is not new, so
    few of its characters are different ones.
    """
    limits = costs()
    longest = limits.longest
    different = min(limits.different, 1.001 - limits.explained / 2)
    return [
        4 <= len(text) <= longest
        and different_in(text)
        <= (different if len(text) < _LONG_LINE else limits.different) * len(text)
        and _has_letters(text)
        for text in texts
    ]


def _has_letters(text: str) -> bool:
    """Tell whether there is text at all: rules of dashes and rows of noughts are none."""
    return any(map(str.isalpha, text))


def may_be_glued(text: str) -> bool:
    """Tell cheaply whether ``glued_part`` could find something in the reading of ``text``.

    A copied unit stands twice, one right behind the other.
    """
    limits = costs()
    if not _looks_doubled(text, limits) or not _has_letters(text):
        return False
    unit = limits.glued_unit
    heads = [text[at : at + unit] for at in range(len(text) - unit + 1)]
    if len(set(heads)) == len(heads):
        return False
    for start, head in enumerate(heads):
        again = text.find(head, start + unit)
        while again >= 0:
            if text.startswith(text[start:again], again):
                return True
            again = text.find(head, again + 1)
    return False


def read_copies(text: str) -> list[Unit]:
    """Give the shortest reading of ``text``, with the same number of copies if that will do.

    A shadow is set the same number of times throughout, and only that tells 十五五 set twice
    (十十五五五五) from 十五 with more copies of 五.
    """
    units = parse(text)
    counts: Counter[int] = Counter()
    for unit in units:
        counts[unit.copies] += unit.length * unit.copies
    if len(counts) > 1:
        usual = max(counts, key=lambda copies: (counts[copies], copies))
        even = parse(text, usual) if usual > 1 else units
        if all(unit.copies > 1 for unit in even):
            return even
    return units


def parse(text: str, copies: int | None = None) -> list[Unit]:
    """Give the reading of ``text`` with the shortest description.

    A character that stands once is a unit of one copy; with ``copies``, all other units stand
    there so many times.
    """
    limits = costs()
    size = len(text)
    best = [0.0] + [1e9] * size
    last = [(0, 0, 1)] * (size + 1)
    for start, first in enumerate(text):
        base = best[start]
        if base + limits.single < best[start + 1]:
            best[start + 1] = base + limits.single
            last[start + 1] = (start, 1, 1)
        reach = min((size + start) // 2 + 1, start + limits.longest)
        again = text.find(first, start + 1, reach)
        while again >= 0:  # a second copy begins like the first
            length = again - start
            found = _copies(text, start, length, copies or limits.most)
            if found > 1 and found == (copies or found):
                cost = base + limits.copies + limits.per_character * length
                end = start + length * found
                if cost < best[end]:
                    best[end] = cost
                    last[end] = (start, length, found)
            again = text.find(first, again + 1, reach)
    units = []
    at = size
    while at:
        units.append(Unit(*last[at]))
        at = last[at][0]
    return units[::-1]


def _copies(text: str, start: int, length: int, most: int) -> int:
    unit = text[start : start + length]
    copies = 1
    at = start + length
    while copies < most and text.startswith(unit, at):
        copies += 1
        at += length
    return copies


def is_doubled(units: Sequence[Unit]) -> bool:
    """Tell whether a reading explains nearly the whole line by copies.

    Reduplication such as 研究研究 saves too little or is too short a unit to count, unless
    many units stand side by side, as where every character was set twice (座座谈谈).
    """
    limits = costs()
    size = sum(unit.length * unit.copies for unit in units)
    copied = [unit for unit in units if unit.copies > 1]
    explained = sum(unit.length * unit.copies for unit in copied)
    saved = sum(unit.length * (unit.copies - 1) for unit in copied)
    long = max((unit.length for unit in copied), default=0)
    return (
        (explained >= limits.explained * size or has_long_runs(units))
        and saved >= limits.saved
        and (long >= limits.unit or len(copied) >= limits.saved)
    )


def has_long_runs(units: Sequence[Unit]) -> bool:
    """Tell whether two different runs or more of a title are set several times, and others once.

    Extractors leave out copies that lie on what they copy, but only those of some runs.
    Running text can say a word twice on end, but not two long phrases, each as often.
    """
    long = [unit for unit in units if unit.copies > 1 and unit.length >= _LONG_RUN]
    explained = sum(unit.length * unit.copies for unit in long)
    return (
        len(long) > 1
        and len({unit.copies for unit in long}) == 1
        and explained >= _SHARE_OF_RUNS * units[-1].end
    )


def is_one_unit(units: Sequence[Unit]) -> bool:
    """Tell whether a line is a short word over and over: 月牙湖月牙湖.

    Words of two characters are not counted, for 研究研究 is one word.
    """
    unit = units[0]
    return len(units) == 1 and unit.copies > 1 and unit.length >= costs().unit


def glued_part(units: Sequence[Unit]) -> tuple[int, int] | None:
    """Give the stretch of a line that is doubled when the rest of it is not, or None.

    The stretch is at an end of the line: a caption behind a body line, or a plain name behind
    a headline.
    """
    limits = costs()
    if max((u.length for u in units if u.copies > 1), default=0) < limits.glued_unit:
        return None
    size = units[-1].end
    stretches = (_best_stretch(units), _trimmed(units))
    for start, end in stretches:
        if end - start >= limits.glued and (start == 0 or end == size) and end - start < size:
            return start, end
    return None


def _best_stretch(units: Sequence[Unit]) -> tuple[int, int]:
    """Find the stretch where copies outweigh single characters most (Kadane 1984)."""
    best = here = 0
    span = (0, 0)
    start = 0
    for unit in units:
        gain = unit.length * unit.copies if unit.copies > 1 else -3
        if here <= 0:
            here, start = 0, unit.start
        here += gain
        if here > best:
            best, span = here, (start, unit.end)
    return span


def _trimmed(units: Sequence[Unit]) -> tuple[int, int]:
    copied = [unit for unit in units if unit.copies > 1 and unit.length > 1]
    return (copied[0].start, copied[-1].end) if copied else (0, 0)
