"""Which of several duplicates is kept."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Literal, NamedTuple

from layoutfix.dups.collection import Collection

By = Literal["longest", "cleanest", "first", "max", "min"]

# What print and extractors leave where a character was lost, and gaps inside of a sentence.
_NOISE = re.compile(
    "[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd\ud800-\udfff"
    "\x00-\x08\x0b-\x1f\x7f-\x9f□■〓]"
    "|(?<=[\u3400-\u9fff])[ \t\u3000\n]+(?=[\u3400-\u9fff])"
)


class Keep(NamedTuple):
    """The rule: the longest, the cleanest, the first, or the highest or lowest of a field."""

    by: By = "longest"
    field: str = ""


def best_first(collection: Collection, positions: Iterable[int], keep: Keep) -> list[int]:
    """Put texts in order, the one that is kept before all others first.

    ``positions`` come in the order that decides between equals.

    >>> best_first(Collection(texts=["早稻", "早稻丰收"]), [0, 1], Keep("longest"))
    [1, 0]
    """
    if keep.by == "first":
        return list(positions)
    worth = partial(_WORTH[keep.by], collection)
    lowest = keep.by == "min"
    return sorted(positions, key=worth, reverse=not lowest)


def noise(text: str) -> float:
    """Give the share of a text that is no text: lost characters, controls, gaps between Han.

    >>> noise("早■稻 丰收"), noise("早稻丰收")
    (0.3333333333333333, 0.0)
    """
    return len(_NOISE.findall(text)) / (len(text) or 1)


def _length(collection: Collection, position: int) -> tuple[float, ...]:
    text = collection.texts[position]
    return len(text), -noise(text)


def _cleanness(collection: Collection, position: int) -> tuple[float, ...]:
    text = collection.texts[position]
    return -noise(text), len(text)


def _value(collection: Collection, position: int, *, lowest: bool = False) -> tuple[int, object]:
    """Give what sorts numbers with numbers and texts with texts; what has neither comes last."""
    value = collection.ranks[position]
    if isinstance(value, int | float):
        return 1, value
    if isinstance(value, str):
        return 2, value
    return (3 if lowest else 0), 0


_WORTH: dict[str, Callable[[Collection, int], tuple[object, ...]]] = {
    "longest": _length,
    "cleanest": _cleanness,
    "max": _value,
    "min": partial(_value, lowest=True),
}
