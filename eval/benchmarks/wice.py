"""WiCE (Kamoi et al., EMNLP 2023): whether the evidence supports a claim."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sklearn.metrics import balanced_accuracy_score, f1_score, roc_curve

from eval.benchmarks.fitting import fitted
from eval.benchmarks.measures import Measure, Row, means, read_jsonl
from eval.benchmarks.methods import Build, Method, ranking
from eval.metrics.auroc import auroc
from eval.metrics.ranking import recall_at_k
from eval.reader.data import fold_of, is_trained_on

NAME = "WiCE"
DEPTH = 5
Support = Callable[[str, Sequence[str]], float]  # claim, evidence sentences -> how supported

Features = Callable[[str, Sequence[str]], Sequence[float]]


def best_sentence(build: Build) -> Support:
    """Return the plain way to judge support: the score of the claim's best evidence sentence."""
    return lambda claim, evidence: float(build(evidence)([claim]).max())


def measure(
    folder: Path,
    methods: Sequence[Method],
    supports: Mapping[str, Support],
    features: Mapping[str, Features] | None = None,
) -> list[Measure]:
    """Return how well `supports` tell supported claims from the rest, over fold 1.

    `features` are combined by a regression over the half of fold 0 that no reader trained on, both
    kinds of claims weighing the same; a claim is supported where that says likelier than not.

    Balanced accuracy and F1 (of "supported") are at the threshold with the best balanced accuracy
    on fold 0. `methods` rank the evidence sentences: recall@5 of one set of supporting sentences,
    the best of the annotated sets.
    """
    rows = [row for row in read_jsonl(folder / "wice" / "claims.jsonl") if row["evidence"]]
    chosen = [row for row in rows if not fold_of(row["id"])]
    measured = [row for row in rows if fold_of(row["id"])]
    truth = [_supported(row) for row in measured]
    figures: dict[str, dict[str, float | None]] = defaultdict(dict)
    apart = [not is_trained_on(row["id"]) for row in chosen]
    judged: dict[str, tuple[list[float], float]] = {}
    for name, support in supports.items():
        scores = [support(row["claim"], row["evidence"]) for row in chosen]
        threshold = _best_threshold(scores, [_supported(row) for row in chosen])
        judged[name] = [support(row["claim"], row["evidence"]) for row in measured], threshold
    for name, speaks in (features or {}).items():
        every = [*chosen, *measured]
        scores = fitted(
            [speaks(row["claim"], row["evidence"]) for row in every],
            [_supported(row) for row in every],
            apart + [False] * len(measured),
            balanced=True,
        )
        judged[name] = scores[len(chosen) :], 0.0
    for name, (scores, threshold) in judged.items():
        said = [score >= threshold for score in scores]
        figures["AUROC of support"][name] = auroc(scores, truth)
        figures["balanced accuracy"][name] = float(balanced_accuracy_score(truth, said))
        figures["F1 of supported"][name] = float(f1_score(truth, said, zero_division=0))
    with_gold = [row for row in measured if any(row["supporting_sentences"])]
    found = {method.name: [_found(row, method) for row in with_gold] for method in methods}
    return [
        Measure(benchmark=NAME, name=name, values=values, count=len(measured))
        for name, values in figures.items()
    ] + means(NAME, {f"supporting sentences, recall@{DEPTH}": found})


def _supported(row: Row) -> bool:
    return bool(row["label"] == "supported")


def _best_threshold(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """Return the threshold with the best balanced accuracy (Youden's J)."""
    false_rate, true_rate, thresholds = roc_curve(list(truth), list(scores))
    return float(thresholds[(true_rate - false_rate).argmax()])


def _found(row: Row, method: Method) -> float:
    ranked = [str(n) for n in ranking(method.build(row["evidence"])([row["claim"]])[0])]
    sets = [{str(n) for n in one} for one in row["supporting_sentences"] if one]
    return max(recall_at_k(ranked, one, DEPTH) for one in sets)
