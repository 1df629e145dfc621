"""The hooks under the real pre-commit, in a repository of their own and without a network.

pre-commit clones the hooks' repository and installs it with pip, as it does for everybody;
only the libraries come from where the tests run, since there is no index to ask.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
BROKEN = """\
记者昨日从市农业局获悉，今年全
市早稻种植面积达到一百二十多万
亩，比去年增加三万亩，为近年来
最多的一年。
随着气温回升，各地的农民抢抓农
时，翻耕稻田，运送秧苗，田间地
头一派繁忙景象。
"""
WHOLE = BROKEN.replace("\n", "").replace("最多的一年。", "最多的一年。\n\n") + "\n"
SNIPPET = re.compile(r"```yaml\n(# \.pre-commit-config\.yaml\n.*?)```", re.DOTALL)
pytestmark = pytest.mark.needs_program("git")


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, as a person of its own."""
    who = ["-c", "user.name=editor", "-c", "user.email=editor@example.org"]
    subprocess.run(
        ["git", *who, "-c", "init.defaultBranch=main", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def commit(folder: Path) -> None:
    """Make a repository of a folder, with all that is in it."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "As found")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a repository with what is installed of ours, tagged v1."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in ("layoutfix", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (MANIFEST.name, "pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    (folder / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "layoutfix.1", folder / "docs")
    commit(folder)
    git(folder, "tag", "v1")
    return folder


def settings(hooks: Path, hook: str) -> str:
    """Give what README tells to write, with the address of ``hooks`` and the hook's name."""
    shown = SNIPPET.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown
    here = re.sub(r"repo: \S+", f"repo: {hooks}", shown[1]).replace("rev: v0.1.0", "rev: v1")
    return here.replace("id: layoutfix", f"id: {hook}")


class Corpus(NamedTuple):
    """A repository of texts that uses the hooks."""

    folder: Path
    hooks: Path
    environment: dict[str, str]

    def run(self, hook: str, *options: str) -> tuple[int, str]:
        """Let pre-commit run one hook over all files; give exit code and what it printed."""
        config = self.folder / ".pre-commit-config.yaml"
        config.write_text(settings(self.hooks, hook), encoding="utf-8")
        git(self.folder, "add", "--all")
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files", *options]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, check=False
        )
        return done.returncode, done.stdout.decode() + done.stderr.decode()

    def read(self, name: str) -> str:
        """Give the text of a file."""
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def corpus(hooks: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Give a repository with a raw page, a whole one, and files that are no pages."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "pages").mkdir()
    for name in ("pages/raw.txt", "README.md", "README.txt", "page.py", "requirements-dev.txt"):
        (folder / name).write_text(BROKEN, encoding="utf-8")
    (folder / "pages" / "whole.txt").write_text(WHOLE, encoding="utf-8")
    commit(folder)
    environment = {
        **os.environ,
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit")),
        "PYTHONPATH": os.pathsep.join({sysconfig.get_path(n) for n in ("purelib", "platlib")}),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this one the other way round
    }
    return Corpus(folder, hooks, environment)


def test_check_repair_check(corpus: Corpus):
    """The check fails on a raw page, the repair changes it once, and then both pass."""
    code, said = corpus.run("layoutfix-check")
    assert (code, corpus.read("pages/raw.txt")) == (1, BROKEN)
    assert "pages/raw.txt:1: join (read-lines): " in said

    code, said = corpus.run("layoutfix")
    assert (code, corpus.read("pages/raw.txt")) == (1, WHOLE)
    assert "repaired pages/raw.txt" in said

    assert corpus.run("layoutfix")[0] == 0
    assert corpus.run("layoutfix-check")[0] == 0
    for name in ("README.md", "README.txt", "page.py", "requirements-dev.txt"):
        assert corpus.read(name) == BROKEN


def test_each_hook_looks_at_the_same_files():
    """Both hooks take text files only, and leave the same names alone."""
    one, other = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))

    assert [one["id"], other["id"]] == ["layoutfix", "layoutfix-check"]
    for key in ("files", "exclude", "types", "language"):
        assert one[key] == other[key]


def test_the_samples_are_kept_clean():
    """Each sample has a repaired copy, and it comes out of the hook as it went in."""
    raw = {path.name for path in (ROOT / "samples").glob("*.txt")}
    clean = sorted((ROOT / "samples" / "clean").glob("*.txt"))
    done = subprocess.run(
        [sys.executable, "-m", "layoutfix", "fix", "--check", *clean],
        capture_output=True,
        check=False,
    )

    assert {path.name for path in clean} == raw
    assert (done.returncode, done.stdout) == (0, b"")
