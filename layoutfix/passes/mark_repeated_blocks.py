"""Mark paragraphs that the file holds twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from layoutfix.fuzzy.presets import PARAS
from layoutfix.model.edits import Edit, copy
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.tables import number

_EDGE = 6  # characters


def mark_repeated_blocks(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Mark the second copy of a paragraph, as where a frame or a page was extracted twice.

    Both stay, for no copy is thrown away unasked; the copy goes to the end of the article
    that it repeats.
    Spaces do not count, and a copy that was extracted with other noise is one too; paragraphs
    that differ in their numbers are none.
    A sentence that is set twice on purpose is shorter, and what stands in more places than
    copies do is a set phrase, as minutes are full of.
    """
    least = number("repeats", "least_characters")
    most = number("repeats", "most_places_count")
    blocks = [
        block
        for block in page.blocks
        if block.role == "para" and block.copy_of is None and len(block.text) >= least
    ]
    for original, *copies in _families(_alike_at_an_edge(blocks)):
        if len(copies) < most:
            for block in copies:
                yield copy(block, original, "the same paragraph stands further up", 0.95)


def _alike_at_an_edge(blocks: Sequence[Block]) -> list[Block]:
    """Give the blocks that begin or end like another one: hardly any, on most pages."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for nth, block in enumerate(blocks):
        text = block.text.replace(" ", "")
        places["^" + text[:_EDGE]].append(nth)
        places[text[-_EDGE:] + "$"].append(nth)
    alike = {nth for found in places.values() if len(found) > 1 for nth in found}
    return [blocks[nth] for nth in sorted(alike)]


def _families(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Give the blocks that are copies of each other, in the order of the page."""
    if len(blocks) < 2:
        return
    from layoutfix.fuzzy.pairs import find_pairs  # noqa: PLC0415, only when asked for

    first = list(range(len(blocks)))
    ratio = number("repeats", "same_paragraph_ratio")
    for pair in find_pairs([block.text for block in blocks], PARAS, similarity=ratio):
        if pair.relation in ("same", "near"):
            first[pair.b] = min(first[pair.b], first[pair.a])
    families: defaultdict[int, list[Block]] = defaultdict(list)
    for nth, block in enumerate(blocks):
        families[first[nth]].append(block)
    yield from (family for family in families.values() if len(family) > 1)
