"""The index: documents and passages, kept whole, and the search over them.

The library (SQLite) is the truth, the vectors (Chroma) are made from it; see
docs/decisions/index.md. Reading documents and passages needs no model and imports none.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from assistant.errors import IngestError, ModelMismatchError
from assistant.types import Document, Filters, Passage, Place, Scored, Selection, SourceFile
from vectorstore import catalogue, selecting, writing
from vectorstore.catalogue import Coverage, HeldDocument
from vectorstore.chroma import VectorStoreError
from vectorstore.database import Database, set_meta, unusable
from vectorstore.dense import Dense
from vectorstore.embedding import Embedder, EmbedderFactory, Vectors
from vectorstore.indexed_text import contexts_of, indexed_texts
from vectorstore.searching import search
from vectorstore.writing import IndexedText

_LOCK = "ingest.lock"
_ANY = Filters()


def open_index(folder: Path, embedder_factory: EmbedderFactory, *, create: bool = False) -> "Index":
    """Open the index in `folder`; `create` makes an empty one where there is none.

    The embedder is made when something is embedded for the first time, never here. Raises
    NoIndexError or DamagedIndexError.
    """
    return Index(Database.open(folder, create=create), embedder_factory)


class Index:
    """One index folder. Any number of threads and processes may read while one writes."""

    def __init__(self, database: Database, embedder_factory: EmbedderFactory) -> None:
        self._database = database
        self._factory = embedder_factory
        self._dense = Dense(database)
        self._embedder: Embedder | None = None
        self._embedder_lock = threading.Lock()

    @property
    def folder(self) -> Path:
        """The folder of the index."""
        return self._database.folder

    def close(self) -> None:
        """Let go of the files; the index can still be used afterwards."""
        self._dense.close()
        self._database.close()

    # Reading

    def documents(self) -> list[Document]:
        """Return all documents, superseded ones too, by meeting date, title and id."""
        return [held.document for held in self.holdings()]

    def holdings(self) -> list[HeldDocument]:
        """Return all documents with their passage count, files and whether they are superseded."""
        with self._database.reading() as connection:
            return catalogue.held_documents(connection)

    def document(self, document_id: str) -> Document | None:
        """Return one document, None when there is no such."""
        with self._database.reading() as connection:
            return catalogue.documents_by_id(connection, [document_id]).get(document_id)

    def passages(self, document_id: str) -> list[Passage]:
        """Return a document's passages in reading order; none for an unknown document."""
        with self._database.reading() as connection:
            return catalogue.passages_of(connection, document_id)

    def passage(self, passage_id: str) -> Passage | None:
        """Return one passage, None when there is no such."""
        with self._database.reading() as connection:
            return catalogue.passages_by_id(connection, [passage_id]).get(passage_id)

    def neighbours(self, passage_id: str, before: int, after: int) -> list[Passage]:
        """Return the passage itself with up to `before` and `after` others of its document.

        In reading order; empty when there is no such passage.
        """
        with self._database.reading() as connection:
            return catalogue.around(connection, passage_id, before, after)

    def coverage(self) -> Coverage:
        """Return how many documents are answered from, and their first and last meeting dates."""
        with self._database.reading() as connection:
            return catalogue.coverage(connection)

    def passage_count(self) -> int:
        """Return how many passages there are, those of superseded versions too."""
        with self._database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def passages_of_parts(self, parts: Sequence[str]) -> list[Passage]:
        """Return the passages of all documents that are one of these parts, in reading order."""
        with self._database.reading() as connection:
            return catalogue.passages_of_parts(connection, parts)

    def select(self, selection: Selection) -> list[Passage]:
        """Return the passages that a selection names, by meeting date and in reading order."""
        with self._database.reading() as connection:
            return selecting.select(connection, selection)

    def texts_with(self, words: Sequence[str]) -> list[str]:
        """Return the different texts that hold one of the words, in any inflection."""
        with self._database.reading() as connection:
            return selecting.texts_with(connection, words)

    def places(self) -> list[tuple[str, Place]]:
        """Return every distinct (document id, place), in reading order."""
        with self._database.reading() as connection:
            return catalogue.places(connection)

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """Return for each term in how many passages' texts it occurs, in any inflection."""
        with self._database.reading() as connection:
            return catalogue.document_frequency(connection, terms)

    def sources(self) -> dict[str, SourceFile]:
        """Return what earlier ingestions made of each file, by path."""
        with self._database.reading() as connection:
            return catalogue.source_files(connection)

    def same_as(self) -> dict[str, str]:
        """Return for each document that another form of its paper answers for, that form's id."""
        with self._database.reading() as connection:
            return catalogue.same_as(connection)

    def generation(self) -> int:
        """Return a number that grows with every change, for whoever keeps results."""
        return int(self._database.meta("generation") or 0)

    # Searching

    def search(self, query: str, filters: Filters = _ANY, limit: int = 10) -> list[Scored]:
        """Return up to `limit` passages for `query`, best first, with both halves' scores.

        Raises ModelMismatchError when the index was built with another embedding model.
        """
        if not query.strip() or limit < 1:
            return []
        vector = self.encode([query], query=True)[0]
        # The vectors' lock first, then the moment of the library: no writer comes in between.
        with self._dense.reading() as nearest, self._database.reading() as connection:
            return search(connection, nearest, query, vector, filters=filters, limit=limit)

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Return the vectors of any texts, made by the index's own model."""
        return self._loaded_embedder().encode(texts, query=query)

    def check_model(self) -> None:
        """Load the model. Raises ModelMismatchError when the index was built with another."""
        self._loaded_embedder()

    @property
    def embedder(self) -> Embedder:
        """The index's model, loaded. Raises ModelMismatchError as `check_model` does."""
        return self._loaded_embedder()

    def _loaded_embedder(self) -> Embedder:
        with self._embedder_lock:
            if self._embedder is None:
                embedder = self._factory()
                self._compare(embedder)
                self._embedder = embedder
            return self._embedder

    def _compare(self, embedder: Embedder) -> None:
        built_with = self._database.meta("model_fingerprint")
        if built_with is None:
            return
        dimension = self._database.meta("model_dimension")
        if built_with == embedder.fingerprint and dimension == str(embedder.dimension):
            return
        name = self._database.meta("model_name")
        raise ModelMismatchError(
            f"the index in {self.folder} was built with the embedding model {name}, not "
            f"{embedder.name}; set that model, or ingest the documents into another index folder"
        )

    # Writing

    @contextmanager
    def ingesting(
        self, wait: float = 0.0, waiting: Callable[[], None] | None = None
    ) -> Iterator[None]:
        """Keep other ingestions out; wait up to `wait` seconds for one that is running.

        `waiting` is called when there is one. Raises IngestError when it is still running then.
        """
        lock = FileLock(self.folder / _LOCK, thread_local=False)
        try:
            try:
                lock.acquire(timeout=0)
            except Timeout:
                if waiting is not None:
                    waiting()
                lock.acquire(timeout=wait)
        except Timeout as error:
            raise IngestError(
                f"another ingestion into {self.folder} is running; try again when it is done"
            ) from error
        except OSError as error:
            raise unusable(self.folder, str(error)) from error
        try:
            yield
        finally:
            lock.release()

    def prepare(self) -> None:
        """Load the model and open the vectors, so that the first `commit` need not."""
        self._dense.check()
        self._loaded_embedder()

    def put(self, document: Document, passages: Sequence[Passage]) -> None:
        """Add a document, or replace the one with its id, whole."""
        self.commit(puts=[(document, passages)])

    def remove(self, document_id: str) -> None:
        """Remove a document; nothing happens when there is no such."""
        self.commit(removals=[document_id])

    def commit(
        self,
        *,
        puts: Sequence[tuple[Document, Sequence[Passage]]] = (),
        removals: Collection[str] = (),
        sources: Collection[SourceFile] = (),
        forget: Collection[str] = (),
        superseded: Mapping[str, str] | None = None,
        shown_from: Mapping[str, str] | None = None,
        same_as: Mapping[str, str | None] | None = None,
    ) -> None:
        """Change the index, all of it or nothing.

        `puts` are added or replaced; `removals` are document ids; `sources` and `forget` (paths)
        are what to remember of files; `superseded`, when given, is the whole map from documents
        to the later versions that answer for them; `shown_from` sets documents' source paths,
        `same_as` which other form of the paper answers for a document (None: none does).
        """
        for document, passages in puts:
            writing.check(document, passages)
        texts, contexts, rows = self._embedded(puts) if puts else ([], [], None)
        if not puts and not removals:
            self._write(sources, forget, superseded, shown_from, same_as)
            return
        replaced = {document.id for document, _passages in puts} | set(removals)
        try:
            with self._dense.writing() as changes:
                with self._database.reading() as connection:
                    old = writing.vector_ids_of(connection, replaced)
                if rows is not None:
                    changes.add([text.vector_id for text in texts], rows)
                self._write(
                    sources,
                    forget,
                    superseded,
                    shown_from,
                    same_as,
                    replaced=replaced,
                    puts=puts,
                    contexts=contexts,
                    texts=texts,
                    rows=rows,
                )
                changes.delete(sorted(old - {text.vector_id for text in texts}))
        except VectorStoreError as error:
            raise unusable(self.folder, str(error)) from error

    def _write(
        self,
        sources: Collection[SourceFile],
        forget: Collection[str],
        superseded: Mapping[str, str] | None,
        shown_from: Mapping[str, str] | None,
        same_as: Mapping[str, str | None] | None,
        *,
        replaced: Collection[str] = (),
        puts: Sequence[tuple[Document, Sequence[Passage]]] = (),
        contexts: Sequence[list[str]] = (),
        texts: Sequence[IndexedText] = (),
        rows: Vectors | None = None,
    ) -> None:
        with self._database.writing() as connection:
            for document_id in replaced:
                writing.drop_document(connection, document_id)
            for (document, passages), of_document in zip(puts, contexts, strict=True):
                writing.insert_document(connection, document, passages, of_document)
            if rows is not None:
                writing.insert_vectors(connection, texts, rows)
                embedder = self._loaded_embedder()
                set_meta(connection, "model_name", embedder.name)
                set_meta(connection, "model_fingerprint", embedder.fingerprint)
                set_meta(connection, "model_dimension", str(embedder.dimension))
            writing.put_sources(connection, sources)
            writing.forget_sources(connection, forget)
            for document_id, path in (shown_from or {}).items():
                writing.rename_source(connection, document_id, path)
            if superseded is not None:
                writing.set_superseded(connection, superseded)
            writing.set_same_as(connection, same_as or {})
            set_meta(connection, "generation", str(self.generation() + 1))

    def _embedded(
        self, puts: Sequence[tuple[Document, Sequence[Passage]]]
    ) -> tuple[list[IndexedText], list[list[str]], Vectors]:
        """Return the texts to index, each document's contexts, and one vector for each text.

        Texts of all documents are encoded together, and only those that are new to the index.
        """
        embedder = self._loaded_embedder()
        contexts = [contexts_of(document, passages) for document, passages in puts]
        texts = [
            IndexedText(passage_id=passage.id, text=text)
            for (_document, passages), of_document in zip(puts, contexts, strict=True)
            for passage, context in zip(passages, of_document, strict=True)
            for text in indexed_texts(context, passage, embedder.count_tokens, embedder.max_tokens)
        ]
        texts = list({text.vector_id: text for text in texts}.values())
        by_hash = {text.text_hash: text.text for text in texts}
        with self._database.reading() as connection:
            known = writing.known_vectors(connection, by_hash)
        new = [text_hash for text_hash in by_hash if text_hash not in known]
        encoded = embedder.encode([by_hash[text_hash] for text_hash in new])
        vectors = {text_hash: np.frombuffer(row, dtype="<f4") for text_hash, row in known.items()}
        vectors |= dict(zip(new, encoded, strict=True))
        rows = np.zeros((len(texts), embedder.dimension), dtype=np.float32)
        for position, text in enumerate(texts):
            rows[position] = vectors[text.text_hash]
        return texts, contexts, rows
