"""Gather the headings of a page into groups, each of which may be the title of one story."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from layoutfix.articles.kinship import Kin, Kinship
from layoutfix.articles.outline import TITLES, Element, was_doubled
from layoutfix.model.glyphs import CLAUSE_END, count_han, width_ems
from layoutfix.model.page import Block
from layoutfix.reading.role_marks import has_folio
from layoutfix.reading.word_pairs import is_in_a_word
from layoutfix.tables import number

_NO_TITLE_ENDS = frozenset(CLAUSE_END) | frozenset("：:。")

_LONGEST_ENTRY = 8  # Han characters
_NEAR = 2  # units
_LEAST_LINE = 5.0  # ems of a line of a title on two
_RAGGED, _SLACK = 1.5, 3.0  # ems that its first line is narrower or wider than the second
_NO_BORDER = -1.5  # nats


class Group(NamedTuple):
    """Headings that stand together and speak of one story.

    ``start``, ``end``: the elements from the first to behind the last one.
    ``gap``: how many units stand above them; ``frame``: the frame they begin in.
    ``looks``: what their looks say for a title and against a subhead, in nats; ``labelled``:
    one of them was labelled as a title.
    ``tight``: they stand closer than the groups around, so their order was the typesetter's.
    ``is_first``, ``is_last``: of the groups between the two units around.
    ``parts``: a bit for each group as they part best; two neighbours of these can be one.
    """

    start: int
    end: int
    gap: int
    frame: int
    kin: Kin
    looks: float
    labelled: bool
    tight: bool = False
    is_first: bool = True
    is_last: bool = True
    parts: int = 0


class _Clump(NamedTuple):
    """Headings that no space parts, with the unit that they speak of most, if of any."""

    lines: tuple[int, ...]
    kin: Kin
    unit: int | None


def find_groups(
    elements: Sequence[Element],
    units: Sequence[int],
    kinship: Kinship,
    borders: Sequence[float],
) -> list[Group]:
    """Give the groups in file order; ``units`` are the elements that are running text.

    Behind two groups whose lines can be those of one title comes the group that both make.
    """
    told = number("kinship", "least_title_nats")
    out: list[Group] = []
    count = 0
    for run, gap in _runs(elements, units):
        clumped = _clumped(elements, run, kinship)
        clumps = [_clump(elements, lines, kinship, told) for lines in clumped]
        near = [elements[units[unit]].measure for unit in (gap - 1, gap) if 0 <= unit < len(units)]
        below = elements[units[gap]].block.text if gap < len(units) else ""
        parts = _parted(elements, clumps, told, borders)
        measure = max(near, default=0.0)
        groups = [_group(elements, part, gap, kinship, measure) for part in parts]
        if _opens_entry(elements[parts[-1][-1].lines[-1]].block.text, below):
            looks = groups[-1].looks + number("titles", "entry_nats")
            groups[-1] = groups[-1]._replace(looks=looks)
        last = len(groups) - 1
        for nth, group in enumerate(groups):
            bit = 1 << count + nth
            out.append(group._replace(parts=bit, is_first=nth == 0, is_last=nth == last))
            if nth and _may_be_one(elements, parts[nth - 1], parts[nth]):
                both = _group(elements, [*parts[nth - 1], *parts[nth]], gap, kinship, measure)
                looks = both.looks + number("titles", "two_lines_nats")
                both = both._replace(parts=bit | bit >> 1, looks=looks)
                out.append(both._replace(is_first=nth == 1, is_last=nth == last))
        count += len(groups)
    return out


def _may_be_one(
    elements: Sequence[Element], above: Sequence[_Clump], below: Sequence[_Clump]
) -> bool:
    """Tell by the line at their seam whether two groups can be one title on several lines."""
    upper, lower = elements[above[-1].lines[-1]], elements[below[0].lines[0]]
    return (
        lower.follows
        and lower.block.text[0] not in "【〖—"
        and was_doubled(upper.block) == was_doubled(lower.block)
        and _are_alike(upper.block.text, lower.block.text)
    )


def _runs(elements: Sequence[Element], units: Sequence[int]) -> Iterator[tuple[list[int], int]]:
    """Give the headings between two units, and how many units stand above them."""
    bounds = [-1, *units, len(elements)]
    for gap in range(len(bounds) - 1):
        run = [at for at in range(bounds[gap] + 1, bounds[gap + 1]) if may_be_title(elements[at])]
        if run:
            yield run, gap


def may_be_title(element: Element) -> bool:
    """Tell whether an element is a heading, and no sentence or part of one."""
    if element.role not in TITLES and element.role != "subhead":
        return False
    text = element.block.text
    if has_folio(text) or (text[0] in "（(" and text[-1] in "）)" and element.role == "subhead"):
        return False  # the head of a page; names, a source
    worded = element.role in TITLES or count_han(text) >= 2
    return worded and not text.isdecimal() and text[-1] not in _NO_TITLE_ENDS and "。" not in text


def _clumped(
    elements: Sequence[Element], run: Sequence[int], kinship: Kinship
) -> list[tuple[int, ...]]:
    """Put headings together that stand closer than others of their run.

    Titles of two stories that stand together are parted by more space than those of one.
    A flag in brackets opens a title, which goes on in the next line, and so does a word that
    the text has.
    """
    gaps = [elements[at].gap for at in run[1:]]
    spaced = bool(gaps) and min(gaps) < max(gaps)
    clumps = [run[:1]]
    for at in run[1:]:
        upper = clumps[-1][-1]
        close = spaced and elements[at].gap == min(gaps)
        blocks = elements[upper].block, elements[at].block
        if close or (elements[at].follows and _goes_on(*blocks, kinship)):
            clumps[-1] = [*clumps[-1], at]
        else:
            clumps.append([at])
    return [tuple(clump) for clump in clumps]


def _goes_on(upper: Block, lower: Block, kinship: Kinship) -> bool:
    """Tell whether a line is the second one of a title."""
    above, below = upper.text, lower.text
    alike = was_doubled(upper) == was_doubled(lower)
    if alike and cuts_a_word(above, below) and kinship.knows(above[-1] + below[0]):
        return True
    new = below.startswith(("【", "〖", "——", "（"))
    return above[0] in "【〖" and above[-1] not in "】〗" and not new


def cuts_a_word(above: str, below: str) -> bool:
    """Tell whether a title was broken inside a word; its second line is no wider than the first."""
    width = width_ems(above)
    fits = width >= _LEAST_LINE and width_ems(below) <= width + _RAGGED
    return fits and is_in_a_word(above[-1] + below[0])


def _are_alike(above: str, below: str) -> bool:
    """Tell whether two lines are as wide as those of one title."""
    width = width_ems(above)
    return width >= _LEAST_LINE and -_RAGGED <= width - width_ems(below) <= _SLACK


def _clump(
    elements: Sequence[Element], lines: tuple[int, ...], kinship: Kinship, told: float
) -> _Clump:
    kin = kinship.of("\n".join(elements[at].block.text for at in lines))
    unit = max(kin.first, key=lambda unit: (kin.first[unit], -unit), default=None)
    speaks = unit is not None and kin.first[unit] >= told
    if elements[lines[0]].block.text.startswith("——"):
        speaks = False  # a deck says what the title above it says
    return _Clump(lines, kin, unit if speaks else None)


def _parted(
    elements: Sequence[Element], clumps: Sequence[_Clump], told: float, borders: Sequence[float]
) -> list[list[_Clump]]:
    """Part a run where it begins to speak of something else.

    What speaks of nothing goes with its neighbours: a deck with the title above it, a short
    line with the title below it, for it is a kicker.
    """
    gaps = {elements[at].gap for clump in clumps for at in clump.lines[1:]}
    gaps |= {elements[clump.lines[0]].gap for clump in clumps[1:]}
    spaced = len(gaps) > 1
    parts: list[list[_Clump]] = []
    spoken: _Clump | None = None
    waiting: list[_Clump] = []
    for clump in clumps:
        if clump.unit is None:
            waiting.append(clump)
            continue
        if spoken is None:
            parts.append([*waiting, clump])
        elif not spaced and _speak_of_one(spoken, clump, told, borders):
            parts[-1] += [*waiting, clump]
        else:
            above, below = _shared_out(elements, waiting, clump)
            parts[-1] += above
            parts.append([*below, clump])
        spoken, waiting = clump, []
    if not parts:
        return [waiting]
    parts[-1] += waiting
    return parts


def _speak_of_one(upper: _Clump, lower: _Clump, told: float, borders: Sequence[float]) -> bool:
    """Tell whether two clumps speak of one story.

    They do when one speaks of the other's paragraph nearly as much as of its own, or when their
    paragraphs are neighbours between which no story begins.
    """
    assert upper.unit is not None
    assert lower.unit is not None
    first, last = sorted((upper.unit, lower.unit))
    if last - first <= _NEAR and all(
        border < _NO_BORDER for border in borders[first + 1 : last + 1]
    ):
        return True
    return _speaks_of(upper, lower, told) or _speaks_of(lower, upper, told)


def _speaks_of(one: _Clump, other: _Clump, told: float) -> bool:
    assert one.unit is not None
    assert other.unit is not None
    return one.kin.at_first(other.unit) >= max(told, 0.6 * one.kin.first[one.unit])


def _shared_out(
    elements: Sequence[Element], waiting: Sequence[_Clump], below: _Clump
) -> tuple[list[_Clump], list[_Clump]]:
    """Share out what stands between two titles: from the first kicker on it is the lower one's."""
    width = width_ems(elements[below.lines[0]].block.text)
    for nth, clump in enumerate(waiting):
        block = elements[clump.lines[0]].block
        if not block.text.startswith(("——", "（", "(")) and width_ems(block.text) < 0.8 * width:
            return list(waiting[:nth]), list(waiting[nth:])
    return list(waiting), []


