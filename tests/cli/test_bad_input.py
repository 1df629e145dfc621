"""Input that is no page: a clear message with a next step, an exit code, the original intact."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

BAD = b"\xb5"


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\n\n \t\r\n\xe3\x80\x80\n", id="only blank lines"),
        pytest.param(b"\xef\xbb\xbf", id="a mark alone"),
        pytest.param("一\0二\x01\x1b[31m\x7f\n\x0c三\n".encode(), id="NUL and control characters"),
        pytest.param("一\u2028二\x85三\u202e\n".encode(), id="what is no line end"),
    ],
)
@pytest.mark.parametrize("way", ["stdin", "in place"])
def test_it_comes_out_as_it_went_in(layoutfix, page, raw, way):
    """What has nothing to repair is given out byte for byte, exit code 0."""
    path = page(raw)

    if way == "stdin":
        assert layoutfix("fix", stdin=raw) == (0, raw, "")
    else:
        assert layoutfix("fix", "--in-place", path).code == 0
        assert path.read_bytes() == raw


@pytest.mark.usefixtures("joining")
def test_control_characters_are_repaired_around(layoutfix):
    """A NUL in a sentence does not keep its lines apart, and is not lost."""
    ran = layoutfix("fix", stdin="一\0二\n三\x01四。\n".encode())

    assert ran == (0, "一\0二三\x01四。\n".encode(), "")


@pytest.mark.parametrize(
    ("raw", "what", "hint"),
    [
        pytest.param(b"%PDF-1.4\n%\xe2", "is a PDF", "pdftotext {} - | layoutfix fix", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0", "is a PNG picture", "optical", id="picture"),
        pytest.param(bytes(range(16)) * 8 + bytes(90), "NUL bytes", "plain text", id="binary"),
        pytest.param("一\n".encode() + BAD, "byte 0xB5 at line 2", "--errors keep", id="one byte"),
        pytest.param(b"\xed\xa0\x80", "byte 0xED at line 1", "--errors keep", id="lone surrogate"),
    ],
)
def test_it_is_refused(layoutfix, page, raw, what, hint):
    """What cannot be read as text is named, with what to try; exit code 3, nothing written."""
    path = page(raw)

    ran = layoutfix("fix", "--in-place", path)

    assert (ran.code, ran.out, path.read_bytes()) == (3, b"", raw)
    first, _, rest = ran.err.partition("\n")
    assert first.startswith(f"layoutfix: {path} ")
    assert what in first
    assert hint.format(path) in rest


@pytest.mark.usefixtures("joining")
@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "一\n".encode() + BAD + "。\n".encode(), "一".encode() + BAD + "。\n".encode()
        ),
        pytest.param(b"\xed\xa0\x80\n\xed\xb0\x80\n", b"\xed\xa0\x80\xed\xb0\x80\n"),
        pytest.param(
            "中文\n中文。\n".encode("gbk") + b"\xff\n", "中文中文。\n\n".encode("gbk") + b"\xff\n"
        ),
        pytest.param(b"\xff\xfe\x00\xd8\n\0\x00\xd8\n\0", b"\xff\xfe\x00\xd8\x00\xd8\n\0"),
    ],
    ids=["damaged utf-8", "lone surrogates in utf-8", "damaged gbk", "lone surrogates in utf-16"],
)
def test_with_keep_it_passes_through(layoutfix, raw, expected):
    """Bytes that are no character come out as they were, in a text that is repaired."""
    assert layoutfix("fix", "--errors=keep", stdin=raw) == (0, expected, "")
    assert layoutfix("fix", "--errors=keep", "--to=json", stdin=raw).out.decode()


@pytest.mark.usefixtures("joining")
def test_with_keep_it_can_be_shown(layoutfix):
    """A diff has the bytes as they were too."""
    ran = layoutfix("fix", "--errors=keep", "--diff", stdin="一\n".encode() + BAD + b"\n")

    assert b"+" + "一".encode() + BAD + b"\n" in ran.out


def test_a_missing_file(layoutfix, tmp_path):
    """The message says where to look; exit code 3."""
    ran = layoutfix("fix", tmp_path / "no such\npage")

    assert ran.code == 3
    assert ran.err == (
        f"layoutfix: {tmp_path}/no such\\x0apage does not exist\n"
        f"Look at the folder: ls {tmp_path}\n"
    )


def test_a_directory(layoutfix, tmp_path):
    """It points to batch."""
    for options in ([], ["--in-place"]):
        ran = layoutfix("fix", *options, tmp_path)

        assert ran.code == 3
        assert f"{tmp_path} is a directory" in ran.err
        assert f"layoutfix batch {tmp_path} DST" in ran.err


@pytest.mark.usefixtures("joining")
def test_a_read_only_target(layoutfix, page, tmp_path):
    """A file that its owner marked read-only is not replaced, in place or by -o."""
    path = page("一\n二。\n")
    path.chmod(0o444)

    for arguments in (["--in-place", path], [page("三", "other"), "-o", path]):
        ran = layoutfix("fix", *arguments)

        assert ran.code == 3
        assert f"{path} is read-only\nMake it writable (chmod u+w)" in ran.err
        assert path.read_text() == "一\n二。\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["other", "page.txt"]


def test_a_file_that_cannot_be_read(process, page):
    """The reason is the system's; exit code 3."""
    path = page("一")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")

    assert "Permission denied" in process("fix", path).err


