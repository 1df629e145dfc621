"""The passes, in running order."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from layoutfix.model.edits import Edit
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.passes.read_lines import read_lines
from layoutfix.passes.set_spaces_aside import set_spaces_aside


class Pass(NamedTuple):
    """A pass: its name on the command line, its group, and what proposes its edits."""

    name: str
    group: str
    run: Callable[[Page, Settings], Iterator[Edit]]

    @property
    def summary(self) -> str:
        """Give the first line of its docstring."""
        return (self.run.__doc__ or "").partition("\n")[0]


GROUPS = ("glyphs", "line-joining", "column-dedup", "article-segmentation")

PASSES = (
    Pass("set-spaces-aside", "glyphs", set_spaces_aside),
    Pass("read-lines", "line-joining", read_lines),
)
