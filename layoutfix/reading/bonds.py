"""Weigh the characters on both sides of a break: do they belong together?"""

import math
import re
from collections.abc import Sequence
from itertools import accumulate

from layoutfix.model.glyphs import open_pairs
from layoutfix.tables import defaults

_NUMBER = re.compile(r"[0-9０-９.%％]\Z")
_GOES_ON = re.compile(r"[0-9０-９.%％]|[年月日时分个项名家人次万亿元米吨条件]")


class Bonds:
    """The document's own pairs of characters, looked up when a break is in doubt.

    A pair is looked for within reach of the break alone, so that the time stays linear in the
    length of the document.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Keep the lines to look pairs up in; no pair is found across two of them."""
        self.text = "\n".join(texts)
        self.offsets = [0, *accumulate(len(text) + 1 for text in texts)]
        table = defaults()["bond"]
        self.reach = int(table["reach_characters"])
        self.open_pair: float = table["open_pair_nats"]
        self.number_goes_on: float = table["number_goes_on_nats"]
        self.seen = _between(table, min(len(self.text), 2 * self.reach))

    def weigh(self, upper: str, lower: str, nth: int) -> float:
        """Give the weight in nats for joining ``upper`` to ``lower``; above 0: join.

        ``nth``: where the lower line stands.
        """
        out = self._pair(upper, lower, self.offsets[nth])
        if open_pairs(upper[-24:]):
            out += self.open_pair
        if _NUMBER.search(upper) and _GOES_ON.match(lower):
            out += self.number_goes_on
        return out

    def _pair(self, upper: str, lower: str, at: int) -> float:
        pair = upper[-1] + lower[0]
        if not pair.isalnum():
            return 0.0
        start, end = max(0, at - self.reach), at + self.reach
        seen = self.text.count(pair, start, end)
        if not seen:
            return self.seen["seen_0"]
        step = 8 if seen >= 8 else 4 if seen >= 4 else 2 if seen >= 2 else 1
        longer = (upper[-2:] + lower[0], upper[-1] + lower[:2])
        known = any(len(t) == 3 and self.text.find(t, start, end) >= 0 for t in longer)
        return self.seen[f"seen_{step}t" if known else f"seen_{step}"]


def _between(table: dict[str, dict[str, float]], size: int) -> dict[str, float]:
    """Mix the weights of long and of short documents by the logarithm of the length."""
    long, short = float(table["long_characters"]), float(table["short_characters"])  # type: ignore[arg-type]
    share = math.log(max(size, short) / short) / math.log(long / short)
    share = min(1.0, share)
    return {
        key: share * weight + (1 - share) * table["short_nats"][key]
        for key, weight in table["long_nats"].items()
    }
