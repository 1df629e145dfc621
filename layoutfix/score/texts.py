"""Figures about text: paragraphs restored exactly, characters missing and written twice."""

from collections import Counter
from collections.abc import Iterable

from layoutfix.model.document import OUTSIDE
from layoutfix.score.agreement import agree_multisets
from layoutfix.score.comparison import Comparison
from layoutfix.score.units import Unit, fold


def paragraphs(comparison: Comparison) -> dict[str, float]:
    """para_P, para_R, para_F1, block_F1, text_F1: paragraphs, and blocks of any role, restored.

    A paragraph is right when its whole text is, but for width and white space; one wrong
    join costs both paragraphs it touches.
    For text_F1 marks do not count either, nor furniture, nor which role a block has: it asks
    whether a text stands whole in one block.
    """
    wanted = [unit for unit in comparison.gold if unit.role == "para"]
    given = [unit for unit in comparison.predicted if unit.role == "para"]
    whole = agree_multisets(
        Counter(unit.folded for unit in given), Counter(unit.folded for unit in wanted)
    )
    blocks = agree_multisets(
        Counter(unit.folded for unit in comparison.predicted),
        Counter(unit.folded for unit in comparison.gold),
    )
    texts = agree_multisets(_texts(comparison.predicted), _texts(comparison.gold))
    return {**whole.figures("para"), "block_F1": blocks.f1, "text_F1": texts.f1}


def _texts(units: Iterable[Unit]) -> Counter[str]:
    """Count the texts of blocks in articles, letters and digits alone."""
    bare = ("".join(filter(str.isalnum, unit.folded)) for unit in units if not unit.outside)
    return Counter(filter(None, bare))


def verbatim(comparison: Comparison) -> dict[str, float]:
    """verbatim: of the paragraphs restored, the share that also keeps width and punctuation.

    It falls when a program "cleans" text that it was asked to put in order.
    """
    wanted = [unit for unit in comparison.gold if unit.role == "para"]
    given = [unit for unit in comparison.predicted if unit.role == "para"]
    restored = Counter(u.folded for u in wanted) & Counter(u.folded for u in given)
    exact = Counter(u.unspaced for u in wanted) & Counter(u.unspaced for u in given)
    return {"verbatim": exact.total() / restored.total() if restored else 0.0}


def characters(comparison: Comparison) -> dict[str, float]:
    """chars_missing_per_1000, chars_extra_per_1000: text lost, text written twice or made up.

    Counted as a bag of characters over all that is not furniture, so a wrong order or a
    wrong join costs nothing here.
    Furniture may be given out or left out: neither is missing or extra.
    """
    outside = {line for unit in comparison.gold if unit.outside for line in unit.lines}
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for unit in comparison.gold:
        if unit.role not in OUTSIDE:
            wanted.update(unit.folded)
    for unit in comparison.predicted:
        if not outside.issuperset(unit.lines):
            given.update(unit.folded)
    thousands = max(1, wanted.total()) / 1000
    return {
        "chars_missing_per_1000": (wanted - given).total() / thousands,
        "chars_extra_per_1000": (given - wanted).total() / thousands,
    }


def rewritten(comparison: Comparison) -> dict[str, float]:
    """rewritten_restored, rewritten_cases: blocks whose text is more than their lines joined.

    Doubled headlines, letter-spaced titles, lines that hold two things.
    One is restored when a predicted block with exactly its text has one of its lines.
    """
    made: dict[str, set[int]] = {}
    for unit in comparison.predicted:
        made.setdefault(unit.folded, set()).update(unit.lines)
    cases = [unit for unit in comparison.gold if _is_rewritten(comparison, unit)]
    restored = sum(not made.get(unit.folded, set()).isdisjoint(unit.lines) for unit in cases)
    return {
        "rewritten_restored": restored / len(cases) if cases else 1.0,
        "rewritten_cases": len(cases),
    }


def _is_rewritten(comparison: Comparison, unit: Unit) -> bool:
    if unit.role in OUTSIDE:
        return False
    return unit.folded != fold("".join(comparison.text(line) for line in unit.lines))
