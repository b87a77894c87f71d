"""The steps of answering as a LangChain Runnable: invoke, batch, astream, callbacks, tracing."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answering.answering import make_answer
from assistant.answering.judging import judge_evidence
from assistant.answering.premises import corrects, note, presumed, without_premise
from assistant.answering.promised import Promises
from assistant.answering.searching import search_library
from assistant.answering.understanding import read_request, understand_request
from assistant.asking.examples import clarifying_questions, example_questions
from assistant.config import Settings
from assistant.contracts import with_seconds
from assistant.library import Library
from assistant.llm import LanguageModel
from assistant.scoring.reader import Reader
from assistant.steps import Found, Judged, Request, Understood
from assistant.tracing import span
from assistant.types import Answer
from assistant.writing.steps import understand_by_model, write_steps

# How many questions are offered where there is no answer.
_OFFERED = 3


Given = Request | str | Mapping[str, Any]


def build_chain(
    library: Library,
    reader: Reader,
    settings: Settings,
    llm: LanguageModel | None = None,
    promised: Promises | None = None,
) -> "Runnable[Given, Answer]":
    """Return the chain from a question to its answer.

    It takes a `Request`, a plain question, or a mapping with the keys of `Request`, and raises
    `QuestionError` for a question that cannot be worked on. In mode "written" `llm` writes;
    `promised` answers questions about commitments.
    """

    def answer(judged: Judged) -> Answer:
        *_, last = _answers(judged, library, reader, settings, llm, promised)
        return last

    steps = _judging(library, reader, settings, llm) | RunnableLambda(answer)

    def timed(given: Given, config: Any) -> Answer:  # noqa: ANN401
        began = time.perf_counter()
        made = steps.invoke(given, config)
        return with_seconds(made, time.perf_counter() - began)

    return RunnableLambda(timed).with_config(run_name="panel_assistant")


def build_stream(
    library: Library,
    reader: Reader,
    settings: Settings,
    llm: LanguageModel | None = None,
    promised: Promises | None = None,
) -> Callable[[Request], Iterator[Answer]]:
    """Return what yields an answer as far as it has come, each time whole, the last one complete.

    In mode "written" that is the quotes answer, then every sentence as it is checked; otherwise
    the answer alone. Closing the iterator stops the language model.
    """
    steps = _judging(library, reader, settings, llm)

    def stream(request: Request) -> Iterator[Answer]:
        began = time.perf_counter()
        for made in _answers(steps.invoke(request), library, reader, settings, llm, promised):
            yield with_seconds(made, time.perf_counter() - began)

    return stream


def _judging(
    library: Library, reader: Reader, settings: Settings, llm: LanguageModel | None
) -> "Runnable[Given, Judged]":
    """Return the steps up to judged evidence."""

    def read(given: Given) -> Request:
        if isinstance(given, str):
            given = Request(question=given)
        elif isinstance(given, Mapping):
            given = Request(**given)
        return read_request(given, settings.max_question_chars)

    def understand(request: Request) -> Understood:
        with span("understand"):
            if llm is not None and request.mode == "written":
                return understand_by_model(request, library, llm)
            return understand_request(request, library)

    def search(understood: Understood) -> Found:
        with span("search"):
            return search_library(understood, library)

    def select(found: Found) -> Judged:
        with span("select", passages=len(found.scored)):
            judged = judge_evidence(found, library, reader)
            if premise := presumed(judged, settings.refuse_below):
                freed = replace(found, understood=without_premise(found.understood, premise))
                corrected = judge_evidence(freed, library, reader)
                if corrects(corrected, premise):
                    return replace(corrected, found=replace(freed, notes=(note(premise),)))
            return judged

    return (
        RunnableLambda(read)
        | RunnableLambda(understand)
        | RunnableLambda(search)
        | RunnableLambda(select)
    )


def _answers(  # noqa: PLR0917 - the parts, in the order in which they are used
    judged: Judged,
    library: Library,
    reader: Reader,
    settings: Settings,
    llm: LanguageModel | None,
    promised: Promises | None,
) -> Iterator[Answer]:
    """Yield the answer; in mode "written" the quotes first, then what is written."""
    if promised is not None and (register := promised(judged)):
        yield register
        return
    quotes = make_answer(judged, max_quotes=settings.max_quotes, refuse_below=settings.refuse_below)
    if quotes.status == "needs_clarification":
        choices = clarifying_questions(quotes.standalone_question, library)
        quotes = replace(quotes, suggestions=tuple(choices))
    elif quotes.status == "not_found":
        quotes = replace(quotes, suggestions=tuple(example_questions(library)[:_OFFERED]))
    if judged.found.understood.request.mode == "written":
        yield from write_steps(judged, quotes, llm, reader, library)
    else:
        yield quotes
