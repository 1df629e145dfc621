"""The extractors that people use, each at its defaults; each is optional."""

import io
import shutil
import subprocess
import warnings
from collections.abc import Callable
from enum import Enum
from importlib.util import find_spec
from pathlib import Path

Extractor = Callable[[Path], str]


class Needs(Enum):
    """What an extractor is on this machine."""

    MODULE = "module"
    PROGRAM = "program"


def extract_pypdf(pdf: Path) -> str:
    """Read with pypdf: text in stream order."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def extract_pdfminer(pdf: Path) -> str:
    """Read with pdfminer.six: lines and boxes found from the geometry."""
    from pdfminer.high_level import extract_text

    return str(extract_text(pdf))


def extract_pdfium(pdf: Path) -> str:
    """Read with pypdfium2: stream order, CRLF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def extract_pymupdf(pdf: Path) -> str:
    """Read with PyMuPDF."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its bindings, on being imported
        import pymupdf

    with pymupdf.open(pdf) as document:
        return "".join(page.get_text() for page in document)


def extract_pdftotext(pdf: Path) -> str:
    """Read with poppler, reading order found from the geometry."""
    return _run(["pdftotext", "-enc", "UTF-8", str(pdf), "-"])


def extract_pdftotext_raw(pdf: Path) -> str:
    """Read with poppler in stream order."""
    return _run(["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"])


def extract_mutool(pdf: Path) -> str:
    """Read with MuPDF's own command."""
    return _run(["mutool", "draw", "-q", "-F", "txt", str(pdf)])


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return io.TextIOWrapper(io.BytesIO(done.stdout), encoding="utf-8", newline="").read()


# name: (function, what it needs, the name of that)
EXTRACTORS: dict[str, tuple[Extractor, Needs, str]] = {
    "pypdf": (extract_pypdf, Needs.MODULE, "pypdf"),
    "pdfminer": (extract_pdfminer, Needs.MODULE, "pdfminer"),
    "pdfium": (extract_pdfium, Needs.MODULE, "pypdfium2"),
    "pymupdf": (extract_pymupdf, Needs.MODULE, "pymupdf"),
    "pdftotext": (extract_pdftotext, Needs.PROGRAM, "pdftotext"),
    "pdftotext-raw": (extract_pdftotext_raw, Needs.PROGRAM, "pdftotext"),
    "mutool": (extract_mutool, Needs.PROGRAM, "mutool"),
}


def is_installed(name: str) -> bool:
    """Tell whether this machine has what an extractor needs."""
    _, kind, need = EXTRACTORS[name]
    found = find_spec(need) if kind is Needs.MODULE else shutil.which(need)
    return found is not None


def extract(name: str, pdf: Path) -> str:
    """Extract a document with the named extractor."""
    return EXTRACTORS[name][0](pdf)
