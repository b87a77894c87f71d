"""From a question to an answer, over invented papers and with a scripted reader: no model."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.chain import build_chain
from assistant.errors import EvidenceError, QuestionError
from assistant.types import Filters, Turn
from tests.assistant.asked import HELD, SETTINGS, ask, quotes
from tests.assistant.invented import (
    PASSAGES,
    InventedLibrary,
    ScriptedReader,
    passage,
)
from tests.assistant.limits import ADVERSARIAL, cpu_limit


def test_one_quote_with_its_place() -> None:
    answer = ask("How much did the dredging cost?", "£41,000")
    assert answer.status == "answered"
    assert quotes(answer) == ["The dredging of the Ember cost £41,000."]
    assert answer.text == (
        "Minutes, 12 May 2022, item 34: “The dredging of the Ember cost £41,000.” [1]"
    )
    assert answer.coverage == HELD
    assert 0.5 <= answer.confidence <= 1
    assert answer.seconds > 0
    assert not answer.suggestions


def test_grouped_by_place_and_speaker() -> None:
    answer = ask(
        "What was said about the survey of otters and the dredging?", "otters were", "A survey"
    )
    assert [sentence.text for sentence in answer.sentences] == [
        "Minutes, 12 May 2022, item 34, Members' Question 1, River Officer: “No otters were "
        "harmed by the dredging, and two holts were found.”",
        "“A survey of otters will follow in June.”",
    ]
    assert answer.text.count("Members' Question 1") == 1
    assert answer.text.count("[1]") == answer.text.count("[2]") == 1


def test_a_list_announced_with_a_colon_is_quoted_whole() -> None:
    reader = ScriptedReader(yes=("several partners",), no=("Lifeboat", "Farmers"))
    chain = build_chain(InventedLibrary(), reader, SETTINGS)
    answer = chain.invoke("Which partners did the winter patrols work with?")
    assert quotes(answer) == [
        "The winter patrols worked with several partners, among them:",
        "the Eastmere Lifeboat Crew",
        "Farmers of the Ember Valley",
    ]
    assert "Sandbags" not in answer.text


def test_a_members_question_is_no_answer() -> None:
    answer = ask("Did the dredging harm otters?", "otters")
    assert answer.status == "answered"
    assert "Has the dredging of the Ember harmed otters?" not in quotes(answer)
    assert any("No otters were harmed" in quote for quote in quotes(answer))


def test_unless_what_was_asked_is_asked_for() -> None:
    answer = ask("What did members ask about otters?", "otters")
    assert "Has the dredging of the Ember harmed otters?" in quotes(answer)
    listing = ask("What questions were asked?")
    assert quotes(listing) == ["Has the dredging of the Ember harmed otters?"]


def test_a_cut_source_is_said_to_be_cut() -> None:
    answer = ask("Where was the spare pump lent?", "spare pump")
    assert "(the source breaks off here)" in answer.text


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_more_quotes_than_the_setting_says(most: int) -> None:
    library = InventedLibrary(
        held_passages=tuple(passage(f"Boat {n} sank near Holm.", order=n) for n in range(9))
    )
    few = SETTINGS.model_copy(update={"max_quotes": most})
    answer = ask("Which boat sank near Holm?", "sank", library=library, settings=few)
    assert len(answer.citations) == most


def test_the_same_words_are_quoted_once() -> None:
    library = InventedLibrary(
        held_passages=tuple(
            passage("Boats sank near Holm.", order=n, id=f"p{n}", key_aim=n) for n in range(3)
        )
    )
    answer = ask("Which boats sank near Holm?", "sank", library=library)
    assert quotes(answer) == ["Boats sank near Holm."]


def test_a_place_is_listed_whole() -> None:
    answer = ask("What was discussed under minute 34?")
    assert answer.status == "answered"
    assert quotes(answer) and {citation.place.item for citation in answer.citations} == {"34"}
    assert len(quotes(answer)) == sum(
        one.place.item == "34" and one.part != "item_title" for one in PASSAGES
    )


def test_items_are_listed() -> None:
    answer = ask("Which items were on the agenda?")
    assert quotes(answer) == ["Dredging of the River Ember", "Pumping stations"]


def test_actions_are_listed() -> None:
    answer = ask("What actions were agreed?")
    assert quotes(answer) == ["The River Officer would circulate the otter survey. [ACTION: NQ]"]


def test_evidence_stands_where_the_question_asks() -> None:
    answer = ask("How many wardens were trained in 2021/22?", "trained")
    assert quotes(answer) == ["17 flood wardens were trained."]
    refused = ask("How many wardens were trained in 2020/21?", "trained")
    assert refused.status == "not_found"


def test_the_place_asked_for_is_searched_by_itself() -> None:
    library = InventedLibrary()
    ask("How many cellars were given valves in 2020/21 under priority 2?", library=library)
    narrowed = [filters for _, filters in library.queries if filters != Filters()]
    assert any(one.year == "2020/21" and one.strategic_priority == 2 for one in narrowed)


def test_capitals_say_nothing_when_all_is_in_capitals() -> None:
    assert quotes(ask("HOW MUCH MONEY DID THE DREDGING COST?", "£41,000")) == [
        "The dredging of the Ember cost £41,000."
    ]


def test_a_follow_up() -> None:
    before = Turn(question="How many wardens were trained in 2020/21?", answer="Not found.")
    answer = ask("and in 2021/22?", "trained", history=(before,))
    assert answer.question == "and in 2021/22?"
    assert answer.standalone_question == "How many wardens were trained in 2021/22?"
    assert quotes(answer) == ["17 flood wardens were trained."]


# --- filters ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(kinds=("report",)), 1),
        (Filters(kinds=("report", "other")), 2),
        (Filters(since=date(2022, 5, 13)), 0),
        (Filters(since=date(2022, 5, 12), until=date(2022, 5, 12)), 2),
        (Filters(until=date(2022, 5, 11)), 0),
        (Filters(document_ids=("l",)), 1),
    ],
)
def test_filters_narrow_what_is_held(filters: Filters, documents: int) -> None:
    answer = ask("Where were pumps lent?", "pump", "Sandbags", filters=filters)
    assert answer.coverage.startswith(f"{documents} document")
    for citation in answer.citations:
        day = citation.document.meeting_date
        assert not filters.kinds or citation.document.kind in filters.kinds
        assert not filters.document_ids or citation.document.id in filters.document_ids
        assert not filters.since or (day and day >= filters.since)
        assert not filters.until or (day and day <= filters.until)


def test_filters_on_a_place() -> None:
    both = ask("Which items were on the agenda?")
    one = ask("Which items were on the agenda?", filters=Filters(item="35"))
    assert len(both.citations) == 2
    assert quotes(one) == ["Pumping stations"]


# --- what must never happen -------------------------------------------------------------------


def test_a_quote_that_is_not_in_its_passage_never_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.quotes import quoting

    def forged(*given: Any) -> Any:
        return replace(real(*given), quote="The dredging was free.")

    real = quoting.cite
    monkeypatch.setattr(quoting, "cite", forged)
    with pytest.raises(EvidenceError):
        ask("How much did the dredging cost?", "£41,000")


_WORDS = (
    *("what", "were", "the", "otters", "dredging", "minute 34", "priority 2", "who", "2021/22"),
    *("key aims", "Nora Quill", "and", "it", "12 May 2022", "question 1", "actions", "agreed"),
    *("ask", "how many", "?", "members", "list", "objective 3", "absent", "signed", "when"),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.text(min_size=1, max_size=200),
        st.lists(
            st.sampled_from(
                _WORDS,
            ),
            min_size=1,
            max_size=9,
        ).map(" ".join),
    ),
    st.sampled_from([(), ("a",), ("otters", "dredging")]),
)
def test_any_question_gets_a_proven_answer(question: str, yes: tuple[str, ...]) -> None:
    try:
        answer = ask(question, *yes, history=(Turn(question="otters in 2021/22?", answer=""),))
    except QuestionError:
        assert not question.split()
        return
    texts = {one.id: one.text for one in PASSAGES}
    assert answer.text
    assert bool(answer.citations) == (answer.status == "answered")
    for number, citation in enumerate(answer.citations, 1):
        assert citation.number == number
        assert texts[citation.passage_id][citation.start : citation.end] == citation.quote
        assert f"[{number}]" in answer.text and f"“{citation.quote}”" in answer.text
    assert [sentence.citations for sentence in answer.sentences] == [
        (number,) for number in range(1, len(answer.sentences) + 1)
    ]


@pytest.mark.parametrize("question", ["What was decided on 2021-13-45?", "What is 2020-99-01?"])
def test_a_date_that_no_calendar_has(question: str) -> None:
    assert ask(question).status == "not_found"


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_the_longest_questions_take_bounded_time(name: str) -> None:
    question = ADVERSARIAL[name][:2000]
    with cpu_limit(5):
        try:
            ask(question, history=(Turn(question=ADVERSARIAL[name][:2000], answer=""),))
        except QuestionError:
            assert not question.strip()
