"""Repair the pages of an issue together, and follow its stories from page to page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from layoutfix.articles.jumps import Half, follow, title_share
from layoutfix.articles.outline import BODY, TITLES
from layoutfix.model.document import Article, Document, Issue, TextBlock
from layoutfix.model.glyphs import ends_sentence
from layoutfix.model.issue import IssueDocument
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.pipeline.assemble import page_numbers
from layoutfix.pipeline.imprint import continued, issue
from layoutfix.pipeline.run import fix
from layoutfix.reading.seams import gap_between
from layoutfix.tables import at_level, laid_over

Story = list[list["Placed"]]  # the pieces of it, one for each place where it stands


def fix_issue(texts: Sequence[str], settings: Settings = Settings()) -> IssueDocument:
    """Repair the texts of one issue, in the order of its pages, and put its stories together.

    Each text is repaired by itself, so that nothing is lost and each can be had back.
    Then a story whose jump line names another page is looked for there (``articles.jumps``);
    where both halves are found they are one article, and a paragraph that the change of page
    cut is read as one.
    """
    return gather([fix(text, settings) for text in texts], settings)


def gather(documents: Sequence[Document], settings: Settings = Settings()) -> IssueDocument:
    """Put the articles of repaired files together to those of an issue."""
    with laid_over(at_level(settings.rules, settings.level)):
        papers = list(_papers(documents))
        stories = _stories([piece for paper in papers for piece in _pieces(paper)])
        articles = _articles(stories, papers)
    whole = Document(
        documents[0].raw if documents else "",
        tuple(articles),
        tuple(b._replace(file=n) for n, each in enumerate(documents) for b in each.furniture),
        (),
        changed=True,
        issue=_together([each.issue for each in documents]),
        warnings=tuple(warning for each in documents for warning in each.warnings),
        sealed=True,
    )
    return IssueDocument(tuple(documents), whole)


class _Paper(NamedTuple):
    """A file of the issue: its place, its document, and what page each of its lines is on.

    ``pages``: by line, counted through all files; ``printed``: the number that a page prints.
    """

    file: int
    document: Document
    pages: Mapping[int, int]
    printed: Mapping[int, str | None]


class Placed(NamedTuple):
    """A block, and where it stands: file, article and block, from 0."""

    place: tuple[int, int, int]
    block: TextBlock


_NONE: list[Placed] = []
_TEXT = BODY - {"subhead"}
_HEADS = TITLES | {"subhead"}  # a title printed again can be read as one


class _Piece(NamedTuple):
    """An article, or the part of one that a jump line from another page opens.

    ``opens``: it begins an article; ``takes_next``: where it is carried on from elsewhere, the
    article below belongs to it, for the jump line stands above that article's title.
    ``behind_jump``: it stands behind the jump line of another story that goes on elsewhere.
    """

    blocks: list[Placed]
    half: Half
    opens: bool
    takes_next: bool
    behind_jump: bool


def _papers(documents: Iterable[Document]) -> Iterator[_Paper]:
    done = 0
    for file, document in enumerate(documents):
        pages = {line: done + n for line, n in page_numbers(Page(document.raw)).items()}
        outside: dict[int, list[TextBlock]] = {}
        for block in document.furniture:
            outside.setdefault(pages[block.lines[0]], []).append(block)
        printed = {page: issue(blocks).page for page, blocks in outside.items()}
        yield _Paper(file, document, pages, printed)
        done = max(pages.values(), default=done + 1)


def _pieces(paper: _Paper) -> Iterator[_Piece]:
    """Cut the articles of a file where jump lines show that another story begins in them."""
    articles = [
        [Placed((paper.file, a, b), block) for b, block in enumerate(article.blocks)]
        for a, article in enumerate(paper.document.articles)
    ]
    for article, below in zip_longest(articles, articles[1:], fillvalue=_NONE):
        following = below[: next(_jumps_inside(below), len(below))]
        behind = set(_behind_jumps(article))
        starts = [0, *sorted({*_jumps_inside(article), *behind}), len(article)]
        for start, end in pairwise(starts):
            blocks = article[start:end]
            bare = bool(_said(blocks)[1]) and not _has_body(blocks)
            takes = bare and bool(following) and not _said(following)[1]
            half = _half(blocks + following * takes, paper)
            yield _Piece(blocks, half, not start, takes, start in behind)


def _jumps_inside(article: Sequence[Placed]) -> Iterator[int]:
    """Give where a story from another page begins inside an article: its title or jump line."""
    for nth, (_, block) in enumerate(article):
        if block.role == "note" and _said(article[nth : nth + 1])[1]:
            start = nth
            while start and article[start - 1].block.role in _HEADS:
                start -= 1
            if _has_body(article[:start]):
                yield start


def _behind_jumps(article: Sequence[Placed]) -> Iterator[int]:
    """Give where a story begins behind the jump line of another, for it has one of its own."""
    ends = [n for n in range(len(article)) if _said(article[n : n + 1])[0]]
    return (one + 1 for one, other in pairwise(ends) if _has_body(article[one:other]))


def _has_body(blocks: Iterable[Placed]) -> bool:
    return any(placed.block.role in _TEXT for placed in blocks)


def _said(blocks: Iterable[Placed]) -> tuple[str | None, str | None]:
    """Give the pages that jump lines name: continued on, continued from."""
    return continued(placed.block for placed in blocks)


def _half(blocks: Sequence[Placed], paper: _Paper) -> Half:
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


def _stories(pieces: Sequence[_Piece]) -> list[Story]:
    """Put the pieces of an article together again, and behind each what carries it on."""
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
                placed
                for n, piece in enumerate(pieces)
                if roots[n] == root
                for placed in piece.blocks
            ]
            for root in _chain(first, links)
        ]
        for first in firsts
    ]


def _chain(first: int, links: Mapping[int, int]) -> list[int]:
    out = [first]
    while out[-1] in links:
        out.append(links[out[-1]])
    return out


def _articles(stories: Sequence[Story], papers: Sequence[_Paper]) -> Iterator[Article]:
    """Make an article of each story; what names a block by its place names the new place."""
    places = {
        placed.place: (a, b)
        for a, story in enumerate(stories)
        for b, placed in enumerate(placed for piece in story for placed in piece)
    }
    for nth, story in enumerate(stories):
        blocks: list[TextBlock] = []
        for piece in story:
            moved = [_moved(placed, places) for placed in piece]
            blocks += _carrying_on(blocks, moved, nth) if blocks else moved
        on = {papers[b.file or 0].pages[line] for b in blocks for line in b.lines}
        yield Article(tuple(blocks), tuple(sorted(on)), *_said(story[0]))


def _moved(placed: Placed, places: Mapping[tuple[int, int, int], tuple[int, int]]) -> TextBlock:
    """Give a block as a block of the issue."""
    file = placed.place[0]
    copied = placed.block.copy_of
    return placed.block._replace(file=file, copy_of=places[(file, *copied)] if copied else None)


def _carrying_on(
    story: Sequence[TextBlock], blocks: Sequence[TextBlock], article: int
) -> Iterator[TextBlock]:
    """Give what carries a story on: its titles are no second ones, a cut paragraph is told."""
    body = [block for block in story if block.role in BODY]
    cut = bool(body) and body[-1].role == "para" and not body[-1].text.endswith(_WHOLE)
    jump = next((nth for nth, block in enumerate(blocks) if continued([block])[1]), 0)
    for nth, block in enumerate(blocks):
        if block.role in TITLES or (block.role == "subhead" and nth < jump):
            yield _told_again(block, story, article)
        elif block.role not in BODY:
            yield block
        elif cut and block.role == "para" and not ends_sentence(body[-1].text):
            yield block._replace(continues=gap_between(body[-1].text, block.text))
            cut = False
        else:
            yield block
            cut = False


_WHOLE = ("：", ":")  # a list or a speech follows


def _told_again(title: TextBlock, story: Sequence[TextBlock], article: int) -> TextBlock:
    """Make a note of a title at the second half: it says which story goes on there."""
    for nth, block in enumerate(story):
        if block.role == "headline" and title_share(block.text, title.text) >= _SAME:
            return title._replace(role="note", copy_of=(article, nth))
    return title._replace(role="note")


_SAME = 0.5  # of the pairs of characters: a shortened title keeps its words


def _together(issues: Iterable[Issue]) -> Issue:
    """Give paper and date as the first file that has them says; the page if it is one alone."""
    said = list(issues)
    paper = next((each.paper for each in said if each.paper), None)
    date = next((each.date for each in said if each.date), None)
    pages = {each.page for each in said}
    return Issue(paper, date, pages.pop() if len(pages) == 1 else None)
