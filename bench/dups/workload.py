"""Make corpora with near-duplicates whose originals are known."""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from layoutfix.fuzzy.fold import fold
from layoutfix.script import convert

UNITS = ("titles", "paras", "arts")
PLANTED_SHARE = 0.1
_LENGTHS = {"titles": (8, 36), "paras": (40, 2000), "arts": (200, 100_000)}  # in letters
_SENTENCES = re.compile(r"[^。！？；\n]+")
_WIDE = "，。：；！？（）０１２３４５６７８９"
_NARROW = ",.:;!?()0123456789"
_OTHER_WIDTH = str.maketrans(_WIDE + _NARROW, _NARROW + _WIDE)


@dataclass(frozen=True)
class Planted:
    """A near-duplicate that was put into a corpus: where both texts stand, and what was done."""

    original: int
    copy: int
    kind: str


@dataclass(frozen=True)
class Corpus:
    """Texts in a random order, the near-duplicates among them, and which are as they were."""

    unit: str
    texts: list[str]
    planted: list[Planted]
    natural: frozenset[int]

    def planted_pairs(self) -> dict[tuple[int, int], str]:
        """Give the kind of each planted pair, by the places of both texts, the lower one first."""
        ends = ((each.original, each.copy, each.kind) for each in self.planted)
        return {(min(one, other), max(one, other)): kind for one, other, kind in ends}


def make_corpus(articles: Path, unit: str, count: int, seed: int = 1) -> Corpus:
    """Make a corpus of so many texts, a tenth of them copies of others.

    Where the articles have fewer texts, more are made by permuting the characters of each.
    """
    chance = random.Random(seed)
    natural = natural_texts(articles, unit)
    copies = int(count * PLANTED_SHARE)
    originals = list(_multiplied(natural, count - copies, chance))
    maker = _Maker(originals, unit, chance)
    chosen = chance.sample(range(len(originals)), copies)
    kinds = [(nth, *maker.copy(originals[original], nth)) for nth, original in enumerate(chosen)]
    texts = originals + [text for _, _, text in kinds]
    places = list(range(len(texts)))
    chance.shuffle(places)
    in_order = [""] * len(texts)
    for place, text in zip(places, texts, strict=True):
        in_order[place] = text
    planted = [
        Planted(places[chosen[nth]], places[len(originals) + nth], kind) for nth, kind, _ in kinds
    ]
    unchanged = frozenset(places[: min(len(natural), len(originals))])
    return Corpus(unit, in_order, planted, unchanged)


def natural_texts(articles: Path, unit: str) -> list[str]:
    """Read the texts of a unit, each once: titles and short sentences, paragraphs, or articles."""
    least, most = _LENGTHS[unit]
    with articles.open(encoding="utf-8") as lines:
        found = [text for line in lines for text in _units(json.loads(line), unit)]
    return [text for text in dict.fromkeys(found) if least <= len(fold(text).text) <= most]


def _units(article: dict[str, object], unit: str) -> list[str]:
    title, paragraphs = str(article["title"]), [str(each) for each in article["paragraphs"]]
    if unit == "titles":
        return [title, *_SENTENCES.findall("\n".join(paragraphs))]
    return paragraphs if unit == "paras" else ["\n".join([title, *paragraphs])]


def _multiplied(texts: Sequence[str], count: int, chance: random.Random) -> Iterator[str]:
    yield from texts[:count]
    for nth in range(count - len(texts)):
        yield shuffled(texts[nth % len(texts)], chance)


def in_other_width(text: str) -> str:
    """Turn full-width marks and figures into half-width ones, and the other way round."""
    return text.translate(_OTHER_WIDTH)


def shuffled(text: str, chance: random.Random) -> str:
    """Permute the characters of each line of a text."""
    lines = [list(line) for line in text.split("\n")]
    for line in lines:
        chance.shuffle(line)
    return "\n".join(map("".join, lines))


class _Maker:
    """Makes copies of each kind in turn."""

    def __init__(self, originals: Sequence[str], unit: str, chance: random.Random) -> None:
        self.originals = originals
        self.chance = chance
        self.pool = "".join(chance.sample(originals, min(len(originals), 500)))
        self.kinds: dict[str, Callable[[str], str]] = {
            "edits 2 %": lambda text: self.edited(text, 0.02),
            "edits 5 %": lambda text: self.edited(text, 0.05),
            "edits 10 %": lambda text: self.edited(text, 0.10),
            "edits 20 %": lambda text: self.edited(text, 0.20),
            "width": in_other_width,
            "traditional": lambda text: convert(text, "hant"),
            "truncation": self.truncated,
            "containment": self.embedded,
            "mix": lambda text: self.edited(
                convert(in_other_width(self.truncated(text, 0.85)), "hant"), 0.05
            ),
        }
        if unit != "titles":
            self.kinds["passage"] = self.passage
        if unit == "arts":
            self.kinds["other headline"] = self.headed

    def copy(self, text: str, nth: int) -> tuple[str, str]:
        """Give the kind of the nth copy, and the copy."""
        kind = list(self.kinds)[nth % len(self.kinds)]
        return kind, self.kinds[kind](text)

    def edited(self, text: str, share: float) -> str:
        """Change, put in or leave out a share of the characters."""
        letters = list(text)
        for at in self.chance.sample(range(len(letters)), max(1, int(share * len(letters)))):
            new = self.chance.choice(self.pool)
            letters[at] = self.chance.choice([new, new + letters[at], ""])
        return "".join(letters)

    def truncated(self, text: str, least: float = 0.65) -> str:
        """Keep the first 65 to 85 of a hundred characters, or as many as told."""
        return text[: -(-int(len(text) * self.chance.uniform(least, 0.85) * 100) // 100)]

    def passage(self, text: str) -> str:
        """Quote a third to a half of the text."""
        size = int(len(text) * self.chance.uniform(0.33, 0.5))
        start = self.chance.randrange(len(text) - size + 1)
        return text[start : start + size]

    def embedded(self, text: str) -> str:
        """Put the text between the halves of another."""
        other = shuffled(self.chance.choice(self.originals), self.chance)
        middle = len(other) // 2
        return other[:middle] + text + other[middle:]

    def headed(self, text: str) -> str:
        """Put the headline of another article over the text."""
        headline = shuffled(self.chance.choice(self.originals), self.chance)[:20]
        _, _, body = text.partition("\n")
        return f"{headline}\n{body or text}"
