"""The passes, in running order."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from layoutfix.model.edits import Edit
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.passes.close_letterspacing import close_letterspacing
from layoutfix.passes.drop_doubled_text import drop_doubled_text
from layoutfix.passes.follow_jumps import follow_jumps
from layoutfix.passes.join_bracketed_titles import join_bracketed_titles
from layoutfix.passes.join_captions import join_captions
from layoutfix.passes.join_cut_paragraphs import join_cut_paragraphs
from layoutfix.passes.join_torn_lines import join_torn_lines
from layoutfix.passes.join_vertical_titles import join_vertical_titles
from layoutfix.passes.keep_marked_lines import keep_marked_lines
from layoutfix.passes.label_lists import label_lists
from layoutfix.passes.label_marked_lines import label_marked_lines
from layoutfix.passes.label_paragraphs import label_paragraphs
from layoutfix.passes.label_titles import label_titles
from layoutfix.passes.mark_repeated_blocks import mark_repeated_blocks
from layoutfix.passes.read_glyphs import read_glyphs
from layoutfix.passes.read_lines import read_lines
from layoutfix.passes.set_furniture_aside import set_furniture_aside
from layoutfix.passes.set_notes_aside import set_notes_aside
from layoutfix.passes.set_repeats_aside import set_repeats_aside
from layoutfix.passes.set_spaces_aside import set_spaces_aside
from layoutfix.passes.split_articles import split_articles
from layoutfix.passes.split_glued_lines import split_glued_lines
from layoutfix.passes.split_side_captions import split_side_captions
from layoutfix.passes.split_side_columns import split_side_columns
from layoutfix.passes.turn_pages import turn_pages
from layoutfix.passes.unmix_columns import unmix_columns


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

TURN = Pass("turn-pages", "line-joining", turn_pages)  # the passes below see the lines turned
KEEP = Pass("keep-marked-lines", "glyphs", keep_marked_lines)  # the passes below see no more of it

PASSES = (
    TURN,
    Pass("set-spaces-aside", "glyphs", set_spaces_aside),
    KEEP,
    Pass("read-glyphs", "glyphs", read_glyphs),
    Pass("split-side-captions", "column-dedup", split_side_captions),
    Pass("split-side-columns", "column-dedup", split_side_columns),
    Pass("split-glued-lines", "column-dedup", split_glued_lines),
    Pass("drop-doubled-text", "column-dedup", drop_doubled_text),
    Pass("label-lists", "article-segmentation", label_lists),
    Pass("set-furniture-aside", "article-segmentation", set_furniture_aside),
    Pass("close-letterspacing", "line-joining", close_letterspacing),
    Pass("unmix-columns", "line-joining", unmix_columns),
    Pass("label-marked-lines", "article-segmentation", label_marked_lines),
    Pass("set-notes-aside", "article-segmentation", set_notes_aside),
    Pass("join-captions", "line-joining", join_captions),
    Pass("join-bracketed-titles", "line-joining", join_bracketed_titles),
    Pass("join-vertical-titles", "line-joining", join_vertical_titles),
    Pass("join-torn-lines", "line-joining", join_torn_lines),
    Pass("set-repeats-aside", "column-dedup", set_repeats_aside),
    Pass("read-lines", "line-joining", read_lines),
    Pass("label-paragraphs", "article-segmentation", label_paragraphs),
    Pass("join-cut-paragraphs", "line-joining", join_cut_paragraphs),
    Pass("mark-repeated-blocks", "column-dedup", mark_repeated_blocks),
    Pass("label-titles", "article-segmentation", label_titles),
    Pass("split-articles", "article-segmentation", split_articles),
    Pass("follow-jumps", "article-segmentation", follow_jumps),
)
