"""Work that is done on a Ray cluster: the same tasks, results and outcomes as here.

Each of its workers keeps one process of ours (``LocalEngine``), so that time limits and
deaths are what they are on one machine.
Ray itself gives a task whose worker or machine was lost to another one.
The workers have to have layoutfix installed, the same version as here; inputs and results
travel as bytes, so that no disk has to be shared.
"""

import logging
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from layoutfix.batch.local import LocalEngine
from layoutfix.batch.work import Job, Result, Task
from layoutfix.files.screen import one_line
from layoutfix.model.errors import BatchError

if TYPE_CHECKING:
    from ray import ObjectRef

_RETRIES = 3  # for a task whose worker was lost


class RayEngine:
    """Give tasks to a cluster, ``jobs`` at a time, or as many as it has cores."""

    def __init__(self, job: Job, jobs: int | None = None) -> None:
        """Join the cluster that RAY_ADDRESS names, or the one that runs on this machine.

        Raises BatchError where Ray is not installed or there is no cluster.
        """
        self._ray = _join_cluster()
        self._jobs = jobs or int(self._ray.cluster_resources().get("CPU", 1))
        self._job = self._ray.put(job)
        self._work = self._ray.remote(max_retries=_RETRIES)(_work_there)
        self._busy: dict[ObjectRef[Result], Task] = {}

    def takes(self, _task: Task) -> bool:
        """Tell whether another task can be taken."""
        return len(self._busy) < self._jobs

    @property
    def busy(self) -> bool:
        """Tell whether there are results to wait for."""
        return bool(self._busy)

    def submit(self, task: Task) -> None:
        """Give a task to the cluster."""
        self._busy[self._work.remote(self._job, task)] = task

    def wait(self) -> Iterator[tuple[Task, Result]]:
        """Wait until a worker has ended, and give its result."""
        ready, _ = self._ray.wait(list(self._busy))
        for reference in ready:
            task = self._busy.pop(reference)
            yield task, self._result(reference, task)

    def close(self) -> None:
        """Leave the cluster; what it still works on is ended."""
        for reference in self._busy:
            self._ray.cancel(reference, force=True)
        self._busy.clear()
        self._ray.shutdown()

    def _result(self, reference: "ObjectRef[Result]", task: Task) -> Result:
        try:
            found: Result = self._ray.get(reference)
        except self._ray.exceptions.RayError as error:
            kind = type(error).__name__
            reason = f"{one_line(task.name)}: the cluster lost it {_RETRIES + 1} times ({kind})"
            return Result("failed", reason=reason, hint="Look at the logs of the cluster.")
        return found


def _work_there(job: Job, task: Task) -> Result:
    """Work on a task inside the cluster."""
    engine = _engine_there(job)
    engine.submit(task)
    while True:  # a death of the process gives no result at first
        for _, result in engine.wait():
            return result


@cache
def _engine_there(job: Job) -> LocalEngine:
    return LocalEngine(job, 1)


def _join_cluster() -> Any:  # noqa: ANN401 - a module whose types change from release to release
    try:
        import ray  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        what = "--engine ray needs Ray, which is not installed here"
        raise BatchError(what, "Install it: pip install 'layoutfix[ray]'") from None
    try:
        ray.init(address="auto", log_to_driver=False, logging_level=logging.ERROR)
    except ConnectionError:
        what = "there is no Ray cluster to join"
        raise BatchError(what, "Start one (ray start --head), or name it in RAY_ADDRESS.") from None
    return ray
