"""The kinds of page that the typesetter knows."""

from collections.abc import Callable, Sequence
from functools import partial
from random import Random

from typesetter.face import Face
from typesetter.kinds.digital import compose_digital, web_text
from typesetter.kinds.gazette import compose_gazette
from typesetter.kinds.gazetteer import compose_gazetteer
from typesetter.kinds.magazine import compose_magazine
from typesetter.kinds.minutes import compose_minutes
from typesetter.kinds.newspaper import compose_newspaper
from typesetter.model import Ident, Sheet
from typesetter.recognition import recognised_text
from typesetter.story import Article

Composer = Callable[[Sequence[Article], Face, Random], Sheet]
Reader = Callable[[Sheet], tuple[str, Sequence[Ident | None]]]

KINDS: dict[str, Composer] = {
    "newspaper": compose_newspaper,
    "magazine": compose_magazine,
    "gazette": compose_gazette,
    "gazetteer": compose_gazetteer,
    "digital": compose_digital,
    "scan": compose_newspaper,
    "minutes": compose_minutes,
    "gazette-notes": partial(compose_gazette, footnotes=True),
    "magazine-notes": partial(compose_magazine, footnotes=True),
    "gazetteer-notes": partial(compose_gazetteer, footnotes=True),
}
USUAL = ("newspaper", "magazine", "gazette", "gazetteer", "digital")

# given as text straight away, by what stands here for an extractor: a web edition has no pages
# to extract, and character recognition looks at the picture of a page
DIRECT: dict[str, tuple[str, Reader]] = {
    "digital": ("web", web_text),
    "scan": ("ocr", recognised_text),
}
