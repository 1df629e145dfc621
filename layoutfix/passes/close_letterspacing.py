"""Close letter-spaced lines."""

import re
from collections.abc import Iterator

import regex

from layoutfix.model.edits import Edit, rewrite
from layoutfix.model.glyphs import HAN
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.reading.role_marks import role_of_line
from layoutfix.tables import number

_HAN_GAP = regex.compile(f"[{HAN}][ \u3000]+(?=[{HAN}])")
_HAN_PAIR = regex.compile(f"[{HAN}](?=[ \u3000]*[{HAN}])")
_APART = regex.compile(rf"(?<!\S)[{HAN}](?:[ \u3000][{HAN}，。、；：]){{2}}(?!\S)")
_SPACES = re.compile(r"(?<![!-~])[ \u3000]+|[ \u3000]+(?![!-~])")
_NAME = regex.compile(f"(?<![{HAN}])([{HAN}])[ \u3000]([{HAN}])(?![{HAN}])")


def close_letterspacing(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Close lines whose characters are set apart (疏排).

    A justified line with few characters comes out with a space behind each of them, and so
    do flags, titles and names of two characters in a byline.
    A line counts as letter-spaced when most pairs of Han characters in it are parted, and
    more than one is, and three stand alone in a row; a single gap in a title parts two
    phrases and stays, and so do rows of words and of names that were padded to one width.
    """
    share = number("letterspacing", "parted_pairs_ratio")
    least = number("letterspacing", "parted_pairs_count")
    for block in page.blocks:
        text = block.text
        if block.role != "para" or not (" " in text or "\u3000" in text):
            continue
        if len(block.pieces) > 1:
            continue  # copies of one line, whose other copies are gone
        gaps = len(_HAN_GAP.findall(text))
        closed = text
        if role_of_line(text) == "byline":
            closed = _NAME.sub(r"\1\2", text)
        elif gaps >= least and gaps >= share * len(_HAN_PAIR.findall(text)) and _is_apart(text):
            closed = _SPACES.sub("", text)
        if closed != text:
            piece = block.pieces[0]
            was = page.lines[piece.line].raw[piece.start : piece.end]
            because = "letter-spaced: the characters are set apart"
            yield rewrite(piece.line, (piece.start, piece.end), was, closed, because)


def _is_apart(text: str) -> bool:
    """Tell whether characters stand alone: three in a row, or all where full spaces part them."""
    if "\u3000" in text:
        return max(map(len, text.split())) == 1
    return _APART.search(text) is not None
