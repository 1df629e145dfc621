"""Set running heads and section flags aside."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from layoutfix.model.edits import Edit, label
from layoutfix.model.glyphs import CLAUSE_END, SENTENCE_END, ends_sentence, has_han, width_ems
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.evidence import frame_gap
from layoutfix.reading.folios import find_counting_heads, find_folios
from layoutfix.reading.note_marks import BARE, lone_mark
from layoutfix.reading.role_marks import role_of_line
from layoutfix.tables import number

_DIGITS = re.compile(r"[0-9０-９]+")
_SPACED_FLAG = re.compile(r"\S(?:[ \u3000]+\S){2,9}")
_REMARK = re.compile(r"[（(]\D+[）)]")  # （无）, （鼓掌）: said again and again in minutes
_OFTEN = 3  # pages on which the pieces of a running head stand together
_VARIETY = 3  # different lines above show that a line stands on different pages
_SLACK = 2.5  # ems that a full line is narrower than the measure: the indent, and a mark
_MARKS = SENTENCE_END | CLAUSE_END


def set_furniture_aside(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Set aside running heads, section flags and folios, which stand in mid-sentence.

    A running head is short, says the same on several pages (digits aside, for folios count),
    and stands at the edge of a page or frame at least once in two times; a section flag may
    stand once, and is letter-spaced.
    What stands around it differs from page to page, or the page was extracted twice.
    A name with a number is a folio where another one counts on a page further down; so is any
    line that comes again but for a number that counts the pages, if it stands in mid-sentence.
    """
    edges = _edge_lines(page)
    limits = _limits()
    keys = _masked([block.text if _is_short(block, limits) else "" for block in page.blocks])
    groups = _occasions(page.blocks, keys)
    runs = _running_heads(page.blocks, keys, groups, edges, limits)
    folios = find_folios([block.text if block.role == "para" else "" for block in page.blocks])
    folios |= _counting_heads(page.blocks, keys, groups)
    for nth, (block, key) in enumerate(zip(page.blocks, keys, strict=True)):
        if nth in folios:
            yield label(block, "furniture", "a name with a number that counts the pages", 0.9)
        elif key in runs and role_of_line(block.text) is None:
            because = f"says the same {groups[key]} times over the pages"
            yield label(block, "section" if has_han(key) else "furniture", because, 0.9)
        elif key and block.first_line in edges and _is_spaced_flag(block.text):
            because = "short and letter-spaced, at the edge of a frame"
            yield label(block, "section", because, 0.8)


def _counting_heads(blocks: Sequence[Block], keys: Sequence[str], groups: Counter[str]) -> set[int]:
    """Give the lines that come again but for a number that counts the pages, in mid-sentence."""
    heads = [
        key if "0" in key and groups[key] > 1 and not _is_note_mark(block.text) else ""
        for key, block in zip(keys, blocks, strict=True)
    ]
    if not any(heads):
        return set()

    @cache
    def measure() -> int:  # asked for by few pages
        usual = Counter(round(block.width) for block in blocks if block.role == "para")
        return max(usual, key=lambda ems: (usual[ems], ems))

    def is_cut(nth: int) -> bool:
        above = nth - 1
        while above > 0 and heads[above]:
            above -= 1
        if above < 0 or nth + 1 == len(blocks):
            return False
        line = blocks[above]
        full = line.role == "para" and line.width >= measure() - _SLACK
        return full and not ends_sentence(line.text)

    return find_counting_heads([block.text for block in blocks], heads, is_cut)


def _is_note_mark(text: str) -> bool:
    """Tell whether a line is the mark of a note, torn off, which counts up as well: [3]."""
    mark = lone_mark(text)
    return mark is not None and mark.style != BARE


class _Limits(NamedTuple):
    longest: float
    flag: float
    least: float
    least_flag: float


def _limits() -> _Limits:
    return _Limits(
        number("furniture", "longest_running_head_ems"),
        number("furniture", "longest_flag_ems"),
        number("furniture", "least_running_head_repeats_count"),
        number("furniture", "least_repeats_count"),
    )


