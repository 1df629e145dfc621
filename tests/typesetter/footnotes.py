"""Footnotes: marks in the text, and what they say at the foot of the page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from typesetter.characters import bare
from typesetter.model import Block, Marking, Run, Sheet
from typesetter.setting import Unit
from typesetter.story import PAPERS, Story, person

NOTE_ROWS = 12  # lines of notes that a page has room for below a column
RAISED = 0.6  # times the body size
LIFT = 0.4  # ems that a raised mark stands above the line
NUMBERS = ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "123456789", "１２３４５６７８９", "¹²³⁴⁵⁶⁷⁸⁹")
HOUSES = (
    ("{}", "①"),
    ("{}", "①"),
    ("[{}]", "1"),
    ("［{}］", "１"),
    ("〔{}〕", "1"),
    ("{}", "¹"),
    ("{}", "1"),
)
BOOKS = ("南溪县志", "东山水利史", "清源杂记", "江村调查", "平湖风物考", "白鹭洲的早晨")
HOUSES_OF_BOOKS = ("江南出版社", "南山书局", "长河人民出版社", "清源大学出版社")
REMARKS = (
    "这里说的一季，是从清明到立夏的那段日子，各乡的算法略有不同。",
    "当地人把这种石料叫作青条石，多用来砌桥墩和井台，也有人家用它铺天井，雨后不滑。",
    "此处数字据当年的报表，后来的统计口径有变，两者不能直接相比。",
    "原稿缺一页，今据抄本补入。",
    "“三类水”指可以用作渔业和游泳的水，由轻到重共分五类。",
    "参见本刊上一期的调查，那里列出了全部村名和每村的户数、田亩数以及水井的口数。",
)


def choose_marking(rng: Random) -> Marking:
    """Choose how this house sets note marks; those that are no sign of their own are raised."""
    form, first = rng.choice(HOUSES)
    numbers = next(row for row in NUMBERS if row[0] == first)
    scale = RAISED if form + first == "{}1" or (first != "¹" and rng.random() < 0.6) else 1.0
    return Marking(form, numbers, scale, rng.choice(("", " ")), rng.uniform(0.15, 0.4))


def annotate(story: Story, marking: Marking, rng: Random) -> dict[tuple[int, int], str]:
    """Put marks into paragraphs; give the notes by paragraph and printed character of the mark."""
    notes: dict[tuple[int, int], str] = {}
    for number, text in enumerate(story.paragraphs):
        places = list(_places(text))
        if not places or rng.random() >= marking.often:
            continue
        at = rng.choice(places)
        mark = marking.form.format(marking.numbers[0])
        story.paragraphs[number] = text[:at] + mark + text[at:]
        notes[number, len(bare(text[:at]))] = note(rng)
    return notes


def _places(text: str) -> Iterator[int]:
    """Give where a mark may stand: before a comma or a full stop, or behind closing quotes."""
    for at in range(20, len(text)):
        before, after = text[at - 1], text[at]
        wide = not before.isascii() and not after.isascii()
        below = before.isalpha() and after in "，。；"
        behind = before in "”》。" and after.isalpha()
        if wide and (below or behind):
            yield at


def note(rng: Random) -> str:
    """Make up what a note says."""
    book = f"《{rng.choice(BOOKS)}》"
    page = rng.randint(2, 400)
    source = f"{rng.choice(HOUSES_OF_BOOKS)}{rng.randint(1956, 2019)}年版，第{page}页"
    paper = f"《{rng.choice(PAPERS)}》{rng.randint(1956, 2019)}年{rng.randint(1, 12)}月"
    return rng.choice(
        (
            f"{person(rng)}：{book}，{source}。",
            f"{person(rng)}、{person(rng)}编：{book}（增订本）第{rng.randint(1, 9)}卷，{source}。",
            f"{book}，{source}",
            f"见{paper}{rng.randint(1, 28)}日第{rng.randint(1, 8)}版。",
            f"同上，第{page}页。",
            rng.choice(REMARKS),
        )
    )


def enter_marks(
    sheet: Sheet, paragraphs: Sequence[Block], notes: dict[tuple[int, int], str]
) -> None:
    """Tell the sheet where its note marks stand."""
    size = len(sheet.marking.form) - 1 if sheet.marking else 0  # characters
    for (number, at), text in notes.items():
        block = paragraphs[number].number
        sheet.notes[block, at] = text
        sheet.marks |= {(block, at + nth) for nth in range(size)}


def bind_marks(units: list[Unit], block: Block, sheet: Sheet) -> list[Unit]:
    """Keep note marks from the beginnings of lines, and give them their width."""
    if not sheet.marking:
        return units
    scale = sheet.marking.scale
    return [
        replace(unit, width=unit.width * scale, bound=True)
        if (block.number, unit.first) in sheet.marks
        else unit
        for unit in units
    ]


def raise_marks(run: Run, sheet: Sheet) -> Iterator[Run]:
    """Cut small marks out of a line and set them higher."""
    scale = sheet.marking.scale if sheet.marking else 1.0
    if scale == 1.0 or not any(glyph.ident in sheet.marks for glyph in run.glyphs):
        yield run
        return
    start = 0
    for end in range(1, len(run.glyphs) + 1):
        raised = run.glyphs[start].ident in sheet.marks
        if end < len(run.glyphs) and (run.glyphs[end].ident in sheet.marks) == raised:
            continue
        left = run.glyphs[start].x
        glyphs = tuple(replace(glyph, x=glyph.x - left) for glyph in run.glyphs[start:end])
        y = run.y - LIFT * run.size if raised else run.y
        yield Run(run.x + left, y, run.size * (scale if raised else 1.0), glyphs)
        start = end
