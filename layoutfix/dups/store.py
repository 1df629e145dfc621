"""The file of an index: texts, their anchors, and the pairs among them, in one SQLite database.

SQLite comes with Python and is one file, and it takes in all of an addition or nothing, also
when the process is killed or the disk is full.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path

from layoutfix.corpus.records import Id
from layoutfix.files.screen import one_line
from layoutfix.fuzzy.stages import RELATIONS, Anchors, Pair
from layoutfix.model.errors import LayoutfixError

_NAME = "index.sqlite"
_OURS = 0x4C466478  # LFdx, in the header of the file
_FORMAT = 1  # of the tables below
_PATIENCE = 30  # seconds that another run may keep the file to itself
_CACHE_KIB = 65_536  # of an addition; what is beyond stands in the file before it is whole
_CHUNK = 4096  # texts whose anchors are stored together

_TABLES = f"""
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE texts (
  position INTEGER PRIMARY KEY,
  id TEXT UNIQUE NOT NULL,  -- as JSON
  text BLOB NOT NULL        -- UTF-8, with lone surrogates as they are
);
CREATE TABLE anchors (      -- of many texts, from the one at a position on
  first INTEGER PRIMARY KEY,
  sizes BLOB NOT NULL, digests BLOB NOT NULL,
  counts BLOB NOT NULL, marks BLOB NOT NULL, places BLOB NOT NULL
);
CREATE TABLE pairs (
  a INTEGER, b INTEGER,
  relation INTEGER NOT NULL, similarity REAL NOT NULL, containment REAL NOT NULL,
  a_start INTEGER NOT NULL, a_end INTEGER NOT NULL,
  b_start INTEGER NOT NULL, b_end INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
PRAGMA application_id = {_OURS};
PRAGMA user_version = {_FORMAT};
"""


class StoreError(LayoutfixError):
    """An index that cannot be used, or not be added to; it is what it was before."""


@contextmanager
def opened(folder: str, *, writing: bool = False) -> Iterator["Store"]:
    """Open the index in ``folder``, to read it, or for one addition.

    What was added is there when the block ends, all of it, and nothing of it if the block
    ends in an error; an index that is not there yet is made.
    Raises StoreError.
    """
    path = Path(folder, _NAME)
    if not writing and not path.is_file():
        raise _no_index(folder)
    try:
        if writing:
            path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_connect(path)) as database:
            database.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
            try:
                store = Store(database, folder)
                store.require_ours(new=writing)
                yield store
                database.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # it has done so by itself, or will when opened
                    database.execute("ROLLBACK")
                raise
    except sqlite3.Error as error:
        raise _failed(folder, error) from None
    except OSError as error:
        what = f"cannot write the index {one_line(folder)}: {error.strerror}"
        raise StoreError(what, "Name a folder, or one that can be made.") from None


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    database.execute("PRAGMA temp_store = MEMORY")
    database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    database.execute("CREATE TEMP TABLE wanted (position INTEGER PRIMARY KEY)")
    return database


def _no_index(folder: str) -> StoreError:
    name = one_line(folder)
    return StoreError(f"{name} has no index", f"Make one: layoutfix dups --index {name} add PATH…")


def _failed(folder: str, error: sqlite3.Error) -> StoreError:
    name, said = one_line(folder), one_line(str(error))
    if "locked" in said:
        return StoreError(
            f"another run is adding to the index {name}", "Try again when it is done."
        )
    if isinstance(error, sqlite3.OperationalError):
        what = f"cannot use the index {name}: {said}"
        return StoreError(what, "It is as it was. Make room on its disk, or look at its rights.")
    return StoreError(f"the index {name} is damaged, or none: {said}", _ANEW)


_ANEW = "Make a new one, in another folder, from the corpus."


class Store:
    """An open index."""

    def __init__(self, database: sqlite3.Connection, name: str) -> None:
        """Take a database in which a transaction is open."""
        self._database = database
        self._name = one_line(name)

    def require_ours(self, *, new: bool) -> None:
        """Refuse what is no index, or one of another version; an empty one is made if ``new``."""
        (ours,) = self._row("PRAGMA application_id")
        (version,) = self._row("PRAGMA user_version")
        (tables,) = self._row("SELECT count(*) FROM sqlite_master")
        if not tables:
            if not new:
                raise _no_index(self._name)
            for statement in _TABLES.split(";"):
                self._database.execute(statement)
        elif ours != _OURS:
            what = f"{self._name} has a database that is no index of layoutfix"
            raise StoreError(what, _ANEW)
        elif version != _FORMAT:
            how = f"its format is {version}, ours {_FORMAT}"
            raise self.of_another_version(how)

    def of_another_version(self, how: str) -> StoreError:
        """Say that another version has made this index."""
        return StoreError(f"the index {self._name} is of another version: {how}", _ANEW)

    @property
    def settings(self) -> dict[str, str]:
        """Give what was settled when the index was made; nothing if it is new."""
        return dict(self._database.execute("SELECT name, value FROM settings"))

    def settle(self, settings: Mapping[str, str]) -> None:
        """Settle what cannot be changed later."""
        self._database.executemany("INSERT INTO settings VALUES (?, ?)", settings.items())

    def __len__(self) -> int:
        """Count the texts."""
        (count,) = self._row("SELECT count(*) FROM texts")
        return int(count)

    def text_of(self, known: Id) -> str | None:
        """Give the text that has an id."""
        row = self._database.execute("SELECT text FROM texts WHERE id = ?", (json.dumps(known),))
        found = row.fetchone()
        return None if found is None else _text(found[0])

    def texts_at(self, positions: Iterable[int]) -> dict[int, str]:
        """Give the texts at some positions."""
        found = self._at(positions, "position, text")
        return {position: _text(stored) for position, stored in found}

    def ids_at(self, positions: Iterable[int]) -> dict[int, Id]:
        """Give the ids at some positions."""
        return {
            position: json.loads(known) for position, known in self._at(positions, "position, id")
        }

    def anchors(self) -> Anchors:
        """Give the anchors of all texts."""
        columns = "sizes, digests, counts, marks, places"
        rows = self._database.execute(f"SELECT {columns} FROM anchors ORDER BY first")  # noqa: S608
        return Anchors.joined(Anchors(*row) for row in rows)

    def pairs(self) -> list[Pair]:
        """Give all pairs, in the order of their positions."""
        return list(map(_pair, self._database.execute("SELECT * FROM pairs ORDER BY a, b")))

    def add_texts(self, first: int, ids: Sequence[Id], texts: Sequence[str]) -> None:
        """Add texts behind the others, from position ``first`` on."""
        rows = (
            (position, json.dumps(known), text.encode("utf-8", "surrogatepass"))
            for position, (known, text) in enumerate(zip(ids, texts, strict=True), first)
        )
        self._database.executemany("INSERT INTO texts VALUES (?, ?, ?)", rows)

    def add_anchors(self, first: int, anchors: Anchors) -> None:
        """Add the anchors of texts from position ``first`` on."""
        each = anchors.each()
        while chunk := list(islice(each, _CHUNK)):
            part = Anchors.joined(chunk)
            row = (first, part.sizes, part.digests, part.counts, part.marks, part.places)
            self._database.execute("INSERT INTO anchors VALUES (?, ?, ?, ?, ?, ?)", row)
            first += len(chunk)

    def put_pairs(self, pairs: Iterable[Pair]) -> None:
        """Add pairs, or put them in the place of those of the same texts."""
        rows = (
            (pair.a, pair.b, RELATIONS.index(pair.relation), *pair[3:5], *pair.a_span, *pair.b_span)
            for pair in pairs
        )
        statement = "INSERT OR REPLACE INTO pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        self._database.executemany(statement, rows)

    def drop_pairs_among(self, positions: Iterable[int]) -> None:
        """Take out the pairs of which both texts stand at some positions."""
        self._want(positions)
        wanted = "(SELECT position FROM wanted)"
        self._database.execute(f"DELETE FROM pairs WHERE a IN {wanted} AND b IN {wanted}")  # noqa: S608

    def _row(self, query: str) -> tuple[int, ...]:
        row: tuple[int, ...] = self._database.execute(query).fetchone()
        return row

    def _want(self, positions: Iterable[int]) -> None:
        self._database.execute("DELETE FROM wanted")
        rows = ((position,) for position in positions)
        self._database.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", rows)

    def _at(self, positions: Iterable[int], columns: str) -> sqlite3.Cursor:
        self._want(positions)
        query = f"SELECT {columns} FROM texts JOIN wanted USING (position)"  # noqa: S608
        return self._database.execute(query)


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")


def _pair(row: tuple[int, int, int, float, float, int, int, int, int]) -> Pair:
    a, b, relation, similarity, containment, a_start, a_end, b_start, b_end = row
    spans = (a_start, a_end), (b_start, b_end)
    return Pair(a, b, RELATIONS[relation], similarity, containment, *spans)
