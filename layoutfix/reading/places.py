"""Find where any of many short strings stands in a text, fast."""

import re
from collections.abc import Iterable, Iterator
from itertools import compress, count
from typing import Literal

_OUTSIDE = re.compile("[\U00010000-\U0010ffff]")
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


def _octets(text: str) -> memoryview:
    octets = text.encode("utf-16", "surrogatepass")
    if len(octets) != 2 * len(text) + 2:
        octets = _OUTSIDE.sub("\ufffd", text).encode("utf-16", "surrogatepass")
    return memoryview(octets)[2:]  # behind the byte order mark
