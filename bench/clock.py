"""How time is taken: on one core, one rival after the other, again and again."""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping


def stay_on_one_core() -> None:
    """Pin this process, and all it starts, to one core where the system lets us."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def alternate(rivals: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Let the rivals run in turn and give the median of what each reports.

    A machine slows down and speeds up by the minute; rivals that take turns slow down
    together, and the ratio of their medians stands still where the seconds do not.
    """
    reports: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(rounds):
        for name, run in rivals.items():
            reports[name].append(run())
    return {name: statistics.median(found) for name, found in reports.items()}


def cpu_seconds(work: Callable[[], object]) -> float:
    """Give the CPU time of this process that the work takes, whatever else is running."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start
