"""Feed made-up texts to the library: ``python -m bench.fuzz [--inputs N] [--jobs N] [--seed S]``.

For each text ``fix`` has to come back within ten seconds of CPU time, without an error and
without a warning that a repair was withheld; the raw text has to be had back from the JSON
form; and a second repair has to change nothing (one of a text that came out as it went in
would be the first one once more, and is not made).
The three kinds of text are in ``bench.noise``.
What fails is named by kind and number; ``--show KIND:NUMBER`` prints the text as a Python
literal, to make a test of.
"""

import argparse
import multiprocessing
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from bench.noise import KINDS, made
from layoutfix import fix
from layoutfix.pipeline.conserve import rebuild

SECONDS = 10.0
BATCH = 200  # texts that a worker takes at once
SHOWN = 20  # failures that are named


class Batch(NamedTuple):
    """Some texts of one kind: numbers ``first`` up to and without ``last``."""

    kind: str
    seed: int
    first: int
    last: int


class Outcome(NamedTuple):
    """What became of a batch: what failed as (number, what went wrong), and the slowest text."""

    batch: Batch
    failures: list[tuple[int, str]]
    slowest: tuple[float, int]


class OutOfTimeError(Exception):
    """A text took longer than it may."""


def main(arguments: list[str] | None = None) -> int:
    """Print a line per kind and each failure; 0 when nothing failed, 1 otherwise."""
    options = read_options(arguments)
    if options.show:
        kind, _, number = options.show.partition(":")
        print(ascii(made(kind, options.seed, int(number))))
        return 0
    counts: Counter[str] = Counter()
    failures: list[str] = []
    slowest = dict.fromkeys(KINDS, (0.0, 0))
    for outcome in _outcomes(options.inputs, options.seed, options.jobs):
        batch = outcome.batch
        counts[batch.kind] += batch.last - batch.first
        slowest[batch.kind] = max(slowest[batch.kind], outcome.slowest)
        for number, what in outcome.failures:
            failures.append(f"{batch.kind}:{number}: {what}")
            print(f"\r{failures[-1]}", file=sys.stderr)
        print(f"\r{counts.total():,} texts, {len(failures)} failures", end="", file=sys.stderr)
    print(file=sys.stderr)
    for kind, count in counts.items():
        seconds, number = slowest[kind]
        print(f"{kind:9} {count:>9,} texts, the slowest {seconds:.2f} s ({kind}:{number})")
    print(f"{counts.total():,} texts of seed {options.seed}, {len(failures)} failures")
    print("\n".join(failures[:SHOWN]), end="\n" if failures else "")
    return int(bool(failures))


def read_options(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="bench.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000, help="texts in all")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other texts")
    parser.add_argument("--show", metavar="KIND:NUMBER", help="print one text and leave")
    return parser.parse_args(arguments)


def _outcomes(inputs: int, seed: int, jobs: int) -> Iterator[Outcome]:
    batches = list(_batches(inputs, seed))
    if jobs == 1:
        yield from map(run_batch, batches)
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap_unordered(run_batch, batches)


def _batches(inputs: int, seed: int) -> Iterator[Batch]:
    each = -(-inputs // len(KINDS))
    for first in range(0, each, BATCH):
        for kind in KINDS:
            yield Batch(kind, seed, first, min(first + BATCH, each))


def run_batch(batch: Batch) -> Outcome:
    """Repair each text of the batch and see what is wrong with it."""
    failures = []
    slowest = (0.0, batch.first)
    for number in range(batch.first, batch.last):
        text = made(batch.kind, batch.seed, number)
        start = time.process_time()
        if wrong := what_fails(text):
            failures.append((number, wrong))
        slowest = max(slowest, (time.process_time() - start, number))
    return Outcome(batch, failures, slowest)


def what_fails(text: str) -> str:
    """Give what is wrong with the repair of ``text``; an empty string where nothing is."""
    try:
        with at_most(SECONDS):
            document = fix(text)
            if document.warnings:
                return document.warnings[0].partition("\n")[0]
            if rebuild(document.to_dict()) != text:
                return "the raw text cannot be had back"
            again = document.to_text()
            if again != text and fix(again).to_text() != again:
                return "a second repair changes the result"
    except OutOfTimeError:
        return f"over {SECONDS:g} s"
    except Exception as error:  # noqa: BLE001 - any error is what is looked for
        return f"{type(error).__name__}: {error}"
    return ""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what takes more CPU time than that; raises OutOfTimeError."""

    def stop(_signal: int, _frame: object) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


if __name__ == "__main__":
    sys.exit(main())
