"""The options of the command, and what each run of it does."""

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any, NoReturn

import click

from layoutfix.cli import report as words
from layoutfix.cli.choices import REFUSALS, Choices
from layoutfix.cli.options import configured, known_split, repair_options
from layoutfix.cli.report import Report
from layoutfix.cli.run import StdoutError, let_go_of_stdout, run
from layoutfix.model.errors import ConfigError, RulesError
from layoutfix.passes import GROUPS, PASSES
from layoutfix.tables import rules_hash
from layoutfix.version import __version__

_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 96}


def main() -> NoReturn:
    """Run the command and leave with its exit code."""
    try:
        code = cli.main(prog_name="layoutfix", standalone_mode=False)
    except click.ClickException as error:
        words.say(f"layoutfix: {words.screened_lines(error.format_message())}")
        path = getattr(getattr(error, "ctx", None), "command_path", "layoutfix")
        words.say(f"Try  {path} --help")
        code = words.WRONG_USE
    except ConfigError as error:
        words.say_error(error)
        code = words.WRONG_USE
    except (KeyboardInterrupt, click.Abort):
        words.say("layoutfix: interrupted; the files written so far are whole")
        code = words.INTERRUPTED
    sys.exit(code)


# In modules of their own, heavier than fix or seldom called.
_LATER = {"batch": "batch", "dups": "dups", "score": "score", "config": "show_config"}


class _Commands(click.Group):
    """The commands; what a command needs is loaded when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of their use."""
        return ["fix", *_LATER, *(n for n in super().list_commands(ctx) if n != "fix")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command by its name."""
        if cmd_name in _LATER:
            module = import_module(f"layoutfix.cli.{_LATER[cmd_name]}")
            command: click.Command = getattr(module, cmd_name)
            return command
        return super().get_command(ctx, cmd_name)


def _show_version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click calls it so
    if asked:
        click.echo(f"layoutfix {__version__} (rules {rules_hash().hex()[:8]})")
        context.exit()


@click.group(cls=_Commands, context_settings=_HELP, invoke_without_command=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version, and that of the rules.",
)
@click.pass_context
def cli(context: click.Context) -> None:
    """Give readable articles back from the raw text of Chinese print layouts.

    \b
    layoutfix fix page.txt           the articles of a page, on standard output
    layoutfix fix --help             all that fix can do, with examples
    layoutfix batch pages out        all texts of a folder, into another one
    layoutfix dups corpus.jsonl      texts that repeat each other, wholly or in part
    layoutfix score RAW GOLD         how well a page is restored, by a restoration made by hand
    layoutfix config                 the settings that are in force here, and from where
    layoutfix completion bash        let the shell complete options and passes
    """  # noqa: D301 - the backspace is click's mark for lines to keep
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _list_passes(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click calls it so
    if asked:
        for line in _passes():
            click.echo(line)
        context.exit()


def _passes() -> Iterator[str]:
    width = max(len(each.name) for each in PASSES)
    for group in GROUPS:
        yield group
        for each in PASSES:
            if each.group == group:
                yield f"  {each.name:{width}}  {each.summary}"


_EXAMPLES = """\b
Examples:
  pdftotext page.pdf - | layoutfix fix         the articles of a page
  layoutfix fix page.txt -o articles.txt       the same from file to file
  layoutfix fix --diff page.txt                what would be changed
  layoutfix fix --in-place corpus/*.txt        repair files where they are
  layoutfix fix --to json page.txt | jq .      blocks, roles, raw lines, edits
  layoutfix fix --issue p1.txt p2.txt          stories whole over the pages of an issue
  layoutfix fix --check corpus/*.txt           list what is still broken; exit code 1
  find . -name '*.txt' -print0 | xargs -0 layoutfix fix --check
  tail -f wire.txt | layoutfix fix --split blank:3 --to jsonl

\b
Exit codes: 0 fine, 1 --check would change a file or --fail-on-change did, 2 wrong use,
3 a file could not be processed, 130 interrupted.
"""


@cli.command("fix", epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH…|-]")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE",
    callback=lambda _context, _parameter, name: None if name == "-" else name,
    help="Write here; takes one input, or those of an --issue.",
)
@click.option(
    "--to",
    type=click.Choice(["text", "md", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="What to give out. JSON is one object for each input, JSON Lines one for each article.",
)
@click.option(
    "--check",
    is_flag=True,
    help="List the files that would change, each with the line and the reason of the first "
    "change, and write nothing.",
)
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--in-place", is_flag=True, help="Repair the files where they are.")
@click.option(
    "--fail-on-change",
    is_flag=True,
    help="With --in-place: exit code 1 when a file was repaired, as hooks want it.",
)
@click.option(
    "--split",
    default="none",
    show_default=True,
    metavar="none|formfeed|blank:N",
    callback=known_split,
    help="Where the input holds several documents: at form feeds, or at N blank lines. Each is "
    "repaired by itself and given out at once, also from a pipe that never ends.",
)
@click.option(
    "--issue",
    is_flag=True,
    help="The PATHs are the pages of one issue, in order: a story that goes on upon another page "
    "comes out once, whole.",
)
@repair_options
@click.option(
    "--list-passes",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_passes,
    help="List the passes by group, in running order.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="For --diff. Auto is: on a terminal, unless NO_COLOR is set.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", count=True, help="Sum up each file; -vv gives each edit's reason.")
@click.pass_context
def fix_command(context: click.Context, /, **options: Any) -> int:  # noqa: ANN401 - Choices says what each of them is
    """Restore the articles in the text of a printed page.

    Reads standard input, or the PATHs one after the other, and writes to standard output:
    headlines and whole paragraphs, one a line, a blank line between them.
    Text keeps the encoding, mark and line ends that it came with, and a text that needs no
    repair comes out byte for byte.
    """
    choices = Choices(**options, config=configured(context))
    for refusal in REFUSALS:
        if refusal.applies(choices):
            raise click.UsageError(refusal.message)
    report = Report(choices.verbosity, check=choices.check, fail=choices.fail_on_change)
    try:
        run(choices, report)
    except (ConfigError, RulesError) as error:
        words.say_error(error)
        return words.WRONG_USE
    except BrokenPipeError:
        let_go_of_stdout()
        return report.exit_code
    except StdoutError as error:
        let_go_of_stdout()
        report.failed(error)
    return report.exit_code


_SCRIPTS = """\b
Examples:
  layoutfix completion bash > ~/.local/share/bash-completion/completions/layoutfix
  layoutfix completion zsh > ~/.zfunc/_layoutfix         (with ~/.zfunc in fpath)
  layoutfix completion fish > ~/.config/fish/completions/layoutfix.fish
"""


@cli.command(epilog=_SCRIPTS)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what lets a shell complete options, passes and file names."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - this command's own

    found = get_completion_class(shell)
    assert found, f"click completes {shell}"
    click.echo(found(cli, {}, "layoutfix", "_LAYOUTFIX_COMPLETE").source())
