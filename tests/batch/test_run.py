"""A batch as a whole, but for processes."""

import errno
import json
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from layoutfix.batch import run, tree
from layoutfix.batch.plan import Wish
from layoutfix.batch.run import StoppedError
from layoutfix.batch.work import Job
from layoutfix.files.views import View
from layoutfix.model.errors import SourceError
from layoutfix.model.settings import Settings


def identity(path: Path) -> tuple[int, int]:
    """Give what is another when a file was written again."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


def test_each_input_has_its_result(batch, results):
    """Texts that need no repair are there as well, byte for byte."""
    batch.page("a.txt")
    batch.page("b/c.txt", batch.whole)

    assert batch.run() == {"repaired": 1, "unchanged": 1}
    assert results(batch.out) == {"a.txt": batch.whole.encode(), "b/c.txt": batch.whole.encode()}
    assert batch.engine.closed


def test_a_second_run_does_nothing(batch):
    """No input is worked on, and no result is touched."""
    batch.page("a.txt")
    batch.run()
    before = identity(batch.out / "a.txt")

    assert batch.run() == {"up to date": 1}
    assert batch.engine.worked == []
    assert identity(batch.out / "a.txt") == before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda b: b.page("a.txt", b.column * 2), id="the input"),
        pytest.param(lambda b: (b.out / "a.txt").unlink(), id="the result is gone"),
        pytest.param(lambda b: (b.out / "a.txt").write_text("我"), id="the result was changed"),
    ],
)
def test_what_changed_is_done_again(batch, change):
    """And nothing else."""
    batch.page("a.txt")
    batch.page("b.txt")
    batch.run()

    change(batch)

    assert batch.run() == {"repaired": 1, "up to date": 1}
    assert batch.engine.worked == ["a.txt"]


@pytest.mark.parametrize(
    "job",
    [
        Job(settings=Settings(skip=frozenset({"read-lines"}))),
        Job(view=View(furniture=False)),
        Job(encoding="utf-8"),
        Job(keep=True),
        Job(text_field="text"),
    ],
)
def test_other_settings_make_all_anew(batch, job):
    """What decides on a result is part of what is remembered."""
    batch.page("a.txt")
    batch.run()

    batch.run(job)

    assert batch.engine.worked == ["a.txt"]


def test_limits_do_not_make_anything_anew(batch):
    """They decide on failures alone."""
    batch.page("a.txt")
    batch.run()

    assert batch.run(Job(timeout=5, max_bytes=10**6)) == {"up to date": 1}


@pytest.mark.parametrize("what", ["rules_hash", "__version__"])
def test_other_rules_and_another_version_make_all_anew(batch, monkeypatch, what):
    """They may repair in another way."""
    batch.page("a.txt")
    batch.run()
    monkeypatch.setattr(run, what, (lambda: b"other") if what == "rules_hash" else "9.9")

    batch.run()

    assert batch.engine.worked == ["a.txt"]


def test_force_makes_all_anew_but_writes_only_what_differs(batch):
    """A result that comes out the same is not touched."""
    batch.page("a.txt")
    batch.run()
    before = identity(batch.out / "a.txt")

    assert batch.run(force=True) == {"repaired": 1}
    assert identity(batch.out / "a.txt") == before


def test_a_bad_file_does_not_stop_the_others(batch, results):
    """It is named with its reason, and tried again by the next run."""
    batch.page("a.txt", b"\x89PNG\r\n")
    batch.page("b.txt")

    assert batch.run() == {"failed": 1, "repaired": 1}
    assert batch.reasons() == [f"{batch.pages / 'a.txt'} is a PNG picture"]
    assert list(results(batch.out)) == ["b.txt"]
    assert batch.run() == {"failed": 1, "up to date": 1}


def test_strict_stops_at_the_first_failure(batch, results):
    """What was done before it stays done."""
    for name in ("a.txt", "c.txt"):
        batch.page(name)
    batch.page("b.txt", b"\x89PNG\r\n")

    with pytest.raises(StoppedError):
        batch.run(strict=True)

    assert list(results(batch.out)) == ["a.txt"]
    assert batch.engine.closed
    assert batch.run() == {"failed": 1, "repaired": 1, "up to date": 1}


def test_a_file_that_vanishes_is_a_failure(batch):
    """It was there when the folder was read."""
    path = batch.page("a.txt")
    plan = run.Plan((run.Item(str(path), "a.txt", "a.txt"),))
    path.unlink()
    engine = type(batch.engine)(Job())
    counts = run.run_batch(plan, Job(), tree.Tree(batch.out), engine, batch.witness)

    assert counts == {"failed": 1}
    assert batch.reasons() == [f"{path} does not exist"]


def test_a_file_that_changes_while_it_is_read_is_a_failure(batch, monkeypatch):
    """Half of the old and half of the new text would be nobody's."""
    path = batch.page("a.txt")
    fstat, calls = os.fstat, []

    def growing(fd: int) -> os.stat_result:
        calls.append(fd)
        if len(calls) == 2:
            with path.open("a") as file:
                file.write("又一行。\n")
        return fstat(fd)

    monkeypatch.setattr(os, "fstat", growing)

    assert batch.run() == {"failed": 1}
    assert batch.reasons() == [f"{path} changed while it was read"]


