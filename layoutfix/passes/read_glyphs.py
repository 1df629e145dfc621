"""Read odd glyphs as the characters that they stand for."""

import re
import unicodedata
from collections.abc import Iterator

from layoutfix.model.edits import Edit, label, rewrite
from layoutfix.model.page import Page
from layoutfix.model.settings import Settings
from layoutfix.reading.font_maps import find_shifted, is_shifted

_ODD = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\U0002f800-\U0002fa1f]")
_RARE = re.compile(r"[\u2e80-\u2fdf\ue000-\ufaff\ufb00-\ufb06\U0002f800-\U0010ffff]")
_ORNAMENTS = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd\s]+")


def read_glyphs(page: Page, _settings: Settings) -> Iterator[Edit]:
    """Read Kangxi radicals, compatibility ideographs and ligatures in their ordinary form.

    A font that maps its glyphs back through a table of look-alikes gives 「⼀」 (U+2F00) where
    「一」 (U+4E00) was meant, and searches miss it.
    A line of private-use characters alone is an ornament or a folio in a dingbat font; it is
    set aside.
    Within a line private-use characters stay: nobody can know what they stand for.
    Width and punctuation stay as printed: NFKC is asked for the listed blocks alone.
    Latin and digits that another broken map gives as Han characters (輲輰輲輰 for 2020) are
    read where every one of them stands for a letter or a digit.
    """
    if is_shifted(page.raw):
        yield from _read_shifted(page)
    if not _RARE.search(page.raw):
        return
    for block in page.blocks:
        if block.text.isascii():
            continue
        number = block.first_line
        if _ORNAMENTS.fullmatch(block.text):
            yield label(block, "furniture", "private-use glyphs alone: an ornament")
        elif _ODD.search(block.text):
            raw = page.lines[number].raw
            for match in _ODD.finditer(raw):
                plain = unicodedata.normalize("NFKC", match[0])
                if plain != match[0]:
                    because = f"{unicodedata.name(match[0], 'odd glyph').lower()}"
                    yield rewrite(number, match.span(), match[0], plain, because)


def _read_shifted(page: Page) -> Iterator[Edit]:
    for number, line in page.lines.items():
        for at, plain in find_shifted(line.raw):
            because = "a broken font map: the code is 0x8F00 too high"
            yield rewrite(number, (at, at + 1), line.raw[at], plain, because)
