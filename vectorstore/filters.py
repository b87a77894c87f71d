"""Filters as SQL: the one definition of what a filter means, for both halves of the search."""

from typing import Any

from assistant.types import Filters


def conditions(filters: Filters) -> tuple[str, list[Any]]:
    """Return a condition on `passages` joined with `documents`, and its parameters.

    A document without a meeting date is not within any dates. A year matches its parts too:
    "2020/21" finds "2020/21 (Q1)". Superseded versions are left out unless the filters ask for
    them, or name the document.
    """
    parts: list[str] = []
    values: list[Any] = []

    def add(condition: str, *parameters: Any) -> None:  # noqa: ANN401  (SQLite takes several types)
        parts.append(condition)
        values.extend(parameters)

    if filters.since is not None:
        add("documents.meeting_date >= ?", filters.since.isoformat())
    if filters.until is not None:
        add("documents.meeting_date <= ?", filters.until.isoformat())
    if filters.kinds:
        add(f"documents.kind IN ({_marks(filters.kinds)})", *filters.kinds)
    if filters.document_ids:
        add(f"documents.id IN ({_marks(filters.document_ids)})", *filters.document_ids)
    else:
        # The same paper in another form answers for it: asked for or not, it says nothing else.
        add("documents.same_as IS NULL")
        if not filters.superseded:
            add("documents.superseded_by IS NULL")
    if filters.key_aim is not None:
        add("passages.key_aim = ?", filters.key_aim)
    if filters.strategic_priority is not None:
        add("passages.strategic_priority = ?", filters.strategic_priority)
    if filters.item is not None:
        add("passages.item = ?", folded(filters.item))
    if filters.strand is not None:
        add("passages.strand = ?", folded(filters.strand))
    if filters.year is not None:
        year = folded(filters.year)
        # A range instead of LIKE, so that no character of the year is a wildcard.
        add(
            "(passages.year = ? OR (passages.year >= ? AND passages.year < ?))",
            year,
            f"{year} (",
            f"{year} )",
        )
    return " AND ".join(parts) or "1", values


def folded(text: str | None) -> str | None:
    """Return a place's word as it is compared: any case, single spaces."""
    return None if text is None else " ".join(text.casefold().split())


def narrows(filters: Filters) -> bool:
    """Say whether anything is left out but superseded versions and other forms of a paper."""
    return filters != Filters(superseded=filters.superseded)


def _marks(values: tuple[Any, ...]) -> str:
    return ", ".join("?" * len(values))
