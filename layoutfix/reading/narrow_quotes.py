"""Find pull quotes whose lines are too narrow to be compared one by one.

A quote set four characters wide beside the text looks like a heap of titles.
It says again what the text says, so its lines are put together and looked for there.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from layoutfix.model.glyphs import ends_sentence, width_ems, widths_ems
from layoutfix.reading.places import find_places

_WIDEST_EMS = 8.0
_LEAST_LINES = 4
_PROBE, _KEY = 10, 4  # characters: what hardly stands twice by chance, and how it begins
_MOST_PLACES = 4
_ASIDE = 60  # characters that may stand between two lines of the text: a caption, a folio


class Quote(NamedTuple):
    """Lines from ``start`` to before ``end`` that repeat the text from line ``original`` on."""

    start: int
    end: int
    original: int


def find_narrow_quotes(lines: Sequence[str]) -> Iterator[Quote]:
    """Yield runs of four narrow lines and more that say what other lines say on end.

    ``lines`` are without outer white space, and none is empty.
    The run has to end a sentence, for titles and lists say words of the text too, and no more;
    the other lines are wider, for a song has its refrain in lines of one width.
    """
    runs = list(_narrow_runs(lines))
    if runs:
        search = _Search(lines, runs)
        for start, end in runs:
            yield from search.quotes_in(start, end)


def _narrow_runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for narrow, run in groupby(width <= _WIDEST_EMS for width in widths_ems(lines)):
        end = at + len(list(run))
        if narrow and end - at >= _LEAST_LINES:
            yield at, end
        at = end


class _Search:
    """The lines as one text, and where the beginnings of narrow lines stand in it."""

    def __init__(self, lines: Sequence[str], runs: Sequence[tuple[int, int]]) -> None:
        self.lines = lines
        self.text = "".join(lines)
        self.offsets = [0, *accumulate(map(len, lines))]
        self.places: dict[str, list[int]] = {
            self._probe(nth): [] for run in runs for nth in range(*run)
        }
        for at in find_places(self.text, {probe[:_KEY] for probe in self.places}, _KEY):
            found = self.places.get(self.text[at : at + _PROBE])
            if found is not None and len(found) < _MOST_PLACES:
                found.append(at)

    def _probe(self, nth: int) -> str:
        start = self.offsets[nth]
        return self.text[start : start + _PROBE].ljust(_KEY)

    def quotes_in(self, start: int, end: int) -> Iterator[Quote]:
        """Yield the quotes among the lines of a run."""
        nth = start
        while nth + _LEAST_LINES <= end:
            own = range(self.offsets[start], self.offsets[end])
            places = [at for at in self.places[self._probe(nth)] if at not in own]
            behind, at = max(((self._follow(nth, end, at), at) for at in places), default=(nth, 0))
            original = bisect_right(self.offsets, at) - 1
            if behind - nth >= _LEAST_LINES and self._is_wider(original, nth, behind):
                yield Quote(nth, behind, original)
            nth = max(behind, nth + 1)

    def _is_wider(self, original: int, start: int, end: int) -> bool:
        """Tell the text from the quote: a stanza that comes again has lines of one width."""
        return width_ems(self.lines[original]) > max(map(width_ems, self.lines[start:end]))

    def _follow(self, nth: int, end: int, at: int) -> int:
        """Give the line behind the last sentence that goes on from offset ``at`` in the text."""
        last = nth
        while nth < end:
            at = self._behind(self.lines[nth], at)
            if at < 0:
                break
            nth += 1
            if ends_sentence(self.lines[nth - 1]):
                last = nth
        return last

    def _behind(self, line: str, at: int) -> int:
        """Give the offset behind ``line``, which may be cut by what stands aside, or -1."""
        same = sum(self.text.startswith(line[:size], at) for size in range(1, len(line) + 1))
        rest = line[same:]
        found = self.text.find(rest, at + same, at + same + len(rest) + _ASIDE)
        return found + len(rest) if found >= 0 else -1
