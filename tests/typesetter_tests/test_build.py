"""Whole data sets: composed, extracted, with their truth."""

import json
import sys
from pathlib import Path
from random import Random

import pytest

from layoutfix.model.page import split_lines
from layoutfix.score.gold import read_gold
from typesetter.__main__ import main
from typesetter.build import build, is_sound
from typesetter.extractors import EXTRACTORS, Needs, is_installed
from typesetter.face import Face
from typesetter.kinds import DIRECT, KINDS
from typesetter.measure import FIGURES, feature_table, measure, run_command, table
from typesetter.model import BORROWED
from typesetter.story import Article

pytestmark = pytest.mark.needs_font


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_every_printed_character_is_drawn(
    kind: str,
    seed: int,
    articles: list[Article],
    face: Face,
):
    """Each character of each block is on the paper, and nothing else is."""
    sheet = KINDS[kind](articles, face, Random(seed))
    drawn = {
        glyph.ident: glyph.char
        for group in sheet.groups
        for run in group.runs
        for glyph in run.glyphs
        if glyph.ident
    }
    wanted = {(b.number, n): c for b in sheet.blocks for n, c in enumerate(b.printed)}

    assert drawn == wanted


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in DIRECT])
@pytest.mark.parametrize("seed", range(10))
def test_everything_is_on_the_page(
    kind: str,
    seed: int,
    articles: list[Article],
    face: Face,
):
    """No run starts outside its page."""
    sheet = KINDS[kind](articles, face, Random(seed))
    for group in sheet.groups:
        width, height = sheet.sizes[group.page]

        assert all(0 <= run.x < width and 0 < run.y < height for run in group.runs)


@pytest.mark.parametrize("kind", KINDS)
def test_same_seed_same_page(kind: str, articles: list[Article], face: Face):
    """A seed stands for one page."""
    one, two = (KINDS[kind](articles, face, Random(3)) for _ in range(2))

    assert [group.runs for group in one.groups] == [group.runs for group in two.groups]


def test_traditional_articles_have_traditional_dress(
    articles: list[Article],
    face: Face,
):
    """Around a traditional article the bylines and flags are traditional too."""
    traditional = [article for article in articles if article.traditional]
    for seed in range(10):
        sheet = KINDS["newspaper"](traditional, face, Random(seed))
        dress = "".join(block.text for block in sheet.blocks if block.role not in BORROWED)

        assert not set(dress) & set("记讯员图摄东报场闻间")


def needing(name: str):
    """Give the name of an extractor as a parameter, skipped where the extractor is absent."""
    _, kind, need = EXTRACTORS[name]
    mark = pytest.mark.needs_program if kind is Needs.PROGRAM else pytest.mark.needs_module
    return pytest.param(name, marks=mark(need))


def truth(raw: Path):
    """Give the document that the gold file beside a raw text describes."""
    lines = split_lines(raw.read_bytes().decode())
    articles, furniture = {}, []
    for found in read_gold(lines, "gold", raw.with_suffix(".gold").read_text(encoding="utf-8")):
        unit = found.unit
        block = {"role": unit.role, "text": unit.text, "lines": list(unit.lines)}
        (furniture if unit.outside else articles.setdefault(unit.article, [])).append(block)
    return {"articles": [{"blocks": b} for b in articles.values()], "furniture": furniture}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, articles: list[Article]):
    """Set a page of each kind for all extractors that there are; give what the truth scores."""
    folder = tmp_path_factory.mktemp("pages")
    ready = [name for name in EXTRACTORS if is_installed(name)]
    tally = build(articles, folder, len(KINDS), 8, list(KINDS), ready)
    return tally, measure(folder, truth)


@pytest.mark.builds
@pytest.mark.parametrize("extractor", [needing(name) for name in EXTRACTORS])
def test_truth_scores_full_marks(extractor: str, built):
    """Each kind has its truth for each extractor, and who gives the truth gets every point."""
    _, scores = built
    own = [score for score in scores if score.extractor == extractor]

    assert {score.kind for score in own} == set(KINDS) - set(DIRECT)
    for score in own:
        assert score.figures["para_F1"] == 1.0
        assert score.figures["headline_exact"] == 1.0
        assert score.figures["order_F1"] == 1.0


@pytest.mark.builds
def test_little_is_dropped(built):
    """On these pages the truth can be told of every extraction, and all is written."""
    tally, scores = built

    assert tally.dropped.total() == 0
    assert tally.written == len(scores)


@pytest.mark.builds
def test_a_seed_stands_for_one_set_of_files(tmp_path: Path):
    """The command writes the same texts, gold files and features for the same seed."""
    made = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        options = ["--out", folder, "--pages", 2, "--kinds", "digital,gazette", "--seed", 3]
        code = main([str(option) for option in [*options, "--extractors", "pypdf"]])
        files = sorted(path for path in folder.iterdir() if path.suffix != ".pdf")
        made.append({path.name: path.read_bytes() for path in files})

        assert code == 0

    assert made[0] == made[1]
    assert set(made[0]) == {
        *("digital-1.web.gold", "digital-1.web.txt", "manifest.json"),
        *("gazette-2.pypdf.gold", "gazette-2.pypdf.txt"),
    }


@pytest.mark.builds
def test_a_command_is_measured(tmp_path: Path, articles: list[Article]):
    """The command is run on each file, and each figure has its mean in both tables."""
    build(articles, tmp_path, 2, 1, ["digital"], [])
    program = Path(sys.executable).with_name("layoutfix")
    scores = measure(tmp_path, lambda raw: run_command(f"{program} fix --to json {{}}", raw), 2)
    tables = [table(scores), feature_table(scores, tmp_path / "manifest.json")]

    assert [score.problem for score in scores] == ["", ""]
    assert set(FIGURES) - set(scores[0].figures) <= {"join_F1", "rewritten_restored"}
    assert "| digital | web | 2 |" in tables[0]
    assert all(heading in shown for heading in FIGURES.values() for shown in tables)


def test_a_failing_command_is_reported(tmp_path: Path, articles: list[Article]):
    """A page that the command cannot do is named; the others are scored."""
    build(articles, tmp_path, 1, 1, ["digital"], [])

    def broken(_: Path):
        return json.loads("no json")

    (score,) = measure(tmp_path, broken)

    assert "JSONDecodeError" in score.problem
    assert score.figures == {}


def test_own_texts_are_as_promised(articles: list[Article]):
    """The texts of the repository are articles of bearable size, two of them traditional."""
    assert sum(article.traditional for article in articles) == 2
    assert all(4 <= len(article.paragraphs) <= 8 for article in articles)
    assert all(60 <= len(text) <= 300 for article in articles for text in article.paragraphs)


def ends_with(last: str) -> Article:
    """Give an article of two paragraphs."""
    return Article("a", "月牙湖", ("清淤船在湖里来回作业。", last), traditional=False)


@pytest.mark.parametrize("last", ["白鹭飞回芦苇丛（附图片１张）", "（陶敏）", "月牙湖治理三年"])
def test_an_article_that_is_several_is_not_sound(last: str):
    """A title or a credit among the paragraphs shows that another article begins."""
    assert not is_sound(ends_with(last))


@pytest.mark.parametrize("last", ["水葫芦不见了。", "水葫芦不见了。（见图）"])
def test_a_sentence_with_a_bracket_is_sound(last: str):
    """A bracket behind a sentence is a part of the paragraph."""
    assert is_sound(ends_with(last))
