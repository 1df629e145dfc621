r"""Score a restored document against gold, a restoration made by hand.

>>> gold = "== a01\nheadline 1\npara 2-3\n"
>>> block = {"role": "para", "text": "水稻丰收。", "lines": [2, 3]}
>>> document = {"articles": [{"blocks": [block]}]}
>>> found = figures(compare("丰年\n水稻\n丰收。\n", [("x.gold", gold)], document))
>>> found["para_F1"], found["headline_attached"], found["lines_lost"]
(1.0, 0.0, 1)
"""

from layoutfix.score.card import compare, figures
from layoutfix.score.misses import misses

__all__ = ["compare", "figures", "misses"]
