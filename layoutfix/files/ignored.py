"""Tell which files are to stay as they are, by patterns in the syntax of .gitignore."""

from functools import cache

import regex
from pathspec import GitIgnoreSpec
from pathspec.pattern import RegexMatchResult
from pathspec.patterns.gitignore.base import GitIgnorePatternError
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from layoutfix.model.errors import ConfigError
from layoutfix.tables import PATTERN_SECONDS


class _Bounded(GitIgnoreSpecPattern):
    """A pattern that gives up: ``*a*a*a*a*b`` against a long name can take for ever."""

    def match_file(self, file: str) -> RegexMatchResult | None:
        """Match as the pattern does otherwise; raises ConfigError when that takes too long."""
        if self.regex is None:
            return None
        try:
            match = regex.match(self.regex.pattern, file, timeout=PATTERN_SECONDS)
        except TimeoutError:
            what = f"a pattern of files to leave alone takes too long: {self.pattern!r}"
            raise ConfigError(what, "Write it with fewer asterisks.") from None
        return RegexMatchResult(match) if match else None  # type: ignore[arg-type] # it has both


@cache
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    try:
        return GitIgnoreSpec.from_lines(patterns, _Bounded, backend="simple")
    except GitIgnorePatternError as error:
        what = f"a pattern of files to leave alone cannot be read: {error}"
        raise ConfigError(what, "The syntax is that of .gitignore.") from None


def matches(patterns: tuple[str, ...], name: str) -> bool:
    """Tell whether the file ``name``, from the folder of the patterns, matches them.

    As in .gitignore, the last pattern that matches decides, and ``!`` takes back.
    Raises ConfigError for a pattern that cannot be read, or takes too long.

    >>> matches(("raw/*.txt", "!raw/kept.txt"), "raw/page.txt")
    True
    >>> matches(("raw/*.txt", "!raw/kept.txt"), "raw/kept.txt")
    False
    """
    return _spec(patterns).match_file(name)
