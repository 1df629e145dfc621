"""What a batch reads, and where each result goes."""

import os
from pathlib import Path

import pytest

from layoutfix.batch.plan import Plan, Wish, make_plan
from layoutfix.model.errors import BatchError


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Give a function that makes files in a folder of this test's own, where it runs."""
    monkeypatch.chdir(tmp_path)

    def make(*names: str | bytes) -> None:
        for name in map(os.fsencode, names):
            path = Path(os.fsdecode(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()

    return make


def targets(plan: Plan) -> list[str]:
    """Give the places of the results."""
    return [item.target for item in plan.items]


def reasons(plan: Plan) -> dict[str, str]:
    """Give why inputs are refused, by their names."""
    return dict(plan.refused)


def test_a_tree_is_mirrored_in_the_order_of_names(pages):
    """Texts, packed or not, keep their place; the order does not depend on the disk."""
    pages("pages/b.txt", "pages/a/2.txt.gz", "pages/a/10.md.zst", "pages/B.TXT")

    plan = make_plan(["pages"], "out")

    assert targets(plan) == ["B.TXT", "a/10.md.zst", "a/2.txt.gz", "b.txt"]
    assert plan.items[0].source == "pages/B.TXT"


def test_what_is_no_text_is_passed_over(pages):
    """Pictures are counted, what is hidden is not even that, and a pipe is never opened."""
    pages("pages/a.txt", "pages/a.pdf", "pages/.b.txt", "pages/.git/c.txt", "pages/d.jsonl")
    os.mkfifo("pages/e.txt")

    plan = make_plan(["pages"], "out")

    assert (targets(plan), plan.passed_over) == (["a.txt"], 3)


def test_json_lines_are_read_where_their_field_is_named(pages):
    """A record has a text in it, if one says where."""
    pages("pages/a.txt", "pages/d.jsonl.gz")

    assert targets(make_plan(["pages"], "out", Wish(records=True))) == ["a.txt", "d.jsonl.gz"]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish("md"), ["a.md", "b.md.gz", "c.jsonl"]),
        (Wish("json"), ["a.json", "b.json.gz", "c.jsonl"]),
        (Wish("jsonl"), ["a.jsonl", "b.jsonl.gz", "c.jsonl"]),
        (Wish("jsonl", one_file=True), ["a.txt", "b.txt.gz", "c.jsonl"]),
    ],
)
def test_another_form_has_its_suffix(pages, wish, expected):
    """The packing stays; JSON Lines stay JSON Lines."""
    pages("pages/a.txt", "pages/b.txt.gz", "pages/c.jsonl")

    assert targets(make_plan(["pages"], "out", wish._replace(records=True))) == expected


def test_the_folder_of_the_results_may_lie_in_the_source(pages):
    """Results are not read again as inputs, however the folder is spelled."""
    pages("pages/a.txt", "pages/out/a.txt", "pages/out/.layoutfix/new/x.txt")

    assert targets(make_plan(["pages"], "./pages/../pages/out")) == ["a.txt"]


def test_the_source_may_not_be_the_folder_of_the_results(pages):
    """Raw texts are not written over; fix --in-place is for that."""
    pages("pages/a.txt")
    Path("link").symlink_to("pages")

    with pytest.raises(BatchError, match="is the source and the folder of the results\nName"):
        make_plan(["pages"], "link")


def test_an_input_in_the_way_is_not_written_over(pages):
    """Where the source lies in the folder of the results, a result can hit an input."""
    pages("a.txt", "pages/a.txt", "pages/b.txt")

    plan = make_plan(["pages", "a.txt"], ".")

    assert targets(plan) == ["b.txt"]
    assert set(reasons(plan)) == {"pages/a.txt", "a.txt"}


def test_two_inputs_with_one_result_are_both_refused(pages):
    """Neither wins by chance; each message names the other."""
    pages("old/a.txt", "new/a.txt", "new/b.txt")

    plan = make_plan(["old", "new"], "out")

    assert targets(plan) == ["b.txt"]
    assert "its result would be out/a.txt, and so would that of " in reasons(plan)["old/a.txt"]
    assert reasons(plan)["old/a.txt"].endswith("/new/a.txt")


def test_suffixes_that_become_one_collide(pages):
    """page.txt and page.md would both be page.md."""
    pages("pages/a.txt", "pages/a.md")

    assert targets(make_plan(["pages"], "out", Wish("md"))) == []


