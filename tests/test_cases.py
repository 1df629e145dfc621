"""The readable cases: one file each, ``tests/cases/<pass-name>/<the-point>.txt``.

A file has a header, then one or two texts::

    found: made up, after a county paper's front page
    why: the column ends inside 一百二十万亩; the next line has no indent

    == broken ==
    记者从市农业局获悉，今年全市早稻种植面积达一百二
    十万亩，比去年增加三万亩。
    == repaired ==
    记者从市农业局获悉，今年全市早稻种植面积达一百二十万亩，比去年增加三万亩。

A text is every line below its mark up to the next mark or the end of the file, blank lines
too, each with its line end: nothing is stripped and nothing is added.
So a blank line above ``== repaired ==`` belongs to the broken text.
tests/cases/README.md tells how to write one.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from layoutfix import fix
from layoutfix.model.document import Document
from layoutfix.passes import PASSES
from layoutfix.pipeline.conserve import rebuild

CASES = Path(__file__).parent / "cases"
BROKEN = "== broken ==\n"
REPAIRED = "== repaired ==\n"
HEADERS = {"found", "why", "expect", "view"}


class Case(NamedTuple):
    """A case file: its header, the text as found, and as it should come out."""

    header: dict[str, str]
    broken: str
    repaired: str


def read_case(path: Path) -> Case:
    """Read a case file; what is wrong with it is said with its name."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    head, mark, texts = text.partition(BROKEN)
    assert mark, f"{path}: no line {BROKEN!r}"
    broken, repaired_mark, repaired = texts.partition(REPAIRED)
    header = {}
    for line in filter(None, head.splitlines()):
        key, colon, value = line.partition(": ")
        assert colon, f"{path}: {line!r} is not 'key: value'"
        header[key] = value.strip()
    assert header.keys() <= HEADERS, f"{path}: unknown {header.keys() - HEADERS}"
    assert header.keys() >= {"found", "why"}, f"{path}: says not where it was found and why"
    assert header.get("expect", "fail") == "fail", f"{path}: the only expect is fail"
    assert header.get("view", "text") in {"text", "roles"}, f"{path}: view is text or roles"
    assert repaired_mark or header.get("view") != "roles", f"{path}: no roles to compare with"
    return Case(header, broken, repaired if repaired_mark else broken)


def case_params() -> list[object]:
    """Give each case file as a parameter whose id is ``pass-name/the-point``."""
    params = []
    for path in sorted(CASES.glob("*/*.txt")):
        case = read_case(path)
        known = pytest.mark.xfail(strict=True, raises=AssertionError, reason=case.header["why"])
        marks = [known] if "expect" in case.header else []
        params.append(pytest.param(case, id=f"{path.parent.name}/{path.stem}", marks=marks))
    return params


def view(document: Document, name: str) -> str:
    """Give a document as a case shows it: its text, or one line ``role: text`` per block."""
    if name == "text":
        return document.to_text()
    groups = [article.blocks for article in document.articles]
    if document.furniture:
        groups.append(document.furniture)
    return "--\n".join(
        "".join(f"{b.role}{' copy' if b.copy_of else ''}: {b.text}\n" for b in group)
        for group in groups
    )


@pytest.mark.parametrize("case", case_params())
def test_case(case: Case):
    """A broken text comes out repaired, and a whole one as it went in."""
    found = view(fix(case.broken), case.header.get("view", "text"))

    assert found == case.repaired


@pytest.mark.parametrize(
    "path", sorted(CASES.glob("*/*.txt")), ids=lambda p: f"{p.parent.name}/{p.stem}"
)
def test_case_is_conserved(path: Path):
    """The raw text of each case can be had back from what was given out."""
    broken = read_case(path).broken

    assert rebuild(fix(broken).to_dict()) == broken


@pytest.mark.parametrize(
    "folder", sorted(p for p in CASES.iterdir() if p.is_dir()), ids=lambda p: p.name
)
def test_case_folder_is_a_pass(folder: Path):
    """A folder of cases has the name of a pass."""
    assert folder.name in {each.name for each in PASSES}
