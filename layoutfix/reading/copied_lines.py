"""Find lines that are copies of each other, or one text set several times over their breaks.

A copy is drawn behind what it copies, so it begins with a step back, and an extractor that
begins a line there gives a doubled title as a staircase: A, A：, ：B, BC, C.
Where each glyph was drawn by itself, the steps are single characters.
Lines are therefore read together, as one text without its white space (``doubled``).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from layoutfix.model.glyphs import CLAUSE_END, SENTENCE_END, count_han, width_ems
from layoutfix.reading.doubled import (
    Unit,
    different_in,
    is_doubled,
    is_one_unit,
    may_be_doubled,
    read_copies,
)
from layoutfix.reading.role_marks import role_of_line

_STEP = 3  # characters on a line where each glyph was drawn by itself
_MOST_CHARACTERS = 4000
_REACH = 6  # lines of another column between two lines of a frame
_SHORTEST_PAIR, _LONGEST_PAIR = 5, 40  # four characters can be a credit: 资料图片
_LONGEST_CREDIT = 10
_MARKS = SENTENCE_END | CLAUSE_END


class Copied(NamedTuple):
    """Lines from ``start`` to before ``end`` that are one text, and how they repeat it.

    ``text``: the lines put together without white space; the offsets of ``units`` are in it.
    """

    start: int
    end: int
    text: str
    units: Sequence[Unit]

    @property
    def single(self) -> str:
        """Give the text with one copy of each unit."""
        return "".join(self.text[unit.start : unit.start + unit.length] for unit in self.units)

    @property
    def copies(self) -> int:
        """Give how often most of the text is set."""
        counts: Counter[int] = Counter()
        for unit in self.units:
            counts[unit.copies] += unit.length * unit.copies
        return counts.most_common(1)[0][0]

    @property
    def is_pair(self) -> bool:
        """Tell whether the lines all say the same, each the whole of it."""
        return self.end - self.start > 1 and len(self.units) == 1


class Group(NamedTuple):
    """Copied lines that follow each other, and whether they are a frame that was set twice."""

    parts: Sequence[Copied]
    is_frame: bool


def find_copied(lines: Sequence[str]) -> Iterator[Group]:
    """Yield groups of lines in which copies explain nearly everything.

    ``lines`` are without white space, and none is empty.
    What could be a refrain, a row of a table or a credit counts only beside copies that could
    be nothing else, or in a frame of running text.
    """
    stretches = _stretches(lines)
    found = [part for each in stretches for part in _parts(lines, *each) if _explains(part)]
    is_text = bool(found) and _is_running_text(lines)
    for near in _together(found, _REACH):
        is_frame = _is_frame(near)
        for group in _together(near):
            believed = group if is_frame else _believed(group, is_text=is_text)
            yield from (Group(parts, is_frame) for parts in _together(believed))


def _stretches(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield lines on end each of which may hold copies, short ones between them included."""
    shows = _signs(lines)
    short = [len(line) <= _STEP for line in lines]
    may = [one or other for one, other in zip(shows, short, strict=True)]
    at = 0
    for candidate, run in groupby(may):
        end = at + len(list(run))
        if candidate and any(shows[at:end]):
            yield from _cut_long(lines, at, end)
        at = end


def _signs(lines: Sequence[str]) -> list[bool]:
    """Tell of each line whether it repeats itself, or the line above or below repeats it."""
    shows = [may_be_doubled(line) for line in lines]
    for nth, (upper, lower) in enumerate(pairwise(lines)):
        if lower[0] in upper and _goes_back(upper, lower):
            shows[nth] = shows[nth + 1] = True
    for period in (2, 3):
        for nth in range(len(lines) - 2 * period + 1):
            if lines[nth] == lines[nth + period] and len(lines[nth]) > _STEP:
                block = lines[nth : nth + period]
                if block == lines[nth + period : nth + 2 * period]:
                    shows[nth : nth + 2 * period] = [True] * 2 * period
    return shows


def _goes_back(upper: str, lower: str) -> bool:
    """Tell whether a line begins with the end of the line above, or stands in it."""
    at = upper.find(lower[0])
    while at >= 0:
        if lower.startswith(upper[at:]) or upper.startswith(lower, at):
            return True
        at = upper.find(lower[0], at + 1)
    return False


