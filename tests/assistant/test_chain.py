"""The chain as users of LangChain expect it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler

from assistant.chain import build_chain
from assistant.errors import QuestionError
from assistant.steps import Request
from assistant.types import Answer, Turn
from tests.assistant.asked import SETTINGS, ask
from tests.assistant.invented import (
    InventedLibrary,
    ScriptedReader,
)

_QUESTIONS = [
    "How much did the dredging cost?",
    "Which items were on the agenda?",
    "What was done under key aim 9?",
    "What?",
    "Which partners did the winter patrols work with?",
]


def _chain() -> Any:
    reader = ScriptedReader(yes=("£41,000", "several partners"))
    return build_chain(InventedLibrary(), reader, SETTINGS)


def _same(answer: Answer) -> Answer:
    return replace(answer, seconds=0.0)


def test_it_takes_a_text_a_mapping_or_a_request() -> None:
    chain = _chain()
    text = _QUESTIONS[0]
    answers = [chain.invoke(text), chain.invoke({"question": text})]
    assert {_same(answer) for answer in answers} == {_same(chain.invoke(Request(question=text)))}


def test_batch_gives_the_same_answers() -> None:
    chain = _chain()
    single = [_same(chain.invoke(question)) for question in _QUESTIONS]
    assert [answer.status for answer in single] == [
        "answered",
        "answered",
        "not_found",
        "needs_clarification",
        "answered",
    ]
    assert [_same(answer) for answer in chain.batch(_QUESTIONS)] == single
    with ThreadPoolExecutor(8) as threads:
        many = list(threads.map(chain.invoke, _QUESTIONS * 8))
    assert [_same(answer) for answer in many] == single * 8


def test_an_error_in_a_batch_can_be_kept_with_the_answers() -> None:
    good, bad = _chain().batch([_QUESTIONS[0], " "], return_exceptions=True)
    assert good.status == "answered"
    assert isinstance(bad, QuestionError)


def test_async() -> None:
    chain = _chain()

    async def run() -> tuple[Answer, list[Answer], list[Answer]]:
        streamed = [answer async for answer in chain.astream(_QUESTIONS[0])]
        return await chain.ainvoke(_QUESTIONS[0]), streamed, await chain.abatch(_QUESTIONS)

    one, streamed, many = asyncio.run(run())
    assert [_same(answer) for answer in streamed] == [_same(one)]
    assert len(many) == len(_QUESTIONS)
    assert [_same(answer) for answer in chain.stream(_QUESTIONS[0])] == [_same(one)]


class _Steps(BaseCallbackHandler):
    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended = 0
        self.failed: list[BaseException] = []

    def on_chain_start(self, *_given: Any, name: str | None = None, **_more: Any) -> None:
        self.begun.append(name or "")

    def on_chain_end(self, *_given: Any, **_more: Any) -> None:
        self.ended += 1

    def on_chain_error(self, error: BaseException, **_more: Any) -> None:
        self.failed.append(error)


def test_callbacks_see_the_steps() -> None:
    steps = _Steps()
    _chain().invoke(_QUESTIONS[0], {"callbacks": [steps]})
    assert steps.begun[0] == "panel_assistant"
    order = [name for name in steps.begun if name in {"read", "understand", "search", "select"}]
    assert order == ["read", "understand", "search", "select"]
    assert "answer" in steps.begun
    assert steps.ended == len(steps.begun)
    assert not steps.failed


def test_callbacks_see_a_failure() -> None:
    steps = _Steps()
    with pytest.raises(QuestionError):
        _chain().invoke(" ", {"callbacks": [steps]})
    assert steps.failed and all(isinstance(one, QuestionError) for one in steps.failed)


def test_the_id_is_of_the_question_and_its_history() -> None:
    assert ask("What?").id == ask("What?").id == ask("  What? ").id
    assert ask("What?").id != ask("Who?").id
    assert ask("What?").id != ask("What?", history=(Turn(question="x", answer=""),)).id


def test_the_chain_can_be_composed() -> None:
    told = _chain() | (lambda answer: answer.status)
    assert told.invoke(_QUESTIONS[0]) == "answered"
