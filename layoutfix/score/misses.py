"""Every single thing that a prediction got wrong, with the raw lines to look at."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from layoutfix.score.articles import headed_stories
from layoutfix.score.comparison import Comparison
from layoutfix.score.links import Link, given_joins, wanted_joins
from layoutfix.score.units import Unit


class Miss(NamedTuple):
    """One thing that went wrong: its kind, what exactly, and the raw lines."""

    kind: str
    what: str
    lines: tuple[int, ...]

    def to_dict(self, comparison: Comparison) -> dict[str, object]:
        """Give the miss with the text of its lines, for JSON."""
        lines = [{"line": line, "text": comparison.text(line)} for line in self.lines]
        return {"kind": self.kind, "what": self.what, "lines": lines}


def misses(comparison: Comparison) -> list[Miss]:
    """Give what went wrong, kind by kind, each kind in the order of the raw lines."""
    finders = (_wrong_joins, _lost_paragraphs, _missed_headlines, _wrong_roles)
    return [miss for find in finders for miss in find(comparison)]


def _wrong_joins(comparison: Comparison) -> Iterator[Miss]:
    wanted, given = wanted_joins(comparison), given_joins(comparison)
    for link in sorted(wanted - given):
        yield Miss("join missed", f"{_named(link)} are one block", link)
    for link in sorted(given - wanted):
        yield Miss("join false", f"{_named(link)} do not follow each other in one block", link)


def _named(link: Link) -> str:
    return "lines {} and {}".format(*link)


def _lost_paragraphs(comparison: Comparison) -> Iterator[Miss]:
    """Yield gold paragraphs that no predicted paragraph equals.

    A paragraph printed twice must be restored twice; of such the later one is called lost.
    """
    left = Counter(unit.folded for unit in comparison.predicted if unit.role == "para")
    for unit in comparison.gold:
        if unit.role != "para":
            continue
        if not left[unit.folded]:
            yield Miss("paragraph lost", _excerpt(unit), unit.lines)
        left[unit.folded] = max(0, left[unit.folded] - 1)


def _missed_headlines(comparison: Comparison) -> Iterator[Miss]:
    for story in headed_stories(comparison):
        if not story.attached:
            wanted = " / ".join(unit.text for unit in story.wanted)
            got = " / ".join(unit.text for unit in story.titles) or "no title"
            often = "" if story.once else ", which stands over several articles"
            lines = tuple(line for unit in story.wanted for line in unit.lines)
            yield Miss("headline missed", f"{wanted}; the story has {got}{often}", lines)


def _wrong_roles(comparison: Comparison) -> Iterator[Miss]:
    """Yield lines whose role is wrong, those of one gold block together."""
    wrong: defaultdict[tuple[int, str, str], list[int]] = defaultdict(list)
    for line in sorted(comparison.scope):
        unit, given = comparison.gold_at[line], comparison.predicted_role(line)
        if given != unit.role_class:
            wrong[unit.lines[0], unit.role, given].append(line)
    for (_, role, given), lines in wrong.items():
        yield Miss("role wrong", f"{role}, given as {given}", tuple(lines))


def _excerpt(unit: Unit) -> str:
    text = unit.text
    return text if len(text) <= 40 else f"{text[:20]} … {text[-16:]}"
