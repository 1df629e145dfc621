r"""layoutfix: readable articles from the raw text of Chinese print layouts.

>>> from layoutfix import fix
>>> document = fix("本报讯 一切都好。\n")
>>> document.to_text()
'本报讯 一切都好。\n'
"""

from layoutfix.model.document import Document
from layoutfix.model.issue import IssueDocument
from layoutfix.model.settings import Settings
from layoutfix.pipeline.issue import fix_issue
from layoutfix.pipeline.run import fix
from layoutfix.version import __version__

__all__ = ["Document", "IssueDocument", "Settings", "__version__", "fix", "fix_issue"]
