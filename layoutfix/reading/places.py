"""Find where any of many short strings stands in a text, fast."""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, count
from operator import add
from typing import Literal

_OUTSIDE = re.compile("[\U00010000-\U0010ffff]")
_MOST_LOOKS = 400  # pairs that are looked for one by one
_MOST_CHUNKS = 16  # that are kept, for places are come to in order
_FORMATS: dict[int, Literal["I", "Q"]] = {2: "I", 4: "Q"}


def find_places(text: str, wanted: Iterable[str], size: int) -> Iterator[int]:
    """Give the offsets where one of ``wanted`` may stand, in order; ``size`` is 2 or 4.

    Two octets a character make four characters one number of eight octets, and numbers are
    looked up much faster than slices.
    Characters outside the basic plane need four octets, so all of them count as the same here:
    the caller compares what is found.
    """
    numbers = frozenset(_octets("".join(wanted)).cast(_FORMATS[size]))
    octets = _octets(text)
    found: list[int] = []
    for first in range(size):
        here = octets[2 * first :]
        here = here[: len(here) // (2 * size) * 2 * size].cast(_FORMATS[size])
        found += compress(count(first, size), map(numbers.__contains__, here))
    found.sort()
    return iter(found)


def gather_places(text: str, pairs: Iterable[str]) -> dict[str, list[int]]:
    """Give all offsets of each of the pairs of characters, in order.

    >>> gather_places("一二一二", ["一二", "二一"])
    {'一二': [0, 2], '二一': [1]}
    """
    names = list(pairs)
    numbers = _octets("".join(names)).cast("I")
    found: dict[int, list[int]] = {number: [] for number in numbers}
    appends = {number: places.append for number, places in found.items()}
    octets = _octets(text)
    for first in range(2):
        here = octets[2 * first :]
        adds = list(map(appends.get, here[: len(here) // 4 * 4].cast("I")))
        for put, at in zip(filter(None, adds), compress(count(first, 2), adds), strict=True):
            put(at)
    for places in found.values():
        places.sort()
    out = {name: found[number] for name, number in zip(names, numbers, strict=True)}
    if not _OUTSIDE.search(text) and not _OUTSIDE.search("".join(names)):
        return out
    return {
        name: [at for at in places if text.startswith(name, at)] for name, places in out.items()
    }


def all_places(text: str) -> Mapping[str, Sequence[int]]:
    """Give all offsets of each two characters that follow each other, in order.

    >>> list(all_places("一二一二")["一二"])
    [0, 2]
    """
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for at, pair in enumerate(map(add, text, text[1:])):
        found[pair].append(at)
    return dict(found)


class Pairs:
    """Each two characters that follow each other in a text.

    Few are asked for as a rule, and then looking is cheaper than gathering all.
    """

    def __init__(self, text: str) -> None:
        """Look in ``text``; gather nothing yet."""
        self.text = text
        self.looks = 0
        self.all: frozenset[str] = frozenset()

    def __contains__(self, pair: object) -> bool:
        """Tell whether the two characters stand side by side."""
        self.looks += 1
        if self.looks <= _MOST_LOOKS:
            return isinstance(pair, str) and pair in self.text
        self.all = self.all or frozenset(map(add, self.text, self.text[1:]))
        return pair in self.all


class Nearby:
    """Tells whether two characters stand near a place in a text.

    The pairs of a chunk are gathered when it is first come near to, as numbers; so a pair that
    is not there, as most are not, costs a few look-ups and no search.
    """

    def __init__(self, text: str, reach: int) -> None:
        """Look so many characters to both sides."""
        self.text = text
        self.reach = reach
        self.size = max(1, reach // 2)
        self.chunks: dict[int, frozenset[int]] = {}

    def has(self, pair: str, at: int) -> bool:
        """Tell whether the pair stands between ``at`` less the reach and ``at`` with it."""
        low, high = max(0, at - self.reach), at + self.reach
        if not _has_no_stand_in(pair):
            return self.text.find(pair, low, high) >= 0
        number = _octets(pair).cast("I")[0]
        first, last = low // self.size, (high - 2) // self.size
        for nth in range(first + 1, last):
            if number in self._chunk(nth):
                return True
        at_edge = number in self._chunk(first) or number in self._chunk(last)
        return at_edge and self.text.find(pair, low, high) >= 0

    def _chunk(self, nth: int) -> frozenset[int]:
        """Give the pairs that begin in a chunk."""
        found = self.chunks.get(nth)
        if found is None:
            if len(self.chunks) >= _MOST_CHUNKS:
                self.chunks.clear()
            start = nth * self.size
            octets = _octets(self.text[start : start + self.size + 1])
            parts = (octets[: len(octets) // 4 * 4], octets[2 : 2 + (len(octets) - 2) // 4 * 4])
            found = self.chunks[nth] = frozenset().union(*(part.cast("I") for part in parts))
        return found


def _has_no_stand_in(pair: str) -> bool:
    """Tell whether a pair has a number of its own, as none outside the basic plane has."""
    return pair[0] < "\ufffd" and pair[1] < "\ufffd"


def _octets(text: str) -> memoryview:
    octets = text.encode("utf-16", "surrogatepass")
    if len(octets) != 2 * len(text) + 2:
        octets = _OUTSIDE.sub("\ufffd", text).encode("utf-16", "surrogatepass")
    return memoryview(octets)[2:]  # behind the byte order mark
