"""What one line says of itself, before its neighbours are asked."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise, starmap
from typing import NamedTuple

import regex

from layoutfix.model.glyphs import (
    CLAUSE_END,
    CLOSERS,
    HAN,
    NEVER_FIRST,
    NEVER_LAST,
    OPENERS,
    SENTENCE_END,
    is_signed,
    open_pairs,
    width_ems,
    widths_ems,
)
from layoutfix.model.page import Block, Page
from layoutfix.reading.numerals import counted_lines, item_number
from layoutfix.reading.role_marks import jumps
from layoutfix.tables import number, words

PLAIN, SENTENCE, CLAUSE, COLON, CLOSER, OPENER = range(6)
END_NAMES = ("plain", "sentence", "clause", "colon", "closer", "opener")

_END = {
    **dict.fromkeys(NEVER_LAST, OPENER),
    **dict.fromkeys(CLOSERS, CLOSER),
    **dict.fromkeys(CLAUSE_END, CLAUSE),
    **dict.fromkeys(SENTENCE_END, SENTENCE),
    "…": SENTENCE,
    "：": COLON,
    ":": COLON,
}
NUMERIC = frozenset("0123456789０１２３４５６７８９.%％")
_MARKS = re.compile("[，、。；：？！“”‘’「」『』（）《》〈〉【】]")
_HAN_GAP = regex.compile(f"[{HAN}”’」』》）][ \u3000]+[{HAN}“‘「『《（]")
_SAMPLE, _NARROWEST, _WIDEST = 2000, 9, 46
_LONGEST_NAME, _OFTEN = 12, 3  # characters of a speaker's name and post; lines that begin with it
_SQUEEZED = 0.5  # ems that two marks which meet give up
_SPEECHES = 10  # lines for one speech, in minutes
_REMARK = re.compile("（[^（）0-9一二三四五六七八九十]{1,6}）(?=.)")
_INSERTED = re.compile(f"(?<=[。！？])({_REMARK.pattern})")
_COLON = re.compile("：")
_OPENING = "".join(OPENERS)
_CREDITS = ("摄", "攝", "影", "图", "圖")
_FAR_WIDER, _WIDER, _SAME = 2.5, 0.75, 0.25  # ems
_SHORT = 2.0  # ems that a line is short of those above it
_WIDE_DIGITS = "０１２３４５６７８９．％"
_TWO_NARROW = re.compile("[!-~].*?[!-~]")
_LOOSE = 0.5  # ems
_NARROW_RUN = re.compile(r"[0-9]+[.,] [0-9][!-~]*|[!-~]+")  # 10. 2% stays on one line
_CAPITALS = re.compile("[A-Z]{3,}")  # two thirds of an em each


(
    STARTS_BADLY,
    LEANS,
    DASH,
    INDENTED,
    STOP,
    COMMA,
    SPACED,
    FRAME,
    GAP,
    ASIDE,
    BEFORE_FRAME,
    BELOW_NUMBER,
    UNINDENTED,
    BELOW_NOTE,
    SPEAKER,
    STANDS_OUT,
    ABOVE_LIST,
    ABOVE_BYLINE,
    NUMBERED,
    BELOW_OPEN,
) = (1 << nth for nth in range(20))
"""What can be marked of a line, in one number.

