"""Run the passes over a text."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from layoutfix.model.document import (
    ARTICLE_MARK,
    FURNITURE_MARK,
    OUTSIDE,
    Document,
    is_marked,
)
from layoutfix.model.edits import BORDERS, Edit, label, open_article
from layoutfix.model.errors import ConservationError
from layoutfix.model.page import Page, split_lines
from layoutfix.model.settings import Settings
from layoutfix.passes import KEEP, PASSES, TURN, Pass
from layoutfix.pipeline.apply import Applier
from layoutfix.pipeline.assemble import assemble
from layoutfix.pipeline.conserve import check
from layoutfix.pipeline.level import near_certain, stay_in_place
from layoutfix.pipeline.proof import changes_text, is_space, shows_print
from layoutfix.pipeline.turned import Turned
from layoutfix.reading.whole import why_whole
from layoutfix.tables import at_level, laid_over

Record = list[tuple[str, Edit]]


def fix(text: str, settings: Settings = Settings()) -> Document:
    """Repair ``text``; the same text and settings give the same document everywhere.

    A text that is whole comes back unchanged, and repairing the result again changes nothing:
    a text with the mark between articles is known to be repaired, and a result without one
    gets it unless a second repair finds nothing to do.
    """
    with laid_over(at_level(settings.rules, settings.level)), _collector_paused():
        if is_marked(split_lines(text)):
            return read_repaired(text, settings)
        document = repair(text, settings)
        if document.changed and not _is_stable(document, settings):
            return document._replace(sealed=True)
        return document


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from looking for cycles among a million small objects.

    A repair makes hardly a cycle; counting references frees the rest at once.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _is_stable(document: Document, settings: Settings) -> bool:
    """Repair the result again, with and without its furniture, unless it bears the mark."""
    texts = {document.to_text(), document.to_text(furniture=False)}
    return not any(
        repair(text, settings).changed for text in texts if not is_marked(split_lines(text))
    )


def repair(text: str, settings: Settings) -> Document:
    """Run each pass once, apply what it proposes, and see that nothing was lost.

    Of a text that is whole nothing but the roles is told.
    """
    page = Page(text)
    if not why_whole(page):
        record = _run(page, settings)
        if shows_print(page, record):
            return _checked(page, record)
        page = Page(text)
    return _checked(page, _run(page, settings, only=_changes_nothing))


def _run(page: Page, settings: Settings, only: Callable[[Edit], bool] | None = None) -> Record:
    """Run the passes; ``only``: what edits are taken of those that they propose.

    Where lines are turned, the passes below see a page whose lines stand as they are read.
    """
    turning = _proposed(TURN, page, page, settings, only)
    if not turning:
        return _run_below(page, settings, only)
    turned = Turned(page, turning)
    record = [(TURN.name, edit) for edit in turning]
    record += [(name, turned.back(edit)) for name, edit in _run_below(turned.page, settings, only)]
    Applier(page).apply(edit for _, edit in record)
    return record


def _proposed(
    each: Pass, page: Page, seen: Page, settings: Settings, only: Callable[[Edit], bool] | None
) -> list[Edit]:
    """Give the edits of a pass that are to be taken; ``seen``: what it may see of the page."""
    if each.name in settings.skip:
        return []
    proposed = each.run(seen, settings)
    edits = list(filter(only, proposed) if only else proposed)
    return near_certain(page, each.name, edits) if settings.level == "safe" else edits


def _run_below(page: Page, settings: Settings, only: Callable[[Edit], bool] | None) -> Record:
    """Run all passes but the one that turns lines."""
    applier = Applier(page)
    record: Record = []
    kept: frozenset[int] = frozenset()
    for each in PASSES:
        if each is TURN:
            continue
        edits = _proposed(each, page, page.without(kept), settings, only)
        applier.apply(edits)
        record += [(each.name, edit) for edit in edits]
        if each is KEEP:
            kept = frozenset(line for edit in edits for line in edit.lines)
    if settings.level == "safe":
        edits = list(stay_in_place(page))
        applier.apply(edits)
        record += [("keep-order", edit) for edit in edits]
    return record


def read_repaired(text: str, settings: Settings) -> Document:
    """Read a text that bears the mark: tell its articles and roles, and change nothing."""
    page = Page(text)
    record = _run(page, settings, only=_tells_a_role)
    marks = list(_marks(page))
    Applier(page).apply(marks)
    return _checked(page, record + [("read-marks", edit) for edit in marks])


def _changes_nothing(edit: Edit) -> bool:
    return not changes_text(edit)


def _tells_a_role(edit: Edit) -> bool:
    """Tell whether an edit is no more than a role that the marks of the text do not tell."""
    return (edit.op == "label" or is_space(edit)) and edit.text not in OUTSIDE | BORDERS


def _marks(page: Page) -> Iterable[Edit]:
    """Open an article behind each mark; what stands behind the last one can be furniture."""
    opens, outside = True, False
    for block in page.blocks:
        if block.text in (ARTICLE_MARK, FURNITURE_MARK):
            opens, outside = True, block.text == FURNITURE_MARK
            yield label(block, "furniture", "the mark of a repaired text")
        elif outside:
            yield label(block, "furniture", "it stands behind the mark of furniture")
        elif opens:
            opens = False
            yield open_article(block, "it stands behind a mark")


def _checked(page: Page, record: Record) -> Document:
    try:
        check(page, (edit for _, edit in record))
    except ConservationError as error:
        return assemble(Page(page.raw), ())._replace(warnings=(str(error),))
    return assemble(page, tuple(record))
