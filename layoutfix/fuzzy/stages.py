"""What the stages of a search for duplicates hand on: plain numbers, packed."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal, NamedTuple, Self

# What the stage that groups hands to the one that counts; nobody else looks into it.
Groups = Any

Relation = Literal["same", "near", "contains", "contained", "series"]
_PER_ONE = 10_000
RELATIONS: tuple[Relation, ...] = ("same", "near", "contains", "contained", "series")

# How anchors and digests are made of a folded text: a store of another number has others.
ANCHORS = 2

# The longest text that is compared as a whole, and the stretches that longer ones are read in.
WHOLE = 16_384
STRETCH = 4_096

# What may differ between the texts of a series: their numbers, and the part named at the end.
NUMERALS = "0123456789〇零一二三四五六七八九十百千万亿两"
PARTS = "上中下"

# So many copies of two texts are all paired with each other; of more, the first with each.
MOST_COPIES = 32


class StaleKernelError(ImportError):
    """The compiled kernel was built from sources of another version."""


class Pair(NamedTuple):
    """Two texts of which one repeats the other, or nearly.

    ``a`` and ``b`` are places in the sequence of texts, ``a`` the lower one.
    ``similarity`` is the normalised Levenshtein similarity of the folded texts, ``containment``
    the share of the shorter one that stands, in order, in one passage of the longer one; both
    run from 0 to 1.
    The spans are the shared passage in the original texts, in code points.
    """

    a: int
    b: int
    relation: Relation
    similarity: float
    containment: float
    a_span: tuple[int, int]
    b_span: tuple[int, int]


class Candidate(NamedTuple):
    """Two texts that share anchors.

    ``shared`` is how many, 0 where the digests are equal; ``shift`` is how much later they
    stand in ``b``, in folded characters: the median; of two in the middle, the one that does not
    depend on which text comes first.
    """

    a: int
    b: int
    shared: int
    shift: int


@dataclass(frozen=True)
class Anchors:
    """The anchors of texts, as native numbers without gaps: what a store keeps.

    ``sizes``: characters of each folded text (32 bits).
    ``digests``: a number for each folded text, equal where the texts are (64 bits).
    ``counts``: anchors of each text (32 bits).
    ``marks``: the anchors, text by text, in order of place (32 bits each).
    ``places``: where in its folded text each anchor ends (32 bits).
    """

    sizes: bytes = b""
    digests: bytes = b""
    counts: bytes = b""
    marks: bytes = b""
    places: bytes = b""

    def __len__(self) -> int:
        """Count the texts."""
        return len(self.sizes) // 4

    @classmethod
    def joined(cls, parts: Iterable[Self]) -> Self:
        """Put the texts of several scans behind each other."""
        kept = list(parts)
        return cls(
            b"".join(part.sizes for part in kept),
            b"".join(part.digests for part in kept),
            b"".join(part.counts for part in kept),
            b"".join(part.marks for part in kept),
            b"".join(part.places for part in kept),
        )

    def each(self) -> Iterator[Self]:
        """Give the anchors of each text by itself."""
        starts = accumulate(numbers("I", self.counts), initial=0)
        for nth, (start, count) in enumerate(zip(starts, numbers("I", self.counts), strict=False)):
            one, eight = slice(4 * nth, 4 * nth + 4), slice(8 * nth, 8 * nth + 8)
            own = slice(4 * start, 4 * (start + count))
            yield type(self)(
                self.sizes[one],
                self.digests[eight],
                self.counts[one],
                self.marks[own],
                self.places[own],
            )


@dataclass(frozen=True)
class Limits:
    """From what likeness on two texts are a pair.

    ``similarity`` and ``containment`` run from 0 to 1, as those of a Pair.
    """

    similarity: float = 0.65
    containment: float = 0.85

    def per_ten_thousand(self) -> tuple[int, int]:
        """Give the edits of the longer text that are too few to tell, and what the shorter needs.

        Both in ten thousandths of the text's characters, for whole numbers are not rounded.
        """
        return _PER_ONE - round(self.similarity * _PER_ONE), round(self.containment * _PER_ONE)

    def most_edits(self, longer: int) -> int:
        """Give the most edits of a similar pair, by the characters of the longer text."""
        return longer * self.per_ten_thousand()[0] // _PER_ONE

    def least_common(self, shorter: int) -> int:
        """Give the least characters that are found again, by those of the shorter text."""
        return -(-shorter * self.per_ten_thousand()[1] // _PER_ONE)


def numbers(code: Literal["I", "Q", "i"], packed: bytes) -> "memoryview[int]":
    """Read packed native numbers: ``I`` 32 bits, ``Q`` 64 bits, ``i`` 32 with a sign."""
    return memoryview(packed).cast(code)


def pack(candidates: Iterable[Candidate]) -> bytes:
    """Pack candidates: four signed 32-bit numbers each."""
    return array("i", [number for each in candidates for number in each]).tobytes()


def unpack(packed: bytes) -> Iterator[Candidate]:
    """Read packed candidates."""
    values = iter(numbers("i", packed))
    return map(Candidate._make, zip(values, values, values, values, strict=True))


def slack_of(characters: int) -> int:
    """Give how far a passage may stand from where it is looked for, by its length."""
    return characters // 8 + 8


def share(part: int, whole: int) -> float:
    """Give a share of a whole, rounded to four digits, as the kernel rounds it."""
    return (2 * part * _PER_ONE + whole) // (2 * whole) / _PER_ONE
