"""Which printed character each extracted one is."""

from random import Random

import pytest

from typesetter.align import Marks, adopt_strays, align, read_marks
from typesetter.face import Face
from typesetter.faults import KANGXI, SHIFTED, Fault, reader
from typesetter.model import Glyph, Run, Sheet, Style

pytestmark = pytest.mark.needs_font


def press(face: Face, *texts: str) -> Sheet:
    """Make a sheet whose blocks are these texts, one run each."""
    sheet = Sheet(Style(), face, Random(1))
    for text in texts:
        block = sheet.block("para", text, "a01")
        glyphs = tuple(Glyph(c, 0.0, (block.number, n)) for n, c in enumerate(text))
        sheet.add("body", 1, [Run(0.0, 0.0, 10.0, glyphs)])
    return sheet


def marks_of(sheet: Sheet) -> Marks:
    """Mark a sheet that has no fault."""
    return Marks(sheet, reader(sheet, None))


def marked(marks: Marks, *places: tuple[int, int]) -> str:
    """Spell printed characters in marks."""
    return "".join(marks.mark_of[place] for place in places)


def test_marks_tell_equal_characters_apart(face: Face):
    """The same character twice in a text has two marks."""
    marks = marks_of(press(face, "人人"))

    assert marks.mark_of[0, 0] != marks.mark_of[0, 1]


def test_marks_stay_in_their_camp(face: Face):
    """Latin is marked with letters that an extractor spaces like Latin."""
    marks = marks_of(press(face, "人2"))

    assert ord(marks.mark_of[0, 0]) >= 0x2E80
    assert ord(marks.mark_of[0, 1]) < 0x700


def test_order_is_read_from_the_marks(face: Face):
    """Lines that an extractor exchanged are known for what they are."""
    marks = marks_of(press(face, "春夏", "秋冬"))
    found = align("秋冬\n春夏", marked(marks, (1, 0), (1, 1), (0, 0), (0, 1)), marks)

    assert found.idents == [(1, 0), (1, 1), (0, 0), (0, 1)]
    assert found.disagreeing == 0


def test_many_numbers_do_not_confuse(face: Face):
    """Marks for Latin are used again; neighbours tell which number is meant."""
    texts = [f"年{n:04d}月" for n in range(600)]
    marks = marks_of(press(face, *texts))
    order = [(block, place) for block in reversed(range(600)) for place in range(6)]

    assert read_marks(list(marked(marks, *order)), marks) == order


def test_a_moved_line_is_bridged(face: Face):
    """Where the two extractions differ in order, the text itself is matched."""
    marks = marks_of(press(face, "春眠不觉晓处处闻啼鸟", "夜来风雨声"))
    body = [(0, n) for n in range(10)]
    note = [(1, n) for n in range(5)]
    found = align("夜来风雨声春眠不觉晓处处闻啼鸟", marked(marks, *body, *note), marks)

    assert found.idents == note + body
    assert found.disagreeing == 0


def test_strays_go_to_their_neighbour():
    """A character that nobody set belongs to the one before it."""
    assert adopt_strays([None, (0, 0), None, (1, 0)]) == [(0, 0), (0, 0), (0, 0), (1, 0)]


@pytest.mark.parametrize(
    ("fault", "text", "seen"),
    [
        pytest.param(Fault(KANGXI, in_body=True), "人2", "⼈2", id="kangxi"),
        pytest.param(Fault(SHIFTED, in_body=True), "人2", "人\u8f32", id="shifted"),
        pytest.param(Fault(KANGXI, in_body=False), "人2", "人2", id="other font"),
    ],
)
def test_faults(face: Face, fault: Fault, text: str, seen: str):
    """A broken map changes what is extracted, and only in its own font."""
    sheet = press(face, text)
    read = reader(sheet, fault)

    assert "".join(read(glyph) for glyph in sheet.groups[0].runs[0].glyphs) == seen
