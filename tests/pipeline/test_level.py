"""How much is done, by the level."""

from pathlib import Path

import pytest

from layoutfix import fix
from layoutfix.model.edits import Edit
from layoutfix.model.settings import Settings
from layoutfix.pipeline.proof import changes_text

SAFE, BOLD = Settings(level="safe"), Settings(level="bold")
LONG = "县里拿出九百万元打井抗旱，组织两千名干部进村入户，帮助农民浇水保苗。"
COLUMN = """入夏以来全县少雨，县里拿出九百万元打
井抗旱，组织两千名干部进村入户，帮助农民
浇水保苗。目前已打机井八百眼，修好水渠三
百里，浇地二十万亩，旱情已经得到缓解，农
民说，井打得及时，水来得也及时，庄稼有救
了，大家心里也就踏实了。
县里还成立了技术小组，到田间指导农民
科学用水，节约用水，把每一方水都用在刀刃
上。打井抗旱的干部说，井要打在最缺水的地
方，打好一眼井，浇好一片地，庄稼有了水，
农民心里就有了底，秋后的收成也就有了底，
干部进村入户才算没有白来。
"""
SAMPLES = Path(__file__).parents[2] / "samples"
PAGE = next(SAMPLES.glob("000_*.txt")).read_text(encoding="utf-8")
RAW = PAGE.split("\n")
TITLE = "抗旱抗旱：：打井修渠打井修渠\n"
NARROW = """村里新建了图书
室，孩子们放学
以后都来看书，
老人们也来读
报，热闹极了。
"""


def lines_of(joins: list[Edit]) -> list[tuple[int, int]]:
    """Give the upper and the lower line of each join."""
    return [(edit.lines[0], edit.lines[1]) for edit in joins]


def kinds(text: str, settings: Settings) -> set[tuple[str, str]]:
    """Give the passes with the operations that change something."""
    edits = fix(text, settings).edits
    return {(name, edit.op) for name, edit in edits if changes_text(edit)}


def test_safe_joins_and_takes_copies_out_and_no_more():
    """The safe level joins lines of a column and drops exact copies."""
    assert kinds(TITLE + PAGE, SAFE) == {("drop-doubled-text", "drop"), ("read-lines", "join")}


def test_safe_joins_are_sure_and_inside_a_column():
    """Each join of the safe level is near certain, and of two lines that follow each other."""
    joins = [edit for _, edit in fix(PAGE, SAFE).edits if edit.op == "join"]

    assert len(joins) > 50
    assert all(edit.confidence >= 0.95 for edit in joins)
    assert all(not "".join(RAW[upper : lower - 1]).strip() for upper, lower in lines_of(joins))


def test_safe_keeps_the_order_of_the_lines():
    """Nothing is moved: the first lines of the blocks are in the order of the page."""
    document = fix(PAGE, SAFE)
    lines = [block.lines[0] for article in document.articles for block in article.blocks]

    assert lines == sorted(lines)
    assert document.furniture == ()
    assert len(document.articles) == 1


@pytest.mark.parametrize("level", [SAFE, BOLD], ids=["safe", "bold"])
def test_twice_is_once_at_each_level(level: Settings):
    """Repairing twice at one level is repairing once."""
    once = fix(PAGE, level).to_text()

    assert fix(once, level).to_text() == once


@pytest.mark.parametrize(
    "text",
    [
        NARROW,
        "入夏以来，全县少雨，县里拿出九百万元打井\n抗旱，组织干部进村入户，浇水保苗。\n"
        + LONG
        + "\n",
        COLUMN + "".join(f"\n{n}号井打好以后，{LONG}\n" for n in range(400)),
    ],
    ids=["a narrow column alone", "a short paragraph that was cut", "a column in a long list"],
)
def test_bold_does_what_normal_leaves(text: str):
    """What is likely and not clear is done by the bold level alone."""
    assert fix(text).to_text() == text
    assert ("read-lines", "join") in kinds(text, BOLD) or ("join-cut-paragraphs", "join") in kinds(
        text, BOLD
    )
