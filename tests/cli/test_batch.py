"""The command batch, told by what it leaves."""

import fcntl
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COLUMN = """\
记者昨日从市农业局获悉，今年全
市早稻种植面积达到一百二十多万
亩，比去年增加三万亩，为近年来
最多的一年。
"""
WHOLE = COLUMN.replace("\n", "") + "\n"
SLOW = "".join(f"第{n}行的文字一二三四五六\n" for n in range(20_000))  # seconds of work


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Give a function that makes an input in the folder pages of this test's own."""
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()

    def make(name: str, content: str = COLUMN) -> Path:
        path = Path("pages", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        return path

    return make


def without_times(said: str) -> str:
    """Leave out the last line of a sum, which depends on the machine."""
    return said.rpartition("in ")[0]


def test_a_folder_is_repaired_into_another(layoutfix, pages):
    """Nothing goes to standard output; a sum is told."""
    pages("a.txt")
    pages("b/c.md", WHOLE)
    pages("d.pdf")

    ran = layoutfix("batch", "pages", "out")

    assert (ran.code, ran.out) == (0, b"")
    assert without_times(ran.err) == (
        "repaired             1\n"
        "unchanged            1\n"
        "failed               0\n"
        "passed over          1  (no .txt or .md, or hidden)\n"
    )
    assert Path("out/a.txt").read_text() == WHOLE
    assert Path("out/b/c.md").read_text() == WHOLE


def test_a_second_run_says_that_all_is_done(layoutfix, pages):
    """It is quick, and no process is started."""
    pages("a.txt")
    layoutfix("batch", "pages", "out")

    assert "up to date           1\n" in layoutfix("batch", "pages", "out").err


def test_results_do_not_depend_on_the_number_of_workers(layoutfix, pages):
    """Nor do the articles of the one file, or their order."""
    for number in range(12):
        pages(f"{number}.txt", COLUMN * (1 + number % 3))
    for jobs in (1, 3):
        layoutfix("batch", "pages", f"{jobs}", "--jobs", jobs, "--to", "json")
        layoutfix("batch", "pages", f"{jobs}", "--jobs", jobs, "--into", "all.jsonl")

    def found(folder: str) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.is_file()}

    assert len(found("1")) == 13
    assert found("1") == found("3")


def test_a_bad_file_is_reported_and_the_others_go_on(layoutfix, pages):
    """Exit code 3, the reason and a hint."""
    pages("a.txt", "%PDF-1.4")
    pages("b.txt")

    ran = layoutfix("batch", "pages", "out", "--quiet", "--report", "report.json")

    assert ran.code == 3
    assert ran.err == (
        "layoutfix: pages/a.txt is a PDF\n"
        "Take its text out first: pdftotext pages/a.txt - | layoutfix fix\n"
    )
    report = json.loads(Path("report.json").read_text())
    assert report["outcomes"] == {
        "repaired": 1,
        "unchanged": 0,
        "left alone": 0,
        "up to date": 0,
        "failed": 1,
        "timed out": 0,
    }
    assert report["files"] == [
        {
            "source": "pages/a.txt",
            "target": "a.txt",
            "outcome": "failed",
            "reason": "pages/a.txt is a PDF",
            "warnings": [],
        },
        {
            "source": "pages/b.txt",
            "target": "b.txt",
            "outcome": "repaired",
            "reason": None,
            "warnings": [],
        },
    ]


def test_strict_stops(layoutfix, pages):
    """It is said how many were done."""
    pages("a.txt", "%PDF-1.4")
    pages("b.txt")

    ran = layoutfix("batch", "pages", "out", "--strict", "--jobs", "1")

    assert ran.code == 3
    assert "layoutfix: stopped at the first failure; 1 of 2 files are done; run" in ran.err
    assert not Path("out/b.txt").exists()


