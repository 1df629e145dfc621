"""Learn the weights of confidence: ``python -m bench.learn_confidence [FOLDER …]``.

Prints the section ``[confidence]`` of rules/defaults.toml.
It learns from the joins that the reading makes on the samples, which have gold files, and on
pages that the typesetter set: those of each FOLDER, or 34 documents of our own articles where
none is named (ten of seed 11 and of seed 12, and 14 newspapers and magazines of seed 13, for
these have the columns that are read wrongly).
A logistic regression is fitted by Newton's method to the evidence of each join
(layoutfix/reading/confidence.py) and to whether the truth has it, with a small penalty on
large weights; nothing is left to chance, so the same pages give the same weights.
Joins of other passes have no evidence of their own, and get the share of right ones.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from math import exp
from pathlib import Path

from bench.reliability import Paper, Sheets, judged, sample_papers, set_own, set_papers
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.passes import PASSES
from layoutfix.passes.read_lines import read_page
from layoutfix.pipeline.apply import Applier
from layoutfix.reading.confidence import Confidence, Evidence, Weights, capped

STEPS = 25
PENALTY = 1.0
LEAST = 20  # joins of a kind, to say how many of them are right
SHEETS = (Sheets(11), Sheets(12), Sheets(13, 14, "newspaper,magazine"))
SHARES = {
    "heading": "read-lines",
    "doubled": "drop-doubled-text",
    "torn": "join-torn-lines",
    "cut": "join-cut-paragraphs",
    "upright": "join-vertical-titles",
    "repeat": "set-repeats-aside",
}

Row = tuple[list[float], bool]


def main(folders: Sequence[Path]) -> None:
    """Print the section."""
    with tempfile.TemporaryDirectory() as temporary:
        own = [
            set_own(Path(temporary) / str(sheets.seed), sheets) for sheets in SHEETS if not folders
        ]
        made = [*folders, *chain.from_iterable(own)]
        papers = [*sample_papers(), *chain.from_iterable(map(set_papers, made))]
    rows: list[Row] = []
    others: dict[str, list[bool]] = defaultdict(list)
    for paper in papers:
        known = evidence_of(paper)
        for join in judged(paper):
            if join.lines in known:
                rows.append((features(known[join.lines]), join.right))
            else:
                others[join.made_by].append(join.right)
    print(f"# {len(rows)} joins of {len(papers)} texts, {share(r for _, r in rows):.3f} right")
    for kind, made_by in SHARES.items():
        found = others[made_by]
        note = f"  # {len(found)} joins"
        print(f"{kind}_ratio = {share(found):.2f}{note}" if len(found) >= LEAST else f"# {kind}?")
    fitted = Weights(*(round(weight, 2) for weight in fit(rows)))
    pairs = ", ".join(f"{name} = {weight}" for name, weight in fitted._asdict().items())
    print(f"weights_nats = {{ {pairs} }}")


def evidence_of(paper: Paper) -> dict[tuple[int, int], Evidence]:
    """Run the passes up to the reading, and give the evidence of its joins by their lines."""
    page = Page(paper.raw)
    applier = Applier(page)
    for each in PASSES:
        if each.name == "read-lines":
            break
        applier.apply(list(each.run(page, Settings())))
    reading = read_page(page)
    sure = Confidence(reading.looks, reading.readings, reading.bonds)
    blocks = reading.blocks
    return {
        (blocks[upper].last_line, blocks[nth].first_line): sure.evidence(upper, nth)
        for nth, upper in reading.followers()
        if upper is not None
    }


def features(evidence: Evidence) -> list[float]:
    """Give what the weights are multiplied with."""
    return [1.0, *map(float, capped(evidence))]


def fit(rows: Sequence[Row]) -> list[float]:
    """Fit a logistic regression (Newton's method; the base is not penalised)."""
    size = len(rows[0][0])
    weights = [0.0] * size
    for _ in range(STEPS):
        gradient = [0.0] + [-PENALTY * w for w in weights[1:]]
        curve = [[PENALTY * (a == b and a > 0) for b in range(size)] for a in range(size)]
        for values, right in rows:
            _add(values, right, weights, gradient, curve)
        step = solve(curve, gradient)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
    return weights


def _add(
    values: Sequence[float],
    right: bool,  # noqa: FBT001 - one of the fields of a row
    weights: Sequence[float],
    gradient: list[float],
    curve: list[list[float]],
) -> None:
    guess = 1 / (1 + exp(-sum(w * v for w, v in zip(weights, values, strict=True))))
    for a, value in enumerate(values):
        gradient[a] += (right - guess) * value
        for b, other in enumerate(values):
            curve[a][b] += guess * (1 - guess) * value * other


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Solve linear equations (Gauss, with the largest pivot)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda n: abs(rows[n][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for n in range(size):
            if n != at:
                times = rows[n][at] / rows[at][at]
                rows[n] = [a - times * b for a, b in zip(rows[n], rows[at], strict=True)]
    return [rows[n][size] / rows[n][n] for n in range(size)]


def share(found: Iterable[bool]) -> float:
    """Give the share of right ones, 0.99 at most, and nearer to a half where there are few."""
    known = list(found)
    return min(0.99, (sum(known) + 1) / (len(known) + 2))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
