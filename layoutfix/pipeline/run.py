"""Run the passes over a text."""

from layoutfix.model.document import Document
from layoutfix.model.edits import Edit
from layoutfix.model.errors import ConservationError
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.passes import PASSES
from layoutfix.pipeline.apply import Applier
from layoutfix.pipeline.assemble import assemble
from layoutfix.pipeline.conserve import check


def fix(text: str, settings: Settings = Settings()) -> Document:
    """Repair ``text``; the same text and settings give the same document everywhere.

    A text that is whole comes back unchanged, and repairing the result again changes nothing.
    """
    document = repair(text, settings)
    if not document.changed:
        return document
    again = repair(document.to_text(), settings)
    if again.changed:
        return _untouched(text, "repairing the result again would change it")
    return document


def repair(text: str, settings: Settings) -> Document:
    """Run each pass once, apply what it proposes, and see that nothing was lost."""
    page = Page(text)
    applier = Applier(page)
    record: list[tuple[str, Edit]] = []
    for each in PASSES:
        if each.name in settings.skip:
            continue
        edits = list(each.run(page, settings))
        applier.apply(edits)
        record += [(each.name, edit) for edit in edits]
    try:
        check(page, (edit for _, edit in record))
    except ConservationError as error:
        return _untouched(text, str(error))
    return assemble(page, tuple(record))


def _untouched(text: str, warning: str) -> Document:
    """Give a document with one block per line, and say why."""
    document = assemble(Page(text), ())
    return document._replace(warnings=(warning,))
