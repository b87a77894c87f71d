"""Which questions want everything of a kind, and which want one answer."""

import pytest

from assistant.asking.question import understand
from assistant.lists.asked import list_asked


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("List every time flooding was raised", "mentions"),
        ("everything said about otters", "mentions"),
        ("Each place where sandbags are mentioned", "mentions"),
        ("everywhere pumps come up", "mentions"),
        ("All sums of money in objective 2", "money"),
        ("what sums did the repair fund pay out in 2019/20", "money"),
        ("every figure in the minutes on pumps", "figures"),
        ("list all operations named", "operations"),
        ("Which councils are named?", "bodies"),
        ("which charities got grants in 2019/20", "bodies"),
        ("names of all the councillors", "people"),
        ("which questions did members ask about otters", "questions"),
        ("all resolutions", "decisions"),
        ("what dates of meetings are mentioned", "dates"),
        ("all the River Officer said at the meeting", "said"),
        ("41 appears twice. What is it?", "mentions"),
    ],
)
def test_what_is_listed(question: str, kind: str) -> None:
    wanted = list_asked(understand(question))
    assert wanted is not None
    assert wanted.kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "How many councils are there?",
        "Which charity was helped?",
        "Did the Commissioner do everything he could?",
        "What did the dredging cost?",
        "What was said under minute 34?",
        "What are the objectives?",
        "Who was at the meeting?",
        "What actions were agreed?",
        "Is there training for all officers?",
        "What is the sum of it?",
    ],
)
def test_what_wants_one_answer(question: str) -> None:
    assert list_asked(understand(question)) is None


def test_the_terms_are_those_of_the_topic_alone() -> None:
    wanted = list_asked(understand("Please list every time bicycle theft was raised"))
    assert wanted is not None
    assert [term.word for term in wanted.terms] == ["bicycle", "theft"]
    assert "stolen" in wanted.terms[1].words


def test_the_name_of_a_paper_is_no_term() -> None:
    wanted = list_asked(understand("every figure in the Eastmere report"))
    assert wanted is not None
    assert not wanted.terms
