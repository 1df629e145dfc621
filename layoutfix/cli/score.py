"""The command ``score``: how well a text was restored, and where it was not."""

import codecs
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layoutfix.model.errors import LayoutfixError, SourceError

if TYPE_CHECKING:
    from layoutfix.score.comparison import Comparison
    from layoutfix.score.misses import Miss

CANNOT_PROCESS = 3


def _known_encoding(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """Give the encoding that Python knows by this name; UTF-8 may have a BOM."""
    try:
        "a".encode(value)
    except (LookupError, ValueError):
        what = f"{value!r} is no encoding; try gb18030, big5 or utf-16"
        raise click.BadParameter(what) from None
    return "utf-8-sig" if codecs.lookup(value).name == "utf-8" else value


def _line_range(_ctx: click.Context, _param: click.Parameter, value: str | None) -> range | None:
    """Read ``1-2249``."""
    if value is None:
        return None
    first, _, last = value.partition("-")
    if first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last):
        return range(int(first), int(last) + 1)
    what = f"{value!r} is no range of lines; write it like 1-2249"
    raise click.BadParameter(what)


@click.command()
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
@click.option(
    "--encoding",
    metavar="NAME",
    callback=_known_encoding,
    default="utf-8",
    help="The encoding of RAW.",
)
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
        text = _read(raw, encoding)
        marked = [(gold, _read(gold)) for gold in golds]
        if check:
            _check(text, marked, lines)
        else:
            _score(text, marked, _prediction(text, pred), to=to, with_misses=with_misses)
    except LayoutfixError as error:
        _say(f"layoutfix: {error}")
        raise click.exceptions.Exit(CANNOT_PROCESS) from None


def _read(path: str, encoding: str = "utf-8-sig") -> str:
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        what = f"{path} cannot be read: {getattr(error, 'strerror', None) or error}"
        raise SourceError(what, "Check the path and the permissions.") from None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        name = encoding.removesuffix("-sig").upper()
        what = f"{path} is not {name} (byte 0x{data[error.start]:02X} at line {line})."
        raise SourceError(what, "For a raw text, name its encoding: --encoding gb18030") from None


def _prediction(text: str, pred: str | None) -> object:
    """Give the document to score: the one in the file, or our own repair."""
    if pred is None:
        from layoutfix import fix  # noqa: PLC0415 - not needed to score a file

        document = fix(text)
        for warning in document.warnings:
            _say(f"layoutfix: {warning}")
        return document.to_dict()
    try:
        found: object = json.loads(_read(pred))
    except (ValueError, RecursionError) as error:
        what = f"{pred} is not a JSON document: {error}"
        raise SourceError(what, "layoutfix fix --to json writes one.") from None
    return found


def _check(text: str, golds: list[tuple[str, str]], lines: range | None) -> None:
    from layoutfix.model.page import split_lines  # noqa: PLC0415 - light, but only used here
    from layoutfix.score import coverage, gold  # noqa: PLC0415 - only --check needs it

    raw = split_lines(text)
    blocks = [block for name, marked in golds for block in gold.read_gold(raw, name, marked)]
    within = lines or range(1, len(raw) + 1)
    if within[-1] > len(raw):
        what = f"--lines ends at {within[-1]}, and the raw text at line {len(raw)}"
        raise SourceError(what, "Leave --lines out to check the whole text.")
    for doubt in coverage.find_doubtful_ends(blocks):
        _say(str(doubt))
    gold.refuse([*coverage.find_overlaps(blocks), *coverage.find_gaps(raw, blocks, within)])
    used = sum(bool(raw[number - 1].strip()) for number in within)
    click.echo(f"{len(blocks)} blocks use each of {used} lines once")


def _score(
    text: str, golds: list[tuple[str, str]], document: object, *, to: str, with_misses: bool
) -> None:
    from layoutfix.score import compare, figures, misses  # noqa: PLC0415 - not for --help

    comparison = compare(text, golds, document)
    found = figures(comparison)
    missed = misses(comparison) if with_misses else []
    if to == "text":
        _show(_miss_lines(comparison, missed))
        _show(f"{name} {_rounded(value)}" for name, value in found.items())
        return
    out: dict[str, object] = {"figures": found}
    if with_misses:
        out["misses"] = [miss.to_dict(comparison) for miss in missed]
    # A lone surrogate becomes its JSON escape, which is what it is in JSON.
    click.echo(json.dumps(out, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))


def _rounded(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.4f}"


def _miss_lines(comparison: "Comparison", missed: Iterable["Miss"]) -> Iterator[str]:
    for miss in missed:
        yield f"{miss.kind}: {miss.what}"
        yield from (f"{line:>8}  {comparison.text(line)}" for line in miss.lines)
        yield ""


def _show(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(visible(line))


def _say(message: str) -> None:
    for line in message.split("\n"):
        click.echo(visible(line), err=True)


def visible(text: str) -> str:
    r"""Give ``text`` so that a terminal shows it and obeys nothing in it.

    Spaces of any width stay; control and format characters, private use and lone surrogates
    are written as escapes.

    >>> visible("\x1b[31m红\u3000字\u202e")
    '\\x1b[31m红\u3000字\\u202e'
    """
    return "".join(
        char if char.isprintable() or _is_space(char) else ascii(char)[1:-1] for char in text
    )


def _is_space(char: str) -> bool:
    return char in "\u00a0\u3000" or "\u2000" <= char <= "\u200a"
