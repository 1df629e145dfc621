"""The kinds of page that the typesetter knows."""

from collections.abc import Callable, Sequence
from random import Random

from typesetter.face import Face
from typesetter.kinds.digital import compose_digital
from typesetter.kinds.gazette import compose_gazette
from typesetter.kinds.gazetteer import compose_gazetteer
from typesetter.kinds.magazine import compose_magazine
from typesetter.kinds.newspaper import compose_newspaper
from typesetter.model import Sheet
from typesetter.story import Article

Composer = Callable[[Sequence[Article], Face, Random], Sheet]

KINDS: dict[str, Composer] = {
    "newspaper": compose_newspaper,
    "magazine": compose_magazine,
    "gazette": compose_gazette,
    "gazetteer": compose_gazetteer,
    "digital": compose_digital,
}

# set as text straight away: a web edition has no pages to extract
DIRECT = frozenset({"digital"})
