"""Make the table that texts are folded by: ``python -m tools.make_folding``.

Writes ``layoutfix/fuzzy/folding.txt`` from the Unicode data of this Python and the dictionaries
of the installed opencc, whose versions it names in the first line.
The table ships, so that the same text folds alike on every machine; make it anew only for a
new version of the format, for an index that was made with the old table would not fit.
"""

import unicodedata
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from layoutfix.script import convert

TABLE = Path(__file__).parents[1] / "layoutfix" / "fuzzy" / "folding.txt"
SURROGATES = range(0xD800, 0xE000)
HEADER = f"""\
# Made by tools/make_folding.py: Unicode {unicodedata.unidata_version}, OpenCC {version("opencc")}.
# A run of characters that stay as they are, or run>first of what they become; all else is dropped.
"""


def main() -> None:
    """Write the table."""
    TABLE.write_text(HEADER + "".join(map(_line, _runs())), encoding="ascii")


def _line(run: tuple[int, int, int]) -> str:
    first, last, to = run
    codes = f"{first:X}" if first == last else f"{first:X}-{last:X}"
    return f"{codes}\n" if first == to else f"{codes}>{to:X}\n"


def _runs() -> Iterator[tuple[int, int, int]]:
    """Give runs of characters that are kept and move by the same distance."""
    first = last = to = -2
    for code in range(0x110000):
        folded = ord(_fold(code) or "\0")
        if folded and code == last + 1 and folded - code == to - first:
            last = code
            continue
        if first >= 0:
            yield first, last, to
        first, last, to = (code, code, folded) if folded else (-2, -2, -2)
    if first >= 0:
        yield first, last, to


def _fold(code: int) -> str:
    """Give the letter or number that a character counts as, or nothing."""
    if code in SURROGATES:
        return ""
    shape = unicodedata.normalize("NFKC", chr(code))
    letters = [letter for letter in shape if unicodedata.category(letter)[0] in "LN"]
    if not letters:
        return ""
    folded = convert(letters[0], "hans")[0].lower()[0]
    return folded if folded == chr(code) else _fold(ord(folded))


if __name__ == "__main__":
    main()
