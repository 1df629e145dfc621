"""What people see of a batch: a bar on a terminal, now and then a line elsewhere, a sum."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from layoutfix.batch.run import BAD, Done, Watcher
from layoutfix.batch.work import Outcome
from layoutfix.cli.report import say, screened_lines
from layoutfix.files.screen import is_terminal, one_line
from layoutfix.files.views import json_line
from layoutfix.version import __version__

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_EVERY = 5.0  # seconds between two lines
_ORDER: tuple[Outcome, ...] = (
    "repaired",
    "unchanged",
    "left alone",
    "up to date",
    "failed",
    "timed out",
)


class Account:
    """What became of the inputs, and how long it took.

    ``began``: of ``time.monotonic``; ``passed_over``: files of the source that are no text.
    """

    def __init__(self, began: float, passed_over: int = 0) -> None:
        """Begin with nothing done."""
        self.began = began
        self.passed_over = passed_over
        self.total = 0
        self.done: list[Done] = []
        self.counts: Counter[Outcome] = Counter()

    def add(self, done: Done) -> None:
        """Count an input."""
        self.done.append(done)
        self.counts[done.outcome] += 1

    @property
    def failures(self) -> int:
        """Give how many inputs failed or timed out."""
        return sum(self.counts[outcome] for outcome in BAD)

    @property
    def seconds(self) -> float:
        """Give the time since the beginning."""
        return time.monotonic() - self.began

    @property
    def rate(self) -> float:
        """Give how many inputs were done in a second."""
        return len(self.done) / max(self.seconds, 1e-9)

    def progress(self) -> str:
        """Give a line that says how far the batch is."""
        left = (self.total - len(self.done)) / max(self.rate, 1e-9)
        failed = f", {self.failures} failed" if self.failures else ""
        return (
            f"{len(self.done):,} of {self.total:,} files, {self.rate:.1f} a second,"
            f" about {_duration(left)} left{failed}"
        )

    def resume(self) -> str:
        """Say how to go on."""
        return (
            f"{len(self.done):,} of {self.total:,} files are done;"
            " run the same command again, and it goes on from there"
        )

    def sum_up(self) -> None:
        """Say how many inputs came to which outcome."""
        for outcome in _ORDER:
            if self.counts[outcome] or outcome in ("repaired", "failed"):
                say(f"{outcome:12}{self.counts[outcome]:10,}")
        if self.passed_over:
            say(f"{'passed over':12}{self.passed_over:10,}  (no .txt or .md, or hidden)")
        say(f"in {_duration(self.seconds)}, {self.rate:.1f} files a second")

    def report(self) -> bytes:
        """Give all of it as JSON, in the order of names."""
        files = [
            {
                "source": done.source,
                "target": done.target or None,
                "outcome": done.outcome,
                "reason": done.reason or None,
                "warnings": list(done.warnings),
            }
            for done in sorted(self.done)
        ]
        counts = {outcome: self.counts[outcome] for outcome in _ORDER}
        return json_line(
            {
                "layoutfix": __version__,
                "seconds": round(self.seconds, 3),
                "outcomes": counts,
                "passed_over": self.passed_over,
                "files": files,
            }
        )


class _Silent:
    """Say what went wrong, and nothing else."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def begin(self, total: int) -> None:
        self.account.total = total

    def tell(self, done: Done) -> None:
        self.account.add(done)
        if done.outcome in BAD:
            say(f"layoutfix: {done.reason}")
            if done.hint:
                say(done.hint)

    def note(self, message: str) -> None:
        del message


class _Lines(_Silent):
    """Say now and then how far the batch is."""

    def __init__(self, account: Account) -> None:
        super().__init__(account)
        self.last = time.monotonic()

    def tell(self, done: Done) -> None:
        super().tell(done)
        for warning in done.warnings:
            say(f"layoutfix: {one_line(done.source)}: {screened_lines(warning)}")
        self.show()

    def note(self, message: str) -> None:
        say(f"layoutfix: {message}")

    def show(self) -> None:
        now = time.monotonic()
        if now - self.last >= _EVERY:
            self.last = now
            say(self.account.progress())


class _Bar(_Lines):
    """Show it all the time."""

    def __init__(self, account: Account, progress: "Progress", bar: "TaskID") -> None:
        super().__init__(account)
        self.progress = progress
        self.bar = bar

    def show(self) -> None:
        account = self.account
        self.progress.update(
            self.bar,
            completed=len(account.done),
            total=account.total,
            rate=account.rate,
            failed=account.failures,
        )


@contextmanager
def watching(account: Account, *, quiet: bool) -> Iterator[Watcher]:
    """Give who tells people about a batch, in the way that they can see."""
    if quiet or not is_terminal(sys.stderr):
        yield _Silent(account) if quiet else _Lines(account)
        return
    from rich import progress  # noqa: PLC0415 - heavy, and most runs are watched by nobody
    from rich.console import Console  # noqa: PLC0415

    columns = (
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[rate]:.1f} a second, {task.fields[failed]} failed"),
        progress.TimeRemainingColumn(),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        yield _Bar(account, shown, shown.add_task("", total=None, rate=0.0, failed=0))


def _duration(seconds: float) -> str:
    """Give a time for people: ``8.2 s``, ``3 min``, ``2 h 5 min``."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
