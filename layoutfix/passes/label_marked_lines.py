"""Label lines that carry the mark of their role."""

from collections.abc import Iterator, Sequence

from layoutfix.model.edits import Edit, join, label
from layoutfix.model.glyphs import count_han
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.reading.confidence import settled
from layoutfix.reading.names import are_names
from layoutfix.reading.role_marks import role_of_line, simplified
from layoutfix.tables import words

_LONGEST_FOLIO = 4
_AUTHORS = ("记者", "通讯员", "实习生", "撰稿人", "评论员")  # posts that a name follows


def label_marked_lines(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Label captions, bylines and jump lines that print marks as such.

    A triangle points from a caption to its picture, a square stands before an author's name,
    brackets stand round a jump line.
    Such lines are no body text, so the reading of the column looks past them.
    """
    yield from _folios(page.blocks)
    above: Block | None = None
    for block in page.blocks:
        if block.role != "para" or len(block.pieces) != 1:
            continue
        role = role_of_line(block.text)
        if above and page.lines[block.first_line].gap <= 1 and _goes_on(above.text, block.text):
            yield join(above, block, "a post, and the name below it", settled("heading"), " ")
            above = block
            continue
        if role is None and (_is_post(above, block) or _is_signed(block.text)):
            role = "byline"
        if role:
            yield label(block, role, f"marked as a {role}", 0.9)
        above = block if role == "byline" else None


def _folios(blocks: Sequence[Block]) -> Iterator[Edit]:
    """Label bare numbers of pages, beside the head of a page that is told by its marks."""
    for nth, folio in enumerate(blocks):
        if not (folio.text.isdecimal() and len(folio.text) <= _LONGEST_FOLIO):
            continue
        beside = (*blocks[max(0, nth - 1) : nth], *blocks[nth + 1 : nth + 2])
        if folio.role == "para" and any(map(_is_page_head, beside)):
            yield label(folio, "furniture", "the number of the page, beside its head", 0.85)


def _is_page_head(block: Block) -> bool:
    if block.role == "furniture":
        return True
    return block.role == "para" and role_of_line(block.text) == "furniture"


def _goes_on(above: str, text: str) -> bool:
    """Tell whether a byline that broke off behind a post goes on with a name, or with a post."""
    if simplified(above).endswith(_AUTHORS):
        return 2 <= len(text) <= 4 and count_han(text) == len(text)
    return simplified(text) in _AUTHORS


def _is_signed(text: str) -> bool:
    """Tell whether names stand in brackets with nothing between them: （刘全应李金宝）."""
    return text[0] in "（(" and text[-1] in "）)" and are_names(text[1:-1])


def _is_post(above: Block | None, block: Block) -> bool:
    """Tell whether a line below a byline names the author's post, or begins to."""
    if above is None:
        return False
    text = block.text
    short = len(text) <= 30 and not any(mark in text for mark in "，。：；")
    return short and (
        text.endswith(words("posts")) or (text.endswith("、") and above.text[0] in "■●◆□◎")
    )
