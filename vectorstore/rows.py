"""Documents and passages as SQLite rows and back; nothing is lost on the way."""

import json
import sqlite3
from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.types import Box, Document, Passage, Place, SourceFile

DOCUMENT_COLUMNS = "id, title, kind, source, content_hash, meeting_date, body, draft, pages, form"
PASSAGE_COLUMNS = (
    "passages.id, passages.document_id, passages.ord, passages.text, passages.part, "
    "passages.place, passages.start, passages.end, passages.lead, passages.cut_short, "
    "passages.boxes"
)
SOURCE_COLUMNS = "path, state, size, mtime_ns, content_hash, document_id, reason, reading"


_PLACE_DEFAULTS = asdict(Place())


def document_row(document: Document) -> tuple[Any, ...]:
    """Return the values of DOCUMENT_COLUMNS."""
    meeting = document.meeting_date
    return (
        document.id,
        document.title,
        document.kind,
        document.source,
        document.content_hash,
        meeting.isoformat() if meeting else None,
        document.body,
        None if document.draft is None else int(document.draft),
        document.pages,
        document.form,
    )


def document_of(row: sqlite3.Row) -> Document:
    """Return the document of a row that holds DOCUMENT_COLUMNS."""
    return Document(
        id=row["id"],
        title=row["title"],
        kind=row["kind"],
        source=row["source"],
        content_hash=row["content_hash"],
        meeting_date=date.fromisoformat(row["meeting_date"]) if row["meeting_date"] else None,
        body=row["body"],
        draft=None if row["draft"] is None else bool(row["draft"]),
        pages=row["pages"],
        form=row["form"],
    )


def place_json(place: Place) -> str:
    """Return a place as JSON, leaving out what is not set."""
    # dataclasses.asdict copies deeply, which took a tenth of an ingestion without a model.
    values = ((name, getattr(place, name)) for name in _PLACE_DEFAULTS)
    return json.dumps(
        {name: value for name, value in values if value != _PLACE_DEFAULTS[name]},
        ensure_ascii=False,
        sort_keys=True,
    )


def place_of(text: str) -> Place:
    """Return the place that `place_json` wrote."""
    values = json.loads(text)
    if "headings" in values:
        values["headings"] = tuple(values["headings"])
    return Place(**values)


def boxes_json(boxes: tuple[Box, ...]) -> str | None:
    """Return boxes as JSON rows of page, x0, y0, x1, y1; None when there are none."""
    if not boxes:
        return None
    return json.dumps([[box.page, box.x0, box.y0, box.x1, box.y1] for box in boxes])


def _boxes_of(text: str | None) -> tuple[Box, ...]:
    if text is None:
        return ()
    return tuple(
        Box(page=page, x0=x0, y0=y0, x1=x1, y1=y1) for page, x0, y0, x1, y1 in json.loads(text)
    )


def passage_of(row: sqlite3.Row) -> Passage:
    """Return the passage of a row that holds PASSAGE_COLUMNS."""
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        order=row["ord"],
        text=row["text"],
        part=row["part"],
        place=place_of(row["place"]),
        start=row["start"],
        end=row["end"],
        lead=row["lead"],
        cut_short=bool(row["cut_short"]),
        boxes=_boxes_of(row["boxes"]),
    )


def source_row(source: SourceFile) -> tuple[Any, ...]:
    """Return the values of SOURCE_COLUMNS."""
    return (
        source.path,
        source.state,
        source.size,
        source.mtime_ns,
        source.content_hash,
        source.document_id,
        source.reason,
        source.reading,
    )


def source_of(row: sqlite3.Row) -> SourceFile:
    """Return the source file of a row that holds SOURCE_COLUMNS."""
    return SourceFile(
        path=row["path"],
        state=row["state"],
        size=row["size"],
        mtime_ns=row["mtime_ns"],
        content_hash=row["content_hash"],
        document_id=row["document_id"],
        reason=row["reason"],
        reading=row["reading"],
    )
