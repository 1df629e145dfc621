"""The units of a corpus: what is held against each other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from layoutfix.corpus.inputs import Input, read_text
from layoutfix.corpus.records import Fields, Record, read_records, refuse
from layoutfix.model.document import Document
from layoutfix.model.errors import SourceError
from layoutfix.model.page import split_lines

Unit = Literal["record", "file", "article", "para", "line"]

_BODY = frozenset({"para", "list", "quote", "caption", "note"})


class Reading(NamedTuple):
    """How a corpus is read.

    ``unit``: None is a record of JSON Lines and an article of a text.
    ``max_bytes``: what one input may hold when unpacked.
    """

    fields: Fields = Fields()
    unit: Unit | None = None
    encoding: str = "auto"
    max_bytes: int | None = None


def read_units(
    inputs: Iterable[Input],
    reading: Reading,
    on_bad: Callable[[SourceError], None] = refuse,
) -> Iterator[Record]:
    """Read the units of a corpus, in its order.

    ``on_bad`` is told of what cannot be taken: a line that is no record, a packed file that
    ends too early, a text that cannot be read; if it does not raise, reading goes on.
    Raises SourceError for JSON Lines that cannot be opened, or hold more than they may.
    """
    for each in inputs:
        yield from _units_of(each, reading, on_bad)


def copies_records(kind: str, unit: Unit | None) -> bool:
    """Tell whether each unit of such an input is one line of JSON Lines."""
    return kind == "records" and unit in (None, "record", "file")


def _units_of(
    each: Input, reading: Reading, on_bad: Callable[[SourceError], None]
) -> Iterator[Record]:
    if each.kind == "text":
        try:
            text = read_text(each.name, reading.encoding, reading.max_bytes).text
        except SourceError as error:
            on_bad(error)
            return
        yield from cut(Record(each.name, text, each.name, 1), reading.unit or "article")
        return
    records = read_records(each.name, reading.fields, max_bytes=reading.max_bytes, on_bad=on_bad)
    if copies_records(each.kind, reading.unit):
        yield from records
        return
    for record in records:
        yield from cut(record, reading.unit or "record")


def cut(whole: Record, unit: Unit) -> Iterator[Record]:
    """Cut a text into units; articles and paragraphs are those that ``fix`` restores.

    An article is its paragraphs, list items and subheads, without its titles, under which
    it may be printed elsewhere; ``para`` gives paragraphs, list items, quotes, captions, notes.
    The id of an article is that of the text, ``#`` and the article's own; that of a paragraph or
    a line is that of the text, a colon and the number of its first line.
    """
    if unit in ("record", "file"):
        yield whole
    elif unit == "line":
        lines = enumerate(split_lines(whole.text), 1)
        yield from (_part(whole, f":{n}", line, n) for n, line in lines if line.strip())
    else:
        from layoutfix.pipeline.run import fix  # noqa: PLC0415 - records do without the passes

        document = fix(whole.text)
        yield from (_articles if unit == "article" else _paragraphs)(whole, document)


def _articles(whole: Record, document: Document) -> Iterator[Record]:
    records = document.to_records()
    for nth, (article, record) in enumerate(zip(document.articles, records, strict=True), 1):
        yield _part(whole, f"#a{nth}", str(record["text"]), min(article.blocks[0].lines))


def _paragraphs(whole: Record, document: Document) -> Iterator[Record]:
    begun: Counter[int] = Counter()
    blocks = (block for article in document.articles for block in article.blocks)
    for block in blocks:
        if block.role in _BODY:
            line = block.lines[0]
            begun[line] += 1
            again = f".{begun[line]}" if begun[line] > 1 else ""
            yield _part(whole, f":{line}{again}", block.text, line)


def _part(whole: Record, place: str, text: str, line: int) -> Record:
    return Record(f"{whole.id}{place}", text, whole.source, line)
