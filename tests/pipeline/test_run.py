"""The run as a whole: whole texts, repaired texts, skipped passes."""

import pytest

from layoutfix import fix
from layoutfix.model.document import ARTICLE_MARK, FURNITURE_MARK
from layoutfix.model.settings import Settings
from layoutfix.passes import PASSES
from layoutfix.pipeline.conserve import rebuild

COLUMN = """\
　　记者从市农业局获悉，今年全市
早稻种植面积达一百二十万亩，比去
年增加三万亩。县里组织一百二十名
农技员下乡，帮助农户育秧、备耕，
并为缺水的村子送去四十台水泵。
"""
BLOCKS = ["渡口大桥通了", "记者 杜一帆", "桥上", ARTICLE_MARK, "山上茶香了", "茶农"]
REPAIRED = "\n\n".join([*BLOCKS, FURNITURE_MARK, "第3版"]) + "\n"


def test_repaired_text_stays():
    """A text that bears the mark is not repaired again, whatever its lines look like."""
    document = fix(REPAIRED)

    assert document.to_text() == REPAIRED
    assert not document.changed


def test_repaired_text_keeps_its_articles():
    """The mark tells the articles of a repaired text."""
    texts = [[block.text for block in article.blocks] for article in fix(REPAIRED).articles]

    assert texts == [BLOCKS[:3], BLOCKS[4:]]


def test_repaired_text_keeps_its_furniture():
    """What stands behind the last mark is furniture, and the marks are too."""
    texts = [block.text for block in fix(REPAIRED).furniture]

    assert texts == [ARTICLE_MARK, FURNITURE_MARK, "第3版"]


def test_repaired_text_loses_no_title_to_the_furniture():
    """In a repaired text nothing above the mark of the furniture is furniture."""
    text = REPAIRED.replace("渡口大桥通了", "通了")

    assert fix(text).to_text(furniture=False).startswith("通了\n")


def test_repaired_text_has_roles():
    """The roles of a repaired text are told once more."""
    roles = [block.role for block in fix(REPAIRED).articles[0].blocks]

    assert "byline" in roles


@pytest.mark.parametrize("name", [each.name for each in PASSES])
def test_each_pass_can_be_skipped(name: str):
    """Without any one of the passes the others do their work, and nothing is lost."""
    document = fix(COLUMN, Settings(skip=frozenset({name})))

    assert name not in {pass_name for pass_name, _ in document.edits}
    assert document.warnings == ()


def test_all_passes_skipped():
    """Without any pass the text stays."""
    document = fix(COLUMN, Settings(skip=frozenset(each.name for each in PASSES)))

    assert document.to_text() == COLUMN


def test_same_text_same_document():
    """The same text gives the same document again."""
    assert fix(COLUMN) == fix(COLUMN)


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "\ufeff", "。", "\x00"])
def test_next_to_nothing(text: str):
    """Empty and nearly empty texts stay."""
    assert fix(text).to_text() == text


def test_a_copy_goes_behind_what_is_left_of_its_article():
    """A title that is joined to the one above it is no place to put a copy of a paragraph."""
    line = "已立进人应他程个理然结机业种为那机命月过比工" * 8
    head = ".32-8c0c17189407bb  6.32-8c0c17189407bb   6.32-事表后度定间过行分好制子力出一高与过"
    text = f"{head}\n{line}\n※  ■\n反\n“这\n为\n开能\n度人人一大\n{line}\n\n"

    assert rebuild(fix(text).to_dict()) == text
