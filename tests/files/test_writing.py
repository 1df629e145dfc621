"""Putting a file in the place of another without harm."""

import os
import stat
from pathlib import Path

import pytest

from layoutfix.files import writing
from layoutfix.model.errors import SourceError


def test_a_file_keeps_its_mode(page):
    """The new file may be read and run by the same people."""
    path = page("old")
    path.chmod(0o751)

    writing.replace(str(path), b"new")

    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o751)


def test_a_new_file_has_the_mode_of_new_files(tmp_path):
    """The umask decides, as for any file."""
    (tmp_path / "plain").touch()

    writing.replace(str(tmp_path / "new"), b"new")

    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_symbolic_link_stays_a_link(page, tmp_path):
    """What the link points to is written; the link is not replaced by a file."""
    path = page("old")
    link = tmp_path / "link"
    link.symlink_to("page.txt")

    writing.replace(str(link), b"new")

    assert (os.readlink(link), path.read_bytes()) == ("page.txt", b"new")  # noqa: PTH115 - a str


def test_a_file_that_is_marked_read_only_is_left_alone(page):
    """Changing names could replace it; its owner said not to."""
    path = page("old")
    path.chmod(0o444)

    with pytest.raises(SourceError, match="is read-only\nMake it writable"):
        writing.replace(str(path), b"new")

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
            "write": (writing, "_take_after", fail),
        }[step]
    )
    with pytest.raises(SourceError, match="No space left on device\nNothing was changed"):
        writing.replace(str(path), b"new")

    assert (path.read_bytes(), list(path.parent.iterdir())) == (b"old", [path])


def test_file_and_folder_are_synced(page, monkeypatch):
    """What was written outlasts a loss of power: first the file, then its name."""
    synced = []
    monkeypatch.setattr(os, "fsync", lambda fd: synced.append(stat.S_ISDIR(os.fstat(fd).st_mode)))

    writing.replace(str(page("old")), b"new")

    assert synced == [False, True]


def test_a_file_left_by_a_killed_run_is_not_in_the_way(page):
    """Another name is taken beside it."""
    path = page("old")
    left = page("left", f".layoutfix-{os.getpid()}-0")

    writing.replace(str(path), b"new")

    assert (path.read_bytes(), left.read_bytes()) == (b"new", b"left")


def test_a_folder_that_does_not_exist_is_not_made(tmp_path):
    """A slip in a path does not make folders."""
    with pytest.raises(SourceError, match="No such file or directory"):
        writing.replace(str(tmp_path / "no" / "page.txt"), b"new")


def test_a_device_is_written_to():
    """A device cannot be replaced, so it is written through."""
    writing.replace(os.devnull, b"new")

    assert not stat.S_ISREG(Path(os.devnull).stat().st_mode)
