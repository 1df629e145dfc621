"""Write bytes so that no failure harms what was there."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from layoutfix.files.screen import one_line
from layoutfix.files.sources import is_regular, reason
from layoutfix.model.errors import SourceError


def replace(name: str, data: bytes) -> None:
    """Put ``data`` in the place of the file ``name``, whole or not at all; see the next one."""
    replace_with(name, [data])


def replace_with(name: str, chunks: Iterable[bytes]) -> None:
    """Put ``chunks``, one after the other, in the place of the file ``name``.

    A symbolic link keeps pointing where it did, and the file keeps its mode and owner.
    A device or a pipe is written to directly, since it cannot be replaced.
    Raises SourceError when that fails; what was there is still there then.
    """
    path = Path(name)
    try:
        target = path.resolve(strict=path.is_symlink())
        found = target.stat() if target.exists() else None
        if found and not is_regular(found):
            _write_through(target, chunks)
            return
        if found and not (stat.S_IMODE(found.st_mode) & 0o222 and os.access(target, os.W_OK)):
            what = f"{one_line(name)} is read-only"
            hint = "Make it writable (chmod u+w), or write another file with -o."
            raise SourceError(what, hint)
        put(target, chunks, target.parent, found=found)
    except OSError as error:
        what = f"cannot write {one_line(name)}: {reason(error)}"
        raise SourceError(what, "Nothing was changed; write another file with -o.") from None


def _write_through(target: Path, chunks: Iterable[bytes]) -> None:
    with target.open("wb") as file:
        file.writelines(chunks)


def put(
    target: Path,
    chunks: Iterable[bytes],
    beside: Path,
    *,
    found: os.stat_result | None = None,
    lasting: bool = True,
) -> None:
    """Write a new file in the folder ``beside``, then give it the name ``target``.

    Whatever happens, ``target`` is what it was or all of ``chunks``.
    ``found``: the file that is replaced, whose mode and owner the new one takes.
    ``lasting``: wait until the disk has it, so that it outlasts a loss of power, too.
    Raises OSError.
    """
    new = _open_beside(beside, stat.S_IMODE(found.st_mode) & 0o777 if found else 0o666)
    try:
        with open(new.fd, "wb") as file:  # noqa: PTH123 - it is open already
            file.writelines(chunks)
            file.flush()
            if found:
                _take_after(new.path, found)
            if lasting:
                os.fsync(file.fileno())
        new.path.replace(target)
    except BaseException:
        with suppress(OSError):
            new.path.unlink()
        raise
    if lasting:
        _sync_folder(target.parent)


class _Beside(NamedTuple):
    path: Path
    fd: int


def _open_beside(folder: Path, mode: int) -> _Beside:
    """Create a new file in ``folder``, open to no more people than the one it replaces."""
    nth = 0
    while True:
        path = folder / f".layoutfix-{os.getpid()}-{nth}"
        try:
            return _Beside(path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
        except FileExistsError:
            nth += 1  # left by a run that was killed


def _take_after(path: Path, found: os.stat_result) -> None:
    """Give ``path`` the owner, as far as the system lets us, and the mode of the old file."""
    with suppress(OSError, AttributeError):
        os.chown(path, found.st_uid, found.st_gid)
    path.chmod(stat.S_IMODE(found.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the new name last; where folders cannot be opened the system does that."""
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
