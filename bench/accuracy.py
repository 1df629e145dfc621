"""Print how well the samples are restored: ``python -m bench.accuracy``.

One row per sample, in Markdown; the magazine has two, for its gold was made in two halves
and the rules were first fitted to one of them.
The figures are those of ``layoutfix score``; what each means stands in the docstrings of
layoutfix/score.
These samples were in view while the rules were written, so the table shows what the rules
can do, and not what they will do on a page that nobody has seen.
"""

import sys
from collections.abc import Iterable
from functools import cache

from bench.material import SAMPLES, sample
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


def main() -> None:
    """Print the table."""
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
    main()
