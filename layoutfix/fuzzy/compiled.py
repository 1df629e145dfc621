"""The stages in the compiled kernel.

Importing this raises ImportError where the kernel was not built, and StaleKernelError where it
was built from sources of another version.
"""

from collections.abc import Sequence
from dataclasses import astuple

from layoutfix.fuzzy import kernel
from layoutfix.fuzzy.fold import folding_table
from layoutfix.fuzzy.presets import Preset
from layoutfix.fuzzy.stages import (
    MOST_COPIES,
    NUMERALS,
    PARTS,
    RELATIONS,
    STRETCH,
    WHOLE,
    Anchors,
    Groups,
    Limits,
    Pair,
    StaleKernelError,
)

_VERSION = 2
if getattr(kernel, "VERSION", None) != _VERSION:
    raise StaleKernelError


def scan(texts: Sequence[str], preset: Preset, jobs: int = 1) -> Anchors:
    """Fold the texts and find their anchors; see ``pairs.scan``."""
    columns = kernel.scan(texts, folding_table(), preset.gram, preset.keep, preset.edges, jobs)
    return Anchors(*columns)


def group(anchors: Anchors, preset: Preset, first_new: int = 0, jobs: int = 1) -> Groups:
    """Group the texts by anchor; see ``pairs.group``."""
    counted = (preset.cap, preset.need, preset.share, MOST_COPIES)
    return kernel.group(astuple(anchors), preset.gram, preset.keep, *counted, first_new, jobs)


def count(groups: Groups, shard: tuple[int, int] = (0, 1), jobs: int = 1) -> bytes:
    """Find the texts that share anchors; see ``pairs.count``."""
    return kernel.count(groups, *shard, jobs)


def verify(
    texts: Sequence[str], candidates: bytes, preset: Preset, limits: Limits, jobs: int = 1
) -> list[Pair]:
    """Compare each candidate and give those that are pairs; see ``pairs.verify``."""
    rules = (preset.gram, preset.keep, preset.least, *limits.per_ten_thousand(), WHOLE, STRETCH)
    names = (NUMERALS, PARTS, RELATIONS, Pair)
    return kernel.verify(texts, folding_table(), candidates, rules, names, jobs)