def test_a_result_that_cannot_be_written_is_a_failure(batch):
    """A folder stands in its place; the others go on."""
    batch.page("a.txt")
    batch.page("b.txt")
    (batch.out / "a.txt").mkdir(parents=True)

    assert batch.run() == {"failed": 1, "repaired": 1}
    assert batch.reasons() == [f"cannot write {batch.out / 'a.txt'}: Is a directory"]


def test_a_full_disk_stops_the_run(batch, monkeypatch, results):
    """The next file would meet it, too; afterwards the run goes on where it stopped."""
    for name in ("a.txt", "b.txt", "c.txt"):
        batch.page(name)
    put, written = tree.put, []

    def fill(target: Path, chunks: Iterable[bytes], *more: object, **options: object) -> None:
        written.append(target)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        put(target, chunks, *more, **options)

    monkeypatch.setattr(tree, "put", fill)
    with pytest.raises(SourceError, match=r"b\.txt: No space left on device\nMake room there"):
        batch.run()

    assert list(results(batch.out)) == ["a.txt"]
    assert batch.run() == {"repaired": 2, "up to date": 1}


def test_results_are_removed_with_their_input(batch, results):
    """But not without being asked to, and not one that somebody worked on."""
    for name in ("a/a.txt", "b.txt", "c.txt"):
        batch.page(name)
    batch.run()
    for name in ("a/a.txt", "b.txt"):
        (batch.pages / name).unlink()
    (batch.out / "b.txt").write_text("改过的")

    batch.run()
    assert list(results(batch.out)) == ["a/a.txt", "b.txt", "c.txt"]
    batch.run(prune=True)

    assert list(results(batch.out)) == ["b.txt", "c.txt"]
    assert not (batch.out / "a").exists()
    assert batch.witness.notes == [
        "removed a/a.txt, for its input is gone",
        "b.txt was changed by somebody, so it is kept",
    ]


def test_a_source_that_is_not_there_removes_nothing(batch, results):
    """The disk with the inputs may not be mounted."""
    batch.page("a.txt")
    batch.run()
    (batch.pages / "a.txt").unlink()

    batch.run(prune=True)

    assert list(results(batch.out)) == ["a.txt"]
    assert batch.witness.notes == [
        "found no text (.txt, .md, also packed; --text-field for .jsonl)",
        "no result is removed, for not all of the source could be read",
    ]


def test_prune_leaves_what_another_source_brought(batch, results):
    """Its input is not in this plan, but it is there."""
    batch.page("a.txt")
    batch.page("b.jsonl", '{"text": "一"}\n')
    job, wish = Job(text_field="text"), Wish(records=True)
    batch.run(job, wish)

    batch.run(prune=True)

    assert list(results(batch.out)) == ["a.txt", "b.jsonl"]


