"""Processes of this machine: they die, and the batch goes on."""

import errno
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
from layoutfix.files.views import View
from layoutfix.model.errors import SourceError

SHORT = 1.0  # seconds
SLOW = "".join(f"第{n}行的文字一二三四\n" for n in range(900)).encode()  # small, and long enough
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
    return [each.process.pid for each in engine._workers if each.given]  # noqa: SLF001 - to kill


def test_workers_work_side_by_side(engine):
    """There are no more than wanted; who has worked takes the next input."""
    engine.submit(task(1))
    engine.submit(task(2))
    first = set(pids(engine))
    results = finish(engine)
    engine.submit(task(3))

    assert len(first) == 2
    assert set(pids(engine)) < first
    assert set(results | finish(engine)) == {"1.txt", "2.txt", "3.txt"}


def test_small_inputs_are_given_ahead(engine):
    """Nobody waits between two of them; so many that they could fill a pipe are not given."""
    given = 0
    while engine.takes(task(given)):
        engine.submit(task(given))
        given += 1

    assert 10 < given < 1000
    assert len(pids(engine)) == 2
    assert len(finish(engine)) == given


def test_a_large_input_neither_waits_nor_is_waited_for(engine):
    """While it is worked on, others can go to other workers only, and the other way round."""
    engine.submit(task(1, LONG))
    assert engine.takes(task(2, LONG))
    engine.submit(task(2, LONG))

    assert not engine.takes(task(3))
    assert not engine.takes(task(3, LONG))


def test_what_waits_behind_a_killer_is_not_blamed():
    """Inputs that a worker had yet to begin are given to the next one, as often as it takes."""
    engine = LocalEngine(Job(), 1)
    for number in range(5):
        engine.submit(task(number, SLOW if number == 0 else b"\n"))
    results = {}
    while "0.txt" not in results:
        os.kill(pids(engine)[0], signal.SIGKILL)
        results |= {task.name: result for task, result in engine.wait()}
    results |= finish(engine)
    engine.close()

    assert results.pop("0.txt").outcome == "failed"
    assert {result.outcome for result in results.values()} == {"unchanged"}
    assert len(results) == 4


def test_results_that_fill_the_pipe_are_come_for():
    """A small input can give a result that no pipe holds; nobody waits for the other for ever."""
    engine = LocalEngine(Job(view=View("json")), 1)
    numbers = range(6)
    for number in numbers:
        assert engine.takes(task(number, b" x\n" * 1500))
        engine.submit(task(number, b" x\n" * 1500))
    results = finish(engine)
    engine.close()

    assert [len(result.data) > 1 << 18 for result in results.values()] == [True for _ in numbers]


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
    """The system ends its process, for the expression lets nothing else run.

    What went before it has its result, and what waits behind it has its turn.
    """

    def hang(_job: Job, task: Task, beat: Callable[[], None]) -> Result:
        beat()
        re.match("(a|aa)+$", "a" * len(task.raw) + "b")
        return Result("unchanged")

    monkeypatch.setattr(local, "_CONTEXT", get_context("fork"))  # it takes the next line along
    monkeypatch.setattr(local, "work", hang)
    engine = LocalEngine(Job(timeout=SHORT), 1)
    for number, raw in enumerate((b"a", b"a" * 100, b"a", b"a" * 100, b"a")):
        engine.submit(task(number, raw))
    results = finish(engine)
    engine.close()

    assert results["1.txt"].reason == "1.txt took longer than 1 s"
    assert [results[f"{n}.txt"].outcome for n in range(5)] == [
        "unchanged",
        "timed out",
        "unchanged",
        "timed out",
        "unchanged",
    ]


def test_time_that_one_text_leaves_is_not_the_next_ones():
    """The timer is wound for each text, and off between them."""
    engine = LocalEngine(Job(timeout=SHORT), 1)
    engine.submit(task(1))
    before = pids(engine)
    results = finish(engine)
    time.sleep(SHORT * 1.2)
    engine.submit(task(2))
    after = pids(engine)
    results |= finish(engine)
    engine.close()

    assert after == before
    assert {result.outcome for result in results.values()} == {"unchanged"}


def test_a_process_that_cannot_be_started(engine, monkeypatch):
    """Where the machine allows no more, that is said, with what the system says."""

    def refuse(_job: Job) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(local, "_Worker", refuse)

    with pytest.raises(SourceError, match="cannot start a process to work in: Too many open files"):
        engine.submit(task(1))


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
    heard, bell = local._CONTEXT.Pipe(duplex=False)  # noqa: SLF001
    ours.close()
    heard.close()

    local._serve(local._Ends(theirs, bell), Job())  # noqa: SLF001 - it comes back

    assert handled == [(signal.SIGINT, signal.SIG_IGN), (signal.SIGALRM, signal.SIG_DFL)]
