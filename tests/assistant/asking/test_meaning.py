import pytest

from assistant.asking.meaning import asks_for_it, meaning_asked


@pytest.mark.parametrize(
    ("question", "word", "certain"),
    [
        ("What does RWN stand for?", "RWN", True),
        ("RWN stands for?", "RWN", True),
        ("define RWN", "RWN", True),
        ("what is meant by RWN in the minutes?", "RWN", True),
        ("I keep seeing RWN. What's that short for?", "RWN", True),
        ("RWN - what do those letters mean?", "RWN", True),
        ("Could you remind me what RWN is an abbreviation of?", "RWN", True),
        ("The paper talks of RWNs, no idea what that is", "RWN", True),
        ("what is an RWN, sorry I'm new", "RWN", False),
        ("what is a rwn", "rwn", False),
        ("what are RWNs", "RWN", False),
        ("RWN?", "RWN", False),
        # Lower case may be an abbreviation all the same; the papers tell.
        ("what is dredging?", "dredging", False),
    ],
)
def test_what_an_abbreviation_means(question: str, word: str, certain: bool) -> None:
    asked = meaning_asked(question)
    assert asked is not None and (asked.word, asked.certain) == (word, certain)


@pytest.mark.parametrize(
    "question",
    [
        "What is the RWN doing about otters?",
        "What does the RWN mean by a dry home?",
        "How are RWNs paid?",
        "Who is the RWN?",
        "What is the difference between RWN and RWC?",
        "What is the River Watch Network?",
        "what does this mean",
    ],
)
def test_other_questions_are_left_alone(question: str) -> None:
    assert meaning_asked(question) is None


def test_the_short_form_of_words() -> None:
    asked = meaning_asked("What is the abbreviation for River Watch Networks?")
    assert asked is not None and asked.long == "River Watch Networks"


def test_it_that_was_named_before() -> None:
    assert asks_for_it("and what does that stand for?")
    assert not asks_for_it("what does that cost?")
