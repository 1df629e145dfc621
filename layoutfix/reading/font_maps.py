"""Find Latin and digits that a broken font map gives as Han characters.

Some Chinese fonts carry a map to Unicode in which each character of ASCII stands 0x8F00 too
high: 2020 comes out as 輲輰輲輰, and Abc as 轁轢轣.
Most characters up there are so rare that they give the fault away; a few are common words
(车, 转, 輸) and are read as Latin only between others or beside letters.
"""

import re
from collections.abc import Iterator

_SHIFT = 0x8F00
_RANGE = re.compile(r"[\u8f20-\u8f7e]+")
_COMMON = "輥輦輩輪輯輸輻輾輿轂轄轅轆轉轍轎轔轟轡轢车轧轨轩轫转轭轮软轰轲轴轶轸轺轻轼载轾"
_RARE = frozenset(map(chr, range(0x8F20, 0x8F7F))) - frozenset(_COMMON)
_LEAST = 3  # rare characters in a text


def is_shifted(text: str) -> bool:
    """Tell whether a text has Latin and digits that a broken map gives as Han characters.

    Of the rare characters of the range four in five have to be letters and digits: a
    list of rare characters has others as well.
    """
    runs = _RANGE.findall(text)
    rare = [_plain(char) for run in runs for char in run if char in _RARE]
    return len(rare) >= _LEAST and 5 * sum(map(str.isalnum, rare)) >= 4 * len(rare)


def find_shifted(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset of each character that stands too high, and what it stands for.

    The text has to be one for which ``is_shifted`` holds.

    >>> list(find_shifted("车型輱輸年"))
    [(2, '1'), (3, '8')]
    """
    for match in _RANGE.finditer(text):
        plain = _plain(match[0])
        rare = [char in _RARE for char in match[0]]
        if not any(rare):
            continue
        start, end = rare.index(True), len(rare) - rare[::-1].index(True)
        while start and _go_together(plain[start - 1], plain[start]):
            start -= 1
        while end < len(plain) and _go_together(plain[end - 1], plain[end]):
            end += 1
        yield from ((match.start() + nth, plain[nth]) for nth in range(start, end))


def _plain(text: str) -> str:
    return "".join(chr(ord(char) - _SHIFT) for char in text)


def _go_together(one: str, other: str) -> bool:
    """Tell whether two characters belong to one number or word: 18, 5%, km, GDP, Li."""
    if one.isdigit():
        return other.isdigit() or other == "%"
    return one.isalpha() and (other.islower() or (one.isupper() and other.isupper()))
