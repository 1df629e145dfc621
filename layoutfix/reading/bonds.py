"""Weigh the characters on both sides of a break: do they belong together?"""

import re

from layoutfix.model.glyphs import open_pairs
from layoutfix.model.page import Page
from layoutfix.reading.weights import weights

_NUMBER = re.compile(r"[0-9０-９.%％]\Z")
_GOES_ON = re.compile(r"[0-9０-９.%％]|[年月日时分个项名家人次万亿元米吨条件]")


class Bonds:
    """The document's own pairs of characters, looked up when a break is in doubt."""

    def __init__(self, page: Page) -> None:
        """Keep the text of the page to look pairs up in."""
        self.text = page.raw
        self.weights = weights().join

    def weigh(self, upper: str, lower: str) -> float:
        """Give the weight in nats for joining ``upper`` to ``lower``; above 0: join."""
        out = 0.0
        if open_pairs(upper[-24:]):
            out += self.weights["open_pair"]
        if _NUMBER.search(upper) and _GOES_ON.match(lower):
            out += self.weights["number_goes_on"]
        pair = upper[-1] + lower[0]
        if pair.isalnum():
            seen = self.text.count(pair)
            if seen >= self.weights["seen_often_count"]:
                return out + self.weights["seen_often"]
            return out + self.weights["seen_pair" if seen else "unseen_pair"]
        return out
