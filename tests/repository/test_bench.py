"""The measurements run, and say what they cannot do."""

import sys
from pathlib import Path
from subprocess import run

import pytest

ROOT = Path(__file__).parents[2]
TABLE_OF_KINDS = "| kind | extractor | files | paragraph F1 | join F1 |"


def accuracy(*options: str | Path):
    """Run ``python -m bench.accuracy`` at the top of the repository."""
    command = [sys.executable, "-m", "bench.accuracy", *map(str, options)]
    return run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.builds
@pytest.mark.needs_font
def test_typeset_pages_are_measured_and_kept(tmp_path: Path):
    """A table by kind and extractor is printed; the pages stay where they are wanted."""
    done = accuracy("--typeset", "--pages", "1", "--keep", tmp_path / "pages")

    assert done.returncode == 0
    assert done.stdout.startswith(TABLE_OF_KINDS)
    assert "| newspaper | pypdf | 1 |" in done.stdout
    assert (tmp_path / "pages" / "newspaper-1.pypdf.gold").exists()


@pytest.mark.needs_font
def test_pages_are_not_mixed_with_others(tmp_path: Path):
    """Pages are not put into a folder that has files, which would be scored with them."""
    (tmp_path / "old.gold").touch()
    done = accuracy("--typeset", "--keep", tmp_path)

    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert done.stdout == ""