def _running_heads(
    blocks: Sequence[Block],
    keys: Sequence[str],
    groups: Counter[str],
    edges: set[int],
    limits: _Limits,
) -> set[str]:
    """Give what says the same often enough, at different places."""
    again = {key for key, repeats in groups.items() if key and repeats >= limits.least_flag}
    above: dict[str, set[str]] = {key: set() for key in again}
    below: dict[str, set[str]] = {key: set() for key in again}
    at_edge: Counter[str] = Counter()
    for nth, (block, key) in enumerate(zip(blocks, keys, strict=True)):
        if key in again:
            above[key].add(blocks[nth - 1].text if nth else "")
            below[key].add(blocks[nth + 1].text if nth + 1 < len(blocks) else "")
            at_edge[key] += block.first_line in edges
    often = {
        key
        for key in again
        if groups[key] >= _least(key, limits, at_edge=2 * at_edge[key] >= groups[key])
        and not _is_sentence(below[key])
    }
    runs = {
        key
        for key in often
        if 2 * max(len(above[key]), len(below[key])) >= min(groups[key], 2 * _VARIETY)
    }
    return _with_pieces(runs, often, groups, keys)


def _with_pieces(
    runs: set[str], often: set[str], groups: Counter[str], keys: Sequence[str]
) -> set[str]:
    """Add what stands beside a running head each time: gaps cut a head into lines."""
    if not runs or runs == often:
        return runs
    places: dict[str, list[int]] = {key: [] for key in often}
    for nth, key in enumerate(keys):
        if key in often:
            places[key].append(nth)
    beside: Counter[str] = Counter()
    counted: set[int] = set()
    grown = runs
    while grown:
        near = {nth + step for key in grown for nth in places[key] for step in (-1, 1)}
        near = {nth for nth in near if 0 <= nth < len(keys)} - counted
        counted |= near
        touched = Counter(keys[nth] for nth in near)
        beside += touched
        grown = {
            key
            for key in touched
            if key in often and key not in runs and beside[key] >= groups[key] >= _OFTEN
        }
        runs |= grown
    return runs


def _is_sentence(below: set[str]) -> bool:
    """Tell whether the same end of a sentence stands below each time: a set phrase, two lines."""
    return len(below) == 1 and next(iter(below))[-1:] in SENTENCE_END


def _occasions(blocks: Sequence[Block], keys: Sequence[str]) -> Counter[str]:
    """Count how often each text comes; the copies of a shadow, one below the other, are once."""
    above = [None, *(block.text for block in blocks)]
    return Counter(
        key for key, block, text in zip(keys, blocks, above, strict=False) if block.text != text
    )


def _least(key: str, limits: _Limits, *, at_edge: bool) -> float:
    """Give how often a line must come to be a running head, by its length and its place."""
    return limits.least_flag if at_edge and width_ems(key) <= limits.flag else limits.least


def _is_short(block: Block, limits: _Limits) -> bool:
    text = block.text
    return (
        block.role == "para"
        and 0 < len(text) <= 2 * limits.longest
        and text[-1] not in _MARKS
        and not _REMARK.fullmatch(text)
        and (len(text) > 1 or text.isdigit())
        and (len(text) <= limits.longest or width_ems(text) <= limits.longest)
    )


def _is_spaced_flag(text: str) -> bool:
    spaced = (" " in text or "\u3000" in text) and has_han(text) and _SPACED_FLAG.fullmatch(text)
    return bool(spaced) and role_of_line(text) is None


def _masked(texts: Sequence[str]) -> list[str]:
    """Give the texts with numbers alike and without the dashes and dots round a folio.

    They are one text on the way, for that is done in one go.
    """
    if not texts:
        return []
    black = "\n".join(texts).replace(" ", "").replace("\u3000", "")
    masked = _DIGITS.sub("0", black).split("\n")
    return [text.strip("-—–·•") if len(text) <= 5 else text for text in masked]


def _edge_lines(page: Page) -> set[int]:
    """Give the lines that are within a few lines of where a page or frame begins."""
    least = frame_gap(page)
    numbers = list(page.lines)
    reach = int(number("furniture", "edge_lines"))
    out: set[int] = {*numbers[:reach], *numbers[-reach:]}
    for nth, line in enumerate(page.lines.values()):
        if line.opens_page or line.gap >= least:
            out.update(numbers[max(0, nth - reach) : nth + reach])
    return out
