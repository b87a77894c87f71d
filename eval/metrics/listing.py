"""List recall: how much of a complete gold list an answer gives."""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.metrics.answered import gold_found


def list_recall(answer: Mapping[str, Any], gold: Sequence[Sequence[str]]) -> float:
    """Return the share of gold groups that the answer states, 0 to 1; 0 when it was refused.

    Each gold group is one entry of the list, with its alternatives. Raises ValueError on an empty
    gold list.
    """
    if not gold:
        raise ValueError("a listing question needs a gold list")
    return sum(gold_found(answer, gold)) / len(gold)
