"""Repair the pages of an issue together, and follow its stories from page to page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from layoutfix.articles.halves import (
    Paper,
    Place,
    Story,
    cut_paragraph,
    find_whole_stories,
    titles_printed_again,
)
from layoutfix.articles.imprint import continued, issue, page_numbers
from layoutfix.articles.jumps import title_share
from layoutfix.articles.outline import BODY
from layoutfix.model.document import Article, Document, Issue, TextBlock
from layoutfix.model.issue import IssueDocument
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.pipeline.run import fix
from layoutfix.reading.seams import gap_between
from layoutfix.tables import at_level, laid_over


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
        stories = find_whole_stories(papers)
        articles = _articles(documents, stories, papers)
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


def _papers(documents: Iterable[Document]) -> Iterator[Paper]:
    done = 0
    for file, document in enumerate(documents):
        pages = {line: done + n for line, n in page_numbers(Page(document.raw)).items()}
        outside: dict[int, list[TextBlock]] = {}
        for block in document.furniture:
            outside.setdefault(pages[block.lines[0]], []).append(block)
        printed = {page: issue(blocks).page for page, blocks in outside.items()}
        yield Paper(file, [each.blocks for each in document.articles], pages, printed)
        done = max(pages.values(), default=done + 1)


def _articles(
    documents: Sequence[Document], stories: Sequence[Story], papers: Sequence[Paper]
) -> Iterator[Article]:
    """Make an article of each story; what names a block by its place names the new place."""
    places = {
        place: (a, b)
        for a, story in enumerate(stories)
        for b, place in enumerate(place for piece in story for place in piece)
    }
    for nth, story in enumerate(stories):
        blocks: list[TextBlock] = []
        for piece in story:
            moved = [_moved(documents, place, places) for place in piece]
            blocks += _carrying_on(blocks, moved, nth) if blocks else moved
        on = {papers[b.file or 0].pages[line] for b in blocks for line in b.lines}
        first = blocks[: len(story[0])]
        yield Article(tuple(blocks), tuple(sorted(on)), *continued(first))


def _moved(
    documents: Sequence[Document], place: Place, places: Mapping[Place, tuple[int, int]]
) -> TextBlock:
    """Give a block as a block of the issue."""
    file, a, b = place
    block = documents[file].articles[a].blocks[b]
    copied = block.copy_of
    return block._replace(file=file, copy_of=places[(file, *copied)] if copied else None)


def _carrying_on(
    story: Sequence[TextBlock], blocks: Sequence[TextBlock], article: int
) -> Iterator[TextBlock]:
    """Give what carries a story on: its titles are no second ones, a cut paragraph is told."""
    cut, again = cut_paragraph(story), titles_printed_again(blocks)
    for nth, block in enumerate(blocks):
        if nth in again:
            yield _told_again(block, story, article)
        elif block.role not in BODY:
            yield block
        elif cut is not None and block.role == "para":
            yield block._replace(continues=gap_between(story[cut].text, block.text))
            cut = None
        else:
            yield block
            cut = None


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
