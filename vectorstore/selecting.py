"""Select passages by part, place and words in SQL, so that no list walks over the whole library."""

from collections.abc import Sequence
from sqlite3 import Connection
from typing import Any

from assistant.types import Filters, Passage, Selection
from vectorstore.filters import conditions, folded
from vectorstore.rows import PASSAGE_COLUMNS, passage_of


def select(connection: Connection, selection: Selection) -> list[Passage]:
    """Return what the selection names, by meeting date (undated last), document, reading order."""
    where, values = conditions(selection.filters)
    parts = [where]
    for condition, given in (*_places(selection), *_texts(selection)):
        parts.append(condition)
        values += given
    rows = connection.execute(
        f"SELECT {PASSAGE_COLUMNS} FROM passages "  # noqa: S608  (conditions are ours)
        "JOIN documents ON documents.id = passages.document_id "
        f"WHERE {' AND '.join(parts)} ORDER BY documents.meeting_date IS NULL, "
        "documents.meeting_date, documents.title, documents.id, passages.ord LIMIT ?",
        [*values, selection.limit],
    )
    return [passage_of(row) for row in rows]


def texts_with(connection: Connection, words: Sequence[str]) -> list[str]:
    """Return the different texts, of documents that answer, that hold one of the words."""
    where, values = conditions(Filters())
    either = " OR ".join(f'"{_plain(word)}"' for word in words)
    rows = connection.execute(
        "SELECT DISTINCT passages.text FROM passages "  # noqa: S608  (conditions are ours)
        "JOIN documents ON documents.id = passages.document_id "
        "WHERE passages.rowid IN (SELECT rowid FROM words WHERE words MATCH ?) "
        f"AND {where} ORDER BY documents.meeting_date, passages.rowid",
        [f"text : ({either})", *values],
    )
    return [row[0] for row in rows]


Condition = tuple[str, list[Any]]


def _places(selection: Selection) -> list[Condition]:
    """Return the conditions on places: met by what stands there and by what names it."""
    found: list[Condition] = []
    if (aim := selection.key_aim) is not None:
        found.append(_or_named("passages.key_aim = ?", [aim], f'"aim {aim}"'))
    if (priority := selection.strategic_priority) is not None:
        named = f'"priority {priority}"'
        found.append(_or_named("passages.strategic_priority = ?", [priority], named))
    if selection.item is not None:
        item = str(folded(selection.item))
        # "13" asks for "13/21" too; a range, so that no character of it is a wildcard.
        found.append(
            (
                "(passages.item = ? OR (passages.item >= ? AND passages.item < ?))",
                [item, f"{item}/", f"{item}0"],
            )
        )
    if selection.year is not None:
        year = str(folded(selection.year))
        first, _, last = year.partition("/")
        found.append(
            _or_named(
                "(passages.year = ? OR (passages.year >= ? AND passages.year < ?))",
                [year, f"{year} (", f"{year} )"],
                f'"{_plain(first)} {_plain(last)}" OR "{_plain(first)} {_plain(first[:2] + last)}"',
            )
        )
    return found


def _or_named(condition: str, values: list[Any], match: str) -> Condition:
    named = "passages.rowid IN (SELECT rowid FROM words WHERE words MATCH ?)"
    return f"({condition} OR {named})", [*values, f"text : ({match})"]


def _texts(selection: Selection) -> list[Condition]:
    found: list[Condition] = []
    if selection.parts:
        found.append((f"passages.part IN ({_marks(selection.parts)})", list(selection.parts)))
    groups = [[f'"{_plain(word)}"' for word in group if _plain(word)] for group in selection.words]
    if match := " AND ".join(f"({' OR '.join(group)})" for group in groups if group):
        found.append(
            ("passages.rowid IN (SELECT rowid FROM words WHERE words MATCH ?)", [match]),
        )
    if selection.holding:
        either = " OR ".join("instr(passages.text, ?) > 0" for _ in selection.holding)
        found.append((f"({either})", list(selection.holding)))
    return found


def _plain(word: str) -> str:
    """Return a word or phrase without FTS5's syntax."""
    return "".join(
        character if character.isalnum() else " " for character in word.replace("’", "'")
    ).strip()


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
