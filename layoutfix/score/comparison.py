"""Gold and prediction side by side, and what every figure looks up about them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from layoutfix.score.units import Unit

LOST = "lost"
SEVERAL = "several"


@dataclass(frozen=True)
class Comparison:
    """The raw lines, the units of the gold files, and the predicted units that they judge.

    A gold file may describe a part of the raw text; a predicted unit with no line in that
    part is not judged.
    Where one raw line stands in several units, the last one speaks for it.
    """

    raw: Sequence[str]
    gold: Sequence[Unit]
    predicted: Sequence[Unit]

    @classmethod
    def of(
        cls, raw: Sequence[str], gold: Sequence[Unit], predicted: Iterable[Unit]
    ) -> "Comparison":
        """Set the units side by side, without the predicted ones that gold says nothing of."""
        scope = {line for unit in gold for line in unit.lines}
        judged = [unit for unit in predicted if not scope.isdisjoint(unit.lines)]
        return cls(raw, gold, judged)

    @cached_property
    def scope(self) -> frozenset[int]:
        """Give the raw lines that gold describes."""
        return frozenset(line for unit in self.gold for line in unit.lines)

    @cached_property
    def gold_at(self) -> Mapping[int, Unit]:
        """Give the gold unit of each line."""
        return {line: unit for unit in self.gold for line in unit.lines}

    @cached_property
    def predicted_at(self) -> Mapping[int, Unit]:
        """Give the predicted unit of each line that was placed."""
        return {line: unit for unit in self.predicted for line in unit.lines}

    @cached_property
    def gold_article(self) -> Mapping[int, str]:
        """Give the gold article of each line that stands in one."""
        inside = [unit for unit in self.gold if not unit.outside]
        return {line: unit.article for unit in inside for line in unit.lines}

    @cached_property
    def gold_places(self) -> Mapping[int, int]:
        """Count the gold units that each line stands in: one, or more if it was split."""
        return Counter(line for unit in self.gold for line in set(unit.lines))

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Count the predicted units that each line stands in."""
        return Counter(line for unit in self.predicted for line in set(unit.lines))

    def text(self, line: int) -> str:
        """Give a raw line without the white space around it."""
        return self.raw[line - 1].strip()

    def is_placed_too_often(self, line: int) -> bool:
        """Tell whether the line stands in more predicted units than gold units."""
        return self.places.get(line, 0) > self.gold_places[line]

    def predicted_article(self, line: int) -> str:
        """Give the predicted article of a line.

        Each line that was lost or set with the furniture is an article of its own, so that
        a heap of leftovers is not taken for a story.
        """
        unit = self.predicted_at.get(line)
        if unit is None:
            return f"{LOST} {line}"
        return f"outside {line}" if unit.outside else unit.article

    def predicted_role(self, line: int) -> str:
        """Give the class of the predicted role; a line placed too often has none of its own."""
        if line not in self.predicted_at:
            return LOST
        return SEVERAL if self.is_placed_too_often(line) else self.predicted_at[line].role_class
