"""What a question sets side by side."""

import pytest

from assistant.asking.comparing import sides


@pytest.mark.parametrize(
    ("question", "headings"),
    [
        ("2019/20 and 2020/21 under objective 3", ["2019/20", "2020/21"]),
        ("What was done under key aims 1 and 2 in 2019/20?", ["Key aim 1", "Key aim 2"]),
        ("item 34 against item 35", ["Item 34", "Item 35"]),
        ("What was said at the March and June meetings about otters?", ["March", "June"]),
        (
            "what the report says and what the Panel asked about otters",
            ["The report", "What members asked"],
        ),
        ("pumps in the report versus pumps in the minutes", ["The report", "The minutes"]),
        ("Compare dredging and pumping", ["Dredging", "Pumping"]),
        (
            "Under priority 4, what came from the police and what from the Commissioner?",
            ["The police", "The Commissioner"],
        ),
        ("pumping stations, is it 9 or 17?", ["9", "17"]),
    ],
)
def test_sides(question: str, headings: list[str]) -> None:
    assert [side.heading for side in sides(question)] == headings


@pytest.mark.parametrize(
    "question",
    [
        "How many complaints against the Commissioner were upheld?",
        "What was said about otters and dredging?",
        "What did the police report for 2020/21 against objective 3?",
        "Was there a rise in burglary and robbery?",
        "What was done in 2020/21?",
        "How much was spent under priority 2 in 2021/22?",
        "Compare",
        "and",
        "What was reported in 2019/20 about otters and in 2020/21 about pumps?",
    ],
)
def test_what_compares_nothing(question: str) -> None:
    assert sides(question) == ()


def test_each_side_keeps_what_is_common() -> None:
    first, second = sides("Compare what was done under objective 3 in 2019/20 and in 2020/21")
    assert first.question == "what was done under objective 3 in 2019/20"
    assert second.question == "what was done under objective 3 in 2020/21"


def test_a_place_named_in_other_words_is_one_place() -> None:
    assert sides("What was done in 2019/20, that is 2019-20?") == ()


def test_more_of_one_or_of_the_other() -> None:
    found = sides("More visits to the clinic or to the school?")
    assert [side.question for side in found] == [
        "How many visits to the clinic?",
        "How many visits to the school?",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "2019/20, key aim 3: what was the police's part and what was the OPCC's?",
        "KA3 2019/20, TVP vs OPCC contribution",
    ],
)
def test_the_parts_of_two_bodies(question: str) -> None:
    found = sides(question)
    assert [side.heading for side in found] == ["The police", "The Commissioner"]
    assert all("2019/20" in side.question and "3" in side.question for side in found)


@pytest.mark.parametrize(
    "question",
    [
        "What did the Harbour Master say about the ferry and what did Cllr Green say?",
        "What did the Harbour Master tell us about the ferry, and what did Cllr Green reply?",
        "Compare what the Harbour Master and Cllr Green said about the ferry",
        "What did the Harbour Master and Cllr Green each say about the ferry?",
        "What did the Harbour Master say and what did Cllr Green say about the ferry?",
    ],
)
def test_two_speakers(question: str) -> None:
    assert [(side.heading, side.speaker, side.question) for side in sides(question)] == [
        (
            "The Harbour Master",
            "Harbour Master",
            "What did the Harbour Master say about the ferry?",
        ),
        ("Cllr Green", "Cllr Green", "What did Cllr Green say about the ferry?"),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What did members say about gulls and terns?",
        "What did the Harbour Master say about the ferry?",
        "What did Smith and Sons say about the ferry?",
    ],
)
def test_one_speaker(question: str) -> None:
    assert not sides(question)
