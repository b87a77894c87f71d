"""Who said, asked or answered something: being there is not saying, an answer shares a place."""

import pytest

from assistant.answering.searching import search_library
from assistant.answering.understanding import understand_request
from assistant.asking.kinds import kind_constraints
from assistant.asking.question import understand
from assistant.lists.asked import list_asked
from assistant.steps import Request
from tests.assistant.asked import ask
from tests.assistant.invented import InventedLibrary, passage

_THERE = passage(
    "Apologies: Councillor Wren (Councillor Ida Finch substituting).", part="attendance", order=1
)
_ASKED = passage("Councillor Ida Finch asked whether the weir was safe.", part="text", order=2)


def test_who_was_there_did_not_say_anything_by_it() -> None:
    question = "What did Councillor Ida Finch ask?"
    silent = ask(question, "Ida Finch", library=InventedLibrary(held_passages=(_THERE,)))
    assert silent.status == "not_found"
    spoke = ask(question, "Ida Finch", library=InventedLibrary(held_passages=(_THERE, _ASKED)))
    assert [citation.quote for citation in spoke.citations] == [_ASKED.text]
    named = ask(
        "Who stood in for Councillor Wren?",
        "Ida Finch",
        library=InventedLibrary(held_passages=(_THERE,)),
    )
    assert named.status == "answered"


def test_the_answers_to_a_numbered_question_are_found_by_their_place() -> None:
    library = InventedLibrary()
    request = Request(question="Who replied to question 1 under minute 34?")
    found = search_library(understand_request(request, library), library)
    assert "A survey of otters will follow in June." in {one.passage.text for one in found.scored}


def test_how_a_question_was_dealt_with_is_no_subject() -> None:
    assert not understand("Who answered question 2 under item 9?").stems
    assert "repli" not in understand("Who replied to the question about eels?").stems
    assert "answer" in understand("Who answered the telephone?").stems
    assert "kind" not in understand("What kind of pump was bought?").stems


@pytest.mark.parametrize(
    ("question", "unheld", "words"),
    [
        ("Who had sent apologies?", ("sent",), []),
        ("How many cat thefts were there?", ("cat",), ["word:cat"]),
        ("How much of the money has been clawed back?", ("clawed",), ["word:clawed"]),
        ("How much of that was spent?", (), []),
    ],
)
def test_words_that_must_be_held(question: str, unheld: tuple[str, ...], words: list[str]) -> None:
    assert [one.key for one in kind_constraints(understand(question), unheld)] == words


def test_all_that_somebody_said() -> None:
    wanted = list_asked(understand("What did Nora Quill report to the panel?"))
    assert wanted is not None
    assert (wanted.kind, wanted.speaker, wanted.terms) == ("said", "Nora Quill", ())
    assert list_asked(understand("What did Nora Quill report on otters?")) is None
    assert list_asked(understand("What was the reply to the question about otters?")) is None
