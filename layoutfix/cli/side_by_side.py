"""Pairs side by side, the passage that both have in colour."""

import io
import shutil
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from layoutfix.dups.collection import Collection
from layoutfix.files.screen import one_line, screened
from layoutfix.fuzzy.stages import Pair

_AROUND = 30  # characters that are shown before and behind a passage
_MOST = 400  # characters of a passage that are shown, half of them its last
_WIDTH = 100  # columns, where nobody says how many there are
_SHARED, _NAME = "bold green", "bold"


def side_by_side(pairs: Iterable[Pair], collection: Collection, *, color: bool) -> bytes:
    """Give each pair as two columns; nothing in a text is taken for markup or an order."""
    paper = io.StringIO()
    console = Console(
        file=paper,
        width=shutil.get_terminal_size((_WIDTH, 0)).columns,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
        legacy_windows=False,
    )
    for pair in pairs:
        console.print(_heading(pair), _columns(pair, collection), "")
    lines = paper.getvalue().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines).encode()


def _heading(pair: Pair) -> Text:
    likeness = f"similarity {pair.similarity:.2f}, containment {pair.containment:.2f}"
    return Text(f"{pair.relation}: {likeness}")


def _columns(pair: Pair, collection: Collection) -> Table:
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    sides = ((pair.a, pair.a_span), (pair.b, pair.b_span))
    table.add_row(*(Text(one_line(str(collection.ids[at])), _NAME) for at, _ in sides))
    table.add_row(*(_excerpt(collection.texts[at], span) for at, span in sides))
    return table


def _excerpt(text: str, span: tuple[int, int]) -> Text:
    """Give a passage with what stands around it; a long one without its middle."""
    start, end = span
    first, last = max(0, start - _AROUND), end + _AROUND
    passage = text[start:end]
    if len(passage) > _MOST:
        passage = f"{passage[: _MOST // 2]} … {passage[-_MOST // 2 :]}"
    return Text.assemble(
        "…" if first else "",
        _shown(text[first:start]),
        (_shown(passage), _SHARED),
        _shown(text[end:last]),
        "…" if last < len(text) else "",
    )


def _shown(text: str) -> str:
    return screened(text.replace("\n", "↵"))
