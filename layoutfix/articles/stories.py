"""Cut the bodies of a page into stories, and match the titles to them.

Headline and body are matched as Gao, Wang, Tang and Lin do it (ICPR 2012): the cost of a pair
comes from their places and from the rare words that title and story share; one group of
titles goes to one story, and either may stay alone.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.articles.outline import (
    BODY,
    TITLES,
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
    if end == len(elements) or elements[end].role not in BODY and elements[end].role != "note":
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
            return _stands_alone(elements, nth)
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


def _stands_alone(elements: Sequence[Element], nth: int) -> bool:
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


def match(
    elements: Sequence[Element], stories: Sequence[Story], runs: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """Give for each displaced run of titles the story that it belongs to.

    Pairs are taken from the best downwards, each run and each story once; a run without a
    story is left out.
    """
    if not runs:
        return {}
    free = [s for s, story in enumerate(stories) if story.titles is None]
    titles = [
        _pairs("".join(e.block.text for e in elements[start:end] if e.role in TITLES))
        for start, end in runs
    ]
    kinship = _Kinship(titles, [_text(elements, stories, s) for s in range(len(stories))], free)
    in_frame: dict[int, list[int]] = {}
    for s in free:
        in_frame.setdefault(elements[stories[s].start].frame, []).append(s)
    least = number("matching", "least_score")
    pairs = []
    for r, (start, _) in enumerate(runs):
        kin = kinship.of(titles[r])  # a story elsewhere that shares no word stays below the least
        for s in kin.keys() | in_frame.get(elements[start].frame, ()):
            score = _nearness(elements, stories[s], start) + kin.get(s, 0.0)
            if score >= least:
                pairs.append((-score, r, s))
    out: dict[int, int] = {}
    taken: set[int] = set()
    for _, r, s in sorted(pairs):
        if r not in out and s not in taken:
            out[r] = s
            taken.add(s)
    return out


def _text(elements: Sequence[Element], stories: Sequence[Story], nth: int) -> str:
    end = stories[nth + 1].start if nth + 1 < len(stories) else len(elements)
    body = elements[stories[nth].start : end]
    return "".join(e.block.text for e in body if e.role in BODY)[:1500]


def _pairs(text: str) -> list[_Pair]:
    """Give the different pairs of characters in a text that are no marks."""
    return [(a, b) for a, b in dict.fromkeys(pairwise(text)) if a.isalnum() and b.isalnum()]


class _Kinship:
    """The pairs of characters that titles share with stories, weighed by their rarity.

    Of the stories only what the titles ask for is kept.
    """

    def __init__(
        self, titles: Sequence[Sequence[_Pair]], texts: Sequence[str], free: Sequence[int]
    ) -> None:
        wanted = frozenset(pair for title in titles for pair in title)
        found = [wanted.intersection(pairwise(text)) for text in texts]
        seen = Counter(pair for pairs in found for pair in pairs)
        self.rarity = {pair: math.log((len(texts) + 1) / n) for pair, n in seen.items()}
        self.weight = number("matching", "kinship_weight")
        self.holders: dict[_Pair, list[int]] = {}
        for story in free:
            for pair in found[story]:
                self.holders.setdefault(pair, []).append(story)

    def of(self, title: Sequence[_Pair]) -> dict[int, float]:
        """Give the weight of what a title shares with each story that shares any of it."""
        sums: dict[int, float] = {}
        for pair in title:
            for story in self.holders.get(pair, ()):
                sums[story] = sums.get(story, 0.0) + self.rarity[pair]
        return {story: self.weight * sums[story] / math.sqrt(len(title) * 8) for story in sums}


def _nearness(elements: Sequence[Element], story: Story, title: int) -> float:
    """Weigh the way from the frame where the story begins to the frame of the title."""
    surely = number("matching", "sure_story_score") if story.sure else 0.0
    away = abs(elements[title].frame - elements[story.start].frame)
    if away == 0:
        return surely + number("matching", "same_frame_score")
    return surely - number("matching", "per_frame_score") * min(away, 10)
