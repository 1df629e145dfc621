"""Write set pages as PDF, with the map to Unicode under control."""

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from typesetter.face import Face, embed
from typesetter.model import Glyph, Group, Run, Sheet

CODES_PER_BLOCK = 100  # the most that one bfchar section may hold

Meaning = Callable[[Glyph], str]


class Encoder:
    """Give each pair of glyph shape and Unicode meaning a code of two bytes."""

    def __init__(self, meaning: Meaning) -> None:
        """Take what says each glyph's meaning."""
        self.meaning = meaning
        self.codes: dict[tuple[str, str], int] = {}

    def code(self, glyph: Glyph) -> int:
        """Look the code up, or make it."""
        return self.codes.setdefault((glyph.char, self.meaning(glyph)), len(self.codes) + 1)


def write_pdf(sheet: Sheet, face: Face, meaning: Meaning) -> bytes:
    """Write the whole document; `meaning` says what each glyph is in Unicode."""
    encoder = Encoder(meaning)
    streams = {
        page: _page_stream(sheet.groups, page, height, encoder, face)
        for page, (_, height) in sorted(sheet.sizes.items())
    }
    objects = _font_objects(encoder, face)
    kids = []
    for page, stream in streams.items():
        width, height = sheet.sizes[page]
        first = len(objects) + 3
        kids.append(first)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.2f} {height:.2f}]"
            f"/Resources<</Font<</F1 3 0 R>>>>/Contents {first + 1} 0 R>>".encode(),
        )
        objects.append(_stream(stream))
    tree = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>"
    return _assemble([b"<</Type/Catalog/Pages 2 0 R>>", tree.encode(), *objects])


def _page_stream(
    groups: Sequence[Group],
    page: int,
    height: float,
    encoder: Encoder,
    face: Face,
) -> bytes:
    runs = [run for group in groups if group.page == page for run in group.runs]
    return "\n".join(_draw(run, height, encoder, face) for run in runs if run.glyphs).encode()


def _draw(run: Run, height: float, encoder: Encoder, face: Face) -> str:
    """Draw one run with one TJ; a number in it moves the pen where the next glyph wants it."""
    parts: list[str] = []
    pen = 0.0
    for glyph in run.glyphs:
        gap = (pen - glyph.x) / run.size * 1000
        if abs(gap) >= 0.5:
            parts.append(f"{gap:.0f}")
            pen = glyph.x
        parts.append(f"<{encoder.code(glyph):04x}>")
        pen += face.advance(glyph.char) * run.size
    body = "".join(parts).replace("><", "")
    return f"BT /F1 {run.size:.2f} Tf 1 0 0 1 {run.x:.2f} {height - run.y:.2f} Tm [{body}] TJ ET"


def _font_objects(encoder: Encoder, face: Face) -> list[bytes]:
    """Objects 3 to 8: the font, its descendant, descriptor, file, ToUnicode, CIDToGIDMap."""
    data, glyphs = embed(face.path, {char for char, _ in encoder.codes})
    gids = bytearray(2 * (len(encoder.codes) + 1))
    for (char, _), code in encoder.codes.items():
        gids[2 * code : 2 * code + 2] = glyphs.get(char, 0).to_bytes(2, "big")
    widths = " ".join(f"{face.advance(char) * 1000:.0f}" for char, _ in encoder.codes)
    name = "AAAAAA+" + face.path.stem.title().replace("-", "")
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        "/DescendantFonts[4 0 R]/ToUnicode 7 0 R>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/FontDescriptor 5 0 R/DW 1000"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/W[1[{widths}]]/CIDToGIDMap 8 0 R>>".encode(),
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -200 1000 900]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 730/StemV 80/FontFile2 6 0 R>>".encode(),
        _stream(data, f"/Length1 {len(data)}"),
        _stream(_to_unicode(encoder)),
        _stream(bytes(gids)),
    ]


def _to_unicode(encoder: Encoder) -> bytes:
    pairs = [
        f"<{code:04x}> <{meaning.encode('utf-16-be').hex()}>"
        for (_, meaning), code in encoder.codes.items()
    ]
    sections = []
    for start in range(0, len(pairs), CODES_PER_BLOCK):
        part = pairs[start : start + CODES_PER_BLOCK]
        sections.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        + "\n".join(sections)
        + "\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def _stream(data: bytes, extra: str = "") -> bytes:
    packed = zlib.compress(data)
    head = f"<</Length {len(packed)}/Filter/FlateDecode{extra}>>stream\n"
    return head.encode() + packed + b"\nendstream"


def _assemble(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def save(path: Path, data: bytes) -> None:
    """Keep the PDF."""
    path.write_bytes(data)
