"""Measure on pages that were set for it, so that the truth about them is known.

``accuracy.py`` calls this for ``--typeset``; it needs fontTools and a Chinese font, and takes
what extractors there are (tests/typesetter/README.md).
"""

import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from typesetter.__main__ import OWN_TEXTS
from typesetter.build import build, read_articles
from typesetter.extractors import EXTRACTORS
from typesetter.face import FONTS, installed_fonts
from typesetter.kinds import USUAL
from typesetter.measure import measure, report_problems, table


def show(options: Namespace, repaired: Callable[[str], dict[str, object]]) -> int:
    """Set pages, take the text out, repair and score it; print means by kind and extractor.

    Give the exit code: 1 where a page could not be scored, 2 where the folder for pages is taken.
    """
    if not installed_fonts():
        say(f"no Chinese font, so no page was set; try  apt-get install {next(iter(FONTS))}")
        return 0
    if options.keep and options.keep.exists() and any(options.keep.iterdir()):
        say(f"{options.keep} is not empty, and its files would be scored, too; name a new folder")
        return 2
    kinds = options.kinds.split(",") if options.kinds else list(USUAL)
    articles = read_articles(options.articles or OWN_TEXTS)
    with ExitStack() as stack:
        temporary = stack.enter_context(tempfile.TemporaryDirectory())
        folder = options.keep or Path(temporary)
        tally = build(articles, folder, options.pages, options.seed, kinds, list(EXTRACTORS))
        scores = measure(folder, lambda raw: repaired(raw.read_bytes().decode()))
    print(table(scores))
    for problem, count in sorted(tally.dropped.items()):
        say(f"{count} left out, for their truth cannot be told: {problem}")
    return report_problems(scores)


def say(message: str) -> None:
    """Tell people something that is not part of the table."""
    print(f"bench.accuracy: {message}", file=sys.stderr)
