"""Print how well text is restored, as Markdown tables.

``python -m bench.accuracy`` has one row per sample; the magazine has two, for its gold was
made in two halves and the rules were first fitted to one of them.
These samples were in view while the rules were written, so the table shows what the rules
can do, and not what they will do on a page that nobody has seen.

``python -m bench.accuracy --typeset`` sets articles into pages, takes the text out with every
extractor that is installed, and has one row per kind of page and extractor: the mean over the
files of a figure, and the sum of a count.
The articles are a dozen that were written for it, or those of a file of your own; the same
seed gives the same pages.

The figures are those of ``layoutfix score``; what each means stands in the docstrings of
layoutfix/score.
"""

import argparse
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from bench.material import ROOT, SAMPLES, sample
from layoutfix import fix
from layoutfix.score import compare, figures

ROWS = {
    "000": ("000.gold",),
    "002": ("002.gold",),
    "003": ("003.gold",),
    "004, first half": ("004.part1.gold", "004.part2.gold"),
    "004, second half": ("004.part3.gold", "004.part4.gold"),
}
COLUMNS = {
    "para_F1": "paragraph F1",
    "verbatim": "verbatim",
    "join_errors_per_1000_lines": "join errors per 1,000 lines",
    "article_F1": "article F1",
    "headline_attached": "headline attached",
    "headline_exact": "headline exact",
    "role_macro_F1": "role macro F1",
    "order_F1": "order F1",
    "rewritten_restored": "rewritten restored",
    "chars_missing_per_1000": "characters missing per 1,000",
    "chars_extra_per_1000": "characters extra per 1,000",
    "lines_lost": "lines lost",
    "placed_too_often": "lines placed too often",
    "lines_in_scope": "lines",
}


def main() -> int:
    """Print the table that was asked for."""
    parser = argparse.ArgumentParser(
        prog="bench.accuracy", description="Print how well text is restored."
    )
    parser.add_argument("--typeset", action="store_true", help="on pages set for it")
    parser.add_argument("--articles", type=Path, metavar="FILE", help="JSON Lines to set instead")
    parser.add_argument("--pages", type=int, default=10, help="documents, the kinds in turn")
    parser.add_argument("--kinds", help="comma separated; scan is not among those set otherwise")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the pages and their gold")
    options = parser.parse_args()
    if not options.typeset:
        show_samples()
        return 0
    sys.path.append(str(ROOT / "tests"))  # where the typesetter is
    try:
        from bench import typeset  # noqa: PLC0415 - fontTools may be left out
    except ModuleNotFoundError as error:
        missing = f"{error.name} is not installed, so no page was set"
        print(f"bench.accuracy: {missing}; try  pip install --editable '.[dev]'", file=sys.stderr)
        return 0
    return typeset.show(options, repaired)


def show_samples() -> None:
    """Print the table of the samples."""
    print("| sample |", " | ".join(COLUMNS.values()), "|")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for row, golds in ROWS.items():
        found = measure(row[:3], golds)
        print(f"| {row} |", " | ".join(shown(found[name]) for name in COLUMNS), "|")


def measure(number: str, golds: Iterable[str]) -> dict[str, float]:
    """Repair a sample and score it against gold files."""
    raw = sample(number).read_text(encoding="utf-8")
    marked = [(gold, (SAMPLES / gold).read_text(encoding="utf-8")) for gold in golds]
    return figures(compare(raw, marked, repaired(raw)))


@cache
def repaired(raw: str) -> dict[str, object]:
    """Give what ``fix`` makes of a text, once for all gold files that judge it."""
    document = fix(raw)
    for warning in document.warnings:
        print(f"layoutfix: {warning}", file=sys.stderr)
    return document.to_dict()


def shown(value: float) -> str:
    """Give a count as it is, and a share with three digits."""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