STARTS_BADLY: it begins with a mark that may not begin a line.
LEANS: it begins with a particle, with one character and a comma, or with a remark in brackets that
stands inside the lines as a rule.
DASH: it begins with a dash, as decks and subheads do.
INDENTED: white space was kept in front of it, or it goes on from another page; UNINDENTED: it
was not, though the source keeps the indents of paragraphs.
STOP, COMMA, SPACED: a full stop, a comma, a gap between Han characters inside.
FRAME: a page or frame begins with it; GAP: the blank lines above it are not the usual number;
ASIDE: lines that are no body text stand above it; BEFORE_FRAME: a page or frame begins within
the next few lines.
BELOW_NUMBER: the line above ends with a number; BELOW_OPEN: it leaves a quote or bracket open;
BELOW_NOTE: a jump line stands above it, alone or
with titles and captions.
SPEAKER: it begins with the name of a speaker and a colon, as in minutes, interviews and plays;
NUMBERED: with a number that counts on from a line above, or is counted on below.
ABOVE_LIST: the items of a list stand right below it; ABOVE_BYLINE: an author's byline does.
STANDS_OUT: it is far wider than the lines above and below it, and not by marks that were squeezed,
and no sentence ends in it.
"""


class Facts(NamedTuple):
    """What is known of a run of lines, a list per fact; widths in ems.

    ``unit``: ems of its first unbreakable unit: a character with the marks that may not be
    parted from it, a number, a Latin word.
    ``loose``: ems that the line may be wider than was counted: digits and Latin letters are only
    about half an em wide, and print often parts them from Han by a thin space.
    ``marks``: sums of the numbers above.
    """

    text: list[str]
    width: list[float]
    end: list[int]
    unit: list[float]
    loose: list[float]
    marks: list[int]


def look_at(page: Page, blocks: Sequence[Block], usual_gap: int) -> Facts:
    """Collect the facts of ``blocks``, each of which is one line still."""
    texts = [block.text for block in blocks]
    ends = [end_of(text) for text in texts]
    marks = [a | b for a, b in zip(_marks(texts), _places(page, blocks, usual_gap), strict=True)]
    units = [_first_unit(text) for text in texts]
    widths = printed_widths(blocks, texts)
    for nth in counted_lines(texts):
        marks[nth] |= NUMBERED
        if not _HAN_GAP.search(texts[nth], len(item_number(texts[nth]))):
            marks[nth] &= ~SPACED  # the gap behind the number of an article
    for nth in _hanging(marks, ends):
        marks[nth] &= ~INDENTED
    if _keeps_indents(marks, ends, widths):
        flush = INDENTED | SPEAKER | NUMBERED
        marks = [each if each & flush else each | UNINDENTED for each in marks]
    for nth in _standing_out(texts, widths):
        if ends[nth] not in (SENTENCE, CLAUSE) and not marks[nth] & (STOP | SPEAKER | NUMBERED):
            marks[nth] |= STANDS_OUT
    return Facts(texts, widths, ends, units, _looseness(texts), marks)


def _looseness(texts: Sequence[str]) -> list[float]:
    """Give half an em for each line with two narrow characters or more, and none for others."""
    return [_LOOSE if _TWO_NARROW.search(text) else 0.0 for text in texts]


def _standing_out(texts: Sequence[str], widths: Sequence[float]) -> Iterator[int]:
    """Give the lines far wider than both neighbours, even with half of each mark taken off.

    Where nothing could be squeezed, in the line and in one of two neighbours of one width, an
    em is far: of some 100,000 lines in paragraphs none was so.
    """
    triples = zip(widths, widths[1:], widths[2:], strict=False)
    for nth, (above, width, below) in enumerate(triples, 1):
        wider = width - max(above, below)
        if wider < _WIDER:
            continue
        if wider >= _FAR_WIDER:
            stands_out = wider - 0.5 * len(_MARKS.findall(texts[nth])) >= _FAR_WIDER
        else:
            beside = (texts[nth - 1], above), (texts[nth + 1], below)
            stands_out = abs(above - below) <= _SAME and _is_rigid(texts[nth], width)
            stands_out = stands_out and any(starmap(_is_rigid, beside))
        if stands_out:
            yield nth


def _is_rigid(text: str, width: float) -> bool:
    """Tell whether a line is of characters of one em each, with nothing to squeeze or stretch."""
    return len(text) == width and text.isalpha()


def _hanging(marks: Sequence[int], ends: Sequence[int]) -> Iterator[int]:
    """Give the indented lines of an item whose number stands out on the left (a hanging indent)."""
    inside = False
    for nth, (mark, above) in enumerate(zip(marks[1:], ends, strict=False), 1):
        begins = marks[nth - 1] & NUMBERED and not marks[nth - 1] & INDENTED
        inside = bool(mark & INDENTED and (inside or begins)) and above != SENTENCE
        if inside:
            yield nth


def _keeps_indents(marks: Sequence[int], ends: Sequence[int], widths: Sequence[float]) -> bool:
    """Tell whether the source kept the indents: most lines below the end of a paragraph have one.

    A short line with a full stop ends a paragraph; a full one with a full stop may end just
    there, and the narrower the column, the more lines do.
    Speeches and items are flush in many houses that indent all else.
    """
    stops = (nth for nth, end in enumerate(ends[:-1]) if end == SENTENCE)
    below = [
        marks[nth + 1]
        for nth in stops
        if widths[nth] <= max(widths[max(0, nth - 2) : nth], default=0.0) - _SHORT
        and not marks[nth + 1] & (SPEAKER | NUMBERED)
    ]
    kept = sum(1 for mark in below if mark & INDENTED)
    return kept >= 3 and 2 * kept >= len(below)


def printed_widths(blocks: Sequence[Block], texts: Sequence[str]) -> list[float]:
    """Give the printed width of each line in ems.

    A letter-spaced line is as wide as those above it, or as those below it where a title or
    nothing stands above; where a line was torn, two marks meet that were squeezed.
    """
    squeeze = 1 - mark_width_ems(texts)
    out = widths_ems(texts)
    if squeeze:
        marks = map(len, map(_MARKS.findall, texts))
        out = [width - squeeze * count for width, count in zip(out, marks, strict=True)]
    for nth, block in enumerate(blocks):
        if len(block.pieces) > 1:
            near = max((*out[max(0, nth - 2) : nth], *out[nth + 1 : nth + 3]), default=0.0)
            squeezed = out[nth] - _SQUEEZED * (len(block.pieces) - 1)
            out[nth] = max(squeezed, min(out[nth], near))
        if was_spaced(block):
            above = max(out[max(0, nth - 2) : nth], default=0.0)
            below = max(out[nth + 1 : nth + 3], default=0.0)
            out[nth] = above if above >= out[nth] else max(out[nth], below)
    return out


def _marks(texts: Sequence[str]) -> Iterator[int]:
    """Mark each line by its characters."""
    heads = dict.fromkeys(words("never-opens"), LEANS)
    for char in NEVER_FIRST:
        heads[char] = heads.get(char, 0) | STARTS_BADLY
    above = 0
    for text, spoken in zip(texts, _spoken(texts), strict=True):
        marks = heads.get(text[0], 0) | above | spoken
        above = BELOW_NUMBER if text[-1] in NUMERIC else 0
        if open_pairs(text):
            above |= BELOW_OPEN
        if "，" in text:
            if text.find("，", 0, -1) >= 0:
                marks |= COMMA
            if text[1:2] == "，":
                marks |= LEANS
        if "。" in text and text.find("。", 0, -1) >= 0:
            marks |= STOP
        if " " in text and _HAN_GAP.search(text):
            marks |= SPACED
        if text[0] == "—" and text.startswith("——"):
            marks |= DASH
        yield marks


def _spoken(texts: Sequence[str]) -> Iterator[int]:
    """Mark each line by who speaks in it, or what the hall said in a speech."""
    names = [_speaker_of(text) if "：" in text else "" for text in texts]
    often, seldom = _speakers(names, texts)
    said = _remarks(texts)
    above = "。"
    for text, name in zip(texts, names, strict=True):
        if name in often or (name in seldom and end_of(above) == SENTENCE):
            yield SPEAKER
        else:
            yield LEANS if text[0] == "（" and _remark_of(text) in said else 0
        above = text


def _remark_of(text: str) -> str:
    """Give the remark in brackets that a line begins with, or nothing."""
    match = _REMARK.match(text)
    return match[0] if match else ""


def _remarks(texts: Sequence[str]) -> frozenset[str]:
    """Give the remarks that begin lines, and stand inside lines as a rule.

    有无异议？（无）无异议。: what the hall said in mid-speech, in minutes.
    """
    heads = Counter(map(_remark_of, texts))
    inside = Counter(each for text in texts if "（" in text for each in _INSERTED.findall(text))
    return frozenset(each for each, count in heads.items() if inside[each] >= 3 * count)


def _speakers(names: Sequence[str], texts: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Give those of ``names`` that stand before a colon at the head of three lines or more.

    What stands so inside the lines as well (他说：) is no speaker's name.
    Words that a paragraph quotes stand in quotes behind the colon; a speech has none, as a rule.
    Where a line in ten is a speech, speak also those who are named less often: the second.
    """
    speeches = Counter(
        name
        for name, text in zip(names, texts, strict=True)
        if name and text[len(name) + 1] not in OPENERS
    )
    if max(speeches.values(), default=0) < _OFTEN:
        return frozenset(), frozenset()
    inside = _before_colons(texts, speeches)
    inside.subtract(names)
    spoken = {name: count for name, count in speeches.items() if 2 * inside[name] <= count}
    often = frozenset(name for name, count in spoken.items() if count >= _OFTEN)
    many = _SPEECHES * sum(spoken[name] for name in often) >= len(texts)
    return often, frozenset(spoken) - often if many else frozenset()


