"""Weigh the characters on both sides of a break for belonging together."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from layoutfix.model.glyphs import open_pairs
from layoutfix.reading.evidence import NUMERIC
from layoutfix.reading.places import all_places, gather_places
from layoutfix.tables import defaults

_GOES_ON = re.compile(r"[0-9０-９.%％]|[年月日时分个项名家人次万亿元米吨条件]")
_MOST_LOOKS = 500  # pairs that are looked for one by one, before all are gathered


class Bonds:
    """The document's own pairs of characters, looked up when a break is in doubt.

    A pair is looked for within reach of the break alone, and where many are asked for that
    were not expected all are gathered, so that the time stays linear in the length of the
    document.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Keep the lines to look pairs up in; no pair is found across two of them."""
        self.texts = texts
        self.text = "\n".join(texts)
        self.offsets = [0, *accumulate(len(text) + 1 for text in texts)]
        self.places: Mapping[str, Sequence[int]] = {}
        self.looks = 0
        self.weighed: dict[tuple[int, int], float] = {}
        table = defaults()["bond"]
        self.reach = int(table["reach_characters"])
        self.open_pair: float = table["open_pair_nats"]
        self.number_goes_on: float = table["number_goes_on_nats"]
        self.seen = _between(table, min(len(self.text), 2 * self.reach))
        self.weakest = min(0.0, *self.seen.values())
        self.strongest_pair = max(0.0, *self.seen.values())
        self.strongest = self.strongest_pair + self.open_pair + self.number_goes_on

    def expect(self, lines: Iterable[int]) -> None:
        """Find all places of the pairs at the breaks above ``lines``, in one go."""
        pairs = {self.texts[nth - 1][-1] + self.texts[nth][0] for nth in lines if nth}
        self.places = gather_places(self.text, filter(_may_be_counted, pairs))

    def most(self, upper: int, lower: int) -> float:
        """Give what ``weigh`` gives at most, without a look at the text."""
        above, below = self.texts[upper], self.texts[lower]
        pair = above[-1] + below[0]
        return self._marks(above, below) + (self.strongest_pair if pair.isalnum() else 0.0)

    def weigh(self, upper: int, lower: int) -> float:
        """Give the weight in nats for joining line ``upper`` to ``lower``; above 0: join."""
        known = self.weighed.get((upper, lower))
        if known is None:
            above, below = self.texts[upper], self.texts[lower]
            known = self._pair(above, below, self.offsets[lower]) + self._marks(above, below)
            self.weighed[upper, lower] = known
        return known

    def weigh_pair(self, upper: int, lower: int) -> float:
        """Weigh the two characters at a break alone, not what is open above it."""
        above, below = self.texts[upper], self.texts[lower]
        return self._pair(above, below, self.offsets[lower]) + self._number(above, below)

    def _marks(self, upper: str, lower: str) -> float:
        out = self.open_pair if open_pairs(upper[-24:]) else 0.0
        return out + self._number(upper, lower)

    def _number(self, upper: str, lower: str) -> float:
        return self.number_goes_on if upper[-1] in NUMERIC and _GOES_ON.match(lower) else 0.0

    def _pair(self, upper: str, lower: str, at: int) -> float:
        pair = upper[-1] + lower[0]
        if not pair.isalnum():
            return 0.0
        start, end = max(0, at - self.reach), at + self.reach
        seen = self._count(pair, start, end)
        if not seen:
            return self.seen["seen_0"]
        step = 8 if seen >= 8 else 4 if seen >= 4 else 2 if seen >= 2 else 1
        longer = (upper[-2:] + lower[0], upper[-1] + lower[:2])
        known = any(len(t) == 3 and self._is_known(t, pair, start, end) for t in longer)
        return self.seen[f"seen_{step}t" if known else f"seen_{step}"]

    def _count(self, pair: str, start: int, end: int) -> int:
        places = self._places_of(pair)
        if places is None:
            return self.text.count(pair, start, end)
        return bisect_left(places, end - 1) - bisect_left(places, start)

    def _places_of(self, pair: str) -> Sequence[int] | None:
        """Give where a pair stands, or None while few that were not expected were asked for."""
        places = self.places.get(pair)
        if places is None and _may_be_counted(pair):
            self.looks += 1
            if self.looks == _MOST_LOOKS:
                self.places = all_places(self.text)
            if self.looks >= _MOST_LOOKS:
                return self.places.get(pair, ())
        return places

    def _is_known(self, longer: str, pair: str, start: int, end: int) -> bool:
        """Tell whether a pair with a third character stands in a part of the text."""
        places = self._places_of(pair)
        if places is None:
            return self.text.find(longer, start, end) >= 0
        text = self.text
        if longer.startswith(pair):
            low, high = bisect_left(places, start), bisect_left(places, end - 2)
            return longer[2] in [text[at + 2] for at in places[low:high] if at + 2 < len(text)]
        low, high = bisect_left(places, start + 1), bisect_left(places, end - 1)
        return longer[0] in [text[at - 1] for at in places[low:high]]


def _may_be_counted(pair: str) -> bool:
    """Leave out marks, and 一一: its places would overlap in 一一一."""
    return pair.isalnum() and pair[0] != pair[1]


def _between(table: dict[str, dict[str, float]], size: int) -> dict[str, float]:
    """Mix the weights of long and of short documents by the logarithm of the length."""
    long, short = float(table["long_characters"]), float(table["short_characters"])  # type: ignore[arg-type]
    share = math.log(max(size, short) / short) / math.log(long / short)
    share = min(1.0, share)
    return {
        key: share * weight + (1 - share) * table["short_nats"][key]
        for key, weight in table["long_nats"].items()
    }
