"""What README and docs/ say of the command is true of it."""

import sys
from functools import cache
from pathlib import Path
from subprocess import run

import pytest
import regex

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
# Of a line of a code block or of a piece of code in a sentence: the command and its options.
COMMAND = regex.compile(r"(?<!from )\blayoutfix (?P<name>[a-z]+)\b(?P<rest>[^`|#]*)")
OPTION = regex.compile(r"(?<![\w-])--[a-z][a-z-]*")


@cache
def options_of(*command: str) -> frozenset[str]:
    """Give the long options that ``layoutfix COMMAND --help`` names."""
    program = Path(sys.executable).with_name("layoutfix")
    done = run([program, *command, "--help"], capture_output=True, check=False)
    assert done.returncode == 0, f"there is no layoutfix {' '.join(command)}"
    return frozenset(OPTION.findall(done.stdout.decode("utf-8")))


def code(page: Path) -> list[str]:
    """Give the lines of a page's code blocks, and the code in its sentences."""
    text = page.read_text(encoding="utf-8")
    blocks = regex.findall(r"^```[^\n]*\n(.*?)^```", text, regex.MULTILINE | regex.DOTALL)
    lines = [line.partition("  # ")[0] for block in blocks for line in block.splitlines()]
    return lines + regex.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_option_exists(page: Path):
    """Each command that a page shows exists, and so does each option that it is given."""
    for match in map(COMMAND.search, code(page)):
        if match:
            given = set(OPTION.findall(match["rest"]))

            assert given <= options_of(match["name"]), match[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_leads_somewhere(page: Path):
    """A link to a file of the repository leads to a file."""
    links = regex.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_make_target_exists(page: Path):
    """A target that a page names is in the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(regex.findall(r"^([a-z]+):", makefile, regex.MULTILINE))
    named = {match[1] for line in code(page) if (match := regex.match(r"make ([a-z]+)\b", line))}

    assert named <= targets
