"""Figures about single lines: what each is, and whether it is there, once."""

from collections import Counter, defaultdict

from layoutfix.score.agreement import agree
from layoutfix.score.comparison import LOST, Comparison

_ENOUGH_BLOCKS = 5
_ENOUGH_ARTICLES = 2


def roles(comparison: Comparison) -> dict[str, float]:
    """role_accuracy, role_macro_F1, role_F1_…: the role of each raw line.

    Kicker, headline and deck are one class, section flags and furniture another.
    The macro mean treats a rare role like a common one, and leaves out roles that are too
    rare in gold to be judged.
    """
    wanted = {line: comparison.gold_at[line].role_class for line in comparison.scope}
    given = {line: comparison.predicted_role(line) for line in comparison.scope}
    hits = Counter(role for line, role in wanted.items() if given[line] == role)
    asked, said = Counter(wanted.values()), Counter(given.values())
    f1 = {role: agree(hits[role], said[role], asked[role]).f1 for role in sorted(asked)}
    enough = _frequent_roles(comparison) & set(f1)
    return {
        "role_accuracy": hits.total() / max(1, len(wanted)),
        "role_macro_F1": sum(f1[role] for role in enough) / max(1, len(enough)),
        **{f"role_F1_{role}": value for role, value in f1.items()},
    }


def _frequent_roles(comparison: Comparison) -> set[str]:
    """Give the roles that gold has in five blocks or more, in two articles or more.

    Furniture stands in one bin, so it need not stand in two articles.
    """
    cases: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for unit in comparison.gold:
        cases[unit.role_class].add((unit.article, unit.lines[0]))
    return {
        role
        for role, places in cases.items()
        if len(places) >= _ENOUGH_BLOCKS
        and (role == "furniture" or len({place for place, _ in places}) >= _ENOUGH_ARTICLES)
    }


def placed_too_often(comparison: Comparison) -> dict[str, float]:
    """placed_too_often: lines that stand in more blocks than they should; repeating never pays."""
    return {"placed_too_often": sum(map(comparison.is_placed_too_often, comparison.scope))}


def lines_lost(comparison: Comparison) -> dict[str, float]:
    """lines_lost, lines_in_scope: lines in no block at all, of the lines that gold describes."""
    lost = sum(comparison.predicted_role(line) == LOST for line in comparison.scope)
    return {"lines_lost": lost, "lines_in_scope": len(comparison.scope)}
