"""Tell the titles of stories from the subheads inside them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from layoutfix.articles.kinship import Kinship
from layoutfix.articles.outline import (
    TITLES,
    Element,
    has_dateline,
    is_authors,
    is_paragraph,
    is_planned,
    is_wordy,
    next_above,
    next_below,
    outline,
)
from layoutfix.articles.topics import Topics
from layoutfix.model.edits import Edit, label
from layoutfix.model.glyphs import (
    CLAUSE_END,
    SENTENCE_END,
    count_han,
    ends_sentence,
    open_pairs,
    width_ems,
)
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.reading.names import is_name
from layoutfix.reading.subjects import Subjects
from layoutfix.tables import number

_FLAGGED = regex.compile(r"[【〖][^】〗]{2,20}[】〗].{4}")
_MOST_LINES = 5
_SHORTEST, _LONGEST = 8, 70  # Han characters
_OTHER_MEASURE = 1.5  # ems
_CLEARLY = 3.0
_ENDS_NO_TITLE = frozenset(CLAUSE_END) | frozenset("：:、。）)")


class _Around(NamedTuple):
    """The elements, and for each the next ones of some kinds.

    These are the text above and below it, and what is no caption below it.
    """

    elements: Sequence[Element]
    body_above: Sequence[Element | None]
    body_below: Sequence[Element | None]
    below: Sequence[Element | None]


def label_titles(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Label headings that are titles; the others stay subheads.

    A subhead stands between two paragraphs and fits into its column.
    A title is wider than the column, or opens or closes a frame, or breaks into a sentence, or
    stands with other titles, with a byline, or above a dateline.
    A row of headings with a single paragraph each, from the head of a frame on, are the
    titles of briefs.
    Whether the topic changes at a heading is asked in long files alone; on a page,
    split-articles weighs it with all else.
    """
    elements = outline(page)
    bare = _bare_titles(elements) if is_planned(elements) else set[int]()
    yield from (
        label(elements[nth].block, "headline", "no sentence, and the text below is another", 0.7)
        for nth in sorted(bare)
    )
    found = [nth for nth, element in enumerate(elements) if element.role == "subhead"]
    titles = {nth for nth, element in enumerate(elements) if element.role in TITLES}
    around = _Around(
        elements,
        next_above(elements, is_paragraph),
        next_below(elements, is_paragraph),
        next_below(elements, lambda element: element.role != "caption"),
    )
    briefs = _briefs(around)
    topics = None if is_planned(elements) else Topics(elements)
    subjects = Subjects(element.block.text for element in elements if is_paragraph(element))
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
        if _is_authors_name(elements, nth, titles, subjects):
            because = "a name beside a title, of which the text does not speak"
            yield label(elements[nth].block, "byline", because, 0.7)
            continue
        because = "a row of briefs" if nth in briefs else _title_mark(around, nth, titles)
        if not because and topics and is_wordy(elements[nth].block) and topics.change_at(nth):
            because = "the topic changes"
        if because:
            titles.add(nth)
            yield label(elements[nth].block, "headline", because, 0.8)


def _bare_titles(elements: Sequence[Element]) -> set[int]:
    """Find titles as wide as the column, which look like the lines of a paragraph.

    No sentence ends in one, none runs into it or out of it, and a paragraph of the page speaks of
    it as the first one of a story speaks of its title.
    """
    found = {nth for nth in range(len(elements)) if _is_bare(elements, nth)}
    if not found:
        return found
    units = [nth for nth, e in enumerate(elements) if is_paragraph(e) and nth not in found]
    kinship = Kinship([elements[nth].block.text for nth in units])
    return {nth for nth in found if _is_spoken_of(elements, nth, kinship, units)}


def _is_spoken_of(
    elements: Sequence[Element], nth: int, kinship: Kinship, units: Sequence[int]
) -> bool:
    """Tell whether a paragraph speaks of a title; one that goes on right below speaks clearly."""
    kin = kinship.of(elements[nth].block.text)
    told = number("kinship", "least_title_nats")
    if _is_parted(elements, nth):
        return max(kin.first.values(), default=0.0) >= told
    return nth + 1 in units and kin.at_first(units.index(nth + 1)) >= _CLEARLY * told


def _is_bare(elements: Sequence[Element], nth: int) -> bool:
    """Tell whether a paragraph has no sentence, and stands by itself."""
    here = elements[nth]
    text = here.block.text
    if (
        here.role != "para"
        or len(here.block.pieces) > _MOST_LINES
        or not _SHORTEST <= count_han(text) <= _LONGEST
        or text[-1] in _ENDS_NO_TITLE
        or open_pairs(text)
        or not SENTENCE_END.isdisjoint(text)
        or sum(map(text.count, "，、")) > 1
        or has_dateline(here.block)
        or here.interrupts
    ):
        return False
    above = elements[nth - 1] if nth else None
    return above is None or above.role != "para" or _is_closed(above)


