"""Texts that would take very long, or much memory, if each were held against each."""

from random import Random

import pytest

from layoutfix.fuzzy.pairs import find_pairs, kernel_in_use
from layoutfix.fuzzy.presets import ARTS, PARAS, TITLES
from layoutfix.fuzzy.stages import MOST_COPIES

QUOTE = "组织两千名干部进村入户，帮助农民浇水保苗，目前已打机井八百眼。"
# Plain Python is held to the same, on less.
MANY = 200_000 if kernel_in_use() else 5_000


def unlike(nth: int, length: int = 12) -> str:
    """Give a text that shares nothing with those of other numbers."""
    return "".join(map(chr, Random(nth).choices(range(0x4E00, 0x9FA0), k=length)))  # noqa: S311


def test_empty_texts_are_not_pairs():
    """Very many empty texts, and texts of marks alone, are no copies of each other."""
    assert find_pairs(["", "……"] * (MANY // 2), TITLES) == []


def test_many_copies_are_paired_with_the_first():
    """Of very many equal texts each is paired with the first, not with each other."""
    pairs = find_pairs([QUOTE] * 5_000, TITLES)

    assert [(pair.a, pair.b) for pair in pairs] == [(0, nth) for nth in range(1, 5_000)]


def test_few_copies_are_all_paired():
    """Of few equal texts each is paired with each."""
    pairs = find_pairs([QUOTE] * MOST_COPIES, TITLES)

    assert len(pairs) == MOST_COPIES * (MOST_COPIES - 1) // 2


def test_an_anchor_that_all_share_says_nothing():
    """A phrase that stands in every text makes no pairs of them."""
    texts = [f"浇水保苗忙{unlike(nth)}" for nth in range(MANY // 10)]

    assert find_pairs(texts, TITLES) == []


@pytest.mark.parametrize("preset", [TITLES, PARAS, ARTS], ids=lambda preset: preset.name)
def test_a_text_of_one_character(preset):
    """A long text that repeats one character has one anchor, and is no pair with anything."""
    assert find_pairs(["田" * MANY, "田" * (MANY - 1), QUOTE], preset) == []


def test_a_long_text_is_not_read_for_each_short_one():
    """Passages of a very long text are found in it."""
    long = "".join(unlike(nth, 200) for nth in range(MANY // 200))
    quotes = [long[at : at + 150] for at in range(0, len(long) - 150, len(long) // 20)]

    pairs = find_pairs([*quotes, long], PARAS)

    found = [pair for pair in pairs if pair.b == len(quotes)]
    assert [pair.relation for pair in found] == ["contained"] * len(quotes)
