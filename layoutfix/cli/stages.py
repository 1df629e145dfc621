"""How far a comparison is, for people at a terminal."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from layoutfix.dups.comparing import Unwatched, Watch
from layoutfix.files.screen import is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_T = TypeVar("_T")
_STEP = 1000  # things that are counted at once


@contextmanager
def watching(*, quiet: bool) -> Iterator[Watch]:
    """Give who shows the stages of a run, if a person looks at standard error."""
    if quiet or not is_terminal(sys.stderr):
        yield Unwatched()
        return
    from rich import progress  # noqa: PLC0415 - heavy, and most runs are watched by nobody
    from rich.console import Console  # noqa: PLC0415

    columns = (
        progress.TextColumn("layoutfix {task.description}"),
        progress.BarColumn(),
        progress.TextColumn("{task.completed:,.0f}"),
        progress.TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with progress.Progress(
        *columns, console=console, transient=True, redirect_stdout=False
    ) as shown:
        yield _Bar(shown, shown.add_task("", total=None))


def counted(things: Iterable[_T], stage: str, watch: Watch) -> Iterator[_T]:
    """Pass things on, and tell how many there were, if anybody watches."""
    if isinstance(watch, Unwatched):
        yield from things
        return
    watch.begin(stage)
    for nth, thing in enumerate(things, 1):
        if not nth % _STEP:
            watch.advance(_STEP)
        yield thing


class _Bar:
    """A bar that begins again with each stage, and leaves before pairs come to the screen."""

    def __init__(self, shown: "Progress", task: "TaskID") -> None:
        self.shown = shown
        self.task = task

    def begin(self, stage: str, total: int | None = None) -> None:
        if total is not None and is_terminal(sys.stdout):
            self.shown.stop()
        self.shown.reset(self.task, description=stage, total=total)

    def advance(self, steps: int) -> None:
        self.shown.advance(self.task, steps)
