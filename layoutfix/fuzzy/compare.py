"""Compare strings: how alike are they."""


def likeness(one: str, other: str) -> float:
    """Give the normalised Levenshtein similarity, from 0 to 1 (Levenshtein 1966)."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415, only when something repeats

    return Levenshtein.normalized_similarity(one, other)
