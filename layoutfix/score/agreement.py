"""How well two answers agree: precision, recall and their mean."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import NamedTuple


class Agreement(NamedTuple):
    """The share of what was given that is right, and of what was wanted that was given."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give the harmonic mean of the two (van Rijsbergen 1979, with equal weights)."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def figures(self, name: str) -> dict[str, float]:
        """Give the three numbers as figures: NAME_P, NAME_R and NAME_F1."""
        return {f"{name}_P": self.precision, f"{name}_R": self.recall, f"{name}_F1": self.f1}


def agree(hits: int, given: int, wanted: int) -> Agreement:
    """Count hits among what was given and what was wanted; nothing in nothing is 0."""
    return Agreement(hits / given if given else 0.0, hits / wanted if wanted else 0.0)


def agree_multisets(given: Counter[str], wanted: Counter[str]) -> Agreement:
    """Compare two bags of texts; a text counts as often as both sides have it."""
    return agree((given & wanted).total(), given.total(), wanted.total())


def bcubed(
    wanted: Mapping[int, Hashable], given: Mapping[int, Hashable], weight: Mapping[int, int]
) -> Agreement:
    """Compare two ways to group lines (BCubed, Bagga & Baldwin 1998).

    For each line: the share of its given group that belongs with it (precision), and the
    share of its wanted group that is with it (recall); then the mean over the lines.
    Lines weigh by their characters here, so a story counts by its text and not by the
    width of its column.
    Unlike a count of right pairs it is not ruled by the largest story, and unlike a count
    of right boundaries it also judges stories that another one interrupts.
    Without any line there is nothing to get wrong: 1.
    """
    total = sum(weight.values())
    if not total:
        return Agreement(1.0, 1.0)
    both: defaultdict[tuple[Hashable, Hashable], int] = defaultdict(int)
    for line, mass in weight.items():
        both[wanted[line], given[line]] += mass
    wanted_mass: defaultdict[Hashable, int] = defaultdict(int)
    given_mass: defaultdict[Hashable, int] = defaultdict(int)
    for (want, give), mass in both.items():
        wanted_mass[want] += mass
        given_mass[give] += mass
    precision = sum(mass * mass / given_mass[give] for (_, give), mass in both.items())
    recall = sum(mass * mass / wanted_mass[want] for (want, _), mass in both.items())
    return Agreement(precision / total, recall / total)
