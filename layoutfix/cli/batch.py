"""The command ``batch``: whole folders, many files at a time, again after a kill."""

import os
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal, NamedTuple

import click

from layoutfix.batch.inputs import read_list
from layoutfix.batch.plan import Plan, Wish, make_plan
from layoutfix.batch.run import Asked, Engine, StoppedError, run_batch
from layoutfix.batch.tree import Tree, checked_name
from layoutfix.batch.work import Job
from layoutfix.cli import report as words
from layoutfix.cli.choices import settings_for, view_for
from layoutfix.cli.config import Config
from layoutfix.cli.options import byte_size, configured, repair_options
from layoutfix.cli.progress import Account, watching
from layoutfix.files import writing
from layoutfix.files.views import Form, View
from layoutfix.model.errors import (
    BatchError,
    ConfigError,
    LayoutfixError,
    RulesError,
    SourceError,
)
from layoutfix.model.settings import Level

_EXAMPLES = """\b
Examples:
  layoutfix batch pages out                          each text of a folder, under its name
  layoutfix batch pages out --to md --jobs 8         as Markdown, eight at a time
  layoutfix batch pages out --into articles.jsonl    all articles in one file
  layoutfix batch 'pages/2020-*/*.txt' out           what a pattern finds
  find pages -name '*.txt' -mtime -1 -print0 | layoutfix batch --files-from - -0 pages out
  layoutfix batch corpus.jsonl.gz out --text-field text

\b
Exit codes: 0 fine, 2 wrong use, 3 a file could not be processed, 130 interrupted.
Run the same command again, and it does what is new, changed or was not finished.
"""


class Choices(NamedTuple):
    """What was asked for, field by option."""

    paths: tuple[str, ...]
    to: Form
    into: str | None
    files_from: str | None
    null: bool
    text_field: str | None
    jobs: int | None
    engine: Literal["local", "ray"]
    timeout: float
    max_bytes: int
    force: bool
    prune: bool
    strict: bool
    report: str | None
    skip: tuple[str, ...]
    level: Level
    furniture: Literal["keep", "drop"] | None
    rules: tuple[str, ...]
    encoding: str
    errors: Literal["strict", "keep"]
    script: Literal["keep", "hans", "hant"]
    quiet: bool
    config: Config

    @property
    def sources(self) -> tuple[str, ...]:
        """Give what is to be read: all paths but the last."""
        return self.paths[:-1]

    @property
    def view(self) -> View:
        """Give the form of the results; the one file has articles."""
        return view_for(self.to if self.into is None else "jsonl", self.furniture, self.script)

    @property
    def job(self) -> Job:
        """Give what is done to each input; raises RulesError."""
        return Job(
            settings=settings_for(self.skip, self.rules, self.level),
            view=self.view,
            encoding=self.encoding,
            keep=self.errors == "keep",
            text_field=self.text_field,
            one_file=self.into is not None,
            max_bytes=self.max_bytes,
            timeout=self.timeout,
        )

    @property
    def asked(self) -> Asked:
        """Give how the batch is run; raises BatchError for a name that leads elsewhere."""
        into = None if self.into is None else checked_name(self.into)
        return Asked(into, force=self.force, prune=self.prune, strict=self.strict)

    def plan(self) -> Plan:
        """Look for the inputs.

        Raises BatchError, SourceError for a list that is not there, ConfigError for a pattern of
        files to leave alone that cannot be used.
        """
        listed = None
        if self.files_from is not None:
            listed = read_list(self.files_from, separator=b"\0" if self.null else b"\n")
        wish = Wish(self.to, records=self.text_field is not None, one_file=self.into is not None)
        return make_plan(self.sources, self.paths[-1], wish, listed, self.config.leaves_alone)

    def make_engine(self, job: Job) -> Engine:
        """Give who does the work; raises BatchError where there is no such engine here."""
        if self.engine == "ray":
            from layoutfix.batch.cluster import RayEngine  # noqa: PLC0415 - an extra, and heavy

            return RayEngine(job, self.jobs)
        from layoutfix.batch.local import LocalEngine  # noqa: PLC0415 - not for the other engine

        return LocalEngine(job, self.jobs or _cores())


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS
        return os.cpu_count() or 1


