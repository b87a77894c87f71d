"""Recall@k and nDCG@k of a ranking with relevant or irrelevant entries."""

import math
from collections.abc import Collection, Sequence


def recall_at_k(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the share of `relevant` ids in the first `k` of `ranking`, 0 to 1.

    Raises ValueError when nothing is relevant: such a query cannot be scored.
    """
    if not relevant:
        raise ValueError("a query without relevant entries cannot be scored")
    return len(set(ranking[:k]) & set(relevant)) / len(set(relevant))


def ndcg_at_k(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return nDCG@k with gain 1 for a relevant id and a discount of log2(rank + 1).

    Jaervelin and Kekaelaeinen, ACM TOIS 20(4), 2002, normalised by the best ranking there could
    be. With gains of 0 and 1 this is also the figure of trec_eval's ndcg_cut. Raises ValueError
    when nothing is relevant.
    """
    if not relevant:
        raise ValueError("a query without relevant entries cannot be scored")
    wanted = set(relevant)
    gained = sum(1 / math.log2(rank + 2) for rank, one in enumerate(ranking[:k]) if one in wanted)
    ideal = sum(1 / math.log2(rank + 2) for rank in range(min(k, len(wanted))))
    return gained / ideal
