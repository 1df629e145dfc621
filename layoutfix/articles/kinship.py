"""Weigh how likely a title belongs to a paragraph, by the words that both have.

A report says again in its first paragraph what its title says: of the pairs of neighbouring
characters of a title, half stand in the first paragraph of its story, a fifth in each later
one, and one in forty in a paragraph of another story (counted over 275 articles of a
newspaper, a news programme and an encyclopaedia).
The weight is the logarithm of how much likelier the shared pairs are under that than by
chance, which the other paragraphs of the document tell (naive Bayes, tempered, for pairs of
one word come together).
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from layoutfix.articles.words import pairs_of
from layoutfix.script import convert, is_traditional
from layoutfix.tables import number

_MOST = 30.0  # nats; more makes no difference
_READ = 400  # characters of a paragraph: what a title says stands near its head


class Kin(NamedTuple):
    """The weights of one title in nats: for the first paragraph of its story, and a later one.

    ``first``, ``later``: by unit, where the two share a pair; ``none_first``, ``none_later``
    hold for all other units.
    """

    first: dict[int, float]
    later: dict[int, float]
    none_first: float
    none_later: float

    def at_first(self, unit: int) -> float:
        """Give the weight for the title leading the story that begins with ``unit``."""
        return self.first.get(unit, self.none_first)

    def at_later(self, unit: int) -> float:
        """Give the weight for ``unit`` being a later paragraph of the title's story."""
        return self.later.get(unit, self.none_later)


class Kinship:
    """The paragraphs of a document, looked up by the pairs of characters in them."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Index the paragraphs; a unit is a place in ``texts``.

        In traditional text a word is the same in both scripts, for titles can be in the other one.
        """
        self.traditional = is_traditional("".join(text[:_READ] for text in texts))
        self.words = [self._pairs_of(text[:_READ]) for text in texts]
        self.places: dict[str, list[int]] = {}
        for unit, pairs in enumerate(self.words):
            for pair in pairs:
                self.places.setdefault(pair, []).append(unit)
        self.size = len(texts)
        self.rarity = _Rarity(self)
        self.temper = number("kinship", "temper_ratio")
        self.share_first = number("kinship", "first_paragraph_ratio")
        self.share_later = number("kinship", "later_paragraph_ratio")
        self.echo_first = number("kinship", "first_paragraph_echoes_ratio")
        self.echo_later = number("kinship", "later_paragraph_echoes_ratio")
        self.most_first = number("kinship", "most_first_nats")
        self.most_later = number("kinship", "most_later_nats")

    def _pairs_of(self, text: str) -> set[str]:
        return pairs_of(convert(text, "hans") if self.traditional else text)

    def knows(self, pair: str) -> bool:
        """Tell whether a paragraph has a pair of characters."""
        return pair in self.places

    def chance(self, pair: str) -> float:
        """Give the share of paragraphs that have a pair, seen from one that has it."""
        others = max(0, len(self.places.get(pair, ())) - 1)
        return min(0.6, (others + 0.3) / (self.size + 4))

    def of(self, title: str) -> Kin:
        """Weigh a title against every paragraph."""
        pairs = sorted(self._pairs_of(title))
        first, none_first = self._weights(pairs, self.share_first)
        later, none_later = self._weights(pairs, self.share_later)
        return Kin(
            {
                unit: min(self.most_first, _mixed(weight, self.echo_first))
                for unit, weight in first.items()
            },
            {
                unit: min(self.most_later, _mixed(weight, self.echo_later))
                for unit, weight in later.items()
            },
            _mixed(none_first, self.echo_first),
            _mixed(none_later, self.echo_later),
        )

    def _weights(self, pairs: Iterable[str], share: float) -> tuple[dict[int, float], float]:
        """Give the log-likelihood ratio of each unit that has a pair, and of one without any."""
        absent = 0.0
        found: dict[int, float] = {}
        for pair in pairs:
            chance = self.chance(pair)
            without = math.log((1 - share) / (1 - min(chance, share)))
            absent += without
            gain = math.log(max(share, chance) / chance) - without
            for unit in self.places.get(pair, ()):
                found[unit] = found.get(unit, 0.0) + gain
        return (
            {unit: self.temper * (absent + gain) for unit, gain in found.items()},
            self.temper * absent,
        )

    def cohesion(self, above: Sequence[int], below: Sequence[int]) -> float:
        """Give how much two stretches share, 0 to 1: rare pairs weigh more (Hearst 1997)."""
        upper = set[str]().union(*(self.words[unit] for unit in above))
        lower = set[str]().union(*(self.words[unit] for unit in below))
        whole = self._rarity(upper) * self._rarity(lower)
        return self._rarity(upper & lower) / math.sqrt(whole) if whole else 0.0

    def extent(self, units: Sequence[int]) -> int:
        """Count the pairs of a stretch."""
        return sum(len(self.words[unit]) for unit in units)

    def _rarity(self, pairs: Iterable[str]) -> float:
        return math.fsum(map(self.rarity.__getitem__, pairs))


class _Rarity(dict[str, float]):
    """What sharing a pair weighs, in nats, worked out once for each."""

    def __init__(self, kinship: Kinship) -> None:
        super().__init__()
        self.kinship = kinship

    def __missing__(self, pair: str) -> float:
        weight = self[pair] = -math.log(self.kinship.chance(pair))
        return weight


def _mixed(weight: float, share: float) -> float:
    """Weigh by a paragraph of which only ``share`` speak of the title at all."""
    return math.log(1 - share + share * math.exp(min(weight, _MOST)))
