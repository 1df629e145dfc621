"""Which characters stand side by side inside words, in any text."""

from layoutfix.tables import per_rules, words


@per_rules
def _entries() -> dict[str, str]:
    return {entry[0]: entry for entry in words("word-pairs")}


def is_in_a_word(pair: str) -> bool:
    """Tell whether two characters stand side by side in words much more often than by chance.

    >>> is_in_a_word("干部"), is_in_a_word("幹部"), is_in_a_word("部干")
    (True, True, False)
    """
    return _entries().get(pair[0], "").find(pair[1], 1) > 0