def test_a_file_that_is_named_twice_is_read_once(pages):
    """The shell can name it again."""
    pages("a.txt")

    assert targets(make_plan(["a.txt", "./a.txt"], "out")) == ["a.txt"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(pages):
    """Only folders and patterns are sifted."""
    pages("pages/a.ocr")

    assert targets(make_plan(["pages/a.ocr"], "out")) == ["a.ocr"]


def test_a_pattern_keeps_the_folders_behind_its_fixed_part(pages):
    """Quoted patterns reach further than a command line does."""
    pages("pages/2020/a.txt", "pages/2021/b/c.txt", "pages/2021/d.pdf")

    assert targets(make_plan(["pages/20*/**/*"], "out")) == ["2020/a.txt", "2021/b/c.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(pages):
    """[1] is common in the names of downloads."""
    pages("a[1].txt")

    assert targets(make_plan(["a[1].txt"], "out")) == ["a[1].txt"]


def test_a_pattern_that_nothing_matches_is_wrong_use(pages):
    """An empty result would hide the slip."""
    pages("pages/a.txt")

    with pytest.raises(BatchError, match=r"nothing matches pages/\*\.text"):
        make_plan(["pages/*.text"], "out")


def test_listed_files_keep_their_place_below_the_source(pages):
    """The names are those that find prints, also absolute ones and roundabout ones."""
    pages("pages/a.txt", "pages/b/c.txt", "pages/d.txt")
    listed = ["pages/b/../a.txt", os.path.abspath("pages/b/c.txt"), "./pages/d.txt"]  # noqa: PTH100

    assert targets(make_plan(["pages"], "out", listed=listed)) == ["a.txt", "b/c.txt", "d.txt"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/passwd", "pages/../../a.txt", "out/a.txt"])
def test_a_listed_file_outside_of_the_source_is_refused(pages, name):
    """It has no place in the result, and the others go on."""
    pages("pages/b.txt")

    plan = make_plan(["pages"], "out", listed=[name, "pages/b.txt"])

    assert targets(plan) == ["b.txt"]
    assert reasons(plan) == {name: "it lies outside of pages, so it has no place in the result"}


def test_without_a_source_listed_files_lie_in_the_current_folder(pages):
    """Their whole name is their place."""
    pages("pages/a.txt")

    assert targets(make_plan([], "out", listed=["pages/a.txt"])) == ["pages/a.txt"]


def test_links_to_folders_are_not_followed(pages):
    """A circle would never end; a link to a file is read as that file."""
    pages("elsewhere/a.txt", "pages/b.txt")
    Path("pages/circle").symlink_to("..")
    Path("pages/a.txt").symlink_to("../elsewhere/a.txt")
    Path("pages/c.txt").symlink_to("nowhere")

    plan = make_plan(["pages"], "out")

    assert targets(plan) == ["a.txt", "b.txt", "c.txt"]  # reading c.txt will say that it is lost


def test_our_own_files_are_no_place_for_results(pages):
    """A list could name them."""
    pages("src/.layoutfix/lock.txt")

    plan = make_plan(["src"], "out", listed=["src/.layoutfix/lock.txt"])

    assert targets(plan) == []
    assert ".layoutfix is the folder of layoutfix's own files" in reasons(plan).popitem()[1]


def test_names_of_any_bytes_come_through(pages):
    """Old archives have names in GB18030, and names with line ends."""
    names = ["早稻.txt".encode("gb18030"), b"a\nb.txt"]
    pages(*(b"pages/" + name for name in names))

    plan = make_plan(["pages"], "out")

    assert sorted(os.fsencode(name) for name in targets(plan)) == sorted(names)


def test_a_folder_that_cannot_be_read_is_named(pages, monkeypatch):
    """The others go on."""
    pages("pages/a.txt", "pages/b/c.txt")
    scandir = os.scandir

    def refuse(name: str):
        if name == "pages/b":
            raise PermissionError(13, "Permission denied")
        return scandir(name)

    monkeypatch.setattr(os, "scandir", refuse)

    plan = make_plan(["pages"], "out")

    assert targets(plan) == ["a.txt"]
    assert reasons(plan) == {"pages/b": "cannot read the folder: Permission denied"}
