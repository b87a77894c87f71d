"""What a question asks for, in the ways in which people put it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asking.question import names_in, normal_year, understand
from assistant.dates.asked import matches_date
from tests.assistant.limits import ADVERSARIAL, cpu_limit


@pytest.mark.parametrize(
    ("said", "aim"),
    [
        ("What was done under key aim 2?", 2),
        ("What was done under key aim two?", 2),
        ("what was done under Key Aim (2)?", 2),
        ("WHAT WAS DONE UNDER KEY AIM 2?", 2),
        ("progress on the second key aim", 2),
        ("progress on the second aim", 2),
        ("KA2 progress", 2),
        ("ka 2 progress", 2),
        ("key aim no. 2", 2),
        ("key aim number four", 4),
        ("key aim #3", 3),
        ("key  aim\t10", 10),
        ("What did they aim to do in 2 years?", None),
        ("How many people were arrested?", None),
    ],
)
def test_key_aim(said: str, aim: int | None) -> None:
    assert understand(said).key_aim == aim


@pytest.mark.parametrize(
    ("said", "priority"),
    [
        ("Strategic Priority 4", 4),
        ("strategic priority four", 4),
        ("what about priority 1?", 1),
        ("Priority (2)", 2),
        ("SP3", 3),
        ("what was the priority?", None),
    ],
)
def test_strategic_priority(said: str, priority: int | None) -> None:
    assert understand(said).strategic_priority == priority


@pytest.mark.parametrize(
    ("said", "item"),
    [
        ("What was said under item 13/21?", "13/21"),
        ("What was said under item 13?", "13"),
        ("agenda item 7", "7"),
        ("Agenda Item no. 7", "7"),
        ("Item 7a", "7a"),
        ("minute 34", "34"),
        ("Minute 34/2022", "34/2022"),
        ("what happened in 13/21", "13/21"),
        ("what happened in 2019/20", None),
        ("how many items were stolen", None),
        ("it took 7 minutes", None),
    ],
)
def test_item(said: str, item: str | None) -> None:
    assert understand(said).item == item


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("What was question 1 about?", 1),
        ("Members' Question 2", 2),
        ("members’ question two", 2),
        ("question no. 3", 3),
        ("the question of the 2 dogs", None),
        ("a question was asked in 2019", None),
    ],
)
def test_members_question(said: str, number: int | None) -> None:
    assert understand(said).question == number


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("in 2019/20", "2019/20"),
        ("in 2019-20", "2019/20"),
        ("in 2019–20", "2019/20"),
        ("in 2020–2021", "2020/21"),
        ("in 2020/2021", "2020/21"),
        ("2019 / 20", "2019/20"),
        ("2020/21 (Q1)", "2020/21"),
        ("1999/00", None),
        ("2020/22", None),
        ("2020", None),
        ("2099/00", "2099/00"),
    ],
)
def test_financial_year(said: str, year: str | None) -> None:
    assert understand(said).year == year
    assert normal_year(said) == year


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("26 March 2021", (2021, 3, 26)),
        ("26th March 2021", (2021, 3, 26)),
        ("the 26th of March 2021", (2021, 3, 26)),
        ("26 march, 2021", (2021, 3, 26)),
        ("26 MAR 2021", (2021, 3, 26)),
        ("1st April 2022", (2022, 4, 1)),
        ("2021-03-26", (2021, 3, 26)),
        ("on 26 March", (None, 3, 26)),
        ("in March 2021", (2021, 3, None)),
        ("the March meeting", (None, 3, None)),
        ("the January panel meeting", (None, 1, None)),
    ],
)
def test_date(said: str, asked: tuple[int | None, int | None, int | None]) -> None:
    assert understand(f"What was decided {said}?").dates == (asked,)


@pytest.mark.parametrize(
    "said", ["the lead may march in", "they may 2", "march of progress", "in 2021", "Mary 26"]
)
def test_no_date(said: str) -> None:
    assert understand(said).dates == ()


@pytest.mark.parametrize(
    ("said", "of_meeting"),
    [
        ("What was decided at the meeting of 4 May 2022?", True),
        ("What was decided at the meeting held on 4 May 2022?", True),
        ("What did the 4 May 2022 meeting decide?", True),
        ("What do the minutes of 4 May 2022 say?", True),
        ("What happened on 4 May 2022?", False),
    ],
)
def test_date_of_a_meeting(said: str, of_meeting: bool) -> None:
    assert understand(said).meeting_dates == (((2022, 5, 4),) if of_meeting else ())


def test_two_dates_in_order() -> None:
    asked = understand("What changed between 4 May 2022 and the meeting of 1 June 2022?")
    assert asked.dates == ((2022, 5, 4), (2022, 6, 1))


def test_a_month_said_of_a_meeting() -> None:
    assert understand("What happened at the January meeting?").meeting_dates == ((None, 1, None),)


def test_the_month_of_a_meeting_is_no_name() -> None:
    assert understand("What happened at the January meeting?").names == ()


@pytest.mark.parametrize("said", ["March 26, 2021", "March 26th 2021", "Mar 26 2021"])
def test_month_before_day(said: str) -> None:
    assert understand(f"What was decided on {said}?").dates == ((2021, 3, 26),)


@pytest.mark.parametrize("said", ["26/03/2021", "26/3/21", "26.3.2021"])
def test_date_in_figures(said: str) -> None:
    asked = understand(f"What was decided on {said}?")
    assert (asked.dates, asked.item) == (((2021, 3, 26),), None)


def test_sept() -> None:
    assert understand("What was reported in Sept 2020?").dates == ((2020, 9, None),)


def test_meeting_in_a_month() -> None:
    assert understand("What was said at the meeting in January?").dates == ((None, 1, None),)


@pytest.mark.parametrize("said", ["2021-13-45", "2021-00-10", "32 March 2021"])
def test_impossible_date(said: str) -> None:
    assert understand(f"What was decided on {said}?").dates == ()


@pytest.mark.parametrize("said", ["the second priority", "objective 2", "KA-2", "keyaim 2"])
def test_other_words_for_a_place(said: str) -> None:
    asked = understand(f"What was done under {said}?")
    assert 2 in {asked.key_aim, asked.strategic_priority}


def test_hyphenated_key_aim_leaves_nothing_behind() -> None:
    assert understand("What was done under key-aim 2?").stems == frozenset()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("How many boats sank?", "figure"),
        ("how much money was granted", "figure"),
        ("What was the total number of boats?", "figure"),
        ("Who answered about the boats?", "who"),
        ("Which councillor asked about boats?", "who"),
        ("When did the pier open?", "when"),
        ("On what date did the pier open?", "when"),
        ("Where is the pier?", "where"),
        ("Why was the pier closed?", "why"),
        ("What did the Harbour Master say about the pier?", "said"),
        ("Was the pier closed?", "yes_no"),
        ("What actions were agreed?", "actions"),
        ("WHO ANSWERED ABOUT THE BOATS?", "who"),
        ("boats", "open"),
    ],
)
def test_kind(said: str, kind: str) -> None:
    assert understand(said).kind == kind


@pytest.mark.parametrize(
    ("said", "structure"),
    [
        ("What are the key aims?", "key_aims"),
        ("list the key aims", "key_aims"),
        ("What are the four priorities?", "key_aims"),
        ("Which items were on the agenda?", "items"),
        ("What was on the agenda?", "items"),
        ("What questions were asked?", "questions"),
        ("Which questions did members raise?", "questions"),
        ("How many boats sank?", None),
        ("What progress was made with the boats?", None),
    ],
)
def test_structure(said: str, structure: str | None) -> None:
    asked = understand(said)
    assert asked.structure_of == structure
    assert (asked.kind == "structure") == (structure is not None)


def test_questions_that_members_ask() -> None:
    assert understand("What questions did members ask?").structure_of == "questions"


def test_places_are_not_what_it_is_about() -> None:
    asked = understand("How many boats sank under key aim 2, item 13/21, question 1, in 2019/20?")
    assert asked.stems == {"boat", "sank"}
    assert asked.numbers == ()
    assert asked.names == ()
    assert asked.names_place


@pytest.mark.parametrize(
    ("said", "strand"),
    [
        ("under the Delivery Plan", ("delivery", "plan")),
        ("from the community safety fund", ("community", "safety", "fund")),
        ("the Police Property Act Fund", ("property", "act", "fund")),
        ("what plan was delivered", ()),
    ],
)
def test_strand(said: str, strand: tuple[str, ...]) -> None:
    assert understand(said).strand_words == strand


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What did Jane Roe say about the NRM?", ("Jane Roe", "NRM")),
        ("What did Jane Roe's team do?", ("Jane Roe",)),
        ("Boats sank. Which?", ()),
        ("Who said “safer waters”?", ("safer waters",)),
        ('Who said "safer waters"?', ("safer waters",)),
        ("What is the Police and Crime Panel?", ("Police and Crime Panel",)),
        ("What's the PCC’s view?", ("PCC",)),
        ("", ()),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    for name in names:
        assert any(name in found for found in names_in(text)), names_in(text)
    assert len(names_in(text)) == len(names)


def test_figures() -> None:
    assert understand("What was the £1,200 and the 45 boats for?").numbers == ("£1,200", "45")


@pytest.mark.parametrize(
    ("asked", "matches"),
    [
        ((2021, 3, 26), True),
        ((None, 3, 26), True),
        ((2021, 3, None), True),
        ((None, 3, None), True),
        ((2021, 4, 26), False),
        ((2020, 3, 26), False),
        ((None, 3, 25), False),
    ],
)
def test_matches_date(asked: tuple[int | None, int | None, int | None], matches: bool) -> None:
    assert matches_date(date(2021, 3, 26), asked) is matches


@given(st.text(max_size=300))
def test_any_text_is_understood(text: str) -> None:
    asked = understand(text)
    assert asked.text == text
    assert all(stem and stem == stem.casefold() for stem in asked.stems)
    assert asked.kind == "structure" or asked.structure_of is None
    assert all(name.strip() and name in " ".join(text.split()) for name in asked.names)
    assert isinstance(asked.asks_for_questions, bool)
    assert isinstance(asked.about_questions, bool)
    assert isinstance(asked.minuted_actions, bool)


_PIECES = st.lists(
    st.sampled_from(
        [
            "key",
            "aim",
            "item",
            "question",
            "the",
            "second",
            "2",
            "13/21",
            "2019/20",
            "(Q1)",
            "26",
            "March",
            "2021",
            "may",
            "2021-03-26",
            "£2.3million",
            "“",
            "”",
            "'",
            "’",
            "(",
            ")",
            "/",
            "-",
            "–",
            "PCC",
            "Deputy",
            "and",
            "of",
            "What",
            "who?",
            "١٢",
            "²",
            "Ⅳ",
            "警察",
            "ﬁ",
            "\x00",
            "#",
        ]
    ),
    max_size=25,
)


@given(_PIECES, st.sampled_from(["", " ", "  "]))
def test_any_heap_of_words_is_understood(pieces: list[str], glue: str) -> None:
    understand(glue.join(pieces))


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_long_questions_take_bounded_time(name: str) -> None:
    text = ADVERSARIAL[name]
    with cpu_limit(2):
        asked = understand(text)
        _ = asked.asks_for_questions, asked.about_questions, asked.minuted_actions
        normal_year(text)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("grants of Aug 19", (2019, 8, None)),
        ("grants of Aug '19", (2019, 8, None)),
        ("the meeting of March 26", (None, 3, 26)),
        ("May 12 2022", (2022, 5, 12)),
        ("on Aug 19", (None, 8, 19)),
    ],
)
def test_dates_as_they_are_typed(said: str, day: tuple[int | None, ...]) -> None:
    assert understand(said).dates == (day,)


def test_a_full_stop_ends_a_name() -> None:
    assert understand("OK. Something else: who came?").names == ("OK",)
    assert not understand("I'd like it, I'm new").names
