"""What is done to one input, bytes in and bytes out."""

import gzip
import json

import pytest

from layoutfix.batch import work as module
from layoutfix.batch.work import Job, Result, Task, work
from layoutfix.corpus.packing import pack, unpack
from layoutfix.files.views import View

RECORDS = Job(text_field="text")


def on(name: str, raw: bytes, job: Job = Job()) -> Result:
    """Work on an input of that name."""
    return work(job, Task(f"pages/{name}", name, raw))


def test_a_text_keeps_encoding_mark_and_line_ends(batch):
    """As with fix."""
    raw = batch.column.replace("\n", "\r\n").encode("utf-16")
    whole = batch.whole.replace("\n", "\r\n").encode("utf-16")

    assert on("a.txt", raw) == Result("repaired", whole)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.md.zst"])
def test_what_came_packed_goes_packed(batch, name):
    """The same text gives the same bytes, on any day."""
    result = on(name, pack(batch.column.encode(), name))

    assert unpack(name, result.data).decode() == batch.whole
    assert result.data == on(name, pack(batch.column.encode(), name)).data


def test_a_bomb_is_refused():
    """A thousandth of the size on the disk; counted is what comes out."""
    result = on("a.txt.gz", gzip.compress(b"\n" * 1_000_001), Job(max_bytes=1_000_000))

    assert (result.outcome, result.data) == ("failed", b"")
    assert result.reason == "pages/a.txt.gz holds more than 1,000,000 bytes when unpacked"


def lines(*records: object) -> bytes:
    """Give JSON Lines."""
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def test_the_text_of_each_record_is_repaired(batch):
    """Other fields stay; a record whose text needs nothing stays byte for byte, like a blank."""
    still = b'{"n": 1.10,  "text": "\\u4e00"}\n\n'
    raw = still + lines({"id": 7, "text": batch.column, "tags": ["农业"]})

    result = on("a.jsonl", raw, RECORDS)

    assert result.data == still + lines({"id": 7, "text": batch.whole, "tags": ["农业"]})
    assert result.outcome == "repaired"


def test_records_as_articles_name_their_line(batch):
    """In the one file they stand beside those of whole texts."""
    job = Job(view=View("jsonl"), text_field="text", one_file=True)

    result = on("b/a.jsonl", lines({"text": "一"}, {"text": batch.column}), job)

    assert [json.loads(line)["source"] for line in result.data.splitlines()] == [
        "b/a.jsonl:1",
        "b/a.jsonl:2",
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'{"text": "\xe4\xb8\x80"}\n{"text"', "line 2: not JSON: "),
        (b'{"text": 1}\n', "line 1: no text in the field text"),
        (b"[1]\n", "line 1: no text in the field text"),
        (b"\xff\n", "line 1: not JSON: "),
        (b"[" * 100_000, "line 1: not JSON: "),
    ],
)
def test_a_bad_record_is_named(raw, reason):
    """The file fails, for half of it would be missed by nobody."""
    result = on("a.jsonl", raw, RECORDS)

    assert result.outcome == "failed"
    assert result.reason.startswith(f"pages/a.jsonl, {reason}")


def test_a_lone_surrogate_comes_through(batch):
    """UTF-8 has none, JSON spells it out."""
    raw = lines({"text": batch.column}).replace(b'"text"', b'"odd": "\\ud800", "text"')

    assert b'"odd": "\\ud800"' in on("a.jsonl", raw, RECORDS).data


def test_json_lines_without_a_field_are_a_text():
    """Where nobody says what is in them."""
    assert on("a.jsonl", b"{}\n") == Result("unchanged", b"{}\n")


def test_each_text_is_heard_of(batch):
    """A time limit is for one text, so that a file with many may take longer."""
    beats: list[int] = []
    raw = lines({"text": "一"}, {"text": batch.column})

    work(RECORDS, Task("a.jsonl", "a.jsonl", raw), lambda: beats.append(1))

    assert len(beats) == 2


def test_a_mistake_of_ours_is_a_result(monkeypatch):
    """It stops one file, and gives a terminal no orders."""

    def fail(*_arguments: object) -> None:
        message = "odd\x1b[31m"
        raise KeyError(message)

    monkeypatch.setattr(module, "fix", fail)

    result = on("a.txt", b"")

    assert result.reason == "pages/a.txt could not be repaired: KeyError: 'odd\\x1b[31m'"


def test_short_memory_is_a_result(monkeypatch):
    """The next file may be smaller."""

    def fail(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr(module, "fix", fail)

    assert on("a.txt", b"").reason == "pages/a.txt takes more memory than there is"
