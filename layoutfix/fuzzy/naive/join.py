"""Find the texts that share anchors, in plain Python."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product, repeat

from layoutfix.fuzzy.presets import Preset, needed
from layoutfix.fuzzy.stages import MOST_COPIES, Anchors, Candidate, numbers, pack


def group(
    anchors: Anchors,
    preset: Preset,
    first_new: int = 0,
    jobs: int = 1,  # noqa: ARG001 - plain Python has one thread
) -> "Groups":
    """Group the texts by anchor; see ``pairs.group``."""
    return Groups(anchors, preset, first_new)


def count(
    groups: "Groups",
    shard: tuple[int, int] = (0, 1),
    jobs: int = 1,  # noqa: ARG001 - plain Python has one thread
) -> bytes:
    """Find the texts that share anchors; see ``pairs.count``."""
    found = [
        expanded
        for candidate in groups.candidates(shard)
        for expanded in groups.expand(candidate)
        if expanded.b >= groups.first_new
    ]
    return pack(sorted(found))


class Groups:
    """Which texts hold which anchors."""

    def __init__(self, anchors: Anchors, preset: Preset, first_new: int = 0) -> None:
        """Group the texts of ``anchors``."""
        self.first_new = first_new
        self.sizes = numbers("I", anchors.sizes)
        self.digests = numbers("Q", anchors.digests)
        self.preset = preset
        self.copies = _copies(anchors)
        self.places = {text: _places(own) for text, own in self._originals(anchors)}
        holders: defaultdict[int, list[int]] = defaultdict(list)
        for text, places in self.places.items():
            for mark in places:
                holders[mark].append(text)
        self.shared = {
            mark: texts for mark, texts in holders.items() if 2 <= len(texts) <= preset.cap
        }

    def _originals(self, anchors: Anchors) -> Iterator[tuple[int, Anchors]]:
        return ((text, own) for text, own in enumerate(anchors.each()) if text in self.copies)

    def candidates(self, shard: tuple[int, int]) -> Iterator[Candidate]:
        """Give the pairs of one shard of which a text has not been held against others yet."""
        nth, shards = shard
        for text in self.copies:
            if text % shards == nth:
                yield from self._candidates(text)

    def _candidates(self, text: int) -> Iterator[Candidate]:
        if len(self.copies[text]) > 1:
            yield Candidate(text, text, 0, 0)
        groups = filter(None, map(self.shared.get, self.places[text]))
        later = (holders[bisect_right(holders, text) :] for holders in groups)
        counts = Counter(chain.from_iterable(later))
        for other, shared in counts.items():
            new = max(self.copies[text][-1], self.copies[other][-1]) >= self.first_new
            if new and shared >= needed(self.sizes[text], self.sizes[other], self.preset):
                yield Candidate(text, other, shared, self._shift(text, other))

    def _shift(self, one: int, other: int) -> int:
        here, there = self.places[one], self.places[other]
        shifts = sorted(
            there[mark] - here[mark] for mark in here.keys() & there.keys() & self.shared.keys()
        )
        return shifts[(len(shifts) - (self._key(one) <= self._key(other))) // 2]

    def _key(self, text: int) -> tuple[int, int]:
        return self.sizes[text], self.digests[text]

    def expand(self, candidate: Candidate) -> Iterator[Candidate]:
        """Give the pairs of all copies of both texts, or of the first ones where they are many."""
        a, b, shared, shift = candidate
        ones, others = self.copies[a], self.copies[b]
        if a == b:
            yield from (Candidate(one, other, 0, 0) for one, other in _pairs_of_copies(ones))
        elif len(ones) * len(others) > MOST_COPIES:
            yield candidate
        else:
            for one, other in product(ones, others):
                turned = one > other
                low, high = sorted((one, other))
                yield Candidate(low, high, shared, -shift if turned else shift)


def _pairs_of_copies(copies: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(copies) <= MOST_COPIES:
        return combinations(copies, 2)
    return zip(repeat(copies[0]), copies[1:])


def _copies(anchors: Anchors) -> Mapping[int, list[int]]:
    """Give for the first of each set of equal texts all of them; empty texts are left out."""
    sizes, digests = numbers("I", anchors.sizes), numbers("Q", anchors.digests)
    first: dict[tuple[int, int], int] = {}
    copies: defaultdict[int, list[int]] = defaultdict(list)
    for text, key in enumerate(zip(sizes, digests, strict=True)):
        if key[0]:
            copies[first.setdefault(key, text)].append(text)
    return copies


def _places(own: Anchors) -> dict[int, int]:
    """Give for each anchor of a text where it stands first."""
    backwards = zip(
        reversed(numbers("I", own.marks)), reversed(numbers("I", own.places)), strict=True
    )
    return dict(backwards)
