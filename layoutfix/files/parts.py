r"""Part a stream into its documents, each as soon as it is whole.

Parting is done on bytes, before it is known what they say: in UTF-8, GB18030 and Big5 a form
feed or a line feed is never a part of another character.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from layoutfix.files.encodings import marked, whole
from layoutfix.files.screen import one_line
from layoutfix.files.sources import Source, take
from layoutfix.model.errors import SourceError

_WIDE = ("utf-16", "utf-32")


class Split(NamedTuple):
    """Where documents part: at so many blank lines, or at form feeds where that is None."""

    blank_lines: int | None = None


class Part(NamedTuple):
    """A document of a stream: its bytes, what parts it from the next, where it stands.

    ``number``: from 1, blank ones not counted.
    ``first_line``: its first line in the stream, from 1.
    """

    number: int
    raw: bytes
    end: bytes
    first_line: int

    def read(self, name: str, encoding: str = "auto", *, keep: bool = False) -> Source:
        """Take the document for a text; raises SourceError as ``sources.take`` does."""
        names = [marked(self.raw)[1]] if encoding == "auto" else whole(encoding)
        if any(each.startswith(_WIDE) for each in names):
            what = f"{one_line(name)} is {names[0].upper()}, and a split looks at single bytes"
            raise SourceError(what, f"Convert it on the way: iconv -f {names[0]} -t utf-8")
        source = take(name, self.raw, encoding, keep=keep)
        return source._replace(part=self.number, first_line=self.first_line)


def parts(chunks: Iterable[bytes], split: Split) -> Iterator[Part]:
    r"""Part ``chunks`` behind each form feed, or behind so many blank lines.

    A document is given out before the first byte of the next one is asked for.

    >>> [part.raw for part in parts([b"a\x0cb", b"c\x0c"], Split())]
    [b'a', b'bc']
    >>> [(part.raw, part.end) for part in parts([b"a\n\nb\n\n\n\nc"], Split(2))]
    [(b'a\n\nb\n', b'\n\n'), (b'', b'\n'), (b'c', b'')]
    """
    number, line = 0, 1
    at = split.blank_lines
    found = _at_form_feeds(chunks) if at is None else _at_blanks(chunks, at)
    for raw, end in found:
        number += bool(raw.strip())
        if raw or end:
            yield Part(number, raw, end, line)
        line += raw.count(b"\n") + end.count(b"\n")


def _at_form_feeds(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    held: list[bytes] = []
    for chunk in chunks:
        *whole_ones, rest = chunk.split(b"\f")
        for last in whole_ones:
            yield b"".join([*held, last]), b"\f"
            held = []
        held.append(rest)
    yield b"".join(held), b""


def _at_blanks(chunks: Iterable[bytes], count: int) -> Iterator[tuple[bytes, bytes]]:
    held: list[bytes] = []
    blanks = 0
    for line in _lines(chunks):
        if line.strip():
            blanks = 0
            held.append(line)
        elif not held:
            yield b"", line  # more blank lines than it takes
        else:
            blanks += 1
            held.append(line)
        if blanks == count:
            yield b"".join(held[:-count]), b"".join(held[-count:])
            held, blanks = [], 0
    yield b"".join(held), b""


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give each line with its end as soon as it is there."""
    held: list[bytes] = []
    for chunk in chunks:
        *whole_ones, rest = chunk.split(b"\n")
        for last in whole_ones:
            yield b"".join([*held, last, b"\n"])
            held = []
        held.append(rest)
    yield b"".join(held)
