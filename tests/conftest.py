"""What all tests share."""

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from typesetter.face import FONTS, installed_fonts

# .ci/run looks for these words: there, a test may not be skipped for want of a program.
ABSENT = "needs {}, which is not installed"


def pytest_configure(config: pytest.Config) -> None:
    """Make our marks known: ``@pytest.mark.needs_program("pdftotext")`` and the others."""
    config.addinivalue_line("markers", "needs_program(name): skip where the program is absent")
    config.addinivalue_line("markers", "needs_module(name): skip where the module is absent")
    config.addinivalue_line("markers", "needs_font: skip where no Chinese font is installed")
    config.addinivalue_line("markers", "builds: sets, extracts and scores pages, in seconds each")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test, with the reason, where what it needs from outside Python is absent."""
    for mark in item.iter_markers("needs_program"):
        if shutil.which(mark.args[0]) is None:
            pytest.skip(ABSENT.format(mark.args[0]))
    for mark in item.iter_markers("needs_module"):
        if find_spec(mark.args[0]) is None:
            extra = mark.kwargs.get("extra", "typeset")
            pytest.skip(
                f"the module {mark.args[0]} is left out: pip install --editable '.[{extra}]'"
            )
    if item.get_closest_marker("needs_font") and not installed_fonts():
        pytest.skip(ABSENT.format(" or ".join(FONTS)))


@pytest.fixture
def page(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes bytes or text to a file of this test's own."""

    def write(content: str | bytes, name: str = "page.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
