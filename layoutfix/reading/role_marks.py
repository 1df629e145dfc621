"""Tell the role of a line or a paragraph from marks that print puts there."""

import regex

from layoutfix.tables import patterns, per_rules, words

_Compiled = tuple[regex.Pattern[str], tuple[str, ...]]


@per_rules
def _compiled(table: str) -> _Compiled:
    rows = patterns(table)
    parts = [f"(?P<r{nth}>{row.pattern})" for nth, row in enumerate(rows)]
    return regex.compile("|".join(parts)), tuple(row.meaning for row in rows)


_FIRST = frozenset(
    "网邮热传社地記報實駐評編責審來電圖廣國發數攝繪終▲▼◀▶△▽◁▷◄►▴▾■●◆□◎（(【[〔本特见实首驻新记通评撰责编校版美审一二三复终信来稿原作联电投文图摄供绘漫发时日国邮广数I“《「"
)
_LAST = frozenset("0123456789攝圖畫繪頁號）)】］]〕摄影文图画绘页版信博端号网码")


@per_rules
def _variants() -> dict[int, str]:
    digits = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
    return str.maketrans(digits | {pair[0]: pair[1] for pair in words("variants")})


def simplified(text: str) -> str:
    """Give ``text`` with the traditional characters of print marks in simplified form.

    Full-width digits become narrow ones; length and offsets stay.
    """
    return text.translate(_variants())


def role_of_line(text: str) -> str | None:
    """Give the role that a whole line shows by its own marks, or None.

    Every pattern of the table asks for a first or a last character of these two sets, or for
    a space; nine lines in ten have neither, and are not matched at all.
    """
    if (
        text[:1] not in _FIRST
        and text[-1:] not in _LAST
        and " " not in text
        and "\u3000" not in text
    ):
        return None
    pattern, meanings = _compiled("line-marks")
    match = pattern.fullmatch(simplified(text))
    return meanings[int(match.lastgroup[1:])] if match and match.lastgroup else None


def role_of_paragraph(text: str) -> str | None:
    """Give the role that a restored paragraph shows by its own marks, or None."""
    pattern, meanings = _compiled("paragraph-marks")
    match = pattern.match(simplified(text))
    return meanings[int(match.lastgroup[1:])] if match and match.lastgroup else None
