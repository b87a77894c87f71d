"""Reading the library: documents, passages and counts, without any model or vector."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from assistant.types import Document, Passage, Place, SourceFile
from vectorstore.lexical import stem
from vectorstore.rows import (
    DOCUMENT_COLUMNS,
    PASSAGE_COLUMNS,
    SOURCE_COLUMNS,
    document_of,
    passage_of,
    place_of,
    source_of,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldDocument:
    """A document with what the index knows about it.

    `superseded_by` is the id of a later version of the same paper that answers instead, `same_as`
    the id of the same paper in a better form; `sources` are all files with this content.
    """

    document: Document
    passages: int
    superseded_by: str | None
    same_as: str | None
    sources: tuple[str, ...]

    @property
    def answers(self) -> bool:
        """Whether questions are answered from it, rather than from another version or form."""
        return self.superseded_by is None and self.same_as is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """How much is held: documents that are answered from, and their first and last meeting."""

    documents: int
    first: date | None
    last: date | None


def held_documents(connection: Connection) -> list[HeldDocument]:
    """Return all documents by meeting date (undated last), title and id."""
    sources: dict[str, list[str]] = {}
    for row in connection.execute(
        "SELECT document_id, path FROM sources WHERE document_id IS NOT NULL ORDER BY path"
    ):
        sources.setdefault(row[0], []).append(row[1])
    rows = connection.execute(
        f"SELECT {DOCUMENT_COLUMNS}, superseded_by, same_as, "  # noqa: S608  (column names only)
        "(SELECT count(*) FROM passages WHERE document_id = documents.id) AS passages "
        "FROM documents ORDER BY meeting_date IS NULL, meeting_date, title, id"
    )
    return [
        HeldDocument(
            document=document_of(row),
            passages=row["passages"],
            superseded_by=row["superseded_by"],
            same_as=row["same_as"],
            sources=tuple(sources.get(row["id"], ())),
        )
        for row in rows
    ]


def documents_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Document]:
    """Return the documents of these ids; unknown ones are left out."""
    wanted = list(dict.fromkeys(ids))
    rows = connection.execute(
        f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE id IN ({_marks(wanted)})",  # noqa: S608
        wanted,
    )
    return {row["id"]: document_of(row) for row in rows}


def passages_of(connection: Connection, document_id: str) -> list[Passage]:
    """Return a document's passages in reading order."""
    return [
        passage_of(row)
        for row in connection.execute(
            f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE document_id = ? ORDER BY ord",  # noqa: S608
            (document_id,),
        )
    ]


def passages_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Passage]:
    """Return the passages of these ids; unknown ones are left out."""
    wanted = list(dict.fromkeys(ids))
    rows = connection.execute(
        f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE id IN ({_marks(wanted)})",  # noqa: S608
        wanted,
    )
    return {row["id"]: passage_of(row) for row in rows}


def around(connection: Connection, passage_id: str, before: int, after: int) -> list[Passage]:
    """Return a passage with up to `before` and `after` others of its document around it."""
    rows = connection.execute(
        f"SELECT {PASSAGE_COLUMNS} FROM passages JOIN passages AS middle "  # noqa: S608
        "ON passages.document_id = middle.document_id "
        "WHERE middle.id = ? AND passages.ord BETWEEN middle.ord - ? AND middle.ord + ? "
        "ORDER BY passages.ord",
        (passage_id, before, after),
    )
    return [passage_of(row) for row in rows]


def source_files(connection: Connection) -> dict[str, SourceFile]:
    """Return every file that an ingestion has met, by path."""
    rows = connection.execute(f"SELECT {SOURCE_COLUMNS} FROM sources ORDER BY path")  # noqa: S608
    return {row["path"]: source_of(row) for row in rows}


def same_as(connection: Connection) -> dict[str, str]:
    """Return for each document that another form of its paper answers for, that form's id."""
    rows = connection.execute("SELECT id, same_as FROM documents WHERE same_as IS NOT NULL")
    return {row["id"]: row["same_as"] for row in rows}


def coverage(connection: Connection) -> Coverage:
    """Return how much is answered from; superseded versions and second forms do not count."""
    row = connection.execute(
        "SELECT count(*), min(meeting_date), max(meeting_date) FROM documents "
        "WHERE superseded_by IS NULL AND same_as IS NULL"
    ).fetchone()
    first, last = (date.fromisoformat(day) if day else None for day in row[1:])
    return Coverage(documents=row[0], first=first, last=last)


def document_frequency(connection: Connection, terms: Sequence[str]) -> dict[str, int]:
    """Return in how many passages' own text each term occurs, in any form with the same stem."""
    stemmed = {term: stem(term) for term in dict.fromkeys(terms)}
    single = sorted({word for word in stemmed.values() if word and " " not in word})
    counts: dict[str, int] = {
        row[0]: row[1]
        for row in connection.execute(
            f"SELECT term, doc FROM word_counts WHERE col = 'text' AND term IN ({_marks(single)})",  # noqa: S608
            single,
        )
    }
    for term, stems in stemmed.items():
        if " " in stems:
            counts[stems] = _phrase_count(connection, term)
    return {term: counts.get(stems, 0) for term, stems in stemmed.items()}


def _phrase_count(connection: Connection, phrase: str) -> int:
    quoted = phrase.replace('"', '""')
    row = connection.execute(
        "SELECT count(*) FROM words WHERE words MATCH ?", (f'text : "{quoted}"',)
    ).fetchone()
    return int(row[0])


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def passages_of_parts(connection: Connection, parts: Sequence[str]) -> list[Passage]:
    """Return the passages that are one of these parts of their documents, in reading order."""
    rows = connection.execute(
        f"SELECT {PASSAGE_COLUMNS} FROM passages "  # noqa: S608
        f"WHERE part IN ({_marks(parts)}) ORDER BY document_id, ord",
        list(parts),
    )
    return [passage_of(row) for row in rows]


def places(connection: Connection) -> list[tuple[str, Place]]:
    """Return every distinct place of each document, in reading order.

    Two passages share a place when they differ in nothing but speaker, bullet and page.
    """
    rows = connection.execute(
        "SELECT document_id, json_remove(place, '$.speaker', '$.bullet', '$.group', '$.page', "
        "'$.headings', '$.item_inferred') AS place FROM passages "
        "GROUP BY document_id, 2 ORDER BY document_id, min(ord)"
    )
    return [(row["document_id"], place_of(row["place"])) for row in rows]
