"""Find lines that stand last first.

Some extractors give a page from its foot to its head: the last line of the story comes first,
and each line in itself reads as ever.
Where a page has columns, they can come so one by one, or row by row.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from layoutfix.model.page import Page
from layoutfix.reading.evidence import SENTENCE, end_of
from layoutfix.reading.folios import count_up
from layoutfix.reading.stretches import Part, best_reading
from layoutfix.reading.upwards import Stretch, lean, words_both_ways
from layoutfix.reading.word_pairs import is_in_a_word
from layoutfix.tables import number, per_rules


class _Limits(NamedTuple):
    lines: int
    gain: float
    mean: float
    sure: float
    words: int
    times: float
    sigmas: float
    nearly_all: float
    many: float
    nearly: float


@per_rules
def _limits() -> _Limits:
    return _Limits(
        lines=int(number("turned", "least_lines")),
        gain=number("turned", "least_gain_nats"),
        mean=number("turned", "least_gain_a_line_nats"),
        sure=number("turned", "sure_gain_nats"),
        words=int(number("turned", "least_words_count")),
        times=number("turned", "least_words_ratio"),
        sigmas=number("turned", "least_words_score"),
        nearly_all=number("turned", "nearly_all_ratio"),
        many=number("turned", "many_ratio"),
        nearly=number("turned", "as_good_a_line_nats"),
    )


def find_turned(page: Page, parts: Mapping[Stretch, Sequence[Stretch]]) -> list[Stretch]:
    """Give the stretches of blocks of ``page`` that stand last first; each block is a line.

    ``parts``: the parts of each page in which words go on upwards (``reading.upwards``).
    All links of these are weighed (``reading.stretches``), and a stretch is believed where it
    gains enough over the order of the file, and many words go on upwards.
    Where most of the text is turned, so are the pages that tell nothing by themselves.
    """
    texts = [block.text for block in page.blocks]
    folios = count_up(texts)
    found = {
        sheet: [turned for part in some for turned in _turned(page, part, sheet, folios)]
        for sheet, some in parts.items()
    }
    share = _count(chain.from_iterable(found.values())) / max(1, len(texts))
    for sheet, turned in found.items():
        if _is_like_others(page, sheet, turned, share):
            found[sheet] = [sheet]
    return list(chain.from_iterable(found.values()))


def _is_like_others(page: Page, sheet: Stretch, turned: Sequence[Stretch], share: float) -> bool:
    """Tell whether a page is turned as others are, of which that is clear.

    An extractor does the same to all pages: ``share`` of the text is turned.
    """
    limits = _limits()
    if share < limits.many or len(turned) > 1 or sheet in turned:
        return False
    texts = [block.text for block in page.blocks[sheet[0] : sheet[1] + 1]]
    size = len(texts)
    leaning = lean(texts, sorted(set(range(size)) - {nth - sheet[0] for nth in _lines(turned)}))
    if leaning < 0 or share >= limits.nearly_all:
        return leaning >= 0
    if _is_upside_down(texts, limits.sigmas / 2):
        return True
    return size >= limits.lines and Part(page, *sheet).gain([(0, size - 1)]) >= limits.gain / 2


def _turned(page: Page, part: Stretch, sheet: Stretch, folios: Sequence[int]) -> list[Stretch]:
    """Give what of a part of a page is to be turned: clear stretches, or all of it.

    Titles and furniture between what is clear tell little, and are turned with it, unless
    words go on downwards among them.
    """
    first, last = part
    size = last - first + 1
    limits = _limits()
    texts = [block.text for block in page.blocks[first : last + 1]]
    within = Part(page, first, last, folios)
    groups = [group for group in _groups(best_reading(within)) if _is_clear(within, group)]
    found = [each for group in groups for each in group]
    leaning = lean(texts, sorted(set(range(size)) - _lines(found)))
    if _count(found) >= limits.nearly_all * size:
        if leaning > -limits.words:
            found = _filled(within, found, all_of_page=part == sheet)
    elif leaning > 0 and part == sheet and _is_upside_down(texts, limits.sigmas):
        found = [(0, size - 1)]
    return [(first + a, first + b) for a, b in found]


def _filled(part: Part, found: Sequence[Stretch], *, all_of_page: bool) -> list[Stretch]:
    """Turn the lines between stretches, too: all as one where that is about as good.

    Otherwise they belong to the stretch above or to the one below, as is best.
    """
    whole = [(0, part.size - 1)]
    if part.score(whole) >= part.score(found) - _limits().nearly * part.size:
        return whole
    out = list(found)
    if all_of_page:
        out[0] = (0, out[0][1])
        out[-1] = (out[-1][0], part.size - 1)
    for nth, (above, below) in enumerate(pairwise(found)):
        ways = [
            [*out[:nth], (out[nth][0], end), (end + 1, out[nth + 1][1]), *out[nth + 2 :]]
            for end in range(above[1], below[0])
        ]
        out = max(ways, key=part.score)
    return out


def _is_upside_down(texts: Sequence[str], sigmas: float) -> bool:
    """Tell whether more words go on upwards than downwards, by ``sigmas`` of what chance gives."""
    up, down = words_both_ways(texts, range(len(texts)))
    return up > down and up - down >= sigmas * math.sqrt(up + down)


def _groups(found: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Put stretches together that stand side by side."""
    group: list[Stretch] = []
    for each in found:
        if group and each[0] != group[-1][1] + 1:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _is_clear(part: Part, group: Sequence[Stretch]) -> bool:
    """Tell whether reading a group of stretches so gains enough, and words say so, too."""
    limits = _limits()
    start, end = group[0][0], group[-1][1]
    count = end - start + 1
    gain = part.gain(group)
    if count < limits.lines or gain < max(limits.gain, limits.mean * count):
        return False
    texts = part.texts
    up = sum(_binds(texts[nth + 1], texts[nth]) for a, b in group for nth in range(a, b))
    down = sum(_binds(texts[nth], texts[nth + 1]) for nth in range(start, end))
    return up > limits.times * down and (up >= limits.words or gain >= limits.sure)


def _binds(upper: str, lower: str) -> bool:
    return end_of(upper) != SENTENCE and is_in_a_word(upper[-1] + lower[0])


def _lines(stretches: Iterable[Stretch]) -> set[int]:
    return {nth for first, last in stretches for nth in range(first, last + 1)}


def _count(stretches: Iterable[Stretch]) -> int:
    return sum(last - first + 1 for first, last in stretches)
