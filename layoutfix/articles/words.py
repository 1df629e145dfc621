"""The pairs of characters that stand for the words of a text."""

from operator import add


def pairs_of(text: str) -> set[str]:
    """Give the pairs of neighbouring characters; most Chinese words have two."""
    return set(filter(str.isalnum, map(add, text, text[1:])))
