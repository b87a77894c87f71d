"""The JSON that other programs read: the keys are always there, in any answer."""

import json
from datetime import date

from assistant.contracts import answer_json, document_json, passage_json, place_json
from assistant.types import Answer, Conflict, Place
from tests.assistant.asked import ask
from tests.assistant.contract import check_answer, check_passage
from tests.assistant.invented import LETTER, MINUTES, PASSAGES, held


def test_an_answer() -> None:
    told = answer_json(ask("How much did the dredging cost?", "£41,000"))
    check_answer(told)
    assert told["status"] == "answered"
    (citation,) = told["citations"]
    assert citation["document"]["meeting_date"] == "2022-05-12"
    assert citation["place"]["item"] == "34" and citation["place"]["key_aim"] is None
    assert json.loads(json.dumps(told)) == told


def test_a_refusal() -> None:
    check_answer(answer_json(ask("Did the dredging bring gold?")))
    check_answer(answer_json(ask("What?")))


def test_conflicts() -> None:
    answer = Answer(
        id="a",
        question="?",
        standalone_question="?",
        status="answered",
        mode="quotes",
        text="x",
        conflicts=(Conflict(about="cost", citations=(1, 2)),),
    )
    assert answer_json(answer)["conflicts"] == [{"about": "cost", "citations": [1, 2]}]


def test_documents_and_places() -> None:
    assert document_json(LETTER)["meeting_date"] is None
    assert date.fromisoformat(document_json(MINUTES)["meeting_date"]) == MINUTES.meeting_date
    assert all(value in (None, False, []) for value in place_json(Place()).values())


def test_passages() -> None:
    for one in PASSAGES:
        check_passage(passage_json(one))
    assert passage_json(held("The spare pump"))["cut_short"] is True
    assert passage_json(held("Sandbags"))["page"] == 3
