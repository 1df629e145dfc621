"""Print how fast and how well near-duplicates are found: ``python -m bench.dups ARTICLES``.

A corpus of each unit is made from the articles (see README.md), with a tenth of the texts
planted as near-duplicates of others; ours, rensa, gaoya and datasketch look for them in turn,
on one core, by CPU time, the median of five.
Ours starts from the raw text and compares every pair that it reports; the rivals are given the
text folded, and report what shares a band.
datasketch and our plain Python are so slow that they run on a tenth of the corpus, against
each other.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from bench.clock import stay_on_one_core
from bench.dups.rivals import RIVALS, Pairs
from bench.dups.workload import UNITS, Corpus, make_corpus
from layoutfix.fuzzy.fold import fold
from layoutfix.fuzzy.pairs import find_pairs, kernel_in_use
from layoutfix.fuzzy.presets import PRESETS

SIZES = {"titles": 200_000, "paras": 50_000, "arts": 20_000}
PART = 10

Run = Callable[[], tuple[Pairs, float]]


def main() -> None:
    """Print a table for each unit."""
    options = argparse.ArgumentParser(description="how near-duplicates are found")
    options.add_argument("articles", type=Path, help="articles, as tests/typesetter has them")
    options.add_argument("--units", nargs="+", choices=UNITS, default=list(UNITS))
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--share", type=float, default=1.0, help="share of the usual sizes")
    options.add_argument("--threads", action="store_true", help="two threads against one only")
    chosen = options.parse_args()
    if not kernel_in_use():
        print("the kernel was not built: ours is plain Python")
    for unit in chosen.units:
        corpus = make_corpus(chosen.articles, unit, int(SIZES[unit] * chosen.share))
        if chosen.threads:
            print_threads(corpus, chosen.rounds)
        else:
            stay_on_one_core()
            print_rivals(corpus, chosen.rounds)


def print_rivals(corpus: Corpus, rounds: int) -> None:
    """Print the time of each, and what it found."""
    gram = PRESETS[corpus.unit].gram
    folded = [fold(text).text for text in corpus.texts]
    part, few = folded[::PART], corpus.texts[::PART]
    runs: dict[str, Run] = {
        "layoutfix": lambda: (our_pairs(corpus.texts, corpus.unit), 0.0),
        "rensa": lambda: RIVALS["rensa"](folded, gram),
        "gaoya": lambda: RIVALS["gaoya"](folded, gram),
    }
    parts: dict[str, Run] = {
        "plain Python, a tenth": lambda: (plain_pairs(few, corpus.unit), 0.0),
        "datasketch, a tenth": lambda: RIVALS["datasketch"](part, gram),
    }
    print(f"\n{len(corpus.texts)} {corpus.unit}, {len(corpus.planted)} planted")
    print("| | seconds | without cutting | times as long | recall | precision | containment |")
    print("|---|---|---|---|---|---|---|")
    print_rows(runs, rounds, corpus, corpus.planted_pairs())
    print_rows(parts, rounds, corpus, {})


def print_rows(
    runs: Mapping[str, Run], rounds: int, corpus: Corpus, wanted: Mapping[tuple[int, int], str]
) -> None:
    """Print a row for each, against the first."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    found: dict[str, Pairs] = {}
    for _ in range(rounds):
        for name, run in runs.items():
            before = time.process_time()
            found[name], cutting = run()
            seconds = time.process_time() - before
            times[name].append((seconds, seconds - cutting))
    first = statistics.median(seconds for seconds, _ in times[next(iter(runs))])
    for name, each in times.items():
        seconds, rest = map(statistics.median, zip(*each, strict=True))
        cells = [f"{seconds:.2f}", f"{rest:.2f}", f"{seconds / first:.1f} ({rest / first:.1f})"]
        print(
            "|",
            " | ".join(
                [name, *cells, *(figures(found[name], wanted, corpus.natural) if wanted else "")]
            ),
            "|",
        )


def figures(
    found: Pairs, wanted: Mapping[tuple[int, int], str], natural: frozenset[int]
) -> Iterable[str]:
    """Give recall and precision on the planted pairs, and recall of those that hold another.

    Texts that nobody changed are alike or not as they came, and nobody has said which.
    """
    found = {pair for pair in found if not natural.issuperset(pair)}
    hits = found & wanted.keys()
    held = {pair for pair, kind in wanted.items() if kind in {"containment", "passage"}}
    yield f"{len(hits) / len(wanted):.4f}"
    yield f"{len(hits) / max(1, len(found)):.4f}"
    yield f"{len(hits & held) / max(1, len(held)):.4f}"


def our_pairs(texts: Sequence[str], unit: str, jobs: int = 1) -> Pairs:
    """Find pairs as the command does; the members of a series are not duplicates."""
    pairs = find_pairs(texts, PRESETS[unit], jobs=jobs)
    return {(pair.a, pair.b) for pair in pairs if pair.relation != "series"}


def plain_pairs(texts: Sequence[str], unit: str) -> Pairs:
    """Find pairs without the kernel."""
    os.environ["LAYOUTFIX_PLAIN"] = "1"
    try:
        return our_pairs(texts, unit)
    finally:
        del os.environ["LAYOUTFIX_PLAIN"]


def print_threads(corpus: Corpus, rounds: int) -> None:
    """Print the time on the wall of one thread and of two."""
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs, each in seconds.items():
            before = time.perf_counter()
            our_pairs(corpus.texts, corpus.unit, jobs)
            each.append(time.perf_counter() - before)
    one, two = (statistics.median(each) for each in seconds.values())
    print(f"{corpus.unit}: one thread {one:.2f} s, two {two:.2f} s, {one / two:.2f} times as fast")


if __name__ == "__main__":
    main()
