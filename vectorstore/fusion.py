"""Put the dense and the lexical half of a search together; pure functions over scores."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def half_and_half(dense: Mapping[Key, float], lexical: Mapping[Key, float]) -> dict[Key, float]:
    """Return the mean of both scores, each stretched to 0…1 over the candidates.

    A key that one half lacks counts as that half's lowest. On transcripts of committee meetings
    this ranks better than reciprocal ranks, which throw away how far apart the scores are.
    """
    dense_unit, lexical_unit = _stretched(dense), _stretched(lexical)
    return {
        key: (dense_unit.get(key, 0.0) + lexical_unit.get(key, 0.0)) / 2
        for key in dense.keys() | lexical.keys()
    }


def reciprocal_ranks(
    dense: Mapping[Key, float], lexical: Mapping[Key, float], constant: int = 60
) -> dict[Key, float]:
    """Return the reciprocal rank fusion of both halves (Cormack, Clarke and Büttcher, 2009)."""
    fused: dict[Key, float] = {}
    for scores in (dense, lexical):
        for rank, key in enumerate(sorted(scores, key=lambda key: -scores[key]), start=1):
            fused[key] = fused.get(key, 0.0) + 1 / (constant + rank)
    return fused


def _stretched(scores: Mapping[Key, float]) -> dict[Key, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0 if high > 0 else 0.0)
    return {key: (score - low) / (high - low) for key, score in scores.items()}