def _group(
    elements: Sequence[Element],
    clumps: Sequence[_Clump],
    gap: int,
    kinship: Kinship,
    measure: float,
) -> Group:
    spoken = [clump for clump in clumps if clump.unit is not None] or list(clumps)
    kin = spoken[0].kin
    if len(spoken) > 1:
        text = "\n".join(elements[at].block.text for clump in spoken for at in clump.lines)
        kin = kinship.of(text)
    lines = [at for clump in clumps for at in clump.lines]
    looks = max(_looks(elements[at], measure) for at in lines)
    labelled = any(elements[at].role in TITLES for at in lines)
    frame = elements[lines[0]].frame
    tight = len(clumps) == 1 and len(lines) > 1
    return Group(lines[0], lines[-1] + 1, gap, frame, kin, looks, labelled, tight)


def _opens_entry(text: str, below: str) -> bool:
    """Tell whether a short heading is the word of an entry: the text below begins with it."""
    return count_han(text) <= _LONGEST_ENTRY and text in below[: len(text) + 12]


def _looks(element: Element, measure: float) -> float:
    """Weigh the looks of a heading for a title and against a subhead."""
    block = element.block
    nats = number("titles", "labelled_nats") if element.role in TITLES else 0.0
    if measure and element.measure > measure + 1:
        nats += number("titles", "wider_than_column_nats")
    if was_doubled(block):
        nats += number("titles", "doubled_nats")
    if count_han(block.text) < 6:
        nats += number("titles", "short_nats")
    if block.text.startswith("——"):
        nats += number("titles", "dash_nats")
    if "，" in block.text:
        nats += number("titles", "comma_nats")
    return nats
