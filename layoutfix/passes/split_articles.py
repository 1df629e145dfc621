"""Cut the page into articles and bring each title to its story."""

from collections.abc import Iterator, Sequence

from layoutfix.articles.outline import TITLES, Element, outline, was_doubled
from layoutfix.articles.stories import Story, find_stories, match
from layoutfix.model.edits import Edit, label, move, open_article
from layoutfix.model.page import Block, Page
from layoutfix.model.settings import Settings


def split_articles(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Open an article where a story begins, and move displaced titles to the front of theirs.

    A story begins behind its titles, with a byline or a dateline, or with a frame whose first
    paragraph is carried over from nowhere.
    Titles that stand where their frame was made, in mid-sentence or at the end of the page, are
    matched with the stories that have none.
    """
    elements = outline(page)
    if not elements:
        return
    stories, runs = find_stories(elements)
    matched = match(elements, stories, runs)
    owners = {story: runs[run] for run, story in matched.items()}
    for nth, story in enumerate(stories):
        if nth in owners:
            yield from _lead_with(page, elements, story, *owners[nth])
        elif story.sure or story.titles:
            yield open_article(elements[story.start].block, _why(elements, story), 0.8)
    for r, run in enumerate(runs):
        if r not in matched:
            yield from _stay(elements, *run)


def _why(elements: Sequence[Element], story: Story) -> str:
    if story.titles:
        return "a title leads it"
    return f"it begins with a {elements[story.start].role}"


def _lead_with(
    page: Page, elements: Sequence[Element], story: Story, start: int, end: int
) -> Iterator[Edit]:
    """Move a run of titles before the first block of its story."""
    first = elements[story.start].block
    blocks = [e.block for e in elements[start:end] if e.role in TITLES or e.role == "byline"]
    at = page.blocks.index(first)
    behind: Block | None = page.blocks[at - 1] if at else None
    for block in blocks:
        yield move(block, behind, "the title was set apart from its story", 0.8)
        behind = block
    yield open_article(blocks[0], "a title leads it", 0.8)


def _stay(elements: Sequence[Element], start: int, end: int) -> Iterator[Edit]:
    """Leave titles without a story where they are: captions if they were doubled."""
    for element in elements[start:end]:
        if element.role in TITLES:
            role = "caption" if was_doubled(element.block) else "subhead"
            yield label(element.block, role, "no story lacks this title", 0.5)