def _cut_long(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long to be read at once where no copy goes over the break."""
    size = 0
    for nth in range(start, end):
        size += len(lines[nth])
        if size >= _MOST_CHARACTERS and nth + 1 < end and lines[nth + 1][0] not in lines[nth]:
            yield start, nth + 1
            start, size = nth + 1, 0
    if size < 2 * _MOST_CHARACTERS:
        yield start, end


def _parts(lines: Sequence[str], start: int, end: int) -> Iterator[Copied]:
    """Read lines as one text, and part them where no copy goes over the break.

    Lines that hold no copies are left out; steps of single characters are one text.
    """
    text = "".join(lines[start:end])
    if different_in(text) < _STEP:
        return
    ends = list(accumulate(map(len, lines[start:end])))
    units = read_copies(text)
    inside = {at for unit in units if unit.copies > 1 for at in range(unit.start + 1, unit.end)}
    copied = [False] * len(text)
    for unit in units:
        copied[unit.start : unit.end] = [unit.copies > 1] * (unit.end - unit.start)
    begins = [0, *ends[:-1]]
    holds = [2 * sum(copied[a:b]) > b - a for a, b in zip(begins, ends, strict=True)]
    run: list[int] = []
    for nth, held in enumerate(holds):
        is_step = run and max(len(lines[start + nth]), len(lines[start + run[-1]])) <= _STEP
        if run and not (held and (begins[nth] in inside or is_step)):
            yield _copied(lines, start + run[0], start + run[-1] + 1)
            run = []
        if held:
            run.append(nth)
    if run:
        yield _copied(lines, start + run[0], start + run[-1] + 1)


def _copied(lines: Sequence[str], start: int, end: int) -> Copied:
    text = "".join(lines[start:end])
    return Copied(start, end, text, read_copies(text))


def _explains(part: Copied) -> bool:
    """Tell whether copies explain nearly the whole, and it is words that they repeat."""
    text, units = part.text, part.units
    explained = sum(unit.length * unit.copies for unit in units if unit.copies > 1)
    letters = sum(char.isalpha() for char in text)
    return 20 * explained >= 17 * len(text) and (
        2 * count_han(text) >= len(text) or 10 * letters >= 9 * len(text)
    )


def _together(parts: Sequence[Copied], apart: int = 0) -> Iterator[list[Copied]]:
    """Yield the parts that follow each other with at most so many lines between them."""
    group: list[Copied] = []
    for part in parts:
        if group and part.start - group[-1].end > apart:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _is_frame(group: Sequence[Copied]) -> bool:
    """Tell whether copied lines are running text: a frame that was set twice in one place.

    Its lines are as wide as their column, most break off in mid-sentence, and some have a
    mark inside; titles have all that seldom, and never four lines of them.
    """
    singles = [part.single for part in group if len(part.units) == 1]
    if len(singles) < 4:
        return False
    full = sorted(map(width_ems, singles))[len(singles) // 2]
    wide = [text for text in singles if abs(width_ems(text) - full) <= 1.5]
    broken = sum(text[-1] not in _MARKS for text in wide)
    return len(wide) >= 3 and 2 * broken >= len(wide) and 8 * _marked(singles) >= len(singles)


def _is_running_text(lines: Sequence[str]) -> bool:
    """Tell whether there is text beside the copies, as there is none beside a song."""
    return 12 * _marked(lines) >= len(lines)


def _marked(lines: Sequence[str]) -> int:
    return sum(not _MARKS.isdisjoint(line[:-1]) for line in lines)


def _believed(group: Sequence[Copied], *, is_text: bool) -> list[Copied]:
    """Leave out what could be another thing than copies, unless it stands beside copies."""
    sure = [_is_sure(part, is_text=is_text) for part in group]
    beside = [False, *sure], [*sure[1:], False]
    return [
        part
        for part, *near in zip(group, sure, *beside, strict=False)
        if any(near) and (near[0] or part.text[-1] not in _MARKS)
    ]


def _is_sure(part: Copied, *, is_text: bool) -> bool:
    text = part.single
    if part.end - part.start > 1 and len(part.text) <= _STEP * (part.end - part.start):
        return _is_ladder(part)
    if len(part.units) == 1 and text[-1] in _MARKS:
        return False  # a refrain, or a cry: 加油！加油！
    if part.is_pair:
        is_credit = len(text) <= _LONGEST_CREDIT and role_of_line(text) is not None
        return is_text and not is_credit and _SHORTEST_PAIR <= len(text) <= _LONGEST_PAIR
    return is_doubled(part.units) or (part.end - part.start == 1 and is_one_unit(part.units))


def _is_ladder(part: Copied) -> bool:
    """Tell whether steps of single characters are a title, and no column of answers.

    A title has different characters, each set equally often.
    """
    text = part.single
    even = sum(unit.length for unit in part.units if unit.copies == part.copies)
    return len(text) > _STEP and 5 * min(even, different_in(text) / 0.75) >= 4 * len(text)
