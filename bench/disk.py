"""Let the disk run full under a batch: ``python -m bench.disk [--pages N] [--points N]``.

A batch of 100 pages is run at 20 points: on a small file system in memory (tmpfs) that fills
up after a share of what the batch writes, and, where this user may not mount one, or with
``--limit``, under a limit on the size of a file (RLIMIT_FSIZE), with all articles in one file.
Each time it has to fail with exit code 3 and a message that says why; no result may be there
by halves; and run again with room, it has to end with the results of a batch that had it.
"""

import argparse
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, run
from tempfile import TemporaryDirectory

from bench.folders import COMMAND, contents, finish, make_pages

WORDS = ("No space left on device", "File too large", "disk is full", "disk I/O error")
ROOM = 64 << 20  # bytes


class HalfError(Exception):
    """Something is not as it has to be on a full disk."""


def main(arguments: list[str] | None = None) -> int:
    """Print what was found; 0 where all is well, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m bench.disk")
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--points", type=int, default=20)
    parser.add_argument("--limit", action="store_true", help="limit the size of files instead")
    options = parser.parse_args(arguments)
    try:
        with TemporaryDirectory() as scratch:
            if options.limit or os.geteuid() != 0:
                said = under_limits(Path(scratch), options.pages, options.points)
            else:
                said = on_small_disks(Path(scratch), options.pages, options.points)
    except HalfError as error:
        print(f"FAILED: {error}")
        return 1
    print(said)
    return 0


def on_small_disks(scratch: Path, pages: int, points: int) -> str:
    """Run on file systems of growing size."""
    make_pages(scratch / "pages", pages)
    with mounted(scratch / "disk", ROOM):
        finish(scratch / "pages", scratch / "disk" / "out")
        expected, size = contents(scratch / "disk" / "out"), used(scratch / "disk")
    for point in range(points):
        with mounted(scratch / "disk", max(1, size * point // points)) as grow:
            out = scratch / "disk" / "out"
            fails([scratch / "pages", out], f"{size * point // points:,} bytes")
            compare(out, expected, whole=False)
            grow()
            finish(scratch / "pages", out)
            compare(out, expected, whole=True)
    return f"{points} full disks of 0 to {size:,} bytes: clear message, no half file, resumed"


def under_limits(scratch: Path, pages: int, points: int) -> str:
    """Run under limits of growing size, with all articles in one file."""
    make_pages(scratch / "pages", pages)
    into = ["--into", "all.jsonl"]
    finish(scratch / "pages", scratch / "whole", *into)
    expected = contents(scratch / "whole")
    size = max(map(len, expected.values()))
    for point in range(points):
        limit, out = size * point // points, scratch / f"out-{point}"
        fails([scratch / "pages", out, *into], f"{limit:,} bytes", limited(limit))
        compare(out, expected, whole=False)
        finish(scratch / "pages", out, *into)
        compare(out, expected, whole=True)
    return f"{points} limits of 0 to {size:,} bytes: clear message, no half file, resumed"


def fails(
    arguments: list[Path | str], where: str, before: Callable[[], None] | None = None
) -> None:
    """Run a batch that has to fail, and look at what it says."""
    command = [*COMMAND, *arguments, "--jobs", "2"]
    done = run(command, stderr=PIPE, preexec_fn=before, check=False)
    said = done.stderr.decode()
    if done.returncode != 3 or not any(word in said for word in WORDS) or "Traceback" in said:
        message = f"at {where} it leaves with {done.returncode} and says:\n{said}"
        raise HalfError(message)


def compare(out: Path, expected: dict[str, bytes], *, whole: bool) -> None:
    """Hold the results against those of a batch that had room."""
    found = contents(out) if out.exists() else {}
    wrong = [name for name, data in found.items() if expected.get(name) != data]
    missing = expected.keys() - found.keys() if whole else ()
    if wrong or missing:
        message = f"{len(wrong)} results are wrong, {len(missing)} missing in {out}"
        raise HalfError(message)


def used(folder: Path) -> int:
    """Give the room that is taken on a file system."""
    found = os.statvfs(folder)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


def limited(size: int) -> Callable[[], None]:
    """Give what limits the size of the files of a process."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@contextmanager
def mounted(folder: Path, size: int) -> Iterator[Callable[[], None]]:
    """Mount a file system of that size, and give what makes it large."""
    folder.mkdir(exist_ok=True)
    run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield lambda: run(["mount", "-o", f"remount,size={ROOM}", folder], check=True) and None
    finally:
        run(["umount", folder], check=True)


if __name__ == "__main__":
    sys.exit(main())
