"""Facts about characters that a compositor knows by heart."""

from collections.abc import Iterator

MAY_NOT_START = frozenset("，。、；：？！）》〉」』】〕’”％%…—·,.;:?!)]}～")
MAY_NOT_END = frozenset("（《〈「『【〔‘“([{￥＄№")
OPENERS = MAY_NOT_END
CLOSERS = frozenset("，。、；：？！）》〉」』】〕’”")
SQUEEZABLE = CLOSERS | OPENERS

# full width in print although Unicode calls them ambiguous
PRINTED_WIDE = frozenset("“”‘’…—·■▲●◆★※№→←↑↓①②③④⑤⑥⑦⑧⑨⑩")

WIDE_DIGITS = frozenset("０１２３４５６７８９．")
ALWAYS_PAIRED = frozenset("…—")


def is_wide(char: str) -> bool:
    """Tell whether print gives this character a full em."""
    return char in PRINTED_WIDE or ord(char) >= 0x2E80


def is_word_character(char: str) -> bool:
    """Tell whether this character clings to its neighbours in a Latin word or a number."""
    return not is_wide(char) and not char.isspace()


def cut_units(text: str) -> Iterator[str]:
    """Cut text into what a line break may not divide: a Han character, a word, a dash pair."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _clings(text[end - 1], text[end]):
            end += 1
        yield text[start:end]
        start = end


def _clings(left: str, right: str) -> bool:
    if is_word_character(left) and is_word_character(right):
        return True
    if left in WIDE_DIGITS and right in WIDE_DIGITS:
        return True
    return left == right and left in ALWAYS_PAIRED


def bare(text: str) -> str:
    """Take all white space out: what is left is what the press really printed."""
    return "".join(text.split())
