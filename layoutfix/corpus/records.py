"""JSON Lines as records: one object a line, with an id and a text.

msgspec reads the two fields that are wanted and skips over the others.
What it refuses is read again by the standard library, which takes lone surrogates and NaN, and
knows the column of what is wrong.
"""

import codecs
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, NoReturn

import msgspec

from layoutfix.corpus.packing import DamagedError, unpacked
from layoutfix.files.screen import one_line
from layoutfix.model.errors import SourceError

Id = str | int


class Fields(NamedTuple):
    """The names of the fields that are wanted.

    Without one for the id, file and line make it; ``rank`` is a field that need not be there,
    by which records can be put in order.
    """

    id: str = "id"
    text: str = "text"
    rank: str = ""


class Record(NamedTuple):
    """A text of a corpus: its id, and the file and the line (from 1) where it stands.

    ``rank``: what the field of that name holds, None where there is none.
    """

    id: Id
    text: str
    source: str
    line: int
    rank: object = None


class RecordError(SourceError):
    """A line that is no record: not JSON, or without one of the fields."""

    def __init__(
        self,
        source: str,
        line: int,
        what: str,
        column: int | None = None,
        hint: str = "Mend that line, or take it out.",
    ) -> None:
        """Name the place: line and column count from 1, the column in characters."""
        place = f"line {line}" if column is None else f"line {line}, column {column}"
        what = f"{one_line(source)}, {place}: {one_line(what)}"
        super().__init__(what, hint)


def refuse(error: SourceError) -> NoReturn:
    """Let nothing bad pass."""
    raise error


def read_records(
    name: str,
    fields: Fields = Fields(),
    *,
    max_bytes: int | None = None,
    on_bad: Callable[[SourceError], None] = refuse,
) -> Iterator[Record]:
    """Read the JSON Lines of the file ``name``, or of standard input for ``-``.

    ``max_bytes`` is what the file may hold when unpacked.
    ``on_bad`` is told of each line that is no record (RecordError), and of a packed file that
    ends too early or is damaged; if it does not raise, reading goes on with what is left.
    Raises SourceError for a file that cannot be read or holds too much.
    """
    decode = _decoder(fields).decode
    for number, line in read_lines(name, max_bytes=max_bytes, on_bad=on_bad):
        try:
            found = decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            try:
                found = _decode_again(line, fields, name, number)
            except RecordError as error:
                on_bad(error)
                continue
        known = f"{name}:{number}" if found.id is None else found.id
        yield Record(known, found.text, name, number, found.rank)


def read_lines(
    name: str,
    *,
    max_bytes: int | None = None,
    on_bad: Callable[[SourceError], None] = refuse,
) -> Iterator[tuple[int, bytes]]:
    r"""Read the lines of a file that are not blank, with their numbers from 1.

    Lines end at ``\n``, which each of them keeps; a byte-order mark is taken off.
    The rest is as in ``read_records``.
    """
    with unpacked(name, max_bytes) as file:
        try:
            for number, line in enumerate(file, 1):
                bare = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                if bare and not bare.isspace():
                    yield number, bare
        except DamagedError as error:
            on_bad(error)


class _Found(NamedTuple):
    """The fields of a line; what was not asked for is None."""

    id: Id | None
    text: str
    rank: object


def _decoder(fields: Fields) -> msgspec.json.Decoder[Any]:
    """Give what reads a line as an object that has the attributes of ``_Found``."""
    wanted: list[tuple[str, Any] | tuple[str, Any, Any]] = [("text", str)]
    if fields.id:
        wanted.append(("id", Id))
    if fields.rank:
        wanted.append(("rank", Any, None))
    absent = {name: None for name in ("id", "rank") if not getattr(fields, name)}
    shape = msgspec.defstruct(
        "Line", wanted, rename=fields._asdict(), namespace=absent, gc=bool(fields.rank)
    )
    return msgspec.json.Decoder(shape)


def _decode_again(line: bytes, fields: Fields, source: str, number: int) -> _Found:
    """Read a line that msgspec refused, or say what is wrong with it and where."""
    wrong = partial(RecordError, source, number)
    found = parse_object(line, source, number)
    text = _field(found, fields.text, wrong)
    if not isinstance(text, str):
        what = f"the field {fields.text!r} is {_kind(text)}, not text"
        raise wrong(what)
    rank = found.get(fields.rank)
    if not fields.id:
        return _Found(None, text, rank)
    known = _field(found, fields.id, wrong)
    if not isinstance(known, str | int) or isinstance(known, bool):
        what = f"the field {fields.id!r} is {_kind(known)}, neither text nor a whole number"
        raise wrong(what)
    return _Found(known, text, rank)


def parse_object(line: bytes, source: str, number: int) -> dict[str, Any]:
    """Read a line of JSON Lines whole; raises RecordError where it is not one JSON object."""
    try:
        found = json.loads(line.rstrip(b"\r\n").decode())
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode()) + 1
        what = f"the byte 0x{line[error.start]:02X} is not UTF-8"
        raise RecordError(source, number, what, column) from None
    except json.JSONDecodeError as error:
        what = f"this is not JSON: {error.msg}"
        raise RecordError(source, number, what, error.colno) from None
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, a pit of brackets
        raise RecordError(source, number, f"this JSON is beyond us: {error}") from None
    if not isinstance(found, dict):
        raise RecordError(source, number, f"this is {_kind(found)}, not an object", 1)
    return found


def _field(found: dict[str, Any], name: str, wrong: Callable[[str], RecordError]) -> object:
    try:
        return found[name]
    except KeyError:
        there = ", ".join(map(repr, list(found)[:_NAMED])) or "no fields"
        what = f"there is no field {name!r}; it has {there}"
        raise wrong(what) from None


def _kind(value: object) -> str:
    """Name a value as people do who write JSON."""
    return next(name for types, name in _KINDS if isinstance(value, types))


_NAMED = 8  # fields that a message lists
_KINDS = (
    (str, "text"),
    (bool, "true or false"),
    (int | float, "a number"),
    (list, "a list"),
    (dict, "an object"),
    (object, "null"),
)
