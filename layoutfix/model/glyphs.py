"""Facts about characters of print: widths, and what may stand at the edge of a line.

Widths are in ems.
Han characters and the marks of Chinese print take one em, digits and Latin half an em.
The quotes, dashes and dots that Unicode calls ambiguous (UAX #11) are set full width in
Chinese print, so they count one em here.
A space between Han and digits is a quarter em in typeset Chinese (JIS X 4051 and
GB/T 15834 practice), and that is what an extractor's single space stands for.

Line-start and line-end prohibition (避头尾) follows GB/T 15834-2011, 5.1.
"""

import re
from collections.abc import Sequence

import regex

SENTENCE_END = frozenset("。！？!?．｡")
CLAUSE_END = frozenset("，、；：,;:·")
CLOSERS = frozenset("”’」』）)》〉】〕］]｝}﹂﹄︶﹀︾︼")
OPENERS = frozenset("“‘「『（(《〈【〔［[｛{﹁﹃︵︿︽︻")
NEVER_FIRST = SENTENCE_END | CLAUSE_END | CLOSERS | frozenset("…％%‰℃")
NEVER_LAST = OPENERS | frozenset("＃№￥＄")

_PAIRS = ("“”", "‘’", "「」", "『』", "（）", "《》", "【】", "〈〉", "〔〕")
PARTNER = {pair[1]: pair[0] for pair in _PAIRS}
_CLOSED_BY = {pair[0]: pair[1] for pair in _PAIRS}
_SIDES = frozenset("".join(_PAIRS))

HAN = r"\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_han = regex.compile(f"[{HAN}]")  # re takes 20 times as long to compile such a set
_beyond = re.compile(r"[\U00010000-\U0010ffff]")
_inner_space = re.compile(r"[ \u00a0\u2002-\u200a]")


def width_ems(text: str) -> float:
    """Give the printed width of ``text`` in ems, spaces as quarter ems.

    >>> width_ems("2020年11月"), width_ems("2020 年 11 月"), width_ems("“重要”")
    (5.0, 5.75, 4.0)
    """
    length = len(text)
    octets = len(text.encode("utf-8", "surrogatepass"))
    if octets == 3 * length:  # Han and full-width marks alone, as most lines are
        return float(length)
    wide = len(_beyond.findall(text))  # four octets, and one em all the same
    narrow = (3 * length + wide - octets) / 2  # one octet: half an em; three: one em
    return length - 0.5 * narrow - 0.25 * len(_inner_space.findall(text))


def widths_ems(texts: Sequence[str]) -> list[float]:
    """Give ``width_ems`` of each text; none has a line end."""
    sizes = map(len, "\n".join(texts).encode("utf-8", "surrogatepass").split(b"\n"))
    return [
        float(len(text)) if 3 * len(text) == size else width_ems(text)  # Han alone, as most are
        for text, size in zip(texts, sizes, strict=False)
    ]


def has_han(text: str) -> bool:
    """Tell whether any character is Chinese."""
    return _han.search(text) is not None


def count_han(text: str) -> int:
    """Count the Chinese characters."""
    return len(_han.findall(text))


_SIGNED = re.compile("[。！？][”’」』]?[（(][^，。（）()]{2,14}[）)]$")


def ends_sentence(text: str) -> bool:
    """Tell whether ``text`` ends with a full stop, in or outside closing quotes, or is signed."""
    for char in reversed(text):
        if char not in CLOSERS:
            return char in SENTENCE_END or char == "…" or is_signed(text)
    return False


def is_signed(text: str) -> bool:
    """Tell whether a name or a source in brackets stands behind the last sentence: （李小红）."""
    return text[-1:] in {"）", ")"} and _SIGNED.search(text) is not None


def open_pairs(text: str) -> int:
    """Count the quotes and brackets that are opened in ``text`` and not closed."""
    if OPENERS.isdisjoint(text):
        return 0
    present = [char for char in text if char in _SIDES]
    depth = 0
    for opener in dict.fromkeys(present):
        if opener in _CLOSED_BY:
            depth += max(0, present.count(opener) - present.count(_CLOSED_BY[opener]))
    return depth
