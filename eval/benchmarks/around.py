"""Let what stands around a text speak for it: its neighbours, and the document it is from.

What a meeting said on a matter is a run of turns, and few of them repeat its words. Pure functions
over scores, so that a search can use them as they are.
"""

from collections.abc import Sequence

import numpy as np

from eval.benchmarks.methods import Scores


def stretched(scores: Scores) -> Scores:
    """Return every row (one a query) stretched to 0…1; a row of equal scores becomes 0."""
    low = scores.min(axis=1, keepdims=True)
    spread = scores.max(axis=1, keepdims=True) - low
    return np.asarray((scores - low) / np.where(spread > 0, spread, 1), dtype=np.float32)


def with_neighbours(scores: Scores, documents: Sequence[str], weights: Sequence[float]) -> Scores:
    """Add to every text's score those of its neighbours in the same document.

    `scores` has the shape (queries, texts), `documents` names each text's document, texts in
    reading order; `weights[k]` is what a text k + 1 places before or behind counts.
    """
    names = np.asarray(documents)
    together = scores.copy()
    for step, weight in enumerate(weights, start=1):
        same = (names[step:] == names[:-step]).astype(np.float32)
        together[:, :-step] += weight * scores[:, step:] * same
        together[:, step:] += weight * scores[:, :-step] * same
    return together


def of_documents(scores: Scores, documents: Sequence[str], best: int) -> Scores:
    """Return for every text the mean of the `best` highest scores of its document."""
    names = np.asarray(documents)
    spread = np.zeros_like(scores)
    for name in dict.fromkeys(documents):
        columns = np.flatnonzero(names == name)
        spread[:, columns] = np.sort(scores[:, columns], axis=1)[:, -best:].mean(
            axis=1, keepdims=True
        )
    return spread
