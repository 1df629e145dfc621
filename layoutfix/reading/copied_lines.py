"""Find lines that are copies of each other, or one text set several times over their breaks.

A copy is drawn behind what it copies, so it begins with a step back, and an extractor that
begins a line there gives a doubled title as a staircase: A, A：, ：B, BC, C.
Where each glyph was drawn by itself, the steps are single characters.
Lines are therefore read together, as one text without its white space (``doubled``).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise, permutations
from math import gcd
from typing import NamedTuple

from layoutfix.model.glyphs import CLAUSE_END, SENTENCE_END, count_han, width_ems
from layoutfix.reading.doubled import (
    Unit,
    different_in,
    has_long_runs,
    is_doubled,
    is_one_unit,
    read_copies,
    which_may_be_doubled,
)
from layoutfix.reading.names import are_names
from layoutfix.reading.role_marks import role_of_line
from layoutfix.reading.subjects import Subjects

_STEP = 3  # characters on a line where each glyph was drawn by itself
_MOST_CHARACTERS, _ROOM = 4000, 1.1
_REACH = 6  # lines of another column between two lines of a frame
_SHORTEST_PAIR, _LONGEST_PAIR = 5, 40  # four characters can be a credit: 资料图片
_SHORTEST_PHRASE, _SHORTEST_WORD = 4, 2
_LONGEST_CREDIT = 10
_MOST_REORDERED = 5  # lines
_MORE_LINES = range(3, 6)  # of a title or caption that was set twice as a whole
_MARKS = SENTENCE_END | CLAUSE_END


class Copied(NamedTuple):
    """Lines that are one text together, and how they repeat it.

    ``order``: the lines, as they are read; ``text``: what they say without white space, and
    the offsets of ``units`` are in it.
    """

    order: Sequence[int]
    text: str
    units: Sequence[Unit]

    @property
    def start(self) -> int:
        """Give the first of the lines."""
        return min(self.order)

    @property
    def end(self) -> int:
        """Give the line behind them."""
        return max(self.order) + 1

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
        return len(self.order) > 1 and len(self.units) == 1


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
    found = [part for each in _stretches(lines) for part in _read(lines, *each)]
    is_text = bool(found) and _is_running_text(lines)
    subjects = Subjects(filter(_is_marked, lines))
    for near in _together(found, _REACH):
        is_frame = _is_frame(near)
        for group in _together(near):
            believed = group if is_frame else _believed(lines, group, subjects, is_text=is_text)
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
    """Tell of each line whether it repeats itself, or one beside it."""
    shows = which_may_be_doubled(lines)
    for nth, (upper, lower) in enumerate(pairwise(lines)):
        if lower[0] in upper and _goes_back(upper, lower):
            shows[nth] = shows[nth + 1] = True
    heads = [line[: _STEP + 1] for line in lines]
    for away in (1, 2):
        pairs = zip(lines, lines[away:], heads, heads[away:], strict=False)
        for nth, (upper, lower, first, second) in enumerate(pairs):
            may = second in upper or first in lower  # asked here, for hardly a line does
            if may and (_overlap(upper, lower) or _overlap(lower, upper)):
                shows[nth : nth + away + 1] = [True] * (away + 1)
    for away in _MORE_LINES:
        for nth, (upper, lower) in enumerate(zip(lines, lines[away:], strict=False)):
            if upper == lower and len(upper) > _STEP:
                shows[nth : nth + away + 1] = [True] * (away + 1)
    return shows


def _goes_back(upper: str, lower: str) -> bool:
    """Tell whether a line begins with the end of the line above, or stands in it."""
    at = upper.find(lower[0])
    while at >= 0:
        if lower.startswith(upper[at:]) or upper.startswith(lower, at):
            return True
        at = upper.find(lower[0], at + 1)
    return False


def _overlap(upper: str, lower: str) -> bool:
    """Tell whether more than a step of one line is the end of another one, or all of it."""
    head = lower[: _STEP + 1]
    return len(head) > _STEP and head in upper and _goes_back(upper[upper.find(head) :], lower)


def _cut_long(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long to be read at once, where no copy goes over the break if that can be."""
    size = 0
    for nth in range(start, end):
        size += len(lines[nth])
        if size < _MOST_CHARACTERS or nth + 1 == end:
            continue
        if size >= _ROOM * _MOST_CHARACTERS or lines[nth + 1][0] not in lines[nth]:
            yield start, nth + 1
            start, size = nth + 1, 0
    yield start, end


