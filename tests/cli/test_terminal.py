"""What a person sees who sits at a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")


def at_a_terminal(*arguments: object, also_stdout: bool = True) -> str:
    """Run the command with standard error, and perhaps output, on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "layoutfix", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=theirs if also_stdout else subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "NO_COLOR": ""},
    ):
        os.close(theirs)
        seen = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return seen.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_text_is_shown_safely(page):
    """Text of another encoding is shown in the terminal's; what would steer it is spelled out."""
    path = page("记者从市农业局获悉\x1b[31m今年\r\n".encode("gb18030"))

    assert at_a_terminal("fix", path) == "记者从市农业局获悉\\x1b[31m今年\n"


def test_json_is_shown_safely(page):
    """JSON escapes control characters itself, but not those that turn the direction."""
    assert '"text": "a\\u202eb"' in at_a_terminal("fix", "--to=json", page("a\u202eb"))


def test_a_diff_is_shown_safely(page):
    """A diff has colours of ours, and none that a text brings."""
    path = page("　　高\x1b[31m要\u202e论\n")
    seen = at_a_terminal("fix", "--diff", "--script=hant", path)

    assert "\x1b[31m-　　高\\x1b[31m要\\u202e论\x1b[0m\n" in seen
    assert "\x1b[32m+　　高\\x1b[31m要\\u202e論\x1b[0m\n" in seen


def test_many_files_have_a_bar(page):
    """A long run shows how far it is, and takes no word of a file name for markup."""
    names = [page("一。\n" * 9, f"[red]{n}.txt") for n in range(40)]

    seen = at_a_terminal("fix", "--check", *names, Path("missing"), also_stdout=False)

    assert "layoutfix" in seen
    assert "100%" in seen or "%" in seen
    assert "0 files would change, 40 left as found, 1 failed" in seen


def test_few_files_have_no_bar(page):
    """A short run says nothing."""
    assert at_a_terminal("fix", page("一。"), also_stdout=False) == ""


def test_quiet_has_no_bar(page):
    """Nor does a run that was told to be quiet."""
    names = [page("一。", f"{n}.txt") for n in range(9)]

    assert at_a_terminal("fix", "--quiet", *names, also_stdout=False) == ""


def test_a_person_who_types_is_told_how_to_end():
    """Without a path, at a terminal, the command seems to hang; it says that it waits."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "layoutfix", "fix"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        os.write(ours, "一。\n\x04".encode())
        out, err = running.communicate(timeout=30)
    os.close(ours)
    os.close(theirs)

    assert out.decode() == "一。\n"
    assert "Ctrl-D" in err.decode()


def test_duplicates_are_looked_for_with_a_bar(page):
    """A comparison shows its stages, and pairs come to the screen without orders of a text."""
    text = '{"n": %d, "text": "入夏以来全县少雨，县里拿出九百万元打井抗旱", "id": "\u202e%d"}\n'
    name = page("".join(text % (n, n) for n in range(3)), "a.jsonl")

    assert "comparing" in at_a_terminal("dups", name, also_stdout=False)
    assert '{"a":"\\u202e0","b":"\\u202e1","relation":"same"' in at_a_terminal("dups", name)
