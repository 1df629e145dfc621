"""Run fix over its sources, and give out what comes of each."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from layoutfix.cli.choices import Choices
from layoutfix.cli.report import Report, change
from layoutfix.files import sources, writing
from layoutfix.files.parts import Split, parts
from layoutfix.files.screen import is_terminal, one_line, screened, wants_color
from layoutfix.files.sources import Source
from layoutfix.files.views import diff, first_change
from layoutfix.model.document import Document
from layoutfix.model.errors import ConfigError, LayoutfixError, RulesError, SourceError
from layoutfix.pipeline.run import fix

_MANY = 5  # files from which on a bar shows how far a run is


def run(choices: Choices, report: Report) -> None:
    """Repair one source after the other; what goes wrong with one does not stop the others.

    Raises ConfigError, RulesError, StdoutError and BrokenPipeError, which would stop all of them.
    """
    each = _Run(choices, report)
    for name in _watched(choices):
        with _one_alone(name, report):
            each.one(name)
    if each.pages:
        with _one_alone(choices.names[0], report):
            each.give_issue()
    report.close(in_place=choices.in_place)


@contextmanager
def _one_alone(name: str, report: Report) -> Iterator[None]:
    """Let what goes wrong with one source, or one part of it, not stop the others."""
    try:
        yield
    except (ConfigError, RulesError, StdoutError, BrokenPipeError):
        raise  # the next one would meet them too
    except LayoutfixError as error:
        report.failed(error)
    except Exception as error:  # noqa: BLE001 - any mistake of ours
        report.crashed(name, error)


class _Run:
    """One run of fix over its sources."""

    def __init__(self, choices: Choices, report: Report) -> None:
        """Begin before the first source."""
        self.choices = choices
        self.settings = choices.settings
        self.report = report
        self.screen = is_terminal(sys.stdout)
        self.unended = b""
        self.pages: list[tuple[Source, Document]] = []

    def one(self, name: str) -> None:
        """Read a source, repair it, and give it out."""
        choices = self.choices
        if choices.split is not None:
            self._in_parts(name, choices.split)
            return
        compares = choices.check or choices.diff or choices.in_place
        if compares and choices.config.leaves_alone(name):
            self.report.left_alone(name)
            return
        if choices.in_place:
            sources.require_regular(name)
        source = sources.read(name, choices.encoding, keep=choices.errors == "keep")
        document = fix(source.text, self.settings)
        if compares:
            changed = self._compare(source, document)
        elif choices.issue:
            changed = document.changed
            self.pages.append((source, document))
        else:
            changed = document.changed
            self._give_out(source, document)
        self.report.done(name, document, changed=changed)

    def _in_parts(self, name: str, split: Split) -> None:
        """Read the documents of a source one by one, and give each out before the next."""
        choices = self.choices
        is_text = choices.to in ("text", "md")
        for part in parts(sources.read_chunks(name), split):
            with _one_alone(name, self.report):
                if part.raw.strip():
                    source = part.read(name, choices.encoding, keep=choices.errors == "keep")
                    document = fix(source.text, self.settings)
                    self._give_out(source, document)
                    self.report.done(name, document, changed=document.changed)
                elif is_text:
                    self._give_between(part.raw)
            if is_text:
                self._give_between(part.end)

    def _compare(self, source: Source, document: Document) -> bool:
        """Do what is done to a source that would change, and tell whether it would."""
        after = self.choices.view.text(document)
        data = source.encode(after)
        if data == source.raw:
            return False
        if self.choices.in_place:
            writing.replace(source.name, data)
            self.report.wrote(source.name)
        elif self.choices.diff:
            color = wants_color(self.choices.color, sys.stdout)
            write_stdout(diff(source, after, color=color, terminal=self.screen))
        else:
            line = first_change(source.text, after)
            write_stdout(one_line(change(source.name, line, document)).encode() + b"\n")
        return True

    def give_issue(self) -> None:
        """Put the pages together, and give the issue out."""
        view = self.choices.view
        sources = [source for source, _ in self.pages]
        from layoutfix.pipeline.issue import gather  # noqa: PLC0415 - only --issue needs it

        issue = gather([document for _, document in self.pages], self.settings)
        screen = self.screen and self.choices.output is None
        self._write((view.show_issue if screen else view.render_issue)(issue, sources))

    def _give_out(self, source: Source, document: Document) -> None:
        view = self.choices.view
        screen = self.screen and self.choices.output is None
        self._write((view.show if screen else view.render)(document, source))

    def _write(self, data: bytes) -> None:
        if self.choices.output is not None:
            writing.replace(self.choices.output, data)
            return
        write_stdout(self.unended + data)
        ended = not data or data.endswith((b"\n", b"\r", b"\n\0", b"\r\0"))
        self.unended = b"" if ended else b"\n"  # the next text begins on a line of its own

    def _give_between(self, spaces: bytes) -> None:
        """Give out what stands between two documents, as it came."""
        if spaces:
            write_stdout(screened(spaces.decode("latin-1")).encode() if self.screen else spaces)
            self.unended = b""


class StdoutError(SourceError):
    """Standard output takes no more, so that going on is of no use."""


def write_stdout(data: bytes) -> None:
    """Write to standard output, at once, so that no text waits for the next.

    Raises StdoutError where that fails, and BrokenPipeError where the reader has gone.
    """
    if sys.stdout is None:
        what = "standard output is closed"
        raise StdoutError(what, "Send it somewhere, or write a file with -o.")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        what = f"cannot write to standard output: {error.strerror}"
        raise StdoutError(what, "Make room there, or write a file elsewhere with -o.") from None


def let_go_of_stdout() -> None:
    """Let what is left in the buffer go nowhere, so that Python does not complain at the end."""
    with suppress(OSError, ValueError, AttributeError):  # it may be closed, or none
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _watched(choices: Choices) -> Iterator[str]:
    """Give the sources, and show a person how far we are where the text is not in the way."""
    names = choices.names
    in_the_way = is_terminal(sys.stdout) and not (choices.in_place or choices.check)
    if len(names) < _MANY or not is_terminal(sys.stderr) or in_the_way or choices.verbosity:
        yield from names
        return
    from rich.console import Console  # noqa: PLC0415 - heavy, and most runs have no bar
    from rich.progress import Progress  # noqa: PLC0415

    console = Console(stderr=True)
    with Progress(console=console, transient=True, redirect_stdout=False) as bar:
        yield from bar.track(names, description="layoutfix")