@pytest.mark.parametrize(("option", "end"), [([], b"\n"), (["-0"], b"\0")])
def test_a_list_names_the_files(layoutfix, pages, option, end):
    """As find prints it; names may hold anything then."""
    pages("a.txt")
    pages("b/c.txt")
    pages("d.txt")

    listed = b"pages/a.txt" + end + b"pages/b/c.txt" + end
    ran = layoutfix("batch", "--files-from", "-", *option, "pages", "out", stdin=listed)

    assert ran.code == 0
    assert sorted(str(path) for path in Path("out").rglob("*.txt")) == ["out/a.txt", "out/b/c.txt"]


def test_a_list_that_names_what_is_not_there(layoutfix, pages):
    """What is there is done."""
    pages("a.txt")
    Path("list").write_text("pages/a.txt\npages/b.txt\n../c.txt\n")

    ran = layoutfix("batch", "-q", "--files-from", "list", "pages", "out")

    assert ran.code == 3
    assert ran.err == (
        "layoutfix: ../c.txt: it lies outside of pages, so it has no place in the result\n"
        "layoutfix: pages/b.txt does not exist\n"
        "Look at the folder: ls pages\n"
    )
    assert Path("out/a.txt").exists()


def test_articles_into_one_file(layoutfix, pages):
    """Packed, where its name says so."""
    pages("b.txt")
    pages("a.txt", WHOLE)

    ran = layoutfix("batch", "pages", "out", "--into", "all.jsonl.gz")

    unpacked = subprocess.run(["gzip", "-dc", "out/all.jsonl.gz"], capture_output=True, check=True)
    articles = [json.loads(line) for line in unpacked.stdout.splitlines()]
    assert ran.code == 0
    assert [article["source"] for article in articles] == ["a.txt", "b.txt"]
    assert articles[0]["text"] == articles[1]["text"] == WHOLE.strip()


def test_records_of_json_lines(layoutfix, pages):
    """The field is repaired, and the rest stays."""
    pages("a.jsonl", json.dumps({"id": 1, "body": COLUMN}) + "\n")

    assert layoutfix("batch", "pages", "out", "--text-field", "body").code == 0
    assert json.loads(Path("out/a.jsonl").read_text()) == {"id": 1, "body": WHOLE}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["pages"], "name what to read and the folder for the results"),
        (["pages", "pages"], "pages is the source and the folder of the results"),
        (["--files-from", "list", "a", "b", "c"], "name at most the folder of its files"),
        (["-0", "pages", "out"], "-0 says how the names of --files-from are parted"),
        (["--into", "a.jsonl", "--to", "md", "pages", "out"], "--into writes articles"),
        (["--into", "../a.jsonl", "pages", "out"], "../a.jsonl is no name for a file"),
        (["--max-bytes", "1T", "pages", "out"], "'1T' is no number of bytes"),
        (["pages/*.pdf", "out"], "nothing matches pages/*.pdf"),
        (["--engine", "ray", "pages", "out"], "Ray"),
    ],
)
def test_wrong_use(layoutfix, pages, arguments, words):
    """It is said before anything is written."""
    pages("a.txt")

    ran = layoutfix("batch", *arguments)

    assert ran.code == 2
    assert words in ran.err
    assert not Path("out/a.txt").exists()


@pytest.mark.usefixtures("pages")
def test_what_is_not_there_is_a_failure(layoutfix):
    """Exit code 3, as with fix."""
    ran = layoutfix("batch", "-q", "nowhere", "out")

    assert (ran.code, ran.err) == (
        3,
        "layoutfix: nowhere does not exist\nLook at the folder: ls .\n",
    )


def test_a_folder_that_cannot_be_written(layoutfix, pages):
    """The message names it."""
    pages("a.txt")
    Path("out").touch()

    ran = layoutfix("batch", "pages", "out")

    assert ran.code == 3
    assert ran.err.startswith("layoutfix: cannot write in out: ")


