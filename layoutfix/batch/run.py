"""Run a batch: what is done already is left, what is made is written whole and remembered.

One process, which holds the lock, reads all inputs and writes all results; the workers only
turn bytes into bytes.
So nothing is ever written by two, and after a kill there is nobody left who writes.
"""

import errno
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from hashlib import blake2b
from typing import NamedTuple, Protocol

from layoutfix.batch.inputs import read_input
from layoutfix.batch.lock import locked
from layoutfix.batch.manifest import Entry, Manifest
from layoutfix.batch.plan import Item, Plan
from layoutfix.batch.tree import Tree
from layoutfix.batch.work import Job, Outcome, Result, Task
from layoutfix.corpus.packing import packed_chunks
from layoutfix.files.screen import one_line
from layoutfix.files.sources import reason
from layoutfix.model.errors import LayoutfixError, SourceError
from layoutfix.tables import rules_hash
from layoutfix.version import __version__

_KEEP_EVERY = 32  # results that a kill can make us repair again, but not write again
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})  # the next meets it too
_ROOM = "Make room there, and run the same command again: it goes on where it stopped."
_WELL: frozenset[Outcome] = frozenset({"repaired", "unchanged", "left alone"})
BAD: frozenset[Outcome] = frozenset({"failed", "timed out"})


class Done(NamedTuple):
    """What became of an input, for people and for the report."""

    source: str
    target: str
    outcome: Outcome
    reason: str = ""
    hint: str = ""
    warnings: tuple[str, ...] = ()


class Engine(Protocol):
    """What works on tasks elsewhere: processes of this machine, or a cluster."""

    def takes(self, task: Task) -> bool:
        """Tell whether a task can be taken now."""

    @property
    def busy(self) -> bool:
        """Tell whether there are results to wait for."""

    def submit(self, task: Task) -> None:
        """Take a task."""

    def wait(self) -> Iterable[tuple[Task, Result]]:
        """Wait for results; there may be none when something else happened."""

    def close(self) -> None:
        """Stop all work."""


class Watcher(Protocol):
    """Who wants to know how far a batch is."""

    def begin(self, total: int) -> None:
        """Hear how many inputs there are."""

    def tell(self, done: Done) -> None:
        """Hear what became of one."""

    def note(self, message: str) -> None:
        """Hear what a person should know of the run as a whole."""


class Asked(NamedTuple):
    """How a batch is run.

    ``into``: the name of the one file below the folder that takes all articles.
    ``force``: make all results anew; ``prune``: remove those whose input is gone.
    ``strict``: stop at the first input that fails.
    """

    into: str | None = None
    force: bool = False
    prune: bool = False
    strict: bool = False


class StoppedError(Exception):
    """An input failed, and nothing more was wanted then."""


def run_batch(  # noqa: PLR0913, PLR0917 - one for each part that a caller may choose
    plan: Plan, job: Job, tree: Tree, engine: Engine, watcher: Watcher, asked: Asked = Asked()
) -> Counter[Outcome]:
    """Carry out a plan, and count the outcomes.

    The results are the same for any engine and any number of workers, and after any number of
    runs that were killed.
    Raises BatchError where another batch is at work in the folder, SourceError where its disk
    is full or broken, StoppedError with ``strict``.
    """
    with ExitStack() as stack:
        stack.enter_context(locked(tree.state / "lock"))
        tree.sweep()
        manifest = stack.enter_context(Manifest(tree.state / "manifest.sqlite3"))
        stack.callback(engine.close)
        run = _Run(plan, job, tree, manifest, watcher, asked)
        run.all(engine)
    return run.counts


