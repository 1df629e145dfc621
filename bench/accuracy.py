"""Print how well the samples are restored: ``python -m bench.accuracy``.

One row per sample, its gold files taken together, in Markdown.
The figures are those of ``layoutfix score``; what each means stands in the docstrings of
layoutfix/score.
These samples were in view while the rules were written, so the table shows what the rules
can do, and not what they will do on a page that nobody has seen.
"""

from bench.material import golds, sample
from layoutfix import fix
from layoutfix.score import compare, figures

SAMPLES = ("000", "002", "003", "004")
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
    for number in SAMPLES:
        found = measure(number)
        print(f"| {number} |", " | ".join(shown(found[name]) for name in COLUMNS), "|")


def measure(number: str) -> dict[str, float]:
    """Repair a sample and score it against its gold files."""
    raw = sample(number).read_text(encoding="utf-8")
    marked = [(gold.name, gold.read_text(encoding="utf-8")) for gold in golds(number)]
    return figures(compare(raw, marked, fix(raw).to_dict()))


def shown(value: float) -> str:
    """Give a count as it is, and a share with three digits."""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


if __name__ == "__main__":
    main()
