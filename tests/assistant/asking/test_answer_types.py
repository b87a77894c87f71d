"""The type of thing that was asked for: not any figure answers a question for a cost."""

import pytest

from assistant.asking.answer_types import counted_words, holds_type, must_hold
from assistant.asking.question import understand


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("What did the new boiler cost?", "It cost £4,000.", "It was put in in 2019 by 12 people."),
        ("How much was paid for the boat?", "They paid 300 pounds.", "They met 300 times."),
        ("How old were the winners?", "All were aged 14 to 16.", "There were over 100 to choose."),
        ("What percentage of calls was answered?", "94% were.", "There were 94 calls."),
        ("How long did the repair take?", "It took nine weeks.", "It took nine people."),
        ("What time did the hearing start?", "It began at 10.30 am.", "It began on 4 May."),
        ("What time of day was it?", "It was held in the afternoon.", "It was held in May."),
        ("How many boats sank?", "Nine boats sank.", "Boats sank in May 2020."),
        ("How often do they meet?", "They meet monthly.", "They meet in the hall."),
        ("When was the weir closed?", "It was closed in March.", "It was closed for good."),
        ("What is the boat called?", "The boat is the Merry Ann.", "The boat is a small one."),
        ("Where was the talk given?", "It was given in Holm.", "It was given to many people."),
    ],
)
def test_type(question: str, holds: str, lacks: str) -> None:
    asked = understand(question)
    assert holds_type(asked, holds, holds) == 1.0
    assert holds_type(asked, lacks, lacks) < 0.5


def test_another_thing_that_is_counted_says_less() -> None:
    asked = understand("How many swans were seen at the lake?")
    assert holds_type(asked, "12 swans were seen.", "12 swans were seen.") == 1.0
    assert holds_type(asked, "12 geese were seen.", "12 geese were seen.") < 0.5
    assert holds_type(asked, "12 were seen.", "Swans at the lake: 12 were seen.") == 1.0
    assert holds_type(asked, "Swan feed rose by £2.", "Swan feed rose by £2.") < 0.5
    misspelt = understand("How many refferals were made?")
    assert holds_type(misspelt, "12 referrals were made.", "12 referrals were made.") == 1.0
    everyday = understand("How many kids took part?")
    assert holds_type(everyday, "Some 40 children took part.", "Some 40 children took part.") == 1.0


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many swans were seen?", ("swans",)),
        ("How many of the 79 late buses came back?", ("late", "buses")),
        ("How many people came?", ()),
        ("How many more grey geese did they see?", ("grey", "geese")),
        ("Why?", ()),
        ("How many", ()),
    ],
)
def test_what_is_counted(question: str, counted: tuple[str, ...]) -> None:
    assert counted_words(question) == counted


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("How many people drowned in the lake?", "12 drowned.", "12 came to the lake."),
        ("How many people were killed?", "There were two deaths.", "Two met there."),
        ("How many lake fires were there?", "There were 9 lake fires.", "There were 9 fires."),
        ("What share of the boats sank?", "One in five sank.", "Of them 5 sank."),
        ("Which village has a ferry?", "The ferry is at Holm.", "The ferry runs in summer."),
        ("cost of the ferry?", "It cost £4,000.", "The ferry runs 12 times a day."),
    ],
)
def test_what_must_be_held_is_not_there(question: str, holds: str, lacks: str) -> None:
    asked = understand(question)
    assert must_hold(asked)
    assert holds_type(asked, holds, holds) > holds_type(asked, lacks, lacks)


def test_the_paper_s_own_title_tells_nobody_where() -> None:
    asked = understand("Which town runs the ferry?")
    text = "The ferry is run by people of Ember Vale."
    assert holds_type(asked, text, text) == 1.0
    assert holds_type(asked, text, text, "Ember Vale Panel") < 0.5


@pytest.mark.parametrize("question", ["Who runs the ferry?", "Why is it late?", "What was said?"])
def test_other_questions_may_be_answered_without(question: str) -> None:
    assert not must_hold(understand(question))


def test_times_and_both_count_no_things() -> None:
    asked = understand("How many river wardens are there?")
    for text in ("River wardens met 10 times.", "River wardens serve both in Holm and outside it."):
        assert holds_type(asked, text, text) == 0.0
    assert holds_type(asked, "There are 10 river wardens.", "There are 10 river wardens.") == 1.0
    often = understand("How many times did river wardens meet?")
    assert holds_type(often, "River wardens met 10 times.", "River wardens met 10 times.") == 1.0