class _Run:
    """One run, with all that it needs at hand."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts of run_batch
        self, plan: Plan, job: Job, tree: Tree, manifest: Manifest, watcher: Watcher, asked: Asked
    ) -> None:
        self.plan = plan
        self.job = job
        self.tree = tree
        self.manifest = manifest
        self.watcher = watcher
        self.asked = asked
        self.counts: Counter[Outcome] = Counter()
        self._settings = _settings_hash(job)
        self._begun: dict[str, Entry] = {}  # by place: what is being worked on
        self._well: set[bytes] = set()  # the results that are as they should be

    def all(self, engine: Engine) -> None:
        """Do all that the plan wants, then what the whole of the results needs."""
        self.watcher.begin(len(self.plan.items) + len(self.plan.refused))
        if self.manifest.renewed:
            what = f"what was remembered of {one_line(str(self.tree.folder))} is lost"
            self.watcher.note(f"{what}: {self.manifest.renewed}; the results are made again")
        if not (self.plan.items or self.plan.refused):
            self.watcher.note("found no text (.txt, .md, also packed; --text-field for .jsonl)")
        for source, why in self.plan.refused:
            self._tell(Done(source, "", "failed", f"{one_line(source)}: {why}"))
        for task, result in _flow(engine, self._tasks()):
            self._finish(task, result)
        if self.asked.into is not None:
            self._join(self.asked.into)
        if self.asked.prune:
            self._prune()
        self.manifest.keep()

    def _tasks(self) -> Iterator[Task]:
        """Read the inputs one after the other, and give those that have to be worked on.

        What is to stay as it is goes to its place at once.
        """
        for item in self.plan.items:
            if item.alone and not self._is_copied:
                self._tell(Done(item.source, "", "left alone"))
                continue
            try:
                raw = read_input(item.source, self.job.max_bytes)
            except LayoutfixError as error:
                self._tell(Done(item.source, item.target, "failed", error.what, error.hint))
                continue
            entry = self._entry(item, raw)
            if not self.asked.force and self._is_finished(entry):
                self._well.add(entry.target)
                self._tell(Done(item.source, item.target, "up to date"))
            else:
                task = Task(item.source, item.place, raw)
                self._begun[item.place] = entry
                if item.alone:
                    self._finish(task, Result("left alone", raw))
                else:
                    yield task

    @property
    def _is_copied(self) -> bool:
        """Tell whether what is to stay as it is goes into the results as it is."""
        return self.job.view.to == "text" and self.asked.into is None

    def _entry(self, item: Item, raw: bytes) -> Entry:
        return Entry(
            target=os.fsencode(item.target),
            source=os.fsencode(os.path.abspath(item.source)),  # noqa: PTH100 - any bytes
            input=_hash(raw),
            settings=_ALONE if item.alone else self._settings,
            rules=rules_hash(),
            version=__version__,
        )

    def _is_finished(self, entry: Entry) -> bool:
        """Tell whether an earlier run made this result, and whether it is still there."""
        known = self.manifest.get(entry.target)
        if known is None or known.outcome not in _WELL or not entry.fits(known):
            return False
        if self.asked.into is None:
            made = self.tree.read(os.fsdecode(entry.target))
        else:
            made = self.manifest.part(entry.target)
        return made is not None and _hash(made) == known.output

    def _finish(self, task: Task, result: Result) -> None:
        """Write a result, remember it, and tell of it."""
        entry = self._begun.pop(task.place)
        target = os.fsdecode(entry.target)
        if result.outcome in _WELL and self.asked.into is None:
            result = self._write(target, result)
        self._record(entry, result)
        self._tell(
            Done(task.name, target, result.outcome, result.reason, result.hint, result.warnings)
        )
        if self.counts.total() % _KEEP_EVERY == 0:
            self.manifest.keep()

    def _record(self, entry: Entry, result: Result) -> None:
        entry = entry._replace(outcome=result.outcome, reason=result.reason)
        if result.outcome not in _WELL:
            self.manifest.record(entry)
            return
        part = None if self.asked.into is None else result.data
        self.manifest.record(entry._replace(output=_hash(result.data)), part)
        self._well.add(entry.target)

    def _write(self, target: str, result: Result) -> Result:
        """Put a result in its place; a place that cannot take it makes a failure of it."""
        try:
            self.tree.write(target, result.data)
        except OSError as error:
            refused = _unwritable(self.tree, target, error)
            if error.errno in _FULL:
                raise refused from None
            return Result("failed", reason=refused.what, hint="Look at what is in its place.")
        except SourceError as error:
            return Result("failed", reason=error.what, hint=error.hint)
        return result

    def _join(self, into: str) -> None:
        """Write the one file: the parts of all inputs that went well, in input order."""

        def parts() -> Iterator[bytes]:
            for item in self.plan.items:
                target = os.fsencode(item.target)
                if target in self._well:
                    yield self.manifest.part(target) or b""

        try:
            self.tree.write_chunks(into, lambda: packed_chunks(parts(), into))
        except OSError as error:
            raise _unwritable(self.tree, into, error) from None

    def _prune(self) -> None:
        """Remove the results whose input is gone, but not those that somebody changed.

        Where a source could not be read, or gave nothing at all, all inputs may only seem gone.
        """
        if self.plan.refused or not self._well:
            self.watcher.note("no result is removed, for not all of the source could be read")
            return
        planned = {os.fsencode(item.target) for item in self.plan.items}
        for entry in self.manifest.entries():
            if entry.target in planned or os.path.lexists(entry.source):
                continue
            target = os.fsdecode(entry.target)
            made = self.tree.read(target)
            if made is not None and _hash(made) != entry.output:
                self.watcher.note(f"{one_line(target)} was changed by somebody, so it is kept")
                continue
            self.tree.remove(target)
            self.manifest.forget(entry.target)
            self.watcher.note(f"removed {one_line(target)}, for its input is gone")

    def _tell(self, done: Done) -> None:
        self.counts[done.outcome] += 1
        self.watcher.tell(done)
        if self.asked.strict and done.outcome in BAD:
            raise StoppedError


def _flow(engine: Engine, tasks: Iterator[Task]) -> Iterator[tuple[Task, Result]]:
    """Give the results as they come; a worker gets its next task before they are looked at."""
    ahead = next(tasks, None)
    results: deque[tuple[Task, Result]] = deque()
    while ahead or results or engine.busy:
        if ahead and engine.takes(ahead):
            engine.submit(ahead)
            ahead = next(tasks, None)
        elif results:
            yield results.popleft()
        else:
            results.extend(engine.wait())


def _settings_hash(job: Job) -> bytes:
    """Give what stands for all that decides on a result, but for our own rules."""
    settings = job.settings._replace(skip=frozenset())
    decisive = job._replace(settings=settings, max_bytes=0, timeout=0)
    return _hash(repr((sorted(job.settings.skip), decisive)).encode("utf-8", "surrogatepass"))


def _hash(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


_ALONE = _hash(b"left alone")  # in the place of settings


def _unwritable(tree: Tree, target: str, error: OSError) -> SourceError:
    what = f"cannot write {one_line(str(tree.folder / target))}: {reason(error)}"
    return SourceError(what, _ROOM)
