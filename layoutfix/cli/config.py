"""What a repository chose for its texts: ``layoutfix.toml``, or a table of pyproject.toml.

The settings are the options of the repair under their own names, so what an option takes a
setting takes, and the command line has the last word.
The repository can be a stranger's: what is read stays inside its folder, is short, and runs
nothing.
"""

import os.path
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import click

from layoutfix.model.errors import ConfigError
from layoutfix.toml_file import LONGEST, Keys, TomlFile, read_toml

SETTINGS = frozenset({"skip", "level", "furniture", "rules", "encoding", "errors", "script"})
NAMES = ("layoutfix.toml", "pyproject.toml")
IGNORE_FILE = ".layoutfixignore"
_TOP: tuple[str, ...] = ()
_HINT = "docs/config.md shows what it holds."


class Config(NamedTuple):
    """The choices of a repository.

    ``folder``: where they were found; all paths and patterns start there.
    ``file`` and ``keys``: the file of the settings, and the table in it that has them.
    ``values``: settings by the name of their parameter.
    ``patterns``: what is left alone, each in the syntax of .gitignore.
    """

    folder: Path | None = None
    file: TomlFile | None = None
    keys: tuple[str, ...] = ()
    values: Mapping[str, Any] = {}
    patterns: tuple[str, ...] = ()

    @property
    def ignore_file(self) -> Path | None:
        """Give the file of patterns, if there is one."""
        path = self.folder and self.folder / IGNORE_FILE
        return path if path and path.is_file() else None

    def origin(self, name: str) -> str | None:
        """Give file and line of a setting; None where it is not in the file."""
        if self.file is None or name not in _table(self.file, self.keys):
            return None
        return self.file.place(*self.keys, name)

    def leaves_alone(self, name: str) -> bool:
        """Tell whether the file ``name`` is to stay as it is; raises ConfigError."""
        if self.folder is None or not self.patterns:
            return False
        from layoutfix.files.ignored import matches  # noqa: PLC0415 - few repositories need it

        with suppress(ValueError):  # another drive
            inside = Path(os.path.relpath(name, self.folder))
            return os.pardir not in inside.parts and matches(self.patterns, inside.as_posix())
        return False


def find_config(start: Path, command: click.Command) -> Config:
    """Read what the nearest folder from ``start`` upwards chose, up to the top of a repository.

    ``command`` has the options that say what a setting may be.
    Raises ConfigError naming the file and the line of what cannot be used.
    """
    for folder in (start, *start.parents):
        names = (Path(os.path.relpath(folder / name)) for name in NAMES)
        path = next(filter(_chooses, names), None)
        if path or (folder / IGNORE_FILE).is_file():
            return _read(path, folder, command)
        if (folder / ".git").exists():
            break
    return Config()


def read_config(path: Path, command: click.Command) -> Config:
    """Read the settings in the file ``path``; raises ConfigError as ``find_config`` does."""
    return _read(path, path.absolute().parent, command)


def _chooses(path: Path) -> bool:
    """Tell whether a file chooses anything; a pyproject.toml mostly does not."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return path.name != "pyproject.toml" or b"tool.layoutfix" in file.read(LONGEST)


def _read(path: Path | None, folder: Path, command: click.Command) -> Config:
    patterns = _ignored(folder)
    if path is None:
        return Config(folder, patterns=patterns)
    file = read_toml(path, ConfigError, _HINT)
    keys = ("tool", "layoutfix") if path.name == "pyproject.toml" else _TOP
    parameters = {each.name: each for each in command.params if each.name in SETTINGS}
    values: dict[str, Any] = {}
    for key, value in _table(file, keys).items():
        at = (*keys, key)
        if key == "exclude":
            patterns = (*_strings(file, value, at), *patterns)
        elif key in parameters:
            values[key] = _checked(file, parameters[key], value, at)
        else:
            known = ", ".join(sorted({"exclude", *SETTINGS}))
            file.refuse(f"{key} is no setting", f"Known: {known}.", *at)
    return Config(folder, file, keys, values, patterns)


def _table(file: TomlFile, keys: Keys) -> dict[str, object]:
    table = file.table
    for depth, key in enumerate(keys, 1):
        inner = table.get(str(key), {})
        if not isinstance(inner, dict):
            file.refuse(f"{key} is no table", _HINT, *keys[:depth])
        table = inner
    return table


def _checked(file: TomlFile, option: click.Parameter, value: object, at: Keys) -> object:
    """Give the value of a setting if its option would take it."""
    if option.name == "rules":
        value = [str(_inside(file, name, at)) for name in _strings(file, value, at)]
    elif isinstance(option, click.Option) and option.multiple:
        value = list(_strings(file, value, at))
    elif not isinstance(value, str):
        file.refuse(f"{at[-1]} is not a string", "Write it in quotes.", *at)
    try:
        option.process_value(click.Context(click.Command("config")), value)
    except click.BadParameter as error:
        file.refuse(f"{at[-1]}: {error.message}", _HINT, *at)
    return value


def _strings(file: TomlFile, value: object, at: Keys) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        file.refuse(f"{at[-1]} is no list of strings", f'Write it as {at[-1]} = ["…"].', *at)
    return tuple(value)


def _inside(file: TomlFile, name: str, at: Keys) -> Path:
    """Give the path of a file that a setting names; it has to be below the settings' folder."""
    folder = file.path.absolute().parent
    path = folder / name
    if "\0" in name or not path.resolve().is_relative_to(folder.resolve()):
        what = f"{at[-1]} names a file outside the folder of {file.path.name}: {name}"
        file.refuse(what, "Put the file into the repository.", *at)
    return path


def _ignored(folder: Path) -> tuple[str, ...]:
    """Give the patterns of the ignore file, if there is one."""
    path = folder / IGNORE_FILE
    if not path.is_file():
        return ()
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(LONGEST)
    except (OSError, UnicodeDecodeError) as error:
        what = f"{path}: {error}"
        raise ConfigError(what, "It holds a pattern a line, in UTF-8.") from None
    return tuple(text.splitlines())
