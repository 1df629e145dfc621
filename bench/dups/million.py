"""Print what a million titles take: ``python -m bench.dups.million ARTICLES [COUNT]``.

Memory is the highest that the process had, less what it had when the titles were there and
nothing had been looked for.
"""

import re
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
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def main(articles: Path, count: int) -> None:
    """Print the memory and the time."""
    stay_on_one_core()
    texts = make_corpus(articles, "titles", count).texts
    find_pairs(texts[:1000], TITLES)  # the folding table is no part of the question
    CLEAR.write_text("5", encoding="ascii")  # the highest so far is forgotten (proc(5))
    before = memory("VmRSS")
    start = time.process_time()
    pairs = find_pairs(texts, TITLES)
    ours = time.process_time() - start
    most = memory("VmHWM")
    print(f"{count} titles: {len(pairs)} pairs in {ours:.1f} s, {(most - before) / 1e9:.2f} GB")
    folded = [fold(text).text for text in texts]
    start = time.process_time()
    _, cutting = rensa_pairs(folded, TITLES.gram)
    theirs = time.process_time() - start
    print(f"rensa: {theirs:.1f} s, {theirs / ours:.1f} times as long")
    print(f"without cutting grams: {theirs - cutting:.1f} s, {(theirs - cutting) / ours:.1f} times")


def memory(name: str) -> int:
    """Give a figure of the process's memory, in bytes: VmRSS what it has, VmHWM its highest."""
    return int(re.findall(rf"{name}:\s+(\d+) kB", STATUS.read_text(encoding="ascii"))[0]) * 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else COUNT)
