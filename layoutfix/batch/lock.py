"""One batch at a time in a folder.

The lock is one of the system's (flock), not the file itself: it ends with the process that
holds it, however that ends, so that a file left by a dead one stops nobody.
"""

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from layoutfix.files.screen import one_line
from layoutfix.model.errors import BatchError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock ``path`` for a while.

    Raises BatchError that names the process which holds it, OSError where there is no place
    for it.
    """
    with path.open("a+", encoding="utf-8", errors="replace") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = one_line(file.read(200).strip())
            what = f"another batch is at work in {one_line(str(path.parents[1]))} ({holder})"
            raise BatchError(what, "Wait for it to end, or name another folder.") from None
        file.truncate(0)
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        file.write(f"process {os.getpid()} on {socket.gethostname()}, since {since}\n")
        file.flush()
        yield
