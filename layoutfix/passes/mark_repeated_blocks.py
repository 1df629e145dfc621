"""Mark paragraphs that the file holds twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from layoutfix.model.edits import Edit, copy
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings
from layoutfix.tables import number

_EDGE = 6  # characters
_SHARED = 0.8  # of the longer one of two copies stands in the other; noise takes a few


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
    for original, *copies in _families(blocks):
        if len(copies) < most:
            for block in copies:
                yield copy(block, original, "the same paragraph stands further up", 0.95)


def _families(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Give the blocks that are copies of each other, in the order of the page.

    What is equal but for its spaces is told at once; only texts that could be copies with other
    noise are compared.
    """
    firsts: dict[str, int] = {}
    texts = [block.text.replace(" ", "") for block in blocks]
    first = [firsts.setdefault(text, nth) for nth, text in enumerate(texts)]
    root = list(range(len(blocks)))
    alike = _alike_at_an_edge(firsts)
    for one, other in _noisy_copies([blocks[nth].text for nth in alike]):
        upper, lower = alike[one], alike[other]
        root[lower] = min(root[lower], root[upper])
    families: defaultdict[int, list[Block]] = defaultdict(list)
    for nth, block in enumerate(blocks):
        families[root[first[nth]]].append(block)
    yield from (family for family in families.values() if len(family) > 1)


def _alike_at_an_edge(texts: Mapping[str, int]) -> list[int]:
    """Give the places of texts that begin or end like another one and have its characters.

    Hardly any does, on most pages.
    """
    places: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        places["^" + text[:_EDGE]].append(text)
        places[text[-_EDGE:] + "$"].append(text)
    alike: set[str] = set()
    for found in places.values():
        found.sort(key=len)
        for one, other in pairwise(found):
            if len(one) >= _SHARED * len(other) and _may_be_copies(one, other):
                alike |= {one, other}
    return sorted(texts[text] for text in alike)


def _may_be_copies(one: str, other: str) -> bool:
    """Tell cheaply whether two texts share as many characters as copies do."""
    shared = Counter(one) & Counter(other)
    return shared.total() >= _SHARED * max(len(one), len(other))


def _noisy_copies(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the pairs of texts that are the same but for noise, by their places."""
    if len(texts) < 2:
        return
    from layoutfix.fuzzy.pairs import find_pairs  # noqa: PLC0415, only when asked for
    from layoutfix.fuzzy.presets import PARAS  # noqa: PLC0415, as above

    ratio = number("repeats", "same_paragraph_ratio")
    for pair in find_pairs(texts, PARAS, similarity=ratio):
        if pair.relation in ("same", "near"):
            yield pair.a, pair.b
