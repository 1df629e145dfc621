"""Cut the bodies of a page into stories, and find the titles that lead them."""

from collections.abc import Sequence
from typing import NamedTuple

from layoutfix.articles.outline import (
    BODY,
    Element,
    has_dateline,
    is_authors,
    runs_of_titles,
)
from layoutfix.model.glyphs import ends_sentence
from layoutfix.tables import number

_Pair = tuple[str, str]


class Story(NamedTuple):
    """A stretch of body: elements from ``start``; ``sure`` that an article begins there.

    ``titles``: the run of titles that leads it in the file, or None.
    """

    start: int
    sure: bool
    titles: tuple[int, int] | None


def find_stories(elements: Sequence[Element]) -> tuple[list[Story], list[tuple[int, int]]]:
    """Give the stories in file order, and the runs of titles that stand apart from theirs."""
    runs = runs_of_titles(elements)
    led = {end: (start, end) for start, end in runs if _leads(elements, start, end)}
    inside = {nth for start, end in runs for nth in range(start, end)}
    stories: list[Story] = []
    for nth in range(len(elements)):
        if nth in led:
            stories.append(Story(led[nth][0], sure=True, titles=led[nth]))
        elif nth not in inside and _begins(elements, nth):
            stories.append(Story(nth, _is_sure(elements, nth), None))
    return stories, [run for run in runs if run not in led.values()]


def _leads(elements: Sequence[Element], start: int, end: int) -> bool:
    """Tell whether a run of titles stands right before a story that begins there."""
    first = elements[start]
    if first.interrupts or (start and _is_open(elements[start - 1])):
        return False
    while end < len(elements) and elements[end].role == "caption":
        end += 1
    if end == len(elements) or elements[end].role not in BODY | {"note"}:
        return False
    return not elements[end].opens_frame or first.opens_frame


def _is_open(element: Element) -> bool:
    return element.role == "para" and not ends_sentence(element.block.text)


def _begins(elements: Sequence[Element], nth: int) -> bool:
    """Tell whether a story may begin with this element, which no title leads."""
    element = elements[nth]
    if nth == 0:
        return True
    above = elements[nth - 1]
    match element.role:
        case "byline":
            return (
                is_authors(element)
                and not is_authors(above)
                and not _is_open(above)
                and _body_follows(elements, nth)
            )
        case "caption":
            return stands_alone(elements, nth)
        case "para" | "subhead" | "list":
            if is_authors(above):
                return False
            return element.opens_frame or has_dateline(element.block)
    return False


def _body_follows(elements: Sequence[Element], nth: int) -> bool:
    """Tell whether text stands below a byline that is by its author, not about him."""
    name = elements[nth].block.text.lstrip("■●◆□◎ ")
    while nth < len(elements) and elements[nth].role == "byline":
        nth += 1
    body = elements[nth] if nth < len(elements) else None
    return body is not None and body.role in BODY and not body.block.text.startswith(name)


def stands_alone(elements: Sequence[Element], nth: int) -> bool:
    """Tell whether a caption fills a frame of its own: a picture without a story.

    A short line under a picture, or one with a triangle, belongs to the text around.
    """
    caption = elements[nth]
    if not caption.opens_frame or len(caption.block.text) < number("matching", "photo_characters"):
        return False
    below = nth + 1
    while below < len(elements) and elements[below].role in ("caption", "byline"):
        below += 1
    rest = elements[below] if below < len(elements) else None
    return caption.block.text[0] not in "▲▼◀▶" and (rest is None or rest.opens_frame)


def _is_sure(elements: Sequence[Element], nth: int) -> bool:
    element = elements[nth]
    if nth == 0 or element.role in ("byline", "caption") or has_dateline(element.block):
        return True
    return element.role == "para" and _is_recast(elements, nth)


def _is_recast(elements: Sequence[Element], nth: int) -> bool:
    """Tell whether the column is much wider or narrower than that of the text above."""
    up = range(nth - 1, -1, -1)
    above = next((elements[at] for at in up if elements[at].role == "para"), None)
    here = elements[nth].measure
    return above is not None and abs(above.measure - here) > 0.25 * max(above.measure, here)
