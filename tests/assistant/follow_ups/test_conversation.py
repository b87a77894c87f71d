"""Follow-ups become questions that stand alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asking.question import understand
from assistant.follow_ups.conversation import leans, rewrite, search_text, standalone
from assistant.types import Turn
from tests.assistant.follow_ups.cases import TUNED, UNSEEN, Case
from tests.assistant.follow_ups.talk import TALK
from tests.assistant.limits import ADVERSARIAL, cpu_limit


def history(*questions: str) -> tuple[Turn, ...]:
    return tuple(Turn(question=question, answer="…") for question in questions)


@pytest.mark.parametrize(
    ("before", "then", "whole"),
    [
        (
            "What was done under key aim 2 in 2020/21?",
            "and in 2019/20?",
            "What was done under key aim 2 in 2019/20?",
        ),
        (
            "What was done under key aim 2 in 2020/21?",
            "And key aim 3?",
            "What was done under key aim 3 in 2020/21?",
        ),
        ("What was done in 2020/21?", "and the year before?", "What was done in 2019/20?"),
        ("What was done in 2018-19?", "And the following year?", "What was done in 2019/20?"),
        ("What was done in 2098/99?", "and the next year?", "What was done in 2099/00?"),
        (
            "What was said under item 13/21?",
            "what about item 14/21?",
            "What was said under item 14/21?",
        ),
        ("What was question 1 about?", "And question 2?", "What was question 2 about?"),
        ("How many boats sank in 2018?", "And in 2019?", "How many boats sank in 2019?"),
        (
            "What was decided on 4 April 2022?",
            "what about 5 May 2022?",
            "What was decided on 5 May 2022?",
        ),
        (
            "What was done under priority 1?",
            "and priority 2?",
            "What was done under priority 2?",
        ),
    ],
)
def test_what_is_named_anew_is_replaced(before: str, then: str, whole: str) -> None:
    assert standalone(then, history(before)) == whole


@pytest.mark.parametrize(
    ("before", "then", "words"),
    [
        ("How many boats sank near Slough?", "what about Reading?", ("boats", "Reading")),
        ("How many dog thefts were reported?", "who said that?", ("who said", "dog thefts")),
        ("How many boats sank last winter?", "Why?", ("why", "boats", "sank")),
        ("What did the Harbour Master say about fog?", "And the Mayor?", ("Mayor", "fog")),
        ("How many lamps were replaced?", "When was it done?", ("when", "lamps", "replaced")),
        ("Which lamps failed?", "how much did they cost?", ("how much", "lamps", "cost")),
    ],
)
def test_the_subject_is_carried_over(before: str, then: str, words: tuple[str, ...]) -> None:
    found = standalone(then, history(before)).casefold()
    assert all(word.casefold() in found for word in words), found
    assert found.count("?") == 1 and found.endswith("?")


@pytest.mark.parametrize(
    "question",
    [
        "How many dog thefts were reported?",
        "What are the key aims?",
        "What did the Chief Constable say about county lines?",
        "What was done under key aim 2 on training in 2019/20?",
        "What actions were agreed?",
        "Who answered the question that the Mayor asked about lamps and fog in winter?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert standalone(question, history("How many boats sank?")) == question


def test_without_history_nothing_is_added() -> None:
    assert standalone("and in 2019/20?", ()) == "and in 2019/20?"


def test_a_chain_of_follow_ups() -> None:
    found = standalone(
        "and key aim 4?",
        history("What was done under key aim 1 in 2020/21?", "and in 2019/20?"),
    )
    assert found == "What was done under key aim 4 in 2019/20?"


def test_a_new_subject_ends_the_chain() -> None:
    found = standalone(
        "who said that?", history("What are the key aims?", "How many dog thefts were reported?")
    )
    assert "dog thefts" in found and "key aims" not in found


def test_words_of_a_user_are_no_pattern() -> None:
    for text in (r"\1 and \g<0> key aim 3?", "(?P<x>", "item [1", "and item 9?"):
        for before in (r"What about \d+ (key aim 2?", "item (?P<x>1", "key aim 2"):
            standalone(text, history(before))
            standalone(f"and {text}", history(before))


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("What was done under key aim one?", "and key aim two?"),
        ("What was done under key aim one?", "and key aim 2?"),
        ("What was done under the first key aim?", "And the second key aim?"),
        ("What was done under KA1?", "and KA2?"),
    ],
)
def test_numbers_in_words(before: str, then: str) -> None:
    assert understand(standalone(then, history(before))).key_aim == 2


def test_the_year_before_alone() -> None:
    assert standalone("the year before?", history("What was done in 2020/21?")) == (
        "What was done in 2019/20?"
    )


def test_another_month() -> None:
    found = standalone("And in May?", history("How many boats sank in April?"))
    assert "April" not in found


def _right(case: Case) -> bool:
    found = standalone(case.then, case.before)
    if not (case.has or case.lacks):
        return found == case.then
    return (
        found != case.then
        and all(words in found for words in case.has)
        and not any(words in found for words in case.lacks)
        and found[:1].isupper()
        and found.count("?") == 1
        and found.endswith("?")
    )


@pytest.mark.parametrize(
    "case", TUNED + TALK, ids=lambda case: f"{case.before[-1].question} {case.then}"
)
def test_follow_ups_of_other_committees(case: Case) -> None:
    assert _right(case), standalone(case.then, case.before)


def test_follow_ups_that_no_rule_was_made_for() -> None:
    wrong = [standalone(case.then, case.before) for case in UNSEEN if not _right(case)]
    assert len(wrong) <= 0.05 * len(UNSEEN), wrong


_SAID_IN_2018 = (
    "Minutes, 4 May 2022, item 17/21, Members' Question 1: “The Harbour Master told the Panel that "
    "there were 80 wrecks in 2018.” [1]"
)


@pytest.mark.parametrize(
    ("before", "then", "whole"),
    [
        ("How many wrecks were there?", "Who said that?", "Who said how many wrecks there were?"),
        (
            "How many wrecks were there?",
            "Which meeting was that?",
            "At which meeting was it said how many wrecks there were?",
        ),
        (
            "How many wrecks were there?",
            "what did he say about that?",
            "What did the Harbour Master say about the wrecks?",
        ),
        (
            "How many wrecks were there?",
            "and the year before?",
            "How many wrecks were there in 2017?",
        ),
        (
            "How many wrecks were there in 2018?",
            "why is that so high?",
            "Why is the number of wrecks in 2018 so high?",
        ),
        (
            "How many wrecks were there in 2018?",
            "in Wells?",
            "How many wrecks were there in Wells in 2018?",
        ),
        (
            "How many wrecks were there in 2018?",
            "the Mayor?",
            "What did the Mayor say about the wrecks in 2018?",
        ),
        (
            "How many wrecks were there?",
            "how many were raised?",
            "How many of the wrecks were raised?",
        ),
        (
            "What was decided at the meeting of 4 May 2022?",
            "and at the meeting before?",
            "What was decided at the meeting before 4 May 2022?",
        ),
        (
            "What was decided at the meeting of 4 May 2022?",
            "and the year before?",
            "What was decided in 2021?",
        ),
        ("What are the key aims?", "what is the second one?", "What is the second key aim?"),
        (
            "Which boats were sold?",
            "tell me about the first one",
            "Tell me about the first boat sold",
        ),
        (
            "What did the council do about fog in 2019/20?",
            "what was the result?",
            "What was the result of what the council did about fog in 2019/20?",
        ),
        ("Who pays for the lamps?", "and for the buoys?", "Who pays for the buoys?"),
        (
            "Why was the ferry late?",
            "What did the Mayor say about that?",
            "What did the Mayor say about why the ferry was late?",
        ),
        (
            "What was the cost of the inquiry?",
            "Who said that?",
            "Who said what the cost of the inquiry was?",
        ),
        (
            "How many buoys were lost?",
            "Have they been found?",
            "Have the buoys lost been found?",
        ),
        (
            "How much was spent?",
            "how many arrests?",
            "How many arrests, regarding how much was spent?",
        ),
        (
            "What was raised since 2020?",
            "and between March and June 2021?",
            "What was raised between March and June 2021?",
        ),
        (
            "What is the Mayor's view on fog?",
            "and the Bishop's?",
            "What is the Bishop's view on fog?",
        ),
    ],
)
def test_it_reads_like_a_question(before: str, then: str, whole: str) -> None:
    assert standalone(then, (Turn(question=before, answer=_SAID_IN_2018),)) == whole


def test_the_year_before_an_answer_without_a_year_is_counted_from_the_newest_paper() -> None:
    before = history("How many referrals has the Ember Trust had?")
    found = standalone("and the year before?", before, newest=date(2021, 3, 26))
    assert found == "How many referrals has the Ember Trust had in 2020?"
    dated = history("How many referrals has the Ember Trust had in 2018?")
    found = standalone("and the year before?", dated, newest=date(2021, 3, 26))
    assert found == "How many referrals has the Ember Trust had in 2017?"


def test_an_aside_leans_on_nothing() -> None:
    before = history("How many wrecks were there?")
    found = rewrite("Another thing: who chairs the harbour board?", before)
    assert (found.leans, found.changed) == ("aside", False)
    assert found.question == "Who chairs the harbour board?"


def test_what_it_leaned_on_is_told() -> None:
    before = history("How many wrecks were there?", "thanks")
    found = rewrite("Who said that?", before)
    assert (found.changed, found.leans, found.earlier) == (True, "source", before[0].question)
    alone = rewrite("How many boats sank?", before)
    assert (alone.changed, alone.leans, alone.earlier) == (False, "none", None)
    assert alone.question == "How many boats sank?"


def test_words_alone_that_are_like_nothing_before_are_a_new_search() -> None:
    before = history("Who chairs the panel?")
    assert standalone("dredging?", before) == "dredging?"
    assert not rewrite("dredging?", before).changed
    assert standalone("dredging of the Ember", before) == "dredging of the Ember"


def test_search_text_holds_the_question_and_what_was_answered() -> None:
    before = (Turn(question="How many wrecks were there?", answer=_SAID_IN_2018),)
    found = search_text("who raised them?", before)
    assert found.count(standalone("who raised them?", before)) == 3
    assert "told the Panel that there were 80 wrecks" in found
    assert "Members' Question 1" not in found and "[1]" not in found


def test_search_text_leaves_refusals_out() -> None:
    before = (Turn(question="How many wrecks were there?", answer="Not found in what I hold."),)
    found = search_text("how many boats sank?", before)
    assert "Not found" not in found
    assert "wrecks" in found and found.count("how many boats sank?") == 3
    assert search_text("how many boats sank?", ()) == "how many boats sank?"
    assert search_text("how many boats sank?", history("hello")) == "how many boats sank?"


_QUESTION = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [
                r"and",
                r"what",
                r"about",
                r"how",
                r"it",
                r"they",
                r"that",
                r"key",
                r"aim",
                r"2",
                r"two",
                r"item",
                r"13/21",
                r"7",
                r"question",
                r"1",
                r"in",
                r"2019/20",
                r"2020",
                r"year",
                r"before",
                r"the",
                r"following",
                r"May",
                r"26",
                r"March",
                r"2021",
                r"priority",
                r"?",
                r"\1",
                r"(",
                r"PCC",
                r"he",
                r"there",
                r"those",
                r"second one",
                r"who said",
                r"How many wrecks were there in Wells?",
                r"thanks",
                r"the month after",
                r"did",
                r"Mr Pike",
            ]
        ),
        max_size=8,
    ).map(" ".join),
)


@given(_QUESTION, st.lists(_QUESTION, max_size=3))
def test_any_conversation(question: str, before: list[str]) -> None:
    found = standalone(question, history(*before))
    if not before or not leans(question):
        assert found == question
    assert isinstance(found, str)
    assert len(search_text(question, history(*before))) < 20_000


# The chain folds white space before it looks at a question.
_FOLDED = {name: text for name, text in ADVERSARIAL.items() if text.strip()}


@pytest.mark.parametrize("name", _FOLDED)
def test_long_questions_take_bounded_time(name: str) -> None:
    text = _FOLDED[name]
    with cpu_limit(5):
        standalone(text, history("What was done under key aim 2 in 2019/20?"))
        standalone(f"and {text}", history("What was done under key aim 2 in 2019/20?"))
        standalone("and in 2019/20?", history(text))
        standalone("who said that?", history(text))


def test_long_white_space_in_the_history() -> None:
    with cpu_limit(0.5):
        standalone("who said that?", history(ADVERSARIAL["line breaks"] + "boats"))


@pytest.mark.parametrize("name", _FOLDED)
def test_histories_of_any_length_take_bounded_time(name: str) -> None:
    text = (_FOLDED[name] * 11)[:100_000]
    turns = (Turn(question=text, answer=text), Turn(question="How many boats sank?", answer=text))
    with cpu_limit(5):
        for then in ("who said that?", "and the year before?", "what did he say about it?"):
            standalone(then, turns * 20)
            search_text(then, turns[:1] * 20)
