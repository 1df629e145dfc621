"""Make a data set: compose documents, extract them, write text and truth."""

import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from layoutfix.model.errors import GoldError
from layoutfix.model.page import split_lines
from layoutfix.score.coverage import find_gaps, find_overlaps
from layoutfix.score.gold import read_gold
from typesetter.align import Alignment, Marks, adopt_strays, align
from typesetter.extractors import extract, is_installed
from typesetter.face import Face, installed_fonts, open_face
from typesetter.faults import choose_fault, reader
from typesetter.features import find_features
from typesetter.gold import as_found, find_pieces, repeated_blocks, write_gold
from typesetter.kinds import DIRECT, KINDS
from typesetter.last_first import stretches_of, turn
from typesetter.model import Sheet
from typesetter.pdf import save, write_pdf
from typesetter.story import Article

MOST_DISAGREEMENT = 0.01  # of the characters; above it the truth cannot be trusted
CREDIT = re.compile(r"（[^（）。]{1,16}）")
SENTENCE = re.compile("[。！？…；]")
ENDS_PARAGRAPH = "。！？…：；”’」』）"
MOST_LOST = 0.002  # of the characters; above it the extractor swallowed text


@dataclass
class Tally:
    """What became of the pages."""

    written: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    bridged: int = 0


def read_articles(path: Path) -> list[Article]:
    """Read clean articles, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return [article for article in map(_read_article, records) if is_sound(article)]


def _read_article(record: dict[str, Any]) -> Article:
    paragraphs = [text.strip() for text in record["paragraphs"] if text.strip()]
    credit = ""
    if len(paragraphs) > 1 and CREDIT.fullmatch(paragraphs[-1]):
        credit = paragraphs.pop()
    traditional = record.get("script") == "hant"
    return Article(record["id"], record["title"].strip(), tuple(paragraphs), traditional, credit)


def is_sound(article: Article) -> bool:
    """Tell whether every paragraph is one.

    A piece that ends in no punctuation is a title; one that ends in a bracket and has no
    sentence is a title or, in the middle, a credit that ends another article.
    What looks like one article is several then, and its truth would be wrong.
    """
    return all(
        text[-1] in ENDS_PARAGRAPH and (text[-1] != "）" or SENTENCE.search(text))
        for text in article.paragraphs
    )


def build(
    articles: Sequence[Article],
    out: Path,
    pages: int,
    seed: int,
    kinds: Sequence[str],
    extractors: Sequence[str],
    sample: int = 0,
    last_first: str = "",
) -> Tally:
    """Compose `pages` documents, the kinds in turn, and write what each extractor gives.

    With `sample`, each document meets only so many extractors, in turn: more different
    documents for the same number of files.
    With `last_first`, the lines of its "pages" or "columns" stand from the last to the first.
    """
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    out.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    ready = list(_installed(extractors))
    manifest: dict[str, list[str]] = {}
    for number in range(pages):
        kind = kinds[number % len(kinds)]
        rng = Random(f"{seed}-{kind}-{number}")
        face = open_face(rng.choice(installed_fonts()))
        sheet = KINDS[kind](articles, face, rng)
        name = f"{kind}-{number + 1}"
        chosen = _rotated(ready, number // len(kinds) * sample, sample)
        for extractor, text, alignment in _texts(sheet, face, kind, out / name, chosen):
            problem = _write(out, f"{name}.{extractor}", sheet, text, alignment, last_first)
            tally.bridged += bool(alignment.disagreeing)
            if problem:
                tally.dropped[f"{extractor}: {problem}"] += 1
                _say(f"{name}.{extractor}: dropped, {problem}")
            else:
                tally.written += 1
        manifest[name] = find_features(sheet)
    (out / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1),
        encoding="utf-8",
    )
    return tally


def _installed(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if is_installed(name):
            yield name
        else:
            _say(f"{name} is not installed: skipped")


def _rotated(names: Sequence[str], start: int, count: int) -> list[str]:
    if not count or not names:
        return list(names)
    return [names[(start + step) % len(names)] for step in range(min(count, len(names)))]


def _texts(
    sheet: Sheet,
    face: Face,
    kind: str,
    stem: Path,
    extractors: Sequence[str],
) -> Iterator[tuple[str, str, Alignment]]:
    """Extract a document with each extractor, and align each text with the truth."""
    if kind in DIRECT:
        name, read = DIRECT[kind]
        text, idents = read(sheet)
        yield name, text, Alignment(list(idents), 0)
        return
    pdf, marked = stem.with_suffix(".pdf"), stem.with_suffix(".marked.pdf")
    fault = choose_fault(sheet.rng)
    sheet.remarks += [fault.name] if fault else []
    read = reader(sheet, fault)
    marks = Marks(sheet, read)
    save(pdf, write_pdf(sheet, face, read))
    save(marked, write_pdf(sheet, face, marks.meaning))
    feeds_lost = sheet.maybe(0.3)  # a form feed that somebody turned into a space
    for name in extractors:
        text, from_marked = extract(name, pdf), extract(name, marked)
        if feeds_lost:
            text = text.replace("\f", " ")
        yield name, text, align(text, from_marked, marks)
    marked.unlink()


def _write(
    out: Path,
    name: str,
    sheet: Sheet,
    text: str,
    alignment: Alignment,
    last_first: str = "",
) -> str:
    """Write text and truth; say what is wrong with them, or nothing."""
    if alignment.disagreement > MOST_DISAGREEMENT:
        return f"alignment: {alignment.disagreement:.1%} of the characters differ"
    found = set(alignment.idents)
    blocks = [as_found(block, found) for block in sheet.blocks]
    total = sum(len(block.printed) for block in sheet.blocks)
    lost = total - sum(len(block.printed) for block in blocks)
    if lost > MOST_LOST * total:
        return f"lost {lost} of {total} characters"
    idents = adopt_strays(alignment.idents)
    comment = f"{name}: set by typesetter; {lost} characters lost"
    gold = write_gold(blocks, find_pieces(text, idents, repeated_blocks(sheet.groups)), comment)
    if last_first:
        text, gold = turn(text, gold, stretches_of(last_first, text, idents, sheet))
    problem = find_problem(text, gold)
    if not problem:
        (out / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        (out / f"{name}.gold").write_text(gold, encoding="utf-8", newline="")
    return problem


def find_problem(text: str, gold: str) -> str:
    """Say what is wrong with a gold file, or nothing: each line has to be used once."""
    lines = split_lines(text)
    try:
        blocks = read_gold(lines, "gold", gold)
    except GoldError as error:
        return error.what
    within = range(1, len(lines) + 1)
    problems = [*find_overlaps(blocks), *find_gaps(lines, blocks, within)]
    return str(problems[0]) if problems else ""


def _say(message: str) -> None:
    sys.stderr.write(f"typesetter: {message}\n")
