"""Put the halves of stories together that go on upon another page of one file."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from layoutfix.articles.halves import (
    Paper,
    cut_paragraph,
    find_whole_stories,
    titles_printed_again,
)
from layoutfix.articles.imprint import issue, page_numbers
from layoutfix.articles.outline import BODY, articles_of
from layoutfix.model.document import OUTSIDE
from layoutfix.model.edits import Edit, go_on, join, label, move, open_article
from layoutfix.model.page import Block, Page
from layoutfix.reading.seams import gap_between

_BEHIND = "a story begins behind another that goes on elsewhere"
_WHY = "the rest of the story, from another page"


def rejoin_halves(page: Page) -> Iterator[Edit]:
    """Bring the second half of each story behind the first, and open what stood behind that."""
    articles = articles_of(page)
    stories = find_whole_stories([_paper(page, articles)])
    if all(len(story) == 1 for story in stories):
        return
    below = dict(pairwise(block for article in articles for block in article))
    for story in stories:
        halves = [[articles[a][b] for _, a, b in half] for half in story]
        first = halves[0][0]
        if not first.opens_article:
            yield open_article(first, _BEHIND, 0.8)
            if first.role == "subhead":
                yield label(first, "headline", _BEHIND, 0.75)
        yield from _put_together(halves, below)


def _paper(page: Page, articles: Sequence[Sequence[Block]]) -> Paper:
    """Give the articles of the page, and the number that each page of the file prints.

    Where nothing shows where its pages begin, but several print their numbers, none is told.
    """
    pages = page_numbers(page)
    outside: dict[int, list[Block]] = {}
    for block in page.blocks:
        if block.role in OUTSIDE:
            outside.setdefault(pages[block.first_line], []).append(block)
    if len(set(pages.values())) > 1:
        return Paper(0, articles, pages, {n: issue(blocks).page for n, blocks in outside.items()})
    printed = {said for block in outside.get(1, ()) if (said := issue([block]).page)}
    pages = dict.fromkeys(pages, 0)
    return Paper(0, articles, pages, {0: printed.pop() if len(printed) == 1 else None})


def _put_together(
    halves: Sequence[Sequence[Block]], below: Mapping[Block, Block]
) -> Iterator[Edit]:
    """Put each later half behind the one before; ``below``: what stands below a block now."""
    whole = list(halves[0])
    last, apart = whole[-1], False
    for half in halves[1:]:
        again = [half[nth] for nth in titles_printed_again(half)]
        yield from (label(title, "note", "a title printed again", 0.8) for title in again)
        yield from (go_on(block, _WHY) for block in half if block.opens_article)
        cut = cut_paragraph(whole)
        rest = _first_text(half, again) if cut is not None else None
        if cut is not None and rest:
            gap = gap_between(whole[cut].text, rest.text)
            yield join(whole[cut], rest, "the change of page cut it", 0.85, gap)
        apart = apart or below.get(last) is not half[0]  # what moves takes along what follows
        for block in half:
            if block is not rest:
                if apart:
                    yield move(block, last, _WHY, 0.85)
                last = block
        whole += half


def _first_text(half: Sequence[Block], again: Sequence[Block]) -> Block | None:
    """Give the first block of text below the titles printed again, if it is a paragraph."""
    first = next((b for b in half if b.role in BODY and b not in again), None)
    return first if first and first.role == "para" else None
