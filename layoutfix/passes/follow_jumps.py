"""Follow stories that go on upon another page of the file."""

from collections.abc import Iterator

from layoutfix.articles.imprint import continued
from layoutfix.model.edits import Edit
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings


def follow_jumps(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Put the halves of a story together that jump lines cut (下转第二版, 上接第一版).

    Both halves have to be in the file, with a jump line each that names the page of the other
    one, or with words that say they are of one story.
    The second half goes behind the first one, and a paragraph that the change of page cut is
    closed; a title printed again at the second half is a note.
    """
    told = [continued([block]) for block in page.blocks if block.role == "note"]
    if not (any(on for on, _ in told) and any(back for _, back in told)):
        return
    from layoutfix.articles.rejoin import rejoin_halves  # noqa: PLC0415 - hardly a page has both

    yield from rejoin_halves(page)
