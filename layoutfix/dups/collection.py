"""The units of a corpus in memory, as the comparison wants them."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from layoutfix.corpus.records import Id, Record, RecordError, refuse
from layoutfix.model.errors import SourceError


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
    def of(
        cls,
        units: Iterable[Record],
        *,
        ranked: bool = False,
        on_bad: Callable[[SourceError], None] = refuse,
    ) -> Self:
        """Take in all units, with what they say of their rank if they are ``ranked``.

        ``on_bad`` is told of each unit whose id came before; if it does not raise, the unit is
        left out.
        """
        out = cls()
        ids, texts, lines, ranks = out.ids, out.texts, out.lines, out.ranks
        before = None
        for known, text, source, line, rank in units:
            if source != before:
                before = source
                out.sources.append(source)
                out.begins.append(len(ids))
            ids.append(known)
            texts.append(text)
            lines.append(line)
            if ranked:
                ranks.append(rank)
        if len(set(ids)) < len(ids):
            return cls.of(out._first_of_each_id(on_bad), ranked=ranked)
        return out

    def _first_of_each_id(self, on_bad: Callable[[SourceError], None]) -> Iterator[Record]:
        seen: set[Id] = set()
        for source, positions in self.ranges():
            for at in positions:
                rank = self.ranks[at] if self.ranks else None
                unit = Record(self.ids[at], self.texts[at], source, self.lines[at], rank)
                if unit.id in seen:
                    what = f"the id {unit.id!r} came before"
                    on_bad(RecordError(source, unit.line, what, hint="Ids have to differ."))
                else:
                    seen.add(unit.id)
                    yield unit

    def __len__(self) -> int:
        """Count the units."""
        return len(self.ids)

    def ranges(self) -> Iterator[tuple[str, range]]:
        """Give each source with the positions of its units."""
        ends = [*self.begins[1:], len(self)]
        return zip(self.sources, map(range, self.begins, ends), strict=True)
