"""A publication's own tables."""

from pathlib import Path

import pytest

from layoutfix import Settings, fix
from layoutfix.model.errors import RulesError
from layoutfix.publication import load_rules
from layoutfix.tables import number

FLAG = """
[[patterns.line-marks]]
pattern = '葵园特稿'
meaning = "section"
example = "葵园特稿"
counter_example = "葵园特稿很多"
"""


def write(folder: Path, text: str) -> Path:
    """Put a file of rules into a folder."""
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_pattern_of_ones_own_labels_a_line(tmp_path):
    """A row of the publication's own marks is tried before ours."""
    own = Settings(rules=load_rules(write(tmp_path, FLAG)))
    text = "今天是个好日子\n葵园特稿\n"

    assert [block.role for block in fix(text, own).furniture] == ["section"]
    assert not fix(text).furniture


def test_a_number_of_ones_own_holds_for_its_document_alone(tmp_path):
    """Own numbers are gone again with the document that they were for."""
    own = load_rules(write(tmp_path, "[numbers.measure]\nwidest_ems = 60\n"))
    fix("字\n", Settings(rules=own))

    assert own.numbers == ((("measure", "widest_ems"), 60.0),)
    assert number("measure", "widest_ems") != 60


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("[word]\n", "unknown table [word]", id="unknown table"),
        pytest.param("[words]\nposts = '主编'\n", "posts", id="no list"),
        pytest.param("[words]\nnobody = []\n", "nobody", id="unknown list"),
        pytest.param("[numbers.measure]\nwidest = 3\n", "widest", id="unknown number"),
        pytest.param("[numbers.measure]\nwidest_ems = 'x'\n", "widest_ems", id="no number"),
        pytest.param(FLAG.replace("'葵园特稿'", "'(葵'"), "line-marks 1", id="bad pattern"),
        pytest.param(FLAG.replace("很多", ""), "counter-example", id="examples fail"),
        pytest.param("words = \n", "line 1", id="broken TOML"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_place(tmp_path, text, said):
    """What cannot be used is said with the file and the entry."""
    path = write(tmp_path, text)

    with pytest.raises(RulesError) as error:
        load_rules(path)
    assert str(path) in error.value.what
    assert said in error.value.what
