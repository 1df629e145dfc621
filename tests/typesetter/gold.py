"""Write the truth about an extraction as a .gold file (format: samples/FORMAT.md)."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from layoutfix.model.page import split_lines
from typesetter.model import FURNITURE, Block, Group, Ident

HEAD_ROLES = ("kicker", "headline", "deck")


@dataclass(frozen=True)
class Piece:
    """A part of a raw line that belongs to one block."""

    line: int
    start: int
    end: int
    whole: bool
    first: int  # least printed character in it
    members: frozenset[Ident]
    copy: bool  # it belongs to the second setting of a frame
    text: str


@dataclass
class Entry:
    """One line of the gold file on its way."""

    role: str
    pieces: list[Piece]
    text: str


def find_pieces(
    raw: str,
    idents: Sequence[Ident | None],
    repeated: Container[int] = (),
) -> dict[int, list[Piece]]:
    """Cut each raw line where its block changes; give the pieces by block number.

    `repeated` names the blocks whose frame was set twice.
    """
    totals = Counter(idents)
    by_block: dict[int, list[Piece]] = defaultdict(list)
    seen: Counter[Ident | None] = Counter()
    place = 0
    for number, line in enumerate(split_lines(raw), 1):
        chars = [at for at, char in enumerate(line) if not char.isspace()]
        here = list(zip(chars, idents[place : place + len(chars)], strict=True))
        place += len(chars)
        cuts = _cuts(here)
        for nth, (start, end) in enumerate(cuts):
            members = [ident for at, ident in here[start:end] if ident]
            left = here[start][0] if nth else 0
            right = here[cuts[nth + 1][0]][0] if nth + 1 < len(cuts) else len(line)
            copy = members[0][0] in repeated and all(
                seen[member] >= totals[member] / 2 for member in members
            )
            seen.update(members)
            first = min(index for _, index in members)
            text = line[left:right].strip()
            piece = Piece(
                number, left, right, len(cuts) == 1, first, frozenset(members), copy, text
            )
            by_block[members[0][0]].append(piece)
    return dict(by_block)


def _cuts(here: Sequence[tuple[int, Ident | None]]) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    start = 0
    for at in range(1, len(here) + 1):
        if at == len(here) or _block(here[at]) != _block(here[start]):
            cuts.append((start, at))
            start = at
    return cuts if here else []


def _block(item: tuple[int, Ident | None]) -> int:
    return item[1][0] if item[1] else -1


def write_gold(
    blocks: Iterable[Block],
    pieces: dict[int, list[Piece]],
    comment: str,
) -> str:
    """Write the file: articles in printed order, then the bin."""
    articles: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.number in pieces and block.printed:
            articles[block.article].append(block)
    fold = any(_interleaved(*_sort_out(some)) for some in pieces.values())
    parts = [f"# {comment}"]
    names = [name for name in articles if name != FURNITURE]
    for name in [*sorted(names), *([FURNITURE] if FURNITURE in articles else [])]:
        parts.append(f"\n== {name}")
        entries = _entries(articles[name], pieces, fold=fold)
        parts += [_line(entry, pieces) for entry in entries]
    return "\n".join(parts) + "\n"


def _entries(blocks: Sequence[Block], pieces: dict[int, list[Piece]], *, fold: bool) -> list[Entry]:
    """Bring an article's blocks into reading order, with copies of frames behind them."""
    main: list[Entry] = []
    copies: list[Entry] = []
    for block in blocks:
        if block.interrupts:
            continue
        own, again = _part_copies(pieces[block.number], fold=fold)
        main.append(Entry(block.role, own, block.text))
        copies += [Entry(block.role, part, _text_of(block, part)) for part in again]
    for block in blocks:
        if block.interrupts:
            _insert(main, Entry(block.role, _in_order(pieces[block.number]), block.text))
    return main + copies


def _part_copies(pieces: list[Piece], *, fold: bool) -> tuple[list[Piece], list[list[Piece]]]:
    """Part a frame that was set twice from its first setting.

    Shadows and staircases stay with their originals; so does a frame set twice in the
    same place (``fold``), where the extractor gives its lines in turn: of a block of one
    line that cannot be seen, so its neighbours tell.
    """
    copied, first = _sort_out(pieces)
    if fold or not copied or not first:
        return _in_order(pieces), []
    return _in_order(first), [_in_order(copied)]


def _text_of(block: Block, part: Iterable[Piece]) -> str:
    """Give what a part of a block says."""
    return as_found(block, {member for piece in part for member in piece.members}).text


def _sort_out(pieces: Iterable[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Give the pieces of the second setting, and those of the first."""
    copied: list[Piece] = []
    first: list[Piece] = []
    for piece in pieces:
        (copied if piece.copy else first).append(piece)
    return copied, first


def _interleaved(copied: Sequence[Piece], first: Iterable[Piece]) -> bool:
    """Tell whether copies stand between the lines that they copy."""
    if not copied:
        return False
    low = min(piece.line for piece in copied)
    high = max(piece.line for piece in copied)
    return any(low < piece.line < high for piece in first)


def _in_order(pieces: Iterable[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: (piece.first, piece.line, piece.start))


def _insert(main: list[Entry], entry: Entry) -> None:
    """Put what interrupts behind the block that it interrupted, or at the end."""
    line = min(piece.line for piece in entry.pieces)
    before = [
        (piece.line, number)
        for number, other in enumerate(main)
        if other.role not in HEAD_ROLES
        for piece in other.pieces
        if piece.line < line
    ]
    after = any(
        piece.line > line
        for other in main
        if other.role not in HEAD_ROLES
        for piece in other.pieces
    )
    where = max(before)[1] + 1 if before and after else len(main)
    main.insert(where, entry)


def _line(entry: Entry, pieces: dict[int, list[Piece]]) -> str:
    spec = _spec(entry.pieces, _whole_lines(pieces))
    joined = "".join(piece.text for piece in entry.pieces)
    text = " ".join(entry.text.split())
    return f"{entry.role} {spec}" + (f" = {text}" if text != joined else "")


def _whole_lines(pieces: dict[int, list[Piece]]) -> list[int]:
    return sorted({piece.line for some in pieces.values() for piece in some})


def _spec(pieces: Sequence[Piece], filled: Sequence[int]) -> str:
    """Write line numbers, with a range where nothing but blank lines lies between."""
    follower = dict(pairwise(filled))
    ranges: list[tuple[int, int, str]] = []
    for piece in pieces:
        part = "" if piece.whole else f"[{piece.start}:{piece.end}]"
        if ranges and not part and not ranges[-1][2] and follower.get(ranges[-1][1]) == piece.line:
            ranges[-1] = (ranges[-1][0], piece.line, "")
        else:
            ranges.append((piece.line, piece.line, part))
    return ",".join(f"{a}{part}" if a == b else f"{a}-{b}" for a, b, part in ranges)


def as_found(block: Block, found: Container[Ident | None]) -> Block:
    """Leave out of the truth what the extractor swallowed: nobody could restore it."""
    kept, place = [], 0
    for char in block.text:
        white = char.isspace()
        if white or (block.number, place) in found:
            kept.append(char)
        place += not white
    return replace(block, text="".join(kept))


def repeated_blocks(groups: Sequence[Group]) -> set[int]:
    """Name the blocks whose frame stands twice in the stream."""
    times = Counter(id(group) for group in groups)
    return {
        glyph.ident[0]
        for group in groups
        if times[id(group)] > 1
        for run in group.runs
        for glyph in run.glyphs
        if glyph.ident
    }
