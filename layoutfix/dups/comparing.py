"""Compare the texts of a corpus, in one run or in shards."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from layoutfix.fuzzy.pairs import count, group, preset_named, scan, verify
from layoutfix.fuzzy.presets import Preset
from layoutfix.fuzzy.stages import Anchors, Limits, Pair

# Candidates that are compared at once: so many that threads have work, and a bar still moves.
_AT_ONCE = 1 << 15
_CANDIDATE = 16  # bytes


class Terms(NamedTuple):
    """What counts as a pair, and which part of the pairs is wanted.

    ``preset``: a name, or ``auto`` for the one that the texts' lengths ask for.
    ``shard``: (I, N), the I-th of N parts, with I from 0.
    """

    preset: str = "auto"
    limits: Limits = Limits()
    shard: tuple[int, int] = (0, 1)
    jobs: int = 1


class Watch(Protocol):
    """Who is told how far a comparison is."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """Hear that a stage begins, of ``total`` steps if they can be counted."""

    def advance(self, steps: int) -> None:
        """Hear that so many more of them are done."""


class Unwatched:
    """Nobody is told."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """Take no notice."""

    def advance(self, steps: int) -> None:
        """Take no notice."""


def compare(texts: Sequence[str], terms: Terms, watch: Watch = Unwatched()) -> Iterator[list[Pair]]:
    """Give the pairs of ``texts`` in their order, a good number at a time.

    The pairs of all shards are those of the one run; each shard has its own in their order.
    """
    texts = tuple(texts)  # what cannot change is not copied by each stage
    preset = preset_named(terms.preset, texts)
    watch.begin("looking for passages in common")
    groups = group(scan(texts, preset, terms.jobs), preset, jobs=terms.jobs)
    candidates = count(groups, terms.shard, terms.jobs)
    del groups  # at a million texts, more than all that follows
    yield from verified(texts, candidates, preset, terms, watch)


def find_candidates(
    anchors: Anchors, preset: Preset, terms: Terms = Terms(), first_new: int = 0
) -> bytes:
    """Find the texts that share anchors; those before ``first_new`` are known to each other."""
    return count(group(anchors, preset, first_new, terms.jobs), terms.shard, terms.jobs)


def verified(
    texts: Sequence[str],
    candidates: bytes,
    preset: Preset,
    terms: Terms,
    watch: Watch = Unwatched(),
) -> Iterator[list[Pair]]:
    """Compare the texts of each candidate, a good number at a time."""
    watch.begin("comparing", len(candidates) // _CANDIDATE)
    step = _AT_ONCE * _CANDIDATE
    for start in range(0, len(candidates), step):
        chunk = candidates[start : start + step]
        yield verify(texts, chunk, preset, terms.limits, terms.jobs)
        watch.advance(len(chunk) // _CANDIDATE)
