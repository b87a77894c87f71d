"""The shipped question sets are sound, and their gold facts stand in the documents they name."""

import os
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from assistant.contracts import document_json, place_json
from eval.metrics.matching import groups_met
from eval.metrics.place import cites
from eval.question_set import Question, load_questions
from ingest.parse import parse_file

FOLDER = Path(__file__).parents[2] / "eval" / "questions"
NAMES = ("panel", "panel-typed", "panel-unseen", "other-panels")
SETS = {name: load_questions(FOLDER / f"{name}.jsonl") for name in NAMES}
EVERY = [question for questions in SETS.values() for question in questions]
OTHER_PANELS = Path(__file__).parents[1] / "fixtures" / "panels"


def test_there_are_enough_questions_of_every_kind() -> None:
    panel = SETS["panel"]
    assert len(panel) >= 150
    assert sum(not question.answerable for question in panel) >= 45
    assert sum(question.kind == "near_miss" for question in panel) >= 30
    assert sum(question.listing for question in panel) >= 15
    assert len(_chains(panel)) >= 20
    assert len(SETS["panel-unseen"]) >= 25


@pytest.mark.parametrize("name", ["panel-typed", "other-panels"])
def test_the_other_sets_for_tuning_have_the_same_kinds(name: str) -> None:
    questions = SETS[name]
    refused = sum(not question.answerable for question in questions)
    assert 0.25 * len(questions) <= refused <= 0.35 * len(questions)
    assert len(_chains(questions)) >= 5
    assert sum(question.listing for question in questions) >= 4
    tuned = {question.kind for question in SETS["panel"]}
    assert {question.kind for question in questions} <= tuned


def _chains(questions: list[Question]) -> dict[str, list[Question]]:
    """The turns of every chain, by its name: "chain-dogs-3" is the third turn of "chain-dogs"."""
    chains: dict[str, list[Question]] = {}
    for question in questions:
        if "chain-" in question.id:
            chains.setdefault(question.id.rpartition("-")[0], []).append(question)
    return chains


@pytest.mark.parametrize("name", NAMES)
def test_every_turn_of_a_chain_holds_the_turns_before_it(name: str) -> None:
    for turns in _chains(SETS[name]).values():
        assert 1 <= len(turns) <= 3
        for number, turn in enumerate(turns, start=1):
            assert turn.id.endswith(f"-{number + 1}")
            assert len(turn.history) == number
        for earlier, later in pairwise(turns):
            assert later.history[:-1] == earlier.history
            assert later.history[-1]["question"] == earlier.question
            said = later.history[-1]["answer"]
            assert bool(said) and (not earlier.answerable or said.endswith("[1]"))


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
        if path.suffix in {".txt", ".md", ".html", ".pdf"}:
            parsed = parse_file(path)
            document = document_json(parsed.document)
            for passage in parsed.passages:
                place = {"document": document, "place": place_json(passage.place)}
                found.append((place, passage.text))
    assert found
    return found


def _not_at_its_place(question: Question, folder: Path) -> list[tuple[str, ...]]:
    there = [text for place, text in _passages(folder) if cites(place, question.cite)]
    everywhere = [text for _, text in _passages(folder)]
    met = groups_met(there, question.gold) + groups_met(everywhere, question.also)
    groups = [*question.gold, *question.also]
    return [group for group, one in zip(groups, met, strict=True) if not one]


ANSWERABLE = [
    question
    for name, questions in SETS.items()
    for question in questions
    if question.answerable and name != "other-panels"
]


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda question: question.id)
def test_gold_stands_at_its_place_in_the_samples(question: Question) -> None:
    assert _not_at_its_place(question, SAMPLES) == []


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda question: question.id)
def test_gold_stands_at_its_place_in_the_originals(question: Question) -> None:
    assert _not_at_its_place(question, _originals()) == []


@pytest.mark.parametrize(
    "question",
    [question for question in SETS["other-panels"] if question.answerable],
    ids=lambda question: question.id,
)
def test_gold_stands_at_its_place_in_the_papers_of_other_panels(question: Question) -> None:
    assert _not_at_its_place(question, OTHER_PANELS) == []
