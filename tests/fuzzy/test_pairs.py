"""Pairs of texts that repeat each other: what is found, and what is no repetition."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.fuzzy.pairs import find_pairs
from layoutfix.fuzzy.presets import ARTS, PARAS, TITLES

NEWS = (
    "入夏以来全县少雨，县里拿出九百万元打井抗旱，组织两千名干部进村入户，帮助农民浇水保苗。"
    "目前已打机井八百眼，修好水渠三百里，浇地二十万亩，旱情已经得到缓解。"
)
QUOTE = "组织两千名干部进村入户，帮助农民浇水保苗"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        pytest.param("浇水保苗两不误", "《澆水保苗兩不誤》", "same", id="script-and-marks"),
        pytest.param("全县浇水保苗两不误", "全省浇水保苗两不误", "near", id="one-character"),
        pytest.param("机井打到田头第三集", "机井打到田头第四集", "series", id="episode"),
        pytest.param("农机下乡（上）", "农机下乡（下）", "series", id="part"),
        pytest.param("1月5日全县天气预报", "1月16日全县天气预报", "series", id="date"),
        pytest.param("县队3比1主场胜市队", "县队3比0客场胜市队", "near", id="more-than-the-score"),
        pytest.param(NEWS, NEWS[: 2 * len(NEWS) // 3], "near", id="two-thirds"),
        pytest.param(QUOTE, NEWS, "contained", id="pull-quote"),
        pytest.param(NEWS, QUOTE, "contains", id="pull-quote-below"),
    ],
)
def test_relation(one: str, other: str, relation: str):
    """Two texts that repeat each other are told by how."""
    assert [pair.relation for pair in find_pairs([one, other], TITLES)] == [relation]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["", "", "。", "……"], id="nothing-in-them"),
        pytest.param(["县里打井抗旱", "市里修路架桥"], id="nothing-in-common"),
        pytest.param(["浇水", "入夏以来县里组织干部浇水"], id="one-word"),
        pytest.param(["浇水保苗打井抗旱忙", "浇水田苗打渠抗旱乐"], id="letters-but-no-words"),
        pytest.param([], id="no-texts"),
        pytest.param([NEWS], id="one-text"),
    ],
)
def test_relation_noop(texts: list[str]):
    """Texts that share a word or nothing are no pair, and neither are empty ones."""
    assert find_pairs(texts, TITLES) == []


@pytest.mark.parametrize("preset", [TITLES, PARAS], ids=lambda preset: preset.name)
def test_spans_are_the_shared_passage(preset):
    """The spans are the passage as it stands in each of the original texts."""
    (pair,) = find_pairs([f"　　{QUOTE}！", NEWS], preset)

    assert pair.a_span == (2, 2 + len(QUOTE))
    assert NEWS[slice(*pair.b_span)] == QUOTE


def test_copies_are_paired_with_each_other():
    """Of three equal texts each is paired with each, and each with the one that is near."""
    pairs = find_pairs([NEWS, NEWS, NEWS[:-8], f"{NEWS}。"], ARTS)

    assert [(pair.a, pair.b, pair.relation) for pair in pairs] == [
        (0, 1, "same"),
        (0, 2, "near"),
        (0, 3, "same"),
        (1, 2, "near"),
        (1, 3, "same"),
        (2, 3, "near"),
    ]


phrases = st.sampled_from(["早稻丰收", "在望", "稻稻稻", "农民浇水保苗", "井"])


@given(
    texts=st.lists(st.lists(phrases, max_size=5).map("".join), max_size=8),
    data=st.data(),
)
def test_the_order_of_texts_does_not_matter(texts: list[str], data):
    """The same two texts are a pair whichever comes first, and whatever stands around them."""
    turned = data.draw(st.permutations(texts))

    def found(given: list[str]) -> set[frozenset[str]]:
        pairs = find_pairs(given, replace(TITLES, cap=4))
        return {frozenset((given[pair.a], given[pair.b])) for pair in pairs}

    assert found(texts) == found(turned)
