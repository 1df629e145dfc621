"""The command ``dups``: texts that repeat each other in a corpus."""

import os
from collections.abc import Callable
from typing import Any, NamedTuple

import click

from layoutfix.cli.options import byte_size, encoding_option
from layoutfix.cli.report import FAILED, FINE, say_error
from layoutfix.cli.run import StdoutError, let_go_of_stdout
from layoutfix.corpus.records import Fields
from layoutfix.dups.comparing import Terms
from layoutfix.dups.keeping import Keep
from layoutfix.dups.units import Reading
from layoutfix.dups.wish import SettledError, Wish
from layoutfix.files.sources import STDIN, same_file
from layoutfix.fuzzy.presets import PRESETS
from layoutfix.fuzzy.stages import Limits
from layoutfix.model.errors import LayoutfixError

_EXAMPLES = """\b
Examples:
  layoutfix dups corpus.jsonl.zst > pairs.jsonl          every pair, as JSON Lines
  layoutfix dups --clusters corpus.jsonl                 clusters, and which text to keep
  layoutfix dups corpus.jsonl --remove -o clean.jsonl    the corpus without the others
  layoutfix dups --unit para --show page.txt             quotes beside what they repeat
  layoutfix dups --id-field url --text-field body *.gz   other names of the fields
  zcat day.gz | layoutfix dups -                         from a pipe

\b
With an index, to which each day is added:
  layoutfix dups --index seen add day.jsonl              what is new in it, and its pairs
  layoutfix dups --index seen query other.jsonl          pairs with what is in the index
  layoutfix dups --index seen query --clusters           all clusters of the index

\b
In shards, for several machines; the pairs are those of one run:
  layoutfix dups --shard 1/2 corpus.jsonl > 1.jsonl
  layoutfix dups --shard 2/2 corpus.jsonl > 2.jsonl
  layoutfix dups --pairs 1.jsonl --pairs 2.jsonl --clusters corpus.jsonl

\b
Exit codes: 0 fine, 2 wrong use, 3 a file could not be processed, 130 interrupted.
"""


class Asked(NamedTuple):
    """What was asked for, field by option."""

    paths: tuple[str, ...]
    folder: str | None
    unit: Any
    id_field: str
    text_field: str
    preset: str | None
    threshold: float | None
    containment: float | None
    clusters: bool
    keep: Keep
    remove: bool
    output: str | None
    show: bool
    pairs: tuple[str, ...]
    shard: tuple[int, int]
    skip_bad: bool
    max_bytes: int
    encoding: str
    color: str
    jobs: int | None
    quiet: bool

    @property
    def is_of_a_whole(self) -> bool:
        """Tell whether a part of the pairs is asked for, or parts are put together."""
        return bool(self.pairs) or self.shard != (0, 1)

    @property
    def reading(self) -> Reading:
        """Give how the corpus is read."""
        fields = Fields(self.id_field, self.text_field, self.keep.field)
        return Reading(fields, self.unit, self.encoding, self.max_bytes)

    @property
    def terms(self) -> Terms:
        """Give what counts as a pair, and by how many threads it is looked for."""
        limits = Limits(self.threshold or _USUAL.similarity, self.containment or _USUAL.containment)
        return Terms(self.preset or "auto", limits, self.shard, self.jobs or _processors())

    @property
    def wish(self) -> Wish:
        """Give the terms for an index, which may have its own."""
        return Wish(self.preset, self.threshold, self.containment, self.jobs or _processors())


class Refusal(NamedTuple):
    """A combination that makes no sense, and what to do instead."""

    applies: Callable[[Asked], bool]
    message: str


_ACTIONS = ("add", "query")
_REFUSALS = (
    Refusal(
        lambda asked: asked.remove != (asked.output is not None),
        "--remove and -o FILE go together: the corpus without its duplicates is written there",
    ),
    Refusal(
        lambda asked: sum((asked.remove, asked.clusters, asked.show)) > 1,
        "--clusters, --remove and --show are three ways to give out pairs; choose one",
    ),
    Refusal(
        lambda asked: asked.remove and STDIN in asked.paths,
        "--remove reads the corpus twice, and standard input can be read once; name a file",
    ),
    Refusal(
        lambda asked: asked.paths.count(STDIN) > 1,
        "standard input can be read once; name - once",
    ),
    Refusal(
        lambda asked: any(same_file(path, asked.output or "") for path in asked.paths),
        "-o names an input; take another name, and look at the result before you replace it",
    ),
    Refusal(
        lambda asked: asked.shard != (0, 1) and (asked.clusters or asked.remove),
        "clusters are made of all pairs, and --shard gives a part of them; give the pairs of"
        " all shards with --pairs",
    ),
    Refusal(
        lambda asked: asked.shard != (0, 1) and bool(asked.pairs),
        "--pairs compares nothing, so there is nothing for --shard",
    ),
    Refusal(
        lambda asked: asked.folder is not None and asked.paths[0] not in _ACTIONS,
        "with --index the first word is  add  or  query:  layoutfix dups --index DIR add PATH…",
    ),
    Refusal(
        lambda asked: asked.folder is not None and asked.paths == ("add",),
        "there is nothing to add; name files or folders, or - for standard input",
    ),
    Refusal(
        lambda asked: asked.folder is not None and asked.clusters and asked.paths != ("query",),
        "clusters are those of the whole index:  layoutfix dups --index DIR query --clusters",
    ),
    Refusal(
        lambda asked: (
            asked.folder is not None
            and (asked.remove or bool(asked.pairs) or asked.shard != (0, 1))
        ),
        "--remove, --pairs and --shard are for a corpus that is read as a whole, without --index",
    ),
    Refusal(
        lambda asked: asked.folder is not None and bool(asked.keep.field),
        "an index keeps ids and texts; --keep takes longest, cleanest or first with it",
    ),
    Refusal(
        lambda asked: bool(asked.id_field) and asked.id_field == asked.text_field,
        "--id-field and --text-field name the same field",
    ),
)


