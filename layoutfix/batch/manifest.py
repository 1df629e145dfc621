"""What a batch remembers from run to run, in a database of its own (SQLite).

Each result has a row: the hashes of the input that it was made from, of the result, of the
settings and the rules, the version that made it, and the outcome.
A result that fits its row is not made again; a row is only believed when the result is still
what it says, so that a row too many or too few costs a repair and nothing else.
That is also why a database that is damaged, or was written by another version, is simply begun
anew.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from layoutfix.files.screen import one_line
from layoutfix.model.errors import SourceError

FORM = 1  # of the tables below; another one is not read
_TABLES = f"""
BEGIN;
PRAGMA user_version = {FORM};
CREATE TABLE entries (
  target BLOB PRIMARY KEY, source BLOB, input BLOB, settings BLOB, rules BLOB, version TEXT,
  output BLOB, outcome TEXT, reason TEXT
) WITHOUT ROWID;
CREATE TABLE parts (target BLOB PRIMARY KEY, records BLOB);
COMMIT;
"""
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR"}
T = TypeVar("T")


class Entry(NamedTuple):
    """One row: names as the system has them, hashes as bytes."""

    target: bytes
    source: bytes
    input: bytes
    settings: bytes
    rules: bytes
    version: str
    output: bytes = b""
    outcome: str = ""
    reason: str = ""

    def fits(self, known: "Entry") -> bool:
        """Tell whether a row that is known is of the same work, which this one is yet to be."""
        return self == known._replace(source=self.source, output=b"", outcome="", reason="")


class Manifest:
    """The rows of one folder; ``renewed`` says why they were begun anew, if they were.

    Each method raises SourceError when the disk is full or broken.
    """

    def __init__(self, path: Path) -> None:
        """Open the database at ``path``, or begin one."""
        self.path = path
        self.renewed = ""
        self._database = self._opened()

    def __enter__(self) -> Self:
        """Use the manifest for a while."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Keep what was recorded, as far as the disk lets us."""
        with suppress(sqlite3.Error):
            self._database.commit()
        with suppress(sqlite3.Error):
            self._database.close()

    def get(self, target: bytes) -> Entry | None:
        """Give the row of a result."""
        found = self._safely(lambda: self._one("SELECT * FROM entries WHERE target = ?", target))
        return Entry(*found) if found else None

    def record(self, entry: Entry, part: bytes | None = None) -> None:
        """Remember what became of an input; ``part`` is its share of the one file."""

        def write() -> None:
            self._database.execute(_INSERT_ENTRY, entry)
            if part is not None:
                self._database.execute(_INSERT_PART, (entry.target, part))

        self._safely(write)

    def part(self, target: bytes) -> bytes | None:
        """Give the share of the one file that came from the input of ``target``."""
        query = "SELECT records FROM parts WHERE target = ?"
        found = self._safely(lambda: self._one(query, target))
        return found[0] if found else None

    def entries(self) -> Iterator[Entry]:
        """Give all rows, in the order of their results."""
        rows = self._safely(lambda: self._database.execute("SELECT * FROM entries").fetchall())
        return (Entry(*row) for row in rows)

    def forget(self, target: bytes) -> None:
        """Remove the row of a result that is no more."""

        def remove() -> None:
            self._database.execute("DELETE FROM entries WHERE target = ?", (target,))
            self._database.execute("DELETE FROM parts WHERE target = ?", (target,))

        self._safely(remove)

    def keep(self) -> None:
        """Make what was recorded outlast this process."""
        self._safely(self._database.commit)

    def _one(self, query: str, target: bytes) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._database.execute(query, (target,)).fetchone()
        return found

    def _safely(self, action: Callable[[], T]) -> T:
        """Do something with the database; begin it anew where it turns out to be damaged."""
        try:
            return action()
        except sqlite3.DatabaseError as error:
            self._refuse_unless_damaged(error)
        with suppress(sqlite3.Error):
            self._database.close()
        self._database = self._renew("it was damaged")
        return action()

    def _opened(self) -> sqlite3.Connection:
        try:
            return _open(self.path)
        except _OtherFormError:
            return self._renew("it was written by another version of layoutfix")
        except sqlite3.DatabaseError as error:
            self._refuse_unless_damaged(error)
            return self._renew("it was damaged")

    def _renew(self, why: str) -> sqlite3.Connection:
        self.renewed = why
        for tail in ("-wal", "-shm", "-journal", ""):
            self.path.with_name(self.path.name + tail).unlink(missing_ok=True)
        return _open(self.path)

    def _refuse_unless_damaged(self, error: sqlite3.DatabaseError) -> None:
        if getattr(error, "sqlite_errorname", "SQLITE_NOTADB") not in _DAMAGED:
            what = f"cannot keep the manifest {one_line(str(self.path))}: {error}"
            raise SourceError(what, "Make room or mend the disk, and run the same command again.")


class _OtherFormError(Exception):
    """The tables of a manifest are not ours."""


def _open(path: Path) -> sqlite3.Connection:
    """Open the database, with tables where it is new; raises _OtherFormError."""
    database = sqlite3.connect(path)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")  # the folder is locked by us anyway,
        database.execute("PRAGMA journal_mode = WAL")  # and memory cannot be shared on NFS
        database.execute("PRAGMA synchronous = NORMAL")
        form = database.execute("PRAGMA user_version").fetchone()[0]
        if form not in {0, FORM}:
            raise _OtherFormError  # noqa: TRY301 - closing it is the same for all errors
        if form == 0:
            database.executescript(_TABLES)
        database.execute("SELECT * FROM entries, parts LIMIT 1").fetchone()
    except BaseException:
        database.close()
        raise
    return database


_INSERT_ENTRY = "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_PART = "INSERT OR REPLACE INTO parts VALUES (?, ?)"
