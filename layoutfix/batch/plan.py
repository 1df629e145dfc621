"""What a batch reads, and where below its folder each result goes.

Nothing is opened here: a plan is made of names, and what cannot be done is known by its name.
"""

import glob
import os
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from layoutfix.corpus.inputs import kind_of
from layoutfix.corpus.packing import packing_of
from layoutfix.files.screen import one_line
from layoutfix.files.sources import reason
from layoutfix.files.views import Form
from layoutfix.model.errors import BatchError

STATE = ".layoutfix"
_SUFFIXES: dict[Form, str] = {"md": ".md", "json": ".json", "jsonl": ".jsonl"}


class Item(NamedTuple):
    """One input: the name to open, its place below the source, the place of its result.

    ``alone``: the repository wants it to stay as it is.
    """

    source: str
    place: str
    target: str
    alone: bool = False


class Refused(NamedTuple):
    """An input that is not even opened, and why."""

    source: str
    reason: str


class Plan(NamedTuple):
    """What a batch has to do, in input order; ``passed_over`` counts what is no text."""

    items: tuple[Item, ...] = ()
    refused: tuple[Refused, ...] = ()
    passed_over: int = 0


class Wish(NamedTuple):
    """What decides on the names of results.

    ``records``: whether JSON Lines are read, for each record has a text in it.
    ``one_file``: the results go into one file, so that a name only marks a place in it.
    """

    to: Form = "text"
    records: bool = False
    one_file: bool = False


def _none_alone(_name: str) -> bool:
    return False


def make_plan(
    sources: Iterable[str],
    folder: str,
    wish: Wish = Wish(),
    listed: Iterable[str] | None = None,
    alone: Callable[[str], bool] = _none_alone,
) -> Plan:
    """Plan the results of ``sources`` (folders, files, patterns) below ``folder``.

    With ``listed``, those names are the inputs, and ``sources`` holds at most the folder that
    they lie in; their places below it are kept.
    ``alone`` tells which files are to stay as they are.
    Raises BatchError for a folder that is a source itself, and a pattern that nothing matches.
    """
    search = _Search(folder, wish, alone)
    if listed is not None:
        base = next(iter(sources), ".")
        for name in listed:
            search.one(name, base)
    else:
        for name in sources:
            search.named(name)
    return _without_collisions(search)


def split_name(name: str) -> tuple[str, str, str]:
    """Give stem, kind and packing of a file name.

    >>> split_name("page.txt.gz"), split_name("page.md")
    (('page', '.txt', '.gz'), ('page', '.md', ''))
    """
    stem, packing = os.path.splitext(name)
    if packing_of(name) is None:
        stem, packing = name, ""
    stem, kind = os.path.splitext(stem)
    return stem, kind, packing


def target_name(name: str, wish: Wish) -> str:
    """Give the name of the result of ``name``: the same, or with the suffix of its new form."""
    stem, kind, packing = split_name(name)
    suffix = kind if wish.one_file or kind_of(name) == "records" else _SUFFIXES.get(wish.to, kind)
    return stem + suffix + packing


