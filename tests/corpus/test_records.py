"""JSON Lines as records: the two fields, the place, and what is wrong with a line."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.corpus.packing import packed
from layoutfix.corpus.records import Fields, Record, RecordError, read_lines, read_records
from layoutfix.model.errors import SourceError


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    """Give a function that writes lines to a file and gives its name."""
    folder = tmp_path_factory.mktemp("corpus")

    def write(*each: str | bytes, name: str = "day.jsonl") -> str:
        data = b"".join((x if isinstance(x, bytes) else x.encode()) + b"\n" for x in each)
        with (folder / name).open("wb") as file, packed(file, name) as out:
            out.write(data)
        return str(folder / name)

    return write


def test_a_record(lines):
    """A record has its id, its text, and the place where it stands."""
    name = lines('{"id": "a1", "day": 3, "text": "早稻"}', "", '{"id": 7, "text": ""}')

    assert list(read_records(name)) == [Record("a1", "早稻", name, 1), Record(7, "", name, 3)]


def test_other_fields(lines):
    """The fields can have other names."""
    name = lines('{"url": "x", "body": "早稻", "id": [], "text": 1}')

    assert list(read_records(name, Fields("url", "body"))) == [Record("x", "早稻", name, 1)]


def test_no_field_for_the_id(lines):
    """Without a field for it, the id is file and line."""
    name = lines("", '{"text": "早稻"}', '{"text": "晚稻", "x": NaN}')

    assert [r.id for r in read_records(name, Fields(""))] == [f"{name}:2", f"{name}:3"]


@given(
    found=st.lists(
        st.tuples(st.integers() | st.text(), st.text(st.characters(exclude_categories=()))),
        max_size=5,
    ),
    ascii_only=st.booleans(),
)
def test_any_text_is_read_as_json_reads_it(lines, found, ascii_only):
    """Each record is what the standard library makes of its line."""
    written = [{"id": known, "text": text} for known, text in found]
    texts = [json.dumps(each, ensure_ascii=ascii_only) for each in written]
    name = lines(*(text.encode("utf-8", "surrogatepass") for text in texts))

    bad = []
    read = [{"id": r.id, "text": r.text} for r in read_records(name, on_bad=bad.append)]

    assert len(bad) == sum(not _is_utf8(text) for text in texts)
    assert read == [each for each, text in zip(written, texts, strict=True) if _is_utf8(text)]


def _is_utf8(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_windows_files(lines, end):
    """A byte-order mark and CRLF are no part of a record."""
    name = lines(b"\xef\xbb\xbf" + end.join([b'{"id": 1, "text": "a"}', b'{"id": 2, "text": "b"}']))

    assert [r.text for r in read_records(name)] == ["a", "b"]


BROKEN = [
    pytest.param('{"id": 1, "text": "早"', "column 22: this is not JSON", id="cut off"),
    pytest.param('{"id": 1, "text" "早"}', "column 18: this is not JSON", id="no colon"),
    pytest.param("早稻", "column 1: this is not JSON", id="no JSON at all"),
    pytest.param('{"id": 1, "text": "早"} x', "column 24: this is not JSON", id="more behind it"),
    pytest.param("[1]", "column 1: this is a list, not an object", id="a list"),
    pytest.param("null", "column 1: this is null, not an object", id="null"),
    pytest.param(
        '{"id": 1, "title": "早"}', "there is no field 'text'; it has 'id', 'title'", id="no text"
    ),
    pytest.param('{"text": "早"}', "there is no field 'id'", id="no id"),
    pytest.param('{"id": 1, "text": null}', "the field 'text' is null, not text", id="null text"),
    pytest.param('{"id": 1, "text": ["早"]}', "'text' is a list", id="a list of texts"),
    pytest.param('{"id": 1.5, "text": ""}', "'id' is a number, neither", id="a fraction"),
    pytest.param('{"id": true, "text": ""}', "'id' is true or false", id="a truth"),
    pytest.param('{"id": 1, "text": "早'.encode() + b"\xb5", "byte 0xB5 is not UTF-8", id="bytes"),
    pytest.param("[" * 200_000, "this JSON is beyond us", id="a pit of brackets"),
    pytest.param('{"id": ' + "9" * 5000 + ', "text": ""}', "beyond us", id="a huge number"),
    pytest.param('{"\\u001b[31m": 1}', r"it has '\\x1b\[31m'", id="a field that gives orders"),
]


@pytest.mark.parametrize(("line", "said"), BROKEN)
def test_a_broken_line(lines, line, said):
    """The error names file, line and, where there is one, column."""
    name = lines('{"id": 0, "text": ""}', line)

    with pytest.raises(RecordError, match=said) as error:
        list(read_records(name))
    assert error.value.what.startswith(f"{name}, line 2")


@pytest.mark.parametrize(("line", "_said"), BROKEN)
def test_a_broken_line_can_be_left_out(lines, line, _said):
    """Who takes the error himself gets the other records."""
    name = lines('{"id": 0, "text": "a"}', line, '{"id": 2, "text": "b"}')

    bad = []

    assert [r.text for r in read_records(name, on_bad=bad.append)] == ["a", "b"]
    assert len(bad) == 1


def test_what_is_left_of_a_packed_file(lines, tmp_path):
    """The records before the cut of a file can be taken."""
    whole = lines(*(json.dumps({"id": n, "text": "早" * n}) for n in range(2000)), name="a.zst")
    cut = tmp_path / "cut.zst"
    cut.write_bytes(Path(whole).read_bytes()[:-100])

    bad = []
    found = list(read_records(str(cut), on_bad=bad.append))

    assert [r.id for r in found] == list(range(len(found)))
    assert "cut off" in bad[0].what


def test_too_much_is_always_refused(lines):
    """A file above the limit is refused, also by who would take what is left."""
    name = lines(*['{"id": 1, "text": "早稻"}'] * 100)

    with pytest.raises(SourceError, match="more than 300 bytes"):
        list(read_lines(name, max_bytes=300, on_bad=print))
