"""Pair the halves of stories that go on upon another page (转版).

A jump line names the page of the other half, and so does the line above that half.
Where both lines agree, little has to be shared for a pair; where a page does not print its
number, the words of the halves have to say it: the rare pairs of characters that they share,
and a title that is printed again at the second half, often shortened.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from layoutfix.articles.kinship import Kinship
from layoutfix.articles.words import pairs_of
from layoutfix.tables import number

_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", 1)}


class Half(NamedTuple):
    """A piece of a story, as far as its other half is to be found by it.

    ``title``: all its titles; ``texts``: its paragraphs.
    ``begins_on``, ``ends_on``: the places of its first and last page among all pages, from 1, or
    0 where pages do not show.
    ``printed_at``: what those two pages print for their numbers, None where they print none.
    ``continued_on``, ``continued_from``: the pages that its jump lines name.
    """

    title: str
    texts: tuple[str, ...]
    begins_on: int = 1
    ends_on: int = 1
    printed_at: tuple[str | None, str | None] = (None, None)
    continued_on: str | None = None
    continued_from: str | None = None


def follow(halves: Sequence[Half]) -> dict[int, int]:
    """Give the half that carries on each half that is carried on, both by their places.

    The best pair goes first, and each half is carried on once and carries on one; a half that
    fits two others equally well stays alone, as one does whose page is not there.
    """
    scores = _Pairs(halves).scores()
    margin = number("jumps", "least_lead_score")
    found: dict[int, int] = {}
    for (one, other), score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])):
        rivals = [
            rival
            for (above, below), rival in scores.items()
            if (above == one) != (below == other)
            and above not in found
            and below not in found.values()
        ]
        taken = one in found or other in found.values()
        if not taken and score >= max(rivals, default=-1.0) + margin:
            found[one] = other
    return found


def title_share(title: str, again: str) -> float:
    """Give the part of the pairs of characters of a title printed again that the title has.

    >>> title_share("千军万马浇好保苗水", "浇好保苗水")
    1.0
    """
    pairs = pairs_of(again)
    return len(pairs & pairs_of(title)) / len(pairs) if pairs else 0.0


def page_name(said: str) -> str:
    """Give the number of a page in one way of writing it.

    >>> page_name("十二"), page_name("０３"), page_name("A08")
    ('12', '3', 'A8')
    """
    text = unicodedata.normalize("NFKC", said).upper().strip()
    tens, ten, ones = text.rpartition("十")
    if ten:
        return str(10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0))
    letters = text.rstrip("0123456789")
    digits = text[len(letters) :].lstrip("0")
    return str(_DIGITS.get(text, letters + digits))


class _Pairs:
    """The scores of all halves that may be halves of one story."""

    def __init__(self, halves: Sequence[Half]) -> None:
        self.halves = halves
        self.units: list[range] = []
        texts: list[str] = []
        for half in halves:
            self.units.append(range(len(texts), len(texts) + len(half.texts)))
            texts += half.texts
        self.kinship = Kinship(texts)

    def scores(self) -> dict[tuple[int, int], float]:
        """Give the pairs that can be, each with what its halves share."""
        uppers = [nth for nth, half in enumerate(self.halves) if half.continued_on]
        lowers = [nth for nth, half in enumerate(self.halves) if half.continued_from]
        agreed = number("jumps", "least_agreed_score")
        alone = len(uppers) == len(lowers) == 1
        unknown = number("jumps", "least_alone_score" if alone else "least_unprinted_score")
        out = {}
        for one in uppers:
            for other in lowers:
                told = self._pages_agree(one, other) if one != other else False
                if told is False:
                    continue
                score = self._score(one, other)
                if score >= (agreed if told else unknown):
                    out[one, other] = score
        return out

    def _score(self, one: int, other: int) -> float:
        words = self.kinship.cohesion(self.units[one], self.units[other])
        again = title_share(self.halves[one].title, self.halves[other].title)
        return words + number("jumps", "title_score") * again

    def _pages_agree(self, one: int, other: int) -> bool | None:
        """Tell whether both jump lines name the page of the other half; None if unknown."""
        upper, lower = self.halves[one], self.halves[other]
        on = _is_page(upper.continued_on, lower.printed_at[0], lower.begins_on)
        back = _is_page(lower.continued_from, upper.printed_at[1], upper.ends_on)
        if on is False or back is False or upper.ends_on == lower.begins_on != 0:
            return False
        return True if on and back else None


def _is_page(said: str | None, printed: str | None, place: int) -> bool | None:
    """Tell whether ``said`` names a page; where the page prints no number its place may tell."""
    assert said, "both halves have a jump line"
    if printed:
        return page_name(said) == page_name(printed)
    return True if page_name(said) == str(place) else None
