"""Set clean articles into print pages, extract them, and keep the truth.

Why a PDF writer of its own (`pdf.py`, on fontTools) and not reportlab or fpdf2:

* Every glyph needs a place of its own (tracking, squeezed punctuation, copies shifted by
  a fraction of an em), and every run its place in the content stream, because half of
  the extractors give text in stream order.  reportlab cuts a CJK font into subsets of
  256 glyphs and so breaks a line into runs that no typesetter made; fpdf2 lays out text
  itself.  Both would be fought more than used.
* The map from glyphs to Unicode has to be ours.  Broken maps (Kangxi radicals, private
  use, shifted Latin) are one of the faults to be copied, and a second, *marked* map is
  how the truth is found: the same page is written once more with a different code for
  each printed character, and whatever an extractor does to the page (reordering,
  merging, doubling, spacing) the codes tell where each character came from (`align.py`).

A CID-keyed TrueType font with an explicit CIDToGIDMap, width table and ToUnicode map is
what InDesign and FounderBookMaker write too, so the extractors meet what they are used to.
"""
