"""Follow-ups and split questions by a model: used only when they add nothing."""

import json
from collections.abc import Iterator, Sequence

import pytest

from assistant.errors import ModelError
from assistant.llm import Message
from assistant.types import Turn
from assistant.writing.questions import rewritten, split

HISTORY = [Turn(question="How many dogs were stolen in 2019/20?", answer="In 2019/20 it was 46.")]


class Scripted:
    """A model that gives one text, or fails."""

    name = "test:scripted"
    window = 2048
    max_tokens = 200

    def __init__(self, text: str | None) -> None:
        self.text = text

    def stream(self, messages: Sequence[Message], **options: object) -> Iterator[str]:
        del messages, options
        if self.text is None:
            raise ModelError("down")
        yield self.text


def _given(*questions: str) -> Scripted:
    return Scripted(json.dumps({"questions": questions}))


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ("And in 2020/21?", "How many dogs were stolen in 2020/21?"),
        ("How many were returned?", "How many stolen dogs were returned in 2019/20?"),
    ],
)
def test_a_rewritten_follow_up_is_used(asked: str, made: str) -> None:
    assert rewritten(asked, HISTORY, _given(made)) == made


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ("And in 2020/21?", "How many dogs were stolen in 2018/19?"),  # another year
        ("And in 2020/21?", "How many dogs were stolen in Oxford in 2020/21?"),  # a new place
        ("And in 2020/21?", "How many horses were poisoned by farmers in 2020/21?"),  # new matter
        ("How many were returned?", "How many dogs were stolen in 2019/20?"),  # its own words lost
        ("And in 2020/21?", "Dogs were stolen in 2020/21."),  # no question
    ],
)
def test_one_that_adds_or_loses_something_is_not(asked: str, made: str) -> None:
    assert rewritten(asked, HISTORY, _given(made)) is None


@pytest.mark.parametrize("text", [None, "", "not json {", '{"questions": []}', '{"other": 1}'])
def test_a_model_that_fails_leaves_it_to_the_rules(text: str | None) -> None:
    assert rewritten("And in 2020/21?", HISTORY, Scripted(text)) is None
    assert split("What rose and what fell?", Scripted(text)) == ("What rose and what fell?",)


def test_nothing_is_asked_without_earlier_turns() -> None:
    assert rewritten("How many dogs?", [], Scripted(None)) is None


BOTH = "How many dogs were stolen in 2021 and who spoke about microchipping?"


def test_a_question_is_split_when_the_parts_are_its_own() -> None:
    parts = ("How many dogs were stolen in 2021?", "Who spoke about microchipping?")
    assert split(BOTH, _given(*parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ("How many dogs were stolen in 2020?", "Who spoke about microchipping?"),
        ("How many dogs were stolen in 2021?", "Who spoke about it?"),
        ("How many dogs were stolen in 2021?", "What did Superintendent Hale say?"),
        (BOTH,),
    ],
)
def test_it_stays_whole_otherwise(parts: tuple[str, ...]) -> None:
    assert split(BOTH, _given(*parts)) == (BOTH,)
