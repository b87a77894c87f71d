"""Bring an index up to date with files: what changed is read, what did not is passed over.

Each file ends in exactly one list of the report. A document enters the index whole, together with
what is remembered of its file, so that an ingestion that dies can simply be run again.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from assistant.errors import DocumentError
from assistant.types import Document, Passage, SourceFile
from ingest.discover import discover, regular, shown
from ingest.versions import superseded

_LOG = logging.getLogger(__name__)
# Enough texts for the embedding model to sort into even batches; few enough to lose little work.
_BATCH_PASSAGES = 256
# A file written within this time of being read may be written again with the same time stamp.
_RACY_NS = 2_000_000_000


class Parsed(Protocol):
    """What the parser makes of one file."""

    @property
    def document(self) -> Document:
        """The paper; its id is made of its content."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Its passages in reading order."""


Parse = Callable[[Path], Parsed]


class Library(Protocol):
    """What an ingestion needs of an index."""

    def ingesting(
        self, wait: float = 0.0, waiting: Callable[[], None] | None = None
    ) -> AbstractContextManager[None]:
        """Keep other ingestions out."""

    def sources(self) -> dict[str, SourceFile]:
        """Return what is remembered of files, by path."""

    def documents(self) -> list[Document]:
        """Return all documents."""

    def commit(
        self,
        *,
        puts: Sequence[tuple[Document, Sequence[Passage]]] = (),
        removals: Collection[str] = (),
        sources: Collection[SourceFile] = (),
        forget: Collection[str] = (),
        superseded: Mapping[str, str] | None = None,
        shown_from: Mapping[str, str] | None = None,
    ) -> None:
        """Change the index, all of it or nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far an ingestion is: `done` of `total` files; `name` is the file now being worked on.

    `waiting` says that another ingestion has to end first.
    """

    done: int
    total: int
    name: str = ""
    waiting: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What became of the files; paths as they are stored.

    `duplicates` are (file, file with the same content), `superseded` (older, newer file),
    `failed` and `skipped` (file, reason). `missing` are files that were ingested earlier from
    under the same paths and are gone, but kept because nothing was to be pruned.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    superseded: tuple[tuple[str, str], ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()


def ingest(
    paths: Iterable[Path],
    index: Library,
    parse: Parse,
    *,
    prune: bool = False,
    progress: Callable[[Progress], None] | None = None,
    wait: float = 60.0,
) -> Report:
    """Add or refresh files and folders, and return what became of each file.

    With `prune`, documents go whose files have gone from under `paths`. A file that fails keeps
    the passages that it had. Another ingestion is waited for up to `wait` seconds. Raises
    IngestError when a path is missing, a folder holds nothing, or the wait is over.
    """
    found = discover(paths)
    tell = progress or (lambda _progress: None)
    total = len(found.files)
    with index.ingesting(wait, lambda: tell(Progress(done=0, total=total, waiting=True))):
        run = _Run(index, parse)
        for path, reason in found.refused:
            run.fail(shown(path), reason)
        for done, path in enumerate(found.files):
            tell(Progress(done=done, total=total, name=path.name))
            run.take(path)
        run.flush()
        run.sweep(found.roots, {shown(path) for path in found.files}, prune=prune)
        tell(Progress(done=total, total=total))
        return run.report(tuple((shown(path), reason) for path, reason in found.skipped))


@dataclass(slots=True)
class _Batch:
    puts: dict[str, tuple[Document, tuple[Passage, ...]]] = field(default_factory=dict)
    removals: set[str] = field(default_factory=set)
    sources: dict[str, SourceFile] = field(default_factory=dict)
    forget: set[str] = field(default_factory=set)
    shown_from: dict[str, str] = field(default_factory=dict)
    passages: int = 0


class _Run:
    """One ingestion: the state of the index as it will be once the batch at hand is written."""

    def __init__(self, index: Library, parse: Parse) -> None:
        self._index = index
        self._parse = parse
        self._sources = index.sources()
        self._documents = {document.id: document for document in index.documents()}
        self._replaced = superseded(self._documents.values())
        self._before = dict(self._replaced)
        self._present: set[str] = set()
        self._owners = {
            source.content_hash: path
            for path, source in self._sources.items()
            if source.state == "indexed" and source.content_hash
        }
        self._batch = _Batch()
        self._added: list[str] = []
        self._updated: list[str] = []
        self._unchanged: list[str] = []
        self._removed: list[str] = []
        self._missing: list[str] = []
        self._duplicates: list[tuple[str, str]] = []
        self._failed: list[tuple[str, str]] = []

    def take(self, path: Path) -> None:
        """Bring one file's part of the index up to date."""
        name = shown(path)
        self._present.add(name)
        known = self._sources.get(name)
        settled = known is not None and known.state != "failed"
        try:
            found = regular(path)
            stamp = found.st_mtime_ns if time.time_ns() - found.st_mtime_ns > _RACY_NS else 0
            same = known is not None and (known.size, known.mtime_ns) == (found.st_size, stamp)
            if known and settled and same and stamp:
                self._keep(known)
                return
            content_hash = _hash(path)
        except OSError as error:
            self.fail(name, f"cannot be read: {(error.strerror or 'unknown reason').lower()}")
            return
        source = SourceFile(
            path=name,
            state="indexed",
            size=found.st_size,
            mtime_ns=stamp,
            content_hash=content_hash,
        )
        if known and settled and known.content_hash == content_hash:
            kept = replace(known, size=source.size, mtime_ns=source.mtime_ns)
            if kept != known:
                self._remember(kept)
            self._keep(kept)
            return
        owner = self._owners.get(content_hash)
        if owner is not None and owner != name:
            self._share(source, self._sources[owner])
            return
        self._read(path, source)

    def fail(self, name: str, reason: str) -> None:
        """Report a file, and keep what the index holds of it."""
        self._present.add(name)
        self._failed.append((name, reason))
        known = self._sources.get(name)
        if known is not None and known.state == "indexed" and known.content_hash:
            self._owners.pop(known.content_hash, None)
        self._remember(
            SourceFile(
                path=name,
                state="failed",
                size=0,
                mtime_ns=0,
                document_id=known.document_id if known else None,
                reason=reason,
            )
        )

    def _keep(self, known: SourceFile) -> None:
        if known.state == "duplicate":
            self._duplicates.append((known.path, known.reason or ""))
        else:
            self._unchanged.append(known.path)

    def _read(self, path: Path, source: SourceFile) -> None:
        try:
            parsed = self._parse(path)
            document, passages = parsed.document, parsed.passages
        except DocumentError as error:
            self.fail(source.path, str(error).removeprefix(f"{path}: "))
            return
        except Exception as error:  # noqa: BLE001
            # A fault of ours in one file must not cost the others; it is told, never hidden.
            _LOG.exception("reading %s", source.path)
            self.fail(source.path, f"cannot be read: internal error ({type(error).__name__})")
            return
        if not passages:
            self.fail(source.path, "no text was found in it")
            return
        held = self._holder(document.id)
        if held is not None and held.path != source.path:
            self._share(source, held)
            return
        known = self._sources.get(source.path)
        (self._updated if known and known.document_id else self._added).append(source.path)
        self._leave(source.path, document.id)
        document = replace(document, source=source.path)
        self._documents[document.id] = document
        self._batch.puts[document.id] = (document, passages)
        self._batch.removals.discard(document.id)
        self._batch.passages += len(passages)
        self._own(replace(source, document_id=document.id))
        if self._batch.passages >= _BATCH_PASSAGES:
            self.flush()

    def _share(self, source: SourceFile, owner: SourceFile) -> None:
        """Let a file answer through the document that another with the same content gave."""
        known = self._sources.get(source.path)
        document_id = owner.document_id or ""
        if known is not None and known.document_id != document_id:
            self._leave(source.path, document_id)
        if self._exists(owner.path):
            shared = replace(source, state="duplicate", document_id=document_id, reason=owner.path)
            self._duplicates.append((source.path, owner.path))
            self._remember(shared)
            return
        # The other file has gone: this is the same document under a new name.
        self._updated.append(source.path)
        self._forget(owner.path)
        self._show_from(document_id, replace(source, document_id=document_id))

    def _leave(self, path: str, to_document: str | None) -> None:
        """Take a file away from the document it stood for; drop that when it was the last."""
        known = self._sources.get(path)
        if known is None or known.document_id in (None, to_document):
            return
        document_id = known.document_id
        if known.content_hash and self._owners.get(known.content_hash) == path:
            del self._owners[known.content_hash]
        self._sources[path] = replace(known, document_id=None)
        others = sorted(
            (other for other in self._sources.values() if other.document_id == document_id),
            key=lambda other: (other.state == "failed", other.path),
        )
        if not others:
            self._drop(document_id)
        elif known.state == "indexed" and others[0].state == "duplicate":
            self._show_from(document_id, others[0])

    def _show_from(self, document_id: str | None, source: SourceFile) -> None:
        if document_id is None:
            return
        self._own(replace(source, state="indexed", reason=None))
        self._documents[document_id] = replace(self._documents[document_id], source=source.path)
        if document_id in self._batch.puts:
            _document, passages = self._batch.puts[document_id]
            self._batch.puts[document_id] = (self._documents[document_id], passages)
        self._batch.shown_from[document_id] = source.path

    def _drop(self, document_id: str | None) -> None:
        if document_id is None:
            return
        self._documents.pop(document_id, None)
        self._batch.puts.pop(document_id, None)
        self._batch.shown_from.pop(document_id, None)
        self._batch.removals.add(document_id)

    def _holder(self, document_id: str) -> SourceFile | None:
        if document_id not in self._documents:
            return None
        path = self._documents[document_id].source
        source = self._sources.get(path)
        return source if source and source.document_id == document_id else None

    def _exists(self, path: str) -> bool:
        return path in self._present or Path(path).exists()

    def _own(self, source: SourceFile) -> None:
        if source.content_hash:
            self._owners[source.content_hash] = source.path
        self._remember(source)

    def _remember(self, source: SourceFile) -> None:
        self._sources[source.path] = source
        self._batch.sources[source.path] = source
        self._batch.forget.discard(source.path)

    def _forget(self, path: str) -> None:
        self._sources.pop(path, None)
        self._batch.sources.pop(path, None)
        self._batch.forget.add(path)

    def sweep(self, roots: Sequence[Path], present: set[str], *, prune: bool) -> None:
        """Find files that have gone from under the roots; with `prune`, let them go."""
        names = [shown(root) for root in roots]
        gone = sorted(
            path
            for path in self._sources
            if path not in present
            and path not in self._present
            and any(path == name or path.startswith(f"{name}/") for name in names)
        )
        for path in gone:
            if prune:
                self._leave(path, None)
                self._forget(path)
                self._removed.append(path)
            else:
                self._missing.append(path)
        self.flush()

    def flush(self) -> None:
        """Write the batch, all of it or nothing."""
        batch = self._batch
        if not (batch.puts or batch.removals or batch.sources or batch.forget):
            return
        self._replaced = superseded(self._documents.values())
        self._index.commit(
            puts=list(batch.puts.values()),
            removals=batch.removals,
            sources=list(batch.sources.values()),
            forget=batch.forget,
            superseded=self._replaced,
            shown_from=batch.shown_from,
        )
        self._batch = _Batch()

    def report(self, skipped: tuple[tuple[str, str], ...]) -> Report:
        """Return what became of the files."""
        return Report(
            added=tuple(self._added),
            updated=tuple(self._updated),
            unchanged=tuple(self._unchanged),
            removed=tuple(self._removed),
            missing=tuple(self._missing),
            superseded=tuple(
                (self._documents[old].source, self._documents[new].source)
                for old, new in sorted(self._replaced.items())
                if self._before.get(old) != new
            ),
            duplicates=tuple(self._duplicates),
            failed=tuple(self._failed),
            skipped=skipped,
        )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
