"""What an ingestion needs of others, and what it tells them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.types import Document, Passage, SourceFile


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

    def passages(self, document_id: str) -> Sequence[Passage]:
        """Return a document's passages in reading order."""

    def same_as(self) -> dict[str, str]:
        """Return for each document that another form of its paper answers for, that form's id."""

    def prepare(self) -> None:
        """Load what writing needs; called beside the first reading."""

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

    `duplicates` are (file, file with the same content), `same_paper` (file, file with the same
    paper in a form that is answered from instead), `superseded` (older, newer file), `failed` and
    `skipped` (file, reason). `missing` are files that were ingested earlier from under the same
    paths and are gone, but kept because nothing was to be pruned.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    superseded: tuple[tuple[str, str], ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    same_paper: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