def _before_colons(texts: Sequence[str], names: Container[str]) -> Counter[str]:
    """Count which of ``names`` stand right before a colon, wherever in a line."""
    return Counter(
        text[start:end]
        for text in texts
        for end in (match.start() for match in _COLON.finditer(text))
        for start in range(max(0, end - _LONGEST_NAME), end)
        if text[start:end] in names
    )


def _speaker_of(text: str) -> str:
    """Give what stands before a colon near the head of a line, if that is one word."""
    at = text.find("：", 1, _LONGEST_NAME + 1)
    return text[:at] if 0 < at < len(text) - 1 and text[:at].isalpha() else ""


def _places(page: Page, blocks: Sequence[Block], usual_gap: int) -> Iterator[int]:
    """Mark each line by where it stands."""
    order = {block: nth for nth, block in enumerate(page.blocks)}
    close = _before_frames(page)
    from_elsewhere = set(_from_elsewhere(page))
    below = above = 0
    for block in blocks:
        number = block.pieces[0].line
        at = order[block]
        line = page.lines[number]
        marks = FRAME if line.opens_page or number < above else 0
        if line.gap != usual_gap:
            marks |= GAP
        if at > below > 0:
            marks |= ASIDE
        if line.indent >= 1.5 or at - 1 in from_elsewhere:
            marks |= INDENTED
        if number in close:
            marks |= BEFORE_FRAME
        if marks & ASIDE and any(map(_goes_elsewhere, page.blocks[below:at])):
            marks |= BELOW_NOTE
        if at + 1 < len(page.blocks):
            marks |= _above(page.blocks[at + 1])
        yield marks
        below, above = at + 1, block.pieces[-1].line


