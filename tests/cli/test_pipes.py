"""The command between other commands."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.files.parts import Split, parts

COLUMN = """\
记者昨日从市农业局获悉，今年全
市早稻种植面积达到一百二十多万
亩，比去年增加三万亩，为近年来
最多的一年。
随着气温回升，各地的农民抢抓农
时，翻耕稻田，运送秧苗，田间地
头一派繁忙景象。
"""
WHOLE = COLUMN.replace("\n", "").replace("最多的一年。", "最多的一年。\n\n") + "\n"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_form_feeds_part_documents(layoutfix, codec):
    """Each document is repaired by itself, and the form feeds stand where they stood."""
    raw = f"{COLUMN}\f{COLUMN}\f\f一。".encode(codec)

    ran = layoutfix("fix", "--split=formfeed", stdin=raw)

    assert ran == (0, f"{WHOLE}\f{WHOLE}\f\f一。".encode(codec), "")


def test_blank_lines_part_documents(layoutfix):
    """So many blank lines part two documents, fewer do not, and more are kept."""
    raw = f"{COLUMN}\n\n{COLUMN}\n\n\n \n一。\n\n\n\n"

    out = layoutfix("fix", "--split=blank:3", stdin=raw.encode()).out.decode()

    first, _, rest = out.partition("\n\n\n \n")
    assert (first.count(WHOLE.split("\n", 1)[0]), rest) == (2, "一。\n\n\n\n")


def test_json_says_which_document_it_is_of(layoutfix):
    """Of a stream with several documents, each record has its number and its first line."""
    raw = f"{COLUMN}\f\f二。\n".encode()

    lines = layoutfix("fix", "--split=formfeed", "--to=jsonl", stdin=raw).out.splitlines()
    places = [(found["part"], found["first_line"]) for found in map(json.loads, lines)]

    assert places == [(1, 1), (2, 8)]


def test_one_bad_document_does_not_stop_the_others(layoutfix):
    """The others are given out, and the exit code is 3."""
    ran = layoutfix("fix", "--split=formfeed", stdin=b"\xff\xff\f" + "二。".encode())

    assert (ran.code, ran.out) == (3, b"\f" + "二。".encode())


def test_utf16_cannot_be_split(layoutfix):
    """A form feed of one byte is none in UTF-16, and the message says what to do."""
    ran = layoutfix("fix", "--split=formfeed", stdin="一。\f二。".encode("utf-16"))

    assert ran.code == 3
    assert "Convert it on the way: iconv -f utf-16-le -t utf-8" in ran.err


@pytest.mark.parametrize("wrong", ["blank", "blank:0", "blank:x", "page"])
def test_splits_that_there_are_not(layoutfix, wrong):
    """What is no split is refused, with those that there are."""
    ran = layoutfix("fix", f"--split={wrong}")

    assert ran.code == 2
    assert "formfeed and blank:N" in ran.err


def test_a_document_is_given_out_before_the_next_comes():
    """A pipe that never ends is worked document by document."""
    command = [sys.executable, "-m", "layoutfix", "fix", "--split=formfeed"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        for _ in range(2):
            running.stdin.write(f"{COLUMN}\f".encode())
            running.stdin.flush()

            assert running.stdout.read(len(WHOLE.encode()) + 1) == f"{WHOLE}\f".encode()
        running.stdin.close()


def test_a_reader_that_has_enough_ends_a_pipe_that_does_not():
    """With ``head`` behind it and a writer that never stops before it, the command ends."""
    ours = f"{sys.executable} -m layoutfix fix --split formfeed"
    script = f"while printf '一。\\n\\f'; do :; done 2>/dev/null | {ours} | head -n 1"
    done = subprocess.run(["sh", "-c", script], capture_output=True, timeout=300, check=False)

    assert (done.stdout.decode(), done.stderr) == ("一。\n", b"")


@pytest.mark.needs_program("xargs")
def test_names_from_find(page, tmp_path):
    """Names with spaces and line ends go through ``find -print0`` and ``xargs -0``."""
    page(COLUMN, "a b\nc.txt")
    page(WHOLE, "whole.txt")
    ours = f"{sys.executable} -m layoutfix fix --check"
    script = f"find . -name '*.txt' -print0 | xargs -0 {ours}"
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, check=False)

    assert done.returncode == 123  # how xargs says that a command left with 1
    assert done.stdout.decode().startswith("./a b\\x0ac.txt:1: join (read-lines): ")


@given(st.binary(max_size=80), st.integers(1, 9), st.sampled_from([None, 1, 2, 3]))
def test_no_byte_is_lost_between_the_parts(raw, size, blank_lines):
    """However a stream comes in, its parts and what parts them are all of it, and the same."""
    raw = raw.replace(b"a", b"\n").replace(b"b", b"\f")
    pieces = [raw[at : at + size] for at in range(0, len(raw), size)]
    found = list(parts(pieces, Split(blank_lines)))

    assert b"".join(part.raw + part.end for part in found) == raw
    assert found == list(parts([raw], Split(blank_lines)))
