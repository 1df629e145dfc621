"""Packed files: read as if they were not packed, refused when they are broken or too large."""

import gzip
import io
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.corpus.packing import DamagedError, packed, unpacked
from layoutfix.model.errors import SourceError

NAMES = ["day.jsonl", "day.jsonl.gz", "day.jsonl.zst"]


def pack(data: bytes, name: str) -> bytes:
    """Give what is written for ``data`` under ``name``."""
    file = io.BytesIO()
    with packed(file, name) as out:
        out.write(data)
    return file.getvalue()


@pytest.fixture
def file(tmp_path):
    """Give a function that writes a file and gives its name."""

    def write(name: str, data: bytes) -> str:
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return write


@given(data=st.binary(max_size=2000), name=st.sampled_from(NAMES))
def test_the_same_data_give_the_same_file(data, name):
    """Packing bears no date, so that a second run gives the same bytes."""
    assert pack(data, name) == pack(data, name)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_packed_is_read(file, name):
    """Each packing gives back what was put in, in several parts too."""
    data = "早稻一百二十万亩\n".encode() * 50_000

    with unpacked(file(name, pack(data, name) + pack(data, name))) as found:
        assert found.read() == data * 2


def test_the_packing_is_known_by_its_bytes(file):
    """A file that lost its suffix is unpacked all the same."""
    with unpacked(file("day.jsonl", pack(b"one\n", "day.gz"))) as found:
        assert found.read() == b"one\n"


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_file_that_is_cut_off(file, name):
    """The lines before the cut are read, then the error names the file."""
    data = b"".join(b"%d\n" % n for n in range(200_000))
    whole = pack(data, name)

    with unpacked(file(name, whole[: len(whole) // 2])) as found:
        assert next(found) == b"0\n"
        with pytest.raises(DamagedError, match=r"day\.jsonl\.\w+ is cut off"):
            found.read()


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_file_that_is_damaged(file, name):
    """A byte that changed on its way is noticed, and the error gives the reason."""
    whole = bytearray(pack(Random(4).randbytes(10_000), name))  # noqa: S311 - no secret
    whole[5000] ^= 1

    with unpacked(file(name, bytes(whole))) as found, pytest.raises(DamagedError, match="read"):
        found.read()


@pytest.mark.parametrize("name", NAMES)
def test_a_bomb_is_not_unpacked(file, name):
    """A file that holds more than it may is given up long before its end."""
    bomb = pack(bytes(1 << 24), name)

    with unpacked(file(name, bomb), 100_000) as found:
        with pytest.raises(SourceError, match="more than 100,000 bytes"):
            found.read()

        assert found.raw._seen < 1 << 20  # noqa: SLF001 - how much was unpacked is the point


@pytest.mark.parametrize("name", NAMES)
def test_just_as_much_as_allowed(file, name):
    """The limit itself is allowed."""
    with unpacked(file(name, pack(b"12345", name)), 5) as found:
        assert found.read() == b"12345"


def test_gzip_bears_no_date_and_no_name():
    """The header of a packed file is the same on every day and under every name."""
    header = pack(b"", "day.gz")[:10]

    assert header[3] == 0
    assert header[4:8] == bytes(4)


def test_a_file_that_is_not_there(tmp_path):
    """The message for a missing file is that of the other commands."""
    with pytest.raises(SourceError, match="does not exist"), unpacked(str(tmp_path / "none.gz")):
        pass


def test_gzip_of_others_is_read(file):
    """What the gzip program writes is read: a name in the header is no matter."""
    with unpacked(file("day.gz", gzip.compress(b"one\n"))) as found:
        assert found.read() == b"one\n"
