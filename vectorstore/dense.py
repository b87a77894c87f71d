"""Nearest vectors, kept in step with the library across processes and crashes.

Chroma's embedded store is not made for two processes: each keeps the graph in memory, sees
nothing of what another wrote, and may write the same files. So every use of it is under one file
lock, a client is opened again when another process has written since, and a mark in the library
("dirty") stands while Chroma and the library may differ. The library holds every vector too: a
store that was left dirty, or that cannot be read, is rebuilt from it without the model.
"""

import shutil
import threading
import uuid
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

import numpy as np
from filelock import FileLock, Timeout

from vectorstore.chroma import VectorStore, VectorStoreError
from vectorstore.database import Database, set_meta
from vectorstore.embedding import Vectors

FOLDER = "vectors"
_LOCK = "vectors.lock"
_READER_WAITS = 5.0  # seconds; after that a search reads the vectors out of the library itself
_ROWS_AT_ONCE = 2000


class _Handle:
    """What all indexes of one process on one folder share: Chroma allows one client only."""

    def __init__(self, folder: Path) -> None:
        self.thread_lock = threading.RLock()
        self.file_lock = FileLock(folder / _LOCK, thread_local=False)
        self.store: VectorStore | None = None
        self.version: str | None = None

    def let_go(self) -> None:
        store, self.store, self.version = self.store, None, None
        if store is not None:
            try:
                store.close()
            except VectorStoreError:
                return  # it was broken already; nothing of it is kept


_handles: "weakref.WeakValueDictionary[Path, _Handle]" = weakref.WeakValueDictionary()
_handles_lock = threading.Lock()


class Dense:
    """The vectors of one index folder."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._root = database.folder.resolve()
        with _handles_lock:
            handle = _handles.get(self._root)
            if handle is None:
                handle = _handles[self._root] = _Handle(self._root)
        self._handle = handle

    @contextmanager
    def reading(self) -> Iterator["Nearest"]:
        """Give a search that agrees with what the library says inside the block."""
        if not self._acquire(_READER_WAITS):
            yield Nearest(self._database, None)
            return
        try:
            try:
                store: VectorStore | None = self._current()
            except VectorStoreError:
                store = None
            nearest = Nearest(self._database, store)
            yield nearest
            if nearest.failed:
                self._distrust()
        finally:
            self._release()

    @contextmanager
    def writing(self) -> Iterator["Changes"]:
        """Give the means to change vectors together with the library, and end in step.

        The library is to be changed between `Changes.add` and `Changes.delete`. When the block is
        left by an error or by a crash, the mark stays and the next user rebuilds.
        """
        self._acquire(-1)
        try:
            store = self._current()
            with self._database.writing() as connection:
                self._handle.version = _mark(connection, dirty=True)
            yield Changes(store)
            with self._database.writing() as connection:
                self._handle.version = _mark(connection, dirty=False)
        except VectorStoreError:
            self._handle.let_go()
            raise
        finally:
            self._release()

    def close(self) -> None:
        """Let go of the store; it is opened again when needed."""
        with self._handle.thread_lock:
            self._handle.let_go()

    def check(self) -> None:
        """Rebuild the store if it is not known to agree with the library."""
        self._acquire(-1)
        try:
            self._current()
        finally:
            self._release()

    def _acquire(self, wait: float) -> bool:
        if not self._handle.thread_lock.acquire(timeout=wait):
            return False
        try:
            self._handle.file_lock.acquire(timeout=wait)
        except Timeout:
            self._handle.thread_lock.release()
            return False
        except OSError as error:  # the lock's file cannot be made: no room, no permission
            self._handle.thread_lock.release()
            if wait >= 0:
                return False
            raise VectorStoreError(str(error)) from error
        return True

    def _release(self) -> None:
        self._handle.file_lock.release()
        self._handle.thread_lock.release()

    def _distrust(self) -> None:
        self._handle.let_go()
        with self._database.writing() as connection:
            _mark(connection, dirty=True)

    def _current(self) -> VectorStore:
        """Return the store as it is now; the locks are held."""
        handle, database = self._handle, self._database
        name = database.meta("vectors_folder")
        if name is None or database.meta("vectors_dirty") == "1":
            return self._rebuilt()
        version = database.meta("vectors_version")
        if handle.store is None or handle.version != version:
            handle.let_go()
            try:
                store = VectorStore(self._root / FOLDER / name)
                if store.count() != _library_count(database):
                    store.close()
                    return self._rebuilt()
            except VectorStoreError:
                return self._rebuilt()
            handle.store, handle.version = store, version
        return handle.store

    def _rebuilt(self) -> VectorStore:
        """Make the store anew from the library, in a folder of its own, then switch to it."""
        self._handle.let_go()
        name = uuid.uuid4().hex
        store = VectorStore(self._root / FOLDER / name)
        with self._database.reading() as connection:
            for ids, rows in _library_vectors(connection):
                store.add(ids, rows)
        with self._database.writing() as connection:
            set_meta(connection, "vectors_folder", name)
            self._handle.version = _mark(connection, dirty=False)
        self._handle.store = store
        for folder in (self._root / FOLDER).iterdir():
            if folder.name != name:
                shutil.rmtree(folder, ignore_errors=True)
        return store


class Changes:
    """Vectors to add before, and to delete after, the library changes."""

    def __init__(self, store: VectorStore) -> None:
        self.add = store.add
        self.delete = store.delete


class Nearest:
    """Search for the nearest vectors: in Chroma, or where that fails, in the library itself."""

    def __init__(self, database: Database, store: VectorStore | None) -> None:
        self._database = database
        self._store = store
        self.failed = False

    def query(
        self, row: Vectors, limit: int, ids: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return up to `limit` (vector id, cosine), best first; `ids` narrows."""
        if self._store is not None:
            try:
                return self._store.query(row, limit, ids)
            except VectorStoreError:
                self.failed = True
        return self._exact(row, limit, ids)

    def _exact(
        self, row: Vectors, limit: int, ids: Sequence[str] | None
    ) -> list[tuple[str, float]]:
        allowed = None if ids is None else set(ids)
        best: list[tuple[str, float]] = []
        with self._database.reading() as connection:
            for names, rows in _library_vectors(connection):
                scores = rows @ row
                best += [
                    (name, float(score))
                    for name, score in zip(names, scores, strict=True)
                    if allowed is None or name in allowed
                ]
                best = sorted(best, key=lambda pair: (-pair[1], pair[0]))[:limit]
        return best


def _library_vectors(connection: Connection) -> Iterator[tuple[list[str], Vectors]]:
    cursor = connection.execute("SELECT id, vector FROM vectors ORDER BY id")
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        yield (
            [row[0] for row in rows],
            np.stack([np.frombuffer(row[1], dtype="<f4") for row in rows]).astype(np.float32),
        )


def _library_count(database: Database) -> int:
    with database.guarded() as connection:
        return int(connection.execute("SELECT count(*) FROM vectors").fetchone()[0])


def _mark(connection: Connection, *, dirty: bool) -> str:
    """Set the mark and a new version, and return the version."""
    version = uuid.uuid4().hex
    set_meta(connection, "vectors_dirty", "1" if dirty else "0")
    set_meta(connection, "vectors_version", version)
    return version
