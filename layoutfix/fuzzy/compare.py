"""Compare strings: how alike are they."""

_MOST_ARE_COPIES = 0.99


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """Give the normalised Levenshtein similarity, from 0 to 1 (Levenshtein 1966).

    Below ``least`` the answer is 0; long texts that are nearly the same are the quickest.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415, only when something repeats

    return Levenshtein.normalized_similarity(
        one, other, score_cutoff=least, score_hint=_MOST_ARE_COPIES
    )
