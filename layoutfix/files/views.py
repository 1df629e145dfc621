"""The bytes that are given out for a repaired source: text, Markdown, JSON, a diff."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from layoutfix.files.screen import one_line, screened
from layoutfix.files.sources import Source
from layoutfix.model.document import Document, TextBlock
from layoutfix.model.page import split_lines
from layoutfix.script import Script, convert

if TYPE_CHECKING:
    from layoutfix.model.issue import IssueDocument

_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF8 = "utf-8"

Form = Literal["text", "md", "json", "jsonl"]


class View(NamedTuple):
    """What a person asked to see.

    ``furniture``: None where they did not say; text and JSON have it then, Markdown and
    JSON Lines, which are made for reading articles, do not.
    """

    to: Form = "text"
    furniture: bool | None = None
    script: Script | None = None

    def text(self, document: Document) -> str:
        """Give the repaired text, or its Markdown."""
        if self.to == "md":
            text = document.to_markdown(furniture=self.furniture is True)
        else:
            text = document.to_text(furniture=self.furniture is not False)
        return convert(text, self.script) if self.script else text

    def render(self, document: Document, source: Source) -> bytes:
        """Give what is written out: text in the encoding of its source, JSON in UTF-8."""
        if self.to in ("text", "md"):
            return source.encode(self.text(document))
        if self.script:
            document = _mapped(document, partial(convert, script=self.script))
        return b"".join(self._records(document, source))

    def show(self, document: Document, source: Source) -> bytes:
        """Give what a terminal can show: UTF-8, with control characters spelled out."""
        if self.to in ("text", "md"):
            text = self.text(document).replace("\r\n", "\n").replace("\r", "\n")
        else:
            text = self.render(document, source).decode()
        return screened(text).encode()

    def render_issue(self, issue: "IssueDocument", sources: Sequence[Source]) -> bytes:
        """Give what is written out for an issue: text in the encoding of its first file."""
        if self.to in ("text", "md"):
            return sources[0].encode(self.text(issue.whole))
        if self.script:
            change = partial(convert, script=self.script)
            issue = issue._replace(whole=_mapped(issue.whole, change))
        if self.furniture is False:
            issue = issue._replace(whole=issue.whole._replace(furniture=()))
        names = [source.name for source in sources]
        if self.to == "json":
            return json_line(issue.to_dict(names, [source.encoding.name for source in sources]))
        records = issue.to_records(names, furniture=self.furniture is True)
        return b"".join(map(json_line, records))

    def show_issue(self, issue: "IssueDocument", sources: Sequence[Source]) -> bytes:
        """Give what a terminal can show of an issue."""
        if self.to in ("text", "md"):
            return self.show(issue.whole, sources[0])
        return screened(self.render_issue(issue, sources).decode()).encode()

    def _records(self, document: Document, source: Source) -> Iterator[bytes]:
        place = {"part": source.part, "first_line": source.first_line} if source.part else {}
        if self.to == "jsonl":
            for record in document.to_records(source.name, furniture=self.furniture is True):
                yield json_line(record | place)
            return
        if self.furniture is False:
            document = document._replace(furniture=())
        yield json_line(document.to_dict(source.name, source.encoding.name) | place)


def diff(source: Source, after: str, *, color: bool, terminal: bool) -> bytes:
    """Give a unified diff from the raw to the repaired text.

    To a pipe it is written as the source is, so that ``patch`` can apply it (in UTF-8 for
    UTF-16, which patch cannot read); a terminal gets UTF-8 with control characters spelled
    out.
    """
    from difflib import unified_diff  # noqa: PLC0415 - only --diff needs it

    name = one_line(source.name)
    lead = "\ufeff" if source.encoding.bom and not terminal else ""
    lines = unified_diff(_lines(lead + source.text), _lines(lead + after), name, name)
    show = screened if terminal else str
    out = "".join(_paint(_ended(line, show), color=color) for line in lines)
    wide = source.encoding.name.startswith(("utf-16", "utf-32"))
    if terminal or wide:
        return out.encode(_UTF8, "surrogatepass")
    return out.encode(source.encoding.name, source.encoding.errors)


def first_change(before: str, after: str) -> int:
    """Give the number of the raw line, from 1, at which the repaired text begins to differ.

    White space round a line and blank lines are passed over, since a repair sets them anew;
    where the texts are the same but for these, or one goes on behind the other, it is the
    last line that is not blank.
    """
    told = {
        number: line for number, raw in enumerate(split_lines(before), 1) if (line := raw.strip())
    }
    others = [line for raw in split_lines(after) if (line := raw.strip())]
    pairs = zip(told.items(), others, strict=False)
    return next((number for (number, line), other in pairs if line != other), max(told, default=1))


def _mapped(document: Document, change: Callable[[str], str]) -> Document:
    """Give the document with the text of each block changed."""

    def blocks(old: tuple[TextBlock, ...]) -> tuple[TextBlock, ...]:
        return tuple(block._replace(text=change(block.text)) for block in old)

    return document._replace(
        articles=tuple(a._replace(blocks=blocks(a.blocks)) for a in document.articles),
        furniture=blocks(document.furniture),
    )


def json_line(record: dict[str, object]) -> bytes:
    """Give one line of JSON, in UTF-8; a lone surrogate, which UTF-8 lacks, is spelled out."""
    import json  # noqa: PLC0415 - text output does without

    text = json.dumps(record, ensure_ascii=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode() + b"\n"


def _lines(text: str) -> list[str]:
    """Cut behind LF, CRLF and CR, as the repair does."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def _ended(line: str, show: Callable[[str], str]) -> str:
    """End a line of the diff, whatever ended it in the text, in a way that diffs can have."""
    bare = line.rstrip("\r\n")
    if bare == line:
        return show(line) + "\n\\ No newline at end of file\n"
    end = "\r\n" if line.endswith("\r\n") and show is str else "\n"
    return show(bare) + end


_PAINT = {"+++": "1", "---": "1", "@@ ": "36", "+": "32", "-": "31"}


def _paint(line: str, *, color: bool) -> str:
    code = next((code for start, code in _PAINT.items() if line.startswith(start)), None)
    if not color or code is None:
        return line
    return f"\x1b[{code}m{line.rstrip()}\x1b[0m{line[len(line.rstrip()) :]}"
