"""Say what is special about a document, so that scores can be read by feature."""

from collections import Counter
from collections.abc import Iterator

from typesetter.model import Group, Sheet


def find_features(sheet: Sheet) -> list[str]:
    """List a document's features in words."""
    return sorted({*sheet.remarks, *_doubled(sheet), *_repeated(sheet), *_by_text(sheet)})


def _doubled(sheet: Sheet) -> Iterator[str]:
    """Name the roles that are drawn with a shadow."""
    for group in sheet.groups:
        idents = Counter(g.ident for run in group.runs for g in run.glyphs if g.ident)
        for (number, _), count in idents.items():
            if count > 1:
                yield f"doubled {sheet.blocks[number].role}"


def _repeated(sheet: Sheet) -> Iterator[str]:
    if len({id(group) for group in sheet.groups}) < len(sheet.groups):
        yield "frame set twice"


def _by_text(sheet: Sheet) -> Iterator[str]:
    for block in sheet.blocks:
        if block.role == "note" and ("转" in block.text or "轉" in block.text):
            yield "jump line"
        if block.role == "note" and "上接" in block.text:
            yield "continuation"
        if block.role in {"caption", "quote", "list", "subhead", "kicker", "deck"}:
            yield block.role
    if any(_is_vertical(group) for group in sheet.groups if group.kind == "title"):
        yield "vertical title"
    if sheet.traditional:
        yield "traditional"


def _is_vertical(group: Group) -> bool:
    return len(group.runs) > 2 and len({run.y for run in group.runs[:3]}) == 3
