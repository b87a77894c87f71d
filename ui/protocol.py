"""What the page needs of an assistant: nothing else of the program is known here."""

from collections.abc import Sequence
from typing import Protocol

from assistant.types import Answer, Document, Filters, Mode, Passage, Turn


class Assistant(Protocol):
    """The face that the page talks to. Methods may be called from several threads at once.

    Every method may raise `assistant.errors.PanelError`; its message is shown to the user as it is.
    """

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008 - frozen, cannot be changed by a caller
        mode: Mode = "quotes",
    ) -> Answer:
        """Return the answer to a question; `history` holds the earlier turns, oldest first."""
        ...

    def context(self, passage_id: str, *, before: int = 3, after: int = 3) -> Sequence[Passage]:
        """Return the passage among its neighbours, in reading order, all of the same document."""
        ...

    def documents(self) -> Sequence[Document]:
        """Return the documents that are held."""
        ...

    def coverage(self) -> str:
        """Return what is held in a few words: "2 documents, meetings from … to …"."""
        ...

    def examples(self) -> Sequence[str]:
        """Return questions that the documents answer, to offer on an empty page."""
        ...
