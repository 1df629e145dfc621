"""Figures about stories: which lines belong together, and under which headline."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from layoutfix.score.agreement import Agreement, bcubed
from layoutfix.score.comparison import Comparison
from layoutfix.score.units import BODY, STORY, TITLES, Unit


def articles(comparison: Comparison) -> dict[str, float]:
    """article_P, article_R, article_F1, article_all_F1: lines grouped into stories.

    The first three judge the body (paragraphs, list items, subheads); the last judges all
    lines of articles, titles and captions too, but for lines that two units share.
    """
    inside = comparison.gold_article
    body = [line for line in inside if comparison.gold_at[line].role in BODY]
    alone = [line for line in inside if comparison.gold_places[line] == 1]
    return {
        **_grouping(comparison, body).figures("article"),
        "article_all_F1": _grouping(comparison, alone).f1,
    }


def _grouping(comparison: Comparison, lines: Sequence[int]) -> Agreement:
    return bcubed(
        comparison.gold_article,
        {line: comparison.predicted_article(line) for line in lines},
        {line: len(comparison.text(line)) for line in lines},
    )


class Headed(NamedTuple):
    """What became of a gold story that has a headline and a text.

    ``wanted``: its headlines; ``titles`` and ``headlines``: what the predicted article that
    holds most of its lines has as titles of any kind, and as headlines.
    ``once``: none of these titles stands over other articles as well.
    """

    wanted: Sequence[Unit]
    titles: Sequence[Unit]
    headlines: Sequence[Unit]
    once: bool

    @property
    def attached(self) -> bool:
        """Tell whether a headline of the story stands somewhere in the titles over it."""
        over = "".join(unit.folded for unit in self.titles)
        return self.once and any(unit.folded in over for unit in self.wanted)

    @property
    def exact(self) -> bool:
        """Tell whether the headlines are the right ones, whole, and nothing else."""
        given = [unit.folded for unit in self.headlines]
        return self.once and given == [unit.folded for unit in self.wanted]


def headlines(comparison: Comparison) -> dict[str, float]:
    """headline_attached, headline_exact: the share of stories under their own headline.

    A title that is put over several articles, where gold has it over fewer, counts for
    none: trying every headline on every story must not pay.
    """
    stories = list(headed_stories(comparison))
    if not stories:
        return {"headline_attached": 1.0, "headline_exact": 1.0}
    return {
        "headline_attached": sum(story.attached for story in stories) / len(stories),
        "headline_exact": sum(story.exact for story in stories) / len(stories),
    }


def headed_stories(comparison: Comparison) -> Iterator[Headed]:
    """Yield what became of each gold story that has a headline and a text."""
    titles = [unit for unit in comparison.predicted if unit.role in TITLES and not unit.outside]
    taken = Counter(unit.folded for unit in titles)
    wanted = Counter(unit.folded for unit in comparison.gold if unit.role in TITLES)
    for _, group in groupby(comparison.gold, key=lambda unit: unit.article):
        story = list(group)
        heads = [unit for unit in story if unit.role == "headline"]
        lines = [line for unit in story if unit.role in STORY for line in unit.lines]
        if heads and lines:
            best = _main_article(comparison, lines)
            over = [unit for unit in titles if unit.article == best]
            once = all(taken[unit.folded] <= max(1, wanted[unit.folded]) for unit in over)
            yield Headed(heads, over, [u for u in over if u.role == "headline"], once)


def _main_article(comparison: Comparison, lines: Sequence[int]) -> str:
    """Give the predicted article that holds most of the lines, the first among equals."""
    shares: Mapping[str, int] = Counter(map(comparison.predicted_article, lines))
    return max(shares, key=lambda article: shares[article])
