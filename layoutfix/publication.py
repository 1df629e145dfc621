"""Read a publication's own tables, which are laid over ours (docs/rules.md).

They may come with a stranger's repository.
They are data, so they run nothing; but a pattern can take for ever to read or to match, and a
number can be none, and that is looked at here.
"""

import math
from collections.abc import Iterable
from pathlib import Path

import regex

from layoutfix.model.errors import RulesError
from layoutfix.model.settings import Rules
from layoutfix.tables import PATTERN_SECONDS, Pattern, defaults, patterns
from layoutfix.toml_file import TomlFile, read_toml

WORDS = frozenset({"never-opens", "posts"})
PATTERNS = frozenset({"imprint", "jump-lines", "line-marks", "paragraph-marks"})
ROLES = frozenset({"byline", "caption", "furniture", "list", "note", "quote", "section"})
LONGEST_PATTERN = 1_000  # characters
LARGEST_PATTERN = 10_000  # items, with what is counted written out
_KEYS = Pattern._fields[:4]  # what a pattern needs of a text is asked of ours alone, for speed
_GROUPS = {"jump-lines": "page", "imprint": "value"}  # what is read out of a match

_ITEM = regex.compile(
    r"""\\(?:[pPNgkL]\{[^}]*\}|.)    # an escape
    | \[\^?\]?(?:\\.|[^\]\\])*\]     # a set
    | \{\d*,?\d*\}                   # a count
    | .""",
    regex.VERBOSE | regex.DOTALL,
)


def load_rules(*paths: Path) -> Rules:
    """Read a publication's own tables from TOML files; of two numbers the later one holds.

    Raises RulesError naming the file, the line and the entry that cannot be used.
    """
    files = [read_toml(path, RulesError, "docs/rules.md shows what it holds.") for path in paths]
    words: dict[str, tuple[str, ...]] = {}
    rows: dict[str, tuple[Pattern, ...]] = {}
    numbers: dict[tuple[str, str], float] = {}
    for file in files:
        _know(file)
        for name, entries in _section(file, "words").items():
            words[name] = words.get(name, ()) + _words(file, name, entries)
        for name, entries in _section(file, "patterns").items():
            rows[name] = rows.get(name, ()) + _rows(file, name, entries)
        for section in _section(file, "numbers"):
            for key, value in _section(file, "numbers", section).items():
                numbers[section, key] = _number(file, section, key, value)
    return Rules(tuple(words.items()), tuple(rows.items()), tuple(numbers.items()))


def _know(file: TomlFile) -> None:
    for key in file.table.keys() - {"words", "patterns", "numbers"}:
        known = "Known are [words], [numbers.SECTION] and [[patterns.TABLE]]."
        file.refuse(f"unknown table [{key}]", known, key)


def _section(file: TomlFile, *keys: str) -> dict[str, object]:
    section: object = file.table
    for key in keys:
        section = section.get(key, {}) if isinstance(section, dict) else section
    if not isinstance(section, dict):
        name = ".".join(keys)
        file.refuse(f"{name} is no table", f"Write [{name}] on a line of its own.", *keys)
    return section


def _words(file: TomlFile, name: str, entries: object) -> tuple[str, ...]:
    at = ("words", name)
    if name not in WORDS or not isinstance(entries, list):
        file.refuse(f"[words] {name} is no list that is known", f"Known: {_names(WORDS)}.", *at)
    if not all(isinstance(entry, str) and entry for entry in entries):
        file.refuse(f"[words] {name} holds more than words", "Write them in quotes.", *at)
    return tuple(entries)


def _rows(file: TomlFile, name: str, rows: object) -> tuple[Pattern, ...]:
    if name not in PATTERNS or not isinstance(rows, list):
        what = f"[[patterns.{name}]] is not known"
        file.refuse(what, f"Known: {_names(PATTERNS)}.", "patterns", name)
    return tuple(_row(file, name, nth, row) for nth, row in enumerate(rows))


def _row(file: TomlFile, name: str, nth: int, row: object) -> Pattern:
    at = ("patterns", name, nth)
    where = f"patterns.{name} {nth + 1}"
    if not isinstance(row, dict) or set(row) != set(_KEYS):
        file.refuse(f"{where} has other keys", f"It needs {', '.join(_KEYS)}.", *at)
    own = Pattern(**{key: str(value) for key, value in row.items()})
    meanings = {ours.meaning for ours in patterns(name)} if name in _GROUPS else ROLES
    if own.meaning not in meanings:
        what = f"{where}: {own.meaning!r} is no meaning of it"
        file.refuse(what, f"Known: {_names(meanings)}.", *at, "meaning")
    try:
        compiled = _compiled(own.pattern)
        told = compiled.search(own.example, timeout=PATTERN_SECONDS) and not compiled.fullmatch(
            own.counter_example, timeout=PATTERN_SECONDS
        )
    except TimeoutError:
        file.refuse(f"{where} takes too long on its own examples", _SLOW, *at, "pattern")
    except (regex.error, ValueError, RecursionError) as error:
        file.refuse(f"{where}: {error}", "Mend the pattern.", *at, "pattern")
    if not told:
        what = f"{where} does not tell its example from its counter-example"
        file.refuse(what, "Mend the pattern or the examples.", *at, "pattern")
    if name in _GROUPS and _GROUPS[name] not in compiled.groupindex:
        hint = f"What is read out of the line is the group (?P<{_GROUPS[name]}>…)."
        file.refuse(f"{where} lacks a group", hint, *at, "pattern")
    return own


_SLOW = "A repetition inside a repetition, such as (a+)+, takes for ever; write it as one."


def _compiled(pattern: str) -> "regex.Pattern[str]":
    """Read a pattern, alone and in the company in which it will be used.

    Raises ValueError for one that is too large, and what regex raises.
    """
    if len(pattern) > LONGEST_PATTERN or _items(pattern) > LARGEST_PATTERN:
        message = f"the pattern is too large: over {LARGEST_PATTERN:,} items, counts written out"
        raise ValueError(message)
    regex.compile(f"(?P<r0>{pattern})|x")
    return regex.compile(pattern)


def _items(pattern: str) -> int:
    """Count the items of a pattern as regex lays it out: what is counted, as often as counted."""
    open_groups = [0]
    last = 0
    for item in _ITEM.findall(pattern):
        if item == "(":
            open_groups.append(0)
        elif item == ")" and len(open_groups) > 1:
            last = open_groups.pop()
            open_groups[-1] += last
        elif item[0] == "{" and len(item) > 2:
            times = max([int(n) for n in regex.findall(r"\d+", item)], default=1)
            open_groups[-1] += last * (times - 1)
            last *= times
        else:
            last = 1
            open_groups[-1] += 1
    return sum(open_groups)


def _number(file: TomlFile, section: str, key: str, value: object) -> float:
    at = ("numbers", section, key)
    ours = defaults().get(section)
    if not isinstance(ours, dict) or not isinstance(ours.get(key), int | float):
        what = f"[numbers.{section}] {key} is not a number of rules/defaults.toml"
        file.refuse(what, "Take the section and the key from there.", *at)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        file.refuse(f"[numbers.{section}] {key} is not a number", "Write it bare.", *at)
    return float(value)


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