ARTICLES = Job(view=View("jsonl"), one_file=True)
INTO = {"job": ARTICLES, "wish": Wish("jsonl", one_file=True), "into": "all.jsonl"}


def sources(path: Path) -> list[str]:
    """Give the sources of the articles in a file."""
    return [json.loads(line)["source"] for line in path.read_bytes().splitlines()]


@pytest.mark.parametrize("slots", [1, 3])
def test_the_one_file_has_all_articles_in_input_order(batch, results, slots):
    """In whatever order they were done."""
    for name in ("b.txt", "a/c.txt.gz", "a.txt"):
        batch.page(name, b"\x1f\x8b" if name.endswith("gz") else batch.column)

    batch.run(**INTO, slots=slots)

    assert list(results(batch.out)) == ["all.jsonl"]
    assert sources(batch.out / "all.jsonl") == ["a.txt", "b.txt"]
    assert "a/c.txt.gz is cut off" in batch.reasons()[0]


def test_the_one_file_is_resumed(batch):
    """Only what is new is worked on, and the file is the same as of one run."""
    batch.page("b.txt")
    batch.run(**INTO)
    batch.page("a.txt")

    assert batch.run(**INTO) == {"repaired": 1, "up to date": 1}
    assert sources(batch.out / "all.jsonl") == ["a.txt", "b.txt"]


def test_the_one_file_is_not_written_again(batch):
    """Nor packed in another way."""
    batch.page("a.txt")
    into = {**INTO, "into": "all.jsonl.gz"}
    batch.run(**into)
    before = identity(batch.out / "all.jsonl.gz")

    assert batch.run(**into) == {"up to date": 1}
    assert identity(batch.out / "all.jsonl.gz") == before


def test_a_lost_input_leaves_the_one_file(batch):
    """Its articles are those of the inputs that are there."""
    batch.page("a.txt")
    batch.page("b.txt").rename(batch.pages / "c.txt")
    batch.run(**INTO)
    (batch.pages / "a.txt").unlink()

    batch.run(**INTO)

    assert sources(batch.out / "all.jsonl") == ["c.txt"]


def manifest(batch) -> Path:
    """Give the path of the database."""
    return batch.out / ".layoutfix" / "manifest.sqlite3"


def another_form(path: Path) -> None:
    """Make a database of another version."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.commit()
    database.close()


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        pytest.param(lambda path: path.write_bytes(b"x" * 5000), "it was damaged", id="noise"),
        pytest.param(lambda path: path.write_bytes(b"SQLite"), "it was damaged", id="cut off"),
        pytest.param(
            lambda path: path.write_bytes(path.read_bytes()[:4096]), "it was damaged", id="half"
        ),
        pytest.param(another_form, "it was written by another version of layoutfix", id="version"),
    ],
)
def test_a_manifest_that_is_of_no_use_is_begun_anew(batch, harm, why):
    """The results are kept: they are made again, and are what they were."""
    batch.page("a.txt")
    batch.run()
    before = identity(batch.out / "a.txt")
    harm(manifest(batch))

    assert batch.run() == {"repaired": 1}
    assert batch.witness.notes == [
        f"what was remembered of {batch.out} is lost: {why}; the results are made again"
    ]
    assert identity(batch.out / "a.txt") == before
    assert batch.run() == {"up to date": 1}


def test_damage_that_shows_late_costs_the_memory_and_nothing_else(batch, results):
    """Pages in the middle of the database are noise."""
    for number in range(60):
        batch.page(f"{number}.txt", batch.whole)
    batch.run()
    data = bytearray(manifest(batch).read_bytes())
    data[4096 + 100 :] = b"\xff" * (len(data) - 4196)
    manifest(batch).write_bytes(data)

    batch.run()

    assert len(results(batch.out)) == 60
    assert batch.run() == {"up to date": 60}
