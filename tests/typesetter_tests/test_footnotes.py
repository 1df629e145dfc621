"""Footnotes: marks in the text, and the notes below it."""

from collections.abc import Sequence
from random import Random

import pytest

from typesetter.face import Face
from typesetter.kinds import KINDS
from typesetter.story import Article

pytestmark = pytest.mark.needs_font


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.endswith("-notes")])
@pytest.mark.parametrize("seed", range(3))
def test_marks_and_notes_agree(kind: str, seed: int, articles: Sequence[Article], face: Face):
    """Each note begins with a mark that stands in a paragraph of its story."""
    sheet = KINDS[kind](articles, face, Random(seed))
    assert sheet.marking
    size = len(sheet.marking.form) - 1
    notes = [b for b in sheet.blocks if b.role == "note" and b.interrupts]
    texts = {b.article: "" for b in notes}
    for block in sheet.blocks:
        if block.article in texts and block.role == "para":
            texts[block.article] += block.text

    assert len(notes) == len(sheet.notes)
    assert all(note.text[:size] in texts[note.article] for note in notes)
