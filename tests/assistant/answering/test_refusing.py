"""What is not answered, and what the refusal says."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.refusing import coverage
from assistant.asking.examples import clarifying_questions
from assistant.errors import QuestionError
from tests.assistant.asked import HELD, ask, quotes
from tests.assistant.invented import (
    LETTER,
    MINUTES,
    REPORT,
    InventedLibrary,
    passage,
)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What was done under key aim 9?", "There is no Key Aim 9 in them."),
        ("What was said under minute 99?", "There is no item 99 in them (items 33 to 35)."),
        ("What was decided at the meeting of 4 June 2021?", "meetings I hold are of 12 May 2022."),
        ("What did Bertrand Ashby say about otters?", "Bertrand Ashby."),
        ("How many wardens were trained in 2030/31?", "Nothing in them is recorded for 2030/31."),
    ],
)
def test_a_refusal_says_what_is_held_and_why(question: str, reason: str) -> None:
    answer = ask(question, "otters", "dredging", "wardens")
    assert answer.status == "not_found"
    assert answer.text.startswith("Not found in what I hold: 3 documents, meetings from 12 May")
    assert answer.text.endswith(reason)
    assert answer.text.count("\n") == 0
    assert not answer.citations and not answer.sentences
    assert answer.coverage == HELD


def test_the_reader_says_no() -> None:
    answer = ask("Did the dredging bring gold?")
    assert (answer.status, answer.citations, answer.sentences) == ("not_found", (), ())
    assert HELD in answer.text
    assert answer.confidence < 0.5


def test_nothing_is_asked() -> None:
    answer = ask("What?")
    assert answer.status == "needs_clarification"
    assert HELD in answer.text
    assert not answer.citations


def test_the_head_of_a_paper_is_quoted_whole() -> None:
    lines = ("Eastmere Flood Committee", "Thursday, 12 May 2022, 2.00 pm", "Venue: the Corn Hall")
    library = InventedLibrary(
        held_passages=tuple(passage(text, order=n, part="title") for n, text in enumerate(lines))
    )
    answer = ask("Where did the committee meet on 12 May 2022?", "12 May", library=library)
    assert lines[2] in quotes(answer)


def test_asking_back_offers_choices() -> None:
    vague = ask("Any update?")
    assert vague.status == "needs_clarification"
    assert 2 <= len(vague.suggestions) <= 3
    for choice in vague.suggestions:
        assert ask(choice, "dredging", "pump").status == "answered", choice
    # What it shares words with comes first.
    near = clarifying_questions("and the stations?", InventedLibrary())
    assert near[0] == "What was said about “Pumping stations”?"


def test_questions_are_offered_where_there_is_no_answer() -> None:
    refused = ask("Did the dredging bring gold?")
    assert refused.suggestions
    for offered in refused.suggestions:
        assert ask(offered, "otters", "dredging").status == "answered", offered


@pytest.mark.parametrize(
    "question", ["Что сказал комиссар?", "警察做了什么？", "ماذا قالت الشرطة؟", "😀?", "?!"]
)
def test_other_scripts_get_a_polite_answer(question: str) -> None:
    answer = ask(question)
    assert answer.status in {"not_found", "needs_clarification"}
    assert HELD in answer.text


def test_an_empty_library() -> None:
    empty = InventedLibrary(held_documents=(), held_passages=())
    for question in ("How much did it cost?", "What are the key aims?", "What was item 3?"):
        answer = ask(question, "cost", library=empty)
        assert answer.status in {"not_found", "needs_clarification"}
        assert "0 documents" in answer.text


def test_coverage() -> None:
    assert coverage([]) == "0 documents"
    assert coverage([LETTER]) == "1 document"
    assert coverage([LETTER, MINUTES]) == ("2 documents, meetings from 12 May 2022 to 12 May 2022")
    earlier = replace(REPORT, meeting_date=date(2021, 12, 1))
    assert coverage([MINUTES, earlier]).endswith("from 1 December 2021 to 12 May 2022")


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\u00a0"])
def test_no_question(question: str) -> None:
    with pytest.raises(QuestionError, match="type a question"):
        ask(question)


def test_a_question_that_is_too_long() -> None:
    with pytest.raises(QuestionError, match=r"10,000 characters long.* at most 2,000") as raised:
        ask("x" * 10_000)
    assert "\n" not in str(raised.value)


def test_white_space_does_not_count() -> None:
    answer = ask("How   much\n\ndid the dredging" + " " * 5000 + "cost?", "£41,000")
    assert answer.question == "How much did the dredging cost?"
    assert answer.status == "answered"
