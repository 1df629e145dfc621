"""Processes of this machine that work side by side.

Each has one input at a time and a pipe to us.
A text that takes too long is ended by the system: the worker sets a timer that kills it
(SIGALRM, which it does not catch), so that no loop, not even one inside a regular expression,
can outlast it, and no worker outlasts us.
A worker that dies is replaced; an input whose worker was killed is tried once more, as somebody
else may have been the cause.
"""

import signal
from collections.abc import Iterator
from multiprocessing import connection, get_context
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from layoutfix.batch.work import Job, Result, Task, work
from layoutfix.files.screen import one_line

_TRIES = 2
_CONTEXT = get_context("forkserver")  # a plain fork would take the threads of a progress bar along
_CONTEXT.set_forkserver_preload([__name__])


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: connection.Connection


class LocalEngine:
    """Up to ``jobs`` workers, which are started when there is something to do."""

    def __init__(self, job: Job, jobs: int) -> None:
        """Begin without a worker."""
        self._job = job
        self._jobs = jobs
        self._idle: list[_Worker] = []
        self._busy: dict[connection.Connection, tuple[_Worker, Task, int]] = {}

    @property
    def free(self) -> bool:
        """Tell whether another input can be taken."""
        return len(self._busy) < self._jobs

    @property
    def busy(self) -> bool:
        """Tell whether there are results to wait for."""
        return bool(self._busy)

    def submit(self, task: Task) -> None:
        """Give an input to a worker."""
        self._hand(task, 1)

    def wait(self) -> Iterator[tuple[Task, Result]]:
        """Wait until a worker has ended, and give the results that are there."""
        ready = set(connection.wait(list(self._busy)))
        for pipe in [pipe for pipe in self._busy if pipe in ready]:
            worker, task, tries = self._busy.pop(pipe)
            try:
                result = worker.pipe.recv()
            except (EOFError, OSError):
                result = self._bury(worker, task, tries)
            else:
                self._idle.append(worker)
            if result is not None:
                yield task, result

    def close(self) -> None:
        """End all workers, whatever they are at."""
        for worker in (*self._idle, *(worker for worker, _, _ in self._busy.values())):
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()
        self._idle.clear()
        self._busy.clear()

    def _hand(self, task: Task, tries: int) -> None:
        while True:
            worker = self._idle.pop() if self._idle else self._start()
            try:
                worker.pipe.send(task)
            except OSError:
                self._end(worker)  # it died while it had nothing to do
            else:
                self._busy[worker.pipe] = worker, task, tries
                return

    def _start(self) -> _Worker:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_serve, args=(theirs, self._job), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _bury(self, worker: _Worker, task: Task, tries: int) -> Result | None:
        """Say what a worker died of, or give its input to another one."""
        code = self._end(worker)
        if code == -signal.SIGALRM:
            reason = f"{one_line(task.name)} took longer than {self._job.timeout:g} s"
            return Result("timed out", reason=reason, hint="Give it more time with --timeout.")
        if tries < _TRIES:
            self._hand(task, tries + 1)
            return None
        reason = f"{one_line(task.name)}: its process ended twice ({_death(code)})"
        return Result("failed", reason=reason, hint="Memory may be short: try fewer --jobs.")

    def _end(self, worker: _Worker) -> int:
        worker.pipe.close()
        worker.process.join()
        return worker.process.exitcode or 0


def _death(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"


def _serve(pipe: connection.Connection, job: Job) -> None:
    """Work until the other side has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the other side decides
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        result = work(job, task, lambda: _wind(job.timeout))
        _wind(0)
        try:
            pipe.send(result)
        except BrokenPipeError:
            return


def _wind(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_REAL, seconds)
