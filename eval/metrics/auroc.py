"""AUROC: how well a score separates two classes, whatever the threshold."""

from collections.abc import Sequence

from sklearn.metrics import roc_auc_score


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """Return the area under the ROC curve, 0 to 1; None when only one class is there.

    It is the chance that a random positive scores above a random negative (Hanley and McNeil,
    Radiology 143, 1982); ties count half. The computation is scikit-learn's.
    """
    if len(set(positive)) < 2:
        return None
    return float(roc_auc_score(list(positive), list(scores)))
