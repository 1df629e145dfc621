"""Fold a text to the letters and numbers that tell whether two texts are the same."""

import sys
from array import array
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

_TABLE = Path(__file__).with_name("folding.txt")
_CODES = sys.maxunicode + 1


@dataclass(frozen=True)
class Folded:
    """A text and what is left of it when it is folded."""

    original: str
    text: str

    @cached_property
    def offsets(self) -> "array[int]":
        """Give for each folded character the code-point offset of the one it was in the original.

        Raises nothing: a text of which nothing is left has no offsets.
        """
        kept = _translation()
        codes = map(ord, self.original)
        return array("I", (at for at, code in enumerate(codes) if kept[code] is not None))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the passage of the original, in code points, that ``text[start:end]`` came from.

        >>> fold("《詩經》 選").span(1, 3)
        (2, 6)
        """
        if start >= end:
            return 0, 0
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold ``text``: width, script and case no longer tell, marks and spaces are gone.

    Each character is looked up once, and becomes one or none: the first letter or
    number of its compatibility form (Unicode NFKC), simplified (OpenCC t2s), in lower case; a
    character that has none is dropped.
    So 詩 and 诗, Ａ and a, 「 and “ are alike, and words are never looked at.
    The table ships, for the same text has to fold alike on every machine and with every version
    of OpenCC and Unicode; ``tools/make_folding.py`` makes it.

    >>> fold("《詩經》　Ａ１").text
    '诗经a1'
    """
    return Folded(text, text.translate(_translation()))


@cache
def folding_table() -> bytes:
    """Give the table as one native 32-bit number per code point: the folded one, 0 for none."""
    table = array("I", bytes(4 * _CODES))
    for run in _TABLE.read_text(encoding="ascii").splitlines():
        if not run.startswith("#"):
            codes, _, becomes = run.partition(">")
            first, _, last = codes.partition("-")
            start, end = int(first, 16), int(last or first, 16) + 1
            to = int(becomes or first, 16)
            table[start:end] = array("I", range(to, to + end - start))
    return table.tobytes()


class _Translation(dict[int, int | None]):
    """The table for ``str.translate``: a character is looked up in it when it first comes."""

    def __missing__(self, code: int) -> int | None:
        folded = self[code] = memoryview(folding_table()).cast("I")[code] or None
        return folded


@cache
def _translation() -> _Translation:
    return _Translation()
