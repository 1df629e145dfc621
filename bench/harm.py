"""Print how many lines of whole text are changed: ``python -m bench.harm [--articles FILE]``.

Text that was never set in columns has to come out byte for byte.
Measured are the files of tests/whole, and articles written out as people keep them: title and
paragraphs a line each, with and without blank lines, with an indent of full spaces or of
ordinary ones, without the title, ten articles in a file, and paragraphs cut into sentences.
The articles are those that were written for the typesetter, or those of a file of your own
(JSON Lines with ``title`` and ``paragraphs``).

A line counts as changed where a comparison line by line, blank lines too, finds it replaced,
gone or new; so one joined paragraph counts as more than one line.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from bench.material import ROOT
from layoutfix import fix

OWN_TEXTS = ROOT / "tests/typesetter/texts.jsonl"
WHOLE = ROOT / "tests/whole"
_SENTENCE = re.compile(r"[^。！？]*[。！？][”’」』）]*|[^。！？]+")

Article = tuple[str, Sequence[str]]


def main() -> None:
    """Print a table: texts, lines, texts changed, lines changed."""
    parser = argparse.ArgumentParser(prog="bench.harm", description="Count harmed lines.")
    parser.add_argument("--articles", type=Path, default=OWN_TEXTS, metavar="FILE")
    parser.add_argument("--list", action="store_true", help="name the texts that change")
    options = parser.parse_args()
    print("| text | texts | lines | texts changed | lines changed | per 10,000 |")
    print("|---|---|---|---|---|---|")
    total = [0, 0, 0, 0]
    for name, texts in kinds(options.articles):
        found = measure(name, texts, tell=options.list)
        total = [a + b for a, b in zip(total, found, strict=True)]
        print(row(name, found))
    print(row("all", total))


def kinds(articles: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give each kind of whole text by name, with its texts by name."""
    files = sorted(WHOLE.glob("*.txt"))
    yield "tests/whole", [(path.stem, path.read_bytes().decode()) for path in files]
    records = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    known = [(str(r["title"]), r["paragraphs"]) for r in records]
    for name, write in WRITTEN.items():
        yield name, [(title, write((title, paragraphs))) for title, paragraphs in known]
    yield (
        "ten articles a file",
        [
            (known[at][0], "\n\n".join(map(WRITTEN["blank lines"], known[at : at + 10])))
            for at in range(0, len(known), 10)
        ],
    )


def _lines(article: Article) -> list[str]:
    return [article[0], *article[1]]


def _sentences(article: Article) -> list[str]:
    return [found.strip() for text in article[1] for found in _SENTENCE.findall(text)]


WRITTEN: dict[str, Callable[[Article], str]] = {
    "lines": lambda a: "\n".join(_lines(a)) + "\n",
    "blank lines": lambda a: "\n\n".join(_lines(a)) + "\n",
    "full spaces": lambda a: "\n\u3000\u3000".join(_lines(a)) + "\n",
    "full spaces, blank lines": lambda a: "\n\n\u3000\u3000".join(_lines(a)) + "\n",
    "four spaces": lambda a: "\n    ".join(_lines(a)) + "\n",
    "no title": lambda a: "\n".join(a[1]) + "\n",
    "title alone": lambda a: a[0] + "\n",
    "one line": lambda a: "".join(a[1]),
    "a sentence a line": lambda a: "\n".join(_sentences(a)) + "\n",
}


def measure(name: str, texts: Iterable[tuple[str, str]], *, tell: bool) -> list[int]:
    """Repair texts; give their number, their lines, and how many of both were changed."""
    out = [0, 0, 0, 0]
    for title, text in texts:
        changed = changed_lines(text, fix(text).to_text())
        if changed and tell:
            print(f"{name}: {title}: {changed}", file=sys.stderr)
        found = (1, len(text.splitlines()), bool(changed), changed)
        out = [a + b for a, b in zip(out, found, strict=True)]
    return out


def changed_lines(before: str, after: str) -> int:
    """Count the lines that were replaced, taken away or set in."""
    if before == after:
        return 0
    pair = before.split("\n"), after.split("\n")
    parts = SequenceMatcher(None, *pair, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for kind, a, b, c, d in parts if kind != "equal")


def row(name: str, found: Sequence[int]) -> str:
    """Give one line of the table."""
    share = 10_000 * found[3] / max(1, found[1])
    return f"| {name} | {' | '.join(map(str, found))} | {share:.1f} |"


if __name__ == "__main__":
    main()
