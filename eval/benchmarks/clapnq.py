"""CLAPNQ (Rosenthal et al., TACL 2025): short grounded answers, and refusing without one."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from eval.benchmarks import panel
from eval.benchmarks.fitting import fitted
from eval.benchmarks.measures import Measure, Row, means, read_jsonl, refusal_measures
from eval.benchmarks.methods import Method, ranking
from eval.benchmarks.panel import Shown
from eval.benchmarks.pool import Source, Workshop
from eval.reader.data import fold_of, is_trained_on

NAME = "CLAPNQ"
SENTENCES_SHOWN = 2
Figures = dict[str, dict[str, list[float]]]


def measure(
    folder: Path, methods: Sequence[Method], workshop: Workshop | None = None
) -> list[Measure]:
    """Return refusal, right passage and gold sentences; all passages in one index.

    The confidence of a method is the score of its best passage. "Gold sentences" are over the
    answerable questions: of the best passage the method's two best sentences count as shown; where
    it is the wrong passage none of them is right. With a `workshop` the assistant is measured too:
    what speaks for an answer, and for showing a sentence, is weighed by regressions over the half
    of fold 0 that its reader did not train on; it shows the sentences that are likelier gold than
    not, at least one.
    """
    passages = read_jsonl(folder / "clapnq" / "passages.jsonl")
    questions = read_jsonl(folder / "clapnq" / "questions.jsonl")
    texts = [f"{one['title']}. {' '.join(one['sentences'])}" for one in passages]
    asked = [one["question"] for one in questions]
    measured = [fold_of(one["passage_id"]) == 1 for one in questions]
    confidences: dict[str, list[float]] = {}
    figures: Figures = defaultdict(lambda: defaultdict(list))
    for method in methods:
        scores = method.build(texts)(asked)
        if method.confident:
            confidences[method.name] = [float(row.max()) for row in scores]
        for question, row, counts in zip(questions, scores, measured, strict=True):
            if not counts or not question["answerable"]:
                continue
            best = passages[ranking(row)[0]]
            within = method.build(best["sentences"])([question["question"]])[0]
            shown = set(ranking(within)[:SENTENCES_SHOWN])
            _count(figures, method.name, question, best, shown)
    apart = [
        not one and not is_trained_on(q["passage_id"])
        for one, q in zip(measured, questions, strict=True)
    ]
    answerable = [bool(one["answerable"]) for one in questions]
    if workshop:
        given = panel.ask(workshop, _sources(passages), asked)
        confidences[panel.AS_SHIPPED] = [one.confidence for one in given]
        sentences = [
            panel.sentences(workshop, _sources(passages), one, found.ranking[0])
            if can and (may or counts)
            else ()
            for one, found, can, may, counts in zip(
                asked, given, answerable, apart, measured, strict=True
            )
        ]
        confidences[panel.NAME] = fitted([one.speaks for one in given], answerable, apart)
        tops = [passages[one.ranking[0]] for one in given]
        chosen = _chosen(questions, tops, sentences, apart)
        for question, top, shown, counts in zip(questions, tops, chosen, measured, strict=True):
            if counts and question["answerable"]:
                _count(figures, panel.NAME, question, top, shown)
    return refusal_measures(
        NAME, confidences, answerable, measured, {panel.NAME: apart, panel.AS_SHIPPED: apart}
    ) + means(NAME, figures)


def _count(figures: Figures, name: str, question: Row, best: Row, shown: set[int]) -> None:
    right = best["id"] == question["passage_id"]
    gold = set(question["gold_sentences"])
    hits = len(shown & gold) if right else 0
    figures["right passage first"][name].append(float(right))
    figures["gold sentences, precision"][name].append(hits / len(shown))
    figures["gold sentences, recall"][name].append(hits / len(gold))


def _sources(passages: Sequence[Row]) -> list[Source]:
    return [
        Source(text=" ".join(one["sentences"]), title=one["title"], document=one["id"])
        for one in passages
    ]


def _chosen(
    questions: Sequence[Row],
    best: Sequence[Row],
    sentences: Sequence[tuple[Shown, ...]],
    apart: Sequence[bool],
) -> list[set[int]]:
    """Return which sentences of its best passage the assistant shows for every question.

    None for a question whose sentences were not judged.
    """
    rows: list[tuple[float, ...]] = []
    gold: list[bool] = []
    use: list[bool] = []
    whose: list[tuple[int, int]] = []  # question, sentence of the set
    for n, (question, passage, shown) in enumerate(zip(questions, best, sentences, strict=True)):
        for one in shown:
            sentence = _sentence_at(passage["sentences"], one.start)
            rows.append(one.speaks)
            gold.append(sentence in question["gold_sentences"])
            use.append(apart[n] and passage["id"] == question["passage_id"])
            whose.append((n, sentence))
    scores = fitted(rows, gold, use)
    chosen: list[set[int]] = [set() for _ in questions]
    best_of: dict[int, tuple[float, int]] = {}
    for (n, sentence), score in zip(whose, scores, strict=True):
        best_of[n] = max(best_of.get(n, (score, sentence)), (score, sentence))
        if score >= 0:
            chosen[n].add(sentence)
    for n, (_, sentence) in best_of.items():
        chosen[n] = chosen[n] or {sentence}
    return chosen


def _sentence_at(sentences: Sequence[str], offset: int) -> int:
    """Return which sentence stands at an offset of the sentences joined by single spaces."""
    end = 0
    for n, one in enumerate(sentences):
        end += len(one) + 1
        if offset < end:
            return n
    return len(sentences) - 1
