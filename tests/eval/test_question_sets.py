"""The shipped question sets are sound, and their gold facts stand in the documents they name."""

import os
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from assistant.contracts import document_json, place_json
from eval.metrics.matching import groups_met
from eval.metrics.place import cites
from eval.question_set import Question, load_questions
from ingest.parse import parse_file

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


SAMPLES = Path(str(files("ingest.sample"))) / "documents"


def _originals() -> Path:
    shared = os.environ.get("PANEL_SHARED")
    if not shared:
        pytest.skip("PANEL_SHARED is not set: the original documents are not here")
    return Path(shared, "documents")


@cache
def _passages(folder: Path) -> list[tuple[dict[str, Any], str]]:
    """The place of every passage in a folder's files, as a citation carries it, and its text."""
    found = []
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        if path.suffix in {".txt", ".html", ".pdf"}:
            parsed = parse_file(path)
            document = document_json(parsed.document)
            for passage in parsed.passages:
                place = {"document": document, "place": place_json(passage.place)}
                found.append((place, passage.text))
    assert found
    return found


def _not_at_its_place(question: Question, folder: Path) -> list[tuple[str, ...]]:
    there = [text for place, text in _passages(folder) if cites(place, question.cite)]
    met = groups_met(there, question.gold)
    return [group for group, one in zip(question.gold, met, strict=True) if not one]


ANSWERABLE = [question for question in EVERY if question.answerable]


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda question: question.id)
def test_gold_stands_at_its_place_in_the_samples(question: Question) -> None:
    assert _not_at_its_place(question, SAMPLES) == []


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda question: question.id)
def test_gold_stands_at_its_place_in_the_originals(question: Question) -> None:
    assert _not_at_its_place(question, _originals()) == []
