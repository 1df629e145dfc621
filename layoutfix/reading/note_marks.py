"""Read the marks of footnotes: ①, [3], 〔一〕, ², a star, or a bare digit."""

from typing import NamedTuple

import regex

from layoutfix.model.glyphs import CLAUSE_END, CLOSERS, SENTENCE_END
from layoutfix.reading.numerals import read_number
from layoutfix.tables import per_rules, words

CIRCLED, BRACKET, TORTOISE, RAISED, STAR, REFERENCE, BARE = "①[〔¹*※1"  # by how they look
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SMALL = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_STYLES = {
    **dict.fromkeys(_CIRCLES, CIRCLED),
    **dict.fromkeys(_SMALL, RAISED),
    **dict.fromkeys("[［", BRACKET),
    **dict.fromkeys("*＊", STAR),
    "〔": TORTOISE,
    "※": REFERENCE,
}
_PLAIN_DIGITS = str.maketrans(_SMALL, "0123456789")
_SIGN = (
    rf"(?P<mark>[{_CIRCLES}]|[{_SMALL}]{{1,2}}|[*＊]{{1,3}}|※{{1,3}}"
    r"|[\[［〔][ ]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})[ ]?[\]］〕])"
)
_DIGITS = r"(?<![0-9.])(?P<mark>[1-9][0-9]?)(?![0-9.％%])"
_SIGNS, _BARES = regex.compile(_SIGN), regex.compile(_DIGITS)
_HEAD = regex.compile(rf"{_SIGN}[ \u3000]*(?=[\p{{L}}\p{{N}}《“「『‘（(〈])")
_BARE_HEAD = regex.compile(rf"{_DIGITS}[ \u3000]*(?=[\p{{Han}}《“「『])")
_NEVER_BEFORE = frozenset("：；:;、（(") | frozenset(
    "图圖表式題题例見见由得將将把和与與及或第如按据據从從至到"
)
_CLOSED = CLOSERS | SENTENCE_END
FIRST = frozenset(_STYLES) | frozenset("123456789")


class Mark(NamedTuple):
    """A mark of a note, with its offsets in the text.

    ``style``: how it looks, its number aside; ``number``: stars are counted.
    """

    style: str
    number: int
    start: int
    end: int


def note_head(text: str) -> Mark | None:
    """Give the mark that a note at the head of ``text`` would have, or None.

    Words stand behind it, and no unit or counter behind a bare digit (3月, 5个).

    >>> note_head("① 王明：《南溪县志》。")
    Mark(style='①', number=1, start=0, end=1)
    >>> note_head("②，后来"), note_head("3月5日")
    (None, None)
    """
    if text[:1] in _STYLES:
        match = _HEAD.match(text)
    else:
        match = _BARE_HEAD.match(text)
        if match and is_counted(text, match.end()):
            return None
    return _read(match) if match else None


def lone_mark(text: str) -> Mark | None:
    """Give the mark that a line is, if it is nothing else."""
    match = _SIGNS.fullmatch(text) or _BARES.fullmatch(text)
    return _read(match) if match else None


def marks_in(text: str, style: str) -> list[Mark]:
    """Give the marks of one style, in order."""
    found = (_BARES if style == BARE else _SIGNS).finditer(text)
    return [mark for mark in map(_read, found) if mark.style == style]


def may_refer(text: str, mark: Mark) -> bool:
    """Tell whether a mark can refer to a note, by what stands around it.

    A bare digit stands behind a sentence or a quote, or between a word and a mark; a star
    behind a word or a sentence; none behind what counts points or names pictures (：①, 图①).

    >>> may_refer("井①。", Mark("①", 1, 1, 2)), may_refer("图①。", Mark("①", 1, 1, 2))
    (True, False)
    """
    before, after = text[: mark.start][-1:], text[mark.end : mark.end + 1]
    word = before.isalpha() and not before.isascii()
    if not before or before in _NEVER_BEFORE:
        return False
    if mark.style == BARE:
        if before in _CLOSED:
            return not is_counted(text, mark.end)
        return word and after in _CLOSED | CLAUSE_END
    if mark.style in (STAR, REFERENCE):
        return word or before in _CLOSED
    return before not in FIRST or mark.style == BRACKET


def is_counted(text: str, at: int) -> bool:
    """Tell whether a unit or a counter stands at an offset, so that a number counts."""
    return text[at : at + 1] in _counters()


@per_rules
def _counters() -> frozenset[str]:
    return frozenset(words("counters"))


def _read(match: regex.Match[str]) -> Mark:
    sign, style = match["mark"], _STYLES.get(match["mark"][0], BARE)
    if style == CIRCLED:
        number = _CIRCLES.index(sign) + 1
    elif style in (STAR, REFERENCE):
        number = len(sign)
    else:
        number = read_number(sign.strip("[]［］〔〕 ").translate(_PLAIN_DIGITS))
    return Mark(style, number, *match.span("mark"))
