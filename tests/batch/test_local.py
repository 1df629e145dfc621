"""Processes of this machine: they die, and the batch goes on."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context

import pytest

from layoutfix.batch import local
from layoutfix.batch.local import LocalEngine
from layoutfix.batch.work import Job, Result, Task

SHORT = 1.0  # seconds
LONG = "".join(f"第{n}行的文字一二三四五六\n" for n in range(10_000)).encode()  # to be caught at


def task(number: int, raw: bytes = b"\n") -> Task:
    """Give an input."""
    return Task(f"{number}.txt", f"{number}.txt", raw)


@pytest.fixture
def engine() -> Iterator[LocalEngine]:
    """Give two workers."""
    engine = LocalEngine(Job(), 2)
    yield engine
    engine.close()


def finish(engine: LocalEngine) -> dict[str, Result]:
    """Wait for all results."""
    results = {}
    while engine.busy:
        results |= {task.name: result for task, result in engine.wait()}
    return results


def pids(engine: LocalEngine) -> list[int]:
    """Give the processes that are at work."""
    return [worker.process.pid for worker, _, _ in engine._busy.values()]  # noqa: SLF001 - to kill


def test_workers_work_side_by_side(engine):
    """Each has one input at a time; who has worked takes the next."""
    engine.submit(task(1))
    assert engine.free
    engine.submit(task(2))
    assert not engine.free
    first = set(pids(engine))
    results = finish(engine)
    engine.submit(task(3))

    assert set(pids(engine)) < first
    assert set(results | finish(engine)) == {"1.txt", "2.txt", "3.txt"}


def test_a_worker_that_is_killed_is_replaced(engine):
    """Its input is tried once more."""
    engine.submit(task(1, LONG))
    os.kill(pids(engine)[0], signal.SIGKILL)

    assert finish(engine)["1.txt"].outcome == "unchanged"


def test_an_input_that_kills_its_worker_twice_has_failed(engine):
    """It may be that input, so nobody is sent into it a third time."""
    engine.submit(task(1, LONG))
    results = {}
    while engine.busy:
        os.kill(pids(engine)[0], signal.SIGKILL)
        results |= {task.name: result for task, result in engine.wait()}

    assert results["1.txt"].outcome == "failed"
    assert results["1.txt"].reason == "1.txt: its process ended twice (SIGKILL)"


def test_a_worker_that_died_idle_is_replaced(engine):
    """Nobody was hurt."""
    engine.submit(task(1))
    (pid,) = pids(engine)
    finish(engine)
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    engine.submit(task(2))

    assert finish(engine)["2.txt"].outcome == "unchanged"
    engine.submit(task(3))
    assert pids(engine) != [pid]


def test_a_regular_expression_that_never_ends_is_ended(monkeypatch):
    """The system ends its process, for the expression lets nothing else run."""

    def hang(_job: Job, task: Task, beat: Callable[[], None]) -> Result:
        beat()
        re.match("(a|aa)+$", "a" * len(task.raw) + "b")
        return Result("unchanged")

    monkeypatch.setattr(local, "_CONTEXT", get_context("fork"))  # it takes the next line along
    monkeypatch.setattr(local, "work", hang)
    engine = LocalEngine(Job(timeout=SHORT), 1)
    engine.submit(task(1, b"a" * 100))
    results = finish(engine)
    engine.submit(task(2, b"a"))
    results |= finish(engine)
    engine.close()

    assert results["1.txt"].reason == "1.txt took longer than 1 s"
    assert results["1.txt"].outcome == "timed out"
    assert results["2.txt"].outcome == "unchanged"


def test_time_that_one_text_leaves_is_not_the_next_ones():
    """The timer is wound for each text, and off between them."""
    engine = LocalEngine(Job(timeout=SHORT), 1)
    engine.submit(task(1))
    results = finish(engine)
    (before,) = engine._idle  # noqa: SLF001 - whether it is the same process
    time.sleep(SHORT * 1.2)
    engine.submit(task(2))
    (after,) = pids(engine)
    results |= finish(engine)
    engine.close()

    assert after == before.process.pid
    assert {result.outcome for result in results.values()} == {"unchanged"}


def test_nobody_is_left(engine):
    """Closing ends who is at work, too."""
    engine.submit(task(1, LONG))
    (pid,) = pids(engine)
    engine.close()

    assert not engine.busy
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_worker_leaves_when_we_are_gone(monkeypatch):
    """The other end of its pipe is closed then, whatever we died of."""
    handled = []
    monkeypatch.setattr(signal, "signal", lambda which, how: handled.append((which, how)))
    ours, theirs = local._CONTEXT.Pipe()  # noqa: SLF001 - as the engine has it
    ours.close()

    local._serve(theirs, Job())  # noqa: SLF001 - it comes back

    assert handled == [(signal.SIGINT, signal.SIG_IGN), (signal.SIGALRM, signal.SIG_DFL)]
