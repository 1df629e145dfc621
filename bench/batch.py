"""Print what a batch costs: ``python -m bench.batch [--pages N] [--many N]``.

Workers: the same pages with one worker and with two, in turns, by the clock on the wall, for
that is what two workers save; the ratio of the medians counts.
It only shows what it should on a machine with two cores that are free.

Overhead: CPU time of a batch with one worker, all its processes together, against that of the
library called on the same pages; the difference is divided by the number of pages.
Starting Python and reading the tables is left out on both sides, by taking the same of a
batch and a call with a single page.

Second run: the clock on the wall of a run with nothing changed, as a share of the first.
"""

import argparse
import ctypes
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from bench.clock import cpu_seconds
from bench.folders import COMMAND, make_pages
from layoutfix import fix

SET_CHILD_SUBREAPER = 36  # of sys/prctl.h


def main(arguments: list[str] | None = None) -> None:
    """Print the three figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.batch")
    parser.add_argument("--pages", type=int, default=1000, help="for the first two")
    parser.add_argument("--many", type=int, default=10_000, help="for the second run")
    parser.add_argument("--rounds", type=int, default=3, help="whose median counts")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as scratch:
        pages = Path(scratch, "pages")
        make_pages(pages, options.pages)
        print_workers(pages, Path(scratch, "out"), options.rounds)
        print_overhead(pages, Path(scratch, "out"), options.rounds)
        many = Path(scratch, "many")
        make_pages(many, options.many)
        print_second_run(many, Path(scratch, "out"))


def print_workers(pages: Path, out: Path, rounds: int) -> None:
    """Print how much faster two workers are than one."""
    times: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs, found in times.items():
            rmtree(out, ignore_errors=True)
            found.append(wall_seconds(lambda jobs=jobs: batch(pages, out, jobs)))
    one, two = (statistics.median(found) for found in times.values())
    print(f"workers: one {one:.1f} s, two {two:.1f} s: {one / two:.2f}×  {load()}")


def print_overhead(pages: Path, out: Path, rounds: int) -> None:
    """Print what a page costs beside its repair."""
    files = sorted(path for path in pages.rglob("*.txt"))
    single = out.parent / "single"
    make_pages(single, 1)
    fix(files[0].read_text(encoding="utf-8"))  # tables are read and patterns compiled once
    library, whole = [], []
    for _ in range(rounds):
        library.append(cpu_seconds(lambda: [repair(path) for path in files]))
        whole.append(batch_cpu_seconds(pages, out) - batch_cpu_seconds(single, out))
    count, ours = len(files), statistics.median(library)
    overhead = statistics.median(whole) - ours * (count - 1) / count
    print(
        f"overhead: {overhead / (count - 1) * 1000:.2f} ms a page above the library's"
        f" {ours / count * 1000:.2f} ms, CPU time  {load()}"
    )


def print_second_run(pages: Path, out: Path) -> None:
    """Print what a run costs that finds nothing to do."""
    rmtree(out, ignore_errors=True)
    first = wall_seconds(lambda: batch(pages, out, 2))
    again = wall_seconds(lambda: batch(pages, out, 2))
    print(f"second run: {again:.1f} s of {first:.1f} s: {again / first:.1%}  {load()}")


def repair(path: Path) -> bytes:
    """Do what the library does for a page, from bytes to bytes."""
    return fix(path.read_bytes().decode()).to_text().encode()


def batch(pages: Path, out: Path, jobs: int) -> None:
    """Run a batch."""
    command = [*COMMAND, str(pages), str(out), "--quiet", "--jobs", str(jobs)]
    subprocess.run(command, check=True)


def batch_cpu_seconds(pages: Path, out: Path) -> float:
    """Give the CPU time of a new batch with one worker, and of all that it started.

    Its workers outlive it for a moment, and become ours then (Linux).
    """
    ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    rmtree(out, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    batch(pages, out, 1)
    with suppress(ChildProcessError):
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def wall_seconds(work: Callable[[], object]) -> float:
    """Give the time on the wall."""
    start = time.monotonic()
    work()
    return time.monotonic() - start


def load() -> str:
    """Say how busy the machine is, for figures that depend on it."""
    return f"(load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)"


if __name__ == "__main__":
    sys.exit(main())
