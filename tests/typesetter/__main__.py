"""The command: python -m typesetter --articles FILE.jsonl --out DIR --pages N --seed S."""

import argparse
import sys
from pathlib import Path

from typesetter.build import build, read_articles
from typesetter.extractors import EXTRACTORS
from typesetter.face import FONTS, installed_fonts
from typesetter.kinds import USUAL
from typesetter.last_first import MANNERS

OWN_TEXTS = Path(__file__).parent / "texts.jsonl"


def read_options(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="typesetter", description=__doc__)
    parser.add_argument("--articles", type=Path, default=OWN_TEXTS)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=12, help="documents to compose")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(USUAL), help="comma separated, taken in turn")
    parser.add_argument("--extractors", default=",".join(EXTRACTORS))
    parser.add_argument("--sample", type=int, default=0, help="extractors a document; 0: all")
    parser.add_argument("--last-first", default="", choices=MANNERS, help="turn their lines over")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 when no page was dropped, 1 otherwise, 2 without a font."""
    options = read_options(arguments)
    if not installed_fonts():
        sys.stderr.write(f"typesetter: no Chinese font; try  apt-get install {next(iter(FONTS))}\n")
        return 2
    tally = build(
        read_articles(options.articles),
        options.out,
        options.pages,
        options.seed,
        options.kinds.split(","),
        options.extractors.split(","),
        options.sample,
        options.last_first,
    )
    sys.stderr.write(
        f"typesetter: {tally.written} written, {tally.dropped.total()} dropped, "
        f"{tally.bridged} with the alignment bridged\n",
    )
    for problem, count in sorted(tally.dropped.items()):
        sys.stderr.write(f"  {count} × {problem}\n")
    return int(bool(tally.dropped))


if __name__ == "__main__":
    sys.exit(main())
