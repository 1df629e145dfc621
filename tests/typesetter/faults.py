"""Broken maps from glyphs to Unicode: the page looks right, the extracted text is not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from unicodedata import normalize

from typesetter.model import Glyph, Sheet

BODY_ROLES = frozenset({"para", "list", "note"})
KANGXI = {normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
SHIFT = 0x8F00  # a shifted map gives Latin as Han: 0x8F00 more than it should be
SHIFTED = {chr(code): chr(code + SHIFT) for code in range(0x30, 0x7B) if chr(code).isalnum()}
LOST_CHARACTERS = ("\ue123", "\ue5d2", "\uf8f5", "■")

Meaning = Callable[[Glyph], str]


@dataclass(frozen=True)
class Fault:
    """A map that is wrong for some characters, in the body's font or in the display font."""

    wrong: Mapping[str, str]
    in_body: bool
    name: str = ""


def choose_fault(rng: Random) -> Fault | None:
    """Choose a fault for a document; most have none."""
    kind = rng.choices(("none", "kangxi", "shifted"), (0.84, 0.1, 0.06))[0]
    if kind == "kangxi":
        return Fault(KANGXI, rng.random() < 0.5, "kangxi radicals")
    if kind == "shifted":
        return Fault(SHIFTED, rng.random() < 0.3, "shifted latin")
    return None


def reader(sheet: Sheet, fault: Fault | None) -> Meaning:
    """Say what the document claims each glyph to be."""

    def read(glyph: Glyph) -> str:
        if fault is None or glyph.ident is None:
            return glyph.char
        in_body = sheet.blocks[glyph.ident[0]].role in BODY_ROLES
        return fault.wrong.get(glyph.char, glyph.char) if in_body == fault.in_body else glyph.char

    return read


def lose_characters(text: str, rng: Random) -> str:
    """Replace one rare character by what stands where the font had none.

    Nobody can restore it, so the truth has the stand-in too.
    """
    rare = [char for char in set(text) if text.count(char) == 1 and "\u4e00" <= char <= "\u9fff"]
    return text.replace(rng.choice(sorted(rare)), rng.choice(LOST_CHARACTERS)) if rare else text


def mix_punctuation(text: str, rng: Random) -> str:
    """Set some commas and brackets in half width, as careless copy has them."""
    pairs = {"，": ",", "（": "(", "）": ")", "：": ":", "；": ";"}
    return "".join(pairs[c] if c in pairs and rng.random() < 0.2 else c for c in text)
