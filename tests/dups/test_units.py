"""The units of a corpus and their ids."""

import pytest

from layoutfix.corpus.inputs import Input
from layoutfix.corpus.records import Fields, Record
from layoutfix.dups.collection import Collection
from layoutfix.dups.units import Reading, cut, read_units
from layoutfix.model.errors import SourceError

PAGE = """\
抗旱抗旱：：千军万马浇好保苗水千军万马浇好保苗水
入夏以来全县少雨，县里拿出九百万元打
井抗旱，组织两千名干部进村入户，帮助农民
农 业 新 闻
浇水保苗。目前已打机井八百眼，修好水渠三
百里，浇地二十万亩。▲干部在田头架设水泵
"""
STORY = (
    "入夏以来全县少雨，县里拿出九百万元打井抗旱，组织两千名干部进村入户，帮助农民浇水保苗。"
    "目前已打机井八百眼，修好水渠三百里，浇地二十万亩。"
)


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        ("file", [("page", PAGE, 1)]),
        ("record", [("page", PAGE, 1)]),
        ("article", [("page#a1", STORY, 1)]),
        ("para", [("page:2", STORY, 2), ("page:6", "▲干部在田头架设水泵", 6)]),
        ("line", [(f"page:{n}", line, n) for n, line in enumerate(PAGE.splitlines(), 1)]),
    ],
)
def test_a_text_is_cut(unit, found):
    """Articles and paragraphs are those that fix restores; an id leads to the first line."""
    units = list(cut(Record("page", PAGE, "page.txt", 1), unit))

    assert units == [Record(known, text, "page.txt", line) for known, text, line in found]


def test_a_block_that_begins_on_the_line_of_another():
    """Two paragraphs of one raw line have different ids."""
    units = list(cut(Record("page", PAGE.replace("百里", "▲百里"), "page.txt", 1), "para"))

    assert len({unit.id for unit in units}) == len(units)


def test_records_and_texts(tmp_path):
    """By default records stay whole and texts are cut into articles."""
    (tmp_path / "a.jsonl").write_text('{"n": 1, "body": "早稻"}\n', "utf-8")
    (tmp_path / "b.txt").write_text(PAGE, "utf-8")
    inputs = [Input(str(tmp_path / "a.jsonl"), "records"), Input(str(tmp_path / "b.txt"), "text")]

    units = list(read_units(inputs, Reading(Fields("n", "body"))))

    assert [(unit.id, unit.text) for unit in units] == [
        (1, "早稻"),
        (f"{tmp_path}/b.txt#a1", STORY),
    ]


def test_an_id_that_came_before(tmp_path):
    """Ids have to differ: the second is refused, or left out by who takes the error."""
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "早"}\n{"id": 1, "text": "晚"}\n', "utf-8")
    inputs = [Input(str(tmp_path / "a.jsonl"), "records")]
    bad = []

    with pytest.raises(SourceError, match="line 2: the id 1 came before"):
        Collection.of(read_units(inputs, Reading()))
    collection = Collection.of(read_units(inputs, Reading()), on_bad=bad.append)
    assert collection.texts == ["早"]
    assert len(bad) == 1
