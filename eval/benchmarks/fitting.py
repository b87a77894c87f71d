"""A small logistic regression over what speaks for something, fitted on questions set apart."""

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

_PENALTY = 0.3  # scikit-learn's C: the smaller, the less a few questions can pull


def fitted(
    features: Sequence[Sequence[float]],
    truth: Sequence[bool],
    use: Sequence[bool],
    *,
    balanced: bool = False,
) -> list[float]:
    """Return log-odds for every row, by a regression over the rows that `use` marks.

    With `balanced` both kinds weigh the same, so that 0 is where neither is missed more often.
    Where the rows are all of one kind there is nothing to fit, and the first feature is returned.
    """
    rows = np.asarray(features, dtype=np.float64)
    chosen = np.asarray(use, dtype=bool)
    wanted = np.asarray(truth, dtype=bool)[chosen]
    if wanted.all() or not wanted.any():
        return [float(one) for one in rows[:, 0]]
    weight = "balanced" if balanced else None
    model = make_pipeline(
        StandardScaler(), LogisticRegression(C=_PENALTY, max_iter=2000, class_weight=weight)
    )
    model.fit(rows[chosen], wanted)
    return [float(one) for one in model.decision_function(rows)]
