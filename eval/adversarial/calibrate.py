"""Fit the weights with which a written sentence counts as supported, for the present reader.

    python -m eval.adversarial.calibrate

Logistic regression with an L2 penalty (scikit-learn) over `assistant.verification.Features`, both
kinds of sentences weighing the same. It learns from what the rules leave of the tuning half and of
those contrast sentences that the reader did not learn from: whatever a rule refuses never reaches
the regression. Prints the weights, to be put into `assistant.verification.weighing.WEIGHTS`, and
what every threshold gives together with the rules. The halves that measure are not touched.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.scoring.reader import Reader, load_reader
from assistant.verification import Features, Weights, verify
from assistant.verification.support import sound_windows
from assistant.verification.weighing import measure
from eval.adversarial import Case, cases, contrast

_NAMES = [field.name for field in fields(Features)]
_THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """The features of a sentence against the window that the reader likes best, and the truth."""

    features: Features
    supported: bool


def case_examples(chosen: Sequence[Case], reader: Reader) -> list[Example]:
    """Return an example for every case that no rule refuses: its best window."""
    found = []
    for case in chosen:
        windows = sound_windows(case.sentence, [case.source])
        if not windows:
            continue
        best = max(measure(case.sentence, windows, reader), key=lambda one: one.reader)
        found.append(Example(features=best, supported=case.honest))
    return found


def fit(examples: Sequence[Example]) -> Weights:
    """Return the weights that tell supported sentences best; both kinds count the same."""
    model = LogisticRegression(class_weight="balanced", C=0.5, max_iter=1000)
    model.fit(
        np.array([astuple(one.features) for one in examples]),
        [one.supported for one in examples],
    )
    values = [round(float(value), 3) for value in model.coef_[0]]
    return Weights(
        bias=round(float(model.intercept_[0]), 3), **dict(zip(_NAMES, values, strict=True))
    )


def outcomes(
    chosen: Sequence[Case], weights: Weights, reader: Reader
) -> Iterator[tuple[float, float, float]]:
    """Yield (threshold, share of false ones shown, share of honest ones removed) with the rules."""
    scores: list[tuple[bool, float]] = []
    for case in chosen:
        verdict = verify(case.sentence, [case.source], reader, weights=weights, threshold=2.0)
        scores.append((case.honest, verdict.score))
    false = [score for honest, score in scores if not honest]
    true = [score for honest, score in scores if honest]
    for threshold in _THRESHOLDS:
        yield (
            threshold,
            sum(score >= threshold for score in false) / len(false),
            sum(score < threshold for score in true) / len(true),
        )


def main(show: Callable[[str], None] = print) -> int:
    """Fit, and print weights and thresholds."""
    reader = load_reader(None)
    tuning = [case for case in cases() if case.half == "tune"]
    held = [case for some in contrast() for case in some if case.half == "held"]
    examples = case_examples([*tuning, *held], reader)
    weights = fit(examples)
    show(f"{len(examples)} examples: {weights}")
    for name, chosen in (("tuning", tuning), ("held", held)):
        for threshold, shown, removed in outcomes(chosen, weights, reader):
            show(f"{name} {threshold:.2f}: {shown:.1%} shown wrongly, {removed:.1%} taken out")
    return 0


if __name__ == "__main__":
    sys.exit(main())
