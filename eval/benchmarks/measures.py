"""One line of the benchmark table, and how benchmark files are read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError
from eval.metrics.auroc import auroc
from eval.metrics.refusal import best_refusal, refusal

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """One figure of one benchmark for every method, 0 to 1; None where a method has no such."""

    benchmark: str
    name: str
    values: Mapping[str, float | None]
    count: int  # questions or claims it is over


def read_jsonl(path: Path) -> list[Row]:
    """Return the rows of a JSON Lines file; raises `SettingsError` when it is not there."""
    return [json.loads(line) for line in read_text(path).splitlines() if line]


def read_text(path: Path) -> str:
    """Return the text of a benchmark file; raises `SettingsError` when it is not there."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise SettingsError(
            f"{path} is missing; give the folder of the benchmarks, BENCHMARKS=FOLDER"
        ) from None


def refusal_measures(
    benchmark: str,
    confidences: Mapping[str, Sequence[float]],
    answerable: Sequence[bool],
    measured: Sequence[bool],
    choosing: Mapping[str, Sequence[bool]] | None = None,
) -> list[Measure]:
    """Return AUROC and refusal of each method's confidences over the `measured` questions.

    The threshold of a method is the one with the best F1 over the questions that are not measured,
    or over those of them that `choosing` marks for it.
    """
    inside = [n for n, one in enumerate(measured) if one]
    truth = [answerable[n] for n in inside]
    figures: dict[str, dict[str, float | None]] = {}
    for name, values in confidences.items():
        marked = (choosing or {}).get(name) or [True] * len(measured)
        outside = [n for n, one in enumerate(measured) if not one and marked[n]]
        threshold = threshold_of([values[n] for n in outside], [answerable[n] for n in outside])
        found = refusal([values[n] <= threshold for n in inside], truth)
        row = figures.setdefault
        row("AUROC of the confidence", {})[name] = auroc([values[n] for n in inside], truth)
        row("refusal precision", {})[name] = found.precision
        row("refusal recall", {})[name] = found.recall
        row("refusal F1", {})[name] = found.f1
    return [
        Measure(benchmark=benchmark, name=name, values=values, count=len(inside))
        for name, values in figures.items()
    ]


def threshold_of(scores: Sequence[float], answerable: Sequence[bool]) -> float:
    """Return the score up to which refusing has the best F1, half way to the next higher score."""
    best = best_refusal(scores, answerable).threshold
    if best is None:
        return float("-inf")
    above = [score for score in scores if score > best]
    return (best + min(above)) / 2 if above else best


def means(benchmark: str, figures: Mapping[str, Mapping[str, Sequence[float]]]) -> list[Measure]:
    """Return the means of figures given as measure -> method -> one value a question."""
    return [
        Measure(
            benchmark=benchmark,
            name=name,
            values={method: sum(v) / len(v) if v else None for method, v in by_method.items()},
            count=max((len(v) for v in by_method.values()), default=0),
        )
        for name, by_method in figures.items()
    ]
