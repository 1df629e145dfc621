"""Hold gold files against their raw text: each line is used, and none is used twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from layoutfix.score.gold import GoldBlock, Problem, Slice

_MAY_END_A_PARAGRAPH = frozenset("。！？”’）…：；—』」)》")


class Use(NamedTuple):
    """A slice of a raw line, and the gold line that uses it."""

    slice: Slice
    gold: str
    at: int


def find_overlaps(blocks: Iterable[GoldBlock]) -> Iterator[Problem]:
    """Yield each use of characters that an earlier slice of the line used already."""
    for uses in _uses_by_line(blocks).values():
        end = 0
        for use in uses:
            if use.slice.start < end:
                yield Problem(use.gold, use.at, f"raw line {use.slice.line} is used twice")
            end = max(end, use.slice.end)


def find_gaps(raw: Sequence[str], blocks: Sequence[GoldBlock], lines: range) -> Iterator[Problem]:
    """Yield each raw line among ``lines`` of which no block uses all characters.

    A missing line stands in no gold line, so the problem names the gold line that uses the
    nearest raw line above: the missing one will belong near it.
    """
    used = _uses_by_line(blocks)
    nearest = (blocks[0].gold, 1) if blocks else ("gold", 1)
    for number in lines:
        text = raw[number - 1]
        uses = used.get(number, [])
        if uses:
            nearest = uses[-1].gold, uses[-1].at
        left = "".join(_unused(text, uses)).strip()
        if left:
            missing = "these characters are" if uses else "the line is"
            yield Problem(*nearest, f"raw line {number}: {missing} in no block: {left}")


def find_doubtful_ends(blocks: Iterable[GoldBlock]) -> Iterator[Problem]:
    """Yield paragraphs that end like no sentence: right at times, often a line forgotten."""
    for unit, _, gold, at in blocks:
        if unit.role == "para" and unit.text and unit.text[-1] not in _MAY_END_A_PARAGRAPH:
            yield Problem(gold, at, f"the paragraph ends in the middle: …{unit.text[-8:]}")


def _uses_by_line(blocks: Iterable[GoldBlock]) -> Mapping[int, list[Use]]:
    used: defaultdict[int, list[Use]] = defaultdict(list)
    for block in blocks:
        for part in block.slices:
            used[part.line].append(Use(part, block.gold, block.at))
    for uses in used.values():
        uses.sort(key=lambda use: use.slice)
    return used


def _unused(text: str, uses: Iterable[Use]) -> Iterator[str]:
    """Yield the parts of a line between the slices in use, which are sorted."""
    at = 0
    for use in uses:
        yield text[at : use.slice.start]
        at = max(at, use.slice.end)
    yield text[at:]
