"""What answering needs of the index; the index fulfils it without being known here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.types import Document, Filters, Passage, Place, Scored, Selection


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceHeld:
    """A place that occurs in a document that is held, without its bullet, page and speaker."""

    document_id: str
    place: Place


Names = dict[str, frozenset[str]]


class Once:
    """What is read out of a whole index, made once for each of its states."""

    def __init__(self, state: Callable[[], int]) -> None:
        self._state = state
        self._made: dict[str, tuple[int, Names]] = {}

    def get(self, name: str, make: Callable[[], Names]) -> Names:
        """Return what `make` returned in the present state, made now where it was not yet."""
        state = self._state()
        made = self._made.get(name)
        if made is None or made[0] != state:
            made = self._made[name] = (state, make())
        return made[1]


class Library(Protocol):
    """A collection of passages that can be listed and searched."""

    def documents(self) -> Sequence[Document]:
        """Return every document that is answered from, by meeting date and title."""
        ...

    def superseded(self) -> Sequence[Document]:
        """Return the documents that a later version replaced."""
        ...

    def passages(self, document_id: str) -> Sequence[Passage]:
        """Return the passages of one document in reading order."""
        ...

    def passages_of_parts(self, parts: Sequence[str]) -> Sequence[Passage]:
        """Return the passages of all documents that are one of these parts."""
        ...

    def select(self, selection: Selection) -> Sequence[Passage]:
        """Return what a selection names, by meeting date, document and reading order."""
        ...

    def neighbours(self, passage_id: str, before: int, after: int) -> Sequence[Passage]:
        """Return the passage with those around it, in reading order, same document."""
        ...

    def search(self, query: str, filters: Filters, limit: int) -> Sequence[Scored]:
        """Return the passages nearest to a query, best first."""
        ...

    def document_frequency(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Return in how many passages each word occurs (stemmed)."""
        ...

    def passage_count(self) -> int:
        """Return how many passages are held."""
        ...

    def places(self) -> Sequence[PlaceHeld]:
        """Return every distinct place (item, key aim, strand, year, question …) that is held."""
        ...

    def posts(self) -> Mapping[str, frozenset[str]]:
        """Return who holds which post, both ways, as the documents put it."""
        ...

    def abbreviations(self) -> Mapping[str, frozenset[str]]:
        """Return the long forms of each abbreviation that the documents define in brackets."""
        ...

    def posts_in(self, document_id: str) -> Mapping[str, frozenset[str]]:
        """Return who holds which post, both ways, as this one document puts it."""
        ...
