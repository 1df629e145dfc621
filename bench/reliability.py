"""Print whether confidence means something: ``python -m bench.reliability [FOLDER …]``.

A join with confidence 0.95 should be right 19 times in 20.
Each join of a repair is held against the truth, and the share of right ones is printed for
each step of confidence: for the samples (their gold), and for the pages of each FOLDER, made
by ``python -m typesetter --out FOLDER`` (tests/typesetter/README.md); where none is named, ten
documents of our own articles are set.
``--by kind`` and ``--by extractor`` have a row for each of these, of the sure joins alone.

A join is right when the truth has both lines in one block, one behind the other.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bench.accuracy import ROWS
from bench.material import ROOT, SAMPLES, sample
from layoutfix import fix
from layoutfix.score import compare
from layoutfix.score.links import wanted_joins

STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
SURE = 0.95


class Paper(NamedTuple):
    """A raw text with its gold files; ``kind`` and ``extractor`` say where it came from."""

    kind: str
    extractor: str
    raw: str
    golds: list[tuple[str, str]]


class Sheets(NamedTuple):
    """What is to be set of our own articles: by which seed, how many documents, what kinds."""

    seed: int
    pages: int = 10
    kinds: str = ""


class Join(NamedTuple):
    """A join of a repair, and whether the truth has it."""

    paper: Paper
    lines: tuple[int, int]
    made_by: str
    confidence: float
    right: bool


def main() -> int:
    """Print a table for the samples, and one for the pages."""
    parser = argparse.ArgumentParser(prog="bench.reliability")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--by", choices=["kind", "extractor"], help="sure joins by this")
    options = parser.parse_args()
    print("samples")
    show([join for paper in sample_papers() for join in judged(paper)])
    with tempfile.TemporaryDirectory() as temporary:
        folders = options.folders or set_own(Path(temporary) / "pages", Sheets(1))
        joins = [j for folder in folders for paper in set_papers(folder) for j in judged(paper)]
    print("\ntypeset pages")
    show(joins)
    if options.by:
        show_sure(joins, options.by)
    return 0


def sample_papers() -> Iterator[Paper]:
    """Give the samples, each with all its gold files."""
    golds: dict[str, list[str]] = defaultdict(list)
    for row, names in ROWS.items():
        golds[row[:3]] += names
    for number, names in golds.items():
        raw = sample(number).read_text(encoding="utf-8")
        marked = [(name, (SAMPLES / name).read_text(encoding="utf-8")) for name in names]
        yield Paper("sample", number, raw, marked)


def set_own(folder: Path, sheets: Sheets) -> list[Path]:
    """Set our own articles into pages; give the folder in a list, which is empty without a font."""
    sys.path.append(str(ROOT / "tests"))
    from typesetter.__main__ import main as set_pages  # noqa: PLC0415 - fontTools may be left out

    options = ["--out", str(folder), "--pages", str(sheets.pages), "--seed", str(sheets.seed)]
    if sheets.kinds:
        options += ["--kinds", sheets.kinds]
    return [] if set_pages(options) == 2 else [folder]


def set_papers(folder: Path) -> Iterator[Paper]:
    """Give the pages of a folder that the typesetter wrote."""
    for path in sorted(folder.glob("*.gold")):
        name, _, extractor = path.stem.partition(".")
        raw = path.with_suffix(".txt").read_bytes().decode()
        gold = (path.name, path.read_text(encoding="utf-8"))
        yield Paper(re.sub(r"-\d+$", "", name), extractor, raw, [gold])


def judged(paper: Paper) -> Iterator[Join]:
    """Give each join that a repair makes among lines that gold describes."""
    document = fix(paper.raw)
    comparison = compare(paper.raw, paper.golds, json.loads(json.dumps(document.to_dict())))
    wanted = wanted_joins(comparison)
    for name, edit in document.edits:
        if edit.op == "join" and comparison.scope.issuperset(edit.lines):
            upper, lower = edit.lines
            right = upper == lower or (upper, lower) in wanted
            yield Join(paper, (upper, lower), name, edit.confidence, right)


def show(joins: Sequence[Join]) -> None:
    """Print how many joins there are at each step of confidence, and how many are right."""
    print("| confidence | joins | mean confidence | right |")
    print("|---|---|---|---|")
    for low, high in pairwise(STEPS):
        here = [join for join in joins if low <= join.confidence < high]
        print(f"| {low:.2f} – {min(high, 1.0):.2f} | {_figures(here)} |")
    print(f"| {SURE} and more | {_figures(_sure(joins))} |")
    print(f"| all | {_figures(joins)} |")


def show_sure(joins: Iterable[Join], by: str) -> None:
    """Print the sure joins by kind of page or by extractor."""
    groups: dict[str, list[Join]] = defaultdict(list)
    for join in _sure(joins):
        groups[getattr(join.paper, by)].append(join)
    print(f"\n| {by} | sure joins | mean confidence | right |")
    print("|---|---|---|---|")
    for name, here in sorted(groups.items()):
        print(f"| {name} | {_figures(here)} |")


def _sure(joins: Iterable[Join]) -> list[Join]:
    return [join for join in joins if join.confidence >= SURE]


def _figures(joins: Sequence[Join]) -> str:
    if not joins:
        return "0 | – | –"
    mean = sum(join.confidence for join in joins) / len(joins)
    return f"{len(joins)} | {mean:.3f} | {sum(j.right for j in joins) / len(joins):.3f}"


if __name__ == "__main__":
    sys.exit(main())
