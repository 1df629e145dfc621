"""Passages that too many texts hold: when new texts make them so, and which they are."""

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate

from layoutfix.fuzzy.stages import Anchors, numbers


def crowded_texts(anchors: Anchors, first_new: int, cap: int) -> set[int]:
    """Find the texts before ``first_new`` that lose an anchor to the ones from there on.

    They are the holders of each anchor that at most ``cap`` texts held before, and more hold
    now; copies of a text count as one, and are all given.
    """
    if not first_new:
        return set()
    marks = numbers("I", anchors.marks)
    new = set(marks[sum(numbers("I", anchors.counts)[:first_new]) :])
    counts = Counter(filter(new.__contains__, marks))
    doubtful = {mark for mark, count in counts.items() if count > cap}
    if not doubtful:
        return set()
    firsts = _firsts(anchors)
    losers: set[int] = set()
    for holders in _holders(anchors, doubtful, firsts).values():
        before = {text for text in holders if text < first_new}
        if len(before) <= cap < len(holders):
            losers |= before
    return {text for text, first in enumerate(firsts[:first_new]) if first in losers}


def without_crowded(anchors: Anchors, texts: Sequence[int], cap: int) -> Anchors:
    """Give the anchors of some texts, without those that more than ``cap`` texts hold in all."""
    ends = [0, *accumulate(numbers("I", anchors.counts))]
    marks, places = numbers("I", anchors.marks), numbers("I", anchors.places)
    own = {mark for text in texts for mark in marks[ends[text] : ends[text + 1]]}
    holders = _holders(anchors, own, _firsts(anchors))
    crowded = {mark for mark, held in holders.items() if len(held) > cap}

    def part(text: int) -> Anchors:
        kept = [at for at in range(ends[text], ends[text + 1]) if marks[at] not in crowded]
        return Anchors(
            anchors.sizes[4 * text : 4 * text + 4],
            anchors.digests[8 * text : 8 * text + 8],
            array("I", [len(kept)]).tobytes(),
            array("I", [marks[at] for at in kept]).tobytes(),
            array("I", [places[at] for at in kept]).tobytes(),
        )

    return Anchors.joined(map(part, texts))


def _holders(
    anchors: Anchors, wanted: AbstractSet[int], firsts: Sequence[int]
) -> dict[int, set[int]]:
    """Give for each anchor the texts that hold it, of copies the first."""
    holders: defaultdict[int, set[int]] = defaultdict(set)
    ends = list(accumulate(numbers("I", anchors.counts)))
    for at, mark in enumerate(numbers("I", anchors.marks)):
        if mark in wanted:
            holders[mark].add(firsts[bisect_right(ends, at)])
    return holders


def _firsts(anchors: Anchors) -> list[int]:
    """Give for each text the first one that is the same."""
    first: dict[tuple[int, int], int] = {}
    return [first.setdefault(key, text) for text, key in enumerate(_keys(anchors))]


def _keys(anchors: Anchors) -> Iterator[tuple[int, int]]:
    return zip(numbers("I", anchors.sizes), numbers("Q", anchors.digests), strict=True)
