"""Compare the texts that share anchors, in Python with rapidfuzz."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from layoutfix.fuzzy.fold import Folded, fold
from layoutfix.fuzzy.presets import Preset
from layoutfix.fuzzy.stages import (
    NUMERALS,
    PARTS,
    STRETCH,
    WHOLE,
    Candidate,
    Limits,
    Pair,
    Relation,
    share,
    slack_of,
    unpack,
)

Span = tuple[int, int]

_FEW = 32
_WORD = 3

_NUMBERS = re.compile(f"[{NUMERALS}]+|[{PARTS}]$")


def verify(
    texts: Sequence[str],
    candidates: bytes,
    preset: Preset,
    limits: Limits,
    jobs: int = 1,  # noqa: ARG001 - plain Python has one thread
) -> list[Pair]:
    """Compare each candidate and give those that are pairs; see ``pairs.verify``."""
    folded = lru_cache(maxsize=1024)(lambda text: fold(texts[text]))
    found = (
        _compare(each, folded(each.a), folded(each.b), preset, limits)
        for each in unpack(candidates)
    )
    return [pair for pair in found if pair]


class _Passage(NamedTuple):
    """Where the shorter text stands in the longer one: by how much later, at both ends."""

    common: int
    first_shift: int
    last_shift: int


def _compare(
    candidate: Candidate, a: Folded, b: Folded, preset: Preset, limits: Limits
) -> Pair | None:
    """Compare two texts, the shorter one with the longer, and give the pair in their own order."""
    turned = (len(a.text), a.text) > (len(b.text), b.text)
    short, long = (b.text, a.text) if turned else (a.text, b.text)
    if not short:
        return None
    gram = min(preset.gram, len(short))
    most = limits.most_edits(len(long))
    passage = _passage(short, long, -candidate.shift if turned else candidate.shift, gram)
    edits = _edits(short, long, most, passage.common)
    relation = _relation(short, long, edits <= most)
    if relation == "contained":
        if len(short) < preset.least or passage.common < limits.least_common(len(short)):
            return None
        relation = "contains" if turned else relation
        edits = _edits(short, long, len(long), passage.common)
    if relation != "series" and _alike_by_chance(short, long, edits):
        return None
    here, there = _spans(short, long, passage, gram, near=edits <= most)
    return Pair(
        candidate.a,
        candidate.b,
        relation,
        share(len(long) - edits, len(long)),
        share(passage.common, len(short)),
        a.span(*(there if turned else here)),
        b.span(*(here if turned else there)),
    )


def _relation(short: str, long: str, near: bool) -> Relation:  # noqa: FBT001
    """Name what two texts are to each other; contained is what is left to be seen."""
    if short == long:
        return "same"
    if not near:
        return "contained"
    return "series" if _NUMBERS.sub("\0", short) == _NUMBERS.sub("\0", long) else "near"


def _alike_by_chance(short: str, long: str, edits: int) -> bool:
    """Tell whether short texts have only letters in common, and few words.

    The fewer letters a text has, the more often those of another come in the same order by
    chance; texts that are very alike are believed.
    """
    if len(short) >= _FEW or 5 * edits <= len(long):
        return False
    words = [short[at : at + _WORD] for at in range(len(short) - _WORD + 1)]
    return 5 * sum(word in long for word in words) < 2 * len(words)


def _edits(short: str, long: str, most: int, common: int) -> int:
    """Count the edits between two texts; above ``most`` any number above it will do.

    Of very long texts only the characters in common are known, and the others count as edits.
    """
    if len(long) > WHOLE:
        return len(long) - common
    return Levenshtein.distance(short, long, score_cutoff=most)


def _passage(short: str, long: str, shift: int, gram: int) -> _Passage:
    """Count the characters of ``short`` that stand in their order where ``long`` should have them.

    They are looked for in a window that is a little wider than the text, so that the time
    grows with the shorter one alone; after each stretch of a long text the shift is read anew.
    """
    common = 0
    first_shift = shift
    for start in range(0, len(short), STRETCH):
        stretch = short[start : start + STRETCH]
        slack = slack_of(len(stretch))
        low = max(0, start + shift - slack)
        window = long[low : max(low, start + shift + len(stretch) + slack)]
        common += LCSseq.similarity(stretch, window)
        if len(short) > STRETCH:
            shift = _shift_at_end(stretch, window, shift + start - low, gram) + low - start
    return _Passage(common, first_shift, shift)


def _shift_at_end(stretch: str, window: str, shift: int, gram: int) -> int:
    slack = slack_of(len(stretch))
    last = _last(stretch, window, (shift - slack, shift + slack), gram)
    return last[1] - last[0] if last else shift


def _spans(short: str, long: str, passage: _Passage, gram: int, *, near: bool) -> tuple[Span, Span]:
    """Give the shared passage in both: from the first gram that stands in its place to the last.

    Of texts that are alike as a whole, any place between their beginnings and their ends will do.
    """
    slack = slack_of(len(short))
    ends = (0, len(long) - len(short)) if near else ()
    firsts, lasts = (passage.first_shift, *ends), (passage.last_shift, *ends)
    first = _first(short, long, (min(firsts) - slack, max(firsts) + slack), gram)
    last = _last(short, long, (min(lasts) - slack, max(lasts) + slack), gram)
    start, from_ = first or (0, min(max(0, passage.first_shift), len(long)))
    end, to = last or (len(short), min(max(0, len(short) + passage.last_shift), len(long)))
    return (start, end), (from_, max(from_, to))


def _first(short: str, long: str, shifts: Span, gram: int) -> tuple[int, int] | None:
    """Find where the first gram begins that stands in both texts, shifted by no more."""
    for at in range(len(short) - gram + 1):
        low, high = max(0, at + shifts[0]), max(0, at + shifts[1] + gram)
        there = long.find(short[at : at + gram], low, high)
        if there >= 0:
            return at, there
    return None


def _last(short: str, long: str, shifts: Span, gram: int) -> tuple[int, int] | None:
    """Find where the last gram ends that stands in both texts, shifted by no more."""
    for at in range(len(short) - gram, -1, -1):
        low, high = max(0, at + shifts[0]), max(0, at + shifts[1] + gram)
        there = long.rfind(short[at : at + gram], low, high)
        if there >= 0:
            return at + gram, there + gram
    return None
