"""The stages in plain Python: what runs without a compiler, and what the kernel is held against.

Its functions give what those of the kernel give, to the byte.
"""

from layoutfix.fuzzy.naive.join import count, group
from layoutfix.fuzzy.naive.scan import scan
from layoutfix.fuzzy.naive.verify import verify

__all__ = ["count", "group", "scan", "verify"]
