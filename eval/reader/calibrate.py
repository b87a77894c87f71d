"""Fit the weights that turn what speaks for a window into the confidence that it answers.

    python -m eval.reader.calibrate QUESTIONS.jsonl@INDEX… [--readers FOLDER…]

A window is right when it holds a gold fact at the gold place. Logistic regression with an L2
penalty (scikit-learn) over `assistant.scoring.evidence.Features`. Prints the weights that tell
right windows from others, to be put into `assistant.scoring.evidence.WEIGHTS`, those that tell by
the best window whether a question can be answered (`ANSWERABLE`), and what every refusal threshold
gives on the same questions. Use tuning sets; the unseen set stays unseen.
"""

import argparse
import math
from collections.abc import Sequence
from dataclasses import astuple, fields, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.answering.answering import make_answer, usable_evidence
from assistant.answering.judging import judge_evidence
from assistant.answering.searching import search_library
from assistant.answering.understanding import understand_request
from assistant.config import load_settings
from assistant.contracts import answer_json
from assistant.scoring.evidence import Evidence, Features, Weights, is_furniture
from assistant.scoring.reader import OnnxReader
from assistant.steps import Judged, Request
from assistant.types import Turn
from assistant.wiring import build_assistant
from eval.metrics.matching import groups_met
from eval.question_set import Question, load_questions
from eval.results import judge, summarise

_NAMES = [field.name for field in fields(Features)]
# How much of the weights of windows is mixed in, which keeps the line on questions like those tuned
# on; on sets of other questions a smaller share told a little better.
_SHARE = 0.3
_THRESHOLDS = (0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6)


def judged_questions(
    questions: Sequence[Question], index: Path, reader: OnnxReader
) -> list[tuple[Question, Judged]]:
    """Return every question with its judged evidence."""
    library = build_assistant(load_settings(index=index)).library
    rows = []
    for question in questions:
        history = tuple(
            Turn(question=turn["question"], answer=turn.get("answer", ""))
            for turn in question.history
        )
        request = Request(question=question.question, history=history)
        found = search_library(understand_request(request, library), library)
        rows.append((question, judge_evidence(found, library, reader)))
    return rows


def is_right(question: Question, evidence: Evidence) -> bool:
    """Whether a window holds a gold fact at the gold place."""
    if not question.answerable or not any(groups_met([evidence.text], question.gold)):
        return False
    place, wanted = evidence.passage.place, question.cite
    return all(
        wanted.get(name) in (None, getattr(place, name)) for name in ("item", "key_aim", "question")
    )


def fit(rows: Sequence[tuple[Question, Judged]]) -> Weights:
    """Return the weights that tell right windows from others best."""
    windows = [
        (evidence, is_right(question, evidence))
        for question, judged in rows
        for evidence in judged.evidence
        if not is_furniture(evidence.passage, judged.found.understood.asked)
    ]
    features = np.array([astuple(evidence.features) for evidence, _ in windows])
    right = np.array([label for _, label in windows])
    model = LogisticRegression(max_iter=2000).fit(features, right)
    print(f"{len(windows)} windows of {len(rows)} questions, {right.sum()} right")
    weights = {name: float(w) for name, w in zip(_NAMES, model.coef_[0], strict=True)}
    return Weights(bias=float(model.intercept_[0]), **weights)


def fit_answerable(sets: Sequence[Sequence[tuple[Question, Judged]]]) -> Weights:
    """Return the weights that tell by its best window whether a question can be answered.

    Lists, comparisons and what is answered from the structure are left out. Each set of questions
    weighs the same, however many it has.
    """
    features, answerable, weight = [], [], []
    for rows in sets:
        best = [
            (usable[0], question.answerable)
            for question, judged in rows
            if not (judged.found.listing or judged.found.sides or judged.found.straight)
            and (usable := usable_evidence(judged.found.understood.asked, judged.evidence))
        ]
        features += [astuple(evidence.features) for evidence, _ in best]
        answerable += [label for _, label in best]
        weight += [1 / len(best)] * len(best)
    scale = len(weight) / sum(weight)
    model = LogisticRegression(max_iter=3000).fit(
        np.array(features), np.array(answerable), sample_weight=scale * np.array(weight)
    )
    print(f"{len(weight)} best windows, {sum(answerable)} of questions that can be answered")
    weights = {name: float(w) for name, w in zip(_NAMES, model.coef_[0], strict=True)}
    return Weights(bias=float(model.intercept_[0]), **weights)


def mixed(some: Weights, others: Weights, share: float) -> Weights:
    """Return `share` of some weights and the rest of others, weight by weight."""
    pairs = zip(astuple(some), astuple(others), strict=True)
    return Weights(
        **{
            field.name: share * one + (1 - share) * other
            for field, (one, other) in zip(fields(Weights), pairs, strict=True)
        }
    )


def with_weights(judged: Judged, weights: Weights) -> Judged:
    """Return the evidence with its confidence by other weights, best first."""
    evidence = [
        replace(one, confidence=weights.confidence(one.features)) for one in judged.evidence
    ]
    return replace(judged, evidence=tuple(sorted(evidence, key=lambda one: -one.confidence)))


def report(rows: Sequence[tuple[Question, Judged]], weights: Weights) -> None:
    """Print what every refusal threshold gives."""
    for threshold in _THRESHOLDS:
        results = [
            judge(
                question,
                answer_json(
                    make_answer(with_weights(judged, weights), max_quotes=4, refuse_below=threshold)
                ),
                0.0,
                None,
            )
            for question, judged in rows
        ]
        s = summarise(results)
        print(
            f"{threshold:.2f}  right {s.answered_right:.3f}  place {s.place_right:.3f}  "
            f"lists {s.list_recall or 0:.2f}  refusal precision {s.refusal_precision:.3f} "
            f"recall {s.refusal_recall:.3f}  AUROC {s.confidence_auroc:.3f}  "
            f"quotes {s.quotes_per_answer}  words {s.words_per_answer}"
        )


def main() -> None:
    """Fit and report, once for each reader given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="QUESTIONS.jsonl@INDEX")
    parser.add_argument(
        "--threshold", type=float, help="fitted confidence that is to become 0.5, after a first run"
    )
    parser.add_argument("--readers", type=Path, nargs="*", default=[None])
    args = parser.parse_args()
    named = [one.rpartition("@") for one in args.sets]
    for folder in args.readers:
        reader = OnnxReader(folder)
        sets = [
            judged_questions(load_questions(Path(questions)), Path(index), reader)
            for questions, _, index in named
        ]
        rows = [row for one in sets for row in one]
        weights = fit(rows)
        if args.threshold:
            # A right window is rare, so that the fitted probabilities are small; moving the bias
            # changes no order and makes 0.5 the point of refusal.
            odds = args.threshold / (1 - args.threshold)
            weights = replace(weights, bias=weights.bias - math.log(odds))
        print("WEIGHTS", weights)
        answerable = fit_answerable(sets)
        print("fitted to whether a question can be answered", answerable)
        print("ANSWERABLE", mixed(weights, answerable, _SHARE))
        report(rows, weights)


if __name__ == "__main__":
    main()
