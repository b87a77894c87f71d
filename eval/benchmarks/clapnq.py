"""CLAPNQ (Rosenthal et al., TACL 2025): short grounded answers, and refusing without one."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from eval.benchmarks.measures import Measure, means, read_jsonl, refusal_measures
from eval.benchmarks.methods import Method, ranking
from eval.reader.data import fold_of

NAME = "CLAPNQ"
SENTENCES_SHOWN = 2


def measure(folder: Path, methods: Sequence[Method]) -> list[Measure]:
    """Return refusal, right passage and gold sentences; all passages in one index.

    The confidence of a method is the score of its best passage. "Gold sentences" are over the
    answerable questions: of the best passage the method's two best sentences count as shown; where
    it is the wrong passage none of them is right.
    """
    passages = read_jsonl(folder / "clapnq" / "passages.jsonl")
    questions = read_jsonl(folder / "clapnq" / "questions.jsonl")
    texts = [f"{one['title']}. {' '.join(one['sentences'])}" for one in passages]
    asked = [one["question"] for one in questions]
    measured = [fold_of(one["passage_id"]) == 1 for one in questions]
    confidences: dict[str, list[float]] = {}
    figures: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for method in methods:
        scores = method.build(texts)(asked)
        if method.confident:
            confidences[method.name] = [float(row.max()) for row in scores]
        for question, row, counts in zip(questions, scores, measured, strict=True):
            if not counts or not question["answerable"]:
                continue
            best = passages[ranking(row)[0]]
            right = best["id"] == question["passage_id"]
            within = method.build(best["sentences"])([question["question"]])[0]
            shown = set(ranking(within)[:SENTENCES_SHOWN])
            gold = set(question["gold_sentences"])
            hits = len(shown & gold) if right else 0
            figures["right passage first"][method.name].append(float(right))
            figures["gold sentences, precision"][method.name].append(hits / len(shown))
            figures["gold sentences, recall"][method.name].append(hits / len(gold))
    answerable = [bool(one["answerable"]) for one in questions]
    return refusal_measures(NAME, confidences, answerable, measured) + means(NAME, figures)
