"""Which characters stand side by side inside words, in any text."""

from collections.abc import Mapping

from layoutfix.tables import per_rules, words


@per_rules
def words_from() -> Mapping[str, str]:
    """Give for each character itself and, from offset 1 on, those that stand behind it in words.

    For where many pairs are asked for.
    """
    return {entry[0]: entry for entry in words("word-pairs")}


def is_in_a_word(pair: str) -> bool:
    """Tell whether two characters stand side by side in words much more often than by chance.

    >>> is_in_a_word("干部"), is_in_a_word("幹部"), is_in_a_word("部干")
    (True, True, False)
    """
    return words_from().get(pair[0], "").find(pair[1], 1) > 0
