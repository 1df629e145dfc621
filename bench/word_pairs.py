"""Count which characters stand side by side inside words, and print rules/word-pairs.txt.

``python -m bench.word_pairs DICTIONARY > rules/word-pairs.txt`` reads a list of words, one a
line with its frequency behind it, as dict.txt of jieba has them
(``pip download --no-deps --no-binary :all: jieba==0.42.1``).

A pair is kept that stands inside words at least ``LEAST_COUNT`` times in the corpus that the
list was counted in, and ``LEAST_NATS`` more often than by chance (pointwise mutual information;
Church and Hanks 1990).
Each word is counted in simplified and in traditional characters.
"""

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from layoutfix.script import convert

LEAST_COUNT = 200
LEAST_NATS = 2.0
HEADER = """\
# Characters that stand side by side inside words: the first one, then all that follow it.
# Counted by bench/word_pairs.py, in both scripts, from dict.txt of jieba 0.42.1
# (MIT licence, copyright 2013 Sun Junyi).
"""
_HAN = re.compile("[\u3400-\u9fff]+")


def main() -> None:
    """Read the list of words that the command line names, and print the table."""
    entries = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    followers: defaultdict[str, set[str]] = defaultdict(set)
    for pair in find_pairs(entries):
        followers[pair[0]].add(pair[1])
    print(HEADER, end="")
    for first in sorted(followers):
        print(first + "".join(sorted(followers[first])))


def find_pairs(entries: Iterable[str]) -> Iterator[str]:
    """Give the pairs that stand in words often, and more often than by chance."""
    words = [entry.split(" ")[:2] for entry in entries]
    counted = [(word, int(count)) for word, count in words if _HAN.fullmatch(word)]
    traditional = convert("\n".join(word for word, _ in counted), "hant").split("\n")
    counted += [
        (other, count)
        for (word, count), other in zip(counted, traditional, strict=True)
        if other != word
    ]
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for word, count in counted:
        for char in word:
            singles[char] += count
        for upper, lower in pairwise(word):
            pairs[upper + lower] += count
    total = sum(singles.values())
    for pair, count in pairs.items():
        expected = singles[pair[0]] * singles[pair[1]] / total
        if count >= LEAST_COUNT and math.log(count / expected) >= LEAST_NATS:
            yield pair


if __name__ == "__main__":
    main()
