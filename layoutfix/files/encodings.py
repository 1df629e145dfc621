"""Bytes to text and back: which encoding, and how a byte that is none comes through.

Chinese text comes as UTF-8, UTF-16, GB18030 (and its parts GBK and GB2312) or Big5, and all
but the first have to be guessed.
The guess reads the bytes each way and counts the characters that are in ordinary use: level 1
of GB 2312 or of Big5, and the marks of print.
The right reading has nearly nothing else, a wrong one about half.
On slices of 8 characters of news and encyclopedia text, simplified and traditional, in GB18030
and Big5, this finds the encoding of 99.5 in 100; charset-normalizer, held to the same two, of
96, and one in 100 it gets wrong at 1,000 characters too.
So charset-normalizer is asked only to name an encoding that is not Chinese, for a message.
"""

import codecs
from functools import cache
from itertools import islice
from typing import NamedTuple

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# A part is read as the whole that it belongs to: the same bytes, and nothing refused.
# Big5 has no whole, so Microsoft's is tried first, then Hong Kong's.
_WHOLE = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "cp950": ("cp950", "big5hkscs"),
    "big5": ("cp950", "big5hkscs"),
    "utf-8-sig": ("utf-8",),
    "utf-16": ("utf-16-le", "utf-16-be"),
    "utf-32": ("utf-32-le", "utf-32-be"),
}
_CANDIDATES = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")

_TITLES = {"cp950": "Big5", "big5hkscs": "Big5-HKSCS", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}

_ENOUGH = 0.75  # a reading with fewer ordinary characters is not believed
_ENOUGH_UTF8 = 0.5  # hardly anything else has the form of UTF-8,
_ENOUGH_WIDE = 0.9  # but nearly any bytes can be read as UTF-16 without its mark,
_ENOUGH_BYTES = 16  # and two letters of Latin are often one ordinary Han character
_SAMPLE = 20_000  # characters that are looked at


class Encoding(NamedTuple):
    """How a text was written down, and how to write it down again.

    ``errors``: what Python does with a byte that is no character.
    ``tail``: the odd byte at the end of a UTF-16 text that was cut off.
    """

    name: str = "utf-8"
    bom: bytes = b""
    errors: str = "strict"
    tail: bytes = b""

    @property
    def title(self) -> str:
        """Give the name that people use."""
        return _TITLES.get(self.name, self.name.upper())

    def encode(self, text: str) -> bytes:
        """Write ``text`` down as its source was; raises UnicodeEncodeError."""
        return self.bom + text.encode(self.name, self.errors) + self.tail


class NotTextError(Exception):
    """The bytes are a picture, an archive, a PDF: ``kind`` says what."""

    def __init__(self, kind: str) -> None:
        """Keep the kind."""
        super().__init__(kind)
        self.kind = kind


_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"PK\x03\x04", "a ZIP archive (or a docx, an epub)"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
)


def decode(raw: bytes, wanted: str = "auto", *, keep: bool = False) -> tuple[str, Encoding]:
    """Read ``raw`` as text, by the name ``wanted`` or by what it looks like.

    With ``keep``, bytes that are no character pass through and are written as they were.
    Raises NotTextError for what is no text, UnicodeDecodeError for a byte that is wrong.
    """
    kind = next((kind for magic, kind in _MAGIC if raw.startswith(magic)), None)
    if kind:
        raise NotTextError(kind)
    if wanted != "auto":
        return _decode_named(raw, whole(wanted), keep=keep)
    bom, name = marked(raw)
    if bom:
        return _decode(raw, Encoding(name, bom), keep=keep)
    if b"\0" not in raw:
        try:
            return raw.decode(), Encoding()
        except UnicodeDecodeError:
            pass
    return _decode_guessed(raw, keep=keep)


def whole(name: str) -> tuple[str, ...]:
    """Give the codecs to try for a name; raises LookupError for one that is no text encoding.

    >>> whole("GBK"), whole("Big5"), whole("latin-1")
    (('gb18030',), ('cp950', 'big5hkscs'), ('iso8859-1',))
    """
    known = codecs.lookup(name).name
    "".encode(known)  # "hex" and its like are codecs, but not of text
    return _WHOLE.get(known, (known,))


def marked(raw: bytes) -> tuple[bytes, str]:
    """Give the byte-order mark that ``raw`` begins with, if any, and its encoding."""
    return next(((bom, name) for bom, name in _BOMS if raw.startswith(bom)), (b"", "utf-8"))


