"""See a page as it is read where its lines stand last first."""

from collections.abc import Iterable, Iterator, Sequence

from layoutfix.model.edits import Edit
from layoutfix.model.page import Page, split_lines

_Bounds = tuple[int, int]


class Turned:
    """A page with its lines in reading order, and the way back to the numbers of the raw lines.

    ``page``: each turned stretch from its last raw line to its first, blank lines too, and
    numbered from the head of the text on.
    ``places``: the new number of each raw line that has another one, and the other way round.
    """

    def __init__(self, page: Page, moves: Sequence[Edit]) -> None:
        """Turn the lines of ``page`` as ``moves`` do."""
        stretches = list(_stretches(moves))
        self.places = _places(stretches)
        raw = split_lines(page.raw)
        lines = [raw[self.places.get(nth, nth) - 1] for nth in range(1, len(raw) + 1)]
        self.page = Page("\n".join(lines))
        for first, last in stretches:
            self._open(first, opens=page.lines[first].opens_page)
            if first != last:
                self._open(last, opens=False)

    def back(self, edit: Edit) -> Edit:
        """Give an edit of the turned page as one of the raw page, behind the moves."""
        return edit._replace(lines=tuple([self.places.get(line, line) for line in edit.lines]))

    def _open(self, number: int, *, opens: bool) -> None:
        """Let a page begin with a line or not: a form feed was at the head of another line."""
        line = self.page.lines[number]
        indent = line.indent if line.opens_page == opens else 0.0
        self.page.lines[number] = line._replace(opens_page=opens, indent=indent)


def reading_places(moves: Iterable[Edit]) -> dict[int, int]:
    """Give the place in reading order of each line that ``moves`` turn, counted as lines are."""
    return _places(_stretches(moves))


def _places(stretches: Iterable[_Bounds]) -> dict[int, int]:
    return {
        line: first + last - line for first, last in stretches for line in range(first, last + 1)
    }


def _stretches(moves: Iterable[Edit]) -> Iterator[_Bounds]:
    """Give the bounds of what is turned: each line is moved behind the one below it in the file."""
    first = last = 0
    for line, behind in (edit.lines for edit in moves):
        if behind != first:
            if first:
                yield first, last
            last = behind
        first = line
    if first:
        yield first, last
