"""The steps of answering as a LangChain Runnable: invoke, batch, astream, callbacks, tracing."""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answering import make_answer
from assistant.config import Settings
from assistant.contracts import with_seconds
from assistant.examples import example_questions
from assistant.judging import judge_evidence
from assistant.library import Library
from assistant.reader import Reader
from assistant.searching import search_library
from assistant.steps import Found, Judged, Request, Understood
from assistant.types import Answer
from assistant.understanding import read_request, understand_request

# How many questions are offered where there is no answer.
_OFFERED = 3


def build_chain(
    library: Library, reader: Reader, settings: Settings
) -> "Runnable[Request | str | Mapping[str, Any], Answer]":
    """Return the chain from a question to its answer.

    It takes a `Request`, a plain question, or a mapping with the keys of `Request`, and raises
    `QuestionError` for a question that cannot be worked on.
    """

    def read(given: Request | str | Mapping[str, Any]) -> Request:
        if isinstance(given, str):
            given = Request(question=given)
        elif isinstance(given, Mapping):
            given = Request(**given)
        return read_request(given, settings.max_question_chars)

    def understand(request: Request) -> Understood:
        return understand_request(request, library)

    def search(understood: Understood) -> Found:
        return search_library(understood, library)

    def select(found: Found) -> Judged:
        return judge_evidence(found, library, reader)

    def answer(judged: Judged) -> Answer:
        return make_answer(
            judged, max_quotes=settings.max_quotes, refuse_below=settings.refuse_below
        )

    steps = (
        RunnableLambda(read)
        | RunnableLambda(understand)
        | RunnableLambda(search)
        | RunnableLambda(select)
        | RunnableLambda(answer)
    )

    def timed(given: Request | str | Mapping[str, Any], config: Any) -> Answer:  # noqa: ANN401
        began = time.perf_counter()
        made = steps.invoke(given, config)
        if made.status != "answered":
            made = replace(made, suggestions=tuple(example_questions(library)[:_OFFERED]))
        return with_seconds(made, time.perf_counter() - began)

    return RunnableLambda(timed).with_config(run_name="panel_assistant")
