"""Whole texts: what was never set in columns comes out byte for byte.

``tests/whole/*.txt`` are files as people keep them: articles, verse, code, tables, letters.
"""

from pathlib import Path

import pytest

from layoutfix import fix

WHOLE = sorted((Path(__file__).parent / "whole").glob("*.txt"))
KNOWN: dict[str, str] = {}


def whole_params() -> list[object]:
    """Give each file as a parameter; one that we know to fail says why."""
    return [
        pytest.param(
            path,
            id=path.stem,
            marks=[pytest.mark.xfail(strict=True, raises=AssertionError, reason=KNOWN[path.stem])]
            if path.stem in KNOWN
            else [],
        )
        for path in WHOLE
    ]


@pytest.mark.parametrize("path", whole_params())
def test_whole_text_stays(path: Path):
    """A text that is whole comes out as it went in."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()

    assert fix(text).to_text() == text


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
@pytest.mark.parametrize("path", whole_params())
def test_whole_text_stays_with_other_line_ends(path: Path, end: str):
    """A whole text keeps the line ends that it has."""
    text = path.read_text(encoding="utf-8").replace("\n", end)

    assert fix(text).to_text() == text


def test_known_failures_exist():
    """Each known failure names a file."""
    assert KNOWN.keys() <= {path.stem for path in WHOLE}