def _goes_elsewhere(aside: Block) -> bool:
    """Tell whether a jump line says that the text goes on on another page (下转)."""
    return aside.role == "note" and "continued_on" in jumps(aside.text)


def _above(below: Block) -> int:
    """Mark a line by the block right below it, if that is no running text."""
    if below.role == "list":
        return ABOVE_LIST
    is_authors = below.role == "byline" and not below.text.rstrip("）)").endswith(_CREDITS)
    return ABOVE_BYLINE if is_authors else 0


def _from_elsewhere(page: Page) -> Iterator[int]:
    """Give the jump lines from another page (上接) whose first half is not above in the text.

    No paragraph of the text goes on below one: as far as the text knows, one begins there.
    """
    for nth, block in enumerate(page.blocks):
        if block.role == "note":
            told = jumps(block.text)
            if "continued_on" in told:
                return
            if "continued_from" in told:
                yield nth


def _before_frames(page: Page, reach: int = 8) -> set[int]:
    numbers = list(page.lines)
    out: set[int] = set()
    least = frame_gap(page)
    for nth, line in enumerate(page.lines.values()):
        if line.opens_page or line.gap >= least:
            out.update(numbers[max(0, nth - reach) : nth])
    return out


def was_spaced(block: Block) -> bool:
    """Tell whether a line was letter-spaced, that is, justified to its full measure."""
    piece = block.pieces[0]
    return piece.end - piece.start > len(block.text) + 2


