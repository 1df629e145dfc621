"""Simplified and traditional characters: the one place that knows opencc."""

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from opencc import OpenCC

Script = Literal["hans", "hant"]

_CONFIGS = {"hans": "t2s", "hant": "s2t"}
# Frequent characters that simplified text writes otherwise.
_TRADITIONAL = frozenset("這個們來為國會時說對還過發沒學與從問見長門車馬書話開無間現實進動業產")
_NOT_TEXT = re.compile("([\0\ud800-\udfff]+)")


def convert(text: str, script: Script) -> str:
    """Give ``text`` in simplified (``hans``) or traditional (``hant``) characters.

    Words are read whole, so that 头发 and 发展 get their two characters.
    Idiom stays as it was: 软件 becomes 軟件, not 軟體, for a corpus keeps its words.
    NUL and lone surrogates, which opencc cannot be trusted with, stay where they stand.

    >>> convert("头发 发展", "hant")
    '頭髮 發展'
    >>> convert("知識產權", "hans")
    '知识产权'
    """
    parts = _NOT_TEXT.split(text)
    parts[::2] = [_converter(script).convert(part) for part in parts[::2]]
    return "".join(parts)


def in_both(word: str) -> frozenset[str]:
    """Give a word as either script has it: a title can be in another one than its text.

    >>> sorted(in_both("天坛"))
    ['天坛', '天壇']
    """
    return frozenset({word, convert(word, "hans"), convert(word, "hant")})


def is_traditional(text: str) -> bool:
    """Tell whether ``text`` has a common character of traditional script.

    >>> is_traditional("這裡是祭天的地方"), is_traditional("这里是祭天的地方")
    (True, False)
    """
    return not _TRADITIONAL.isdisjoint(text)


@cache
def _converter(script: Script) -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - its tables take longer to load than a repair

    return OpenCC(_CONFIGS[script])
