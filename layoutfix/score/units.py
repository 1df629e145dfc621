"""What is compared: the blocks of a restoration, made by hand or by a program."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from layoutfix.model.document import OUTSIDE

TITLES = frozenset({"kicker", "headline", "deck"})
BODY = frozenset({"para", "list", "subhead"})
STORY = frozenset({"para", "list"})
ROLES = OUTSIDE | TITLES | BODY | frozenset({"byline", "caption", "quote", "note"})

_space = re.compile(r"\s+")


@dataclass(frozen=True)
class Unit:
    """One block: the article it stands in, its role, its text, its raw lines.

    ``outside``: it stands with the furniture, in no article.
    """

    article: str
    role: str
    text: str
    lines: tuple[int, ...]
    outside: bool = False

    @cached_property
    def unspaced(self) -> str:
        """Give the text without white space, which means nothing between Chinese words."""
        return _space.sub("", self.text)

    @cached_property
    def folded(self) -> str:
        """Give the text without white space and with width folded (NFKC).

        So a half-width comma, a Kangxi radical or a gap in a title decides no comparison.
        """
        return fold(self.text)

    @property
    def role_class(self) -> str:
        """Give the role as roles are compared: titles are one class, furniture is one."""
        if self.role in TITLES:
            return "title"
        return "furniture" if self.role in OUTSIDE else self.role


def fold(text: str) -> str:
    """Fold width (NFKC) and leave white space out.

    >>> fold("ＡＰＥＣ 峰会，⼆")
    'APEC峰会,二'
    """
    return _space.sub("", unicodedata.normalize("NFKC", text))


def merge_bylines(units: Iterable[Unit]) -> list[Unit]:
    """Put the bylines of one article that follow each other together.

    A name and the post of its bearer may be given as one block or as two; neither is wrong.
    """
    merged: list[Unit] = []
    for unit in units:
        if merged and merged[-1].role == unit.role == "byline":
            above = merged.pop()
            unit = _put_together(above, unit)  # noqa: PLW2901 - the pair takes its place
        merged.append(unit)
    return merged


def _put_together(above: Unit, below: Unit) -> Unit:
    lines = above.lines + below.lines
    return Unit(above.article, above.role, above.text + below.text, lines, above.outside)
