"""The shipped question sets are sound, and their gold facts stand in the documents they name."""

import os
from collections import Counter
from pathlib import Path

import pytest

from eval.metrics.matching import groups_met
from eval.question_set import Question, load_questions

FOLDER = Path(__file__).parents[2] / "eval" / "questions"
SETS = {name: load_questions(FOLDER / f"{name}.jsonl") for name in ("panel", "panel-unseen")}
EVERY = [question for questions in SETS.values() for question in questions]


def test_there_are_enough_questions_of_every_kind() -> None:
    panel = SETS["panel"]
    assert len(panel) >= 90
    assert sum(not question.answerable for question in panel) >= 24
    assert sum(question.kind == "near_miss" for question in panel) >= 16
    assert sum(bool(question.history) for question in panel) >= 6
    assert len(SETS["panel-unseen"]) >= 25


def test_no_question_stands_in_both_sets() -> None:
    assert max(Counter(question.id for question in EVERY).values()) == 1
    asked = Counter((question.question.casefold(), str(question.history)) for question in EVERY)
    assert max(asked.values()) == 1


def test_gold_is_not_in_the_question_that_asks_for_it() -> None:
    # A refusal that repeats the question must not look like an answer.
    told = [
        question.id
        for question in EVERY
        if question.answerable and all(groups_met([question.question], question.gold))
    ]
    assert told == []


def _raw(kind: object) -> str:
    shared = os.environ.get("PANEL_SHARED")
    if not shared:
        pytest.skip("PANEL_SHARED is not set: the original documents are not here")
    texts = [path.read_text(encoding="utf-8") for path in Path(shared, "documents").glob("*.txt")]
    kinds = {"report": "progress report", "minutes": "agenda and minutes"}
    found = [
        text
        for text in texts
        if kind is None or kinds[str(kind)] in " ".join(text[:400].casefold().split())
    ]
    assert found
    return "\n".join(found)


@pytest.mark.parametrize("question", [q for q in EVERY if q.answerable], ids=lambda q: q.id)
def test_gold_stands_in_the_original_document(question: Question) -> None:
    text = _raw(question.cite.get("document"))
    met = groups_met([text], question.gold)
    assert [g for g, one in zip(question.gold, met, strict=True) if not one] == []
