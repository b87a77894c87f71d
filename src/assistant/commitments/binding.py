"""Find the sentence that a decision is bound to in the papers as they are now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from assistant.commitments.decisions import Source
from assistant.commitments.identity import fingerprint, paper_of, words_of
from assistant.commitments.model import Commitment
from assistant.commitments.statements import Statement, statements
from assistant.types import Document, Passage

# "document changed": elsewhere in it. "source changed": the sentence or its paragraph.
SourceState = Literal["unchanged", "document changed", "source changed", "source gone"]
# Share of letters in common over which a sentence is the same one, edited.
_EDITED = 80.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Bound:
    """Where the source of a decision stands now: a commitment that is found, or a statement."""

    state: SourceState
    commitment: Commitment | None = None
    statement: Statement | None = None
    detail: str = ""


class Binder:
    """The sentences of the papers held, to be looked up by content."""

    def __init__(
        self,
        documents: Sequence[Document],
        passages: Callable[[str], Sequence[Passage]],
        found: Sequence[Commitment],
    ) -> None:
        self._documents: dict[str, list[Document]] = {}
        for document in documents:
            self._documents.setdefault(paper_of(document), []).append(document)
        self._passages = passages
        self._found: dict[str, Commitment] = {one.id: one for one in found}
        self._by_words: dict[tuple[str, str], Commitment] = {}
        for one in found:
            key = (paper_of(one.citation.document), fingerprint(one.text))
            self._by_words.setdefault(key, one)

    def bind(self, name: str, source: Source, taken: frozenset[str]) -> Bound:
        """Return where the source of the decisions about commitment `name` stands now.

        `taken` are ids of found commitments with decisions of their own: none of them is taken for
        an edited version of another.
        """
        exact = self._found.get(name) or self._by_words.get((source.paper, source.sentence))
        if exact is not None:
            return self._exact(exact, source)
        held = self._documents.get(source.paper, [])
        if not held:
            return Bound(state="source gone", detail=f"“{source.title}” is no longer held")
        return self._part(held, source) or self._said(held, source, taken)

    def _said(self, held: Sequence[Document], source: Source, taken: frozenset[str]) -> Bound:
        """Return the statement that has the words of a source, or nearly has them."""
        best: tuple[float, Statement] | None = None
        for document in held:
            for statement in statements(document, self._passages(document.id)):
                if fingerprint(statement.text) == source.sentence:
                    state: SourceState = "unchanged"
                    if document.content_hash != source.content_hash:
                        state = "document changed"
                    return Bound(state=state, statement=statement)
                score = fuzz.ratio(words_of(statement.text), words_of(source.text))
                score += 2 if statement.passage.place.item == source.item else 0
                if score >= _EDITED and (best is None or score > best[0]):
                    best = (score, statement)
        if best is None:
            return Bound(
                state="source gone", detail=f"the sentence is no longer in “{source.title}”"
            )
        same = self._at(best[1])
        if same is not None and same.id in taken:
            return Bound(
                state="source gone", detail=f"the sentence is no longer in “{source.title}”"
            )
        return Bound(
            state="source changed",
            commitment=same,
            statement=best[1],
            detail=f"was: “{source.text}”",
        )

    def _part(self, held: Sequence[Document], source: Source) -> Bound | None:
        """Return where the very words stand in their unchanged paragraph.

        What a person added by hand need not be a whole sentence.
        """
        for document in held:
            for passage in self._passages(document.id):
                start = passage.text.find(source.text)
                if start < 0 or fingerprint(passage.text) != source.passage:
                    continue
                same = document.content_hash == source.content_hash
                return Bound(
                    state="unchanged" if same else "document changed",
                    statement=Statement(
                        document=document,
                        passage=passage,
                        start=start,
                        end=start + len(source.text),
                        speaker=passage.place.speaker,
                        answerer=None,
                        before=None,
                    ),
                )
        return None

    def _at(self, statement: Statement) -> Commitment | None:
        return self._by_words.get((paper_of(statement.document), fingerprint(statement.text)))

    def _exact(self, one: Commitment, source: Source) -> Bound:
        document = one.citation.document
        if document.content_hash == source.content_hash:
            return Bound(state="unchanged", commitment=one)
        passage = next(
            (p for p in self._passages(document.id) if p.id == one.citation.passage_id), None
        )
        if passage is None or fingerprint(passage.text) != source.passage:
            return Bound(
                state="source changed",
                commitment=one,
                detail="the paragraph around the sentence has changed",
            )
        return Bound(
            state="document changed",
            commitment=one,
            detail="the document has changed; the paragraph has not",
        )


def taken_ids(sources: Mapping[str, Source | None], found: Sequence[Commitment]) -> frozenset[str]:
    """Return the ids of found commitments that decisions name directly."""
    return frozenset(one.id for one in found if one.id in sources)
