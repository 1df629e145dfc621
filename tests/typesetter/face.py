"""The typeface: advance widths for setting, a subset for embedding."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from typesetter.characters import is_wide

# free CJK fonts with TrueType outlines, by Debian package
FONTS = {
    "fonts-wqy-microhei": Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
    "fonts-arphic-uming": Path("/usr/share/fonts/truetype/arphic/uming.ttc"),
}
EMBEDDED_TABLES = {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}


def installed_fonts() -> list[Path]:
    """List the fonts that this machine has."""
    return [path for path in FONTS.values() if path.exists()]


@dataclass(frozen=True)
class Face:
    """A font opened for setting."""

    path: Path
    units: int
    advances: dict[str, float]  # ems, of the narrow characters

    def advance(self, char: str) -> float:
        """Give the width in ems; what print calls wide is wide whatever the font says."""
        if is_wide(char):
            return 1.0
        return self.advances.get(char, 0.5)


@cache
def open_face(path: Path) -> Face:
    """Read the widths that setting needs."""
    with TTFont(path, fontNumber=0, lazy=True) as font:
        units = font["head"].unitsPerEm
        metrics, cmap = font["hmtx"].metrics, font.getBestCmap()
        narrow = {
            chr(code): metrics[name][0] / units
            for code, name in cmap.items()
            if code < 0x2E80 and not is_wide(chr(code))
        }
    return Face(path, units, narrow)


def embed(path: Path, chars: Iterable[str]) -> tuple[bytes, dict[str, int]]:
    """Cut the font down to these characters; give the file and each character's glyph."""
    wanted = set(chars)
    options = subset.Options(hinting=False, notdef_outline=True, layout_features=[], name_IDs=[])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(char) for char in wanted])
    out = io.BytesIO()
    with TTFont(path, fontNumber=0, lazy=True) as font:
        cutter.subset(font)
        cmap = font.getBestCmap()
        glyphs = {char: font.getGlyphID(cmap[ord(char)]) for char in wanted if ord(char) in cmap}
        for tag in set(font.keys()) - EMBEDDED_TABLES - {"GlyphOrder"}:
            del font[tag]
        font.save(out)
    return out.getvalue(), glyphs
