"""How texts of a length are compared: titles, paragraphs, articles."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_low


@dataclass(frozen=True)
class Preset:
    """What counts as an anchor of a text, and how many a pair of texts has to share.

    ``gram``: characters of an anchor.
    ``keep``: of how many anchors one is kept, a power of two.
    ``edges``: characters of an anchor that may stand beyond either end of the text.
    ``cap``: texts that may hold one anchor; one that stands in more says nothing.
    ``need``: shared anchors of a pair that is looked at, if its texts are short.
    ``share``: one in how many anchors of the shorter text a pair shares that is looked at.
    ``least``: folded characters of a text that is looked for inside others.
    """

    name: str
    gram: int
    keep: int
    edges: int
    cap: int
    need: int
    share: int
    least: int


TITLES = Preset("titles", gram=3, keep=1, edges=1, cap=128, need=2, share=8, least=6)
PARAS = Preset("paras", gram=4, keep=2, edges=0, cap=128, need=2, share=16, least=12)
ARTS = Preset("arts", gram=5, keep=8, edges=0, cap=128, need=2, share=16, least=24)
PRESETS = {preset.name: preset for preset in (TITLES, PARAS, ARTS)}

_LONGEST_TITLE = 48
_LONGEST_PARAGRAPH = 480


def preset_for(lengths: Iterable[int]) -> Preset:
    """Choose a preset by the middle one of the texts' lengths in characters.

    >>> preset_for([18, 22, 900]).name
    'titles'
    """
    middle = median_low([*lengths, 0])
    if middle <= _LONGEST_TITLE:
        return TITLES
    return PARAS if middle <= _LONGEST_PARAGRAPH else ARTS


def kept_of(characters: int, preset: Preset) -> int:
    """Give of how many anchors one is kept in a text of so many folded characters.

    A short text keeps all, for of few anchors none may be among the kept.
    """
    return 1 if characters < 16 * preset.keep else preset.keep


def needed(one: int, other: int, preset: Preset) -> int:
    """Give how many anchors two texts of so many characters have to share to be looked at.

    Of a text with edits scattered all over, a tenth of the grams is left at the limits (a quarter
    of the short ones of titles), and the cap takes some of them; one is enough for a text of
    hardly more than one gram.
    """
    shorter = min(one, other)
    least = 1 if shorter < 3 * preset.gram else preset.need
    return max(least, shorter // preset.keep // preset.share)
