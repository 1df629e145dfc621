"""Which characters stand side by side inside words, in any text."""

from layoutfix.tables import per_rules, words


@per_rules
def _followers() -> dict[str, frozenset[str]]:
    return {entry[0]: frozenset(entry[1:]) for entry in words("word-pairs")}


def is_in_a_word(pair: str) -> bool:
    """Tell whether two characters stand side by side in words much more often than by chance.

    >>> is_in_a_word("干部"), is_in_a_word("幹部"), is_in_a_word("部干")
    (True, True, False)
    """
    return pair[1] in _followers().get(pair[0], ())
