"""A digital edition: one paragraph a line, cut where a column ended or a caption stood.

Such text comes from a web page that was made from the print page; there is no PDF to
extract.  The composer gives a sheet all the same: each run is one raw line.
"""

from collections.abc import Sequence
from random import Random

from typesetter.face import Face
from typesetter.kinds.parts import pick
from typesetter.model import FURNITURE, Block, Glyph, Run, Sheet, Style
from typesetter.story import ADS, FLAGS, Article, Story, dress


def compose_digital(articles: Sequence[Article], face: Face, rng: Random) -> Sheet:
    """Give two to five articles as a web edition would."""
    sheet = Sheet(Style(), face, rng)
    sheet.sizes[1] = (500.0, 700.0)
    chosen = pick(articles, rng, rng.randint(2, 5), 150, 2500)
    sheet.traditional = chosen[0].traditional
    _head(sheet)
    cuts = rng.choice((0.0, 0.08, 0.15, 0.3))
    for number, article in enumerate(chosen):
        story = dress(
            f"a{number + 1:02d}",
            article,
            rng,
            pictures=rng.choice((0, 0, 1, 2)),
        )
        _set_story(sheet, story, cuts)
    return sheet


def _head(sheet: Sheet) -> None:
    rng = sheet.rng
    for text in rng.sample(ADS, rng.randint(0, 3)):
        _put(sheet, sheet.block(FURNITURE, text, FURNITURE))
    if rng.random() < 0.5:
        _put(sheet, sheet.block("section", rng.choice(FLAGS), FURNITURE))


def _set_story(sheet: Sheet, story: Story, cuts: float) -> None:
    for role in ("kicker", "headline", "deck", "byline"):
        text = story.title if role == "headline" else getattr(story, role)
        if text:
            _put(sheet, sheet.block(role, text, story.article))
    captions = list(story.captions)
    for number, text in enumerate(story.paragraphs):
        if number in story.subheads:
            _put(sheet, sheet.block("subhead", story.subheads[number], story.article))
        block = sheet.block("para", text, story.article)
        caption = captions.pop() if captions and sheet.maybe(0.4) else None
        _put_cut(sheet, block, cuts, caption)
    for text in captions:
        _put(sheet, sheet.block("caption", text, story.article, interrupts=True))
    for role, text in (("byline", story.end_byline), ("note", story.note)):
        if text:
            _put(sheet, sheet.block(role, text, story.article))


def _put_cut(sheet: Sheet, block: Block, cuts: float, caption: str | None) -> None:
    """Put a paragraph, cut where the print page had a column's end or a picture."""
    rng = sheet.rng
    length = len(block.text)
    if length < 40 or (caption is None and rng.random() >= cuts):
        _put(sheet, block)
        if caption:
            _put(sheet, sheet.block("caption", caption, block.article, interrupts=True))
        return
    at = rng.randint(8, length - 8)
    _put(sheet, block, 0, at)
    if caption:
        _put(sheet, sheet.block("caption", caption, block.article, interrupts=True))
    _put(sheet, block, at, length)


def _put(sheet: Sheet, block: Block, start: int = 0, end: int | None = None) -> None:
    """Put a part of a block into the stream as one line."""
    printed = len("".join(block.text[:start].split()))
    glyphs = []
    for char in block.text[start:end]:
        ident = None if char.isspace() else (block.number, printed)
        printed += not char.isspace()
        glyphs.append(Glyph(char, 0.0, ident))
    sheet.add("line", 1, [Run(0.0, 0.0, 10.0, tuple(glyphs))])


def web_text(sheet: Sheet) -> tuple[str, list[tuple[int, int] | None]]:
    """Give the text of a digital edition and, for each printed character, where it is from."""
    indent = sheet.rng.choice(("", "", "\u3000\u3000"))
    blank = sheet.rng.choice(("\n\n", "\n\n", "\n"))
    lines, idents = [], []
    for group in sheet.groups:
        glyphs = group.runs[0].glyphs
        first = glyphs[0].ident or (0, 1)
        is_para = sheet.blocks[first[0]].role == "para" and first[1] == 0
        text = "".join(glyph.char for glyph in glyphs)
        gap = "\n\n" if sheet.blocks[first[0]].role == "caption" else ""
        lines.append(gap + (indent if is_para else "") + text + gap)
        idents += [glyph.ident for glyph in glyphs if glyph.ident]
    return blank.join(lines) + "\n", list(idents)
