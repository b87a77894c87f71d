"""What letters stand for and how papers are built: from question to answer."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.types import Answer, Document, Passage, Turn
from tests.assistant.asked import ask, quotes
from tests.assistant.invented import MINUTES, REPORT, InventedLibrary, passage

LATER = replace(MINUTES, id="j", meeting_date=date(2022, 6, 9))
PLAN = replace(REPORT, id="plan")
_OTTERS = {"item": "4", "item_title": "Otters of the Ember"}
_BOATS = {"item": "5", "item_title": "Complaints about boats"}
_BOATS_A = {"item": "5(a)", "item_title": "Houseboats"}
_CLOSE = {"item": "6", "item_title": "Forward plan"}
_ONE, _TWO = {"key_aim": 1}, {"key_aim": 2}
_ROWS: tuple[tuple[Document, str, str, dict[str, Any]], ...] = (
    (MINUTES, "item_title", "Apologies", {"item": "3", "item_title": "Apologies"}),
    (MINUTES, "item_title", "Otters of the Ember", _OTTERS),
    (MINUTES, "text", "The River Watch Network (RWN) counted 14 otters. Few were young.", _OTTERS),
    (MINUTES, "text", "The RWNs of two counties and the EHB would meet. The WTF paid.", _OTTERS),
    (MINUTES, "text", "Members of a river watch network asked for boots.", _OTTERS),
    (MINUTES, "item_title", "Complaints about boats", _BOATS),
    (MINUTES, "text", "Engines were too loud, said the Ember Harbour Board.", _BOATS),
    (MINUTES, "item_title", "Houseboats", _BOATS_A),
    (MINUTES, "text", "Houseboats pay no fees.", _BOATS_A),
    (MINUTES, "item_title", "Forward plan", _CLOSE),
    (LATER, "item_title", "Welcome", {"item": "7", "item_title": "Welcome"}),
    (LATER, "item_title", "Sluices", {"item": "8", "item_title": "Sluices"}),
    (PLAN, "text", "The Flood Plan 2021-2025 has two objectives.", {}),
    (PLAN, "key_aim", "Objective 1: Drier homes", _ONE),
    (PLAN, "bullet", "Sandbags went to 40 parishes in 2021-22.", _ONE),
    (PLAN, "key_aim", "Objective 2: Rivers full of wildlife", _TWO),
    (PLAN, "bullet", "Two holts for otters were built.", _TWO),
)


def _library() -> InventedLibrary:
    held: tuple[Passage, ...] = tuple(
        passage(text, order=n, id=f"{document.id}{n}", document_id=document.id, part=part, **place)
        for n, (document, part, text, place) in enumerate(_ROWS)
    )
    return InventedLibrary(held_documents=(MINUTES, PLAN, LATER), held_passages=held)


def _answer(question: str, **given: Any) -> Answer:
    return ask(question, library=_library(), **given)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        # What is defined in brackets, in any number and case.
        ("What does RWN stand for?", "The River Watch Network (RWN) counted 14 otters."),
        ("what are rwns", "The River Watch Network (RWN) counted 14 otters."),
        ("I keep seeing RWN. What's that short for?", "The River Watch Network (RWN)"),
        ("What is the abbreviation for river watch networks?", "The River Watch Network (RWN)"),
        # Capitalised words with the initials, elsewhere in the papers that use it.
        ("What does EHB mean?", "Engines were too loud, said the Ember Harbour Board."),
    ],
)
def test_an_abbreviation_is_answered_by_what_spells_it_out(question: str, quoted: str) -> None:
    answer = _answer(question)
    assert answer.status == "answered" and len(answer.citations) == 1
    assert quotes(answer)[0].startswith(quoted)


def test_words_that_only_have_the_initials_are_said_to() -> None:
    assert "have its initials" in _answer("What does EHB mean?").text
    assert not _answer("What does RWN mean?").notes


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What does WTF stand for?", "The papers use WTF and nowhere say what it stands for"),
        ("What does QZX stand for?", "No paper that I hold uses QZX"),
    ],
)
def test_an_abbreviation_that_is_not_spelt_out_is_refused(question: str, reason: str) -> None:
    answer = _answer(question)
    assert answer.status == "not_found" and reason in answer.text and not answer.citations


@pytest.mark.parametrize("name", ["RWNs", "river watch networks", "rwn"])
def test_a_list_of_mentions_holds_both_forms(name: str) -> None:
    assert quotes(_answer(f"List every mention of {name}")) == [
        "The River Watch Network (RWN) counted 14 otters.",
        "The RWNs of two counties and the EHB would meet.",
        "Members of a river watch network asked for boots.",
    ]


def test_the_search_looks_for_both_forms() -> None:
    library = _library()
    ask("Did the RWN buy boots?", library=library)
    assert any("River Watch Network" in query for query, _ in library.queries)


def test_a_name_is_met_by_its_other_form() -> None:
    answer = ask("What did RWN members ask for?", "boots", library=_library())
    assert quotes(answer) == ["Members of a river watch network asked for boots."]


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Which item comes right after the one about otters?", ["Complaints about boats"]),
        ("What came before item 5 on the agenda?", ["Otters of the Ember"]),
        # Parts of an item are not the next item.
        ("Which item follows the complaints about boats?", ["Forward plan"]),
        # The newest meeting is meant where none is named.
        ("What was the last item on the agenda?", ["Sluices"]),
        ("What was the first item on the agenda on 12 May 2022?", ["Apologies"]),
        ("What is item 5 called?", ["Complaints about boats"]),
        ("How is objective 2 worded?", ["Objective 2: Rivers full of wildlife"]),
        ("Which objective is about wildlife?", ["Objective 2: Rivers full of wildlife"]),
        ("What is the last objective?", ["Objective 2: Rivers full of wildlife"]),
        ("From when to when does the Flood Plan run?", [_ROWS[12][2]]),
    ],
)
def test_headings_are_quoted(question: str, quoted: list[str]) -> None:
    assert quotes(_answer(question)) == quoted


def test_a_heading_is_shown_with_what_puts_the_subject_under_it() -> None:
    assert quotes(_answer("Which objective deals with sandbags?")) == [
        "Objective 1: Drier homes",
        "Sandbags went to 40 parishes in 2021-22.",
    ]


def test_how_many_there_are_is_counted_and_quoted_where_a_paper_says_so() -> None:
    answer = _answer("How many objectives are there?")
    assert answer.total == 2 and "2 objectives" in answer.text
    assert quotes(answer) == [_ROWS[12][2], _ROWS[13][2], _ROWS[15][2]]
    assert _answer("How many items were on the agenda on 12 May 2022?").total == 4


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (
            "Which objective is about helicopters?",
            "No objective that I hold has to do with “helicopters”",
        ),
        ("Which item comes after the sluices?", "No item comes after “Sluices”"),
        ("What was the ninth item on the agenda?", "There are only 2 of them"),
    ],
)
def test_headings_that_are_not_there_are_refused(question: str, reason: str) -> None:
    answer = _answer(question)
    assert answer.status == "not_found" and reason in answer.text


def test_an_objective_is_found_where_it_is_filed_as_an_aim() -> None:
    answer = _answer("What was done under objective 1?")
    assert "Sandbags went to 40 parishes in 2021-22." in quotes(answer)
    assert not any("holts" in quote for quote in quotes(answer))
    assert [clue.label for clue in answer.understood] == ["Objective 1"]


def test_the_clue_of_its_kind_taken_away_leaves_a_plain_question() -> None:
    answer = _answer("Which objective is about wildlife?", without=("kind",))
    assert answer.status != "answered"


def test_what_was_named_before_is_spelt_out() -> None:
    before = Turn(question="Did the RWN count otters?", answer="The RWN counted 14.")
    answer = _answer("and what does that stand for?", history=(before,))
    assert quotes(answer) == ["The River Watch Network (RWN) counted 14 otters."]


def test_what_was_done_under_an_item_is_no_question_of_structure() -> None:
    item = "the item that comes right after the one about otters"
    assert quotes(_answer(f"What is {item}?")) == ["Complaints about boats"]
    assert quotes(_answer(f"Who spoke on {item}?")) != ["Complaints about boats"]


def test_the_meeting_that_is_taken_is_named_where_several_have_items() -> None:
    chosen = "This is the meeting of 9 June 2022, the newest of 2; name another for its items."
    counted = _answer("How many items were on the agenda?")
    assert counted.total == 2 and chosen in counted.notes
    first = _answer("What was the first item?")
    assert quotes(first) == ["Welcome"] and chosen in first.text
    named = _answer("What was the first item at the meeting of 9 June 2022?")
    assert quotes(named) == ["Welcome"] and not named.notes