def _read(lines: Sequence[str], start: int, end: int) -> Iterator[Copied]:
    """Read lines as one text; those that hold copies only in another order, in that one."""
    at = start
    for part in _parts(lines, start, end):
        if _explains(part):
            yield from _reordered(lines, at, part.start)
            yield part
            at = part.end
    yield from _reordered(lines, at, end)


def _parts(lines: Sequence[str], start: int, end: int) -> Iterator[Copied]:
    """Read lines as one text, and part them where no copy goes over the break.

    Lines that hold no copies are left out; steps of single characters are one text.
    """
    text = "".join(lines[start:end])
    if different_in(text) < _SHORTEST_WORD:
        return
    run: list[int] = []
    for nth, (held, inside) in enumerate(_held(lines[start:end], read_copies(text)), start):
        is_step = run and max(len(lines[nth]), len(lines[run[-1]])) <= _STEP
        if run and not (held and (inside or is_step)):
            yield _copied(lines, [*run, nth] if inside and _has_rest(lines, run, nth) else run)
            run = []
        if held:
            run.append(nth)
    if run:
        yield _copied(lines, run)


def _has_rest(lines: Sequence[str], run: Sequence[int], nth: int) -> bool:
    """Tell whether line ``nth`` holds the last copy of a staircase, and text without copies.

    Extractors leave out copies that lie on what they copy, but only those of some runs.
    """
    units = [unit for unit in _copied(lines, [*run, nth]).units if unit.copies > 1]
    return len(run) > 1 and len(units) > 1 and len({unit.copies for unit in units}) == 1


def _held(lines: Sequence[str], units: Sequence[Unit]) -> Iterator[tuple[bool, bool]]:
    """Tell of each line whether copies are most of it, and whether it begins inside of some."""
    depth = [0] * (units[-1].end + 1)
    inside = [False] * (units[-1].end + 1)
    for unit in units:
        if unit.copies > 1:
            depth[unit.start : unit.end] = [1] * (unit.end - unit.start)
            inside[unit.start + 1 : unit.end] = [True] * (unit.end - unit.start - 1)
    start = 0
    for line in lines:
        end = start + len(line)
        yield 2 * sum(depth[start:end]) > len(line), inside[start]
        start = end


def _copied(lines: Sequence[str], order: Sequence[int]) -> Copied:
    text = "".join(lines[nth] for nth in order)
    return Copied(tuple(order), text, read_copies(text))


def _reordered(lines: Sequence[str], start: int, end: int) -> Iterator[Copied]:
    """Find lines that are copies throughout in another order than they came in.

    pdfminer sets the first copies on one line and the second ones on others, and then sorts
    the lines by a height that differs in a hair.
    """
    while end - start > 1:
        sizes = range(min(end - start, _MOST_REORDERED), 1, -1)
        runs = (range(start, start + size) for size in sizes)
        found = next(filter(None, (_in_any_order(lines, run) for run in runs)), None)
        if found:
            yield found
        start = found.end if found else start + 1


def _in_any_order(lines: Sequence[str], run: Sequence[int]) -> Copied | None:
    text = "".join(lines[nth] for nth in run)
    if len(text) > _MOST_REORDERED * _LONGEST_PAIR or gcd(*Counter(text).values()) == 1:
        return None  # of copies throughout, each character comes as often, or twice as often
    for order in _distinct_orders(lines, run):
        part = _copied(lines, order)
        if len({unit.copies for unit in part.units}) == 1 and len(part.units) > 1:
            return part if part.copies > 1 and _explains(part) else None
    return None


