"""What a set page is: blocks of truth, glyphs in runs, runs in groups, groups in a stream."""

from dataclasses import dataclass, field
from random import Random

from typesetter.characters import bare
from typesetter.face import Face
from typesetter.script import to_traditional

FURNITURE = "furniture"
BORROWED = frozenset({"para", "headline", "quote"})  # the article's own words

# number of a block, number of a printed (not white) character in it
Ident = tuple[int, int]


@dataclass(eq=False)
class Block:
    """One restored unit: what a human editor would give back as one paragraph or title."""

    number: int
    role: str
    text: str
    article: str
    interrupts: bool = False  # stands in the truth where it cut the body, not in reading order

    @property
    def printed(self) -> str:
        """The characters that reach the paper."""
        return bare(self.text)


@dataclass(frozen=True)
class Glyph:
    """One character on the paper, `x` points right of the start of its run."""

    char: str
    x: float
    ident: Ident | None = None  # None: painted white space


@dataclass(frozen=True)
class Run:
    """Glyphs drawn with one operator; `y` counts down from the head of the page."""

    x: float
    y: float
    size: float
    glyphs: tuple[Glyph, ...]

    def shifted(self, dx: float, dy: float = 0.0) -> "Run":
        """Give the copy that a shadow or a fake bold draws."""
        return Run(self.x + dx, self.y + dy, self.size, self.glyphs)


@dataclass
class Group:
    """A typesetter's frame: runs that stay together in the stream."""

    kind: str
    page: int
    runs: list[Run]
    story: str = ""


@dataclass(frozen=True)
class Slot:
    """Room for one line of body text."""

    page: int
    frame: int
    x: float
    y: float
    measure: float  # ems


@dataclass(frozen=True)
class Shadow:
    """Copies that make a headline bold or give it depth."""

    copies: int = 2
    dx: float = 0.04  # ems
    dy: float = 0.0
    unit: str = "run"  # "run", "line" or "glyph": what is drawn before its copy is


@dataclass(frozen=True)
class Style:
    """How the house sets its body text."""

    size: float = 9.0
    leading: float = 1.4  # times the size
    measure: float = 14.0  # ems
    gutter: float = 1.6  # ems
    painted_indent: bool = True  # two U+3000 instead of an offset
    squeeze: bool = True  # neighbouring punctuation shares an em
    push_in: float = 0.5  # how often a line is squeezed to take in what may not start the next
    half_at_end: bool = True  # punctuation at a line's end takes half an em
    justify: bool = True
    spaced_line: float = 0.0  # how often a line is letter-spaced by hand


@dataclass(frozen=True)
class Marking:
    """How a house marks its footnotes."""

    form: str  # of a mark, with {} for the number
    numbers: str
    scale: float  # times the body size; marks smaller than 1 are raised
    gap: str  # between the mark and its note
    often: float  # share of the paragraphs


@dataclass
class Sheet:
    """One document while it is being set."""

    style: Style
    face: Face
    rng: Random
    blocks: list[Block] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    sizes: dict[int, tuple[float, float]] = field(default_factory=dict)  # page: width, height
    frames: int = 0
    traditional: bool = False
    remarks: list[str] = field(default_factory=list)  # for features.py
    subhead_shadow: Shadow | None = None
    notes: dict[Ident, str] = field(default_factory=dict)  # by the first character of the mark
    marks: set[Ident] = field(default_factory=set)  # all characters of note marks
    marking: Marking | None = None

    def block(self, role: str, text: str, article: str, *, interrupts: bool = False) -> Block:
        """Enter a block into the truth."""
        if self.traditional and role not in BORROWED:
            text = to_traditional(text)
        made = Block(len(self.blocks), role, text, article, interrupts)
        self.blocks.append(made)
        return made

    def add(self, kind: str, page: int, runs: list[Run], story: str = "") -> Group:
        """Put a group at the end of the stream."""
        group = Group(kind, page, runs, story)
        if runs:
            self.groups.append(group)
        return group

    def new_frame(self) -> int:
        """Begin a text frame: give it a number."""
        self.frames += 1
        return self.frames

    def maybe(self, probability: float) -> bool:
        """Toss a weighted coin."""
        return self.rng.random() < probability
