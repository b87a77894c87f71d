"""Fit the weights with which a written sentence counts as supported, for the present reader.

    python -m eval.adversarial.calibrate [PAIRS.jsonl.gz …]

Logistic regression with an L2 penalty (scikit-learn) over `assistant.verification.Features`, both
kinds of sentences weighing the same. It learns from what the rules leave of the tuning half of the
adversarial set and of files of labelled pairs ("task", "query", "passage", "label"; a few of each
file are drawn): whatever a rule refuses never reaches the regression. Prints the weights, to be put
into `assistant.verification.weighing.WEIGHTS`, and what every threshold gives on the tuning half
together with the rules. The test half is not touched.
"""

import argparse
import gzip
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.scoring.reader import Reader, load_reader
from assistant.sentences import sentences
from assistant.verification import Features, Weights, verify
from assistant.verification.support import window_problems
from assistant.verification.weighing import measure
from eval.adversarial import Case, cases

_NAMES = [field.name for field in fields(Features)]
_LONGEST = 3
_DRAWN = 300
# Pairs of other people's texts count less than sentences about a panel's papers.
_PAIR_WEIGHT = 0.3
_THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """The features of a sentence against the window that the reader likes best, and the truth."""

    features: Features
    supported: bool
    weight: float


def case_examples(chosen: Sequence[Case], reader: Reader) -> list[Example]:
    """Return an example for every case that no rule refuses: its best window of 1 to 3."""
    found = []
    for case in chosen:
        held = sentences(case.source.passage.text)
        windows = [
            (" ".join(held[first : first + size]), case.source.header)
            for size in range(1, _LONGEST + 1)
            for first in range(len(held) - size + 1)
        ]
        windows = [one for one in windows if not window_problems(case.sentence, *one)]
        if not windows:
            continue
        best = max(measure(case.sentence, windows, reader), key=lambda one: one.reader)
        found.append(Example(features=best, supported=case.honest, weight=1.0))
    return found


def pair_examples(file: Path, reader: Reader, *, most: int = _DRAWN) -> list[Example]:
    """Return examples of a file of labelled pairs, `most` at most, always the same ones."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["task"] == "support"]
    random.Random(file.name).shuffle(rows)  # noqa: S311 - a sample, no secret
    return [
        Example(
            features=measure(row["query"], [(row["passage"], "")], reader)[0],
            supported=bool(row["label"]),
            weight=_PAIR_WEIGHT,
        )
        for row in rows[:most]
        if not window_problems(row["query"], row["passage"], "")
    ]


def fit(examples: Sequence[Example]) -> Weights:
    """Return the weights that tell supported sentences best; both kinds count the same."""
    model = LogisticRegression(class_weight="balanced", C=0.5, max_iter=1000)
    model.fit(
        np.array([astuple(one.features) for one in examples]),
        [one.supported for one in examples],
        sample_weight=[one.weight for one in examples],
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
    """Read the arguments, fit, and print weights and thresholds."""
    parser = argparse.ArgumentParser(prog="python -m eval.adversarial.calibrate")
    parser.add_argument("pairs", nargs="*", type=Path, help="files of labelled pairs")
    arguments = parser.parse_args()
    reader = load_reader(None)
    chosen = [case for case in cases() if case.half == "tune"]
    examples = case_examples(chosen, reader)
    for file in arguments.pairs:
        examples += pair_examples(file, reader)
    weights = fit(examples)
    show(f"{len(examples)} examples: {weights}")
    for threshold, shown, removed in outcomes(chosen, weights, reader):
        show(f"threshold {threshold:.2f}: {shown:.1%} shown wrongly, {removed:.1%} taken out")
    return 0


if __name__ == "__main__":
    sys.exit(main())
