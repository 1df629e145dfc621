"""Write a corpus without its duplicates."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from layoutfix.corpus.inputs import Input
from layoutfix.corpus.records import read_lines
from layoutfix.dups.collection import Collection
from layoutfix.dups.rows import row
from layoutfix.dups.units import Reading, copies_records
from layoutfix.files.screen import one_line
from layoutfix.model.errors import SourceError


def kept_lines(
    inputs: Iterable[Input], collection: Collection, gone: AbstractSet[int], reading: Reading
) -> Iterator[bytes]:
    """Give the corpus as JSON Lines, in its order and without the texts at ``gone``.

    Records of JSON Lines are copied byte for byte, from files that are read once more; units
    of all else become records with id and text.
    Raises SourceError for a file that is not what it was.
    """
    ranges = dict(reversed([*collection.ranges()]))  # of a file that is named twice, the first
    for each in inputs:
        positions = ranges.pop(each.name, range(0))
        if copies_records(each.kind, reading.unit):
            yield from _copied(each.name, positions, collection, gone, reading)
        else:
            yield from (
                row({"id": collection.ids[at], "text": collection.texts[at]})
                for at in positions
                if at not in gone
            )


def _copied(
    name: str, positions: range, collection: Collection, gone: AbstractSet[int], reading: Reading
) -> Iterator[bytes]:
    lines = read_lines(name, max_bytes=reading.max_bytes, on_bad=lambda _error: None)
    for position in positions:
        wanted = collection.lines[position]
        line = next((line for number, line in lines if number == wanted), None)
        if line is None:
            what = f"{one_line(name)} has become shorter while it was read"
            raise SourceError(what, "Run it again on a file that nobody writes to.")
        if position not in gone:
            yield line.rstrip(b"\r\n") + b"\n"
