"""The measurements run, and say what they cannot do."""

import ast
import sys
from pathlib import Path
from subprocess import run

import pytest

ROOT = Path(__file__).parents[2]
TABLE_OF_KINDS = "| kind | extractor | files | paragraph F1 | join F1 |"


def bench(name: str, *options: str | Path):
    """Run ``python -m bench.NAME`` at the top of the repository."""
    command = [sys.executable, "-m", f"bench.{name}", *map(str, options)]
    return run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.builds
@pytest.mark.needs_font
def test_typeset_pages_are_measured_and_kept(tmp_path: Path):
    """A table by kind and extractor is printed; the pages stay where they are wanted."""
    done = bench("accuracy", "--typeset", "--pages", "1", "--keep", tmp_path / "pages")

    assert done.returncode == 0
    assert done.stdout.startswith(TABLE_OF_KINDS)
    assert "| newspaper | pypdf | 1 |" in done.stdout
    assert (tmp_path / "pages" / "newspaper-1.pypdf.gold").exists()


@pytest.mark.needs_font
def test_pages_are_not_mixed_with_others(tmp_path: Path):
    """Pages are not put into a folder that has files, which would be scored with them."""
    (tmp_path / "old.gold").touch()
    done = bench("accuracy", "--typeset", "--keep", tmp_path)

    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert done.stdout == ""


def test_a_short_run_of_the_fuzz_harness_finds_nothing():
    """Made-up texts are repaired without a crash, a lost character or a second change."""
    done = bench("fuzz", "--inputs", "450")

    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith("450 texts of seed 1, 0 failures\n")


def test_a_text_of_the_fuzz_harness_can_be_had_again():
    """The text of a kind and number is the same whenever it is asked for."""
    shown = [bench("fuzz", "--show", "structure:38").stdout for _ in range(2)]

    assert shown[0] == shown[1]
    assert len(ast.literal_eval(shown[0])) > 0


def test_harm_is_counted(tmp_path: Path):
    """A table says of each kind of whole text how many lines were changed."""
    articles = tmp_path / "own.jsonl"
    articles.write_text('{"title": "渡口", "paragraphs": ["桥通车。", "船停航。"]}\n', "utf-8")
    done = bench("harm", "--articles", articles)

    assert "| blank lines | 1 | 5 | 0 | 0 | 0.0 |" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("| all |")


def test_texts_made_to_be_slow_are_measured():
    """Each form has a line with its ratio; how large it is, a machine at work cannot say."""
    done = bench("adversarial", "--draws", "1", "one unit", "digits")
    lines = done.stdout.splitlines()[1:]

    assert sorted(line.partition(" s  ")[2] for line in lines) == [
        "digits (draw 0)",
        "one unit (draw 0)",
    ]


def test_sure_joins_of_the_samples_are_right(tmp_path: Path):
    """Among the joins of the samples with confidence 0.95 and more, 95 in 100 are right."""
    done = bench("reliability", tmp_path)
    sure = next(line for line in done.stdout.splitlines() if line.startswith("| 0.95 and more"))
    joins, _, right = sure.strip("| ").split(" | ")[1:]

    assert int(joins) > 3000
    assert float(right) >= 0.95
