"""Count what happened, say it to people on standard error, and decide the exit code."""

import sys
from collections import Counter

from layoutfix.files.screen import one_line
from layoutfix.model.document import Document
from layoutfix.model.edits import Edit
from layoutfix.model.errors import LayoutfixError
from layoutfix.pipeline.proof import changes_text, is_space

FINE = 0
CHANGED = 1  # or would, with --check
WRONG_USE = 2
FAILED = 3
INTERRUPTED = 130

_SUMMARY, _EDITS = 1, 2  # how often -v was given


def say(message: str) -> None:
    """Tell people a line; its names and texts have been made safe to show."""
    if sys.stderr is not None:
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()


def say_error(error: LayoutfixError) -> None:
    """Tell what happened and where, and below it what to try."""
    say(f"layoutfix: {screened_lines(error.what)}")
    if error.hint:
        say("\n".join(map(one_line, error.hint.split("\n"))))


class Report:
    """What became of the inputs.

    ``verbosity``: -1 errors alone, 0 also warnings and what was written, 1 a summary of each
    text, 2 each edit with its reason.
    """

    def __init__(self, verbosity: int = 0, *, check: bool = False, fail: bool = False) -> None:
        """Begin with nothing seen; with ``check`` or ``fail`` a change is worth exit code 1."""
        self.verbosity = verbosity
        self.check = check
        self.fail = check or fail
        self.seen = 0
        self.changed = 0
        self.failures = 0
        self.alone = 0

    @property
    def exit_code(self) -> int:
        """Give the exit code: a failure outweighs a change."""
        if self.failures:
            return FAILED
        return CHANGED if self.fail and self.changed else FINE

    def failed(self, error: LayoutfixError) -> None:
        """Count a source that could not be processed, and say why."""
        self.failures += 1
        say_error(error)

    def crashed(self, name: str, error: Exception) -> None:
        """Count a source that a mistake of ours stopped; the others go on."""
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = f" ({where.tb_frame.f_code.co_name}, line {where.tb_lineno})" if where else ""
        text = one_line(f"{type(error).__name__}: {error}")[:200]
        what = f"{one_line(name)} could not be repaired: {text}{place}"
        hint = "That is a mistake in layoutfix: please report it; the source is as it was."
        self.failed(LayoutfixError(what, hint))

    def done(self, name: str, document: Document, *, changed: bool) -> None:
        """Count a source that was processed, and say as much about it as was asked for."""
        self.seen += 1
        self.changed += changed
        for warning in document.warnings if self.verbosity >= 0 else ():
            say(f"layoutfix: {one_line(name)}: {screened_lines(warning)}")
        if self.verbosity >= _EDITS:
            for pass_name, edit in document.edits:
                say(one_line(f"{name}:{_places(edit)}: {edit.op} ({pass_name}): {edit.because}"))
        if self.verbosity >= _SUMMARY:
            say(f"{one_line(name)}: {_summary(document)}")

    def left_alone(self, name: str) -> None:
        """Count a source that the repository wants to stay as it is."""
        self.alone += 1
        if self.verbosity >= _SUMMARY:
            say(f"{one_line(name)}: left alone, as the repository wants it")

    def wrote(self, name: str) -> None:
        """Say that a file was repaired in place."""
        if self.verbosity >= 0:
            say(f"repaired {one_line(name)}")

    def close(self, *, in_place: bool) -> None:
        """Sum up a run over files that gives no text out."""
        if self.verbosity < 0 or not (in_place or self.check):
            return
        as_it_was = self.seen - self.changed
        did = "repaired" if in_place else "would change"
        parts = [f"{_files(self.changed)} {did}", f"{as_it_was} left as found"]
        if self.alone:
            parts.append(f"{self.alone} left alone")
        if self.failures:
            parts.append(f"{self.failures} failed")
        say(", ".join(parts))


def screened_lines(text: str) -> str:
    """Give a message of several lines safe to show, each line below the first set in."""
    return "\n  ".join(one_line(line) for line in text.split("\n"))


def change(name: str, line: int, document: Document) -> str:
    """Say where a text would change first, and why: ``page.txt:3: join (read-lines): …``."""
    here = [(pass_name, edit) for pass_name, edit in document.edits if line in edit.lines]
    if not here:
        return f"{name}:{line}: would change"
    pass_name, edit = max(here, key=lambda each: changes_text(each[1]))  # the first that shows
    return f"{name}:{line}: {edit.op} ({pass_name}): {edit.because}"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _places(edit: Edit) -> str:
    """Give the lines of an edit: ``296,298``, or ``7-12`` where they follow each other."""
    first, last = edit.lines[0], edit.lines[-1]
    if len(edit.lines) > 2 and last - first == len(edit.lines) - 1:
        return f"{first}-{last}"
    return ",".join(map(str, edit.lines))


def _summary(document: Document) -> str:
    blocks = sum(len(article.blocks) for article in document.articles)
    counts = Counter(edit.op for _, edit in document.edits if not is_space(edit))
    made = ", ".join(f"{op} {counts[op]}" for op in sorted(counts)) or "no edits"
    return (
        f"articles {len(document.articles)}, blocks {blocks}, "
        f"furniture {len(document.furniture)}; {made}"
    )
