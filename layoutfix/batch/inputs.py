"""Read the inputs of a batch, and the lists that name them."""

import os
import stat

from layoutfix.files.screen import one_line
from layoutfix.files.sources import STDIN, stdin_bytes, unreadable
from layoutfix.model.errors import SourceError


def read_input(name: str, max_bytes: int) -> bytes:
    """Give the bytes of a file, as they are on the disk.

    Raises SourceError for a file that cannot be read, is no file but a pipe or a device,
    is larger than ``max_bytes``, or changes while it is read.
    """
    try:
        # Without O_NONBLOCK a pipe would be waited for.
        with open(os.open(name, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:  # noqa: PTH123
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise _irregular(name)
            if before.st_size > max_bytes:
                raise _too_large(name, max_bytes)
            raw = file.read(max_bytes)
            after = os.fstat(file.fileno())
    except IsADirectoryError:
        what = f"{one_line(name)} is a directory, where a file was expected"
        raise SourceError(what, "Name a folder as SRC, and all texts in it are read.") from None
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        what = f"{one_line(name)} changed while it was read"
        raise SourceError(what, "Run the same command again when it is written.")
    return raw


def read_list(name: str, *, separator: bytes) -> list[str]:
    r"""Give the names in a list, a file or ``-`` for standard input.

    ``separator``: ``b"\n"``, before which ``b"\r"`` is no part of a name, or ``b"\0"`` for names
    of any kind.
    Raises SourceError where the list cannot be read.
    """
    try:
        data = stdin_bytes().read() if name == STDIN else _whole(name)
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None
    names = data.split(separator)
    if separator == b"\n":
        names = [each.removesuffix(b"\r") for each in names]
    return [os.fsdecode(each) for each in names if each]


def _whole(name: str) -> bytes:
    with open(name, "rb") as file:  # noqa: PTH123 - as in sources
        return file.read()


def _too_large(name: str, max_bytes: int) -> SourceError:
    what = f"{one_line(name)} is larger than {max_bytes:,} bytes"
    return SourceError(what, "If it is meant to be so large, allow more with --max-bytes.")


def _irregular(name: str) -> SourceError:
    what = f"{one_line(name)} is not a regular file"
    return SourceError(what, "A batch reads files; pipe others through  layoutfix fix.")
