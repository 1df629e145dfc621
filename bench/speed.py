"""Print how fast ``fix`` is and how fast the command starts: ``python -m bench.speed``.

Throughput: ``fix`` and ``to_text``, from bytes to bytes, on the magazine repeated to 5 MB,
against ``ftfy.fix_text`` on the same bytes in the same run.
ftfy also reads every character of a text to repair it, in pure Python, and is fast enough
that people run it over whole corpora; a tool that keeps up with it can be put beside it.
CPU time, one core, alternating, median of 5.

Start: ``layoutfix fix`` on sample 000 as a whole process, against an interpreter that only
imports click and regex, which the command cannot do without.
Alternating, median of 15; by the clock on the wall, for that is what a person waits, and by
CPU time, which a busy machine disturbs less.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable

import ftfy

from bench.clock import alternate, cpu_seconds, stay_on_one_core
from bench.material import MEGABYTE, magazine, sample
from layoutfix import fix

# What the installed command runs, without the script that differs between systems.
COMMAND = "from layoutfix.cli.main import main; main()"
IMPORTS = "import click, regex"
ROUNDS = 5
STARTS = 15


def main() -> None:
    """Print both ratios."""
    stay_on_one_core()
    print_throughput()
    print_start()


def print_throughput() -> None:
    """Print megabytes a second, and how many times ftfy's that is."""
    data = magazine(5)
    rivals: dict[str, Callable[[], float]] = {
        "fix": lambda: cpu_seconds(lambda: repair(data)),
        "ftfy": lambda: cpu_seconds(lambda: ftfy.fix_text(data.decode()).encode()),
    }
    alternate(rivals, 1)  # tables are read and patterns compiled once, not per text
    seconds = alternate(rivals, ROUNDS)
    size = len(data) / MEGABYTE
    print(f"throughput on {size:.1f} MB, one core, CPU time, median of {ROUNDS}")
    for name, each in seconds.items():
        print(f"  {name:5} {size / each:6.2f} MB/s")
    print(f"  fix is {seconds['ftfy'] / seconds['fix']:.2f}× as fast as ftfy.fix_text")


def repair(data: bytes) -> bytes:
    """Give the repaired text, bytes to bytes."""
    return fix(data.decode()).to_text().encode()


def print_start() -> None:
    """Print how many times the start of a bare interpreter with click and regex ours is."""
    page = str(sample("000"))
    ours = [sys.executable, "-c", COMMAND, "fix", page]
    bare = [sys.executable, "-c", IMPORTS]
    print(f"start of `layoutfix fix` on sample 000, whole processes, median of {STARTS}")
    failed = subprocess.run(ours, capture_output=True, check=False).returncode
    if failed:
        print(f"  not measured: the command ends with exit code {failed}")
        return
    for name, clock in {"wall": time.perf_counter, "CPU": children_seconds}.items():
        seconds = alternate({"ours": starter(ours, clock), "bare": starter(bare, clock)}, STARTS)
        ratio = seconds["ours"] / seconds["bare"]
        print(f"  {name:4} {ratio:.2f}× `{IMPORTS}` ({1000 * seconds['ours']:.0f} ms)")


def starter(command: list[str], clock: Callable[[], float]) -> Callable[[], float]:
    """Give what runs the command once and reports its seconds by the clock."""

    def run() -> float:
        start = clock()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return clock() - start

    return run


def children_seconds() -> float:
    """Give the CPU time of all processes that we started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
