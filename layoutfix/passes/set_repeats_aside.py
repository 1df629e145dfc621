"""Set pull quotes and repeated columns aside."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from layoutfix.fuzzy.compare import likeness
from layoutfix.model.edits import Edit, copy, join, label
from layoutfix.model.glyphs import ends_sentence
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.confidence import settled
from layoutfix.reading.evidence import usual_gap
from layoutfix.reading.narrow_quotes import find_narrow_quotes
from layoutfix.reading.places import find_places
from layoutfix.reading.seams import gap_between
from layoutfix.tables import number

_HEAD = 6
_ALIKE = 0.6  # of set phrases in which a name differs


def set_repeats_aside(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Set text that stands twice apart from the column it interrupts.

    A pull quote repeats sentences of the body in a frame of its own; some extractors give a
    whole column twice.
    Three lines or more whose beginnings all stand elsewhere, in order and close together, are
    compared with that place as a whole; the copy becomes a block of its own.
    Set phrases come again too, but seldom for three lines on end; those of minutes do, and
    stand in more places than a copy.
    The lines of a quote of a few ems are put together first.
    """
    blocks = [block for block in page.blocks if block.role == "para" and block.text]
    narrow = list(find_narrow_quotes([block.text for block in blocks]))
    for start, end, original in narrow:
        yield from _set_aside(blocks[start:end], blocks[original])
    taken = {nth for quote in narrow for nth in range(quote.start, quote.end)}
    blocks = [block for nth, block in enumerate(blocks) if nth not in taken]
    for start, end, original in _Repeats(page, blocks).find():
        yield from _set_aside(blocks[start:end], blocks[original])


def _set_aside(run: Sequence[Block], original: Block) -> Iterator[Edit]:
    for upper, lower in pairwise(run):
        gap = gap_between(upper.text, lower.text)
        because = "a line of a passage that stands elsewhere too"
        yield join(upper, lower, because, settled("repeat"), gap)
    yield label(run[0], "quote", "repeats a passage of the text", 0.9)
    yield copy(run[0], original, "repeats a passage of the text", 0.9)


def _edges(page: Page, blocks: Sequence[Block]) -> Iterator[bool]:
    """Tell for each line whether a frame begins with it, or lines were set aside above it."""
    usual = usual_gap(page)
    order = {line: nth for nth, line in enumerate(page.lines)}
    before = -1
    for block in blocks:
        line = page.lines[block.first_line]
        yield line.opens_page or line.gap != usual or order[line.number] != before + 1
        before = order[block.last_line]


class _Repeats:
    """Runs of lines whose text stands earlier in the document."""

    def __init__(self, page: Page, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.texts = [block.text for block in blocks]
        self.text = "".join(self.texts)
        self.offsets = [0, *accumulate(map(len, self.texts))]
        self.edges = [*_edges(page, blocks), True]
        self.followed: dict[int, int] = {}
        self.least_lines = int(number("repeats", "least_lines"))
        self.most_lines = int(number("repeats", "most_lines"))
        self.most_places = int(number("repeats", "most_places_count"))
        self.least_likeness = number("repeats", "least_likeness_ratio")

    def find(self) -> Iterator[tuple[int, int, int]]:
        """Give start and end of each repeating run, and the line where its original stands."""
        places = self._places()
        nth = done = 0
        while nth < len(self.texts):
            if self.texts[nth][:_HEAD] not in places:
                nth += 1
                continue
            end, at = self._run(nth, places)
            long = end - nth > self.most_lines
            enough = not long and end - nth >= self.least_lines
            if enough and self._is_copy(nth, end, at) and not self._is_formal(nth, places):
                yield max(done, self._edge_above(nth)), end, self._line_at(at)
                nth = done = end
            else:
                nth = end if long else nth + 1

    def _places(self) -> dict[str, list[int]]:
        """Find where beginnings of lines stand twice and more in the text, up to a few times."""
        long = (text for text in self.texts if len(text) >= 2 * _HEAD)
        out: dict[str, list[int]] = {text[:_HEAD]: [] for text in long}
        text = self.text
        for at in find_places(text, {head[:4] for head in out}, 4):
            found = out.get(text[at : at + _HEAD])
            if found is not None and len(found) < 8:
                found.append(at)
        return {head: found for head, found in out.items() if len(found) > 1}

    def _run(self, nth: int, places: dict[str, list[int]]) -> tuple[int, int]:
        """Follow the lines from ``nth`` on as long as they go on at one earlier place.

        A line within a run that was followed already ends where that run did.
        """
        best = (nth, 0)
        for start in places.get(self.texts[nth][:_HEAD], ()):
            if start + len(self.texts[nth]) > self.offsets[nth]:
                break  # places are in order, and a copy comes after its original
            away = self.offsets[nth] - start
            end = self.followed.get(away, nth)
            if end <= nth:
                end = self.followed[away] = self._follow(nth, start)
            if end > best[0]:
                best = (end, start)
        return best

    def _follow(self, nth: int, start: int) -> int:
        end = nth + 1
        at = start + len(self.texts[nth])
        while end < len(self.texts) and self._stands_at(self.texts[end], at):
            at += len(self.texts[end])
            end += 1
        return end

    def _stands_at(self, line: str, at: int) -> bool:
        near = self.text[max(0, at - 4) : at + 4 + min(len(line), _HEAD)]
        return line[:_HEAD] in near

    def _is_copy(self, start: int, end: int, at: int) -> bool:
        """Compare the whole run, and see that it stands at the edge of a frame."""
        here = self.text[self.offsets[start] : self.offsets[end]]
        there = self.text[at : at + len(here)]
        return (
            at + len(here) <= self.offsets[start]
            and ends_sentence(here)
            and (self.edges[self._edge_above(start)] or self.edges[end])
            and likeness(here, there) >= self.least_likeness
        )

    def _is_formal(self, nth: int, places: Mapping[str, Sequence[int]]) -> bool:
        """Tell whether two of the first three lines are set phrases."""
        return sum(self._is_set_phrase(at, places) for at in range(nth, nth + 3)) > 1

    def _is_set_phrase(self, nth: int, places: Mapping[str, Sequence[int]]) -> bool:
        """Tell whether a line, its beginning, or one like it, stands in more places than copies."""
        line = self.texts[nth]
        found = [self.text[at : at + len(line)] for at in places.get(line[:_HEAD], ())]
        if len(found) <= self.most_places:
            return False
        opening = line[: 2 * _HEAD]
        alike = [each[: 2 * _HEAD] == opening or likeness(line, each) >= _ALIKE for each in found]
        return sum(alike) > self.most_places

    def _edge_above(self, start: int) -> int:
        """Take in up to two lines above: a quote may begin with words of its own."""
        for above in (start, start - 1, start - 2):
            if above >= 0 and self.edges[above]:
                return above
        return start

    def _line_at(self, at: int) -> int:
        low, high = 0, len(self.texts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.offsets[middle] <= at:
                low = middle
            else:
                high = middle - 1
        return low
