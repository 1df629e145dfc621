"""Cut articles where jump lines show it, and put the halves of each story together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from layoutfix.articles.imprint import continued
from layoutfix.articles.jumps import Half, follow
from layoutfix.articles.outline import BODY, TITLES
from layoutfix.model.document import TextBlock
from layoutfix.model.glyphs import ends_sentence
from layoutfix.model.page import Block

AnyBlock = Block | TextBlock
Place = tuple[int, int, int]
"""Where a block stands: file, article and block, from 0."""

Story = list[list[Place]]
"""The pieces of a story, one for each place where it stands."""

_TEXT = BODY - {"subhead"}
_HEADS = TITLES | {"subhead"}  # a title printed again can be read as one
_WHOLE = ("：", ":")  # a list or a speech follows


class Paper(NamedTuple):
    """A file: its place among the files of an issue, and the blocks of its articles.

    ``pages``: the page that each of its lines is on, counted through all files, 0 where the file
    does not show its pages; ``printed``: the number that a page prints.
    """

    file: int
    articles: Sequence[Sequence[AnyBlock]]
    pages: Mapping[int, int]
    printed: Mapping[int, str | None]


class _Placed(NamedTuple):
    place: Place
    block: AnyBlock


class _Piece(NamedTuple):
    """An article, or the part of one that a jump line from another page opens.

    ``opens``: it begins an article; ``takes_next``: where it is carried on from elsewhere, the
    article below belongs to it, for the jump line stands above that article's title.
    ``behind_jump``: it stands behind the jump line of another story that goes on elsewhere.
    """

    blocks: list[_Placed]
    half: Half
    opens: bool
    takes_next: bool
    behind_jump: bool


def find_whole_stories(papers: Iterable[Paper]) -> list[Story]:
    """Give the stories of all files in their order, each with what carries it on elsewhere."""
    pieces = [piece for paper in papers for piece in _pieces(paper)]
    after = follow([piece.half for piece in pieces])
    carried = set(after.values())
    roots: list[int] = []
    for nth, piece in enumerate(pieces):
        above = nth > 0 and nth - 1 in carried and pieces[nth - 1].takes_next
        another = piece.behind_jump and (nth in after or nth - 1 in after)
        apart = (piece.opens and not above) or nth in carried or another
        roots.append(nth if apart else roots[-1])
    links: dict[int, int] = {}
    for one, other in after.items():
        if roots[one] not in links and roots[one] not in _chain(other, links):
            links[roots[one]] = other
    firsts = sorted(set(roots) - set(links.values()))
    return [
        [
            [
                placed.place
                for n, piece in enumerate(pieces)
                if roots[n] == root
                for placed in piece.blocks
            ]
            for root in _chain(first, links)
        ]
        for first in firsts
    ]


def cut_paragraph(blocks: Sequence[AnyBlock]) -> int | None:
    """Give the place of the paragraph that a half ends with, if it stops in mid-sentence."""
    body = [nth for nth, block in enumerate(blocks) if block.role in BODY]
    last = blocks[body[-1]] if body else None
    if last is None or last.role != "para" or last.text.endswith(_WHOLE):
        return None
    return None if ends_sentence(last.text) else body[-1]


def titles_printed_again(blocks: Sequence[AnyBlock]) -> list[int]:
    """Give the places of titles in a second half: what stands above its jump line is one, too."""
    jump = next((nth for nth, block in enumerate(blocks) if continued([block])[1]), 0)
    return [
        nth
        for nth, block in enumerate(blocks)
        if block.role in TITLES or (block.role == "subhead" and nth < jump)
    ]


def _said(blocks: Iterable[_Placed]) -> tuple[str | None, str | None]:
    """Give the pages that jump lines name: continued on, continued from."""
    return continued(placed.block for placed in blocks)


def _pieces(paper: Paper) -> Iterator[_Piece]:
    """Cut the articles of a file where jump lines show that another story begins in them."""
    articles: list[list[_Placed]] = [
        [_Placed((paper.file, a, b), block) for b, block in enumerate(article)]
        for a, article in enumerate(paper.articles)
    ]
    for article, below in pairwise([*articles, []]):
        following = below[: next(_jumps_inside(below), len(below))]
        behind = set(_behind_jumps(article))
        starts = [0, *sorted({*_jumps_inside(article), *behind}), len(article)]
        for start, end in pairwise(starts):
            blocks = article[start:end]
            bare = bool(_said(blocks)[1]) and not _has_body(blocks)
            takes = bare and bool(following) and not _said(following)[1]
            half = _half(blocks + following * takes, paper)
            yield _Piece(blocks, half, not start, takes, start in behind)


def _jumps_inside(article: Sequence[_Placed]) -> Iterator[int]:
    """Give where a story from another page begins inside an article: its title or jump line."""
    for nth, (_, block) in enumerate(article):
        if block.role == "note" and _said(article[nth : nth + 1])[1]:
            start = nth
            while start and article[start - 1].block.role in _HEADS:
                start -= 1
            if _has_body(article[:start]):
                yield start


def _behind_jumps(article: Sequence[_Placed]) -> Iterator[int]:
    """Give where a story begins behind the jump line of another: with a title, or one ends below.

    A story that goes on elsewhere ends with its jump line.
    """
    ends = [n for n in range(len(article)) if _said(article[n : n + 1])[0]]
    for one, other in pairwise([*ends, len(article)]):
        below = article[one + 1 : other]
        titled = bool(below) and below[0].block.role in _HEADS
        if _has_body(below) and (titled or other < len(article)):
            yield one + 1


def _has_body(blocks: Iterable[_Placed]) -> bool:
    return any(placed.block.role in _TEXT for placed in blocks)


def _half(blocks: Sequence[_Placed], paper: Paper) -> Half:
    texts = [block for _, block in blocks]
    notes = [block for block in texts if block.role == "note"]
    begins = next((n for n in notes if continued([n])[1]), texts[0])
    ends = next((n for n in notes if continued([n])[0]), texts[-1])
    places = paper.pages[begins.lines[0]], paper.pages[ends.lines[-1]]
    on, back = continued(notes)
    again = texts[: texts.index(begins)] if back else []
    return Half(
        "\n".join(b.text for b in texts if b.role in TITLES or (b in again and b.role in _HEADS)),
        tuple(block.text for block in texts if block.role in BODY and block not in again),
        *places,
        (paper.printed.get(places[0]), paper.printed.get(places[1])),
        on,
        back,
    )


def _chain(first: int, links: Mapping[int, int]) -> list[int]:
    out = [first]
    while out[-1] in links:
        out.append(links[out[-1]])
    return out
