"""What the tests of the typesetter share."""

from random import Random

import pytest

from typesetter.__main__ import OWN_TEXTS
from typesetter.build import read_articles
from typesetter.face import Face, installed_fonts, open_face
from typesetter.model import Block, Sheet, Slot, Style
from typesetter.setting import SetLine, make_units, set_lines
from typesetter.story import Article


@pytest.fixture(scope="session")
def face() -> Face:
    """Open the first font there is; what uses it is marked ``needs_font``."""
    return open_face(installed_fonts()[0])


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    """Read the texts that belong to the repository."""
    return read_articles(OWN_TEXTS)


@pytest.fixture
def sheet(face: Face) -> Sheet:
    """Lay out an empty sheet."""
    return Sheet(Style(), face, Random(1))


class Compositor:
    """Sets one paragraph at one measure, for looking at its lines."""

    def __init__(self, face: Face) -> None:
        """Take the face to set in."""
        self.face = face

    def __call__(
        self,
        text: str,
        measure: float,
        style: Style | None = None,
        indent: float = 2.0,
    ) -> list[SetLine]:
        """Give the lines of a paragraph."""
        block = Block(0, "para", text, "a01")
        slots = iter([Slot(1, 1, 0.0, float(n), measure) for n in range(len(text) + 5)])
        units = make_units(text, self.face)
        set_ = set_lines(block, units, slots, style or Style(), Random(7), indent)
        return [line for _, line in set_]


@pytest.fixture
def compose(face: Face) -> Compositor:
    """Give the compositor."""
    return Compositor(face)