def test_two_batches_in_one_folder(layoutfix, pages):
    """The second is refused, and told of the first; a file that a dead one left is no lock."""
    pages("a.txt")
    layoutfix("batch", "pages", "out")
    lock = Path("out/.layoutfix/lock")
    assert f"process {os.getpid()} on " in lock.read_text()
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        ran = layoutfix("batch", "pages", "out")

    assert ran.code == 2
    assert ran.err.startswith(
        f"layoutfix: another batch is at work in out (process {os.getpid()} on "
    )
    assert layoutfix("batch", "pages", "out").code == 0


def start(*arguments: str, **options: object) -> subprocess.Popen:
    """Start a batch."""
    command = [sys.executable, "-m", "layoutfix", "batch", *arguments]
    return subprocess.Popen(command, start_new_session=True, **options)


def wait_for(path: str) -> None:
    """Wait until a result is there."""
    for _ in range(600):
        if Path(path).exists():
            return
        time.sleep(0.05)


def test_a_batch_that_is_killed_leaves_nothing_elsewhere(pages, tmp_path):
    """What it was at lies in the folder of the results, not where the system keeps such things."""
    pages("a.txt")
    pages("b.txt", SLOW)
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir()
    running = start("pages", "out", "-j1", "-q", env={**os.environ, "TMPDIR": str(elsewhere)})
    wait_for("out/a.txt")
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()

    assert list(elsewhere.iterdir()) == []


def test_an_interrupt_says_how_to_go_on(pages, layoutfix):
    """Ctrl-C goes to all processes; what was done stays done."""
    pages("a.txt")
    pages("b.txt", SLOW)
    running = start("pages", "out", "-j1", stderr=subprocess.PIPE)
    wait_for("out/a.txt")
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)

    assert running.returncode == 130
    assert said.decode() == (
        "layoutfix: interrupted; 1 of 2 files are done;"
        " run the same command again, and it goes on from there\n"
    )
    assert [path.name for path in Path("out").iterdir() if path.is_file()] == ["a.txt"]
    Path("pages/b.txt").write_text(COLUMN)
    assert "up to date           1\n" in layoutfix("batch", "pages", "out").err


def test_a_person_sees_a_bar(pages):
    """On a terminal there is a bar, and failures stand above it as they are."""
    pages("a.txt")
    pages("[bold]b\x1b.txt", "%PDF-1.4")
    ours, theirs = pty.openpty()
    with start("pages", "out", stderr=theirs, env={**os.environ, "TERM": "xterm"}) as running:
        os.close(theirs)
        said = b""
        while True:
            try:
                said += os.read(ours, 1000)
            except OSError:
                break
    os.close(ours)

    assert running.returncode == 3
    assert b"2/2" in said
    assert "1 failed" in said.decode()
    assert b"pages/[bold]b\\x1b.txt is a PDF" in said


def test_others_see_lines_now_and_then(layoutfix, pages, monkeypatch):
    """Not so many that they fill a log."""
    monkeypatch.setattr("layoutfix.cli.progress._EVERY", 0)
    pages("a.txt")
    pages("b.txt")

    ran = layoutfix("batch", "pages", "out")

    assert ran.err.startswith("1 of 2 files, ")
    assert "\n2 of 2 files, " in ran.err


def test_limits(layoutfix, pages):
    """What is too large, and what takes too long."""
    pages("a.txt")
    pages("b.txt", SLOW)

    large = layoutfix("batch", "pages", "out", "-q", "--max-bytes", "1K")
    late = layoutfix("batch", "pages", "out", "-q", "--timeout", "0.2")

    assert (large.code, late.code) == (3, 3)
    assert large.err.startswith("layoutfix: pages/b.txt is larger than 1,000 bytes\n")
    assert "layoutfix: pages/b.txt took longer than 0.2 s\n" in late.err