class _Search:
    """Look for inputs, and remember what is found in its order."""

    def __init__(self, folder: str, wish: Wish, alone: Callable[[str], bool]) -> None:
        self.wish = wish
        self.alone = alone
        self.items: list[Item] = []
        self.refused: list[Refused] = []
        self.passed_over = 0
        self.folder = folder
        self.avoided = _identity(folder)

    def named(self, name: str) -> None:
        """Add what a person named: a folder with all in it, a file, or a pattern."""
        if os.path.isdir(name):
            self.tree(name, name)
        elif glob.has_magic(name) and not os.path.lexists(name):
            base = _fixed_part(name)
            found = sorted(glob.glob(name, recursive=True), key=_parts)
            if not found:
                what = f"nothing matches {one_line(name)}"
                raise BatchError(what, "Look at the pattern; ** stands for folders of any depth.")
            for each in found:
                self.matched(each, base)
        else:
            self.one(name, os.path.dirname(name) or ".")

    def matched(self, name: str, base: str) -> None:
        """Add a file that a pattern found; a folder that it found is not gone into."""
        if not os.path.isdir(name) and self._is_wanted(os.path.basename(name)):
            self.one(name, base)

    def one(self, name: str, base: str) -> None:
        """Add a file by its name, at the place that it has below ``base``."""
        place = os.path.relpath(os.path.abspath(name), os.path.abspath(base))
        if place.split(os.sep, 1)[0] == os.pardir:
            why = f"it lies outside of {one_line(base)}, so it has no place in the result"
            self.refused.append(Refused(name, why))
        else:
            self._add(name, place)

    def tree(self, top: str, base: str) -> None:
        """Add the texts in a folder and below it, sorted by name.

        Links to folders are not followed, so that none is read twice; what is hidden is left
        alone, and so is the folder of the results.
        """
        if _identity(top) == self.avoided:
            if top == base:
                what = f"{one_line(top)} is the source and the folder of the results"
                raise BatchError(what, "Name another folder, or use  layoutfix fix --in-place.")
            return
        try:
            with os.scandir(top) as found:
                entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            self.refused.append(Refused(top, f"cannot read the folder: {reason(error)}"))
            return
        for entry in entries:
            self._entry(entry, base)

    def _entry(self, entry: os.DirEntry[str], base: str) -> None:
        if entry.name.startswith("."):
            return
        if entry.is_dir(follow_symlinks=False):
            self.tree(entry.path, base)
        elif self._is_wanted(entry.name) and _may_be_file(entry):
            self._add(entry.path, os.path.relpath(entry.path, base))
        else:
            self.passed_over += 1

    def _is_wanted(self, name: str) -> bool:
        kind = kind_of(name)
        return kind == "text" or (kind == "records" and self.wish.records)

    def _add(self, source: str, place: str) -> None:
        parent, name = os.path.split(place)
        target = os.path.join(parent, target_name(name, self.wish))
        if place.split(os.sep, 1)[0] == STATE:
            self.refused.append(Refused(source, f"{STATE} is the folder of layoutfix's own files"))
        else:
            self.items.append(Item(source, place, target, self.alone(source)))


def _without_collisions(search: _Search) -> Plan:
    """Refuse the inputs whose results would lie on one another, or on an input."""
    inputs = {os.path.abspath(item.source) for item in search.items}
    taken: dict[str, set[str]] = {}
    for item in search.items:
        taken.setdefault(item.target, set()).add(os.path.abspath(item.source))
    items: dict[str, Item] = {}
    refused = list(search.refused)
    for item in search.items:
        why = _collision(item, taken[item.target], () if search.wish.one_file else inputs, search)
        if why:
            refused.append(Refused(item.source, why))
        else:
            items.setdefault(item.target, item)  # an input that is named twice is read once
    return Plan(tuple(items.values()), tuple(refused), search.passed_over)


def _collision(item: Item, rivals: set[str], inputs: Container[str], search: _Search) -> str | None:
    path = os.path.join(search.folder, item.target)
    if len(rivals) > 1:
        own = os.path.abspath(item.source)
        other = min(rivals - {own})
        return f"its result would be {one_line(path)}, and so would that of {one_line(other)}"
    if os.path.abspath(path) in inputs:
        return f"its result would be written over the input {one_line(path)}"
    return None


def _identity(name: str) -> tuple[int, int] | None:
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _may_be_file(entry: os.DirEntry[str]) -> bool:
    """Tell a file from a pipe or a device; a link that leads nowhere is to be spoken of."""
    if entry.is_file():
        return True
    return entry.is_symlink() and not os.path.exists(entry.path)


def _fixed_part(pattern: str) -> str:
    """Give the folders in front of the first one that is a pattern.

    >>> _fixed_part("pages/2020/*/a*.txt")
    'pages/2020'
    """
    return os.path.join("", *_fixed(PurePath(pattern).parts[:-1])) or "."


def _fixed(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        if glob.has_magic(part):
            return
        yield part


def _parts(name: str) -> list[bytes]:
    return os.fsencode(name).split(os.fsencode(os.sep))
