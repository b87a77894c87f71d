"""The sample documents with the real models: clear questions, and clear refusals."""

import pytest

from assistant.contracts import answer_json
from assistant.scoring.reader import load_reader
from assistant.types import Answer, Filters, Turn
from assistant.wiring import PanelAssistant
from tests.assistant.contract import check_answer


def _ask(samples: PanelAssistant, question: str, **given: object) -> Answer:
    answer = samples.ask(question, **given)
    check_answer(answer_json(answer))
    texts = {
        one.id: one.text
        for held in samples.documents()
        for one in samples.library.passages(held.id)
    }
    for citation in answer.citations:
        assert texts[citation.passage_id][citation.start : citation.end] == citation.quote
    return answer


@pytest.mark.parametrize(
    ("question", "quoted", "place"),
    [
        ("How many dog thefts were reported in the last year?", "40", {"item": "17/21"}),
        ("How many referrals did the National Referral Mechanism receive?", "372", {}),
        ("How many referrals were for forced labour?", "69", {"item": "13/21"}),
        ("What actions were agreed?", "[Action: PCC/ TVP]", {"item": "17/21"}),
        ("Which items were on the agenda?", "Apologies", {"item": "11/21"}),
        ("What was done under key aim 4 in 2019/20?", "", {"key_aim": 4, "year": "2019/20"}),
    ],
)
def test_answered(
    samples: PanelAssistant, question: str, quoted: str, place: dict[str, object]
) -> None:
    answer = _ask(samples, question)
    assert answer.status == "answered", answer.text
    assert any(
        quoted in citation.quote
        and all(getattr(citation.place, name) == value for name, value in place.items())
        for citation in answer.citations
    ), answer.text


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What was done under key aim 9?", "Key Aim 9"),
        ("What was said under item 99/21?", "item 99/21"),
        ("What was decided at the meeting of 4 May 2022?", "26 March 2021"),
        ("What did Winston Churchill say about county lines?", "Winston Churchill"),
        ("How many penguins live in the Antarctic?", ""),
        ("What does a season ticket for the cricket club cost?", ""),
    ],
)
def test_refused(samples: PanelAssistant, question: str, reason: str) -> None:
    answer = _ask(samples, question)
    assert answer.status == "not_found", answer.text
    assert "2 documents, meetings from 26 March 2021" in answer.text
    assert reason in answer.text
    assert not answer.citations


def test_a_conversation(samples: PanelAssistant) -> None:
    before = Turn(question="What was done under key aim 2 in 2020/21?", answer="…")
    answer = _ask(samples, "and in 2019/20?", history=[before])
    assert answer.status == "answered"
    assert {(c.place.key_aim, c.place.year) for c in answer.citations} == {(2, "2019/20")}


def test_only_minutes(samples: PanelAssistant) -> None:
    answer = _ask(samples, "Who spoke on county lines?", filters=Filters(kinds=("minutes",)))
    assert answer.coverage.startswith("1 document,")
    assert {citation.document.kind for citation in answer.citations} <= {"minutes"}


def test_examples_are_answered(samples: PanelAssistant) -> None:
    examples = samples.examples()
    assert 3 <= len(examples) <= 5
    for question in examples:
        assert _ask(samples, question).status == "answered", question


def test_a_quote_among_its_neighbours(samples: PanelAssistant) -> None:
    answer = _ask(samples, "How many dog thefts were reported in the last year?")
    found = answer.citations[0].passage_id
    around = samples.context(found, before=2, after=2)
    assert found in [one.id for one in around]
    assert [one.order for one in around] == sorted(one.order for one in around)
    assert len(around) == 5


def test_the_reader_prefers_the_answer() -> None:
    reader = load_reader(None)
    windows = [
        "The bus leaves at nine.",
        "In the last year around 40 dog thefts were reported.",
        "A long sentence about nothing in particular, " * 40,
    ]
    scores = reader.judge("answer", "How many dog thefts were reported?", windows)
    assert max(scores) == scores[1]
    # Whatever shares a batch with it, a window keeps its score and its place.
    back = reader.judge("answer", "How many dog thefts were reported?", windows[::-1])
    assert back == pytest.approx(scores[::-1], abs=0.3)
    assert reader.judge("answer", "What?", []) == []
