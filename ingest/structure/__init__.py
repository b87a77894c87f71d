"""From a reader's blocks to passages that know their place: `structure` is the one way in.

What a document *is* (`facts`) decides which walker reads it: `minutes` for meetings, `sections` for
everything else. Both look lines up in the tables of `patterns`. A paper that none of the tables
knows still comes out as paragraphs under their headings, each with its page.
"""

import re
from dataclasses import dataclass

from assistant.errors import DocumentError
from assistant.types import Document, Passage
from ingest.blocks import RawDocument
from ingest.structure.aims import find_aims
from ingest.structure.clean import clean
from ingest.structure.facts import Facts, facts, front_lines
from ingest.structure.items import find_items
from ingest.structure.minutes import minutes_pieces
from ingest.structure.people import Person, people_in
from ingest.structure.pieces import passages
from ingest.structure.sections import section_pieces

__all__ = ["STRUCTURE_VERSION", "Parsed", "Person", "structure"]

# Part of what makes an indexed document current: raise it when the same file gives other passages.
STRUCTURE_VERSION = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """A document, its passages in reading order, and the people whose role its text gives."""

    document: Document
    passages: tuple[Passage, ...]
    people: tuple[Person, ...] = ()


def structure(raw: RawDocument, content_hash: str, source: str) -> Parsed:
    """Read the structure of `raw`.

    `content_hash` is the hex digest of the file's bytes and makes the document's id, `source` the
    path to show. Raises `DocumentError` when the blocks hold no text.
    """
    lines = clean(raw.blocks)
    if not lines:
        raise DocumentError(f"{source}: holds no text: check that it is the right file")
    front = front_lines(lines)
    aims = any(not aim.listed for aim in find_aims(lines).values())
    known = facts(lines, front, raw.declared_title, aims=aims)
    people = people_in(line.text for line in lines)
    items = find_items(lines) if known.kind in {"minutes", "agenda"} else ()
    if items or known.kind == "minutes":
        names = frozenset(person.name for person in people)
        pieces = minutes_pieces(lines, items, known, names)
    else:
        pieces = section_pieces(lines, len(front), known)
    document = Document(
        id=document_id(known, content_hash),
        title=known.title,
        kind=known.kind,
        source=source,
        content_hash=content_hash,
        meeting_date=known.meeting_date,
        body=known.body,
        draft=known.draft,
        pages=raw.pages,
        form=raw.form,
    )
    return Parsed(document=document, passages=passages(document.id, pieces), people=people)


def document_id(known: Facts, content_hash: str) -> str:
    """Make a short id of the content alone: "minutes-2021-03-26-2117caac8b"."""
    if known.meeting_date is not None:
        name = f"{known.kind}-{known.meeting_date.isoformat()}"
    else:
        words = re.findall(r"[a-z0-9]+", known.title.lower())[:5]
        name = "-".join([known.kind, *words])[:40].rstrip("-")
    return f"{name}-{content_hash[:10]}"
