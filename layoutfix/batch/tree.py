"""The folder of the results: nothing is written outside of it, and nothing by halves."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from layoutfix.batch.plan import STATE
from layoutfix.files.screen import one_line
from layoutfix.files.sources import reason
from layoutfix.files.writing import put
from layoutfix.model.errors import BatchError, SourceError

_CHUNK = 1 << 20


class Tree:
    """Results by their names below ``folder``.

    What is layoutfix's own (``state``) and what is not finished lies below ``folder/.layoutfix``.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folder where it is new; raises SourceError where that cannot be."""
        self.folder = folder
        self.state = folder / STATE
        self._new = self.state / "new"
        self._entered: set[Path] = set()
        try:
            self._new.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = f"cannot write in {one_line(str(folder))}: {reason(error)}"
            raise SourceError(what, "Name another folder, or make this one writable.") from None
        self._root = Path(os.path.realpath(folder))
        self._enter(self._new)

    def sweep(self) -> None:
        """Remove what a run that was killed left unfinished."""
        for left in self._new.iterdir():
            with suppress(OSError):
                left.unlink()

    def read(self, target: str) -> bytes | None:
        """Give a result, or None where there is no such file; a link is none of ours."""
        try:
            with _open(self.folder / target) as file:
                return file.read()
        except OSError:
            return None

    def write(self, target: str, data: bytes) -> None:
        """Put a result in its place, unless it is there.

        Raises OSError, and SourceError for a place that lies elsewhere.
        """
        self.write_chunks(target, lambda: [data])

    def write_chunks(self, target: str, chunks: Callable[[], Iterable[bytes]]) -> None:
        """Do the same with a result of any size; ``chunks`` gives its bytes from the start."""
        path = self.folder / target
        self._enter(path.parent)
        if not _holds(path, chunks()):
            # Not lasting: after a loss of power the next run sees that the hash is another.
            put(path, chunks(), self._new, lasting=False)

    def remove(self, target: str) -> None:
        """Remove a result, and the folders that it leaves empty."""
        path = self.folder / target
        with suppress(OSError, SourceError):
            self._enter(path.parent)
            path.unlink()
            for parent in path.parents:
                if parent == self.folder:
                    break
                parent.rmdir()

    def _enter(self, parent: Path) -> None:
        """Make a folder, unless a link on the way to it leads out of ours."""
        if parent in self._entered:
            return
        real = Path(os.path.realpath(parent))
        if not real.is_relative_to(self._root):
            what = f"{one_line(str(parent))} leads out of {one_line(str(self.folder))}"
            raise SourceError(what, "It is a symbolic link, or lies below one: remove that.")
        parent.mkdir(parents=True, exist_ok=True)
        self._entered.add(parent)


def _holds(path: Path, chunks: Iterable[bytes]) -> bool:
    try:
        with _open(path) as file:
            return all(file.read(len(each)) == each for each in chain(chunks, (b"",))) and not (
                file.read(1)
            )
    except OSError:
        return False


def _open(path: Path) -> BinaryIO:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    return open(os.open(path, flags), "rb")  # noqa: PTH123 - a descriptor


def checked_name(name: str) -> str:
    """Let the name of a file below the folder pass.

    Raises BatchError for one that would lie elsewhere.
    """
    parts = Path(name).parts
    if Path(name).is_absolute() or os.pardir in parts or parts[:1] in ((), (STATE,)):
        what = f"{one_line(name)} is no name for a file in the folder of the results"
        raise BatchError(what, "Give a plain name, such as articles.jsonl.")
    return name
