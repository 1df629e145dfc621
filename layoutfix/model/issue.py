"""The repaired files of an issue, and its articles over all of them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from layoutfix.model.document import Document
from layoutfix.version import __version__


class IssueDocument(NamedTuple):
    """Several files of one issue: each repaired by itself, and what they are together.

    ``files``: the document of each file, with its raw text and its edits.
    ``whole``: the articles and the furniture of all files; each block says which file it is of,
    and a story over several pages is one article.
    """

    files: tuple[Document, ...]
    whole: Document

    def to_text(self, *, furniture: bool = True) -> str:
        """Give headlines and paragraphs of all articles, as ``Document.to_text`` does."""
        return self.whole.to_text(furniture=furniture)

    def to_markdown(self, *, furniture: bool = False) -> str:
        """Give the articles in Markdown, as ``Document.to_markdown`` does."""
        return self.whole.to_markdown(furniture=furniture)

    def to_records(
        self, sources: Sequence[str], *, furniture: bool = False
    ) -> Iterator[dict[str, object]]:
        """Give one dictionary per article; ``source`` is the list of all files."""
        return self.whole.to_records(list(sources), furniture=furniture)

    def to_dict(self, sources: Sequence[str], encodings: Sequence[str]) -> dict[str, object]:
        """Give the issue as OUTPUT wants it: what a file has of its own is in lists."""
        return {
            "source": list(sources),
            "encoding": list(encodings),
            "layoutfix": __version__,
            "articles": [a.to_dict(n) for n, a in enumerate(self.whole.articles, 1)],
            "furniture": [block.to_dict() for block in self.whole.furniture],
            "issue": self.whole.issue._asdict(),
            "issues": [each.issue._asdict() for each in self.files],
            "edits": list(self._edits()),
            "line_ends": [each.line_ends() for each in self.files],
            "warnings": list(self.whole.warnings),
        }

    def _edits(self) -> Iterator[dict[str, object]]:
        """Give the edits of the files one after the other, each with its file."""
        edits = [(n, *pair) for n, each in enumerate(self.files) for pair in each.edits]
        for n, (file, name, edit) in enumerate(edits, 1):
            yield {**edit.to_dict(n, name), "file": file}
