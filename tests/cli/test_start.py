"""A plain run loads nothing that it does not use: the start is most of a short run."""

import subprocess
import sys

import pytest

HEAVY = {
    "charset_normalizer",
    "difflib",
    "hypothesis",
    "json",
    "numpy",
    "opencc",
    "rapidfuzz",
    "rich",
    "shlex",
    "subprocess",
    "tempfile",
    "unittest",
}


def loaded(*arguments: object) -> set[str]:
    """Give the top-level modules that a run imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "layoutfix", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    lines = (line for line in done.stderr.decode().splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize("options", [[], ["--in-place"], ["--check"], ["--to=md"]])
def test_a_plain_run(page, options):
    """Text in UTF-8, in and out, needs none of the heavy modules."""
    assert loaded("fix", *options, page("一。\n")) & HEAVY == set()


def test_an_encoding_that_we_know(page):
    """Telling the Chinese encodings apart needs no detector."""
    assert loaded("fix", page("记者从市农业局获悉".encode("gbk"))) & HEAVY == set()


@pytest.mark.parametrize(
    ("options", "needed"),
    [
        (["--to=json"], "json"),
        (["--script=hant"], "opencc"),
        (["--script=hant", "--diff"], "difflib"),
    ],
)
def test_a_module_is_loaded_where_it_is_used(page, options, needed):
    """The guard above looks at the right names."""
    assert needed in loaded("fix", *options, page("一后\n"))
