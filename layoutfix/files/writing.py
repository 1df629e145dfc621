"""Write bytes so that no failure harms what was there."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from layoutfix.files.screen import one_line
from layoutfix.files.sources import is_regular, reason
from layoutfix.model.errors import SourceError


def replace(name: str, data: bytes) -> None:
    """Put ``data`` in the place of the file ``name``, whole or not at all.

    A symbolic link keeps pointing where it did, and the file keeps its mode and owner.
    A device or a pipe is written to directly, since it cannot be replaced.
    Raises SourceError when that fails; what was there is still there then.
    """
    path = Path(name)
    try:
        target = path.resolve(strict=path.is_symlink())
        found = target.stat() if target.exists() else None
        if found and not is_regular(found):
            _write_through(target, data)
            return
        if found and not (stat.S_IMODE(found.st_mode) & 0o222 and os.access(target, os.W_OK)):
            what = f"{one_line(name)} is read-only"
            hint = "Make it writable (chmod u+w), or write another file with -o."
            raise SourceError(what, hint)
        _replace(target, data, found)
    except OSError as error:
        what = f"cannot write {one_line(name)}: {reason(error)}"
        raise SourceError(what, "Nothing was changed; write another file with -o.") from None


def _write_through(target: Path, data: bytes) -> None:
    with target.open("wb") as file:
        file.write(data)


def _replace(target: Path, data: bytes, found: os.stat_result | None) -> None:
    """Write beside the target, make sure that the disk has it, then change the names."""
    beside = _open_beside(target, stat.S_IMODE(found.st_mode) & 0o777 if found else 0o666)
    try:
        with open(beside.fd, "wb") as file:  # noqa: PTH123 - it is open already
            file.write(data)
            file.flush()
            if found:
                _take_after(beside.path, found)
            os.fsync(file.fileno())
        beside.path.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.path.unlink()
        raise
    _sync_folder(target.parent)


class _Beside(NamedTuple):
    path: Path
    fd: int


def _open_beside(target: Path, mode: int) -> _Beside:
    """Create a new file in the folder of ``target``, open to no more people than it."""
    nth = 0
    while True:
        path = target.parent / f".layoutfix-{os.getpid()}-{nth}"
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
