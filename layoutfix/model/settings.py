"""What a caller may choose."""

from typing import NamedTuple


class Settings(NamedTuple):
    """Choices for one repair; every field has the default that the command has.

    ``skip``: kebab-case names of passes that are not run.
    ``rules``: path of a publication's own tables, laid over ours (docs/rules.md), or "".
    """

    skip: frozenset[str] = frozenset()
    rules: str = ""
