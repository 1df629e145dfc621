"""The folder of the results."""

import os
from pathlib import Path

import pytest

from layoutfix.batch.tree import Tree, checked_name
from layoutfix.model.errors import BatchError, SourceError


def test_a_result_is_written_with_its_folders(tmp_path):
    """What is not finished lies with our own files, and nothing of it is left."""
    tree = Tree(tmp_path / "out")

    tree.write("a/b.txt", b"one")

    assert tree.read("a/b.txt") == b"one"
    assert list((tmp_path / "out" / ".layoutfix" / "new").iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"one"])
def test_a_result_that_is_there_is_not_written_again(tmp_path, data):
    """The file stays the same file, so that nothing that watches it wakes."""
    tree = Tree(tmp_path)
    tree.write("a.txt", data)
    before = (tmp_path / "a.txt").stat()

    tree.write("a.txt", data)

    after = (tmp_path / "a.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("data", [b"", b"on", b"two", b"one and more"])
def test_a_result_that_differs_is_replaced(tmp_path, data):
    """Shorter, longer or other: the new one is there as a whole."""
    tree = Tree(tmp_path)
    tree.write("a.txt", b"one")

    tree.write_chunks("a.txt", lambda: [data[:1], data[1:]])

    assert tree.read("a.txt") == data


def test_a_link_that_leads_out_is_not_followed(tmp_path):
    """A link to a folder elsewhere would take the results along."""
    (tmp_path / "elsewhere").mkdir()
    tree = Tree(tmp_path / "out")
    (tmp_path / "out" / "a").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(SourceError, match=r"out/a/b leads out of .*out\nIt is a symbolic link"):
        tree.write("a/b/c.txt", b"one")

    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_in_the_place_of_a_result_is_replaced(tmp_path):
    """What it points to is not ours, and stays as it was; it is not read as a result, either."""
    (tmp_path / "precious").write_bytes(b"old")
    tree = Tree(tmp_path / "out")
    (tmp_path / "out" / "a.txt").symlink_to(tmp_path / "precious")

    assert tree.read("a.txt") is None
    tree.write("a.txt", b"old")

    assert not (tmp_path / "out" / "a.txt").is_symlink()
    assert (tmp_path / "precious").read_bytes() == b"old"


def test_our_own_files_may_not_lie_elsewhere(tmp_path):
    """A folder from a stranger could bring a link of that name."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".layoutfix").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(SourceError, match="leads out of"):
        Tree(tmp_path / "out")


def test_a_folder_that_cannot_be_made(tmp_path):
    """The message names it, with the reason."""
    (tmp_path / "file").touch()

    with pytest.raises(SourceError, match=r"cannot write in .*file/out: Not a directory"):
        Tree(tmp_path / "file" / "out")


def test_what_a_killed_run_left_is_swept_away(tmp_path):
    """Half a file among our own is of no use to anybody."""
    tree = Tree(tmp_path)
    (tmp_path / ".layoutfix" / "new" / ".layoutfix-1-0").write_bytes(b"ha")

    tree.sweep()

    assert list((tmp_path / ".layoutfix" / "new").iterdir()) == []


def test_a_result_is_removed_with_the_folders_that_it_leaves_empty(tmp_path):
    """A folder with something else in it stays."""
    tree = Tree(tmp_path)
    tree.write("a/b/c/d.txt", b"one")
    tree.write("a/e.txt", b"two")

    tree.remove("a/b/c/d.txt")

    assert sorted(os.listdir(tmp_path / "a")) == ["e.txt"]  # noqa: PTH208 - names are enough


@pytest.mark.parametrize("name", ["/a.jsonl", "../a.jsonl", "a/../../b", ".layoutfix/a", "", "."])
def test_a_name_that_leads_elsewhere_is_refused(name):
    """The one file lies in the folder of the results."""
    with pytest.raises(BatchError, match="is no name for a file in the folder of the results"):
        checked_name(name)


def test_a_new_result_has_the_mode_of_new_files(tmp_path):
    """The umask decides, as for any file."""
    tree = Tree(tmp_path)
    Path(tmp_path / "plain").touch()

    tree.write("a.txt", b"one")

    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "plain").stat().st_mode
