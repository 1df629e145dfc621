"""Lines are turned over, and the truth with them."""

from pathlib import Path

import pytest

from layoutfix.model.page import split_lines
from layoutfix.score.gold import read_gold
from typesetter.build import build, find_problem
from typesetter.last_first import MANNERS, pages, turn
from typesetter.story import Article

TEXT = "山川日报 3\n标题\n正文第一行\n\n第二行。说明\n\f另一页的正文\n完。\n"
GOLD = """\
# made up

== a01
headline 2
para 3,5[0:4],6-7
caption 5[4:]

== furniture
furniture 1
"""


def test_the_truth_says_the_same():
    """Each block of the gold file has the text that it had."""
    text, gold = turn(TEXT, GOLD, pages(TEXT))
    before, after = (
        [block.unit.text for block in read_gold(split_lines(raw), "gold", truth)]
        for raw, truth in ((TEXT, GOLD), (text, gold))
    )

    assert text == "第二行。说明\n\n正文第一行\n标题\n山川日报 3\n\f完。\n另一页的正文\n"
    assert find_problem(text, gold) == ""
    assert after == before


def test_turning_twice_gives_the_text_again():
    """Turned over once more, a text is what it was."""
    text, gold = turn(TEXT, GOLD, pages(TEXT))

    assert turn(text, gold, pages(text))[0] == TEXT


@pytest.mark.builds
@pytest.mark.needs_font
@pytest.mark.parametrize("manner", MANNERS)
def test_pages_are_built_so(manner: str, articles: list[Article], tmp_path: Path):
    """Whole data sets have the same lines as without, in another order."""
    for name, last_first in (("turned", manner), ("usual", "")):
        build(
            articles,
            tmp_path / name,
            1,
            seed=1,
            kinds=["gazette"],
            extractors=["pypdf"],
            last_first=last_first,
        )
    for path in (tmp_path / "turned").glob("*.txt"):
        turned = path.read_text(encoding="utf-8").split()
        usual = (tmp_path / "usual" / path.name).read_text(encoding="utf-8").split()

        assert turned != usual
        assert sorted(turned) == sorted(usual)
