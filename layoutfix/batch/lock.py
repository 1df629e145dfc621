"""One batch at a time in a folder.

The lock is one of the system's (flock), not the file itself: it ends with the process that
holds it, however that ends, so that a file left by a dead one stops nobody.
"""

import fcntl
import io
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from layoutfix.files.screen import one_line
from layoutfix.files.sources import reason
from layoutfix.model.errors import BatchError, SourceError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock ``path`` for a while.

    Raises BatchError that names the process which holds it, SourceError where the file system
    does not take it.
    """
    try:
        file = path.open("a+b", buffering=0)
    except OSError as error:
        raise _no_lock(path, error) from None
    with file:
        try:
            _take(path, file)
        except OSError as error:
            raise _no_lock(path, error) from None
        yield


def _take(path: Path, file: io.FileIO) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = one_line((file.read(200) or b"").decode("utf-8", "replace").strip())
        what = f"another batch is at work in {one_line(str(path.parents[1]))} ({holder})"
        raise BatchError(what, "Wait for it to end, or name another folder.") from None
    file.truncate(0)
    since = time.strftime("%Y-%m-%d %H:%M:%S")
    file.write(f"process {os.getpid()} on {socket.gethostname()}, since {since}\n".encode())


def _no_lock(path: Path, error: OSError) -> SourceError:
    what = f"cannot lock {one_line(str(path))}: {reason(error)}"
    return SourceError(what, "Make room there, or name another folder.")