def _refuse(choices: Choices) -> None:
    """Refuse what makes no sense together; raises UsageError."""
    if choices.files_from is None and len(choices.paths) < 2:
        message = "name what to read and the folder for the results: layoutfix batch SRC DST"
        raise click.UsageError(message)
    if choices.files_from is not None and len(choices.paths) > 2:
        message = "with --files-from, name at most the folder of its files, and that of the results"
        raise click.UsageError(message)
    if choices.null and choices.files_from is None:
        message = "-0 says how the names of --files-from are parted; give that too"
        raise click.UsageError(message)
    if choices.into is not None and choices.to != "text":
        message = "--into writes articles as JSON Lines; leave --to away"
        raise click.UsageError(message)


@click.command(epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="[SRC…] DST")
@click.option(
    "--to",
    type=click.Choice(["text", "md", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="What to write; another form than text gets its own suffix.",
)
@click.option("--into", metavar="FILE", help="One JSON Lines file of all articles, inside DST.")
@click.option(
    "--files-from",
    metavar="FILE",
    help="Read the names in FILE, - for standard input; SRC is the folder that they lie in, the "
    "current one if not given.",
)
@click.option(
    "-0", "--null", is_flag=True, help="Those names end with NUL, as find -print0 has it."
)
@click.option(
    "--text-field",
    metavar="NAME",
    help="Read JSON Lines too, and repair this field of each record.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many files at a time.  [default: one for each core]",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Where the work is done: here, or on a Ray cluster (RAY_ADDRESS names it).",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="What one text may take; 0 for as long as it takes.",
)
@click.option(
    "--max-bytes",
    default="100M",
    show_default=True,
    metavar="SIZE",
    callback=byte_size,
    help="Refuse files that are larger, unpacked.",
)
@click.option("--force", is_flag=True, help="Make finished results anew, too.")
@click.option("--prune", is_flag=True, help="Remove results whose input is gone.")
@click.option("--strict", is_flag=True, help="Stop at the first file that fails.")
@click.option("--report", type=click.Path(), metavar="FILE", help="Write all outcomes as JSON.")
@repair_options
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.pass_context
def batch(context: click.Context, /, **options: Any) -> int:  # noqa: ANN401 - Choices says what each of them is
    """Repair all texts of a folder into another one.

    SRC is a folder, a file, or a pattern in quotes; there may be several.
    Of folders, .txt and .md are read, also as .gz and .zst; the results lie in DST under the
    same names.
    A file that fails is reported, and the others go on.
    """
    choices = Choices(**options, config=configured(context))
    _refuse(choices)
    try:
        return _run(choices)
    except (BatchError, ConfigError, RulesError) as error:
        words.say_error(error)
        return words.WRONG_USE
    except LayoutfixError as error:
        words.say_error(error)
        return words.FAILED


def _run(choices: Choices) -> int:
    """Carry out the batch and sum it up, however it ends."""
    job, asked, plan = choices.job, choices.asked, choices.plan()
    engine = choices.make_engine(job)
    tree = Tree(Path(choices.paths[-1]))
    account = Account(time.monotonic(), plan.passed_over)
    with ExitStack() as stack:
        if choices.report is not None:
            stack.callback(_write_report, choices.report, account)
        try:
            with watching(account, quiet=choices.quiet) as watcher:
                run_batch(plan, job, tree, engine, watcher, asked)
        except StoppedError:
            words.say(f"layoutfix: stopped at the first failure; {account.resume()}")
        except KeyboardInterrupt:
            words.say(f"layoutfix: interrupted; {account.resume()}")
            return words.INTERRUPTED
        if not choices.quiet:
            account.sum_up()
    return words.FAILED if account.failures else words.FINE


def _write_report(name: str, account: Account) -> None:
    try:
        writing.replace(name, account.report())
    except SourceError as error:
        raise SourceError(error.what, "The results are there; name another --report.") from None
