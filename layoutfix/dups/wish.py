"""The terms that somebody has in mind for an index."""

from typing import NamedTuple

from layoutfix.dups.comparing import Terms
from layoutfix.fuzzy.stages import Limits

_USUAL = Limits()


class SettledError(ValueError):
    """A wish that an index which is there already does not fulfil."""


class Wish(NamedTuple):
    """Terms that a new index is made with, and that an old one has to have; None is any."""

    preset: str | None = None
    similarity: float | None = None
    containment: float | None = None
    jobs: int = 1

    @property
    def limits(self) -> Limits:
        """Give the limits of a new index."""
        return Limits(self.similarity or _USUAL.similarity, self.containment or _USUAL.containment)

    def require(self, terms: Terms) -> None:
        """Raise SettledError if an index that has these terms is not what is wished for."""
        settled = (
            ("preset", self.preset, terms.preset),
            ("threshold", self.similarity, terms.limits.similarity),
            ("containment", self.containment, terms.limits.containment),
        )
        for name, wished, there in settled:
            if wished not in (None, there, "auto"):
                what = f"the index was made with --{name} {there}; leave that option away"
                raise SettledError(what)
