"""The texts of a public set as the assistant holds them: an index of passages, searched and judged.

Everything goes through the modules that answer real questions: `vectorstore.index` searches,
`assistant.scoring.evidence` cuts and judges windows. What was embedded and judged once is kept in
a folder, so that a second run takes minutes.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.asking.question import Asked, understand
from assistant.language.words import stem, tokens
from assistant.scoring.evidence import Evidence, Rarity, find_evidence
from assistant.scoring.reader import Reader
from assistant.types import Document, Passage, Place, Scored
from eval.benchmarks.methods import Build, Score, Scores
from vectorstore.embedding import Embedder
from vectorstore.index import Index, open_index


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One text of a set; those with the same `document` follow each other in reading order."""

    text: str
    title: str = ""
    document: str = ""


class Pool:
    """Texts in an index of their own, in a folder that is named by what they say."""

    def __init__(self, sources: Sequence[Source], kept: Path, embedder: Embedder) -> None:
        said = "\0".join(f"{one.document}\0{one.title}\0{one.text}" for one in sources)
        folder = kept / hashlib.sha256(said.encode()).hexdigest()[:16]
        folder.mkdir(parents=True, exist_ok=True)
        self.index: Index = open_index(folder, lambda: embedder, create=True)
        documents: dict[str, list[tuple[int, Source]]] = {}
        for place, one in enumerate(sources):
            documents.setdefault(one.document or f"text {place}", []).append((place, one))
        puts = [_held(name, members) for name, members in documents.items()]
        self.documents: Mapping[str, Document] = {document.id: document for document, _ in puts}
        self.passages: Sequence[Passage] = sorted(
            (passage for _, passages in puts for passage in passages), key=position
        )
        if self.index.passage_count() != len(sources):
            self.index.commit(puts=puts)

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self.passages)

    def search(self, query: str, limit: int) -> list[Scored]:
        """Return the texts nearest to a query, best first."""
        return self.index.search(query, limit=limit)

    def search_both(self, query: str, other: str, limit: int) -> list[Scored]:
        """Return the texts nearest to two queries together.

        The cosine and the BM25 score are those of the first query.
        """
        beside = {one.passage.id: one.score for one in self.search(other, len(self))}
        found = [
            replace(one, score=one.score + beside.get(one.passage.id, 0.0))
            for one in self.search(query, len(self))
        ]
        return sorted(found, key=lambda one: -one.score)[:limit]

    def fused(self, queries: Sequence[str]) -> Scores:
        """Return the score of the fused search for every text, shape (queries, texts)."""
        rows = np.zeros((len(queries), len(self)), dtype=np.float32)
        for row, query in zip(rows, queries, strict=True):
            for scored in self.search(query, len(self)):
                row[position(scored.passage)] = scored.score
        return rows

    def positions(self, found: Sequence[Scored]) -> list[int]:
        """Return which of the texts were found, in the same order."""
        return [position(one.passage) for one in found]

    def rarity(self, asked: Asked) -> Rarity:
        """Return what the words of a question weigh here."""
        words = {stem(token): token for token in tokens(asked.text)}
        held = self.index.document_frequency(list(words.values()))
        frequency = {key: held.get(word, 0) for key, word in words.items()}
        return Rarity(frequency=frequency, passages=len(self))

    def evidence(self, query: str, found: Sequence[Scored], reader: Reader) -> list[Evidence]:
        """Return the judged windows of what was found, most confident first."""
        asked = understand(query)
        return find_evidence(asked, found, self.documents, reader=reader, rarity=self.rarity(asked))


class Workshop:
    """Makes pools over one embedding model and one reader, each set of texts once."""

    def __init__(self, embedder: Embedder, reader: Reader, kept: Path) -> None:
        self.embedder = embedder
        self.reader = reader
        self._kept = kept
        self._pools: dict[tuple[Source, ...], Pool] = {}

    def pool(self, sources: Sequence[Source]) -> Pool:
        """Return the pool of these texts."""
        key = tuple(sources)
        if key not in self._pools:
            self._pools[key] = Pool(key, self._kept / "indexes", self.embedder)
        return self._pools[key]

    @cached_property
    def fused(self) -> Build:
        """The fused search of the index as a method to compare; texts alone, no titles."""

        def build(texts: Sequence[str]) -> Score:
            return self.pool([Source(text=text) for text in texts]).fused

        return build


def position(passage: Passage) -> int:
    """Return which of the pool's texts a passage is."""
    return int(passage.id.rpartition(" ")[2])


def _held(name: str, members: Sequence[tuple[int, Source]]) -> tuple[Document, list[Passage]]:
    id_ = hashlib.sha256(name.encode()).hexdigest()[:16]
    title = members[0][1].title
    document = Document(
        id=id_, title=title, kind="other", source=name, content_hash=id_, form="text"
    )
    passages = []
    start = 0
    for order, (place, one) in enumerate(members):
        passages.append(
            Passage(
                id=f"{id_} {place}",
                document_id=id_,
                order=order,
                text=one.text,
                part="text",
                place=Place(headings=(one.title,) if one.title else ()),
                start=start,
                end=start + len(one.text),
            )
        )
        start += len(one.text) + 1
    return document, passages