def guess(raw: bytes, *, damaged: bool = False) -> str | None:
    """Give the codec in which most of ``raw`` reads as Chinese in ordinary use.

    ``damaged`` allows bytes that are no character; UTF-8 is a candidate then, too.
    """
    names = ("utf-8", *_CANDIDATES) if damaged else _CANDIDATES
    scores = {name: _score(raw, name, damaged=damaged) for name in names}
    best = max(names, key=lambda name: scores[name])  # the first of equals
    return best if scores[best] >= (_ENOUGH_UTF8 if best == "utf-8" else _ENOUGH) else None


def guess_any(raw: bytes) -> str | None:
    """Give the name of any encoding that ``raw`` may be in, for a message."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only a failure needs it

    best = from_bytes(raw[:_SAMPLE]).best()
    return best.encoding if best else None


def _decode_named(raw: bytes, names: tuple[str, ...], *, keep: bool) -> tuple[str, Encoding]:
    bom, name = marked(raw)
    if bom and name in names:
        return _decode(raw, Encoding(name, bom), keep=keep)
    scores = [_score(raw, name, damaged=True) for name in names] if len(names) > 1 else [0.0]
    best = names[scores.index(max(scores))]
    return _decode(raw, Encoding(best), keep=keep)


def _decode_guessed(raw: bytes, *, keep: bool) -> tuple[str, Encoding]:
    name = guess(raw)
    as_utf8 = _score(raw, "utf-8") >= 0  # a NUL was found; it may be the only oddity
    if as_utf8 and not (name or "").startswith("utf-16"):
        name = "utf-8"
    if _is_binary(raw) and name in (None, "utf-8"):
        kind = "no text: more than a tenth of it are NUL bytes"
        raise NotTextError(kind)
    return _decode(raw, Encoding(name or guess(raw, damaged=True) or "utf-8"), keep=keep)


def _is_binary(raw: bytes) -> bool:
    return len(raw) > 32 and raw.count(0) * 10 > len(raw)


def _decode(raw: bytes, encoding: Encoding, *, keep: bool) -> tuple[str, Encoding]:
    body = raw[len(encoding.bom) :]
    if keep:
        encoding, body = _keeping(encoding, body)
    try:
        return body.decode(encoding.name, encoding.errors), encoding
    except UnicodeDecodeError as error:
        lead = len(encoding.bom)
        start, end = error.start + lead, error.end + lead
        raise UnicodeDecodeError(encoding.name, raw, start, end, error.reason) from None


def _keeping(encoding: Encoding, body: bytes) -> tuple[Encoding, bytes]:
    """Let bytes through that are no character.

    In UTF-16 these are lone surrogates and a last character cut in two; UTF-32 has no way.
    """
    if encoding.name.startswith("utf-32"):
        return encoding, body
    if not encoding.name.startswith("utf-16"):
        return encoding._replace(errors="surrogateescape"), body
    even = len(body) // 2 * 2
    return encoding._replace(errors="surrogatepass", tail=body[even:]), body[:even]


def _score(raw: bytes, name: str, *, damaged: bool = False) -> float:
    """Give the share of ordinary characters; -1 where ``raw`` cannot be read so.

    ASCII is left out, as it reads the same each way, but in UTF-16.
    """
    wide = name.startswith("utf-16")
    try:
        text = raw.decode(name, "replace" if damaged else "strict")
    except UnicodeDecodeError:
        return -1
    told = text if wide else (char for char in text if char not in _plain())
    sample = list(islice(told, _SAMPLE))
    share = sum(char in _ordinary() for char in sample) / (len(sample) or 1)
    if wide and (share < _ENOUGH_WIDE or len(raw) < _ENOUGH_BYTES):
        return 0
    return share


@cache
def _plain() -> frozenset[str]:
    return frozenset(map(chr, range(32, 127))) | frozenset("\t\n\f\r")


@cache
def _ordinary() -> frozenset[str]:
    """Give the characters of level 1 and the marks, as the two standards order them."""
    gb = _rows("gb2312", (0xA1, 0xA3), (0xB0, 0xD7))
    big5 = _rows("big5", (0xA1, 0xA2), (0xA4, 0xC6))
    return gb | big5 | _plain()


def _rows(codec: str, *rows: tuple[int, int]) -> frozenset[str]:
    return frozenset(
        char
        for first, last in rows
        for lead in range(first, last + 1)
        for trail in range(0x40, 0xFF)
        for char in bytes((lead, trail)).decode(codec, "ignore")
        if char > "\x7f"
    )
