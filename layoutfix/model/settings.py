"""What a caller may choose."""

from typing import Literal, NamedTuple

Level = Literal["safe", "normal", "bold"]


class Rules(NamedTuple):
    """A publication's own tables, laid over ours (docs/rules.md); read by tables.load_rules.

    ``words``: entries to add, by table; ``patterns``: rows to try before ours, by table;
    ``numbers``: values instead of ours, by (section, key).
    """

    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    patterns: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    numbers: tuple[tuple[tuple[str, str], float], ...] = ()


class Settings(NamedTuple):
    """Choices for one repair; every field has the default that the command has.

    ``skip``: kebab-case names of passes that are not run.
    ``rules``: a publication's own tables.
    ``level``: how much is done: safe, what is near certain; normal; bold, what is likely.
    """

    skip: frozenset[str] = frozenset()
    rules: Rules = Rules()
    level: Level = "normal"
