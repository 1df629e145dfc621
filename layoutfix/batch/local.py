"""Processes of this machine that work side by side.

Each has a few small inputs at a time, or a large one, so that nobody waits for us between two
small ones; it sends each result as soon as it is there, and rings when it is time to come for
them, so that we are not woken for each.
A text that takes too long is ended by the system: the worker sets a timer that kills it
(SIGALRM, which it does not catch), so that no loop, not even one inside a regular expression,
can outlast it, and no worker outlasts us.
A worker that dies is replaced; an input whose worker was killed is tried once more, as somebody
else may have been the cause.
"""

import os
import select
import signal
import socket
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import connection, get_context
from multiprocessing.reduction import ForkingPickler
from typing import NamedTuple

from layoutfix.batch.work import Job, Result, Task, work
from layoutfix.files.screen import one_line
from layoutfix.files.sources import reason
from layoutfix.model.errors import SourceError

_TRIES = 2
_ROOM = 1 << 16  # bytes that may wait in a pipe; more, and each side could wait for the other
_RING = 0.25  # seconds after which somebody comes for results
# A plain fork would take the threads of a progress bar along, and a server that forks leaves a
# folder in /tmp when it is killed.
_CONTEXT = get_context("spawn")


class _Given(NamedTuple):
    """An input that a worker has, and how often it was tried."""

    task: Task
    tries: int = 1

    @property
    def size(self) -> int:
        """Give at least what it takes in a pipe."""
        task = self.task
        return len(task.raw) + 4 * (len(task.name) + len(task.place)) + 500


class _Ends(NamedTuple):
    """A worker's ends of its pipes: inputs and results, and how many results there are."""

    pipe: connection.Connection
    bell: connection.Connection


class _Worker:
    """A process, our ends of its pipes, and what it has to do, in this order."""

    def __init__(self, job: Job) -> None:
        """Start the process."""
        self.pipe, pipe = _wide_pipe()
        self.bell, bell = _CONTEXT.Pipe(duplex=False)
        self.process = _CONTEXT.Process(target=_serve, args=(_Ends(pipe, bell), job), daemon=True)
        self.process.start()
        pipe.close()
        bell.close()
        self.given: deque[_Given] = deque()
        self.load = 0  # bytes

    def has_room(self, given: _Given) -> bool:
        """Tell whether an input can be given now; a large one is not kept waiting, nor waits."""
        return not self.given or self.load + given.size <= _ROOM

    def give(self, given: _Given) -> None:
        """Give an input; raises OSError where the process has died idle.

        Where it died over another input, that shows when it is listened to.
        """
        try:
            self.pipe.send(given.task)
        except OSError:
            if not self.given:
                raise
        self.given.append(given)
        self.load += given.size

    def results(self) -> Iterator[tuple[Task, Result]]:
        """Come for the results; raises EOFError or OSError where the process has died."""
        for _ in range(self.bell.recv()):
            yield self._result()

    def last_results(self) -> Iterator[tuple[Task, Result]]:
        """Take the results that the process still sent before it died."""
        with suppress(EOFError, OSError):
            while self.given:
                yield self._result()

    def end(self) -> int:
        """Let the process be gone, and give its exit code."""
        self.pipe.close()
        self.bell.close()
        self.process.join()
        return self.process.exitcode or 0

    def _result(self) -> tuple[Task, Result]:
        result = self.pipe.recv()
        given = self.given.popleft()
        self.load -= given.size
        return given.task, result


