"""Print what a million titles take: ``python -m bench.dups.million ARTICLES [COUNT]``.

Memory is the highest that the process had, less what it had when the titles were there and
nothing had been looked for.
"""

import resource
import sys
import time
from pathlib import Path

from bench.clock import stay_on_one_core
from bench.dups.rivals import rensa_pairs
from bench.dups.workload import make_corpus
from layoutfix.fuzzy.fold import fold
from layoutfix.fuzzy.pairs import find_pairs
from layoutfix.fuzzy.presets import TITLES

COUNT = 1_000_000
STATUS = Path("/proc/self/statm")


def main(articles: Path, count: int) -> None:
    """Print the memory and the time."""
    stay_on_one_core()
    texts = make_corpus(articles, "titles", count).texts
    find_pairs(texts[:1000], TITLES)  # the folding table is no part of the question
    before = resident()
    start = time.process_time()
    pairs = find_pairs(texts, TITLES)
    ours = time.process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{count} titles: {len(pairs)} pairs in {ours:.1f} s, {(most - before) / 1e9:.2f} GB")
    folded = [fold(text).text for text in texts]
    start = time.process_time()
    _, cutting = rensa_pairs(folded, TITLES.gram)
    theirs = time.process_time() - start
    print(f"rensa: {theirs:.1f} s, {theirs / ours:.1f} times as long")
    print(f"without cutting grams: {theirs - cutting:.1f} s, {(theirs - cutting) / ours:.1f} times")


def resident() -> int:
    """Give the memory that the process has now, in bytes."""
    return int(STATUS.read_text(encoding="ascii").split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else COUNT)
