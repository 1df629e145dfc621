"""Tell the role of a line or a paragraph from marks that print puts there."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import regex

from layoutfix.tables import (
    Pattern,
    blame,
    has_own_patterns,
    patterns,
    per_rules,
    seconds_for,
    words,
)


class Marks:
    """The rows of a table, each tried only where a text has one of the characters it needs.

    Of each place (the first character, the last one, anywhere) it is known which rows need a
    character there, as the bits of a number; most texts are worth a try of two or three rows.
    """

    def __init__(self, rows: Sequence[Pattern]) -> None:
        """Read what each row says that a text needs; the first row has the lowest bit."""
        self.rows = rows
        self.always = 0
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.inside: dict[str, int] = {}
        for nth, row in enumerate(rows):
            needs = row.needs
            if not needs:
                self.always |= 1 << nth
            elif needs.startswith("^"):
                _add(self.first, needs[1:], 1 << nth)
            elif needs.endswith("$"):
                _add(self.last, needs[:-1], 1 << nth)
            else:
                _add(self.inside, needs, 1 << nth)
        self.chars = frozenset(self.inside)

    def worth_a_try(self, text: str) -> Iterator[Pattern]:
        """Give the rows whose patterns may match, in order."""
        found = self.always | self.first.get(text[:1], 0) | self.last.get(text[-1:], 0)
        for char in self.chars.intersection(text):
            found |= self.inside[char]
        while found:
            lowest = found & -found
            yield self.rows[lowest.bit_length() - 1]
            found ^= lowest


def _add(bits: dict[str, int], chars: str, bit: int) -> None:
    for char in chars:
        bits[char] = bits.get(char, 0) | bit


@per_rules
def _marks(table: str) -> Marks:
    return Marks(patterns(table))


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """Compile a pattern when it is first needed: most pages need few."""
    return regex.compile(pattern)


# Every pattern of our tables asks for one of these characters in front or at the end, for a
# space, or for a word that has 图 in it; nine texts in ten have none, and are not matched at all.
_FIRST = frozenset(
    "网邮热传社地記報實駐評編責審來電圖廣國發數攝繪終▲▼◀▶△▽◁"
    "▷◄►▴▾■●◆□◎（(【[〔本特见实首驻新记通评撰责编校版美"
    "阅观查获浏长按请微扫识审一二三复终信来稿原作联电投文图摄供绘漫发时日国广数I“《「—-–·•～"
)
_LAST = frozenset("·•0123456789鉴鑒刊攝圖畫繪頁號）)】］]〕摄影文图画绘页版信博端号网码片发發")
_FIRST_OF_PARAGRAPH = frozenset("[【（(〔免版编編声聲订訂征徵投责責校审審一二三信来來—")
_LAST_OF_PARAGRAPH = frozenset("）)】〕]码碼片图圖")


@per_rules
def _variants() -> dict[int, str]:
    digits = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
    return str.maketrans(digits | {pair[0]: pair[1] for pair in words("variants")})


def simplified(text: str) -> str:
    """Give ``text`` with the traditional characters of print marks in simplified form.

    Full-width digits become narrow ones; length and offsets stay.
    """
    return text.translate(_variants())


_FOLIO = regex.compile(r"\p{Han}{2,8}[ \u3000]*[0-9０-９]{1,4}")


def has_folio(text: str) -> bool:
    """Tell whether a line is the name of a section or a paper with the number of the page."""
    return _FOLIO.fullmatch(text) is not None


def role_of_line(text: str) -> str | None:
    """Give the role that a whole line shows by its own marks, or None."""
    if not (
        text[:1] in _FIRST
        or text[-1:] in _LAST
        or " " in text
        or "\u3000" in text
        or has_own_patterns("line-marks")
    ):
        return None
    return _meaning("line-marks", text, "fullmatch")


def role_of_paragraph(text: str) -> str | None:
    """Give the role that a restored paragraph shows by its own marks, or None."""
    if not (
        text[:1] in _FIRST_OF_PARAGRAPH
        or text[-1:] in _LAST_OF_PARAGRAPH
        or "图" in text
        or "圖" in text
        or has_own_patterns("paragraph-marks")
    ):
        return None
    return _meaning("paragraph-marks", text, "match")


def jumps(text: str) -> dict[str, str]:
    """Give what a jump line says: the page it names, by ``continued_on`` or ``continued_from``.

    >>> jumps("（上接第一版）")
    {'continued_from': '一'}
    """
    found: dict[str, str] = {}
    for meaning, match in find_marks("jump-lines", simplified(text)):
        start, end = match.span("page")
        found.setdefault(meaning, text[start:end])
    return found


def find_marks(table: str, text: str) -> Iterator[tuple[str, regex.Match[str]]]:
    """Find each row of ``table`` that ``text`` has; give what it means and the match."""
    for row in patterns(table):
        try:
            match = regex.search(row.pattern, text, timeout=seconds_for(table))
        except TimeoutError:
            blame(table, text)
        if match:
            yield row.meaning, match


def _meaning(table: str, text: str, how: Literal["match", "fullmatch"]) -> str | None:
    """Give what the first row of ``table`` that matches means, or None."""
    plain, seconds = simplified(text), seconds_for(table)
    for row in _marks(table).worth_a_try(plain):
        pattern = _compiled(row.pattern)
        try:
            found = (pattern.fullmatch if how == "fullmatch" else pattern.match)(
                plain, timeout=seconds
            )
        except TimeoutError:
            blame(table, plain)
        if found:
            return row.meaning
    return None
