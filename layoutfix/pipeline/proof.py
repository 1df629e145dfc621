"""Tell whether what the passes found shows that a text was printed."""

from collections.abc import Sequence

from layoutfix.model.edits import Edit
from layoutfix.model.page import Block, Page
from layoutfix.tables import number

_ENDS = frozenset("\r\n")
Record = Sequence[tuple[str, Edit]]

# Passes whose joins and rewritten lines show nothing alone.
_WEAK = frozenset(
    {
        "read-lines",
        "drop-doubled-text",
        "join-captions",
        "join-vertical-titles",
        "close-letterspacing",
    }
)


def shows_print(page: Page, record: Record) -> bool:
    """Tell whether a repaired page shows print enough for its edits to be believed.

    Paragraphs that took lines in good number, cut ones that were closed, copies inside a
    line, titles that stood upright, letter-spaced lines and page marks show it.
    Titles that were put together, equal lines and what was moved show nothing by themselves:
    verse, lists and forms have lines that look so.
    """
    return (
        not any(changes_text(edit) for _, edit in record)
        or any(edit.op in _STRONG and name not in _WEAK for name, edit in record)
        or any(_stood_upright(block) for block in page.blocks)
        or _has_columns(page)
        or _has_copies(page, record)
        or _is_set_apart(record)
        or any(line.opens_page for line in page.lines.values())
    )


_STRONG = frozenset({"join", "split", "rewrite"})


def changes_text(edit: Edit) -> bool:
    """Tell whether an edit changes more than a label or the white space round a line.

    A join that keeps the line end is made where lines are to stay as they are.
    """
    keeps = edit.op == "join" and not _ENDS.isdisjoint(edit.text or "")
    return not keeps and edit.op != "label" and not is_space(edit)


def is_space(edit: Edit) -> bool:
    """Tell whether an edit only records white space."""
    return edit.op == "drop" and not (edit.was or "").strip()


def _has_columns(page: Page) -> bool:
    """Tell whether lines were joined into paragraphs, and not one here or there."""
    joins = sum(len(block.pieces) - 1 for block in page.blocks if block.role == "para")
    return joins > 0 and joins >= number("whole", "least_joined_lines_ratio") * len(page.lines)


def _has_copies(page: Page, record: Record) -> bool:
    """Tell whether copies were taken out of a line of which text is left."""
    lines = {edit.lines[0] for _, edit in record if edit.op == "drop" and not is_space(edit)}
    return any(p.text and p.line in lines for block in page.blocks for p in block.pieces)


def _is_set_apart(record: Record) -> bool:
    """Tell whether the page sets characters apart in several lines."""
    spaced = sum(name == "close-letterspacing" for name, _ in record)
    return spaced >= number("whole", "least_spaced_lines")


def _stood_upright(block: Block) -> bool:
    """Tell whether the block is three lines and more of one character each."""
    return len(block.pieces) > 2 and all(len(piece.text) == 1 for piece in block.pieces)
