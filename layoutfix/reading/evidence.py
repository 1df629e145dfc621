"""What one line says of itself, before its neighbours are asked."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.model.glyphs import (
    CLAUSE_END,
    CLOSERS,
    HAN,
    NEVER_FIRST,
    NEVER_LAST,
    OPENERS,
    SENTENCE_END,
    width_ems,
)
from layoutfix.model.page import Block, Page
from layoutfix.tables import words

PLAIN, SENTENCE, CLAUSE, COLON, CLOSER, OPENER = range(6)
END_NAMES = ("plain", "sentence", "clause", "colon", "closer", "opener")

_END = {
    **dict.fromkeys(NEVER_LAST, OPENER),
    **dict.fromkeys(CLOSERS, CLOSER),
    **dict.fromkeys(CLAUSE_END, CLAUSE),
    **dict.fromkeys(SENTENCE_END, SENTENCE),
    "…": SENTENCE,
    "：": COLON,
    ":": COLON,
}
_MARKS = re.compile("[，、。；：？！“”‘’「」『』（）《》〈〉【】]")
_HAN_GAP = re.compile(f"[{HAN}”’」』》）][ \u3000]+[{HAN}“‘「『《（]")
_SAMPLE, _NARROWEST, _WIDEST = 2000, 9, 46
_NARROW_RUN = re.compile(r"[!-~]+")


class Facts(NamedTuple):
    """What is known of a line; widths in ems.

    ``unit``: ems of its first unbreakable unit: a character with the marks that may not be
    parted from it, a number, a Latin word.
    ``leans``: it begins with a particle, or with one character and a comma.
    ``dash``: it begins with a dash, as decks and subheads do.
    ``stop``, ``comma``, ``spaced``: a full stop, a comma, a gap between Han characters inside.
    ``before_frame``: a page or frame begins within the next few lines.
    ``frame``: a page or frame begins with it; ``gap``: the blank lines above it are not the
    usual number; ``aside``: lines that are no body text stand above it.
    """

    text: str
    width: float
    end: int
    never_first: bool
    unit: float
    frame: bool
    gap: bool
    aside: bool
    indent: float
    before_frame: bool
    stop: bool
    comma: bool
    spaced: bool
    dash: bool
    leans: bool


def look_at(page: Page, blocks: Sequence[Block], usual_gap: int) -> list[Facts]:
    """Collect the facts of ``blocks``, each of which is one line still."""
    squeeze = 1 - mark_width_ems([block.text for block in blocks])
    out = []
    before = None
    order = {number: nth for nth, number in enumerate(page.lines)}
    close = _before_frames(page, usual_gap)
    leaning = frozenset(words("never-opens"))
    for block in blocks:
        number = block.pieces[0].line
        line = page.lines[number]
        text = block.text
        first = text[0]
        out.append(
            Facts(
                text,
                out[-1].width if out and was_spaced(block) else _width(text, squeeze),
                end_of(text),
                first in NEVER_FIRST,
                _first_unit(text) if first in OPENERS or first < "\u2000" else 1 + _hangs(text),
                line.opens_page,
                line.gap != usual_gap,
                before is not None and order[number] > order[before] + 1,
                line.indent,
                number in close,
                "。" in text[:-1],
                "，" in text[:-1],
                " " in text and _HAN_GAP.search(text) is not None,
                text.startswith("——"),
                first in leaning or text[1:2] == "，",
            )
        )
        before = number
    return out


def _before_frames(page: Page, usual_gap: int, reach: int = 8) -> set[int]:
    numbers = list(page.lines)
    out: set[int] = set()
    for nth, line in enumerate(page.lines.values()):
        if line.opens_page or line.gap > usual_gap:
            out.update(numbers[max(0, nth - reach) : nth])
    return out


def _width(text: str, squeeze: float) -> float:
    return width_ems(text) - squeeze * len(_MARKS.findall(text))


def was_spaced(block: Block) -> bool:
    """Tell whether a line was letter-spaced, that is, justified to its full measure."""
    piece = block.pieces[0]
    return piece.end - piece.start > len(block.text) + 2


def mark_width_ems(texts: Sequence[str]) -> float:
    """Tell whether the publication sets its punctuation at a full or at half an em.

    Both are common in Chinese print (全角 and 开明 or 半角 setting).
    The right width is the one under which more neighbouring lines are equally wide.
    """
    running = [text for text in texts[:_SAMPLE] if _NARROWEST <= len(text) <= _WIDEST]
    full = [width_ems(text) for text in running]
    half = [w - 0.5 * len(_MARKS.findall(t)) for w, t in zip(full, running, strict=True)]
    return 0.5 if _alike(half) > _alike(full) else 1.0


def _alike(widths: Sequence[float]) -> int:
    return sum(-0.6 < a - b < 0.6 for a, b in pairwise(widths))


def usual_gap(page: Page) -> int:
    """Give the number of blank lines that most lines have above them."""
    gaps = Counter(line.gap for line in page.lines.values())
    return max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 0


def end_of(text: str) -> int:
    """Classify the end of a line; a full stop inside closing quotes is a full stop."""
    kind = _END.get(text[-1], PLAIN)
    if kind != CLOSER:
        return kind
    inner = text.rstrip("”’」』）)》〉】〕］]")
    return SENTENCE if inner and _END.get(inner[-1]) == SENTENCE else CLOSER


def _hangs(text: str) -> float:
    """One em more where the second character may not begin a line."""
    return 1.0 if len(text) > 1 and text[1] in NEVER_FIRST else 0.0


def _first_unit(text: str) -> float:
    """Give the ems of what cannot be parted from the first character."""
    if text[0] in OPENERS:
        return 1.0 + (_first_unit(text[1:]) if len(text) > 1 else 0.0)
    run = _NARROW_RUN.match(text)
    return 0.5 * run.end() if run else 1.0 + _hangs(text)
