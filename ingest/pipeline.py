"""Bring an index up to date with files: what changed is read, what did not is passed over.

Each file ends in exactly one list of the report. A document enters the index whole, together with
what is remembered of its file, so that an ingestion that dies can simply be run again.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.errors import DocumentError
from assistant.types import Document, Passage, SourceFile
from ingest.discover import discover, regular, shown
from ingest.forms import Forms
from ingest.interface import Library, Parse, Parsed, Progress, Report
from ingest.versions import superseded

__all__ = ["Library", "Parse", "Parsed", "Progress", "Report", "ingest"]

_LOG = logging.getLogger(__name__)
# Enough texts for the embedding model to sort into even batches; few enough to lose little work.
_BATCH_PASSAGES = 256
# A file written within this time of being read may be written again with the same time stamp.
_RACY_NS = 2_000_000_000


def ingest(
    paths: Iterable[Path],
    index: Library,
    parse: Parse,
    *,
    prune: bool = False,
    progress: Callable[[Progress], None] | None = None,
    wait: float = 60.0,
    reading: int = 0,
) -> Report:
    """Add or refresh files and folders, and return what became of each file.

    With `prune`, documents go whose files have gone from under `paths`. A file that fails keeps
    the passages that it had. Another ingestion is waited for up to `wait` seconds. `reading` is
    the version of `parse`: what another one read counts as changed. Raises IngestError when a
    path is missing, a folder holds nothing, the wait is over, or the index cannot be written.
    """
    found = discover(paths)
    tell = progress or (lambda _progress: None)
    total = len(found.files)
    with index.ingesting(wait, lambda: tell(Progress(done=0, total=total, waiting=True))):
        # Its leaving the block waits for what is being written, whatever happened.
        with ThreadPoolExecutor(2, "writing") as writer:
            run = _Run(index, parse, reading, writer)
            for path, reason in found.refused:
                run.fail(shown(path), reason)
            for done, path in enumerate(found.files):
                tell(Progress(done=done, total=total, name=path.name))
                run.take(path)
            run.sweep(found.roots, {shown(path) for path in found.files}, prune=prune)
            run.finish()
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

    def __init__(
        self, index: Library, parse: Parse, reading: int, writer: ThreadPoolExecutor
    ) -> None:
        self._index = index
        self._parse = parse
        self._reading = reading
        self._writer = writer
        self._prepared = False
        self._written: Future[None] | None = None
        self._forms = Forms(index.same_as(), self._passages_of)
        self._forms_before = dict(self._forms.answers_for)
        self._touched: list[Document] = []
        self._sources = index.sources()
        self._documents = {document.id: document for document in index.documents()}
        self._replaced = superseded(self._documents.values())
        self._before = dict(self._replaced)
        self._present: set[str] = set()
        self._owners = {
            source.content_hash: path
            for path, source in self._sources.items()
            if source.state == "indexed" and source.content_hash and source.reading == reading
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
        settled = known and known.state != "failed" and known.reading == self._reading
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
            reading=self._reading,
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
        if not self._prepared:
            self._prepared = True
            # What goes wrong here goes wrong again where it is written, and is told then.
            self._writer.submit(self._index.prepare)
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
        self._touch(document.id)
        self._documents[document.id] = document
        self._touch(document.id)
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
        self._touch(document_id)
        self._documents.pop(document_id, None)
        self._batch.puts.pop(document_id, None)
        self._batch.shown_from.pop(document_id, None)
        self._batch.removals.add(document_id)

    def _touch(self, document_id: str) -> None:
        """Remember a document that comes, changes or goes: its paper may be held in other forms."""
        self._forms.forget(document_id)
        if document_id in self._documents:
            self._touched.append(self._documents[document_id])

    def _passages_of(self, document_id: str) -> Sequence[Passage]:
        if document_id in self._batch.puts:
            return self._batch.puts[document_id][1]
        self.finish()  # it may just be being written
        return self._index.passages(document_id)

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
        """Have the batch written, all of it or nothing, while the next one is read."""
        batch = self._batch
        if not (batch.puts or batch.removals or batch.sources or batch.forget):
            return
        same_as = self._forms.update(self._documents.values(), self._touched)
        best = self._forms.answers_for
        self._replaced = {
            old: best.get(new, new) for old, new in superseded(self._documents.values()).items()
        }
        self.finish()
        self._written = self._writer.submit(
            self._index.commit,
            puts=list(batch.puts.values()),
            removals=batch.removals,
            sources=list(batch.sources.values()),
            forget=batch.forget,
            superseded=self._replaced,
            shown_from=batch.shown_from,
            same_as=same_as,
        )
        self._batch, self._touched = _Batch(), []

    def finish(self) -> None:
        """Wait until everything that was to be written is. Raises what writing it raised."""
        written, self._written = self._written, None
        if written is not None:
            written.result()

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
            same_paper=tuple(
                (self._documents[other].source, self._documents[answers].source)
                for other, answers in sorted(self._forms.answers_for.items())
                if self._forms_before.get(other) != answers
            ),
            failed=tuple(self._failed),
            skipped=skipped,
        )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
