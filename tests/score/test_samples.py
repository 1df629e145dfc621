"""The figures of documents made from samples/ stay what they were.

frozen.json holds the figures of the documents that the makers below build; it was written
once, when another implementation of the figures gave the same to nine digits.
The makers use no chance: the same files give the same documents everywhere.
A difference means that a figure no longer means what it meant, or that a gold file was
changed; in the second case write the file anew (``dump_figures``) and read what moved.
"""

import json
from pathlib import Path

import pytest

from layoutfix.model.page import split_lines
from layoutfix.score import compare, figures, misses
from layoutfix.score.gold import read_gold

SAMPLES = Path(__file__).parents[2] / "samples"
FROZEN_FILE = Path(__file__).with_name("frozen.json")
FROZEN = json.loads(FROZEN_FILE.read_text(encoding="utf-8"))
COUNTS = ("lines_in_scope", "rewritten_cases")
PER_THOUSAND = ("chars_missing", "chars_extra", "join_errors", "placed", "lines_lost")
GOLDS = {
    "000": ("000.gold",),
    "002": ("002.gold",),
    "003": ("003.gold",),
    "004": ("004.part1.gold", "004.part2.gold"),
}
NAMES = tuple(GOLDS)


def raw_and_golds(name):
    """Give the raw text of a sample, and name and content of its gold files."""
    (raw,) = SAMPLES.glob(f"{name}_*.txt")
    golds = [(gold, (SAMPLES / gold).read_text(encoding="utf-8")) for gold in GOLDS[name]]
    return raw.read_text(encoding="utf-8"), golds


def as_gold(name):
    """Give the document that gold describes."""
    raw, golds = raw_and_golds(name)
    articles, furniture = {}, []
    for number, (file, text) in enumerate(golds):
        for found in read_gold(split_lines(raw), file, text):
            unit = found.unit
            block = {"role": unit.role, "text": unit.text, "lines": list(unit.lines)}
            home = articles.setdefault((number, unit.article), [])
            (furniture if unit.outside else home).append(block)
    return {
        "articles": [{"blocks": blocks} for blocks in articles.values() if blocks],
        "furniture": furniture,
    }


def as_lines(name):
    """Give a document in which each line is a paragraph, and all are one article."""
    lines = enumerate(split_lines(raw_and_golds(name)[0]), 1)
    blocks = [
        {"role": "para", "text": line.strip(), "lines": [number]}
        for number, line in lines
        if line.strip()
    ]
    return {"articles": [{"blocks": blocks}], "furniture": []}


def as_heap(name):
    """Give gold's blocks as one article that holds the furniture, too."""
    gold = as_gold(name)
    blocks = [block for article in gold["articles"] for block in article["blocks"]]
    return {"articles": [{"blocks": blocks + gold["furniture"]}], "furniture": []}


def as_worn(name):
    """Give gold with every kind of wear: each rule hits every few blocks."""
    gold = as_gold(name)
    nth = 0
    for article in gold["articles"]:
        worn = []
        for block in article["blocks"]:
            nth += 1
            worn += _wear(block, nth, worn)
        article["blocks"] = worn
    gold["articles"][0]["blocks"] += gold["articles"][-1]["blocks"][:3]
    return gold


def _wear(block, nth, above):
    """Give what becomes of the nth block; ``above`` are the worn ones before it."""
    half = len(block["lines"]) // 2
    if nth % 5 == 1 and above:  # joined to the block above
        above[-1]["text"] += block["text"]
        above[-1]["lines"] = above[-1]["lines"] + block["lines"]
        return []
    if nth % 7 == 2 and half:  # torn in two
        cut = len(block["text"]) // 2
        return [
            block | {"text": block["text"][:cut], "lines": block["lines"][:half]},
            block | {"text": block["text"][cut:], "lines": block["lines"][half:]},
        ]
    if nth % 11 == 3:  # lost
        return []
    if nth % 13 == 4:  # taken for something else
        return [block | {"role": "note"}]
    if nth % 3 == 0:  # cleaned, though nobody asked
        return [block | {"text": block["text"].replace("，", ",")}]
    return [block]


MAKERS = {"gold": as_gold, "lines": as_lines, "heap": as_heap, "worn": as_worn}


def dump_figures():
    """Write frozen.json anew: ``python -c 'import test_samples as t; t.dump_figures()'`` here."""
    out = {}
    for maker, make in MAKERS.items():
        for name in NAMES:
            found = figures(compare(*raw_and_golds(name), make(name)))
            out[f"{maker} {name}"] = {key: round(value, 12) for key, value in found.items()}
    FROZEN_FILE.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("maker", MAKERS)
def test_figures_are_as_frozen(maker, name):
    """Each figure, by name, in the order in which it is printed."""
    raw, golds = raw_and_golds(name)
    found = figures(compare(raw, golds, MAKERS[maker](name)))

    assert list(found) == list(FROZEN[f"{maker} {name}"])
    assert found == pytest.approx(FROZEN[f"{maker} {name}"], abs=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_gold_against_itself_is_perfect(name):
    """All shares are 1, all errors 0, and there is no miss to list."""
    raw, golds = raw_and_golds(name)
    comparison = compare(raw, golds, as_gold(name))
    shares = {
        figure: value
        for figure, value in figures(comparison).items()
        if figure not in COUNTS and not figure.startswith(PER_THOUSAND)
    }
    shares.pop("role_macro_F1")  # 0 where no role is frequent enough
    if name == "003":
        shares = {k: v for k, v in shares.items() if not k.startswith("join")}  # it has none

    assert set(shares.values()) == {1.0}
    assert misses(comparison) == []
