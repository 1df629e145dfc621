"""Fold texts and find their anchors, in plain Python."""

from array import array
from collections.abc import Sequence
from functools import cache
from operator import mul, xor

from layoutfix.fuzzy.fold import fold
from layoutfix.fuzzy.presets import Preset, kept_of
from layoutfix.fuzzy.stages import Anchors

# Odd numbers of 32 bits, from the digits of pi: what the characters of an anchor are multiplied by.
WEIGHTS = (0x243F6A89, 0x85A308D3, 0x13198A2F, 0x03707345, 0xA4093823)
# The bits of a sum of products that make an anchor: each weight has a say in all of them.
_LOW_BIT = 12
_BLOCK = 1 << 16
_DIGEST = (1 << 64) - 1


def scan(
    texts: Sequence[str],
    preset: Preset,
    jobs: int = 1,  # noqa: ARG001 - plain Python has one thread
) -> Anchors:
    """Fold the texts and find their anchors."""
    sizes, digests, counts = array("I"), array("Q"), array("I")
    marks, places = array("I"), array("I")
    for text in texts:
        folded = fold(text).text
        grams = _grams(folded, preset.gram)
        mask = kept_of(len(folded), preset) - 1
        found = [at for at in _inside(folded, preset) if not grams[at] & mask]
        sizes.append(len(folded))
        digests.append(_digest(grams) if folded else 0)
        counts.append(len(found))
        marks.extend([grams[at] for at in found])
        places.extend(found)
    packed = (each.tobytes() for each in (sizes, digests, counts, marks, places))
    return Anchors(*packed)


def _inside(folded: str, preset: Preset) -> range:
    """Give the places where an anchor may end."""
    first = preset.gram - 1 - preset.edges
    return range(first, len(folded) + preset.edges) if folded else range(0)


def _grams(folded: str, gram: int) -> "array[int]":
    """Give for each place of the text, and those just behind it, the number of the gram there.

    A gram is the sum of its characters, each times the weight of its place; all sums come from
    one product of two whole numbers of which each 64 bits hold one character or weight.
    """
    padded = folded + "\0" * (gram - 1)
    out = array("I")
    for start in range(0, len(padded), _BLOCK):
        behind = min(start, gram - 1)
        block = padded[start - behind : start + _BLOCK]
        codes = array("Q", memoryview(block.encode("utf-32-le")).cast("I"))
        sums = int.from_bytes(codes.tobytes(), "little") * _weights(gram)
        lanes = (sums >> _LOW_BIT).to_bytes(8 * (len(block) + gram), "little")
        out += array("I", lanes)[::2][behind : len(block)]
    return out


@cache
def _weights(gram: int) -> int:
    return sum(weight << 64 * nth for nth, weight in enumerate(WEIGHTS[:gram]))


def _digest(grams: "array[int]") -> int:
    """Give a number that is equal for equal texts: of the squares of all grams, each placed."""
    placed = list(map(xor, grams, range(len(grams))))
    total: int = sum(map(mul, placed, placed))
    return total & _DIGEST
