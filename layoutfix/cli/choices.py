"""What a person may ask of fix, and what cannot be asked together."""

import sys
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from layoutfix.cli.config import Config
from layoutfix.files import sources
from layoutfix.files.parts import Split
from layoutfix.files.sources import STDIN
from layoutfix.files.views import Form, View
from layoutfix.model.settings import Level, Rules, Settings


class Choices(NamedTuple):
    """What was asked for, field by option."""

    paths: tuple[str, ...]
    output: str | None
    to: Form
    check: bool
    diff: bool
    in_place: bool
    fail_on_change: bool
    split: Split | None
    issue: bool
    skip: tuple[str, ...]
    level: Level
    furniture: Literal["keep", "drop"] | None
    rules: tuple[str, ...]
    encoding: str
    errors: Literal["strict", "keep"]
    script: Literal["keep", "hans", "hant"]
    color: Literal["auto", "always", "never"]
    quiet: bool
    verbose: int
    config: Config

    @property
    def names(self) -> tuple[str, ...]:
        """Give the sources: standard input where none is named."""
        return self.paths or (STDIN,)

    @property
    def settings(self) -> Settings:
        """Give what the repair itself has to know.

        Raises RulesError when the publication's own tables cannot be used.
        """
        return settings_for(self.skip, self.rules, self.level)

    @property
    def view(self) -> View:
        """Give what is to be shown of the result."""
        return view_for(self.to, self.furniture, self.script)

    @property
    def verbosity(self) -> int:
        """Give one number for --quiet and -v."""
        return -1 if self.quiet else self.verbose


def settings_for(skip: Iterable[str], rules: tuple[str, ...], level: Level) -> Settings:
    """Give what the repair has to know: the passes left out, the files of own tables, the level.

    Raises RulesError when the tables cannot be used.
    """
    return Settings(skip=frozenset(skip), rules=_own_rules(rules), level=level)


def view_for(to: Form, furniture: str | None, script: Literal["keep", "hans", "hant"]) -> View:
    """Give the view for the words of the options."""
    shown = None if furniture is None else furniture == "keep"
    return View(to, shown, None if script == "keep" else script)


def _own_rules(paths: tuple[str, ...]) -> Rules:
    if not paths:
        return Rules()
    from pathlib import Path  # noqa: PLC0415 - these two are for --rules alone

    from layoutfix.publication import load_rules  # noqa: PLC0415

    return load_rules(*map(Path, paths))


class Refusal(NamedTuple):
    """A combination that makes no sense, and what to do instead."""

    applies: Callable[[Choices], bool]
    message: str


def _stdout_is_input(names: tuple[str, ...]) -> bool:
    """Tell whether a shell sends the result into one of the sources."""
    try:
        stdout = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return False
    return any(sources.same_file(name, stdout) for name in names)


REFUSALS = (
    Refusal(
        lambda c: c.in_place and STDIN in c.names,
        "--in-place needs a file, and standard input is none; name the files",
    ),
    Refusal(
        lambda c: c.in_place and c.to != "text",
        "--in-place writes text only; leave it away and give -o FILE with --to",
    ),
    Refusal(
        lambda c: c.in_place and c.output is not None,
        "--in-place and -o name two places for the result; choose one",
    ),
    Refusal(
        lambda c: c.in_place and (c.check or c.diff),
        "--check and --diff change nothing, --in-place does; run one after the other",
    ),
    Refusal(
        lambda c: c.fail_on_change and not c.in_place,
        "--fail-on-change goes with --in-place; without it, use --check",
    ),
    Refusal(
        lambda c: (c.check or c.diff) and c.output is not None,
        "--check and --diff give no text for -o; leave -o away, or send stdout to a file",
    ),
    Refusal(
        lambda c: (c.check or c.diff) and c.to != "text",
        "--check and --diff compare texts; leave --to away",
    ),
    Refusal(
        lambda c: c.split is not None and (c.check or c.diff or c.in_place or bool(c.output)),
        "--split writes to standard output, each document before the next is read; leave -o, "
        "--check, --diff and --in-place away, and let > FILE take what comes",
    ),
    Refusal(
        lambda c: c.issue and len(c.names) < 2,
        "--issue puts the pages of an issue together; name two files or more, in their order",
    ),
    Refusal(
        lambda c: c.issue and (c.check or c.diff or c.in_place or c.split is not None),
        "--issue gives one text for all files; leave --check, --diff, --in-place and --split away",
    ),
    Refusal(
        lambda c: c.output is not None and len(c.names) > 1 and not c.issue,
        "-o takes one input; for several, use --in-place, or run fix once for each",
    ),
    Refusal(
        lambda c: c.names.count(STDIN) > 1,
        "standard input can be read once; name - once",
    ),
    Refusal(
        lambda c: c.quiet and c.verbose > 0,
        "--quiet and -v contradict each other; choose one",
    ),
    Refusal(
        lambda c: any(c.output and sources.same_file(name, c.output) for name in c.names),
        "-o names the input itself; to repair it where it is, use --in-place",
    ),
    Refusal(
        lambda c: _stdout_is_input(c.names),
        "standard output goes into the input itself; use -o FILE with another name, or --in-place",
    ),
)