def test_a_pipe_is_not_repaired_in_place(layoutfix, tmp_path):
    """A named pipe has no place; it is not opened, which would wait for a writer."""
    os.mkfifo(tmp_path / "pipe")

    ran = layoutfix("fix", "--in-place", tmp_path / "pipe")

    assert ran.code == 3
    assert "is not a regular file" in ran.err


@pytest.mark.parametrize("way", ["-o", "-o through a link", "stdout", "stdin and stdout"])
def test_input_equal_to_output(process, page, tmp_path, way):
    """The source is not overwritten with its own repair unless --in-place says so."""
    path = page("一\n二。\n")
    (tmp_path / "link").symlink_to(path)

    with path.open("ab") as appended, path.open("rb") as read:
        arguments, options = {
            "-o": ((path, "-o", path), {}),
            "-o through a link": ((path, "-o", tmp_path / "link"), {}),
            "stdout": ((path,), {"stdout": appended}),
            "stdin and stdout": ((), {"stdin": read, "stdout": appended}),
        }[way]
        ran = process("fix", *arguments, **options)

    assert (ran.code, path.read_text()) == (2, "一\n二。\n")
    assert "--in-place" in ran.err


def test_a_broken_pipe_is_silent(page):
    """When the reader goes away, so do we, without a word."""
    big = page("一二三四五六七八九十。\n" * 20_000)
    with subprocess.Popen(
        [sys.executable, "-m", "layoutfix", "fix", big, big],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        running.stdout.read(10)
        running.stdout.close()
        said = running.stderr.read()

    assert (said, running.returncode) == (b"", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the device that is always full")
def test_a_full_disk(process):
    """What could not be written is an error, not a silent loss."""
    with Path("/dev/full").open("wb") as full:
        ran = process("fix", stdin=b"a\n", stdout=full)

    assert ran.code == 3
    assert ran.err.startswith("layoutfix: cannot write to standard output: No space left")


@pytest.mark.parametrize(("stream", "said"), [("<&-", "input"), (">&-", "output")])
def test_a_closed_stream(page, stream, said):
    """A shell may close a stream; that is said, and is no traceback."""
    name = "" if stream == "<&-" else str(page("一"))
    line = f"{sys.executable} -m layoutfix fix {name} {stream}"

    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)

    assert done.returncode == 3
    assert done.stderr.startswith(f"layoutfix: standard {said} is closed\n")


def test_an_interrupt(page):
    """Ctrl-C leaves with 130 and one line."""
    with subprocess.Popen(
        [sys.executable, "-m", "layoutfix", "fix", page("一。\n"), "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        running.stdout.readline()  # the first is done, and it turns to standard input
        running.send_signal(signal.SIGINT)
        said = running.stderr.read().decode()

    assert running.returncode == 130
    assert said.strip() == "layoutfix: interrupted; the files written so far are whole"


def test_names_and_texts_give_a_terminal_no_orders(layoutfix, page):
    """An escape sequence in a name is spelled out, and markup is no markup."""
    ran = layoutfix("fix", page(BAD * 3, "\x1b[31m[bold]red\u202e.txt"))

    assert "\\x1b[31m[bold]red\\u202e.txt is not UTF-8" in ran.err
    assert "\x1b" not in ran.err


def test_a_line_of_50_mb(process):
    """One line as long as a book shelf is read and given out as it was."""
    raw = "记者从市农业局获悉，今年".encode() * (50_000_000 // 36)

    ran = process("fix", stdin=raw)

    assert (ran.code, ran.out == raw, ran.err) == (0, True, "")


def test_a_million_lines_of_one_character(process):
    """Lines without number neither stop the repair nor lose a character."""
    raw = "字\n".encode() * 1_000_000

    ran = process("fix", stdin=raw)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("字".encode()) == 1_000_000
