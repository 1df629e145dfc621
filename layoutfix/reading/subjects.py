"""Tell what a text speaks of."""

from collections.abc import Iterable

from layoutfix.script import in_both, is_traditional

_SPOKEN_OF = 3  # times
_READ = 20_000  # characters that tell the script
_MOST_WORDS = 64  # that are looked for: a page has a few titles of one word


class Subjects:
    """The words that a text says again and again, in either script.

    A short line that stands apart can be a name as well as a title; of the subject of a title
    the text speaks.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        """Look in ``lines``, once anything is asked for."""
        self.lines = lines
        self.text = ""
        self.traditional = False
        self.known: dict[str, bool] = {}

    def has(self, word: str) -> bool:
        """Tell whether the text says the word three times or more."""
        if word not in self.known and len(self.known) < _MOST_WORDS:
            if not self.known:
                self.text = "\n".join(self.lines)
                self.traditional = is_traditional(self.text[:_READ])
            told = self.text.count(word)
            if told < _SPOKEN_OF and self.traditional:  # simplified text has no others
                told = sum(map(self.text.count, in_both(word)))
            self.known[word] = told >= _SPOKEN_OF
        return self.known.get(word, False)
