"""The harnesses of batches find nothing in a short run, and say what they found."""

import sys
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest

ROOT = Path(__file__).parents[2]


def bench(name: str, *options: str) -> CompletedProcess[str]:
    """Run ``python -m bench.NAME`` at the top of the repository."""
    command = [sys.executable, "-m", f"bench.{name}", *options]
    return run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("options", [[], ["--into"]])
def test_a_batch_that_is_killed_ends_as_if_it_never_was(options):
    """Each result is right and written once, after a few kills."""
    done = bench("kill", "--pages", "12", "--kills", "3", *options)

    assert done.returncode == 0, done.stdout
    assert "every result right, none written again, nothing else" in done.stdout


def test_a_full_disk_leaves_no_half_file():
    """Under limits on the size of files a batch fails with a reason, and is resumed."""
    done = bench("disk", "--pages", "6", "--points", "2", "--limit")

    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("clear message, no half file, resumed\n")


def test_the_cost_of_a_batch_is_told():
    """The three figures are printed, whatever they are on this machine."""
    done = bench("batch", "--pages", "4", "--many", "4", "--rounds", "1")

    assert done.returncode == 0, done.stderr
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "workers",
        "overhead",
        "second run",
    ]
