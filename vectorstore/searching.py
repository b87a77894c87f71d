"""One search over the library and the vectors: candidates from both halves, every one scored."""

from collections.abc import Callable, Mapping
from sqlite3 import Connection

import numpy as np

from assistant.types import Filters, Scored
from vectorstore.catalogue import document_frequency, passages_by_id
from vectorstore.dense import Nearest
from vectorstore.embedding import Vectors
from vectorstore.filters import conditions, narrows
from vectorstore.fusion import half_and_half
from vectorstore.lexical import any_of, telling_words

Fuse = Callable[[Mapping[str, float], Mapping[str, float]], dict[str, float]]

# BM25 weights of a passage's own text and of the words that say where it stands.
_TEXT_WEIGHT = 1.0
_CONTEXT_WEIGHT = 0.5
_LEAST_CANDIDATES = 60
_CANDIDATES_PER_RESULT = 4
# From so many passages on, words that stand in more than this share of them are left out of a
# query, but never its rarest ones.
_LARGE = 20_000
_COMMON = 0.01
_RAREST = 3


def search(
    connection: Connection,
    nearest: Nearest,
    question: str,
    vector: Vectors,
    *,
    filters: Filters,
    limit: int,
    fuse: Fuse = half_and_half,
) -> list[Scored]:
    """Return up to `limit` passages, best first; ties in reading order of the library.

    `vector` is the question's, shape (dimension,). Each half proposes candidates, and each
    candidate is then scored by both, so that none is judged by half of the evidence only.
    """
    pool = max(_LEAST_CANDIDATES, _CANDIDATES_PER_RESULT * limit)
    dense = _dense_candidates(connection, nearest, vector, filters, pool)
    match = any_of(_affordable(connection, telling_words(question)))
    lexical = _lexical_candidates(connection, match, filters, pool) if match else {}
    dense |= _cosines(connection, vector, [key for key in lexical if key not in dense])
    if match:
        lexical |= _bm25(connection, match, [key for key in dense if key not in lexical])
    fused = fuse(dense, lexical)
    order = sorted(fused, key=lambda key: (-fused[key], -dense.get(key, -1.0), key))[:limit]
    passages = passages_by_id(connection, order)
    return [
        Scored(
            passage=passages[key],
            score=fused[key],
            dense=dense.get(key),
            lexical=lexical.get(key, 0.0),
        )
        for key in order
    ]


def _affordable(connection: Connection, words: list[str]) -> list[str]:
    """Leave out the commonest words of a query where the library is large.

    To rank all passages that hold "report" takes longer than all the rest and tells least: BM25
    gives a word next to nothing that stands in every tenth passage. The rarest always stay.
    """
    if len(words) <= _RAREST:
        return words
    passages = connection.execute("SELECT count(*) FROM passages").fetchone()[0]
    if passages < _LARGE:
        return words
    counts = document_frequency(connection, words)
    rarest = sorted(words, key=lambda word: counts[word])[:_RAREST]
    return [word for word in words if word in rarest or counts[word] <= _COMMON * passages]


def _dense_candidates(
    connection: Connection, nearest: Nearest, vector: Vectors, filters: Filters, pool: int
) -> dict[str, float]:
    where, values = conditions(filters)
    if narrows(filters):
        ids = [
            row[0]
            for row in connection.execute(
                "SELECT vectors.id FROM vectors "  # noqa: S608  (conditions are ours)
                "JOIN passages ON passages.id = vectors.passage_id "
                f"JOIN documents ON documents.id = passages.document_id WHERE {where}",
                values,
            )
        ]
        return _best_per_passage(connection, nearest.query(vector, pool, ids), where, values)
    # Superseded versions are few: look further only when they push others out.
    wanted = pool
    while True:
        hits = nearest.query(vector, wanted)
        found = _best_per_passage(connection, hits, where, values)
        if len(found) >= pool or len(hits) < wanted:
            return found
        wanted *= 2


def _best_per_passage(
    connection: Connection, hits: list[tuple[str, float]], where: str, values: list[object]
) -> dict[str, float]:
    """Return the best cosine of each passage that may be shown."""
    ids = [id_ for id_, _cosine in hits]
    passage_of = {
        row[0]: row[1]
        for row in connection.execute(
            "SELECT vectors.id, passages.id FROM vectors "  # noqa: S608
            "JOIN passages ON passages.id = vectors.passage_id "
            "JOIN documents ON documents.id = passages.document_id "
            f"WHERE vectors.id IN ({_marks(ids)}) AND {where}",
            [*ids, *values],
        )
    }
    best: dict[str, float] = {}
    for id_, cosine in hits:
        passage = passage_of.get(id_)
        if passage is not None:
            best[passage] = max(cosine, best.get(passage, -1.0))
    return best


def _lexical_candidates(
    connection: Connection, match: str, filters: Filters, pool: int
) -> dict[str, float]:
    where, values = conditions(filters)
    rows = connection.execute(
        f"SELECT passages.id, -bm25(words, {_TEXT_WEIGHT}, {_CONTEXT_WEIGHT}) AS score "  # noqa: S608
        "FROM words JOIN passages ON passages.rowid = words.rowid "
        "JOIN documents ON documents.id = passages.document_id "
        f"WHERE words MATCH ? AND {where} ORDER BY score DESC, passages.id LIMIT ?",
        [match, *values, pool],
    )
    return {row[0]: float(row[1]) for row in rows}


def _bm25(connection: Connection, match: str, ids: list[str]) -> dict[str, float]:
    rows = connection.execute(
        f"SELECT passages.id, -bm25(words, {_TEXT_WEIGHT}, {_CONTEXT_WEIGHT}) "  # noqa: S608
        "FROM words JOIN passages ON passages.rowid = words.rowid "
        f"WHERE words MATCH ? AND passages.id IN ({_marks(ids)})",
        [match, *ids],
    )
    return {row[0]: float(row[1]) for row in rows}


def _cosines(connection: Connection, vector: Vectors, ids: list[str]) -> dict[str, float]:
    best: dict[str, float] = {}
    for row in connection.execute(
        f"SELECT passage_id, vector FROM vectors WHERE passage_id IN ({_marks(ids)})",  # noqa: S608
        ids,
    ):
        cosine = float(np.frombuffer(row[1], dtype="<f4") @ vector)
        best[row[0]] = max(cosine, best.get(row[0], -1.0))
    return best


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))
