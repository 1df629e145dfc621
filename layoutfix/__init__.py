r"""layoutfix: readable articles from the raw text of Chinese print layouts.

>>> from layoutfix import fix
>>> document = fix("本报讯 一切都好。\n")
>>> document.to_text()
'本报讯 一切都好。\n'
"""

from typing import TYPE_CHECKING

from layoutfix.model.document import Document
from layoutfix.model.settings import Settings
from layoutfix.pipeline.run import fix
from layoutfix.version import __version__

if TYPE_CHECKING:
    from layoutfix.model.issue import IssueDocument
    from layoutfix.pipeline.issue import fix_issue

__all__ = ["Document", "IssueDocument", "Settings", "__version__", "fix", "fix_issue"]


def __getattr__(name: str) -> object:
    """Load what an issue of several files needs, once it is asked for: most runs have one file."""
    if name == "fix_issue":
        from layoutfix.pipeline.issue import fix_issue  # noqa: PLC0415 - see above

        return fix_issue
    if name == "IssueDocument":
        from layoutfix.model.issue import IssueDocument  # noqa: PLC0415 - see above

        return IssueDocument
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
