"""Batches without processes: an engine that works at once, and a watcher that remembers."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from layoutfix.batch.plan import Wish, make_plan
from layoutfix.batch.run import Asked, Done, run_batch
from layoutfix.batch.tree import Tree
from layoutfix.batch.work import Job, Outcome, Result, Task, work

COLUMN = """\
记者昨日从市农业局获悉，今年全
市早稻种植面积达到一百二十多万
亩，比去年增加三万亩，为近年来
最多的一年。
"""
WHOLE = COLUMN.replace("\n", "") + "\n"


class Here:
    """An engine that works in this process; ``slots`` results come together, last one first."""

    def __init__(self, job: Job, slots: int = 1) -> None:
        """Begin with nothing to do."""
        self.job = job
        self.slots = slots
        self.tasks: list[Task] = []
        self.worked: list[str] = []
        self.closed = False

    def takes(self, _task: Task) -> bool:
        """Tell whether a slot is free."""
        return len(self.tasks) < self.slots

    @property
    def busy(self) -> bool:
        """Tell whether there is something to do."""
        return bool(self.tasks)

    def submit(self, task: Task) -> None:
        """Take a task."""
        self.tasks.append(task)

    def wait(self) -> Iterator[tuple[Task, Result]]:
        """Work on all tasks."""
        while self.tasks:
            task = self.tasks.pop()
            self.worked.append(task.place)
            yield task, work(self.job, task)

    def close(self) -> None:
        """Remember that we are left."""
        self.closed = True


class Witness:
    """A watcher that keeps what it hears."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self.total = 0
        self.done: list[Done] = []
        self.notes: list[str] = []

    def begin(self, total: int) -> None:
        """Hear how many there are."""
        self.total = total

    def tell(self, done: Done) -> None:
        """Hear of one."""
        self.done.append(done)

    def note(self, message: str) -> None:
        """Hear of the whole."""
        self.notes.append(message)


class Batch:
    """A batch from ``pages`` to ``out`` in a folder of its own.

    ``column``: a text that is repaired; ``whole``: what becomes of it.
    """

    column = COLUMN
    whole = WHOLE

    def __init__(self, folder: Path) -> None:
        """Make the folder of the inputs."""
        self.pages = folder / "pages"
        self.out = folder / "out"
        self.pages.mkdir()
        self.witness = Witness()
        self.engine = Here(Job())

    def page(self, name: str, content: str | bytes = COLUMN) -> Path:
        """Make an input."""
        path = self.pages / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(
        self, job: Job = Job(), wish: Wish = Wish(), slots: int = 1, **asked: object
    ) -> Counter[Outcome]:
        """Run the batch, and count the outcomes; what was heard and worked on is kept."""
        self.witness, self.engine = Witness(), Here(job, slots)
        plan = make_plan([str(self.pages)], str(self.out), wish)
        return run_batch(plan, job, Tree(self.out), self.engine, self.witness, Asked(**asked))

    def reasons(self) -> list[str]:
        """Give why inputs failed in the last run."""
        return [done.reason for done in self.witness.done if done.reason]


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """Give a batch of this test's own."""
    return Batch(tmp_path)


@pytest.fixture
def results() -> Callable[[Path], dict[str, bytes]]:
    """Give a function that reads the results in a folder, by name."""

    def read(folder: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and ".layoutfix" not in path.parts
        }

    return read
