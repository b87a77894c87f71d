"""Ways to score texts for a query, all behind one shape, so that any of them can be compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vectorstore.embedding import Embedder, Vectors
from vectorstore.fusion import half_and_half, reciprocal_ranks

Scores = npt.NDArray[np.float32]  # shape (queries, texts), higher is better
Score = Callable[[Sequence[str]], Scores]
Build = Callable[[Sequence[str]], Score]  # index these texts, then score queries
Fuse = Callable[[dict[int, float], dict[int, float]], dict[int, float]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """A method to compare. `confident` says that its best score tells how sure it is.

    Fused ranks do not: the first of them has the same score for every question.
    """

    name: str
    build: Build
    confident: bool = True


def bm25(texts: Sequence[str]) -> Score:
    """Index `texts` for BM25 (Robertson and Zaragoza, 2009; Lucene's variant), English stems."""
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    index = bm25s.BM25(method="lucene")
    index.index(
        bm25s.tokenize(list(texts), stopwords="en", stemmer=stemmer, show_progress=False),
        show_progress=False,
    )

    def score(queries: Sequence[str]) -> Scores:
        tokens = bm25s.tokenize(
            list(queries), stopwords="en", stemmer=stemmer, show_progress=False, return_ids=False
        )
        nothing = np.zeros(len(texts), dtype=np.float32)
        return np.stack([index.get_scores(words) if words else nothing for words in tokens])

    return score


def cosine(embedder: Embedder) -> Build:
    """Return the ranking of a stock vector store: cosine of whole texts, cut at the token limit.

    Vectors are kept by text, because fusions and the parts of a benchmark ask for them again.
    """
    texts_seen: dict[str, Vectors] = {}
    queries_seen: dict[str, Vectors] = {}

    def build(texts: Sequence[str]) -> Score:
        rows = _encoded(embedder, texts, texts_seen, query=False)
        return lambda queries: _encoded(embedder, queries, queries_seen, query=True) @ rows.T

    return build


def _encoded(
    embedder: Embedder, texts: Sequence[str], seen: dict[str, Vectors], *, query: bool
) -> Vectors:
    new = list(dict.fromkeys(text for text in texts if text not in seen))
    if new:
        seen.update(zip(new, embedder.encode(new, query=query), strict=True))
    return np.stack([seen[text] for text in texts])


def fused(one: Build, other: Build, fuse: Fuse) -> Build:
    """Return the fusion of two methods' scores, query by query."""

    def build(texts: Sequence[str]) -> Score:
        first, second = one(texts), other(texts)

        def score(queries: Sequence[str]) -> Scores:
            rows = []
            for left, right in zip(first(queries), second(queries), strict=True):
                # A text without any word of the query was not found by the lexical half.
                found = {n: float(value) for n, value in enumerate(right) if value > 0}
                together = fuse(dict(enumerate(map(float, left))), found)
                rows.append([together.get(n, 0.0) for n in range(len(texts))])
            return np.asarray(rows, dtype=np.float32)

        return score

    return build


def plain_methods(embedder: Embedder) -> list[Method]:
    """Return the baselines of every benchmark, the stock LangChain ranking (cosine) among them."""
    dense = cosine(embedder)
    return [
        Method(name="BM25", build=bm25),
        Method(name="cosine", build=dense),
        Method(name="RRF", build=fused(dense, bm25, reciprocal_ranks), confident=False),
        Method(name="half and half", build=fused(dense, bm25, half_and_half), confident=False),
    ]


def ranking(scores: npt.NDArray[np.float32]) -> list[int]:
    """Return the positions of one row of scores, best first, ties in the order of the texts."""
    return [int(n) for n in np.argsort(-scores, kind="stable")]
