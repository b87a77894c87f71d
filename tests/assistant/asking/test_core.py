"""What is asked, without the words around it."""

import pytest

from assistant.asking.core import Core, core
from tests.assistant.limits import ADVERSARIAL, cpu_limit


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hi, how many ferries run?", "how many ferries run?"),
        ("Good morning! Who chairs the board?", "Who chairs the board?"),
        ("ferries per day pls", "ferries per day"),
        ("How many ferries run, please?", "How many ferries run?"),
        ("what is a pontoon, sorry I'm new", "what is a pontoon"),
        ("Why was the quay shut, as I missed the meeting?", "Why was the quay shut?"),
        ("I'd like to know whether the quay is open", "the quay is open"),
        ("Could you tell me who paid for the quay?", "who paid for the quay?"),
        ("I was wondering when the quay opens", "when the quay opens"),
        ("does anyone remember what the quay cost?", "what the quay cost?"),
        (
            "A neighbour asked me and I said I'd find out: what did the quay cost?",
            "what did the quay cost?",
        ),
        ("I was away last month. What did the quay cost?", "What did the quay cost?"),
        ("I keep reading about WTB. What's that short for?", "What's WTB short for?"),
        (
            "Somebody said something about gulls on the quay. What was it?",
            "What was gulls on the quay?",
        ),
    ],
)
def test_what_stands_around_is_left_out(text: str, asked: str) -> None:
    assert core(text).question == asked


@pytest.mark.parametrize(
    "text",
    [
        "Key aim 1: what was done?",
        "What is the plan for the quay? And for the ferry?",
        "Everything on ferries. All of it.",
        "The quay cost £4,000. Is that right?",
        "tell me about him",
        "Thanks",
        "What did the Board say on the ferry, and who answered?",
        "Question 2: who answered it?",
        "The ferry was sold. Who bought it?",
    ],
)
def test_what_says_something_stays(text: str) -> None:
    assert core(text) == Core(question=text)


def test_what_was_told_before_and_is_leant_on_is_kept() -> None:
    found = core(
        "I have heard of rather a lot of different figures for the cost of the quay since June. "
        "Which ones?"
    )
    assert found.question == "Which ones?"
    assert found.topic is not None and "cost of the quay" in found.topic


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_long_texts_take_bounded_time(name: str) -> None:
    with cpu_limit(3):
        core(ADVERSARIAL[name][:2000])


@pytest.mark.parametrize(
    "text",
    [
        "I gather there are open days at the quay: how many times a year or so?",
        "I hear the quay is to be sold. By when?",
    ],
)
def test_what_the_question_is_about_is_not_lost(text: str) -> None:
    found = core(text)
    assert "quay" in f"{found.question} {found.topic}"


def test_what_is_typed_in_a_hurry() -> None:
    assert core("how many ppl came to the mtg").question == "how many people came to the meeting"
    assert core("what is STATS19 data").question == "what is STATS19 data"
