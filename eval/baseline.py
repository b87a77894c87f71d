"""What a stock LangChain pipeline retrieves for the same questions: the line to be better than.

RecursiveCharacterTextSplitter (1,000 characters, 200 overlap), the same embedding model, Chroma in
memory, the top 4 chunks of each question as it was typed, without its history.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from uuid import uuid4

from langchain_core.embeddings import Embeddings

from eval.metrics.auroc import auroc
from eval.metrics.matching import groups_met
from eval.metrics.refusal import best_refusal
from eval.question_set import Question
from vectorstore.embedding import Embedder

CHUNK_CHARACTERS = 1000
OVERLAP_CHARACTERS = 200
TOP = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Baseline:
    """The figures of the plain pipeline, shares 0 to 1.

    `facts_retrieved` is the share of answerable questions all of whose gold facts are in the
    retrieved text, `score_auroc` how well the best score tells answerable questions from the
    others, and the refusal is that of the best threshold on it, chosen on the same questions.
    """

    chunks: int
    facts_retrieved: float | None
    score_auroc: float | None
    refusal_precision: float
    refusal_recall: float
    refusal_f1: float
    seconds_median: float
    seconds_mean: float


class LangChainEmbeddings(Embeddings):
    """The project's embedding model as LangChain's interface."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector of length 1 a text."""
        return [[float(x) for x in row] for row in self._embedder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question, of length 1."""
        return [float(x) for x in self._embedder.encode([text], query=True)[0]]


def run_baseline(
    questions: Sequence[Question], documents: Mapping[str, str], embedder: Embedder
) -> Baseline:
    """Index `documents` (whole texts by name) the stock way, ask `questions` and measure.

    A question takes the time to embed it and to search; splitting and indexing are not counted.
    """
    # Each of these takes a second or more to import.
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS
    )
    chunks = splitter.create_documents(
        list(documents.values()), [{"document": name} for name in documents]
    )
    store = Chroma(
        collection_name=f"baseline-{uuid4().hex}",
        embedding_function=LangChainEmbeddings(embedder),
    )
    try:
        store.add_documents(chunks)
        facts: list[bool] = []
        scores: list[float] = []
        seconds: list[float] = []
        for question in questions:
            started = time.perf_counter()
            found = store.similarity_search_with_score(question.question, k=TOP)
            seconds.append(time.perf_counter() - started)
            # Chroma's default is the squared distance of vectors of length 1: 2 - 2 cosine.
            scores.append(1 - min((distance for _, distance in found), default=2.0) / 2)
            if question.answerable:
                texts = [document.page_content for document, _ in found]
                facts.append(all(groups_met(texts, question.gold)))
    finally:
        store.delete_collection()
    answerable = [question.answerable for question in questions]
    refused = best_refusal(scores, answerable)
    return Baseline(
        chunks=len(chunks),
        facts_retrieved=sum(facts) / len(facts) if facts else None,
        score_auroc=auroc(scores, answerable),
        refusal_precision=refused.precision,
        refusal_recall=refused.recall,
        refusal_f1=refused.f1,
        seconds_median=median(seconds),
        seconds_mean=sum(seconds) / len(seconds),
    )
