"""Tell where the topic changes.

The paragraphs around a subhead share words, for it is one story; those around a headline do
not, and the headline shares words with the paragraphs below it (lexical cohesion, as in
TextTiling, Hearst 1997).
Measured at 180 subheads and 118 headlines between paragraphs: the cohesion of the text around
is .23 to .28 at most subheads and .08 to .11 at most headlines.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from layoutfix.articles.outline import Element
from layoutfix.articles.words import pairs_of
from layoutfix.tables import number

_REACH = 5  # elements
_ENOUGH = 500  # characters


class Topics:
    """The words of the paragraphs, and how rare each is in the document."""

    def __init__(self, elements: Sequence[Element]) -> None:
        """Count in how many paragraphs each pair of characters stands."""
        self.elements = elements
        bodies = [element.block.text for element in elements if element.role == "para"]
        self.seen = Counter(chain.from_iterable(map(pairs_of, bodies)))
        most = max(self.seen.values(), default=0)
        self.rarity = [math.log((len(bodies) + 1) / (n + 0.5)) for n in range(most + 1)]
        self.enough = len(bodies) >= _REACH

    def change_at(self, nth: int) -> bool:
        """Tell whether a heading opens a story of its own, by the words around it."""
        title = pairs_of(self.elements[nth].block.text)
        above = self._words(self.elements[max(0, nth - _REACH) : nth][::-1])
        below = self._words(self.elements[nth + 1 : nth + 1 + _REACH])
        if not (self.enough and title and above and below):
            return False
        cohesion = self._weight(above & below) / math.sqrt(len(above) * len(below))
        kinship = self._weight(title & below) / math.sqrt(len(title))
        return cohesion < number("topics", "most_cohesion_ratio") and kinship >= number(
            "topics", "least_kinship_nats"
        )

    def _words(self, elements: Sequence[Element]) -> set[str]:
        text = "".join(element.block.text for element in elements if element.role == "para")
        return pairs_of(text[:_ENOUGH])

    def _weight(self, pairs: set[str]) -> float:
        return math.fsum(self.rarity[self.seen[pair]] for pair in pairs & self.seen.keys())
