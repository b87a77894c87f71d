"""Keep track of papers that are held in several forms, while documents come and go.

Which form answers follows from the documents that are there and from nothing else, so an index
that grew file by file equals one that was built at once.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.types import Document, Passage
from ingest.same_paper import Words, answering, group_of, same_paper, words_of

PassagesOf = Callable[[str], Sequence[Passage]]

_WORDS_KEPT = 64  # documents; those of one meeting come together, in most folders


class Forms:
    """For each document that another form answers for, that form; see `answers_for`."""

    def __init__(self, held: Mapping[str, str], passages_of: PassagesOf) -> None:
        """Start from what the index holds; `passages_of` gives a document's passages."""
        self.answers_for: dict[str, str] = dict(held)
        self._passages_of = passages_of
        self._words: OrderedDict[str, Words] = OrderedDict()

    def update(
        self, documents: Iterable[Document], touched: Sequence[Document]
    ) -> dict[str, str | None]:
        """Compare anew all `documents` of the groups that `touched` ones are or were in.

        Returns what to change: for each document the form that answers for it, or None.
        """
        keys = {group_of(document) for document in touched}
        groups: dict[tuple[object, ...], list[Document]] = {key: [] for key in keys}
        fresh = {document.id for document in touched}
        gone = set(fresh)
        for document in documents:
            key = group_of(document)
            if key in groups:
                groups[key].append(document)
        changes: dict[str, str | None] = {}
        for group in groups.values():
            found = answering(group, self._alike(group))
            for document in group:
                gone.discard(document.id)
                answer = found.get(document.id)
                if answer != self.answers_for.get(document.id) or document.id in fresh:
                    changes[document.id] = answer
        for document_id, answer in changes.items():
            if answer is None:
                self.answers_for.pop(document_id, None)
            else:
                self.answers_for[document_id] = answer
        for document_id in gone:
            self.answers_for.pop(document_id, None)
        return changes

    def forget(self, document_id: str) -> None:
        """Let go of a document's words: it was read again, or has gone."""
        self._words.pop(document_id, None)

    def _alike(self, group: Sequence[Document]) -> list[tuple[str, str]]:
        return [
            (one.id, other.id)
            for number, one in enumerate(group)
            for other in group[number + 1 :]
            if same_paper(one, other, self._words_of)
        ]

    def _words_of(self, document: Document) -> Words:
        words = self._words.get(document.id)
        if words is None:
            words = self._words[document.id] = words_of(self._passages_of(document.id))
            if len(self._words) > _WORDS_KEPT:
                self._words.popitem(last=False)
        self._words.move_to_end(document.id)
        return words
