"""Nothing is lost: hold the repaired text against the raw one."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from layoutfix.model.edits import Edit
from layoutfix.model.errors import ConservationError
from layoutfix.model.page import Block, Line, Page

# How many characters a join set before a line, or before the part of a line at an offset.
_Gaps = dict[tuple[int, int | None], int]


def check(page: Page, edits: Iterable[Edit]) -> None:
    """See that each raw character is in one block, or in one edit that took it away.

    Raises ConservationError naming the first line where that fails.
    """
    rewritten = _rewritten(edits)
    shared: dict[int, list[tuple[int, int]]] = {}
    whole: set[int] = set()
    for block in page.blocks:
        parts = []
        for line, start, end, text, gap, _ in block.pieces:
            raw = page.lines[line]
            if start == raw.start and end == raw.end and line not in whole:
                whole.add(line)
            else:
                shared.setdefault(line, []).append((start, end))
            if gap:
                parts.append(gap)
            parts.append(text)
            if text != _read_as(raw, rewritten.get(line), start, end):
                _fail(line)
        if "".join(parts) != block.text:
            _fail(block.first_line)
    for number, raw in page.lines.items():
        if number not in whole or number in shared:
            tiles = [(raw.start, raw.end)] if number in whole else []
            edits = rewritten.get(number, ())
            dropped = {edit.span for edit in edits if edit.span and edit.op == "drop"}
            _check_tiles(raw, tiles + shared.get(number, []), dropped)


def _check_tiles(line: Line, tiles: list[tuple[int, int]], dropped: set[tuple[int, int]]) -> None:
    """See that the pieces of one line and what was dropped leave nothing out.

    Pieces do not overlap; a character in one can be dropped.
    """
    at = line.start
    for start, end in sorted(tiles):
        if start < at:
            _fail(line.number)
        at = end
    left = set(range(line.start, line.end))
    for start, end in chain(tiles, dropped):
        left.difference_update(range(start, end))
    if left:
        _fail(line.number)


def _rewritten(edits: Iterable[Edit]) -> dict[int, list[Edit]]:
    out: dict[int, list[Edit]] = {}
    for edit in edits:
        if edit.span and edit.op in ("drop", "rewrite"):
            out.setdefault(edit.lines[0], []).append(edit)
    return out


def _read_as(line: Line, edits: list[Edit] | None, start: int, end: int) -> str:
    if not edits:
        return line.raw[start:end]
    cells = list(line.raw)
    for edit in edits:
        assert edit.span
        a, b = edit.span
        if line.raw[a:b] != edit.was:
            _fail(line.number)
        cells[a:b] = [edit.text or "", *[""] * (b - a - 1)]
    return "".join(cells[start:end])


def _fail(line: int) -> None:
    what = f"repairing line {line} would have lost or invented a character"
    raise ConservationError(what, "The text was left as it is. Please report it with the line.")


def breaks(block: Block) -> list[int]:
    """Give the offsets in a block's text where its second and later pieces start."""
    out = []
    at = 0
    for _, _, _, text, gap, _ in block.pieces:
        at += len(gap)
        out.append(at)
        at += len(text)
    return out[1:]


def rebuild(document: Mapping[str, Any]) -> str:
    """Give the raw text back from what ``Document.to_dict`` gave out.

    Line by line, the characters of the blocks are put back where no edit was, and what the
    edits took away where one was.
    """
    ends = document["line_ends"]
    lines = [_Cells() for _ in range(ends["count"])]
    gaps: _Gaps = {}
    for edit in document["edits"]:
        if edit["op"] == "join":
            offset = edit["at"][1] if "at" in edit else None
            gaps[edit["lines"][1], offset] = len(edit["text"] or "")
        elif edit["span"] and edit["op"] in ("drop", "rewrite"):
            lines[edit["lines"][0] - 1].undo(edit)
    for article in document["articles"]:
        for block in article["blocks"]:
            _put_back(block, lines, gaps)
    for block in document["furniture"]:
        _put_back(block, lines, gaps)
    return "".join(
        cells.text() + ends["other"].get(str(n), ends["most"] if n < len(lines) else "")
        for n, cells in enumerate(lines, 1)
    )


def rebuild_files(issue: Mapping[str, Any]) -> list[str]:
    """Give the raw texts back from what ``IssueDocument.to_dict`` gave out."""
    return [rebuild(_file_of(issue, file)) for file in range(len(issue["source"]))]


def _file_of(issue: Mapping[str, Any], file: int) -> dict[str, Any]:
    """Give what of an issue is of one of its files."""

    def of_file(records: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        return [record for record in records if record["file"] == file]

    return {
        "articles": [{"blocks": of_file(each["blocks"])} for each in issue["articles"]],
        "furniture": of_file(issue["furniture"]),
        "edits": of_file(issue["edits"]),
        "line_ends": issue["line_ends"][file],
    }


class _Cells:
    """A raw line on its way back: characters by offset, and what each was read as."""

    def __init__(self) -> None:
        self.known: dict[int, str] = {}
        self.length: dict[int, int] = {}

    def undo(self, edit: Mapping[str, Any]) -> None:
        start, end = edit["span"]
        self.known.update(zip(range(start, end), edit["was"], strict=True))
        self.length.update(dict.fromkeys(range(start, end), 0))
        self.length[start] = len(edit["text"] or "")

    def put(self, start: int, text: str) -> None:
        at, done = start, 0
        while done < len(text):
            if at in self.length:
                done += self.length[at]
            else:
                self.known[at] = text[done]
                done += 1
            at += 1

    def text(self) -> str:
        return "".join(char for _, char in sorted(self.known.items()))


def _put_back(block: Mapping[str, Any], lines: list[_Cells], gaps: _Gaps) -> None:
    starts = [0, *block["breaks"]]
    ends = [*block["breaks"], len(block["text"])]
    spans = block.get("spans") or [[line, 0, 0] for line in block["lines"]]
    for nth, (line, at, _) in enumerate(spans):
        gap = _gap_before(spans[nth + 1], gaps) if nth + 1 < len(spans) else 0
        lines[line - 1].put(at, block["text"][starts[nth] : ends[nth] - gap])


def _gap_before(span: Sequence[int], gaps: _Gaps) -> int:
    """Give how many characters were set before a piece that goes on another one."""
    line, at, _ = span
    return gaps.get((line, at), gaps.get((line, None), 0))
