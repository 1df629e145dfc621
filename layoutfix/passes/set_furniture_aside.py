"""Set running heads and section flags aside."""

import re
from collections import Counter
from collections.abc import Iterator

from layoutfix.model.edits import Edit, label
from layoutfix.model.glyphs import CLAUSE_END, SENTENCE_END, has_han, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.evidence import usual_gap
from layoutfix.reading.role_marks import role_of_line
from layoutfix.tables import number

_DIGITS = re.compile(r"[0-9０-９]+")
_SPACED_FLAG = re.compile(r"\S(?:[ \u3000]+\S){2,9}")
_MARKS = SENTENCE_END | CLAUSE_END


def set_furniture_aside(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Set aside running heads, section flags and folios, which stand in mid-sentence.

    A running head is short, says the same on several pages (digits aside, for folios count),
    and stands at the edge of a page or frame at least once in two times; a section flag may
    stand once, and is letter-spaced.
    """
    edges = _edge_lines(page)
    keys = [(block, _masked(block.text)) for block in page.blocks if _is_short(block)]
    groups = Counter(key for _, key in keys)
    at_edge = Counter(key for block, key in keys if block.first_line in edges)
    for block, key in keys:
        if (groups[key] < 2 and " " not in block.text) or not _may_be_flag(block):
            continue
        if groups[key] >= _least(block, at_edge=at_edge[key] * 2 >= groups[key]):
            because = f"says the same {groups[key]} times over the pages"
            yield label(block, "section" if has_han(key) else "furniture", because, 0.9)
        elif block.first_line in edges and _is_spaced_flag(block.text):
            because = "short and letter-spaced, at the edge of a frame"
            yield label(block, "section", because, 0.8)


def _is_spaced_flag(text: str) -> bool:
    return has_han(text) and _SPACED_FLAG.fullmatch(text) is not None


def _is_short(block: Block) -> bool:
    text = block.text
    most = number("furniture", "longest_running_head_ems")
    return block.role == "para" and 0 < len(text) <= 2 * most and text[-1] not in _MARKS


def _may_be_flag(block: Block) -> bool:
    text = block.text
    return (
        (len(text) > 1 or text.isdigit())
        and width_ems(text) <= number("furniture", "longest_running_head_ems")
        and role_of_line(text) is None
    )


def _least(block: Block, *, at_edge: bool) -> float:
    """Give how often a line must come to be a running head, by its length and its place."""
    flag = width_ems(block.text) <= number("furniture", "longest_flag_ems")
    if flag and at_edge:
        return number("furniture", "least_repeats_count")
    return number("furniture", "least_running_head_repeats_count")


def _masked(text: str) -> str:
    """Give the text with numbers alike and without the dashes and dots round a folio."""
    if text.isalpha():
        return text
    masked = _DIGITS.sub("0", text.replace(" ", ""))
    return masked.strip("-—–·•") if len(masked) <= 5 else masked


def _edge_lines(page: Page) -> set[int]:
    """Give the lines that are within a few lines of where a page or frame begins."""
    usual = usual_gap(page)
    numbers = list(page.lines)
    reach = int(number("furniture", "edge_lines"))
    out: set[int] = {*numbers[:reach], *numbers[-reach:]}
    for nth, line in enumerate(page.lines.values()):
        if line.opens_page or line.gap > usual:
            out.update(numbers[max(0, nth - reach) : nth + reach])
    return out