def _is_closed(element: Element) -> bool:
    """Tell whether a paragraph ends a sentence, or with a short line."""
    last = width_ems(element.block.pieces[-1].text)
    return ends_sentence(element.block.text) or last < element.measure - _OTHER_MEASURE


def _is_parted(elements: Sequence[Element], nth: int) -> bool:
    """Tell whether another piece begins below a paragraph."""
    here = elements[nth]
    below = elements[nth + 1] if nth + 1 < len(elements) else None
    return below is not None and (
        below.opens_frame
        or below.role in TITLES
        or is_authors(below)
        or has_dateline(below.block)
        or (below.role == "para" and abs(below.measure - here.measure) > _OTHER_MEASURE)
    )


def _is_flag(elements: Sequence[Element], nth: int) -> bool:
    """Tell whether a short heading opens a frame above a byline: the flag of a column.

    What the text below speaks of is its title, however short: 天坛.
    """
    below = elements[nth + 1] if nth + 1 < len(elements) else None
    text = "".join(element.block.text for element in elements[nth + 2 : nth + 4])
    if text.count(elements[nth].block.text) >= 2:
        return False
    return (
        elements[nth].opens_frame
        and not is_wordy(elements[nth].block)
        and below is not None
        and is_authors(below)
    )


def _is_authors_name(
    elements: Sequence[Element], nth: int, titles: set[int], subjects: Subjects
) -> bool:
    """Tell whether a heading is the name of an author: it stands with a title.

    Of a person who gives a story or a part of it the name, the paragraph below speaks.
    """
    text = elements[nth].block.text
    beside = [at for at in (nth - 1, nth + 1) if 0 <= at < len(elements)]
    titled = any(at in titles or elements[at].role == "subhead" for at in beside)
    if not titled or not is_name(text):
        return False
    told = any(text in element.block.text for element in elements[nth + 1 : nth + 3])
    return not told and not subjects.has(text)


def _title_mark(around: _Around, nth: int, titles: set[int]) -> str:
    """Say what shows that a heading is a title, or nothing; ``titles`` are known already."""
    elements = around.elements
    here = elements[nth]
    if here.block.text.isdecimal():
        return ""
    above = elements[nth - 1] if nth and here.follows else None
    below = elements[nth + 1] if nth + 1 < len(elements) and elements[nth + 1].follows else None
    beside = [element for element in (above, below) if element]
    titled = (above and nth - 1 in titles) or (below and nth + 1 in titles)
    closes = below is None or below.opens_frame
    if titled and (closes or is_wordy(here.block) or here.block.text[0] in "（(—"):
        return "it stands with a title"
    if here.interrupts or _FLAGGED.match(here.block.text):
        return "it breaks into a sentence" if here.interrupts else "it opens with a flag"
    if not is_wordy(here.block) or here.block.text.startswith("——"):
        return ""
    return _beside_mark(beside) or _place_mark(around, nth)


def _beside_mark(beside: Sequence[Element]) -> str:
    """Say what stands with a heading that makes it a title, or nothing."""
    if any(e.role == "subhead" and is_wordy(e.block) for e in beside):
        return "it stands with another heading"
    return "it stands with a byline" if any(map(is_authors, beside)) else ""


def _place_mark(around: _Around, nth: int) -> str:
    here = around.elements[nth]
    body = around.body_below[nth] or around.body_above[nth]
    below = around.below[nth]
    above = around.elements[nth - 1] if nth else None
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


def _briefs(around: _Around) -> set[int]:
    """Find rows of three and more headings with one paragraph each.

    Such a row begins with a frame or with a new measure.
    """
    out: set[int] = set()
    rows = _rows(around.elements)
    nth = 0
    while nth < len(rows):
        if rows[nth] >= 3 and _begins_anew(around, nth):
            out.update(range(nth, nth + 2 * rows[nth], 2))
            nth += 2 * rows[nth] - 2
        nth += 1
    return out


def _rows(elements: Sequence[Element]) -> list[int]:
    """Give for each element how many headings with one paragraph each follow from it on."""
    out = [0] * len(elements) + [0, 0]
    for nth in range(len(elements) - 2, -1, -1):
        if (
            elements[nth].role == "subhead"
            and is_wordy(elements[nth].block)
            and elements[nth + 1].role == "para"
            and (
                nth + 2 >= len(elements)
                or elements[nth + 2].role != "para"
                or elements[nth + 2].opens_frame
            )
        ):
            out[nth] = 1 + out[nth + 2]
    return out[: len(elements)]


def _begins_anew(around: _Around, nth: int) -> bool:
    if nth == 0 or around.elements[nth].opens_frame:
        return True
    before, after = around.body_above[nth], around.elements[nth + 1].measure
    return before is None or abs(before.measure - after) > 0.25 * after
