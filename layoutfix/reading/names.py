"""Tell names of people."""

from layoutfix.model.glyphs import count_han
from layoutfix.reading.word_pairs import is_in_a_word
from layoutfix.tables import per_rules, words

_LONGEST = 12  # characters


@per_rules
def _surnames() -> frozenset[str]:
    return frozenset("".join(words("surnames")))


def is_name(text: str) -> bool:
    """Tell whether two or three characters can be a name, and no word begins with them.

    A name of two characters can be padded to the width of three.

    >>> is_name("孙国栋"), is_name("何 慧"), is_name("高考"), is_name("金沙江"), is_name("桥")
    (True, True, False, False, False)
    """
    name = text.replace(" ", "").replace("\u3000", "")
    whole = len(name) == len(text) or len(name) == 2 == len(text) - 1
    return whole and _may_be_name(name) and not is_in_a_word(name[:2])


def are_names(text: str) -> bool:
    """Tell whether two names or more stand there on end, with nothing between them.

    >>> are_names("刘全应李金宝"), are_names("许平张毅"), are_names("高度重视"), are_names("李小红")
    (True, True, False, False)
    """
    if not 4 <= len(text) <= _LONGEST:
        return False
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            reached |= {end for end in (start + 2, start + 3) if _may_be_name(text[start:end])}
    return len(text) in reached


def _may_be_name(name: str) -> bool:
    return 2 <= len(name) <= 3 and count_han(name) == len(name) and name[0] in _surnames()
