"""Weigh each place between two paragraphs for a border between two stories."""

from collections.abc import Sequence
from itertools import pairwise

from layoutfix.articles.kinship import Kinship
from layoutfix.articles.outline import Element, has_dateline, is_ranking, opens_story
from layoutfix.model.glyphs import ends_sentence, is_signed
from layoutfix.reading.note_marks import note_head
from layoutfix.tables import number

_REACH = 3  # units
_ENOUGH = 200  # pairs of characters


def find_borders(
    elements: Sequence[Element], units: Sequence[int], kinship: Kinship
) -> list[float]:
    """Give for each unit the weight in nats for a story beginning there, and not going on."""
    inside = number("borders", "inside_frame_nats") if _shows_frames(elements, units) else 0.0
    texts = [unit for unit, at in enumerate(units) if elements[at].role == "para"]
    out = [0.0]
    for nth in range(1, len(units)):
        nats = _marks(elements, units[nth - 1], units[nth], inside)
        above = [unit for unit in texts if unit < nth][-_REACH:]
        below = [unit for unit in texts if unit >= nth][:_REACH]
        out.append(nats + _change(kinship, above, below))
    return out[: len(units)]


def _shows_frames(elements: Sequence[Element], units: Sequence[int]) -> bool:
    """Tell whether the file shows the frames of stories, so that none begins inside a frame.

    Frames that paragraphs run across are columns or pages.
    """
    shown = False
    for upper, lower in pairwise(units):
        above = elements[upper]
        if above.frame != above.ends_frame:
            return False
        if above.ends_frame != elements[lower].frame:
            shown = True
            if above.role == "para" and not ends_sentence(above.block.text):
                return False
    return shown


def _marks(elements: Sequence[Element], upper: int, lower: int, inside: float) -> float:
    """Weigh the ends, frames, signatures and datelines between two units."""
    above, below = elements[upper], elements[lower]
    between = elements[upper + 1 : lower]
    nats = number("borders", "prior_nats")
    signed = above.role == "para" and is_signed(above.block.text)
    if above.role == "para" and not ends_sentence(above.block.text):
        nats += number("borders", "open_sentence_nats")
    if above.ends_frame != below.frame:
        nats += number("borders", "frame_nats")
    elif not is_ranking(below):
        nats += inside
    if signed or any(map(_signs, between)):
        nats += number("borders", "signature_nats")
    nats += _opening(between, below)
    if above.role == below.role == "list":
        nats += number("borders", "list_nats")
    elif is_ranking(below):
        nats += number("borders", "list_begins_nats")
    if min(len(above.block.pieces), len(below.block.pieces)) > 1:
        wide = max(above.measure, below.measure)
        if abs(above.measure - below.measure) > 0.25 * wide:
            nats += number("borders", "recast_nats")
    return nats


def _signs(element: Element) -> bool:
    """Tell whether an element can end a story: who wrote it, or a note that is no footnote."""
    if element.role == "note":
        return note_head(element.block.text) is None
    return element.role == "byline"


def _opening(between: Sequence[Element], below: Element) -> float:
    """Weigh what opens a report: the name of its author right above it, or a dateline."""
    byline = number("borders", "byline_nats") if between and opens_story(between[-1]) else 0.0
    return byline + (number("borders", "dateline_nats") if has_dateline(below.block) else 0.0)


def _change(kinship: Kinship, above: Sequence[int], below: Sequence[int]) -> float:
    """Weigh how little the text above and below share: stories share less than parts of one.

    Of short texts nothing is expected, so that they share nothing says little.
    """
    less = number("borders", "usual_cohesion_ratio") - kinship.cohesion(above, below)
    nats = less * number("borders", "cohesion_ratio_nats")
    if nats > 0:
        nats *= min(1.0, min(map(kinship.extent, (above, below))) / _ENOUGH)
    least, most = number("borders", "least_change_nats"), number("borders", "most_change_nats")
    return max(least, min(most, nats))
