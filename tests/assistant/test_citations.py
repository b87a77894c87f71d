"""Labels that can be read out, and quotes that are proven."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import cite, label, prove, spoken_date
from assistant.errors import EvidenceError
from assistant.types import Answer, Place, Sentence
from tests.assistant.invented import LETTER, MINUTES, REPORT, held, passage


@pytest.mark.parametrize(
    ("document", "place", "said"),
    [
        (
            MINUTES,
            Place(item="17/21", question=1, speaker="Clerk"),
            "Minutes, 12 May 2022, item 17/21, Members' Question 1",
        ),
        (MINUTES, Place(item="34", page=2), "Minutes, 12 May 2022, item 34, page 2"),
        (
            MINUTES,
            Place(item="34", strategic_priority=4, key_aim=2),
            "Minutes, 12 May 2022, item 34",
        ),
        (MINUTES, Place(headings=("A", "B")), "Minutes, 12 May 2022, “B”"),
        (MINUTES, Place(), "Minutes, 12 May 2022"),
        (
            REPORT,
            Place(strategic_priority=4, key_aim=1, strand="Delivery Plan", year="2019/20", page=3),
            "Report on Strategic Priority 4, 12 May 2022, Key Aim 1, Delivery Plan, 2019/20, "
            "page 3",
        ),
        (REPORT, Place(key_aim=1), "Report, 12 May 2022, Key Aim 1"),
        (
            REPORT,
            Place(headings=("Priority 2", "Objective 3"), year="2020/21"),
            "Report, 12 May 2022, 2020/21, “Objective 3”",
        ),
        (LETTER, Place(headings=("Help",)), "Letter to Residents, “Help”"),
        (LETTER, Place(page=1), "Letter to Residents, page 1"),
        (replace(MINUTES, kind="agenda"), Place(item="3"), "Agenda, 12 May 2022, item 3"),
        (replace(MINUTES, meeting_date=None), Place(item="3"), "Minutes, item 3"),
    ],
)
def test_label(document: object, place: Place, said: str) -> None:
    assert label(document, place) == said


def test_spoken_date_has_no_leading_zero() -> None:
    early = replace(MINUTES, meeting_date=MINUTES.meeting_date.replace(day=2))
    assert spoken_date(early) == "2 May 2022"
    assert spoken_date(LETTER) is None


def test_a_citation_is_a_slice() -> None:
    one = held("dredging of the Ember cost")
    citation = cite(3, MINUTES, one, 4, 12)
    assert (citation.number, citation.quote) == (3, "dredging")
    assert one.text[citation.start : citation.end] == citation.quote
    assert (citation.passage_id, citation.place, citation.document) == (one.id, one.place, MINUTES)
    assert citation.label == "Minutes, 12 May 2022, item 34"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 3), (0, 11), (10, 11), (0, 0)])
def test_a_span_outside_the_passage(start: int, end: int) -> None:
    with pytest.raises(EvidenceError, match="not in passage"):
        cite(1, MINUTES, passage("ten  chars"), start, end)


@given(st.text(min_size=1, max_size=40), st.integers(-5, 45), st.integers(-5, 45))
def test_any_span_is_a_slice_or_an_error(text: str, start: int, end: int) -> None:
    one = passage(text)
    if 0 <= start < end <= len(text):
        assert cite(1, MINUTES, one, start, end).quote == text[start:end]
    else:
        with pytest.raises(EvidenceError):
            cite(1, MINUTES, one, start, end)


_ONE = held("dredging of the Ember cost")


def _answer(**changes: object) -> Answer:
    citation = cite(1, MINUTES, _ONE, 0, 39)
    answer = Answer(
        id="a",
        question="?",
        standalone_question="?",
        status="answered",
        mode="quotes",
        text="",
        sentences=(Sentence(text=f"“{citation.quote}”", citations=(1,), support="verbatim"),),
        citations=(citation,),
    )
    return replace(answer, **changes)


def test_a_proven_answer_comes_back_as_it_is() -> None:
    assert prove(_answer(), [_ONE]) == _answer()


def test_a_quote_that_is_not_in_its_passage() -> None:
    wrong = replace(_answer().citations[0], quote="The dredging of the Ember cost £14,000.")
    sentence = Sentence(text=f"“{wrong.quote}”", citations=(1,), support="verbatim")
    with pytest.raises(EvidenceError, match="not in its passage"):
        prove(_answer(citations=(wrong,), sentences=(sentence,)), [_ONE])


def test_a_quote_at_another_place_of_its_passage() -> None:
    moved = replace(_answer().citations[0], start=1, end=40)
    with pytest.raises(EvidenceError, match="not in its passage"):
        prove(_answer(citations=(moved,)), [_ONE])


def test_a_passage_that_was_not_given() -> None:
    with pytest.raises(EvidenceError, match="no passage"):
        prove(_answer(), [])


@pytest.mark.parametrize("marks", [(), (2,), (1, 2)])
def test_a_sentence_without_its_citation(marks: tuple[int, ...]) -> None:
    sentence = replace(_answer().sentences[0], citations=marks)
    with pytest.raises(EvidenceError, match="without its citation"):
        prove(_answer(sentences=(sentence,)), [_ONE])


def test_a_verbatim_sentence_that_does_not_show_its_quote() -> None:
    sentence = Sentence(text="Dredging is dear.", citations=(1,), support="verbatim")
    with pytest.raises(EvidenceError, match="does not show its quote"):
        prove(_answer(sentences=(sentence,)), [_ONE])
    entailed = replace(sentence, support="entailed")
    assert prove(_answer(sentences=(entailed,)), [_ONE]).sentences == (entailed,)


@pytest.mark.parametrize("status", ["not_found", "needs_clarification"])
def test_sources_under_a_refusal(status: str) -> None:
    with pytest.raises(EvidenceError, match="must not show sources"):
        prove(_answer(status=status), [_ONE])


def test_an_answer_without_evidence() -> None:
    with pytest.raises(EvidenceError):
        prove(_answer(sentences=(), citations=(), text="All is well."), [_ONE])


def test_two_citations_with_one_number() -> None:
    first = _answer().citations[0]
    with pytest.raises(EvidenceError):
        prove(_answer(citations=(first, first)), [_ONE])
