"""What all tests share."""

import shutil

import pytest

# .ci/run looks for these words: there, a test may not be skipped for want of a program.
ABSENT = "needs {}, which is not installed"


def pytest_configure(config: pytest.Config) -> None:
    """Make ``@pytest.mark.needs_program("pdftotext")`` known."""
    config.addinivalue_line("markers", "needs_program(name): skip where the program is absent")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test, with the reason, where a program from outside Python is absent."""
    for mark in item.iter_markers("needs_program"):
        if shutil.which(mark.args[0]) is None:
            pytest.skip(ABSENT.format(mark.args[0]))