class LocalEngine:
    """Up to ``jobs`` workers, which are started when there is something to do."""

    def __init__(self, job: Job, jobs: int) -> None:
        """Begin without a worker."""
        self._job = job
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def takes(self, task: Task) -> bool:
        """Tell whether an input can be taken now."""
        given = _Given(task)
        return len(self._workers) < self._jobs or any(
            worker.has_room(given) for worker in self._workers
        )

    @property
    def busy(self) -> bool:
        """Tell whether there are results to wait for."""
        return any(worker.given for worker in self._workers)

    def submit(self, task: Task) -> None:
        """Give an input to the worker that has least to do."""
        self._hand(_Given(task))

    def wait(self) -> list[tuple[Task, Result]]:
        """Wait until a worker rings, and give the results that are there."""
        busy = [worker for worker in self._workers if worker.given]
        ringing = connection.wait([worker.bell for worker in busy])
        heard = [worker for worker in busy if worker.bell in ringing]
        return [result for worker in heard for result in self._heard(worker)]

    def close(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            worker.process.kill()
            worker.end()
        self._workers.clear()

    def _hand(self, given: _Given) -> None:
        while True:
            worker = min(self._workers, key=lambda each: each.load, default=None)
            if worker is None or (worker.given and len(self._workers) < self._jobs):
                worker = self._start()
            try:
                worker.give(given)
            except OSError:
                self._end(worker)  # it died while it had nothing to do
            else:
                return

    def _start(self) -> _Worker:
        try:
            worker = _Worker(self._job)
        except (OSError, EOFError) as error:
            what = f"cannot start a process to work in: {reason(error)}"
            hint = "Look at the limits here (ulimit -a), and whether Python itself can be read."
            raise SourceError(what, hint) from None
        self._workers.append(worker)
        return worker

    def _end(self, worker: _Worker) -> int:
        self._workers.remove(worker)
        return worker.end()

    def _heard(self, worker: _Worker) -> Iterator[tuple[Task, Result]]:
        try:
            yield from worker.results()
        except (EOFError, OSError):
            yield from worker.last_results()
            yield from self._bury(worker)

    def _bury(self, worker: _Worker) -> Iterator[tuple[Task, Result]]:
        """Say what a worker died of, and give its inputs to another one."""
        code = self._end(worker)
        if not worker.given:
            return
        first, *left = worker.given
        task, tries = first
        if code == -signal.SIGALRM:
            reason = f"{one_line(task.name)} took longer than {self._job.timeout:g} s"
            yield task, Result("timed out", reason=reason, hint="Give it more time with --timeout.")
        elif tries < _TRIES:
            left.insert(0, _Given(task, tries + 1))
        else:
            reason = f"{one_line(task.name)}: its process ended twice ({_death(code)})"
            hint = "Memory may be short: try fewer --jobs."
            yield task, Result("failed", reason=reason, hint=hint)
        for given in left:
            self._hand(given)


def _death(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"


def _wide_pipe() -> tuple[connection.Connection, connection.Connection]:
    """Give the two ends of a pipe that holds what may wait in it; macOS makes narrow ones."""
    ends = _CONTEXT.Pipe()
    for end in ends:
        with socket.socket(fileno=os.dup(end.fileno())) as inside:
            for buffer in (socket.SO_SNDBUF, socket.SO_RCVBUF):
                inside.setsockopt(socket.SOL_SOCKET, buffer, 4 * _ROOM)
    return ends


def _serve(ends: _Ends, job: Job) -> None:
    """Work until the other side has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the other side decides
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    desk = _Desk(ends)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            task = desk.take()
            result = work(job, task, lambda: _wind(job.timeout))
            _wind(0)
            desk.give(result)


class _Desk:
    """Where a worker takes inputs and gives results, and when it rings.

    That is before it begins with its last input, so that there are others when it is done, when
    it has none left, and where nobody came for results for a while.
    """

    def __init__(self, ends: _Ends) -> None:
        """Begin with nothing given."""
        self._pipe, self._bell = ends
        self._waiting = select.poll()
        self._waiting.register(self._pipe.fileno(), select.POLLIN)
        self._results = self._bytes = 0  # since it rang
        self._rang = time.monotonic()

    def take(self) -> Task:
        """Take the next input, and wait for it; raises EOFError where nobody is there to ask."""
        self._ring_unless_more_waits()
        task: Task = self._pipe.recv()
        self._ring_unless_more_waits()
        return task

    def give(self, result: Result) -> None:
        """Give a result; raises BrokenPipeError where nobody is there to take it."""
        message = ForkingPickler.dumps(result)
        self._results += 1
        self._bytes += len(message)
        if self._bytes > _ROOM or time.monotonic() - self._rang > _RING:
            self._ring()
        self._pipe.send_bytes(message)

    def _ring_unless_more_waits(self) -> None:
        if self._results and not self._waiting.poll(0):
            self._ring()

    def _ring(self) -> None:
        """Say how many results there are, or will be at once."""
        self._bell.send(self._results)
        self._results = self._bytes = 0
        self._rang = time.monotonic()


def _wind(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_REAL, seconds)
