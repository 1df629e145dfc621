"""Find the texts that repeat each other, wholly or in part, among very many.

The stages are plain functions over packed numbers: ``scan`` finds the anchors of texts, ``group``
groups the texts by anchor, ``count`` finds those that share some, ``verify`` compares them.
``find_pairs`` is all in a row; a scheduler can run each by itself, in shards.
Each stage runs in the compiled kernel where that was built, and gives the same in plain Python.
"""

import os
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from layoutfix.fuzzy.presets import PRESETS, Preset, preset_for
from layoutfix.fuzzy.stages import Anchors, Groups, Limits, Pair, StaleKernelError

_DEFAULTS = Limits()


class _Stages(Protocol):
    """What runs the stages: the compiled ones, or those in plain Python."""

    def scan(self, texts: Sequence[str], preset: Preset, jobs: int) -> Anchors: ...

    def group(self, anchors: Anchors, preset: Preset, first_new: int, jobs: int) -> Groups: ...

    def count(self, groups: Groups, shard: tuple[int, int], jobs: int) -> bytes: ...

    def verify(
        self, texts: Sequence[str], candidates: bytes, preset: Preset, limits: Limits, jobs: int
    ) -> list[Pair]: ...


def kernel_in_use() -> bool:
    """Tell whether the compiled kernel runs the stages, and not plain Python.

    It does where it was built, unless the environment says ``LAYOUTFIX_PLAIN=1``.
    """
    return not why_plain()


def why_plain() -> str:
    """Say why plain Python runs the stages; nothing where the compiled kernel does."""
    if os.environ.get("LAYOUTFIX_PLAIN") == "1":
        return "LAYOUTFIX_PLAIN is set"
    _, why = _kernel()
    return why


def find_pairs(
    texts: Sequence[str],
    preset: Preset | None = None,
    similarity: float = _DEFAULTS.similarity,
    containment: float = _DEFAULTS.containment,
    jobs: int = 1,
) -> list[Pair]:
    """Find the pairs of texts that are alike or of which one holds the other.

    Two texts are a pair when their normalised Levenshtein similarity is ``similarity`` or more,
    or when ``containment`` of the shorter one or more stands in one passage of the longer one;
    both from 0 to 1, and both of folded texts.
    Without ``preset`` one is chosen by the texts' lengths; ``jobs`` is the number of threads.
    The pairs come in the order of the texts, and are the same for any number of threads.

    >>> [pair.relation for pair in find_pairs(["浇水保苗两不误", "《澆水保苗兩不誤》"])]
    ['same']
    """
    texts = tuple(texts)  # what cannot change is not copied by each stage
    chosen = preset or preset_for(map(len, texts))
    candidates = count(group(scan(texts, chosen, jobs), chosen, jobs=jobs), jobs=jobs)
    return verify(texts, candidates, chosen, Limits(similarity, containment), jobs)


def preset_named(name: str, texts: Sequence[str] = ()) -> Preset:
    """Give the preset of that name, or for ``auto`` the one that the texts' lengths ask for.

    Raises KeyError for another name.
    """
    return preset_for(map(len, texts)) if name == "auto" else PRESETS[name]


def scan(texts: Sequence[str], preset: Preset, jobs: int = 1) -> Anchors:
    """Fold the texts and find their anchors.

    An anchor is a gram of ``preset.gram`` characters, as a number of 32 bits; of all grams those
    are kept whose number is a multiple of ``preset.keep`` (all those of a short text), so that
    the same passage has the same anchors wherever it stands (content-defined sampling: Manber
    1994).
    The anchors of a text depend on the text alone: ``Anchors.joined`` puts scans together.
    """
    return _stages().scan(texts, preset, jobs)


def group(anchors: Anchors, preset: Preset, first_new: int = 0, jobs: int = 1) -> Groups:
    """Group the texts by anchor, for ``count``.

    Groups of more than ``preset.cap`` texts are left out; texts with the same digest count as one.
    With ``first_new``, texts before it have been compared already, and the pairs among them
    are left out; groups are still counted over all texts.
    The anchors are no longer needed then: at a million texts they are most of the memory.
    """
    return _stages().group(anchors, preset, first_new, jobs)


def count(groups: Groups, shard: tuple[int, int] = (0, 1), jobs: int = 1) -> bytes:
    """Find the texts that share anchors, as packed candidates in the order of the texts.

    What each text shares with later ones is brought together, for some texts at a time, and
    counted; what comes once is mostly chance, and is left out before (by a table of bytes).
    Texts with the same digest are candidates among themselves and, up to a number, in each pair
    of their first.
    ``shard`` (I, N), with I from 0, gives the I-th of N parts, which together are the whole.
    """
    return _stages().count(groups, shard, jobs)


def verify(
    texts: Sequence[str],
    candidates: bytes,
    preset: Preset,
    limits: Limits = _DEFAULTS,
    jobs: int = 1,
) -> list[Pair]:
    """Compare the texts of each candidate and give those that are a pair, in the same order.

    Similarity is the normalised Levenshtein similarity.
    Containment is the longest common subsequence of the shorter text and the window of the
    longer one in which the shared anchors say that it stands, by the length of the shorter one.
    Of texts of more than 16,384 characters both are read off from stretches of 4,096 characters.
    A pair of a text of fewer than 32 letters that is less than .8 similar has two words in five
    in common besides (grams of 3), for few letters come in the same order by chance.
    Texts that differ in numbers alone (a date, an episode, a score, a part) are ``series``.
    """
    return _stages().verify(texts, candidates, preset, limits, jobs)


@cache
def _kernel() -> tuple[_Stages | None, str]:
    """Give the compiled stages, or why there are none."""
    try:
        from layoutfix.fuzzy import compiled  # noqa: PLC0415, it may not have been built
    except StaleKernelError:
        return None, "the compiled kernel is of another version (install layoutfix again)"
    except ImportError:
        return None, "the compiled kernel is not here"
    return compiled, ""


def _stages() -> _Stages:
    """Choose what runs the stages."""
    kernel, _ = _kernel()
    if kernel is not None and kernel_in_use():
        return kernel
    from layoutfix.fuzzy import naive  # noqa: PLC0415, as a rule it is not needed

    return naive
