"""The SQLite file that is the truth about what is indexed; everything else can be made from it."""

import errno
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import DamagedIndexError, IngestError, NoIndexError, PanelError

FILE = "library.db"
SCHEMA_VERSION = 3
_BUSY_SECONDS = 30.0

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL,
  content_hash TEXT NOT NULL, meeting_date TEXT, body TEXT, draft INTEGER, pages INTEGER,
  superseded_by TEXT, form TEXT, same_as TEXT
);
CREATE TABLE passages (
  rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  ord INTEGER NOT NULL, text TEXT NOT NULL, part TEXT NOT NULL, place TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, lead TEXT, cut_short INTEGER NOT NULL, boxes TEXT,
  item TEXT, key_aim INTEGER, strategic_priority INTEGER, strand TEXT, year TEXT
);
CREATE UNIQUE INDEX passages_in_order ON passages(document_id, ord);
CREATE INDEX passages_by_part ON passages(part);
CREATE INDEX passages_by_aim ON passages(key_aim);
CREATE INDEX passages_by_item ON passages(item);
CREATE INDEX passages_by_year ON passages(year);
CREATE VIRTUAL TABLE words USING fts5(
  text, context, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE word_counts USING fts5vocab(words, col);
CREATE TABLE vectors (
  id TEXT PRIMARY KEY,
  passage_id TEXT NOT NULL REFERENCES passages(id) ON DELETE CASCADE,
  text_hash BLOB NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX vectors_by_passage ON vectors(passage_id);
CREATE INDEX vectors_by_text ON vectors(text_hash);
CREATE TABLE sources (
  path TEXT PRIMARY KEY, state TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
  content_hash TEXT, document_id TEXT, reason TEXT, reading INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX sources_by_document ON sources(document_id);
"""
# What brings a library of an earlier version to the next one, by the version it has.
_UPGRADES = {
    1: (
        "ALTER TABLE documents ADD COLUMN form TEXT",
        "ALTER TABLE documents ADD COLUMN same_as TEXT",
        "ALTER TABLE sources ADD COLUMN reading INTEGER NOT NULL DEFAULT 0",
    ),
    2: (
        "CREATE INDEX IF NOT EXISTS passages_by_part ON passages(part)",
        "CREATE INDEX IF NOT EXISTS passages_by_aim ON passages(key_aim)",
        "CREATE INDEX IF NOT EXISTS passages_by_item ON passages(item)",
        "CREATE INDEX IF NOT EXISTS passages_by_year ON passages(year)",
    ),
}


class Database:
    """Connections to one library file, one for each thread, and the rules for using them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()

    @classmethod
    def open(cls, folder: Path, *, create: bool) -> "Database":
        """Open the library of `folder`, making it when `create` is set.

        Raises NoIndexError when there is none, DamagedIndexError when it cannot be read.
        """
        path = folder / FILE
        if not create and not path.is_file():
            # A folder that has other parts of an index has lost its library: that is damage.
            if (folder / "vectors").is_dir():
                raise damaged(folder)
            raise NoIndexError(
                f"nothing has been ingested into {folder} yet; run: panel-assistant ingest PATH"
            )
        if create:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise IngestError(
                    f"the index folder {folder} cannot be made "
                    f"({(error.strerror or 'unknown reason').lower()}); name another with --index"
                ) from error
        database = cls(folder)
        with database.guarded():
            if create:
                database.create_schema()
            database.upgrade_schema()
            database.check_schema()
        return database

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(self.folder / FILE, timeout=_BUSY_SECONDS, isolation_level=None)
            found.row_factory = sqlite3.Row
            found.execute("PRAGMA journal_mode = WAL")
            found.execute("PRAGMA foreign_keys = ON")
            # WAL with NORMAL never tears the file; a power cut may undo the last transactions.
            found.execute("PRAGMA synchronous = NORMAL")
            self._local.connection = found
        return found

    def close(self) -> None:
        """Close this thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is not None:
            found.close()
            self._local.connection = None

    @contextmanager
    def guarded(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection; what SQLite says of a broken file becomes our error."""
        try:
            yield self.connection()
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise DamagedIndexError(
                    f"the index in {self.folder} is kept busy by another process; try again"
                ) from error
            raise unusable(self.folder, str(error)) from error
        except sqlite3.DatabaseError as error:
            raise damaged(self.folder, str(error)) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One moment of the library: everything read inside belongs together."""
        with self.guarded() as connection:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One change: all of it happens, or nothing of it."""
        with self.guarded() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:  # a full disk has undone it already
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def create_schema(self) -> None:
        """Make the tables unless they are there."""
        with self.writing() as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0]:
                return
            # executescript would commit first, and a half-made schema could be left behind.
            for statement in _SCHEMA.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def upgrade_schema(self) -> None:
        """Bring a library of an earlier version up to this one."""
        if self.connection().execute("PRAGMA user_version").fetchone()[0] not in _UPGRADES:
            return
        with self.writing() as connection:
            # Read again: another process may have done it meanwhile.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            while version in _UPGRADES:
                for statement in _UPGRADES[version]:
                    connection.execute(statement)
                version += 1
                connection.execute(f"PRAGMA user_version = {version}")

    def check_schema(self) -> None:
        """Raise DamagedIndexError unless the file has the tables of this version."""
        version = self.connection().execute("PRAGMA user_version").fetchone()[0]
        if version != SCHEMA_VERSION:
            raise damaged(self.folder, f"schema version {version}, not {SCHEMA_VERSION}")
        self.connection().execute("SELECT count(*) FROM meta").fetchone()

    def meta(self, key: str) -> str | None:
        """Return one fact about the index itself."""
        with self.guarded() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Set one fact about the index itself, inside the caller's transaction."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


# What SQLite, Chroma and the system say when nothing is wrong but the disk or the permissions.
_NO_ROOM = ("disk is full", "no space left", os.strerror(errno.ENOSPC).lower())
_NOT_OURS = ("readonly", "read-only", "permission denied", "unable to open database file")
_LEAST_ROOM = 1_000_000  # bytes; with less, whatever failed to be written failed for want of it


def unusable(folder: Path, detail: str) -> PanelError:
    """Return the error for an index that could not be used: no room, no permission, or damage."""
    said = detail.lower()
    try:
        full = shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        full = False
    if full or any(words in said for words in _NO_ROOM):
        return IngestError(
            f"the disk that holds the index in {folder} is full; make room and ingest again (what "
            "was done so far is kept)"
        )
    if any(words in said for words in _NOT_OURS) or not os.access(folder, os.W_OK | os.X_OK):
        return IngestError(
            f"the index folder {folder} cannot be written to; check its permissions, or name "
            "another with --index"
        )
    return damaged(folder, detail)


def damaged(folder: Path, detail: str = "") -> DamagedIndexError:
    """Return the error for an index that cannot be read, with what to do about it."""
    why = f" ({detail})" if detail else ""
    return DamagedIndexError(
        f"the index in {folder} is damaged{why}; move the folder away and ingest the documents "
        "again"
    )
