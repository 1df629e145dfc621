"""Set running heads and section flags aside."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from layoutfix.model.edits import Edit, label
from layoutfix.model.glyphs import CLAUSE_END, SENTENCE_END, has_han, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.evidence import usual_gap
from layoutfix.reading.role_marks import role_of_line
from layoutfix.tables import number

_DIGITS = re.compile(r"[0-9０-９]+")
_ZEROS = dict.fromkeys("0123456789０１２３４５６７８９", "0")
_SPACED_FLAG = re.compile(r"\S(?:[ \u3000]+\S){2,9}")
_MARKS = SENTENCE_END | CLAUSE_END


def set_furniture_aside(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Set aside running heads, section flags and folios, which stand in mid-sentence.

    A running head is short, says the same on several pages (digits aside, for folios count),
    and stands at the edge of a page or frame at least once in two times; a section flag may
    stand once, and is letter-spaced.
    """
    edges = _edge_lines(page)
    short = _like_edge_lines(page.blocks, edges)
    groups = Counter(_masked(block.text) for block in short)
    at_edge = Counter(_masked(b.text) for b in short if b.first_line in edges)
    for block in short:
        key = _masked(block.text)
        if groups[key] >= _least(block) and at_edge[key] * 2 >= groups[key]:
            because = f"says the same {groups[key]} times, at the edge of a page"
            yield label(block, "section" if has_han(key) else "furniture", because, 0.9)
        elif _SPACED_FLAG.fullmatch(block.text) and has_han(block.text):
            if block.first_line in edges:
                because = "short and letter-spaced, at the edge of a frame"
                yield label(block, "section", because, 0.8)


def _like_edge_lines(blocks: Sequence[Block], edges: set[int]) -> list[Block]:
    """Give the flags at the edges, and what says the same as one of them.

    What no flag at an edge begins and ends like is told apart by these two characters.
    """
    said = {_masked(b.text) for b in blocks if b.first_line in edges and _may_be_flag(b)}
    ends = {(key[0], key[-1]) for key in said}
    zero = _ZEROS.get
    out = []
    for block in blocks:
        text = block.text
        alike = text and (zero(text[0], text[0]), zero(text[-1], text[-1])) in ends
        if alike and _masked(text) in said and _may_be_flag(block):
            out.append(block)
    return out


def _may_be_flag(block: Block) -> bool:
    text = block.text
    return (
        block.role == "para"
        and len(text) > 1
        and text[-1] not in _MARKS
        and width_ems(text) <= number("furniture", "longest_running_head_ems")
        and role_of_line(text) is None
    )


def _least(block: Block) -> float:
    flag = width_ems(block.text) <= number("furniture", "longest_flag_ems")
    return number("furniture", f"least_{'' if flag else 'running_head_'}repeats_count")


def _masked(text: str) -> str:
    return _DIGITS.sub("0", text.replace(" ", ""))


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
