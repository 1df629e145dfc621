"""Take two columns apart that came out line by line in turn."""

from collections.abc import Iterator, Sequence
from functools import partial

from layoutfix.model.edits import Edit, move
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.bonds import Bonds
from layoutfix.reading.evidence import SENTENCE, end_of
from layoutfix.reading.mixture import Mixture, find_mixtures
from layoutfix.tables import number


def unmix_columns(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Move the lines of the second column behind those of the first.

    The characters across the breaks tell where lines of two columns alternate: each line goes
    on two lines below, and hardly ever on the next one.
    That has to be clear over ten lines or more; else nothing is moved.
    """
    blocks = [block for block in page.blocks if block.role == "para" and len(block.text) > 1]
    breaks = _Breaks([block.text for block in blocks])
    for start, end in _suspects(breaks, len(blocks)):
        for mixture in find_mixtures(end - start, partial(breaks.bond_from, start)):
            yield from _apart(blocks[start:end], mixture)


_NEAR = 4000  # characters


class _Breaks:
    """The bond of any two lines, weighed once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.bonds = Bonds(texts)
        self.known: dict[tuple[int, int], float] = {}
        self.stop = number("mixture", "sentence_end_nats")

    def ends_sentence(self, nth: int) -> bool:
        """Tell whether a line ends with a full stop."""
        return end_of(self.texts[nth]) == SENTENCE

    def stands_near(self, nth: int, up: int = 1) -> bool:
        """Tell cheaply whether the pair that a line makes with one above stands near it too."""
        at = self.bonds.offsets[nth]
        pair = self.texts[nth - up][-1] + self.texts[nth][0]
        return self.bonds.text.find(pair, max(0, at - _NEAR), at + _NEAR) >= 0

    def bond_from(self, start: int, upper: int, lower: int) -> float:
        """Weigh two lines that are counted from ``start``."""
        return self.bond(start + upper, start + lower)

    def bond(self, upper: int, lower: int) -> float:
        """Weigh line ``upper`` for going on in line ``lower``."""
        if upper < 0:
            return -1.0
        if (upper, lower) not in self.known:
            self.known[upper, lower] = (
                self.stop if self.ends_sentence(upper) else self.bonds.weigh(upper, lower)
            )
        return self.known[upper, lower]


def _suspects(breaks: _Breaks, size: int) -> Iterator[tuple[int, int]]:
    """Give stretches of lines where a few breaks, taken at even distances, hold nothing."""
    step = int(number("mixture", "stretch_lines"))
    probes = int(number("mixture", "probes_count"))
    starts = range(0, size, step)
    suspect = [_holds_nothing(breaks, at, min(at + step, size), probes) for at in starts]
    nth = 0
    while nth < len(suspect):
        if not suspect[nth]:
            nth += 1
            continue
        first = nth
        while nth < len(suspect) and suspect[nth]:
            nth += 1
        yield max(0, (first - 1) * step), min(size, (nth + 1) * step)


def _holds_nothing(breaks: _Breaks, start: int, end: int, probes: int) -> bool:
    """Tell whether no break of a stretch is known elsewhere; most say so at the first look."""
    taken = []
    for n in range(start + 1, end, max(1, (end - start) // probes)):
        inner = next((at for at in range(n, end) if not breaks.ends_sentence(at - 1)), end)
        if inner == end or breaks.stands_near(inner):
            return False
        taken.append(inner)
    next_but_one = sum(breaks.stands_near(n, 2) for n in range(start + 2, end))
    return (
        next_but_one > sum(breaks.stands_near(n) for n in range(start + 2, end))
        and len(taken) >= probes
        and all(breaks.bond(n - 1, n) <= 0 for n in taken)
    )


def _apart(blocks: Sequence[Block], mixture: Mixture) -> Iterator[Edit]:
    second = set(mixture.second)
    first = [n for n in range(mixture.start, mixture.end) if n not in second]
    behind = blocks[first[-1]]
    for n in mixture.second:
        yield move(blocks[n], behind, "a line of the column beside it", 0.9)
        behind = blocks[n]
