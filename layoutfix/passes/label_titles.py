"""Tell the titles of stories from the subheads inside them."""

from collections.abc import Iterator, Sequence

from layoutfix.articles.outline import Element, has_dateline, is_credit, is_wordy, outline
from layoutfix.model.edits import Edit, label
from layoutfix.model.glyphs import ends_sentence
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings


def label_titles(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Label headings that are titles; the others stay subheads.

    A subhead stands between two paragraphs and fits into its column.
    A title is wider than the column, or opens or closes a frame, or breaks into a sentence, or
    stands with other titles, with a byline, or above a dateline.
    A row of headings with a single paragraph each, from the head of a frame on, are the
    titles of briefs.
    """
    elements = outline(page)
    found = [nth for nth, element in enumerate(elements) if element.role == "subhead"]
    briefs = _briefs(elements)
    for nth in found:
        because = "a row of briefs" if nth in briefs else _title_mark(elements, nth)
        if because:
            yield label(elements[nth].block, "headline", because, 0.8)


def _title_mark(elements: Sequence[Element], nth: int) -> str:
    """Say what shows that a heading is a title, or nothing."""
    here = elements[nth]
    above = elements[nth - 1] if nth else None
    below = elements[nth + 1] if nth + 1 < len(elements) else None
    beside = [element for element in (above, below) if element]
    body = next((e for e in [*elements[nth + 1 :], *elements[:nth][::-1]] if e.role == "para"), None)
    if not is_wordy(here.block):
        return ""
    if any(element.role in ("headline", "kicker", "deck") for element in beside):
        return "it stands with a title"
    if any(e.role == "subhead" and not _is_figure(e) for e in beside):
        return "it stands with another heading"
    if any(e.role == "byline" and not is_credit(e.block) for e in beside):
        return "it stands with a byline"
    if above and above.role == "para" and not _is_whole(above):
        return "it breaks into a sentence"
    if body and here.measure > body.measure + 1:
        return "it is wider than the column"
    if below is None or (below.opens_frame and below.frame > here.frame):
        return "it closes a frame"
    if above is None or (here.opens_frame and _is_whole(above)):
        return "it opens a frame"
    if has_dateline(below.block):
        return "a dateline follows"
    return ""


def _is_figure(element: Element) -> bool:
    return not is_wordy(element.block)


def _is_whole(element: Element) -> bool:
    return element.role != "para" or ends_sentence(element.block.text)


def _briefs(elements: Sequence[Element]) -> set[int]:
    """Find rows of three and more headings with one paragraph each that begin a frame or a
    new measure.
    """
    out: set[int] = set()
    nth = 0
    while nth < len(elements):
        row = _row(elements, nth)
        if len(row) >= 3 and _begins_anew(elements, nth):
            out.update(row)
            nth = row[-1]
        nth += 1
    return out


def _row(elements: Sequence[Element], nth: int) -> list[int]:
    row = []
    while (
        nth + 1 < len(elements)
        and elements[nth].role == "subhead"
        and is_wordy(elements[nth].block)
        and elements[nth + 1].role == "para"
        and (nth + 2 >= len(elements) or elements[nth + 2].role != "para" or elements[nth + 2].opens_frame)
    ):
        row.append(nth)
        nth += 2
    return row


def _begins_anew(elements: Sequence[Element], nth: int) -> bool:
    if nth == 0 or elements[nth].opens_frame:
        return True
    before = next((e for e in reversed(elements[:nth]) if e.role == "para"), None)
    after = elements[nth + 1].measure
    return before is None or abs(before.measure - after) > 0.25 * after