def test_files_to_leave_alone_are_there_as_they_are(layoutfix, pages):
    """What the repository wants to stay lies in the results byte for byte, and is counted."""
    pages("a.txt")
    pages("raw/b.txt")
    pages("raw/c.txt", "\ufeff")
    Path(".layoutfixignore").write_text("pages/raw/*\n!c.txt\n")

    ran = layoutfix("batch", "pages", "out", "--report", "report.json")

    assert ran.code == 0
    assert Path("out/a.txt").read_text() == WHOLE
    assert Path("out/raw/b.txt").read_text() == COLUMN
    assert json.loads(Path("report.json").read_text())["outcomes"]["left alone"] == 1
    assert "left alone           1\n" in ran.err
    assert "up to date           3\n" in layoutfix("batch", "pages", "out").err


def test_what_is_no_longer_left_alone_is_repaired(layoutfix, pages):
    """And the other way round: the ignore file decides on results like any setting."""
    pages("a.txt")
    layoutfix("batch", "pages", "out")
    Path(".layoutfixignore").write_text("*.txt\n")
    layoutfix("batch", "pages", "out")

    assert Path("out/a.txt").read_text() == COLUMN
    layoutfix("batch", "pages", "out", "--config", "none")
    assert Path("out/a.txt").read_text() == WHOLE


@pytest.mark.parametrize("options", [["--to", "json"], ["--into", "all.jsonl"]])
def test_files_to_leave_alone_are_in_no_other_form(layoutfix, pages, options):
    """In another form than text nothing is as it is, so they are left out, and counted."""
    pages("a.txt")
    pages("b.txt")
    Path("layoutfix.toml").write_text('exclude = ["b.*"]\n')

    ran = layoutfix("batch", "pages", "out", *options)

    assert "left alone           1\n" in ran.err
    made = [path.name for path in Path("out").iterdir() if path.name != ".layoutfix"]
    assert made == [options[1] if options[0] == "--into" else "a.json"]
    assert b"b.txt" not in Path("out", *made).read_bytes()


def test_a_pattern_of_files_that_takes_too_long_is_wrong_use(layoutfix, pages):
    """It is named before anything is done."""
    pages("a" * 240 + ".txt")
    Path(".layoutfixignore").write_text("*a*?" * 80 + "[bc]\n")

    ran = layoutfix("batch", "pages", "out")

    assert ran.code == 2
    assert "a pattern of files to leave alone takes too long" in ran.err
    assert not list(Path("out").glob("*.txt"))


def test_a_folder_without_a_text_is_spoken_of(layoutfix, pages):
    """Nothing fails, but nobody should think that something was done."""
    pages("a.doc")

    ran = layoutfix("batch", "pages", "out")

    assert ran.code == 0
    assert ran.err.startswith("layoutfix: found no text (.txt, .md,")


def test_a_list_from_another_system(layoutfix, pages):
    """Lines may end as on Windows; names that do end in such a character go with NUL."""
    pages("a.txt")
    pages("b.txt\r")
    Path("list").write_bytes(b"pages/a.txt\r\n")
    Path("exact").write_bytes(b"pages/b.txt\r\0")

    assert layoutfix("batch", "--files-from", "list", "pages", "out").code == 0
    assert layoutfix("batch", "--files-from", "exact", "-0", "pages", "out").code == 0
    assert sorted(path.name for path in Path("out").glob("*.txt*")) == ["a.txt", "b.txt\r"]


def test_a_folder_in_a_list_is_refused(layoutfix, pages):
    """A list names files; the hint says how a folder is named."""
    pages("sub/a.txt")
    Path("list").write_text("pages/sub\n")

    ran = layoutfix("batch", "--quiet", "--files-from", "list", "pages", "out")

    assert ran.code == 3
    assert ran.err == (
        "layoutfix: pages/sub is a directory, where a file was expected\n"
        "Name a folder as SRC, and all texts in it are read.\n"
    )


def test_a_report_that_cannot_be_written(layoutfix, pages):
    """The results are there all the same."""
    pages("a.txt")

    ran = layoutfix("batch", "--quiet", "pages", "out", "--report", "none/report.json")

    assert ran.code == 3
    assert ran.err == (
        "layoutfix: cannot write none/report.json: No such file or directory\n"
        "The results are there; name another --report.\n"
    )
    assert Path("out/a.txt").read_text() == WHOLE
