"""Reading a source, and putting a file in its place without harm."""

import os
import stat
from pathlib import Path

import pytest

from layoutfix.cli import sources
from layoutfix.model.errors import SourceError

GB = "记者从市农业局获悉，\n今年全市".encode("gb18030")


def test_a_source_that_did_not_change_is_given_back_byte_for_byte(page):
    """Even bytes that this encoding would write another way stay."""
    raw = "記者從市農業局獲悉".encode("big5") + b"\xf9\xf9"  # a second code of U+2550

    source = sources.read(str(page(raw)))

    assert source.encode(source.text) == raw
    assert source.encoding.encode(source.text) != raw


@pytest.mark.parametrize(
    ("raw", "encoding", "words"),
    [
        pytest.param(
            GB,
            "utf-8",
            "is not UTF-8 (byte 0xBC at line 1)\nIt looks like GB18030: "
            "try  layoutfix fix --encoding gb18030 ",
            id="another encoding fits",
        ),
        pytest.param(
            "二十\r二\r\n二十".encode() * 4,
            "gb18030",
            "is not GB18030 (byte 0x8C at line 2)\nIt looks like UTF-8: ",
            id="utf-8 fits",
        ),
        pytest.param(
            "二十\r二十\r\n二十\n".encode() + b"\xb5\n",
            "auto",
            "is UTF-8, but for some bytes (byte 0xB5 at line 4 is the first)\n"
            "Pass them through as they are: try  layoutfix fix --errors keep ",
            id="damaged utf-8",
        ),
        pytest.param(
            GB + b"\n\xff\n",
            "auto",
            "is GB18030, but for some bytes (byte 0xFF at line 3 is the first)",
            id="damaged gb18030",
        ),
        pytest.param(
            "二十\n二\ud800十\n".encode("utf-16", "surrogatepass"),
            "auto",
            "but for some bytes (byte 0x00 at line 2 is the first)",
            id="lone surrogate in utf-16",
        ),
        pytest.param(
            ("Это русский текст: газета пишет о погоде и урожае. " * 4).encode("cp1251"),
            "auto",
            "It looks like CP1251: try  layoutfix fix --encoding cp1251 ",
            id="not chinese",
        ),
        pytest.param(
            b"\xff\x80\x81",
            "auto",
            "is not UTF-8 (byte 0xFF at line 1)\n",
            id="nothing fits",
        ),
    ],
)
def test_bytes_that_are_no_character_are_refused(page, raw, encoding, words):
    """The message names byte and line, and the option to try."""
    with pytest.raises(SourceError) as error:
        sources.read(str(page(raw)), encoding)

    assert words in str(error.value)


def test_a_character_that_the_encoding_lacks_is_refused(page):
    """A repaired text is not written with question marks in it."""
    source = sources.read(str(page("記者從市農業局獲悉\n".encode("big5"))))

    with pytest.raises(SourceError, match=r"Big5 has no 汉 \(U\+6C49, line 2 of the repaired"):
        source.encode("記者\n汉")


def test_a_file_keeps_its_mode(page):
    """The new file may be read and run by the same people."""
    path = page("old")
    path.chmod(0o751)

    sources.replace(str(path), b"new")

    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o751)


def test_a_new_file_has_the_mode_of_new_files(tmp_path):
    """The umask decides, as for any file."""
    (tmp_path / "plain").touch()

    sources.replace(str(tmp_path / "new"), b"new")

    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_symbolic_link_stays_a_link(page, tmp_path):
    """What the link points to is written; the link is not replaced by a file."""
    path = page("old")
    link = tmp_path / "link"
    link.symlink_to("page.txt")

    sources.replace(str(link), b"new")

    assert (os.readlink(link), path.read_bytes()) == ("page.txt", b"new")  # noqa: PTH115 - a str


def test_a_file_that_is_marked_read_only_is_left_alone(page):
    """Changing names could replace it; its owner said not to."""
    path = page("old")
    path.chmod(0o444)

    with pytest.raises(SourceError, match="is read-only\nMake it writable"):
        sources.replace(str(path), b"new")

    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("step", ["fsync", "replace", "write"])
def test_a_failure_leaves_the_old_file(page, monkeypatch, step):
    """Whichever step fails, the file is as it was and nothing lies beside it."""
    path = page("old")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(
        *{
            "fsync": (os, "fsync", fail),
            "replace": (Path, "replace", fail),
            "write": (sources, "_take_after", fail),
        }[step]
    )
    with pytest.raises(SourceError, match="No space left on device\nNothing was changed"):
        sources.replace(str(path), b"new")

    assert (path.read_bytes(), list(path.parent.iterdir())) == (b"old", [path])


def test_file_and_folder_are_synced(page, monkeypatch):
    """What was written outlasts a loss of power: first the file, then its name."""
    synced = []
    monkeypatch.setattr(os, "fsync", lambda fd: synced.append(stat.S_ISDIR(os.fstat(fd).st_mode)))

    sources.replace(str(page("old")), b"new")

    assert synced == [False, True]


def test_a_file_left_by_a_killed_run_is_not_in_the_way(page):
    """Another name is taken beside it."""
    path = page("old")
    left = page("left", f".layoutfix-{os.getpid()}-0")

    sources.replace(str(path), b"new")

    assert (path.read_bytes(), left.read_bytes()) == (b"new", b"left")


def test_a_folder_that_does_not_exist_is_not_made(tmp_path):
    """A slip in a path does not make folders."""
    with pytest.raises(SourceError, match="No such file or directory"):
        sources.replace(str(tmp_path / "no" / "page.txt"), b"new")


def test_a_device_is_written_to():
    """A device cannot be replaced, so it is written through."""
    sources.replace(os.devnull, b"new")

    assert not stat.S_ISREG(Path(os.devnull).stat().st_mode)
