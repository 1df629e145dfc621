"""Help, man page and completion, in the programs that show them."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from layoutfix.cli.main import cli
from layoutfix.passes import PASSES

ROOT = Path(__file__).parents[2]
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
COMMANDS = cli.list_commands(click.Context(cli))

# Each shell is asked what may follow  layoutfix fix --skip se : in bash and zsh by calling what
# the Tab key calls, with the words as the shell has them, in fish by its own command for it.
ASK = {
    "bash": """
        eval "$(layoutfix completion bash)"
        COMP_WORDS=(layoutfix fix --skip se) COMP_CWORD=3
        _layoutfix_completion layoutfix se --skip
        printf '%s\\n' "${COMPREPLY[@]}"
    """,
    "zsh": """
        compdef() { :; }; compadd() { print -l -- ${(P)@[-1]}; }
        _describe() { print -l -- ${(P)3}; }
        eval "$(layoutfix completion zsh)"
        words=(layoutfix fix --skip se) CURRENT=4
        _layoutfix_completion
    """,
    "fish": """
        layoutfix completion fish | source
        complete -C 'layoutfix fix --skip se'
    """,
}


@pytest.mark.parametrize(
    "shell", [pytest.param(name, marks=pytest.mark.needs_program(name)) for name in ASK]
)
def test_a_shell_completes_the_passes(shell, tmp_path):
    """The script for a shell is one that it can read, and offers the passes that fit."""
    env = {"PATH": PATH, "HOME": str(tmp_path), "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    done = subprocess.run([shell, "-c", ASK[shell]], env=env, capture_output=True, check=False)
    offered = {line.split("\t")[0] for line in done.stdout.decode().split("\n") if line}

    assert offered == {each.name for each in PASSES if each.name.startswith("se")}, done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_each_help_has_examples(layoutfix, name):
    """Whoever asks for the help of a command sees it used."""
    ran = layoutfix(name, "--help")

    assert ran.code == 0
    assert f"layoutfix {name} " in ran.out.decode().partition("Examples:\n")[2]


def test_the_version_names_that_of_the_rules(layoutfix):
    """A result can be told from that of other tables."""
    out = layoutfix("--version").out.decode()

    assert out.startswith("layoutfix 0.")
    assert out.rstrip().endswith(")")
    assert " (rules " in out


@pytest.mark.needs_program("man")
def test_the_man_page_is_one(tmp_path):
    """The page made of the help is set without a complaint, and has each command and option."""
    made = subprocess.run(
        [sys.executable, ROOT / "docs" / "man.py"], capture_output=True, check=True
    )
    path = tmp_path / "layoutfix.1"
    path.write_bytes(made.stdout)
    env = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "100"}
    shown = subprocess.run(
        ["man", "--warnings", "-l", path], env=env, capture_output=True, check=True
    )
    text = shown.stdout.decode()

    assert shown.stderr == b""
    for name in COMMANDS:
        assert f"LAYOUTFIX {name.upper()}" in text
    assert "--fail-on-change" in text
    assert "pdftotext page.pdf - | layoutfix fix" in text
