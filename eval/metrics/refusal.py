"""Refusal as a classification: "positive" means that the question cannot be answered.

Precision, recall and F1 are those of van Rijsbergen, Information Retrieval (1979), chapter 7, over
the class "unanswerable"; a value with an empty denominator is 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sklearn.metrics import precision_recall_curve


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Precision, recall and F1 of refusing, 0 to 1, and the threshold they hold at (or None)."""

    precision: float
    recall: float
    f1: float
    threshold: float | None = None


def refusal(refused: Sequence[bool], answerable: Sequence[bool]) -> Refusal:
    """Return the scores of `refused` (one per question) against `answerable`."""
    pairs = list(zip(refused, answerable, strict=True))
    right = sum(1 for said_no, can in pairs if said_no and not can)
    said = sum(1 for said_no, _ in pairs if said_no)
    due = sum(1 for _, can in pairs if not can)
    precision = right / said if said else 0.0
    recall = right / due if due else 0.0
    total = precision + recall
    return Refusal(
        precision=precision, recall=recall, f1=2 * precision * recall / total if total else 0.0
    )


def best_refusal(scores: Sequence[float], answerable: Sequence[bool]) -> Refusal:
    """Return the refusal with the best F1 that any threshold on `scores` reaches.

    A question is refused when its score is at or below the threshold. It is an upper bound for a
    method that has a score but no rule of its own, because the threshold is chosen on the same
    questions. Without any unanswerable question all values are 0.
    """
    if all(answerable):
        return Refusal(precision=0.0, recall=0.0, f1=0.0)
    # Refusing is the positive class, and the lower the score the more it is called for.
    precisions, recalls, thresholds = precision_recall_curve(
        [not can for can in answerable], [-score for score in scores]
    )
    found = [
        Refusal(
            precision=float(precision),
            recall=float(recall),
            f1=float(2 * precision * recall / (precision + recall)) if precision + recall else 0.0,
            threshold=-float(threshold),
        )
        for precision, recall, threshold in zip(precisions, recalls, thresholds, strict=False)
    ]
    return max(found, key=lambda one: one.f1)
