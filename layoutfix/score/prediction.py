"""Read the document that is scored: what ``layoutfix fix --to json`` gives out.

Only ``role``, ``text`` and ``lines`` are read, so the output of any other tool can be
brought into this form and scored as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

from layoutfix.model.errors import SourceError
from layoutfix.score.units import Unit, merge_bylines

_SHAPE = (
    "A document has articles with blocks, and a block has role, text and lines (docs/output.md)."
)


def predicted_units(document: object) -> list[Unit]:
    """Give the units of a document, those of its furniture last.

    The names of the articles are not read: what stands together counts, not what it is
    called.
    Raises SourceError naming the first block that is none.
    """
    units: list[Unit] = []
    for number, article in enumerate(_items(document, "articles", "the document"), 1):
        place = f"article {number}"
        units += merge_bylines(_units(_items(article, "blocks", place), place))
    if isinstance(document, Mapping) and "furniture" in document:
        furniture = _items(document, "furniture", "the document")
        units += _units(furniture, "furniture", outside=True)
    return units


def _items(holder: object, key: str, place: str) -> Sequence[object]:
    items = holder.get(key) if isinstance(holder, Mapping) else None
    if not isinstance(items, list | tuple):
        _refuse(f"{place} has no list of {key}")
    return items


def _units(blocks: Sequence[object], place: str, *, outside: bool = False) -> Iterator[Unit]:
    for number, block in enumerate(blocks, 1):
        match block:
            case {"role": str(role), "text": str(text), "lines": [*lines]} if _are_numbers(lines):
                yield Unit(place, role, text, tuple(lines), outside)
            case _:
                _refuse(f"block {number} of {place} lacks role, text or lines")


def _are_numbers(lines: Sequence[object]) -> bool:
    return all(isinstance(line, int) for line in lines)


def _refuse(what: str) -> NoReturn:
    what = f"the prediction cannot be read: {what}"
    raise SourceError(what, _SHAPE)
