"""What README and docs/ say of the command is true of it."""

import os
import sys
from functools import cache
from pathlib import Path
from subprocess import PIPE, STDOUT, run

import pytest
import regex

from layoutfix import fix
from layoutfix.passes import PASSES

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
# Of a line of a code block or of a piece of code in a sentence: the command and its options.
COMMAND = regex.compile(r"(?<!from )\blayoutfix (?P<name>[a-z]+)\b(?P<rest>[^`|#]*)")
FENCED = regex.compile(r"^```([^\n]*)\n(.*?)^```", regex.MULTILINE | regex.DOTALL)
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
    blocks = [block for _, block in FENCED.findall(text)]
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


def examples(kind: str) -> list[object]:
    """Give each block of a kind with the last ``text before`` block above it, which it is of.

    The kinds: ``text after`` is the repaired text, ``text roles`` has a line ``role: text`` for
    each block, ``console`` has commands behind ``$`` and what they print.
    """
    found = []
    for page in PAGES:
        before = ""
        for nth, (info, block) in enumerate(FENCED.findall(page.read_text(encoding="utf-8")), 1):
            if info == "text before":
                before = block
            elif info == kind:
                marks = [pytest.mark.needs_program("jq")] if "| jq" in block else []
                found.append(pytest.param(before, block, id=f"{page.name}-{nth}", marks=marks))
    return found


@pytest.mark.parametrize(("before", "after"), examples("text after"))
def test_each_repaired_example_is_real(before: str, after: str):
    """A text that a page shows before and after comes out as it shows."""
    assert fix(before).to_text() == after


@pytest.mark.parametrize(("before", "after"), examples("text roles"))
def test_each_example_of_roles_is_real(before: str, after: str):
    """The blocks of an example have the roles that a page shows."""
    document = fix(before)
    groups = [*(article.blocks for article in document.articles), document.furniture]
    roles = [f"{block.role}: {block.text}\n" for group in groups for block in group]

    assert "".join(roles) == after


@pytest.mark.needs_program("sh")
@pytest.mark.parametrize(("before", "shown"), examples("console"))
def test_each_command_prints_what_is_shown(before: str, shown: str, tmp_path: Path):
    """A command at a prompt, with the text above it in page.txt, prints what a page shows."""
    (tmp_path / "page.txt").write_text(before, encoding="utf-8")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": path}
    printed = ""
    for line in shown.splitlines():
        if line.startswith("$ "):
            command = ["sh", "-c", line[2:]]
            done = run(command, cwd=tmp_path, env=env, stdout=PIPE, stderr=STDOUT, check=False)
            printed += f"{line}\n{done.stdout.decode('utf-8')}"

    assert printed == shown


def test_each_pass_has_a_section():
    """docs/passes.md has a section for each pass, in running order, and for nothing else."""
    text = (ROOT / "docs" / "passes.md").read_text(encoding="utf-8")

    assert regex.findall(r"^### (\S+)$", text, regex.MULTILINE) == [p.name for p in PASSES]
