"""The files of a corpus."""

import pytest

from layoutfix.corpus.inputs import Input, find_inputs, read_text
from layoutfix.corpus.packing import packed
from layoutfix.model.errors import SourceError


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("day.jsonl", "records"),
        ("day.ndjson.zst", "records"),
        ("day.JSONL.GZ", "records"),
        ("day.gz", "records"),
        ("day.txt", "text"),
        ("day.txt.gz", "text"),
        ("day", "text"),
        ("day.pdf", "text"),
        ("-", "records"),
    ],
)
def test_a_named_file(name, kind):
    """A file that is named is taken, for what its name says."""
    assert list(find_inputs([name])) == [Input(name, kind)]


def test_a_folder(tmp_path):
    """A folder gives what its files' names know, in the order of their names."""
    for name in ["b/2.txt", "b/1.jsonl.gz", "a.md", "c.pdf", ".hidden/3.txt", ".4.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)

    found = [name.removeprefix(f"{tmp_path}/") for name, _ in find_inputs([str(tmp_path)])]

    assert found == ["a.md", "b/1.jsonl.gz", "b/2.txt"]


def test_a_folder_without_a_corpus(tmp_path):
    """A folder that has nothing for us is an error, which says what is taken."""
    with pytest.raises(SourceError, match=r"no file for a corpus\n.*\.jsonl"):
        list(find_inputs([str(tmp_path)]))


@pytest.mark.parametrize("name", ["day.txt", "day.txt.gz", "day.txt.zst"])
def test_a_text_is_decoded(tmp_path, name):
    """A packed text is told its encoding as one that is not packed."""
    raw = "本报讯 记者从市农业局获悉".encode("gbk")
    with (tmp_path / name).open("wb") as file, packed(file, name) as out:
        out.write(raw)

    found = read_text(str(tmp_path / name))

    assert (found.text, found.encoding.name) == ("本报讯 记者从市农业局获悉", "gb18030")
