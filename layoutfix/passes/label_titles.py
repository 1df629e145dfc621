"""Tell the titles of stories from the subheads inside them."""

from collections.abc import Iterator, Sequence

from layoutfix.articles.outline import (
    TITLES,
    Element,
    has_dateline,
    is_authors,
    is_wordy,
    outline,
)
from layoutfix.articles.topics import Topics
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
    titles = {nth for nth, element in enumerate(elements) if element.role in TITLES}
    briefs = _briefs(elements)
    # Where frames show, they tell the stories apart.
    topics = Topics(elements) if elements else None
    said: set[str] = set()
    for element in elements:
        if element.role in TITLES and element.block.text in said:
            yield label(element.block, "section", "it repeats a title: a running head", 0.8)
        elif element.role in TITLES:
            said.add(element.block.text)
    for nth in found:
        if _is_flag(elements, nth):
            yield label(elements[nth].block, "section", "a flag above a byline", 0.7)
            continue
        because = "a row of briefs" if nth in briefs else _title_mark(elements, nth, titles)
        if not because and topics and is_wordy(elements[nth].block) and topics.change_at(nth):
            because = "the topic changes"
        if because:
            titles.add(nth)
            yield label(elements[nth].block, "headline", because, 0.8)


def _is_flag(elements: Sequence[Element], nth: int) -> bool:
    """Tell whether a short heading opens a frame above a byline: the flag of a column."""
    below = elements[nth + 1] if nth + 1 < len(elements) else None
    return (
        elements[nth].opens_frame
        and not is_wordy(elements[nth].block)
        and below is not None
        and is_authors(below)
    )


def _title_mark(elements: Sequence[Element], nth: int, titles: set[int]) -> str:
    """Say what shows that a heading is a title, or nothing; ``titles`` are known already."""
    here = elements[nth]
    above = elements[nth - 1] if nth and here.follows else None
    below = elements[nth + 1] if nth + 1 < len(elements) and elements[nth + 1].follows else None
    beside = [element for element in (above, below) if element]
    titled = (above and nth - 1 in titles) or (below and nth + 1 in titles)
    closes = below is None or below.opens_frame
    if titled and (closes or is_wordy(here.block) or here.block.text[0] in "（(—"):
        return "it stands with a title"
    if here.interrupts:
        return "it breaks into a sentence"
    if not is_wordy(here.block) or here.block.text.startswith("——"):
        return ""
    if any(e.role == "subhead" and is_wordy(e.block) for e in beside):
        return "it stands with another heading"
    if any(is_authors(e) for e in beside):
        return "it stands with a byline"
    return _place_mark(elements, nth)


def _place_mark(elements: Sequence[Element], nth: int) -> str:
    here = elements[nth]
    around = [*elements[nth + 1 :], *elements[:nth][::-1]]
    body = next((e for e in around if e.role == "para"), None)
    below = next((e for e in elements[nth + 1 :] if e.role != "caption"), None)
    above = elements[nth - 1] if nth else None
    if body and here.measure > body.measure + 1:
        return "it is wider than the column"
    if below is None or below.opens_frame:
        return "it closes a frame"
    if above is None or (here.opens_frame and _is_whole(above)):
        return "it opens a frame"
    if has_dateline(below.block):
        return "a dateline follows"
    return ""


def _is_whole(element: Element) -> bool:
    return element.role != "para" or ends_sentence(element.block.text)


def _briefs(elements: Sequence[Element]) -> set[int]:
    """Find rows of three and more headings with one paragraph each.

    Such a row begins with a frame or with a new measure.
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
        and _has_one_paragraph(elements, nth)
    ):
        row.append(nth)
        nth += 2
    return row


def _has_one_paragraph(elements: Sequence[Element], nth: int) -> bool:
    below = elements[nth + 2] if nth + 2 < len(elements) else None
    return below is None or below.role != "para" or below.opens_frame


def _begins_anew(elements: Sequence[Element], nth: int) -> bool:
    if nth == 0 or elements[nth].opens_frame:
        return True
    before = next((e for e in reversed(elements[:nth]) if e.role == "para"), None)
    after = elements[nth + 1].measure
    return before is None or abs(before.measure - after) > 0.25 * after
