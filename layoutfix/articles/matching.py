"""Match titles that stand apart to their stories.

Headline and body are matched as Gao, Wang, Tang and Lin do it (ICPR 2012): the score of a pair
comes from their places and from the rare words that title and story share; one group of
titles goes to one story, and either may stay alone.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from layoutfix.articles.outline import BODY, TITLES, Element
from layoutfix.articles.stories import Story
from layoutfix.articles.words import pairs_of
from layoutfix.tables import number

Run = tuple[int, int]
Scores = dict[tuple[Run, int], float]
_NEAR = 12  # stories
_MOST_TITLES, _MOST_STORIES = 12, 6  # of one run: what is tried grows fast beyond


def match(
    elements: Sequence[Element], stories: Sequence[Story], runs: Sequence[Run]
) -> tuple[dict[int, Run], list[Run]]:
    """Give the run of titles of each story that has one, and the runs that have no story.

    Titles of several stories that stand in one row are parted first.
    """
    if not runs:
        return {}, []
    matcher = _Matcher(elements, stories)
    parts = [part for run in runs for part in matcher.part(run)]
    least = number("matching", "least_score")
    scores = {
        (part, story): score
        for part in parts
        for story in matcher.near(part)
        if (score := matcher.score(part, story)) >= least
    }
    owners = _swapped(_greedy(scores), scores)
    placed = set(owners.values())
    return owners, [part for part in parts if part not in placed]


def _greedy(scores: Scores) -> dict[int, Run]:
    """Take pairs from the best downwards, each run and each story once."""
    owners: dict[int, Run] = {}
    placed: set[Run] = set()
    for part, story in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if story not in owners and part not in placed:
            owners[story] = part
            placed.add(part)
    return owners


def _swapped(owners: dict[int, Run], scores: Scores) -> dict[int, Run]:
    """Let two near stories change their titles where both together gain by it.

    Where all titles of a page stand in one place, the first choice can take a title from the
    story that it fits better.
    """
    order = sorted(owners)
    for _ in range(len(order)):
        before = dict(owners)
        for nth, one in enumerate(order):
            for other in order[nth + 1 : nth + 1 + _NEAR]:
                kept = scores[owners[one], one] + scores[owners[other], other]
                changed = scores.get((owners[other], one), -1e9) + scores.get(
                    (owners[one], other), -1e9
                )
                if changed > kept + 1e-9:
                    owners[one], owners[other] = owners[other], owners[one]
        if owners == before:
            break
    return owners


class _Matcher:
    """Scores of runs of titles against the stories that have no titles yet."""

    def __init__(self, elements: Sequence[Element], stories: Sequence[Story]) -> None:
        self.elements = elements
        self.stories = stories
        self.free = [nth for nth, story in enumerate(stories) if story.titles is None]
        self.words = {nth: pairs_of(self._text(nth)) for nth in self.free}
        seen = Counter(pair for pairs in self.words.values() for pair in pairs)
        self.rarity = {pair: math.log((len(self.words) + 2) / n) for pair, n in seen.items()}
        self.same_frame = number("matching", "same_frame_score")
        self.per_frame = number("matching", "per_frame_score")
        self.per_story = number("matching", "per_story_score")
        self.sure = number("matching", "sure_story_score")
        self.kinship = number("matching", "kinship_weight")
        self.frames_away = number("matching", "most_frames_away_count")

    def _text(self, nth: int) -> str:
        starts = [story.start for story in self.stories[nth : nth + 2]]
        body = self.elements[starts[0] : starts[1] if len(starts) > 1 else None]
        return "".join(e.block.text for e in body if e.role in BODY)[:1500]

    def near(self, run: Run) -> list[int]:
        """Give the stories without titles that begin a few frames from the run, at most."""
        frame = self.elements[run[0]].frame
        return [
            nth
            for nth in self.free
            if abs(self.elements[self.stories[nth].start].frame - frame) <= self.frames_away
        ]

    def score(self, run: Run, nth: int) -> float:
        """Add up nearness and kinship of a run of titles and a story."""
        return self._nearness(run, nth) + self._kinship(run, nth)

    def _kinship(self, run: Run, nth: int) -> float:
        """Weigh the pairs of characters that titles and story share by their rarity."""
        titles = self.elements[run[0] : run[1]]
        pairs = pairs_of("".join(e.block.text for e in titles if e.role in TITLES))
        shared = math.fsum(self.rarity[pair] for pair in pairs & self.words[nth])
        return self.kinship * shared / math.sqrt(8 * max(1, len(pairs)))

    def _nearness(self, run: Run, nth: int) -> float:
        """Weigh the way from the frame and the place where the story begins to the title."""
        story = self.stories[nth]
        away = abs(self.elements[run[0]].frame - self.elements[story.start].frame)
        score = self.sure if story.sure else 0.0
        if away:
            return score - self.per_frame * away
        between = sum(story.start < other.start <= run[0] for other in self.stories)
        return score + self.same_frame - self.per_story * between

    def part(self, run: Run) -> list[Run]:
        """Part a row of titles that belong to several stories of one frame."""
        frame = self.elements[run[0]].frame
        here = [n for n in self.near(run) if self.elements[self.stories[n].start].frame == frame]
        titles = [n for n in range(*run) if self.elements[n].role in TITLES]
        if len(titles) < 2 or len(here) < 2 or len(titles) > _MOST_TITLES:
            return [run]
        here.sort(key=lambda nth: abs(self.stories[nth].start - run[0]))
        cuts = self._best_cuts((run[0], *titles[1:], run[1]), tuple(here[:_MOST_STORIES]))
        return list(pairwise(cuts))

    def _best_cuts(self, places: Sequence[int], here: Sequence[int]) -> list[int]:
        """Cut the row where the parts fit their stories best, taken together."""
        cost = number("matching", "another_group_score")

        @cache
        def best(start: int, used: int) -> tuple[float, tuple[int, ...]]:
            if start == len(places) - 1:
                return 0.0, ()
            found = (-1e9, ())  # type: tuple[float, tuple[int, ...]]
            for end in range(start + 1, len(places)):
                for bit, nth in enumerate(here):
                    if not used >> bit & 1:
                        rest, cuts = best(end, used | 1 << bit)
                        score = self.score((places[start], places[end]), nth) + rest - cost
                        found = max(found, (score, (places[end], *cuts)))
            return found

        return [places[0], *best(0, 0)[1]] if len(here) >= 2 else [places[0], places[-1]]
