"""Find the folios of a file: numbers that count up, a page apart."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.tables import number

_NAME = r"[^\W\d_][^\W\d_ \u3000]*(?:[ \u3000][^\W\d_ \u3000]+)*"
_FOLIO = re.compile(
    rf"(?P<left>{_NAME})[ \u3000]*(?P<behind>\d{{1,4}})|(?P<before>\d{{1,4}})[ \u3000]+{_NAME}"
)

_SHORT = 30  # characters
_AT_AN_EDGE = re.compile(
    r"\W*(?P<alone>\d{1,4})\W*|(?P<before>\d{1,4})[ \u3000]+\D.*|.*\D[ \u3000]+(?P<behind>\d{1,4})"
)


class _Folio(NamedTuple):
    """A line that may be a folio: its place in the file, in lines, and its number."""

    at: int
    number: int


def find_folios(texts: Sequence[str]) -> set[int]:
    """Give the lines that are a name with the number of a page, as ``高层要论 218``.

    One such line can be anything; of two, the numbers count up and a page stands between.
    Left and right pages have different names, so only the numbers are asked.
    """
    longest = int(number("furniture", "longest_folio_characters"))
    found = [
        _Folio(at, int(match["behind"] or match["before"]))
        for at, text in enumerate(texts)
        if len(text) <= longest and (match := _FOLIO.fullmatch(text))
    ]
    return _counting(found)


def count_up(texts: Sequence[str]) -> list[int]:
    """Give the short lines whose number at an edge counts up, if more do so than count down.

    These are folios with or without a name, and running heads with the folio in them; so the
    pages of a file stand in order.
    """
    found = [
        _Folio(at, int(match[match.lastgroup or 0]))
        for at, text in enumerate(texts)
        if len(text) <= _SHORT and (match := _AT_AN_EDGE.fullmatch(text))
    ]
    rising = _counting(found)
    falling = _counting([_Folio(-folio.at, folio.number) for folio in found[::-1]])
    return sorted(rising) if len(rising) > len(falling) else []


def _counting(found: Sequence[_Folio]) -> set[int]:
    """Give the places of those that count up a page apart."""
    step = int(number("furniture", "most_folio_step_count"))
    page = int(number("furniture", "least_page_lines"))
    out: set[int] = set()
    for upper, lower in pairwise(found):
        pages = lower.number - upper.number
        if 1 <= pages <= step and lower.at - upper.at >= page * pages:
            out.update((upper.at, lower.at))
    return out


_NUMBERS = re.compile(r"\d+(?![\d \u3000]*[年月日时時分点點])")  # a date counts days
_LEAST_ALONE = 3  # pages, where the head is a number and no word


def find_counting_heads(
    texts: Sequence[str], keys: Sequence[str], is_cut: Callable[[int], bool]
) -> set[int]:
    """Give the lines that say the same but for one number, which counts the pages.

    A day that counts on is none: 本报北京1月15日讯, and a page on 本报北京1月16日讯.
    ``keys``: the texts with their numbers alike, empty for what is no head of a page.
    ``is_cut``: tells whether a sentence goes on over a line.
    Titles of lessons count up as well (第1课, 第2课), but they stand between paragraphs; of the
    heads below the first one, half or more cut a sentence.
    """
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if "0" in key:
            groups[key].append(at)
    out: set[int] = set()
    for key, places in groups.items():
        least = 2 if any(map(str.isalpha, key)) else _LEAST_ALONE
        for run in _page_by_page(texts, places) if len(places) >= least else ():
            if len(run) >= least and 2 * sum(map(is_cut, run)) >= len(run) - 1:
                out.update(run)
    return out


def _page_by_page(texts: Sequence[str], places: Sequence[int]) -> Iterator[list[int]]:
    """Give the runs of lines in which one number, and no other, counts with the pages."""
    step = int(number("furniture", "most_folio_step_count"))
    page = int(number("furniture", "least_page_lines"))
    run = [places[0]]
    for upper, lower in pairwise(places):
        numbers = [map(int, _NUMBERS.findall(texts[at])) for at in (upper, lower)]
        steps = [below - above for above, below in zip(*numbers, strict=False) if above != below]
        if len(steps) == 1 and 1 <= steps[0] <= step and lower - upper >= page * steps[0]:
            run.append(lower)
            continue
        yield run
        run = [lower]
    yield run
