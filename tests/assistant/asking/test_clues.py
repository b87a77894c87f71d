"""What was understood is told, and can be taken away again."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.types import Clue
from tests.assistant.asked import ask, quotes
from tests.assistant.invented import MINUTES, PASSAGES, InventedLibrary, passage


def _keys(clues: tuple[Clue, ...]) -> list[str]:
    return [clue.key for clue in clues]


def test_what_was_understood_is_told() -> None:
    answer = ask("How many wardens were trained in 2021/22 under priority 2?", "trained")
    assert [(clue.key, clue.label) for clue in answer.understood] == [
        ("strategic_priority", "Priority 2"),
        ("year", "2021/22"),
        ("kind", "asks for a figure"),
    ]
    assert all(clue.removable for clue in answer.understood)


def test_also_where_nothing_was_found() -> None:
    refused = ask("What did Bertrand Ashby say about otters on 4 June 2021?", "otters")
    assert refused.status == "not_found"
    assert set(_keys(refused.understood)) == {
        "date:on 4 June 2021",
        "name:Bertrand Ashby",
        "kind",
    }


@pytest.mark.parametrize(
    ("question", "without"),
    [
        ("How many wardens were trained in 2020/21?", "year"),
        ("How many wardens were trained under priority 9?", "strategic_priority"),
        ("How many wardens were trained under key aim 4?", "key_aim"),
        ("How many wardens were trained, according to the minutes?", "papers"),
        ("How many wardens did Bertrand Ashby train?", "name:Bertrand Ashby"),
        ("How many of the 99 wardens were trained?", "figure:99"),
        ("How many wardens were trained in June 2019?", "date:in June 2019"),
        ("How many wardens were trained under item 99?", "item"),
        ("How many wardens were trained, question 7?", "question"),
    ],
)
def test_taken_away_it_no_longer_narrows(question: str, without: str) -> None:
    refused = ask(question, "trained")
    assert refused.status == "not_found"
    assert without in _keys(refused.understood)
    answer = ask(question, "trained", without=(without,))
    assert quotes(answer) == ["17 flood wardens were trained."]
    assert without not in _keys(answer.understood)


def test_an_unknown_key_changes_nothing() -> None:
    question = "How many wardens were trained in 2021/22?"
    asked, again = ask(question, "trained"), ask(question, "trained", without=("nonsense", ""))
    assert again.understood == asked.understood
    assert quotes(again) == quotes(asked)


def test_a_post_that_changed_hands() -> None:
    # Ann Lowe was the deputy in March and the chair in May; in March somebody else was the chair.
    march = replace(MINUTES, id="march", meeting_date=date(2021, 3, 1))
    may = replace(MINUTES, id="may", meeting_date=date(2021, 5, 1))
    rows = [
        ("march", "Present were Ann Lowe, Deputy Chair, and Sid Holt, Chair of the Committee."),
        ("march", "The Chair said that the weir at Norton would be closed."),
        ("march", "The Deputy Chair said that the weir at Norton was safe."),
        ("may", "Present was Ann Lowe, Chair of the Committee."),
        ("may", "The Chair said that the weir at Norton was open again."),
    ]
    library = InventedLibrary(
        held_documents=(march, may),
        held_passages=tuple(
            passage(text, order=order, document_id=document)
            for order, (document, text) in enumerate(rows)
        ),
    )
    answer = ask("What did Ann Lowe say about the weir at Norton?", "weir", library=library)
    assert set(quotes(answer)) == {rows[2][1], rows[4][1]}


def test_the_paper_that_is_to_speak() -> None:
    question = "What do the minutes say about pumps?"
    answer = ask(question, *(one.text for one in PASSAGES))
    assert {citation.document.kind for citation in answer.citations} == {"minutes"}
    both = ask("What was said about pumps?", *(one.text for one in PASSAGES))
    assert {citation.document.kind for citation in both.citations} > {"minutes"}


def test_what_fits_each_but_not_together_is_said() -> None:
    refused = ask("What was said about otters at Holm under minute 34?", "otters", "pump")
    assert refused.status == "not_found"
    assert refused.text.endswith("fits all of this together: Item 34, Holm.")


def test_the_meeting_of_a_stretch_of_time_is_named() -> None:
    answer = ask("What was said about otters since the May meeting?", "otters")
    assert "since the May meeting" in [clue.label for clue in answer.understood]
