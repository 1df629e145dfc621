"""All figures of a comparison, in the order in which they are printed."""

from collections.abc import Iterable, Sequence

from layoutfix.model.errors import GoldError
from layoutfix.model.page import split_lines
from layoutfix.score.articles import articles, headlines
from layoutfix.score.comparison import Comparison
from layoutfix.score.coverage import find_overlaps
from layoutfix.score.gold import GoldBlock, read_gold, refuse, units_of
from layoutfix.score.links import joins, order
from layoutfix.score.prediction import predicted_units
from layoutfix.score.roles import lines_lost, placed_too_often, roles
from layoutfix.score.texts import characters, paragraphs, rewritten, verbatim

FIGURES = (
    paragraphs,
    verbatim,
    characters,
    order,
    joins,
    placed_too_often,
    articles,
    headlines,
    roles,
    rewritten,
    lines_lost,
)


def compare(raw: str, golds: Iterable[tuple[str, str]], document: object) -> Comparison:
    """Set a document beside the gold files (name, content) of the raw text it restores.

    Raises GoldError for gold that cannot be read or uses a line twice, SourceError for a
    document that is none.
    """
    lines = split_lines(raw)
    read = [read_gold(lines, name, text) for name, text in golds]
    _see_that_it_judges(read)
    return Comparison.of(lines, units_of(read), predicted_units(document))


def figures(comparison: Comparison) -> dict[str, float]:
    """Give all figures by name."""
    return {name: value for figure in FIGURES for name, value in figure(comparison).items()}


def _see_that_it_judges(golds: Sequence[Sequence[GoldBlock]]) -> None:
    blocks = [block for gold in golds for block in gold]
    if not blocks:
        what = "the gold files hold no block"
        raise GoldError(what, "The format is described in samples/FORMAT.md")
    refuse(list(find_overlaps(blocks)))
