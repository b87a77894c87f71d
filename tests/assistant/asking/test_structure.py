import pytest

from assistant.asking.structure import structure_asked


@pytest.mark.parametrize(
    ("question", "way", "noun", "subject", "step"),
    [
        (
            "Which item on the agenda comes right after the one about otters?",
            "neighbour", "item", "otters", 1,
        ),
        ("What came before item 14 on the agenda?", "neighbour", "item", "item 14", -1),
        ("Which minute comes after Minute 35?", "neighbour", "item", "Minute 35", 1),
        ("Which item was followed by the budget?", "neighbour", "item", "budget", -1),
        ("What is the last item on the agenda?", "place", "item", "", -1),
        ("Which item did the meeting open with?", "place", "item", "", 1),
        ("What was the third item?", "place", "item", "", 3),
        ("How many items were on the agenda?", "count", "item", "", 0),
        ("how many key aims has strategic priority 3 got", "count", "aim", "", 0),
        ("How many key aims are there for drier homes?", "count", "aim", "drier homes", 0),
        ("Read me the first key aim of strategic priority 4", "wording", "aim", "", 0),
        ("what does key aim 2 say", "wording", "aim", "", 0),
        ("The exact words of key aim 4 under strategic priority 3?", "wording", "aim", "", 0),
        ("How is objective 1 worded?", "wording", "priority", "", 0),
        ("What is item 14 called?", "wording", "item", "", 0),
        ("Which of the key aims has to do with otters?", "about", "aim", "otters", 0),
        ("Under which item were otters discussed?", "about", "item", "otters", 0),
        ("What item number is the pumping report?", "about", "item", "pumping report", 0),
        ("Which item should I look at for otters?", "about", "item", "otters", 0),
        ("Which priority does dredging come under?", "about", "priority", "dredging", 0),
        ("From when to when does the Flood Plan run?", "years", "item", "Flood Plan", 0),
        ("Which years does the plan cover", "years", "item", "plan", 0),
    ],
)  # fmt: skip
def test_questions_on_structure(
    question: str, way: str, noun: str, subject: str, step: int
) -> None:
    asked = structure_asked(question)
    assert asked is not None
    assert (asked.way, asked.noun, asked.subject, asked.step) == (way, noun, subject, step)


@pytest.mark.parametrize(
    "question",
    [
        "What was done under key aim 2?",
        "Tell me about key aim 2",
        "What are the key aims on flooding?",
        "Which items were on the agenda on 26 March 2021?",
        "Which items were discussed at the meeting?",
        "What happened after the flood?",
        "How many otters were found after the dredging?",
        "What did the River Officer report under objective 1?",
        "When did the meeting start?",
        "How many items of clothing were stolen?",
    ],
)
def test_other_questions_are_left_alone(question: str) -> None:
    assert structure_asked(question) is None
