"""Packed files: gzip and zstd are unpacked while they are read, and packed while written.

What is read is known by its first bytes, what is written by the suffix of its name.
"""

import gzip
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, Literal, cast

from layoutfix.files.screen import one_line
from layoutfix.files.sources import STDIN, reason, stdin_bytes, unreadable
from layoutfix.model.errors import SourceError


class DamagedError(SourceError):
    """A file that ends too early, or whose packing is damaged; what came before it is good."""


Packing = Literal["gzip", "zstd"]

SUFFIXES: dict[str, Packing] = {".gz": "gzip", ".zst": "zstd"}
_MAGIC: dict[Packing, bytes] = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
_CHUNK = 1 << 18  # bytes that are unpacked at once
_LEVEL = 6  # gzip's own default; Python's is slower for hardly a smaller file


def packing_of(name: str) -> Packing | None:
    """Give the packing that the suffix of a file's name asks for.

    >>> packing_of("day.jsonl.zst"), packing_of("day.jsonl")
    ('zstd', None)
    """
    return SUFFIXES.get(Path(name).suffix.lower())


@contextmanager
def unpacked(name: str, max_bytes: int | None = None) -> Iterator["io.BufferedReader[_Limited]"]:
    """Open the file ``name``, or standard input for ``-``, and unpack what is packed.

    ``max_bytes`` is what it may hold when unpacked.
    Raises SourceError where the file cannot be read or holds more than ``max_bytes``, and
    DamagedError where it ends before its packing does, or is damaged; also while reading.
    """
    file = _open(name)
    try:
        with io.BufferedReader(_Limited(name, file, max_bytes), _CHUNK) as reader:
            yield reader
    finally:
        if name != STDIN:
            file.close()


@contextmanager
def packed(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Give what writes to ``file`` in the packing that the suffix of ``name`` asks for.

    The same bytes give the same file: it bears neither a date nor a name.
    ``file`` stays open.
    Raises SourceError where this Python cannot pack so.
    """
    packing = packing_of(name)
    if packing is None:
        yield file
    elif packing == "gzip":
        with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packer:
            yield cast("BinaryIO", packer)
    else:
        zstd = _zstd(name)
        checked = {zstd.CompressionParameter.checksum_flag: 1}  # as the program zstd does
        with zstd.ZstdFile(file, "w", options=checked) as packer:
            yield packer


def unpack(name: str, raw: bytes, max_bytes: int | None = None) -> bytes:
    """Give what is packed in ``raw``, the bytes of the file ``name``; raises as ``unpacked``."""
    with io.BytesIO(raw) as file:
        return _Limited(name, io.BufferedReader(cast("io.RawIOBase", file)), max_bytes).readall()


def pack(data: bytes, name: str) -> bytes:
    """Give ``data`` in the packing that the suffix of ``name`` asks for."""
    return b"".join(packed_chunks((data,), name))


def packed_chunks(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Pack chunks of any number on their way; raises as ``packed``."""
    with io.BytesIO() as buffer:
        with packed(buffer, name) as packer:
            for chunk in chunks:
                packer.write(chunk)
                if buffer.tell() >= _CHUNK:
                    yield buffer.getvalue()
                    buffer.seek(0)
                    buffer.truncate()
        yield buffer.getvalue()


class _Limited(io.RawIOBase):
    """The unpacked bytes, counted; what goes wrong is said with the name of the file."""

    def __init__(self, name: str, file: io.BufferedReader, max_bytes: int | None) -> None:
        self._name = name
        self._plain, self._errors = _unpacking(name, file)
        self._max_bytes = max_bytes
        self._seen = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._plain.read1(len(buffer))
        except EOFError:
            raise _cut_off(self._name) from None
        except self._errors as error:
            raise _damaged(self._name, error) from None
        self._seen += len(data)
        if self._max_bytes is not None and self._seen > self._max_bytes:
            raise _too_large(self._name, self._max_bytes)
        buffer[: len(data)] = data
        return len(data)


def _open(name: str) -> io.BufferedReader:
    if name == STDIN:
        return stdin_bytes()
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None


def _unpacking(
    name: str, file: io.BufferedReader
) -> tuple[io.BufferedIOBase, tuple[type[Exception], ...]]:
    """Give what unpacks ``file``, and the errors of damaged data that it raises."""
    try:
        start = file.peek(4)
    except OSError as error:
        raise unreadable(name, error) from None
    if start.startswith(_MAGIC["gzip"]):
        return gzip.GzipFile("", "rb", fileobj=file), (OSError, zlib.error)
    if start.startswith(_MAGIC["zstd"]):
        zstd = _zstd(name)
        return cast("io.BufferedIOBase", zstd.ZstdFile(file, "r")), (OSError, zstd.ZstdError)
    return file, (OSError,)


def _zstd(name: str) -> ModuleType:
    """Load what knows zstd: in the standard library from Python 3.14 on, its twin before."""
    where = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    try:
        return import_module(where)
    except ImportError:
        what = f"{one_line(name)} is packed with zstd, which this Python cannot read or write"
        hint = "Unpack it first (zstd -d), or use gzip; a Python built with libzstd has it."
        raise SourceError(what, hint) from None


def _cut_off(name: str) -> DamagedError:
    what = f"{one_line(name)} is cut off: it ends before its packing does"
    return DamagedError(what, "Copy it again from where it came.")


def _damaged(name: str, error: Exception) -> DamagedError:
    what = f"cannot read {one_line(name)}: {one_line(reason(error))}"
    return DamagedError(what, "Copy it again from where it came.")


def _too_large(name: str, max_bytes: int) -> SourceError:
    what = f"{one_line(name)} holds more than {max_bytes:,} bytes when unpacked"
    return SourceError(what, "If it is meant to be so large, allow more with --max-bytes.")
