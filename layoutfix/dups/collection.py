"""The units of a corpus in memory, as the comparison wants them."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from layoutfix.corpus.records import Id, Record


@dataclass
class Collection:
    """Texts by position, from 0, with their ids and the places where they stand.

    ``lines``: the line of each in its file; ``begins``: the position where each of
    ``sources`` begins.
    ``ranks``: what a field says of each unit; empty when none was asked for.
    """

    ids: list[Id] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    lines: "array[int]" = field(default_factory=lambda: array("Q"))
    sources: list[str] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    ranks: list[object] = field(default_factory=list)

    @classmethod
    def of(cls, units: Iterable[Record], *, ranked: bool = False) -> Self:
        """Take in all units, with what they say of their rank if they are ``ranked``."""
        out = cls()
        for known, text, source, line, rank in units:
            if not out.sources or out.sources[-1] != source:
                out.sources.append(source)
                out.begins.append(len(out.ids))
            out.ids.append(known)
            out.texts.append(text)
            out.lines.append(line)
            if ranked:
                out.ranks.append(rank)
        return out

    def __len__(self) -> int:
        """Count the units."""
        return len(self.ids)

    def ranges(self) -> dict[str, range]:
        """Give for each source the positions of its units."""
        ends = [*self.begins[1:], len(self)]
        return dict(zip(self.sources, map(range, self.begins, ends), strict=False))
