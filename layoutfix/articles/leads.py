"""Find the paragraph that a title without a story leads.

Where an extractor gives the bodies of a page first and its titles last, nothing marks where
one story ends and the next begins.
A report says again in its first paragraph what its title says, so the words of the title find
the place.
"""

import math
from collections import Counter
from collections.abc import Sequence

from layoutfix.articles.matching import Run
from layoutfix.articles.outline import TITLES, Element
from layoutfix.articles.stories import Story
from layoutfix.articles.words import pairs_of
from layoutfix.model.glyphs import ends_sentence
from layoutfix.tables import number


def find_leads(
    elements: Sequence[Element], stories: Sequence[Story], alone: Sequence[Run]
) -> dict[int, Run]:
    """Give for some of the titles that stand ``alone`` the paragraph that they lead.

    The first paragraph that shares nearly as much with a title as the best one does is its
    lead, if it may begin a story and shares enough.
    """
    if not alone or elements[-1].frame:
        return {}  # where frames show, they tell where stories begin
    taken = {story.start for story in stories}
    bodies = [n for n, element in enumerate(elements) if element.role == "para"]
    words = {n: pairs_of(elements[n].block.text[:200]) for n in bodies}
    seen = Counter(pair for pairs in words.values() for pair in pairs)
    rarity = {pair: math.log((len(bodies) + 1) / count) for pair, count in seen.items()}
    leads: dict[int, Run] = {}
    for run in alone:
        title = pairs_of("".join(e.block.text for e in elements[slice(*run)] if e.role in TITLES))
        free = [n for n in bodies if n not in taken and _may_lead(elements, n)]
        lead = _lead(title, free, words, rarity)
        if lead is not None:
            leads[lead] = run
            taken.add(lead)
    return leads


def _may_lead(elements: Sequence[Element], nth: int) -> bool:
    """Tell whether the text above is closed, so that a story may begin here."""
    above = elements[nth - 1] if nth else None
    return above is None or above.role != "para" or ends_sentence(above.block.text)


def _lead(
    title: set[str],
    bodies: Sequence[int],
    words: dict[int, set[str]],
    rarity: dict[str, float],
) -> int | None:
    scores = {n: math.fsum(rarity[pair] for pair in title & words[n]) for n in bodies}
    best = max(scores.values(), default=0.0)
    weight = best / math.sqrt(max(1, len(title)))
    if weight < number("matching", "least_lead_weight_nats"):
        return None
    share = number("matching", "lead_share_ratio")
    return next(n for n in bodies if scores[n] >= share * best)