def mark_width_ems(texts: Sequence[str]) -> float:
    """Tell whether the publication sets its punctuation at a full or at half an em.

    Both are common in Chinese print (全角 and 开明 or 半角 setting).
    The right width is the one under which more neighbouring lines are equally wide; those that
    are so to a hair count twice, for half an em off is what a wrong width makes of a line.
    """
    running = [text for text in texts[:_SAMPLE] if _NARROWEST <= len(text) <= _WIDEST]
    full = [width_ems(text) for text in running]
    half = [w - 0.5 * len(_MARKS.findall(t)) for w, t in zip(full, running, strict=True)]
    return 0.5 if _alike(half) > _alike(full) else 1.0


def _alike(widths: Sequence[float]) -> int:
    return sum((-0.6 < a - b < 0.6) + (a == b) for a, b in pairwise(widths))


def usual_gap(page: Page) -> int:
    """Give the number of blank lines that most lines have above them."""
    return _usual(page.gaps)


def _usual(gaps: Mapping[int, int]) -> int:
    return max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 0


def frame_gap(page: Page) -> int:
    """Give the number of blank lines that shows a new frame: a rare one.

    Where blank lines part the paragraphs, only more of them part the frames.
    """
    gaps = page.gaps
    usual = _usual(gaps)
    most = number("frames", "most_lines_ratio") * len(page.lines)
    wider = sorted(gap for gap in gaps if gap > usual)
    for gap in wider:
        if sum(gaps[other] for other in wider if other >= gap) <= max(most, 8):
            return gap
    return len(page.blank) + 1


def end_of(text: str) -> int:
    """Classify the end of a line; a full stop inside closing quotes is a full stop.

    So is one before a name or a source in brackets.
    """
    kind = _END.get(text[-1], PLAIN)
    if kind != CLOSER:
        return kind
    inner = text.rstrip("”’」』）)》〉】〕］]")
    if inner and _END.get(inner[-1]) == SENTENCE:
        return SENTENCE
    return SENTENCE if is_signed(text) else CLOSER


def _first_unit(text: str) -> float:
    """Give the ems of what cannot be parted from the first character.

    That is one em more for each mark behind it that may not begin a line.
    """
    first = text[0]
    if first in _WIDE_DIGITS:
        digits = len(text) - len(text.lstrip(_WIDE_DIGITS))
        return digits + float(_marks_from(text, digits))
    if first > "\u2100" and first not in OPENERS:  # most lines begin with a Han character
        return 1.0 if text[1:2] not in NEVER_FIRST else 1.0 + _marks_from(text, 1)
    brackets = len(text) - len(text.lstrip(_OPENING))
    run = _NARROW_RUN.match(text, brackets)
    if run:
        wide = _CAPITALS.search(run[0])
        ems = 0.5 * (run.end() - brackets) + (0.17 * len(wide[0]) if wide else 0.0)
        return brackets + ems + _marks_from(text, run.end())
    if brackets == len(text):
        return float(brackets)
    return brackets + 1.0 + _marks_from(text, brackets + 1)


def _marks_from(text: str, start: int) -> int:
    """Count the marks from ``start`` on that may not begin a line."""
    end = start
    while end < len(text) and text[end] in NEVER_FIRST:
        end += 1
    return end - start
