"""Find out which printed character each extracted character is.

The page is written twice: as readers get it, and *marked*, with the same glyphs in the
same places but a different Unicode value for each printed character (its copies share
it).  An extractor does to both what it does to either, so the marked extraction tells
for each character of the true one which block it is from.  That replaces guessing by
content, and it is checked: what the marks say must spell what was extracted.  Where the
two extractions differ in places, a diff of the spelled texts bridges the gap.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from typesetter.model import Glyph, Ident, Sheet

# extractors treat Latin and general punctuation differently from the rest (spacing),
# so the mark of a character comes from the same camp
_NARROW_MARKS = [
    chr(code)
    for low, high in (
        (0x100, 0x2B0),
        (0x391, 0x3A2),
        (0x3A3, 0x3CF),
        (0x400, 0x483),
        (0x48A, 0x530),
        (0x531, 0x557),
    )
    for code in range(low, high)
]
_WIDE_MARKS = [
    chr(code)
    for low, high in ((0x4E00, 0x9FA6), (0x3400, 0x4DB6), (0xAC00, 0xD7A4))
    for code in range(low, high)
]
LEAST_MOVED = 2  # characters; a shorter match among the leftovers is chance
_KEPT = frozenset("-\u00ad\u2010")  # extractors take hyphens at line ends away


def is_narrow(char: str) -> bool:
    """Tell which camp a character is in (MuPDF draws the line here)."""
    code = ord(char)
    return code < 0x700 or 0x2000 <= code <= 0x20CF


class Marks:
    """The marked alphabet of one document."""

    def __init__(self, sheet: Sheet, read: Callable[[Glyph], str]) -> None:
        """Give each printed character of a sheet its mark; ``read`` says what a glyph is."""
        self.char_of: dict[Ident, str] = {}
        self.mark_of: dict[Ident, str] = {}
        self.idents_of: dict[str, list[Ident]] = {}
        counts = {True: 0, False: 0}
        for glyph in _printed(sheet):
            ident = glyph.ident
            if ident is None or ident in self.mark_of:
                continue
            char = read(glyph)
            narrow = is_narrow(char)
            alphabet = _NARROW_MARKS if narrow else _WIDE_MARKS
            mark = alphabet[counts[narrow] % len(alphabet)]
            counts[narrow] += char not in _KEPT
            self._enter(ident, char, char if char in _KEPT else mark)

    def _enter(self, ident: Ident, char: str, mark: str) -> None:
        self.char_of[ident] = char
        self.mark_of[ident] = mark
        self.idents_of.setdefault(mark, []).append(ident)

    def meaning(self, glyph: Glyph) -> str:
        """Say what a glyph is in the marked document."""
        return self.mark_of[glyph.ident] if glyph.ident else glyph.char


def _printed(sheet: Sheet) -> Iterator[Glyph]:
    for group in sheet.groups:
        for run in group.runs:
            yield from run.glyphs


@dataclass(frozen=True)
class Alignment:
    """For each character that is not white, its printed character; None where unknown."""

    idents: list[Ident | None]
    disagreeing: int

    @property
    def disagreement(self) -> float:
        """Give the share of characters that the marks do not spell."""
        return self.disagreeing / max(1, len(self.idents))


def align(extracted: str, marked: str, marks: Marks) -> Alignment:
    """Align an extraction with the extraction of the marked document."""
    true = [char for char in extracted if not char.isspace()]
    idents = read_marks([char for char in marked if not char.isspace()], marks)
    spelled = [marks.char_of[ident] if ident else "\0" for ident in idents]
    if spelled == true:
        return Alignment(idents, 0)
    return _bridge(true, spelled, idents)


def read_marks(marked: Sequence[str], marks: Marks) -> list[Ident | None]:
    """Resolve marks into printed characters; a mark used twice goes by its neighbours."""
    found: list[Ident | None] = []
    unsure: list[int] = []
    for place, mark in enumerate(marked):
        choice = marks.idents_of.get(mark, [])
        before = found[-1] if found else None
        follower = (before[0], before[1] + 1) if before else None
        follows = follower in choice
        found.append(follower if follows else next(iter(choice), None))
        sure = len(choice) < 2 or (follows and (place - 1) not in unsure[-1:])
        unsure += [] if sure else [place]
    for place in reversed(unsure):
        after = found[place + 1] if place + 1 < len(found) else None
        wanted = (after[0], after[1] - 1) if after else None
        if wanted in marks.idents_of[marked[place]]:
            found[place] = wanted
    return found


def _bridge(
    true: list[str],
    spelled: list[str],
    idents: list[Ident | None],
) -> Alignment:
    """Match what is the same in both; then, in the rest, what has only moved."""
    out: list[Ident | None] = [None] * len(true)
    sources, targets = list(range(len(spelled))), list(range(len(true)))
    for least in (1, LEAST_MOVED):
        taken: set[int] = set()
        matcher = SequenceMatcher(
            None,
            [spelled[n] for n in sources],
            [true[n] for n in targets],
            autojunk=False,
        )
        for a, b, size in matcher.get_matching_blocks():
            if size < least:
                continue
            taken.update(sources[a : a + size])
            for source, target in zip(sources[a : a + size], targets[b : b + size], strict=True):
                out[target] = idents[source]
        sources = [n for n in sources if n not in taken]
        targets = [n for n in targets if out[n] is None]
    return Alignment(out, len(targets))


def adopt_strays(idents: list[Ident | None]) -> list[Ident | None]:
    """Give a character that nobody knows to the one before it, or else behind it."""
    out = list(idents)
    for order in (range(1, len(out)), range(len(out) - 2, -1, -1)):
        step = 1 if order.step > 0 else -1
        for place in order:
            if out[place] is None:
                out[place] = out[place - step]
    return out
