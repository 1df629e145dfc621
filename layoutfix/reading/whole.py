"""Tell a text that was never set in columns by its kind."""

import re
from collections.abc import Callable, Sequence

from layoutfix.model.glyphs import count_han
from layoutfix.model.page import Page
from layoutfix.tables import number

_KANA_HANGUL = re.compile("[\u3041-\u30ff\u3131-\u318e\uac00-\ud7a3]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
_MARKUP = re.compile(r"#{1,6} [^\s#]|```|~~~|\|.*\|$|</?[A-Za-z!][^<>]*>|#include\b|#!/")
_CLOCK = re.compile(r"(?<![0-9])[0-2]?[0-9]:[0-5][0-9](?![0-9])")


def why_whole(page: Page) -> str:
    """Say why the lines of a text are its writer's own, or give an empty string.

    Japanese and Korean text, text in Latin letters, markup and code, and records that bear
    the time (logs, chats, programmes) are broken into lines too, and not by a Chinese column.
    Up to ``sample_lines`` lines, evenly spread, are looked at.
    """
    lines = [line.raw.strip() for line in page.lines.values()]
    step = 1 + len(lines) // int(number("whole", "sample_lines"))
    sample = lines[::step]
    if not sample:
        return ""
    if _is_foreign("\n".join(sample)):
        return "it is in another language"
    if _share(_MARKUP.match, sample) >= number("whole", "markup_lines_ratio"):
        return "it has markup of its own"
    if _share(_CLOCK.search, sample) >= number("whole", "clock_lines_ratio"):
        return "its lines bear the time"
    return ""


def _is_foreign(text: str) -> bool:
    """Tell whether kana, Hangul or Latin words outweigh what Chinese text has of them."""
    han = count_han(text)
    other = len(_KANA_HANGUL.findall(text))
    if other > number("whole", "kana_hangul_ratio") * (han + other):
        return True
    return len(_WORD.findall(text)) > max(han, number("whole", "least_words_count"))


def _share(shows: Callable[[str], object], lines: Sequence[str]) -> float:
    return sum(shows(line) is not None for line in lines) / len(lines)
