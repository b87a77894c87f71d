"""What the page needs of an assistant: nothing else of the program is known here."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from assistant.types import Answer, Document, Filters, Mode, Passage, Turn

if TYPE_CHECKING:
    from assistant.commitments.register import Register


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
        without: Sequence[str] = (),
    ) -> Answer:
        """Return the answer to a question; `history` holds the earlier turns, oldest first.

        `without` holds the keys of clues (`Answer.understood`) that must not narrow it.
        """
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


@runtime_checkable
class Streams(Protocol):
    """An assistant that can also show an answer while it is being made."""

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        mode: Mode = "quotes",
        without: Sequence[str] = (),
    ) -> Iterator[Answer]:
        """Yield the answer as far as it has come, each time whole; the last one is the answer.

        The iterator is closed (`close()`) when the person stops it or leaves.
        """
        ...


@runtime_checkable
class Writes(Protocol):
    """An assistant that knows whether it can answer in words of its own."""

    @property
    def writes(self) -> bool:
        """Whether there is a language model, so that the mode "written" can be chosen."""
        ...


def can_write(assistant: Assistant) -> bool:
    """Whether the mode "written" is to be offered."""
    return isinstance(assistant, Writes) and assistant.writes


@runtime_checkable
class Prefers(Protocol):
    """An assistant that was set to one way of answering."""

    @property
    def mode(self) -> Mode:
        """The mode that the page starts with."""
        ...


def first_mode(assistant: Assistant) -> Mode:
    """Return the mode that is chosen at first: "written" only where that can be had."""
    wanted = assistant.mode if isinstance(assistant, Prefers) else "quotes"
    return wanted if can_write(assistant) else "quotes"


def begin(
    assistant: Assistant,
    question: str,
    *,
    history: Sequence[Turn],
    mode: Mode,
    without: Sequence[str],
) -> Iterator[Answer]:
    """Yield what the assistant shows on the way to the answer, the answer last."""
    if isinstance(assistant, Streams):
        yield from assistant.stream(question, history=history, mode=mode, without=without)
    else:
        yield assistant.ask(question, history=history, mode=mode, without=without)


@runtime_checkable
class Keeps(Protocol):
    """An assistant that keeps a register of commitments."""

    @property
    def commitments(self) -> "Register":
        """The register; opening it reads nothing yet."""
        ...


def keeper_of(assistant: Assistant) -> Keeps | None:
    """Return the assistant as one that keeps a register, None where it keeps none."""
    return assistant if isinstance(assistant, Keeps) else None
