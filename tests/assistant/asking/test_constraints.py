"""What evidence must hold, on papers of a committee that has no key aims."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.asking.constraints import (
    Constraint,
    name_constraints,
    place_constraints,
    same_item,
    same_strand,
)
from assistant.asking.date_constraints import date_constraints, range_constraints
from assistant.asking.kinds import kind_constraints
from assistant.asking.question import understand
from assistant.scoring.evidence import place_words
from assistant.types import Document, Passage
from tests.assistant.asked import ask
from tests.assistant.invented import (
    LETTER,
    MINUTES,
    PASSAGES,
    REPORT,
    InventedLibrary,
    held,
    passage,
)

LIBRARY = InventedLibrary()


def _document(one: Passage) -> Document:
    return next(document for document in LIBRARY.documents() if document.id == one.document_id)


def _holding(constraints: list[Constraint]) -> list[str]:
    return [
        one.text
        for one in PASSAGES
        if all(constraint.holds(one, _document(one)) for constraint in constraints)
    ]


def _places(question: str) -> list[Constraint]:
    return place_constraints(understand(question), LIBRARY.places())


def _names(question: str) -> list[Constraint]:
    return name_constraints(understand(question), LIBRARY.posts(), place_words)


@pytest.mark.parametrize(
    ("asked", "held_item", "same"),
    [
        ("13", "13/21", True),
        ("13/21", "13/21", True),
        ("7", "7", True),
        ("7A", "7a", True),
        ("13/20", "13/21", False),
        ("1", "13/21", False),
        ("21", "13/21", False),
        ("7", None, False),
        ("13/21", "13", False),
    ],
)
def test_same_item(asked: str, held_item: str | None, same: bool) -> None:
    assert same_item(asked, held_item) is same


def test_same_strand() -> None:
    assert same_strand(("delivery", "plan"), "TVP Delivery Plan")
    assert not same_strand(("delivery", "plan"), "Plan B")
    assert not same_strand(("delivery", "plan"), None)


def test_minute() -> None:
    (constraint,) = _places("What was said under Minute 34?")
    assert set(_holding([constraint])) == {one.text for one in PASSAGES if one.place.item == "34"}
    (wrong,) = _places("What was said under Minute 99?")
    assert not _holding([wrong])
    assert wrong.missing == "there is no item 99 in them (items 33 to 35)"


def test_priority() -> None:
    (constraint,) = _places("What was done under Priority 2?")
    assert set(_holding([constraint])) == {
        one.text for one in PASSAGES if one.place.strategic_priority == 2
    }
    assert not _holding(_places("What was done under Priority 20?"))
    (said,) = _places("What was done under Priority 7?")
    assert said.holds(passage("They spoke of priority (7)."), MINUTES)
    assert not said.holds(passage("They spoke of priority 71."), MINUTES)


def test_a_key_aim_where_there_are_none() -> None:
    (constraint,) = _places("What was done under key aim 2?")
    assert not _holding([constraint])
    assert constraint.missing == "there is no Key Aim 2 in them"
    aims = [
        replace(place, place=replace(place.place, key_aim=number))
        for number, place in enumerate(LIBRARY.places()[:3], 1)
    ]
    (named,) = place_constraints(understand("What was done under key aim 9?"), aims)
    assert named.missing.endswith("(the key aims are 1 to 3)")
    (gaps,) = place_constraints(understand("What was done under key aim 9?"), aims[::2])
    assert gaps.missing.endswith("(the key aims are 1, 3)")


def test_members_question() -> None:
    (constraint,) = _places("What was question 1 about?")
    assert set(_holding([constraint])) == {one.text for one in PASSAGES if one.place.question == 1}
    (wrong,) = _places("What was question 5 about?")
    assert not _holding([wrong])
    assert "question 5" in wrong.missing


def test_year_of_the_place_or_of_the_text() -> None:
    (constraint,) = _places("What was done in 2021-22?")
    found = set(_holding([constraint]))
    assert "Nine pumping stations were inspected in 2021/22." in found
    assert "17 flood wardens were trained." in found
    assert "Under Objective 3, 88 cellars were given valves." not in found
    assert not _holding(_places("What was done in 2030/31?"))


def test_a_quarter_belongs_to_its_year() -> None:
    (constraint,) = _places("What was done in 2020/21?")
    assert constraint.holds(passage("x", year="2020/21 (Q1)"), REPORT)
    assert not constraint.holds(passage("x", year="2019/20"), REPORT)


def test_places_together() -> None:
    assert _holding(_places("What was said under minute 34, question 1?")) == [
        one.text for one in PASSAGES if one.place.question == 1
    ]
    assert not _holding(_places("What was said under minute 35, question 1?"))


def _dates(question: str) -> list[Constraint]:
    return date_constraints(understand(question), LIBRARY.documents())


def test_date_of_the_meeting_or_in_the_text() -> None:
    assert (
        len(_holding(_dates("What was said at the meeting of 12 May 2022?"))) == len(PASSAGES) - 1
    )
    assert _holding(_dates("What was finished on 3 February 2022?")) == [
        "The dredging of the Ember cost £41,000. It was finished on 3 February 2022."
    ]
    assert _holding(_dates("What was finished in February 2022?")) == [
        "The dredging of the Ember cost £41,000. It was finished on 3 February 2022."
    ]
    assert not _holding(_dates("What was finished on 4 February 2022?"))
    assert not _holding(_dates("What was finished in February 2021?"))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("on 3rd February 2022", True),
        ("on 3 Feb 2022", True),
        ("on the 3rd of February, 2022", True),
        ("on 13 February 2022", False),
        ("on 3 February 2021", False),
        ("on 3 February", False),
    ],
)
def test_forms_of_a_date(text: str, holds: bool) -> None:
    (constraint,) = _dates("What happened on 3 February 2022?")
    assert constraint.holds(passage(text, document_id="l"), LETTER) is holds


def test_a_meeting_that_was_not_held() -> None:
    (constraint,) = _dates("What was decided at the meeting of 4 June 2021?")
    assert not _holding([constraint])
    assert "4 June 2021" in constraint.missing
    assert constraint.missing.count("12 May 2022") == 1  # two papers, one meeting
    (dated,) = _dates("What happened on 4 June 2021?")
    assert "4 June 2021" in dated.missing and "meeting" not in dated.missing
    (none,) = date_constraints(understand("What did the meeting of 4 June 2021 decide?"), [LETTER])
    assert "4 June 2021" in none.missing and "12 May" not in none.missing


def test_a_day_is_worded_as_a_day() -> None:
    (constraint,) = _dates("What was decided at the meeting of 4 June 2021?")
    assert "in 4 June" not in constraint.missing


def test_names_and_posts() -> None:
    assert _holding(_names("What did Nora Quill say?"))
    # The papers give her post; what the River Officer says is hers.
    assert any("No otters" in text for text in _holding(_names("What did Nora Quill say?")))
    (wrong,) = _names("What did Bertrand Ashby say?")
    assert not _holding([wrong])
    assert "Bertrand Ashby" in wrong.missing


def test_a_name_may_stand_in_the_place() -> None:
    (constraint,) = _names("What was said on the River Ember?")
    assert constraint.holds(held("No otters"), MINUTES)


@pytest.mark.parametrize(
    ("question", "text", "holds"),
    [
        ("What was the £41,000 for?", "It cost £41,000.", True),
        ("What was the £41,000 for?", "It cost £141,000.", False),
        ("What was the £41,000 for?", "It cost £41,000,000.", False),
        ("Who are the 88?", "There were 88 of them.", True),
        ("Who are the 88?", "There were 88.5 of them.", False),
        ("Who are the 88?", "There were 188 of them.", False),
    ],
)
def test_figures(question: str, text: str, holds: bool) -> None:
    (constraint,) = _names(question)
    assert constraint.holds(passage(text), LETTER) is holds


def test_a_question_that_names_nothing() -> None:
    assert not _places("How many otters were harmed?")
    assert not _dates("How many otters were harmed?")
    assert not _names("How many otters were harmed?")


def test_dates_do_not_need_a_year() -> None:
    (constraint,) = _dates("What was decided on 12 May?")
    assert constraint.holds(passage("x"), MINUTES)
    assert not constraint.holds(passage("x"), replace(MINUTES, meeting_date=date(2022, 5, 13)))


def test_a_kind_of_thing_that_no_paper_names() -> None:
    refused = ask("What was said about the beaver survey?", "survey", "otters")
    assert refused.status == "not_found"
    assert refused.text.endswith("No paper that I hold speaks of “beaver survey”.")
    assert "word:beaver" in {clue.key for clue in refused.understood}
    freed = ask(
        "What was said about the beaver survey?", "survey", "otters", without=("word:beaver",)
    )
    assert freed.status == "answered"
    # What goes by another everyday word, or says how a thing is, is no kind of its own.
    assert not kind_constraints(understand("the thorough survey"), ["thorough"])[1:]
    bike = kind_constraints(understand("What about bike theft?"), ["bike"])
    assert [one.holds(passage("Cycle theft fell."), MINUTES) for one in bike] == [True]


def test_what_became_of_some() -> None:
    question = "How many of the otters were hunted?"
    refused = ask(question, "otters")
    assert refused.status == "not_found"
    assert refused.text.endswith("uses the word “hunted”.")


def test_what_members_did_on_a_day_they_did_at_its_meeting() -> None:
    one = passage("The survey will come to the meeting of 9 July 2022.", part="resolution")
    (did,) = date_constraints(
        understand("What did the Committee decide on 9 July 2022?"), [MINUTES]
    )
    assert not did.holds(one, MINUTES)
    assert "I hold no paper of a meeting on 9 July 2022" in did.missing
    (planned,) = date_constraints(understand("What is planned for 9 July 2022?"), [MINUTES])
    assert planned.holds(one, MINUTES)


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What was said since the March meeting?", {(2022, 5, 12), (2022, 3, 3)}),
        ("What was said before 2022?", {(2021, 6, 1)}),
        ("What was said between January and April 2022?", {(2022, 3, 3)}),
        ("What was said at the last meeting?", {(2022, 5, 12)}),
        ("What was said at the previous meeting?", {(2022, 3, 3)}),
        ("What was said until March 2022?", {(2021, 6, 1), (2022, 3, 3)}),
    ],
)
def test_ranges(question: str, days: set[tuple[int, int, int]]) -> None:
    papers = [
        replace(MINUTES, id=f"d{day}", meeting_date=date(*day))
        for day in ((2021, 6, 1), (2022, 3, 3), (2022, 5, 12))
    ]
    asked = understand(question)
    assert not asked.dates and not asked.numbers and not asked.year
    (constraint,) = range_constraints(asked, papers)
    held_on = {paper.meeting_date for paper in papers if constraint.holds(passage("x"), paper)}
    assert held_on == {date(*day) for day in days}


def test_a_range_that_nothing_falls_into() -> None:
    question = "What was said about otters since June 2023?"
    refused = ask(question, "otters")
    assert refused.status == "not_found"
    assert "since June 2023" in refused.text
    freed = ask(
        "What was said about otters since June 2023?", "otters", without=("time:since June 2023",)
    )
    assert freed.status == "answered"


def test_last_year_narrows_nothing() -> None:
    assert not range_constraints(understand("How many boats sank last year?"), [MINUTES])


def test_a_place_that_is_held_is_never_said_to_be_missing() -> None:
    (item,) = _places("What was said under Minute 34 about helicopters?")
    assert item.missing == "nothing under item 34 answers this"
    aims = [replace(place, place=replace(place.place, key_aim=3)) for place in LIBRARY.places()[:1]]
    (aim,) = place_constraints(understand("What was done under key aim 3?"), aims)
    assert aim.missing == "nothing under Key Aim 3 answers this"


@pytest.mark.parametrize(
    "question",
    ["are drones used at the weir", "What did the Board hear about river drones?"],
)
def test_a_subject_that_no_paper_names(question: str) -> None:
    (found,) = kind_constraints(understand(question), ["drones"])
    assert found.missing == "no paper that I hold uses the word “drones”"


@pytest.mark.parametrize(
    ("question", "unheld"),
    [
        ("Which items were on the agenda?", "agenda"),
        ("who helps those who sleep rough", "sleep"),
        ("what is the most common type of boat", "common"),
        ("did they try to blame social media", "blame"),
        ("who was there for blind people", "blind"),
    ],
)
def test_words_that_name_no_kind(question: str, unheld: str) -> None:
    assert not kind_constraints(understand(question), [unheld])


def test_the_name_of_who_holds_a_post() -> None:
    asked = understand("What is the name of the River Officer?")
    posts = {"River Officer": frozenset({"Jane Roe"}), "Jane Roe": frozenset({"River Officer"})}
    (known,) = name_constraints(asked, posts, lambda *_: "")
    (unknown,) = name_constraints(asked, {}, lambda *_: "")
    told, post = passage("Jane Roe spoke."), passage("The River Officer spoke.")
    assert known.holds(told, MINUTES) and not known.holds(post, MINUTES)
    assert not unknown.holds(told, MINUTES)
    assert unknown.missing == "no paper that I hold gives the name of the River Officer"


def test_the_vice_chair_is_not_the_chair() -> None:
    (found,) = name_constraints(understand("who was the vice chair"), {}, lambda *_: "")
    assert found.holds(passage("Cllr Roe is Vice-Chair."), MINUTES)
    assert not found.holds(passage("Cllr Roe is Chair."), MINUTES)
