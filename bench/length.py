"""Print time against length: ``python -m bench.length [MEGABYTES …]``.

CPU time of ``fix`` per megabyte at 1, 2, 5 and 10 MB, as a ratio to the time per megabyte of
the first size in the same run.
A repair whose time grows with the length alone stays near 1.0; a step that compares every
line with every other would double with each doubling.
Each size is measured in turn, and the median of three rounds counts.
"""

import sys
from collections.abc import Callable, Sequence

from bench.clock import alternate, cpu_seconds, stay_on_one_core
from bench.material import MEGABYTE, magazine
from layoutfix import fix

SIZES = (1.0, 2.0, 5.0, 10.0)
ROUNDS = 3


def main(sizes: Sequence[float]) -> None:
    """Print one line per size."""
    stay_on_one_core()
    texts = {f"{size:g}": magazine(size).decode() for size in sizes}
    seconds = alternate({name: timer(text) for name, text in texts.items()}, ROUNDS)
    rates = {name: seconds[name] / len(text.encode()) * MEGABYTE for name, text in texts.items()}
    first = next(iter(rates.values()))
    print(f"time of `fix` per MB against length, CPU time, median of {ROUNDS}")
    for name, rate in rates.items():
        print(f"  {name:>4} MB  {rate / first:.2f}×  ({rate:.2f} s per MB)")


def timer(text: str) -> Callable[[], float]:
    """Give what repairs the text once and reports the seconds."""
    return lambda: cpu_seconds(lambda: fix(text))


if __name__ == "__main__":
    main([float(size) for size in sys.argv[1:]] or SIZES)
