"""A batch on a Ray cluster of this machine: the same as without."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.needs_module("ray", extra="ray"),
    pytest.mark.filterwarnings("ignore"),  # Ray has its own
]
PAGES = 60


@pytest.fixture(scope="module")
def cluster():
    """Give a cluster with two machines of one core each, beside the one that only leads."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    yield cluster
    cluster.shutdown()


@pytest.fixture
def machines(cluster):
    """Give the two machines, which join for one test."""
    joined = [cluster.add_node(num_cpus=1) for _ in range(2)]
    cluster.wait_for_nodes()
    yield joined
    for machine in joined:
        if machine in cluster.list_all_nodes():
            cluster.remove_node(machine)


def start(cluster, *arguments: object) -> subprocess.Popen:
    """Start a batch on the cluster."""
    command = [sys.executable, "-m", "layoutfix", "batch", *map(str, arguments)]
    env = {**os.environ, "RAY_ADDRESS": cluster.address}
    return subprocess.Popen(command, env=env, stderr=subprocess.PIPE)


def wait_for(count: int, folder: Path) -> None:
    """Wait until there are so many results."""
    for _ in range(1200):
        if len(list(folder.glob("*.txt"))) >= count:
            return
        time.sleep(0.05)


@pytest.mark.usefixtures("machines")
def test_the_same_bytes_and_outcomes(batch, results, cluster):
    """A batch of this machine finds everything up to date that the cluster did."""
    batch.page("a.txt")
    batch.page("b/c.txt.gz", b"\x1f\x8b")
    batch.page("d.txt", batch.whole)
    running = start(cluster, batch.pages, batch.out, "--engine", "ray")
    _, said = running.communicate(timeout=300)

    assert running.returncode == 3
    assert "c.txt.gz is cut off" in said.decode()
    assert results(batch.out) == {"a.txt": batch.whole.encode(), "d.txt": batch.whole.encode()}
    assert batch.run() == {"up to date": 2, "failed": 1}


@pytest.mark.usefixtures("machines")
def test_a_text_that_takes_too_long(batch, cluster):
    """The limit is that of one machine: a process ends, and the next text has its time."""
    batch.page("a.txt", "".join(f"第{n}行的文字一二三四五六\n" for n in range(100_000)))
    batch.page("b.txt")
    running = start(cluster, batch.pages, batch.out, "--engine", "ray", "-q", "--timeout", "4")
    _, said = running.communicate(timeout=300)

    assert running.returncode == 3
    assert "a.txt took longer than 4 s" in said.decode()
    assert (batch.out / "b.txt").read_text() == batch.whole


def test_a_machine_that_is_lost_costs_nothing(batch, results, cluster, machines):
    """Its texts are given to the other one; all results are there, each as it should be."""
    for number in range(PAGES):
        batch.page(f"{number:02}.txt", batch.column * (1 + number % 4))
    running = start(cluster, batch.pages, batch.out, "--engine", "ray", "--jobs", "4")
    wait_for(PAGES // 4, batch.out)
    cluster.remove_node(machines[0], allow_graceful=False)
    _, said = running.communicate(timeout=300)

    assert running.returncode == 0, said.decode()
    assert len(results(batch.out)) == PAGES
    before = results(batch.out)
    assert batch.run(force=True).keys() == {"repaired"}
    assert results(batch.out) == before
