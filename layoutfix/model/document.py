"""The repaired text, and the views of it: text, Markdown, a dictionary for JSON."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from layoutfix.model.edits import Edit
from layoutfix.model.page import line_ends, split_lines
from layoutfix.version import __version__

ARTICLE_MARK = "◆※◆"
FURNITURE_MARK = "◆※◆ 版面附件"
OUTSIDE = frozenset({"section", "furniture"})


def is_marked(lines: Iterable[str]) -> bool:
    """Tell whether one of the lines is the mark of a repaired text."""
    return any(line.strip() in (ARTICLE_MARK, FURNITURE_MARK) for line in lines)


class TextBlock(NamedTuple):
    """One restored unit: its role, its text, and the raw lines that it was made of.

    ``spans``: (line, start, end) of each piece where a raw line stands in two blocks.
    ``copy_of``: (article, block) counted from 0 where the block repeats another.
    ``breaks``: offsets in ``text`` where its second and later raw lines start.
    ``file``: which of the files of an issue its lines are of, from 0; None where there is one.
    ``continues``: where it carries on the paragraph above it, cut by a change of page, what is
    set between the two, mostly nothing.
    """

    role: str
    text: str
    lines: tuple[int, ...]
    confidence: float = 1.0
    spans: tuple[tuple[int, int, int], ...] = ()
    copy_of: tuple[int, int] | None = None
    breaks: tuple[int, ...] = ()
    file: int | None = None
    continues: str | None = None

    def to_dict(self) -> dict[str, object]:
        """Give the block as OUTPUT wants it."""
        out: dict[str, object] = {
            "role": self.role,
            "text": self.text,
            "lines": list(self.lines),
            "confidence": round(self.confidence, 3),
            "breaks": list(self.breaks),
        }
        if self.spans:
            out["spans"] = [list(span) for span in self.spans]
        if self.copy_of:
            article, block = self.copy_of
            out["copy_of"] = {"article": f"a{article + 1}", "block": block}
        if self.file is not None:
            out["file"] = self.file
        if self.continues is not None:
            out["continues"] = True
        return out


class Article(NamedTuple):
    """One article: its blocks in reading order, the pages it stands on, its jump lines."""

    blocks: tuple[TextBlock, ...]
    pages: tuple[int, ...] = ()
    continued_on: str | None = None
    continued_from: str | None = None

    def texts(self, *roles: str) -> list[str]:
        """Give the texts of the blocks that have one of ``roles``."""
        return [block.text for block in self.whole_blocks() if block.role in roles]

    def whole_blocks(self) -> list[TextBlock]:
        """Give the blocks as they are read: a paragraph cut by a change of page is one again."""
        out: list[TextBlock] = []
        for block in self.blocks:
            if block.continues is None:
                out.append(block)
                continue
            cut = max(nth for nth, above in enumerate(out) if above.role == block.role)
            text = f"{out[cut].text}{block.continues}{block.text}"
            out[cut] = out[cut]._replace(text=text)
        return out

    def to_dict(self, number: int) -> dict[str, object]:
        """Give the article as OUTPUT wants it; ``number`` counts from 1."""
        return {
            "id": f"a{number}",
            "pages": list(self.pages),
            "continued_on": self.continued_on,
            "continued_from": self.continued_from,
            "blocks": [block.to_dict() for block in self.blocks],
        }


class Issue(NamedTuple):
    """What nameplate and running heads say: paper, date and page, as printed."""

    paper: str | None = None
    date: str | None = None
    page: str | None = None


class Document(NamedTuple):
    """A repaired text.

    ``edits`` pairs each edit with the name of its pass; played on ``raw`` they give
    ``articles`` and ``furniture``.
    ``changed``: whether anything was joined, split, moved, dropped or rewritten.
    ``sealed``: the text alone would not show that it is whole, so the mark closes it.
    ``warnings``: what a person should know, such as a repair that was withheld.
    """

    raw: str
    articles: tuple[Article, ...]
    furniture: tuple[TextBlock, ...]
    edits: tuple[tuple[str, Edit], ...]
    changed: bool
    issue: Issue = Issue()
    warnings: tuple[str, ...] = ()
    sealed: bool = False

    def to_text(self, *, furniture: bool = True) -> str:
        """Give headlines and paragraphs, one a line, a blank line between blocks.

        Articles are parted by a line ``◆※◆``; furniture follows at the end, behind a line
        ``◆※◆ 版面附件``, unless it is left out.
        The mark tells layoutfix that the text is repaired; where there is one article and its
        text alone would not tell, the mark stands behind it.
        A document that needed no repair comes back as it went in.
        """
        if not self.changed:
            return self.raw if furniture else self._without_furniture()
        parts: list[str] = []
        for article in self.articles:
            parts += [ARTICLE_MARK] * bool(parts)
            parts += [block.text for block in article.whole_blocks()]
        if furniture and self.furniture:
            outside = [block.text for block in self.furniture if not is_marked([block.text])]
            parts += [FURNITURE_MARK, *outside]
        if self.sealed and not is_marked(parts):
            parts.append(ARTICLE_MARK)
        end = self.newline
        return f"{end}{end}".join(parts) + end

    def to_markdown(self, *, furniture: bool = False) -> str:
        """Give the articles with ``#`` headlines, ``##`` subheads and captions in italics."""
        chunks = [_markdown(b) for article in self.articles for b in article.whole_blocks()]
        if furniture and self.furniture:
            chunks += ["---", *(_escape(block.text) for block in self.furniture)]
        return "\n\n".join(chunks) + "\n" if chunks else ""

    def to_dict(self, source: str = "-", encoding: str = "utf-8") -> dict[str, object]:
        """Give the whole document as OUTPUT wants it (docs/output.md)."""
        return {
            "source": source,
            "encoding": encoding,
            "layoutfix": __version__,
            "articles": [a.to_dict(n) for n, a in enumerate(self.articles, 1)],
            "furniture": [block.to_dict() for block in self.furniture],
            "issue": self.issue._asdict(),
            "edits": [e.to_dict(n, name) for n, (name, e) in enumerate(self.edits, 1)],
            "line_ends": self.line_ends(),
            "warnings": list(self.warnings),
        }

    def line_ends(self) -> dict[str, object]:
        """Tell how the raw lines ended, as OUTPUT wants it."""
        ends = line_ends(self.raw)
        most = self.newline
        other = {str(n): end for n, end in enumerate(ends[:-1], 1) if end != most}
        return {"most": most, "other": other, "count": len(ends)}

    def to_records(
        self, source: str | list[str] = "-", *, furniture: bool = False
    ) -> Iterator[dict[str, object]]:
        """Give one dictionary per article, with title, kicker, deck, byline, text, blocks."""
        for article in self.articles:
            yield {
                "source": source,
                "title": _join(article.texts("headline")),
                "kicker": _join(article.texts("kicker")),
                "deck": _join(article.texts("deck")),
                "byline": _join(article.texts("byline")),
                "text": "\n".join(article.texts("para", "list", "subhead")),
                "blocks": [block.to_dict() for block in article.blocks],
            }
        if furniture:
            for block in self.furniture:
                yield {"kind": "furniture", "source": source, **block.to_dict()}

    def _without_furniture(self) -> str:
        gone = {line for block in self.furniture for line in block.lines}
        lines = zip(split_lines(self.raw), line_ends(self.raw), strict=True)
        return "".join(text + end for n, (text, end) in enumerate(lines, 1) if n not in gone)

    @property
    def newline(self) -> str:
        r"""Give the line end that the raw text uses most; ``\n`` where it has none."""
        crlf = self.raw.count("\r\n")
        bare = {end: self.raw.count(end) - crlf for end in "\r\n"}
        counts = {"\r\n": crlf, **bare}
        best = max(counts, key=lambda end: counts[end])
        return best if counts[best] else "\n"


def _join(texts: Iterable[str]) -> str | None:
    return "\n".join(texts) or None


def _markdown(block: TextBlock) -> str:
    return _MARKDOWN.get(block.role, "{}").format(_escape(block.text))


_MARKDOWN = {
    "headline": "# {}",
    "subhead": "## {}",
    "kicker": "**{}**",
    "deck": "**{}**",
    "caption": "*{}*",
    "quote": "> {}",
    "list": "- {}",
}
_SPECIAL = str.maketrans({char: "\\" + char for char in "\\`*_[]<>#"})


def _escape(text: str) -> str:
    return text.translate(_SPECIAL)
