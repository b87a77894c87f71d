"""The only module that imports chromadb: one embedded, persistent collection of vectors by id."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import numpy as np

from vectorstore.embedding import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_COLLECTION = "passages"
# Recall of the ten nearest was 1.0 on 6,000 clustered vectors, filtered or not; see
# docs/decisions/index.md.
_SPACE: Literal["cosine"] = "cosine"
_EF_CONSTRUCTION, _EF_SEARCH, _MAX_NEIGHBOURS = 100, 200, 16
_WRITE_BATCH = 2000


class VectorStoreError(Exception):
    """Chroma cannot do what was asked; the vectors can be rebuilt from the library."""


class VectorStore:
    """Vectors by id in one folder. Not safe for two processes at once: `dense` sees to that."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, or make it. Raises VectorStoreError when it is broken."""
        from chromadb import PersistentClient
        from chromadb.api.collection_configuration import (
            CreateCollectionConfiguration,
            CreateHNSWConfiguration,
        )
        from chromadb.config import Settings

        hnsw = CreateHNSWConfiguration(
            space=_SPACE,
            ef_construction=_EF_CONSTRUCTION,
            ef_search=_EF_SEARCH,
            max_neighbors=_MAX_NEIGHBOURS,
        )
        self._client: Client
        self._collection: Collection
        with _translated():
            self._client = cast(
                "Client",
                PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False)),
            )
            self._collection = self._client.get_or_create_collection(
                _COLLECTION,
                embedding_function=None,
                configuration=CreateCollectionConfiguration(hnsw=hnsw),
            )

    def add(self, ids: Sequence[str], rows: Vectors) -> None:
        """Add or overwrite vectors; `rows` has one row for each id."""
        with _translated():
            for start, end in _batches(len(ids)):
                self._collection.upsert(ids=list(ids[start:end]), embeddings=rows[start:end])

    def delete(self, ids: Sequence[str]) -> None:
        """Delete vectors; unknown ids are ignored."""
        with _translated():
            for start, end in _batches(len(ids)):
                self._collection.delete(ids=list(ids[start:end]))

    def query(
        self, row: Vectors, limit: int, ids: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return up to `limit` (id, cosine) nearest to `row` (shape (dimension,)), best first.

        `ids` narrows the search; every one must be in the store.
        """
        if ids is not None and not ids:
            return []
        with _translated():
            found = self._collection.query(
                query_embeddings=np.ascontiguousarray(row[np.newaxis, :]),
                n_results=limit,
                ids=None if ids is None else list(ids),
                include=["distances"],
            )
        distances = found["distances"] or [[]]
        return [
            (id_, 1.0 - float(distance))
            for id_, distance in zip(found["ids"][0], distances[0], strict=True)
        ]

    def ids(self) -> set[str]:
        """Return the ids of all vectors."""
        with _translated():
            return set(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        """Return how many vectors there are."""
        with _translated():
            return int(self._collection.count())

    def close(self) -> None:
        """Let go of the folder, so that opening it again reads it afresh."""
        with _translated():
            self._client.close()


class _translated:  # noqa: N801  (reads as a statement)
    """Turn whatever Chroma raises into VectorStoreError.

    Its bindings raise ChromaError, but also AttributeError, ValueError and RuntimeError for a
    folder that is broken, hence Exception.
    """

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception):
            raise VectorStoreError(str(error)) from error


def _batches(count: int) -> Iterator[tuple[int, int]]:
    for start in range(0, count, _WRITE_BATCH):
        yield start, min(start + _WRITE_BATCH, count)
