"""The pairs of characters that stand for the words of a text."""

from itertools import pairwise


def pairs_of(text: str) -> set[str]:
    """Give the pairs of neighbouring characters; most Chinese words have two."""
    return {a + b for a, b in pairwise(text) if (a + b).isalnum()}
