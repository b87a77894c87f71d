"""Open the register that belongs to an index."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from assistant.commitments.entries import Found
from assistant.commitments.register import Register, find
from assistant.commitments.register_file import RegisterFile
from assistant.types import Document, Passage


class Papers(Protocol):
    """What the register needs of the library."""

    def documents(self) -> Sequence[Document]:
        """Return every document that is answered from; the same list while nothing changed."""
        ...

    def passages(self, document_id: str) -> Sequence[Passage]:
        """Return the passages of one document in reading order."""
        ...


def register_path(index: Path, given: Path | None = None) -> Path:
    """Return the file that holds the decisions: `given`, or beside the index, named after it.

    Not in the index's folder: an index may be deleted and made anew, decisions may not.
    """
    whole = index.absolute()
    return given or whole.with_name(f"{whole.name}-commitments.jsonl")


def open_register(library: Papers, path: Path) -> Register:
    """Return the register over a library; papers are read again only when they have changed."""
    lock = threading.Lock()
    held: list[tuple[Sequence[Document], Found]] = []

    def found() -> Found:
        with lock:
            documents = library.documents()
            if not held or held[0][0] is not documents:
                held[:] = [(documents, find(documents, library.passages))]
            return held[0][1]

    return Register(RegisterFile(path), found)
