"""Read a source as text."""

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import NamedTuple, cast

from layoutfix.files.encodings import Encoding, NotTextError, decode, guess, guess_any, marked
from layoutfix.files.screen import is_terminal, one_line
from layoutfix.model.errors import SourceError

STDIN = "-"
_CHUNK = 1 << 16


class Source(NamedTuple):
    """A text, the bytes that it was read from, and how to write it down again.

    ``part`` and ``first_line``: of a stream that is parted, the number of the document, from 1,
    and its first line in the stream.
    """

    name: str
    raw: bytes
    text: str
    encoding: Encoding
    part: int = 0
    first_line: int = 1

    def encode(self, text: str) -> bytes:
        """Write ``text`` down as the source was; a text that did not change, byte for byte.

        Raises SourceError where the encoding lacks a character.
        """
        if text == self.text:
            return self.raw
        try:
            return self.encoding.encode(text)
        except UnicodeEncodeError as error:
            char = text[error.start]
            line = _line(text[: error.start].encode("utf-8", "replace"))
            what = (
                f"{one_line(self.name)}: {self.encoding.title} has no {one_line(char)}"
                f" (U+{ord(char):04X}, line {line} of the repaired text)"
            )
            hint = f"Convert the source first: iconv -f {self.encoding.name} -t utf-8"
            raise SourceError(what, hint) from None


def read(name: str, encoding: str = "auto", *, keep: bool = False) -> Source:
    """Read the file ``name``, or standard input for ``-``.

    Raises SourceError for what cannot be read, and as ``take`` does.
    """
    raw = stdin_bytes().read() if name == STDIN else _read_file(name)
    return take(name, raw, encoding, keep=keep)


def read_chunks(name: str) -> Iterator[bytes]:
    """Give the bytes of ``name`` as they come, which for a pipe may be for ever.

    Raises SourceError for what cannot be read.
    """
    try:
        with nullcontext(stdin_bytes()) if name == STDIN else Path(name).open("rb") as file:
            while chunk := file.read1(_CHUNK):
                yield chunk
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None


def take(name: str, raw: bytes, encoding: str = "auto", *, keep: bool = False) -> Source:
    """Take the bytes of ``name`` for a text.

    Raises SourceError for what is no text, or has bytes that are no character; with ``keep``
    those pass through.
    """
    try:
        text, found = decode(raw, encoding, keep=keep)
    except NotTextError as error:
        what = f"{one_line(name)} is {error.kind}"
        raise SourceError(what, _not_text_hint(error.kind, name)) from None
    except UnicodeDecodeError as error:
        raise _undecodable(name, error, encoding) from None
    return Source(name, raw, text, found)


def require_regular(name: str) -> None:
    """Refuse to repair in place what is not a file, such as a pipe or a device."""
    with suppress(OSError):
        found = Path(name).stat()
        if not is_regular(found) and not stat.S_ISDIR(found.st_mode):
            what = f"{one_line(name)} is not a regular file, so it cannot be repaired in place"
            raise SourceError(what, "Leave --in-place away, and the text goes to standard output.")


def same_file(name: str, other: str | int) -> bool:
    """Tell whether two regular files are one; a number is an open file, ``-`` is stdin."""
    try:
        ours = os.fstat(0) if name == STDIN else Path(name).stat()
        theirs = os.fstat(other) if isinstance(other, int) else Path(other).stat()
    except (OSError, ValueError):
        return False
    return is_regular(ours) and os.path.samestat(ours, theirs)


def is_regular(found: os.stat_result) -> bool:
    """Tell a file from a folder, a pipe and a device."""
    return stat.S_ISREG(found.st_mode)


def stdin_bytes() -> io.BufferedReader:
    """Give standard input as bytes, and tell who sits before it that it is read.

    Raises SourceError when it is closed.
    """
    if sys.stdin is None:
        what = "standard input is closed"
        raise SourceError(what, "Name a file, or pipe a text in.")
    if is_terminal(sys.stdin):
        sys.stderr.write("layoutfix: reading from the terminal; Ctrl-D on a new line ends it\n")
    raw = sys.stdin.buffer
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast("io.BytesIO", raw))


def _read_file(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None


def unreadable(name: str, error: Exception) -> SourceError:
    """Say why the file ``name`` cannot be read."""
    if isinstance(error, IsADirectoryError):
        what = f"{one_line(name)} is a directory, and fix takes files"
        hint = f"For whole folders:  layoutfix batch {_shell(name)} DST"
        return SourceError(what, hint)
    if isinstance(error, FileNotFoundError):
        what = f"{one_line(name)} does not exist"
        return SourceError(what, f"Look at the folder: ls {_shell(str(Path(name).parent))}")
    what = f"cannot read {one_line(name)}: {reason(error)}"
    return SourceError(what, f"Look at the file: ls -l {_shell(name)}")


def _shell(name: str) -> str:
    """Give a name as one would type it after a command."""
    import shlex  # noqa: PLC0415 - only a failure needs it

    return shlex.quote(one_line(name))


def reason(error: Exception) -> str:
    """Give what the system says of an error, without the name of the file."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _not_text_hint(kind: str, name: str) -> str:
    if "PDF" in kind:
        return f"Take its text out first: pdftotext {_shell(name)} - | layoutfix fix"
    if "picture" in kind:
        return "Read its text first with a program for optical character recognition."
    return "layoutfix repairs plain text; name the encoding with --encoding if this is one."


def _undecodable(name: str, error: UnicodeDecodeError, wanted: str) -> SourceError:
    raw = error.object
    title = Encoding(error.encoding).title
    place = f"byte 0x{raw[error.start]:02X} at line {_line_of(error)}"
    likely = _likely(raw, wanted)
    if likely == error.encoding:
        what = f"{one_line(name)} is {title}, but for some bytes ({place} is the first)"
        return SourceError(what, f"Pass them through as they are: {_try('errors keep', name)}")
    what = f"{one_line(name)} is not {title} ({place})"
    return SourceError(what, _looks_like(likely, name) if likely else _encoding_hint(raw, name))


def _likely(raw: bytes, wanted: str) -> str | None:
    """Give the encoding that a text is in, or was in before it was damaged."""
    bom, name = marked(raw)
    if bom:
        return name
    if wanted != "auto" and _is_utf8(raw):
        return "utf-8"
    return guess(raw) or guess(raw, damaged=True)


def _encoding_hint(raw: bytes, name: str) -> str:
    """Name an encoding that may be meant; it is no more than a guess."""
    keep = f"keep such bytes: {_try('errors keep', name)}"
    likely = guess_any(raw)
    if likely is None:
        return f"Name its encoding with --encoding, or {keep}"
    return f"{_looks_like(likely, name)}\nOr {keep}"


def _looks_like(codec: str, name: str) -> str:
    return f"It looks like {Encoding(codec).title}: {_try(f'encoding {codec}', name)}"


def _try(option: str, name: str) -> str:
    return f"try  layoutfix fix --{option} {_shell(name)}"


def _is_utf8(raw: bytes) -> bool:
    with suppress(UnicodeDecodeError):
        raw.decode()
        return True
    return False


def _line_of(error: UnicodeDecodeError) -> int:
    before = error.object[: error.start]
    if error.encoding.startswith(("utf-16", "utf-32")):
        before = before.decode(error.encoding, "replace").encode()
    return _line(before)


def _line(before: bytes) -> int:
    """Count lines as the repair does: they end at LF, CRLF and CR."""
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
