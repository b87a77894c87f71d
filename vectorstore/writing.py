"""Changing the library inside one transaction: rows in, rows out."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from assistant.types import Document, Passage, SourceFile
from vectorstore.embedding import Vectors
from vectorstore.filters import folded
from vectorstore.rows import (
    DOCUMENT_COLUMNS,
    SOURCE_COLUMNS,
    boxes_json,
    document_row,
    place_json,
    source_row,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexedText:
    """One text to embed: what stands for a passage, or for a part of a long one."""

    passage_id: str
    text: str

    @property
    def text_hash(self) -> bytes:
        """What tells this text from others, so that a vector is made only once."""
        return hashlib.sha256(self.text.encode()).digest()

    @property
    def vector_id(self) -> str:
        """The id of its vector: another text of the same passage has another."""
        return hashlib.sha256(f"{self.passage_id}\0{self.text}".encode()).hexdigest()[:32]


def check(document: Document, passages: Sequence[Passage]) -> None:
    """Raise ValueError where a document and its passages do not belong together: a bug."""
    if len({passage.id for passage in passages}) != len(passages):
        raise ValueError(f"document {document.id} has two passages with the same id")
    if any(passage.document_id != document.id for passage in passages):
        raise ValueError(f"document {document.id} has a passage of another document")


def vector_ids_of(connection: Connection, document_ids: Iterable[str]) -> set[str]:
    """Return the ids of all vectors of these documents."""
    return {
        row[0]
        for document_id in document_ids
        for row in connection.execute(
            "SELECT vectors.id FROM vectors JOIN passages ON passages.id = vectors.passage_id "
            "WHERE passages.document_id = ?",
            (document_id,),
        )
    }


def known_vectors(connection: Connection, hashes: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return the vectors (little-endian float32) already made for these texts."""
    found: dict[bytes, bytes] = {}
    for text_hash in hashes:
        row = connection.execute(
            "SELECT vector FROM vectors WHERE text_hash = ? LIMIT 1", (text_hash,)
        ).fetchone()
        if row is not None:
            found[text_hash] = row[0]
    return found


def drop_document(connection: Connection, document_id: str) -> None:
    """Delete a document with its passages, words and vectors."""
    connection.execute(
        "DELETE FROM words WHERE rowid IN (SELECT rowid FROM passages WHERE document_id = ?)",
        (document_id,),
    )
    connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def insert_document(
    connection: Connection,
    document: Document,
    passages: Sequence[Passage],
    contexts: Sequence[str],
) -> None:
    """Insert a document that is not there, with its passages and their words."""
    connection.execute(
        f"INSERT INTO documents ({DOCUMENT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        document_row(document),
    )
    for passage, context in zip(passages, contexts, strict=True):
        place = passage.place
        cursor = connection.execute(
            "INSERT INTO passages (id, document_id, ord, text, part, place, start, end, lead, "
            "cut_short, boxes, item, key_aim, strategic_priority, strand, year) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                passage.id,
                passage.document_id,
                passage.order,
                passage.text,
                passage.part,
                place_json(place),
                passage.start,
                passage.end,
                passage.lead,
                int(passage.cut_short),
                boxes_json(passage.boxes),
                folded(place.item),
                place.key_aim,
                place.strategic_priority,
                folded(place.strand),
                folded(place.year),
            ),
        )
        front = f"{context} | {passage.lead}" if passage.lead else context
        connection.execute(
            "INSERT INTO words (rowid, text, context) VALUES (?, ?, ?)",
            (cursor.lastrowid, passage.text, front),
        )


def insert_vectors(connection: Connection, texts: Sequence[IndexedText], rows: Vectors) -> None:
    """Insert the vectors of passages that are there; the same text twice is stored once."""
    connection.executemany(
        "INSERT OR IGNORE INTO vectors VALUES (?, ?, ?, ?)",
        (
            (text.vector_id, text.passage_id, text.text_hash, row.astype("<f4").tobytes())
            for text, row in zip(texts, rows, strict=True)
        ),
    )


def put_sources(connection: Connection, sources: Iterable[SourceFile]) -> None:
    """Insert or replace what is remembered of files."""
    connection.executemany(
        f"INSERT OR REPLACE INTO sources ({SOURCE_COLUMNS}) "  # noqa: S608
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        map(source_row, sources),
    )


def forget_sources(connection: Connection, paths: Iterable[str]) -> None:
    """Delete what is remembered of files."""
    connection.executemany("DELETE FROM sources WHERE path = ?", ((path,) for path in paths))


def set_superseded(connection: Connection, superseded: Mapping[str, str]) -> None:
    """Make exactly these documents (the keys) superseded by others (the values)."""
    connection.execute("UPDATE documents SET superseded_by = NULL WHERE superseded_by IS NOT NULL")
    connection.executemany(
        "UPDATE documents SET superseded_by = ? WHERE id = ?",
        ((by, document_id) for document_id, by in superseded.items()),
    )


def set_same_as(connection: Connection, same_as: Mapping[str, str | None]) -> None:
    """Set for each of these documents the form of the same paper that answers for it, or none."""
    connection.executemany(
        "UPDATE documents SET same_as = ? WHERE id = ?",
        ((other, document_id) for document_id, other in same_as.items()),
    )


def rename_source(connection: Connection, document_id: str, path: str) -> None:
    """Set the file that a document is shown to come from."""
    connection.execute("UPDATE documents SET source = ? WHERE id = ?", (path, document_id))
