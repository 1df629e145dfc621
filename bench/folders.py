"""Folders of pages for the batch, and what is in the folder of the results."""

import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from subprocess import DEVNULL, run

from bench.material import sample

COMMAND = (sys.executable, "-m", "layoutfix", "batch")
OWN = ".layoutfix"


def make_pages(folder: Path, count: int, size: int = 2000) -> None:
    """Write ``count`` pages of about ``size`` bytes, a hundred in a folder.

    They are stretches of sample 004, each with a number, so that no two are alike.
    """
    for number, text in enumerate(islice(cycle(list(stretches(size))), count)):
        path = folder / f"{number // 100:03}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}第{number}页完。\n", encoding="utf-8")


def stretches(size: int) -> Iterator[str]:
    """Cut sample 004 between lines."""
    stretch = ""
    for line in sample("004").read_text(encoding="utf-8").splitlines(keepends=True):
        stretch += line
        if len(stretch.encode()) >= size:
            yield stretch
            stretch = ""


def results(folder: Path) -> dict[str, Path]:
    """Give the files of a folder by their names, but for layoutfix's own."""
    return {
        str(path.relative_to(folder)): path
        for path in folder.rglob("*")
        if path.is_file() and OWN not in path.parts
    }


def contents(folder: Path) -> dict[str, bytes]:
    """Give the bytes of the results by their names."""
    return {name: path.read_bytes() for name, path in results(folder).items()}


def identities(folder: Path) -> dict[str, tuple[int, int]]:
    """Give what shows that a result was written again: its number on the disk and its time."""
    found = {name: path.stat() for name, path in results(folder).items()}
    return {name: (each.st_ino, each.st_mtime_ns) for name, each in found.items()}


def finish(*arguments: str | Path) -> int:
    """Run a batch to its end, and give its exit code."""
    return run([*COMMAND, *arguments], stderr=DEVNULL, check=False).returncode
