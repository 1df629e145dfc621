"""Put duplicates into clusters, each around the one that is kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from layoutfix.fuzzy.stages import Pair, Relation

TURNED: Mapping[Relation, Relation] = {"contains": "contained", "contained": "contains"}


class Removal(NamedTuple):
    """A text that need not stay, the one that is kept for it, and what they are to each other.

    ``relation`` reads from the one that goes: it is the same, near, or contained in the other.
    """

    gone: int
    kept: int
    relation: Relation
    similarity: float
    containment: float


class Cluster(NamedTuple):
    """The one that is kept, and what goes for it, in order of position."""

    keep: int
    removals: tuple[Removal, ...]

    @property
    def members(self) -> list[int]:
        """Give all of them, in order of position."""
        return sorted([self.keep, *(each.gone for each in self.removals)])


def find_clusters(pairs: Iterable[Pair], order: Mapping[int, int]) -> list[Cluster]:
    """Put the texts of ``pairs`` into clusters, each around the best one by ``order``.

    What goes has a pair of its own with what is kept for it, so no chain of likenesses leads
    from one story to another, and no text goes that is not found again in one that stays:
    the one that holds another is kept for it, never the other way round.
    Texts that are the same count as one; members of a series are no duplicates.
    ``order`` gives each text of a pair its place, the best being lowest, and all different.
    The clusters come in the order of their first members, and do not depend on that of the pairs.
    """
    pairs = [pair for pair in pairs if pair.relation != "series"]
    copies = _copies(pairs, order)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for text, best in copies.items():
        groups[best].append(text)
    covered = _covered(pairs, copies)
    held = {
        other
        for ties in covered.values()
        for other, removal in ties.items()
        if removal.relation == "contained"
    }
    assigned: set[int] = set()
    found = []
    for best in sorted(groups, key=lambda text: (text in held, order[text])):
        if best in assigned:
            continue
        going = {other: why for other, why in covered[best].items() if other not in assigned}
        assigned.update(going, (best,))
        removals = list(_removals(best, going, groups))
        if removals:
            found.append(Cluster(best, tuple(sorted(removals))))
    return sorted(found, key=lambda cluster: cluster.members)


def _removals(
    best: int, going: Mapping[int, Removal], groups: Mapping[int, list[int]]
) -> Iterable[Removal]:
    """Give what goes for ``best``: its own copies, and the copies of each that it covers."""
    yield from (Removal(text, best, "same", 1.0, 1.0) for text in groups[best] if text != best)
    for other, why in going.items():
        yield from (why._replace(gone=text, kept=best) for text in groups[other])


def _covered(
    pairs: Iterable[Pair], copies: Mapping[int, int]
) -> defaultdict[int, dict[int, Removal]]:
    """Give for each text, of copies the best, what need not stay beside it, and why."""
    covered: defaultdict[int, dict[int, Removal]] = defaultdict(dict)
    for pair in pairs:
        a, b = copies[pair.a], copies[pair.b]
        if a == b:
            continue
        here, there = pair.relation, TURNED.get(pair.relation, pair.relation)
        for gone, kept, relation in ((a, b, here), (b, a, there)):
            if relation != "contains":
                why = Removal(gone, kept, relation, pair.similarity, pair.containment)
                known = covered[kept].get(gone)
                covered[kept][gone] = max(known, why) if known else why
    return covered


def _copies(pairs: Iterable[Pair], order: Mapping[int, int]) -> dict[int, int]:
    """Give for each text the best of those that are the same as it (union and find)."""
    above: dict[int, int] = {}

    def top(text: int) -> int:
        while (up := above.setdefault(text, text)) != text:
            above[text] = above.setdefault(up, up)
            text = up
        return text

    for pair in pairs:
        a, b = sorted((top(pair.a), top(pair.b)), key=order.__getitem__)
        if pair.relation == "same":
            above[b] = a
    return {text: top(text) for text in list(above)}
