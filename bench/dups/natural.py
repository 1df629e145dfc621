"""Print what is missed of natural pairs: ``python -m bench.dups.natural ARTICLES``.

All texts of a unit are held against each other with rapidfuzz, folded; this is the truth.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from bench.dups.workload import UNITS, natural_texts
from layoutfix.fuzzy.fold import fold
from layoutfix.fuzzy.pairs import find_pairs
from layoutfix.fuzzy.presets import PRESETS

SIMILAR = 0.8
MOST = 4000


def main(articles: Path) -> None:
    """Print a line for each unit."""
    for unit in UNITS:
        texts = natural_texts(articles, unit)[:MOST]
        found = {(pair.a, pair.b) for pair in find_pairs(texts, PRESETS[unit])}
        wanted = set(similar_pairs([fold(text).text for text in texts]))
        print(f"{unit}: {len(wanted & found)} of {len(wanted)} pairs among {len(texts)} texts")


def similar_pairs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give all pairs of similar texts, by comparing each with each."""
    for (one, text), (other, another) in combinations(enumerate(texts), 2):
        if Levenshtein.normalized_similarity(text, another, score_cutoff=SIMILAR) >= SIMILAR:
            yield one, other


if __name__ == "__main__":
    main(Path(sys.argv[1]))
