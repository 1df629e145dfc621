"""Find the folios of a file: numbers that count up, a page apart."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.tables import number

_NAME = r"[^\W\d_][^\W\d_ \u3000]*(?:[ \u3000][^\W\d_ \u3000]+)*"
_FOLIO = re.compile(
    rf"(?P<left>{_NAME})[ \u3000]*(?P<behind>\d{{1,4}})|(?P<before>\d{{1,4}})[ \u3000]+{_NAME}"
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
    step = int(number("furniture", "most_folio_step_count"))
    page = int(number("furniture", "least_page_lines"))
    found = [
        _Folio(at, int(match["behind"] or match["before"]))
        for at, text in enumerate(texts)
        if len(text) <= longest and (match := _FOLIO.fullmatch(text))
    ]
    out: set[int] = set()
    for upper, lower in pairwise(found):
        pages = lower.number - upper.number
        if 1 <= pages <= step and lower.at - upper.at >= page * pages:
            out.update((upper.at, lower.at))
    return out