def _distinct_orders(lines: Sequence[str], run: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the orders of a run that read differently; lines that are alike have one."""
    if all(lines[nth] == lines[run[0]] for nth in run):
        yield run
        return
    seen: set[tuple[str, ...]] = set()
    for order in permutations(run):
        read = tuple([lines[nth] for nth in order])
        if read not in seen:
            seen.add(read)
            yield order


def _explains(part: Copied) -> bool:
    """Tell whether copies explain nearly the whole, and it is words that they repeat."""
    text = part.text[: _tail(part)]
    explained = sum(unit.length * unit.copies for unit in part.units if unit.copies > 1)
    letters = sum(char.isalpha() for char in text)
    return (20 * explained >= 17 * len(text) or has_long_runs(part.units)) and (
        2 * count_han(text) >= len(text) or 10 * letters >= 9 * len(text)
    )


def _tail(part: Copied) -> int:
    """Give where the rest begins that has no copies, or the length of the text."""
    copied = [unit for unit in part.units if unit.copies > 1]
    return copied[-1].end if len(part.order) > 2 and len(copied) > 1 else len(part.text)


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
    needed = -(-len(lines) // 12)
    marked = filter(_is_marked, lines)
    return needed == 0 or next(islice(marked, needed - 1, None), None) is not None


def _marked(lines: Sequence[str]) -> int:
    return sum(map(_is_marked, lines))


def _is_marked(line: str) -> bool:
    return not _MARKS.isdisjoint(line[:-1])


def _believed(
    lines: Sequence[str], group: Sequence[Copied], subjects: Subjects, *, is_text: bool
) -> list[Copied]:
    """Leave out what could be another thing than copies, unless it stands beside copies."""
    sure = [_is_sure(part, is_text=is_text) or _is_subject(part, subjects) for part in group]
    if is_text:
        sure = [one or _is_in_text(lines, part) for one, part in zip(sure, group, strict=True)]
        for nth, (upper, lower) in enumerate(pairwise(group)):
            if _is_title_of_two(upper, lower):
                sure[nth] = sure[nth + 1] = True
    beside = [False, *sure], [*sure[1:], False]
    return [
        part
        for part, *near in zip(group, sure, *beside, strict=False)
        if any(near) and (near[0] or part.text[-1] not in _MARKS)
    ]


def _is_title_of_two(upper: Copied, lower: Copied) -> bool:
    """Tell whether two short lines, each set as often, are a title of two phrases of one length.

    A credit stands under one picture, and other words under the next.
    """
    one, other = upper.single, lower.single
    return (
        upper.is_pair
        and lower.is_pair
        and upper.copies == lower.copies
        and len(one) == len(other) >= _SHORTEST_PHRASE
        and one != other
        and count_han(one + other) == 2 * len(one)
        and role_of_line(one) is None is role_of_line(other)
    )


def _is_subject(part: Copied, subjects: Subjects) -> bool:
    """Tell whether a line of three or four characters that comes twice is a title of one word.

    It could be a credit; but the text around speaks of its subject again and again.
    A word of two characters has to stand there three times, for 研究研究 is one word.
    """
    word = part.single
    thrice = len(part.units) == 1 and part.copies > _SHORTEST_WORD == len(word)
    short = thrice or (part.is_pair and _STEP <= len(word) < _SHORTEST_PAIR)
    is_word = short and count_han(word) == len(word)
    return is_word and role_of_line(word) is None and subjects.has(word)


def _is_in_text(lines: Sequence[str], part: Copied) -> bool:
    """Tell whether a phrase of four characters that comes twice stands between two paragraphs.

    A credit stands at a picture, and a name has three characters; subheads have four, often.
    """
    word = part.single
    inside = part.start > 0 and part.end < len(lines)
    if not (inside and part.is_pair and len(word) == _SHORTEST_PHRASE):
        return False
    above, below = lines[part.start - 1], lines[part.end]
    return (
        count_han(word) == len(word)
        and role_of_line(word) is None
        and not are_names(word)
        and above[-1] in SENTENCE_END
        and below[-1] not in SENTENCE_END
        and role_of_line(above) is None is role_of_line(below)
        and len(below) > _LONGEST_CREDIT
        and _is_marked(lines[max(0, part.start - 2)] + above)
    )


def _is_sure(part: Copied, *, is_text: bool) -> bool:
    text, units = part.single, part.units
    if len(part.order) > 1 and len(part.text) <= _STEP * len(part.order):
        return _is_ladder(part)
    if text[-1] in _MARKS and (len(units) == 1 or text[-1] in "，。；"):
        return False  # a refrain, a cry (加油！加油！), or a quote beside what it quotes
    if part.is_pair:
        is_credit = len(text) <= _LONGEST_CREDIT and role_of_line(text) is not None
        return is_text and not is_credit and _SHORTEST_PAIR <= len(text) <= _LONGEST_PAIR
    if len(part.order) > 1:
        copied = [unit for unit in units if unit.copies > 1]
        above_tail = [unit for unit in units if unit.end <= _tail(part)]
        return is_doubled(above_tail) and (len(copied) > 1 or len(units) == 1)
    return is_doubled(units) or is_one_unit(units)


def _is_ladder(part: Copied) -> bool:
    """Tell whether steps of single characters are a title, and no column of answers.

    A title has different characters, each set equally often; one of three characters shows
    itself where some lines hold the end of one copy and the beginning of the next.
    """
    text = part.single
    even = sum(unit.length for unit in part.units if unit.copies == part.copies)
    least = _STEP if len(part.order) > 3 and len(part.text) > len(part.order) else _STEP + 1
    return len(text) >= least and 5 * min(even, different_in(text) / 0.75) >= 4 * len(text)
