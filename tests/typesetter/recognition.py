"""Read a page as character recognition does: frame by frame, in an order of its own, with errors.

Recognition finds blocks of lines on the picture of a page and gives one after the other; which
comes first is guessed, and on a newspaper page often wrong.
What it reads wrongly nobody can restore, so the truth has what was read.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from random import Random
from typing import NamedTuple

from typesetter.characters import bare
from typesetter.model import FURNITURE, Glyph, Group, Ident, Run, Sheet

TITLE_KINDS = frozenset({"title", "kicker", "deck", "byline"})
LOOK_ALIKE = (
    *("日目曰", "己已巳", "人入八", "未末木", "大太犬", "土士干", "千于十", "口囗"),
    *("天夫无", "间问闻", "今令含", "王玉主", "刀力万", "儿几九", "鸟乌岛", "白百自"),
    *("侍待持", "晴睛清", "拔拨技", "析折拆", "徽微徵", "洒酒酉", "治冶洽", "买卖实"),
)
_ALIKE = {char: row for row in LOOK_ALIKE for char in row}
_NARROW = {"，": ",", "：": ":", "；": ";", "（": "(", "）": ")", "？": "?", "！": "!"}
_MARKS = "，。、；：？！“”‘’「」『』（）《》"
_SPECKS = ("·", "'", ".", "-", "`", "丨", "、", "~", "_", "*")
_FRAME_STEP = 2.5  # leadings from a line to the first one below a picture

Line = list[Glyph]


class Frame(NamedTuple):
    """Lines that recognition takes for one block, and the upper left corner of the first."""

    story: str
    x: float
    y: float
    lines: list[Line]


class Errors(NamedTuple):
    """How often a character is read wrongly, a mark is lost, a mark becomes half as wide."""

    wrong: float
    lost: float
    narrow: float
    common: str


class Read(NamedTuple):
    """What a printed character was read as, and its place in what its block is now."""

    text: str
    first: int


def recognised_text(sheet: Sheet) -> tuple[str, list[Ident | None]]:
    """Give what is read and, for each character, where it is from.

    The blocks of the sheet become what was read of them.
    """
    rng = sheet.rng
    reads = _misread(sheet, _errors(sheet))
    manner = rng.choices(("anyhow", "by rows", "by columns"), (0.6, 0.25, 0.15))[0]
    between = rng.choice(("\n", "\n\n"))
    sheet.remarks += [f"frames {manner}", f"frames parted by {len(between) - 1} blank lines"]
    pages = [_ordered(list(_frames(sheet, page)), manner, rng) for page in sorted(sheet.sizes)]
    found = [[_spelled(line, reads) for line in frame.lines] for page in pages for frame in page]
    for _ in range(rng.choice((0, 0, 1, 3))):
        _add_speck(sheet, rng.choice(found))
    text = between.join("\n".join(line for line, _ in lines) for lines in found)
    return text + "\n", [ident for lines in found for _, idents in lines for ident in idents]


def _frames(sheet: Sheet, page: int) -> Iterator[Frame]:
    """Give the frames of a page; titles that stand together are often taken for one."""
    seen: set[Ident] = set()
    above: Frame | None = None
    for group in {id(group): group for group in sheet.groups if group.page == page}.values():
        for runs in _blocks(group, sheet):
            lines = list(_lines(runs, seen))
            if not lines:
                continue
            story = group.story if group.kind in TITLE_KINDS else ""
            if above and story and above.story == story and sheet.maybe(0.5):
                above.lines.extend(lines)
                continue
            if above:
                yield above
            above = Frame(story, runs[0].x, runs[0].y, lines)
    if above:
        yield above


def _blocks(group: Group, sheet: Sheet) -> Iterator[list[Run]]:
    """Part a column where a picture stands between two lines, and now and then for no reason."""
    step = _FRAME_STEP * sheet.style.leading * sheet.style.size
    block: list[Run] = []
    for run in group.runs:
        if block and group.kind == "body" and run.y != block[-1].y:
            by_chance = len(block) > 5 and sheet.maybe(0.008)
            if abs(run.y - block[-1].y) > step or by_chance:
                yield block
                block = []
        block.append(run)
    yield block


def _lines(runs: Sequence[Run], seen: set[Ident]) -> Iterator[Line]:
    """Give the lines, each character once, however often it was drawn; a ladder is one line."""
    is_ladder = len(runs) > 2 and all(len(run.glyphs) == 1 for run in runs)
    for _, part in groupby(runs, key=lambda run: run.x if is_ladder else run.y):
        line = []
        for glyph in (glyph for run in part for glyph in run.glyphs):
            if glyph.ident is None or glyph.ident not in seen:
                line.append(glyph)
            if glyph.ident:
                seen.add(glyph.ident)
        if any(glyph.ident for glyph in line):
            yield line


def _ordered(frames: Sequence[Frame], manner: str, rng: Random) -> list[Frame]:
    """Bring the frames of a page into the order that recognition gives them in."""
    places = []
    for frame in frames:
        across, down = frame.x + rng.uniform(-8, 8), frame.y + rng.uniform(-12, 12)
        keys = {
            "anyhow": (rng.random(), 0.0),
            "by rows": (down, 0.0),
            "by columns": (across // 60, down),
        }
        places.append(keys[manner])
    order = sorted(range(len(frames)), key=places.__getitem__)
    return [frames[nth] for nth in order]


def _errors(sheet: Sheet) -> Errors:
    """Choose how well the page is read."""
    rng = sheet.rng
    text = bare("".join(block.text for block in sheet.blocks if block.role == "para"))
    return Errors(
        wrong=rng.choice((0.003, 0.01, 0.015)),
        lost=rng.choice((0.01, 0.03)),
        narrow=rng.choice((0.0, 0.0, 0.1, 0.5, 1.0)),
        common="".join(char for char in text if "\u4e00" <= char <= "\u9fff") or "的",
    )


def _misread(sheet: Sheet, errors: Errors) -> dict[Ident, Read]:
    """Let each block be what was read of it; give what each printed character was read as."""
    reads: dict[Ident, Read] = {}
    for block in sheet.blocks:
        place = first = 0
        out = []
        for char in block.text:
            if char.isspace():
                out.append(char)
                continue
            text = _read(char, sheet.rng, errors) or ("" if place else char)
            reads[block.number, place] = Read(text, first)
            out.append(text)
            place, first = place + 1, first + len(text)
        block.text = "".join(out)
    return reads


def _read(char: str, rng: Random, errors: Errors) -> str:
    if char in _MARKS and rng.random() < errors.lost:
        return ""
    if char in _NARROW and rng.random() < errors.narrow:
        return _NARROW[char]
    if char in _MARKS or rng.random() >= errors.wrong:
        return char
    manner = rng.random()
    if manner < 0.3:
        return ("" if manner < 0.15 else char) + rng.choice(_SPECKS)
    alike = _ALIKE.get(char, "").replace(char, "")
    return rng.choice(alike or errors.common)


def _spelled(line: Iterable[Glyph], reads: dict[Ident, Read]) -> tuple[str, list[Ident]]:
    """Give a line as it is read, with the places in their blocks of its characters."""
    text, idents = "", []
    for glyph in line:
        if glyph.ident is None:
            text += " " if glyph.char == " " else ""  # indents and wide gaps are not seen
            continue
        read = reads[glyph.ident]
        text += read.text
        idents += [(glyph.ident[0], read.first + nth) for nth in range(len(read.text))]
    return text.strip(), idents


def _add_speck(sheet: Sheet, lines: list[tuple[str, list[Ident]]]) -> None:
    """Read a speck of dirt between two lines."""
    block = sheet.block(FURNITURE, sheet.rng.choice(_SPECKS), FURNITURE)
    lines.insert(sheet.rng.randint(0, len(lines)), (block.text, [(block.number, 0)]))