_USUAL = Limits()


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not a Linux
        return os.cpu_count() or 1


def _share(
    _context: click.Context, _parameter: click.Parameter, value: float | None
) -> float | None:
    if value is not None and not 0 < value <= 1:
        message = f"{value:g} is no share; it is above 0 and at most 1, like 0.8"
        raise click.BadParameter(message)
    return value


def _shard(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[int, int]:
    """Read ``2/8``."""
    nth, _, shards = value.partition("/")
    if nth.isdecimal() and shards.isdecimal() and 1 <= int(nth) <= int(shards):
        return int(nth) - 1, int(shards)
    message = f"{value!r} is no shard; write the second of eight as 2/8"
    raise click.BadParameter(message)


def _keep(_context: click.Context, _parameter: click.Parameter, value: str) -> Keep:
    """Read ``longest`` or ``max:date``."""
    by, colon, field = value.partition(":")
    if by in ("longest", "cleanest", "first") and not colon:
        return Keep(by)  # type: ignore[arg-type]
    if by in ("max", "min") and field:
        return Keep(by, field)  # type: ignore[arg-type]
    message = f"{value!r} is none of longest, cleanest, first, max:FIELD, min:FIELD"
    raise click.BadParameter(message)


def _complete_keep(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    rules = ("longest", "cleanest", "first", "max:", "min:")
    return [rule for rule in rules if rule.startswith(incomplete)]


@click.command(epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="[add|query] PATH…")
@click.option(
    "--unit",
    type=click.Choice(["record", "file", "article", "para", "line"]),
    help="What is compared. A record is the default for JSON Lines, an article for text; articles "
    "and paragraphs are those that fix restores.",
)
@click.option(
    "--id-field",
    default="id",
    show_default=True,
    metavar="NAME",
    help="Of JSON Lines. With '' the id is file and line.",
)
@click.option("--text-field", default="text", show_default=True, metavar="NAME")
@click.option(
    "--preset",
    type=click.Choice(["auto", *PRESETS]),
    help="How long the texts are. Auto, the default, looks at their middle length.",
)
@click.option(
    "--threshold",
    type=float,
    callback=_share,
    metavar="SHARE",
    help=f"Similarity from which on two texts are a pair.  [default: {_USUAL.similarity}]",
)
@click.option(
    "--containment",
    type=float,
    callback=_share,
    metavar="SHARE",
    help="Or so much of the shorter one stands in the longer one."
    f"  [default: {_USUAL.containment}]",
)
@click.option(
    "--index",
    "folder",
    type=click.Path(),
    metavar="DIR",
    help="Use an index that stays: the first PATH is  add  or  query.",
)
@click.option("--clusters", is_flag=True, help="Give clusters instead of pairs.")
@click.option(
    "--keep",
    default="longest",
    show_default=True,
    metavar="RULE",
    callback=_keep,
    shell_complete=_complete_keep,
    help="Which text of a cluster stays: longest, cleanest, first, or the one with the highest or "
    "lowest value of a field, as max:date.",
)
@click.option("--remove", is_flag=True, help="Write the corpus without the others to -o FILE.")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE",
    help="For --remove; packed by its suffix. What went, and why, goes to FILE.removed.jsonl.",
)
@click.option("--show", is_flag=True, help="Print pairs side by side, for people.")
@click.option(
    "--pairs",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="Take the pairs from here and compare nothing; may be given several times.",
)
@click.option(
    "--shard",
    default="1/1",
    metavar="I/N",
    callback=_shard,
    help="Give the I-th of N parts of the pairs.",
)
@click.option("--skip-bad", is_flag=True, help="Leave out what cannot be read, and count it.")
@click.option(
    "--max-bytes",
    default="4G",
    show_default=True,
    metavar="SIZE",
    callback=byte_size,
    help="What one input may hold when unpacked.",
)
@encoding_option("Of text files; JSON Lines are UTF-8.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="For --show.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Threads; as many as there are processors if this is not given.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def dups(**options: Any) -> int:  # noqa: ANN401 - Asked says what each of them is
    """Find the texts of a corpus that repeat each other, wholly or in part.

    Reads JSON Lines (.jsonl, packed or not; - is standard input), text files and folders.
    Gives a line of JSON for each pair: the ids of both, what they are to each other (same, near,
    contains, contained, series), how similar they are, and where the shared passage stands in
    each, counted in characters.
    """
    asked = Asked(**options)
    for refusal in _REFUSALS:
        if refusal.applies(asked):
            raise click.UsageError(refusal.message)
    from layoutfix.cli.dups_run import run, run_index  # noqa: PLC0415 - the core

    try:
        if asked.folder is None:
            run(asked)
        else:
            run_index(asked, asked.folder)
    except SettledError as error:
        raise click.UsageError(str(error)) from None
    except BrokenPipeError:
        let_go_of_stdout()
    except LayoutfixError as error:
        if isinstance(error, StdoutError):
            let_go_of_stdout()
        say_error(error)
        return FAILED
    return FINE
