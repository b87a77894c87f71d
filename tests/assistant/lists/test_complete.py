"""Whole lists, comparisons, cross-references and what a quote leans on: from question to answer."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.chain import build_chain
from assistant.config import Settings
from assistant.quotes.quoting import Quote
from assistant.quotes.speaking import speaker_of
from assistant.quotes.understandable import leans, with_before
from assistant.steps import Request
from assistant.types import Answer, Document, Passage
from tests.assistant.invented import (
    MINUTES,
    REPORT,
    InventedLibrary,
    ScriptedReader,
    passage,
)

SETTINGS = Settings(refuse_below=0.5, max_quotes=4)
LATER = replace(MINUTES, id="j", meeting_date=date(2022, 6, 9))
_THEFT = "What is done about boat theft?"
_AIM_ONE = {"key_aim": 1, "strand": "Repair Fund", "year": "2021/22"}
_AIM_TWO = {"key_aim": 2, "strand": "Repair Fund"}


def _papers() -> tuple[Passage, ...]:
    rows: tuple[tuple[Document, str, str, dict[str, Any]], ...] = (
        (MINUTES, "attendance", "Councillor Ida Frost (Holm Town Council) was present.", {}),
        (MINUTES, "question", _THEFT, {"item": "4", "question": 1}),
        (
            MINUTES,
            "answer",
            "The Warden said that thieves took 12 boats. Chains were sold to all owners.",
            {"item": "4", "question": 1, "lead": _THEFT, "speaker": "Warden"},
        ),
        (
            MINUTES,
            "answer",
            "Patrols would begin in May.",
            {"item": "4", "question": 1, "lead": _THEFT, "speaker": "Warden"},
        ),
        (MINUTES, "text", "The bridge cost £900. Operation Heron began there.", {"item": "5"}),
        (LATER, "text", "Stolen boats were found at Holm.", {"item": "2"}),
        (LATER, "text", "The Holm bridge was painted.", {"item": "3"}),
        (LATER, "action", "The Clerk would write to Holm. [ACTION: Clerk]", {"item": "3"}),
        (REPORT, "bullet", "The fund paid £4,000 for pumps.", _AIM_ONE),
        (REPORT, "bullet", "It then paid £250 for sandbags.", _AIM_ONE),
        (REPORT, "cross_reference", "See update under Key Aim (1) above.", _AIM_TWO),
        (REPORT, "bullet", "Nothing was mended.", {"key_aim": 1, "year": "2020/21"}),
    )
    return tuple(
        passage(text, order=n, id=f"p{n}", document_id=document.id, part=part, **more)
        for n, (document, part, text, more) in enumerate(rows)
    )


def ask(question: str, *yes: str) -> Answer:
    library = InventedLibrary(held_documents=(REPORT, MINUTES, LATER), held_passages=_papers())
    chain = build_chain(library, ScriptedReader(yes=yes), SETTINGS)
    return chain.invoke(Request(question=question))


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


def test_every_time_a_topic_was_raised() -> None:
    answer = ask("List every time boat theft was raised")
    assert quotes(answer) == [
        _THEFT,
        "The Warden said that thieves took 12 boats.",
        # It answers the question about the topic, in other words.
        "Patrols would begin in May.",
        "Stolen boats were found at Holm.",
    ]
    assert answer.total == 4
    assert answer.text.startswith("4 passages, in order of date and place:\n")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("all sums of money", ["£4,000", "£250", "£900"]),
        ("all sums of money in key aim 1", ["£4,000", "£250"]),
        ("list all operations", ["Heron"]),
        ("which councils are named?", ["Holm Town Council"]),
        ("everything about Holm at the meeting", ["Frost", "Stolen", "painted", "Clerk"]),
        ("all the Warden said", ["thieves", "Patrols"]),
        ("what actions were agreed?", ["ACTION: Clerk"]),
        ("which questions did members ask about boat theft?", [_THEFT]),
    ],
)
def test_all_of_a_kind(question: str, expected: list[str]) -> None:
    answer = ask(question)
    assert len(quotes(answer)) == len(expected) == answer.total
    assert all(word in quote for word, quote in zip(expected, quotes(answer), strict=True))


def test_a_topic_that_no_paper_holds_is_not_listed() -> None:
    answer = ask("List every time helicopters were raised")
    assert answer.status == "not_found"
    assert answer.total is None


def test_a_list_too_long_to_show_says_so() -> None:
    many = tuple(passage(f"Otter {n} was seen.", order=n, id=f"p{n}") for n in range(130))
    library = InventedLibrary(held_documents=(MINUTES,), held_passages=many)
    chain = build_chain(library, ScriptedReader(), SETTINGS)
    answer = chain.invoke(Request(question="list everything said about otters"))
    assert answer.total == 130
    assert len(answer.citations) == 100
    assert answer.notes[0] == "The first 100 of 130 passages are shown."


def test_two_years_side_by_side() -> None:
    answer = ask("Compare 2020/21 and 2021/22 under key aim 1")
    assert [group.heading for group in answer.groups] == ["2020/21", "2021/22"]
    assert [group.sentences for group in answer.groups] == [(0,), (1, 2)]
    assert quotes(answer) == [
        "Nothing was mended.",
        "The fund paid £4,000 for pumps.",
        "It then paid £250 for sandbags.",
    ]
    assert "2020/21:\n" in answer.text and "2021/22:\n" in answer.text


def test_a_side_with_nothing_says_so() -> None:
    answer = ask("Compare 2020/21 and 2018/19 under key aim 1")
    assert answer.status == "answered"
    assert answer.groups[1].sentences == ()
    assert answer.notes == ("Nothing was found for “2018/19”.",)
    nothing = ask("Compare 2017/18 and 2018/19 under key aim 1")
    assert nothing.status == "not_found"
    assert not nothing.groups


def test_what_the_papers_and_the_members_say() -> None:
    answer = ask("what the report says and what the Panel asked about boat theft")
    assert [group.heading for group in answer.groups] == ["The report", "What members asked"]
    assert quotes(answer) == [_THEFT]


def test_a_cross_reference_is_followed() -> None:
    answer = ask("What was done under key aim 2?")
    assert quotes(answer) == [
        "See update under Key Aim (1) above.",
        "The fund paid £4,000 for pumps.",
        "It then paid £250 for sandbags.",
    ]
    labels = [citation.label for citation in answer.citations]
    assert "Key Aim 2" in labels[0]
    assert "Key Aim 1" in labels[1]


def test_a_figure_behind_a_cross_reference() -> None:
    answer = ask("How much did the fund pay for pumps under key aim 2?", "£4,000")
    assert quotes(answer)[0].startswith("See update")
    assert "The fund paid £4,000 for pumps." in quotes(answer)


def test_the_sentence_before_comes_along_across_passages() -> None:
    answer = ask("How much was paid for sandbags?", "£250")
    assert quotes(answer) == ["The fund paid £4,000 for pumps.", "It then paid £250 for sandbags."]


_TWO = passage(
    "The Warden said that nets were torn. He added that three were mended. The Clerk reported "
    "a theft. This led to a search. It was agreed that locks be bought.",
    speaker="Warden",
)


@pytest.mark.parametrize(
    ("opening", "needs"),
    [("The Warden", False), ("He added", False), ("This led", True), ("It was agreed", False)],
)
def test_what_leans_on_the_sentence_before(opening: str, needs: bool) -> None:
    assert leans(_TWO, _TWO.text.index(opening)) is needs


def test_a_quote_is_widened_by_what_it_leans_on() -> None:
    start = _TWO.text.index("This led")
    quote = Quote(passage=_TWO, document=MINUTES, start=start, end=start + 22)
    wide = with_before(quote)
    assert _TWO.text[wide.start :].startswith("The Clerk reported a theft. This led")


@pytest.mark.parametrize(
    ("opening", "speaker"),
    [("The Warden", "Warden"), ("He added", "Warden"), ("The Clerk", "Clerk")],
)
def test_who_says_a_sentence(opening: str, speaker: str) -> None:
    assert speaker_of(_TWO, _TWO.text.index(opening)) == speaker
    assert speaker_of(replace(_TWO, text="Nets were torn."), 0) == "Warden"
