"""The command ``score``: how well a text was restored, and where it was not."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from layoutfix.cli.options import encoding_option
from layoutfix.cli.report import FAILED, say, say_error, screened_lines
from layoutfix.cli.run import let_go_of_stdout
from layoutfix.files import sources
from layoutfix.files.screen import one_line
from layoutfix.model.errors import LayoutfixError, SourceError

if TYPE_CHECKING:
    from layoutfix.score.comparison import Comparison
    from layoutfix.score.misses import Miss


def _line_range(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> range | None:
    """Read ``1-2249``."""
    if value is None:
        return None
    first, _, last = value.partition("-")
    if first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last):
        return range(int(first), int(last) + 1)
    what = f"{value!r} is no range of lines; write it like 1-2249"
    raise click.BadParameter(what)


_EXAMPLES = """\b
Examples:
  layoutfix score page.txt page.gold                    the figures, one a line
  layoutfix score --misses page.txt page.gold           what went wrong, with its lines
  layoutfix score --pred page.json page.txt page.gold   a document that is there already
  layoutfix score --check page.txt page.gold            only whether the gold is whole
"""


@click.command(epilog=_EXAMPLES)
@click.argument("raw")
@click.argument("golds", metavar="GOLD...", nargs=-1, required=True)
@click.option("--pred", metavar="FILE", help="Score this JSON document instead of repairing RAW.")
@click.option("--to", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--misses", "with_misses", is_flag=True, help="List all that went wrong, by line.")
@click.option("--check", is_flag=True, help="Only see that the gold uses each line of RAW once.")
@click.option(
    "--lines",
    metavar="FIRST-LAST",
    callback=_line_range,
    help="With --check: the lines that the gold describes.",
)
@encoding_option("Of RAW; gold and document are UTF-8.")
def score(  # noqa: PLR0913 - one parameter per option
    *,
    raw: str,
    golds: tuple[str, ...],
    pred: str | None,
    to: str,
    with_misses: bool,
    check: bool,
    lines: range | None,
    encoding: str,
) -> None:
    """Score the repair of RAW against GOLD, files that tell how a person would restore it.

    Several gold files of one RAW add up.
    """
    if check and (pred or with_misses or to == "json"):
        msg = "--check looks at the gold alone: leave out --pred, --misses and --to"
        raise click.UsageError(msg)
    if lines and not check:
        msg = "--lines goes with --check"
        raise click.UsageError(msg)
    try:
        text = sources.read(raw, encoding).text
        marked = [(gold, sources.read(gold, "utf-8").text) for gold in golds]
        if check:
            shown = _check(text, marked, lines)
        else:
            document = _prediction(text, pred)
            shown = _score(text, marked, document, to=to, with_misses=with_misses)
        _give_out(shown)
    except LayoutfixError as error:
        say_error(error)
        raise click.exceptions.Exit(FAILED) from None


def _give_out(lines: Iterable[str]) -> None:
    try:
        for line in lines:
            click.echo(line.encode())
    except BrokenPipeError:
        let_go_of_stdout()  # who reads the output has seen enough


def _prediction(text: str, pred: str | None) -> object:
    """Give the document to score: the one in the file, or our own repair."""
    if pred is None:
        from layoutfix import fix  # noqa: PLC0415 - not needed to score a file

        document = fix(text)
        for warning in document.warnings:
            say(f"layoutfix: {screened_lines(warning)}")
        return document.to_dict()
    text = sources.read(pred, "utf-8").text
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = f"{pred} is not a JSON document: {error}"
        raise SourceError(what, "layoutfix fix --to json writes one.") from None
    return found


def _check(text: str, golds: list[tuple[str, str]], lines: range | None) -> Iterator[str]:
    from layoutfix.model.page import split_lines  # noqa: PLC0415 - light, but only used here
    from layoutfix.score import coverage, gold  # noqa: PLC0415 - only --check needs it

    raw = split_lines(text)
    blocks = [block for name, marked in golds for block in gold.read_gold(raw, name, marked)]
    within = lines or range(1, len(raw) + 1)
    if within[-1] > len(raw):
        what = f"--lines ends at {within[-1]}, and the raw text at line {len(raw)}"
        raise SourceError(what, "Leave --lines out to check the whole text.")
    for doubt in coverage.find_doubtful_ends(blocks):
        say(one_line(str(doubt)))
    gold.refuse([*coverage.find_overlaps(blocks), *coverage.find_gaps(raw, blocks, within)])
    used = sum(bool(raw[number - 1].strip()) for number in within)
    yield f"{len(blocks)} blocks use each of {used} lines once"


def _score(
    text: str, golds: list[tuple[str, str]], document: object, *, to: str, with_misses: bool
) -> Iterator[str]:
    from layoutfix.score import compare, figures, misses  # noqa: PLC0415 - not for --help

    comparison = compare(text, golds, document)
    found = figures(comparison)
    missed = misses(comparison) if with_misses else []
    if to == "text":
        yield from map(one_line, _miss_lines(comparison, missed))
        yield from (f"{name} {_rounded(value)}" for name, value in found.items())
        return
    out: dict[str, object] = {"figures": found}
    if with_misses:
        out["misses"] = [miss.to_dict(comparison) for miss in missed]
    yield json.dumps(out, ensure_ascii=False, indent=1)


def _miss_lines(comparison: "Comparison", missed: Iterable["Miss"]) -> Iterator[str]:
    for miss in missed:
        yield f"{miss.kind}: {miss.what}"
        yield from (f"{line:>8}  {comparison.text(line)}" for line in miss.lines)
        yield ""


def _rounded(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.4f}"
