"""Run the command as a person does, inside the test or as a process of its own."""

import io
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import pytest

from layoutfix.cli import main as command
from layoutfix.model.edits import Edit
from layoutfix.passes import Pass
from layoutfix.pipeline import run as pipeline


class Ran(NamedTuple):
    """What a run left: exit code, standard output, standard error."""

    code: int
    out: bytes
    err: str


@pytest.fixture
def layoutfix(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Ran]:
    """Give a function that runs the command in this process, where passes can be replaced."""

    def run(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["layoutfix", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            command.main()
        out, err = capsysbinary.readouterr()
        return Ran(left.value.code or 0, out, err.decode())

    return run


@pytest.fixture
def process() -> Callable[..., Ran]:
    """Give a function that runs the command as a process, for what needs a real one."""

    def run(*arguments: object, stdin: object = b"", **options: object) -> Ran:
        options.setdefault("stdout", subprocess.PIPE)
        options["input" if isinstance(stdin, bytes) else "stdin"] = stdin
        done = subprocess.run(
            [sys.executable, "-m", "layoutfix", *map(str, arguments)],
            stderr=subprocess.PIPE,
            timeout=300,  # a machine with other work is slow
            check=False,
            **options,
        )
        return Ran(done.returncode, done.stdout or b"", done.stderr.decode())

    return run


@pytest.fixture
def joining(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one pass stand for all: it joins the lines up to a full stop.

    These tests are about what becomes of a repaired text, not about how well it is repaired.
    """

    def join_lines(page, _settings):
        """Join the lines up to a full stop."""
        for upper, lower in pairwise(page.blocks):
            if not upper.text.endswith("。"):
                yield Edit("join", (upper.last_line, lower.first_line), "no full stop", text="")

    monkeypatch.setattr(pipeline, "PASSES", (Pass("join-lines", "line-joining", join_lines),))
