"""Headlines, shadows, vertical titles, letter-spaced flags."""

import pytest

from typesetter.display import font_runs, phrase_lines, set_spaced, set_vertical, shade
from typesetter.face import Face
from typesetter.model import Block, Run, Shadow

pytestmark = pytest.mark.needs_font


def spell(runs: list[Run]) -> list[str]:
    """Read runs in the order in which they are drawn."""
    return ["".join(glyph.char for glyph in run.glyphs) for run in runs]


def title(face: Face) -> list[Run]:
    """Cut a headline with quotes into its runs."""
    block = Block(0, "headline", "从“大写意”到", "a01")
    return font_runs(block, block.text, 0, 0.0, 20.0, 10.0, face)


def test_shadow_doubles_run_by_run(face: Face):
    """A shadow copies each run before the next is drawn, as pdfminer then shows it."""
    runs = shade(title(face), Shadow(unit="run"))

    assert "".join(spell(runs)) == "从从““大写意大写意””到到"


def test_shadow_doubles_line_by_line(face: Face):
    """A shadow of a whole line comes after the line."""
    runs = shade(title(face), Shadow(unit="line"))

    assert "".join(spell(runs)) == "从“大写意”到从“大写意”到"


def test_shadow_doubles_glyph_by_glyph(face: Face):
    """A fake bold can double each character."""
    runs = shade(title(face), Shadow(unit="glyph"))

    assert "".join(spell(runs)) == "从从““大大写写意意””到到"


def test_copies_share_their_identity(face: Face):
    """A copy stands for the same printed characters as its original."""
    idents = {g.ident for run in shade(title(face), Shadow(copies=4)) for g in run.glyphs}

    assert idents == {(0, n) for n in range(7)}


def test_phrases_of_a_title_stand_on_lines_of_their_own(face: Face):
    """A title of two phrases breaks between them and counts on across the gap."""
    lines = phrase_lines("全面加强知识产权保护 激发创新活力", face, 11.0)

    assert lines == [("全面加强知识产权保护", 0), ("激发创新活力", 10)]


def test_vertical_title_is_one_run_a_character():
    """A vertical title goes down one character at a time, all at the same x."""
    runs = set_vertical(Block(0, "section", "半月时政", "furniture"), 50.0, 0.0, 10.0)

    assert spell(runs) == list("半月时政")
    assert {run.x for run in runs} == {50.0}


def test_letter_spacing_is_no_text_of_its_own(face: Face):
    """Painted spaces belong to no printed character."""
    flag = Block(0, "section", "高层要论", "furniture")
    (run,) = set_spaced(flag, 0.0, 0.0, 10.0, face, gap=0.5, painted=" ")

    assert "".join(glyph.char for glyph in run.glyphs) == "高 层 要 论"
    assert [g.ident for g in run.glyphs if g.char == " "] == [None] * 3
