"""Kill a batch again and again: ``python -m bench.kill [--pages N] [--kills N] [--into]``.

A batch of 500 pages with two workers is killed (SIGKILL) at 200 moments, and each time run
again: mostly a little after one more result is there, every tenth time in its first second; in
turn the batch alone, and all of its processes.
After each kill every result has to be the one of a batch that was never killed, no result
that was there before may have been written again, and nothing else may lie in the folder.
At the end the batch is run once more, and the folder has to be that of the other batch.
With ``--into`` the articles go into one file, and the moments are spread over the time that
a batch takes.
"""

import argparse
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from subprocess import DEVNULL, Popen
from tempfile import TemporaryDirectory

from bench.folders import COMMAND, contents, finish, identities, make_pages, results

START = 1.0  # seconds
AFTER = 0.02  # seconds behind a result


class KilledError(Exception):
    """Something is not as it was before the kill."""


def main(arguments: list[str] | None = None) -> int:
    """Print what was found; 0 where all is well, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m bench.kill")
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", action="store_true", help="all articles in one file")
    options = parser.parse_args(arguments)
    into = ["--into", "all.jsonl"] if options.into else []
    with TemporaryDirectory() as scratch:
        campaign = Campaign(Path(scratch), options.pages, into, random.Random(options.seed))
        try:
            campaign.run(options.kills)
        except KilledError as error:
            print(f"FAILED after {campaign.kills} kills: {error}")
            return 1
    print(
        f"{campaign.kills} kills of {'--into ' if into else ''}a batch of {options.pages} pages:"
        f" {campaign.early} at any moment, {campaign.late} behind a result"
        f" ({campaign.ends} times it had ended before, and began anew);"
        " every result right, none written again, nothing else in the folder"
    )
    return 0


class Campaign:
    """A batch that is killed, and one that is not."""

    def __init__(
        self, scratch: Path, pages: int, options: list[str], chance: random.Random
    ) -> None:
        """Make the pages, and run the batch that is not killed."""
        self.pages = scratch / "pages"
        self.out = scratch / "out"
        self.options = options
        self.chance = chance
        self.kills = self.early = self.late = self.ends = 0
        make_pages(self.pages, pages)
        began = time.monotonic()
        if finish(self.pages, scratch / "whole", *options):
            message = "the batch that is not killed fails"
            raise KilledError(message)
        self.seconds = time.monotonic() - began
        self.expected = contents(scratch / "whole")

    def run(self, kills: int) -> None:
        """Kill so many times, then let the batch end."""
        while self.kills < kills:
            before = identities(self.out)
            if not self.kill_once(len(before)):
                self.ends += 1
                self.compare(before, whole=True)
                rmtree(self.out)
                continue
            self.kills += 1
            self.compare(before)
        before = identities(self.out)
        finish(self.pages, self.out, *self.options)
        self.compare(before, whole=True)

    def kill_once(self, there: int) -> bool:
        """Start the batch and kill it; tell whether it was still running."""
        command = [*COMMAND, self.pages, self.out, "--jobs", "2", *self.options]
        process = Popen(command, stderr=DEVNULL, start_new_session=True)
        if self.kills % 10 == 0 or self.options:
            self.early += 1
            wait = self.chance.uniform(0, self.seconds if self.options else START)
        else:
            self.late += 1
            more = there + self.chance.randint(0, 2)
            wait_until(lambda: process.poll() is not None or len(results(self.out)) > more)
            wait = self.chance.uniform(0, AFTER)
        time.sleep(wait)
        if process.poll() is not None:
            return False
        kill = os.killpg if self.kills % 2 else os.kill
        kill(process.pid, signal.SIGKILL)
        process.wait()
        return True

    def compare(self, before: dict[str, tuple[int, int]], *, whole: bool = False) -> None:
        """Hold the results against those of the batch that was not killed."""
        found = contents(self.out) if self.out.exists() else {}
        wrong = [name for name, data in found.items() if self.expected.get(name) != data]
        now = identities(self.out)
        again = [name for name, identity in before.items() if now.get(name) != identity]
        missing = self.expected.keys() - found.keys() if whole else ()
        for what, names in (("wrong", wrong), ("written again", again), ("missing", missing)):
            if names:
                message = f"{len(names)} results are {what}, such as {min(names)}"
                raise KilledError(message)


def wait_until(arrived: Callable[[], bool]) -> None:
    """Wait, looking often."""
    while not arrived():
        time.sleep(0.002)


if __name__ == "__main__":
    sys.exit(main())
