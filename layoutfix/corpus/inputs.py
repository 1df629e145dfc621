"""The files of a corpus: those that are named, and those that stand in a folder."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Literal, NamedTuple, NoReturn

from layoutfix.corpus.packing import SUFFIXES, unpacked
from layoutfix.files.screen import one_line
from layoutfix.files.sources import STDIN, Source, take, unreadable
from layoutfix.model.errors import SourceError

Kind = Literal["records", "text"]

_KINDS: dict[str, Kind] = {
    ".jsonl": "records",
    ".ndjson": "records",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
}


class Input(NamedTuple):
    """A file of a corpus, or ``-``, and what it holds: JSON Lines or one text."""

    name: str
    kind: Kind


def find_inputs(paths: Iterable[str]) -> Iterator[Input]:
    """Give the files that ``paths`` name, in their order; those of a folder by their names.

    A folder is looked through to the bottom for JSON Lines and text, packed or not; what is
    hidden is left out, and links to folders are not followed.
    A file that is named is taken whatever it is called: it is text unless its name says that
    it is packed or JSON Lines.
    Raises SourceError for a folder that cannot be read, or has nothing for us.
    """
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            yield from _inside(path)
        else:
            yield Input(path, "records" if path == STDIN else kind_of(path) or _by_default(path))


def read_text(name: str, encoding: str = "auto", max_bytes: int | None = None) -> Source:
    """Read a text file, packed or not.

    Raises SourceError as ``unpacked`` and ``take`` do.
    """
    with unpacked(name, max_bytes) as file:
        return take(name, file.read(), encoding)


def _inside(folder: str) -> Iterator[Input]:
    found = False
    for top, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            kind = None if name.startswith(".") else kind_of(name)
            if kind:
                found = True
                yield Input(str(Path(top, name)), kind)
    if not found:
        what = f"{one_line(folder)} has no file for a corpus"
        raise SourceError(what, f"These are taken: {', '.join(_KINDS)}, and packed .gz or .zst.")


def kind_of(name: str) -> Kind | None:
    """Give what a name says that the file holds.

    >>> kind_of("day.jsonl.gz"), kind_of("day.txt"), kind_of("day.pdf")
    ('records', 'text', None)
    """
    path = PurePath(name)
    bare = path.with_suffix("") if path.suffix.lower() in SUFFIXES else path
    return _KINDS.get(bare.suffix.lower())


def _by_default(name: str) -> Kind:
    return "records" if PurePath(name).suffix.lower() in SUFFIXES else "text"


def _raise(error: OSError) -> NoReturn:
    raise unreadable(str(error.filename), error)
