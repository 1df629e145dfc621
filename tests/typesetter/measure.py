"""Score a restoring command over a directory of pages with their truth.

``python -m typesetter.measure DIR [--command 'layoutfix fix --to json {}']`` prints means
by kind and extractor; `measure` does the same for a function.
"""

import argparse
import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import Any

from layoutfix.score import compare
from layoutfix.score import figures as all_figures
from layoutfix.score.links import wanted_joins

DEFAULT_COMMAND = "layoutfix fix --to json {}"
TIMEOUT_SECONDS = 300
ALL = "all"

# name in layoutfix.score: heading in the table
FIGURES = {
    "para_F1": "paragraph F1",
    "join_F1": "join F1",
    "article_F1": "article F1",
    "headline_attached": "headline attached",
    "headline_exact": "headline exact",
    "role_accuracy": "role accuracy",
    "rewritten_restored": "rewritten restored",
    "chars_missing_per_1000": "characters missing per 1,000",
    "chars_extra_per_1000": "characters extra per 1,000",
    "lines_lost": "lines lost",
    "placed_too_often": "lines placed too often",
}
SUMMED = frozenset({"lines_lost", "placed_too_often"})  # counts; of all else the mean is given

Fix = Callable[[Path], Mapping[str, Any]]


@dataclass(frozen=True)
class PageScore:
    """The figures of one page; empty with a problem where the command failed."""

    kind: str
    extractor: str
    name: str
    figures: dict[str, float] = field(default_factory=dict)
    problem: str = ""


def run_command(command: str, raw: Path) -> Mapping[str, Any]:
    """Run the command on one file and read the document that it prints."""
    words = [word.replace("{}", str(raw)) for word in shlex.split(command)]
    if "{}" not in command:
        words.append(str(raw))
    done = subprocess.run(words, capture_output=True, timeout=TIMEOUT_SECONDS, check=False)
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        msg = f"exit {done.returncode}: {''.join(last)}"
        raise RuntimeError(msg)
    document: Mapping[str, Any] = json.loads(done.stdout)
    return document


def measure(pages: Path, fix: Fix, jobs: int = 1) -> list[PageScore]:
    """Score every page of a directory."""
    raws = [gold.with_suffix(".txt") for gold in sorted(pages.glob("*.gold"))]
    one = partial(_measure_page, fix=fix)
    if jobs == 1:
        return [one(raw) for raw in raws]
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(one, raws))


def _measure_page(raw: Path, fix: Fix) -> PageScore:
    document_name, _, extractor = raw.stem.partition(".")
    kind = document_name.rpartition("-")[0]
    try:
        found = score(raw, fix(raw))
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong, the other pages count
        return PageScore(kind, extractor, raw.stem, problem=f"{type(problem).__name__}: {problem}")
    return PageScore(kind, extractor, raw.stem, found)


def score(raw: Path, document: Mapping[str, Any]) -> dict[str, float]:
    """Give the figures of one page, without those that nothing on the page asks for.

    With nothing to join the join figures are 0, and with nothing to rewrite all is
    restored: neither says anything about the repair.
    """
    gold = raw.with_suffix(".gold")
    marked = [(gold.name, gold.read_text(encoding="utf-8"))]
    comparison = compare(raw.read_bytes().decode(), marked, document)
    found = all_figures(comparison)
    if not wanted_joins(comparison):
        found.pop("join_F1")
    if not found["rewritten_cases"]:
        found.pop("rewritten_restored")
    return found


def table(scores: Sequence[PageScore]) -> str:
    """Give means in Markdown by kind × extractor, then by kind, by extractor, and over all."""
    kinds = sorted({score.kind for score in scores})
    extractors = sorted({score.extractor for score in scores})
    pairs = [(kind, extractor) for kind in kinds for extractor in extractors]
    sums = [(kind, ALL) for kind in kinds] + [(ALL, extractor) for extractor in extractors]
    rows = [line for pair in [*pairs, *sums, (ALL, ALL)] for line in _row(scores, *pair)]
    return "\n".join([*_head("kind", "extractor"), *rows])


def _row(scores: Sequence[PageScore], kind: str, extractor: str) -> Iterator[str]:
    chosen = [
        score
        for score in scores
        if kind in (ALL, score.kind) and extractor in (ALL, score.extractor)
    ]
    if chosen:
        yield f"| {kind} | {extractor} | {len(chosen)} | {_cells(chosen)} |"


def feature_table(scores: Sequence[PageScore], manifest: Path) -> str:
    """Give means in Markdown over the documents that have a feature (build.py lists them)."""
    features: dict[str, list[str]] = json.loads(manifest.read_text(encoding="utf-8"))
    lines = _head("feature")
    for feature in sorted({name for names in features.values() for name in names}):
        chosen = [s for s in scores if feature in features[s.name.partition(".")[0]]]
        if chosen:
            lines.append(f"| {feature} | {len(chosen)} | {_cells(chosen)} |")
    return "\n".join(lines)


def _head(*names: str) -> list[str]:
    cells = [*names, "files", *FIGURES.values()]
    return [f"| {' | '.join(cells)} |", "|---" * len(cells) + "|"]


def _cells(scores: Sequence[PageScore]) -> str:
    return " | ".join(_cell(scores, name) for name in FIGURES)


def _cell(scores: Sequence[PageScore], name: str) -> str:
    """Give a count's sum or a share's mean over the pages that have it."""
    values = [score.figures[name] for score in scores if name in score.figures]
    if not values:
        return "–"
    return str(sum(values)) if name in SUMMED else f"{fmean(values):.3f}"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 when some page could not be scored."""
    parser = argparse.ArgumentParser(prog="typesetter.measure", description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--command", default=DEFAULT_COMMAND, help="{} stands for the raw file")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--features", action="store_true", help="add a table by feature")
    parser.add_argument("--json", type=Path, help="write the figures of every page here")
    options = parser.parse_args(arguments)
    scores = measure(options.pages, partial(run_command, options.command), options.jobs)
    sys.stdout.write(table(scores) + "\n")
    if options.features:
        sys.stdout.write("\n" + feature_table(scores, options.pages / "manifest.json") + "\n")
    if options.json:
        options.json.write_text(_as_json(scores), encoding="utf-8")
    return report_problems(scores)


def report_problems(scores: Iterable[PageScore]) -> int:
    """Name the pages that could not be scored; give the exit code."""
    problems = [score for score in scores if score.problem]
    for score in problems:
        sys.stderr.write(f"{score.name}: {score.problem}\n")
    return int(bool(problems))


def _as_json(scores: Iterable[PageScore]) -> str:
    return json.dumps({score.name: score.figures for score in scores}, indent=1)


if __name__ == "__main__":
    sys.exit(main())
