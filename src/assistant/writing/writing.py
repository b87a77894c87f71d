"""Answers written by a language model: every sentence is checked before it is shown.

The quotes answer comes first and is what remains whenever the model gives nothing that holds. No
failure of a model is an error to the user: it is a note on the quotes answer.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.citations import cite, prove
from assistant.errors import ModelError
from assistant.llm import LanguageModel, Message
from assistant.prompts import (
    ANSWER_SCHEMA,
    Numbered,
    retry_messages,
    writing_messages,
)
from assistant.quotes.quoting import shown
from assistant.scoring.reader import Reader
from assistant.tracing import span
from assistant.types import Answer, Citation, Document, Passage, Sentence, Turn
from assistant.verification import Source, Verdict, verify
from assistant.writing.parse import Draft, drafts, refused

# More sentences than this are a lecture, or a model that does not stop.
MOST_SENTENCES = 8
_MOST_DRAFTS = 16
_RETRIED = 6
# Passages that a sentence without a mark is looked for in.
_SEARCHED = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """What is to be written: the question, what may be used, what to fall back on.

    `passages` come best first; `quotes` is the answer in quotes to the same question.
    """

    question: str
    passages: tuple[tuple[Passage, Document], ...]
    quotes: Answer
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Shown:
    """A draft that passed, with what it rests on; `position` is where the model wrote it."""

    position: int
    draft: Draft
    sources: tuple[Source, ...]
    verdict: Verdict


@dataclass(slots=True)
class _Progress:
    """What has been read, checked and counted so far."""

    shown: list[_Shown]
    failed: list[tuple[int, Draft]]
    done: int = 0
    unknown_numbers: int = 0
    written: str = ""


def written_answers(
    task: Task, model: LanguageModel, reader: Reader, *, stop: threading.Event | None = None
) -> Iterator[Answer]:
    """Yield the quotes answer, then the written one after each checked sentence, then the last.

    The last is complete, with its notes. Every answer that is yielded is proven. Setting `stop`
    ends the writing with what has been checked by then. Never raises for what a model does.
    """
    yield task.quotes
    if task.quotes.status != "answered":
        return
    messages, given = writing_messages(
        task.question,
        task.passages,
        task.history,
        window=model.window,
        max_tokens=model.max_tokens,
        most=MOST_SENTENCES,
    )
    if not given:
        yield _with_note(task.quotes, "No passage fits the language model's window.")
        return
    progress = _Progress(shown=[], failed=[])
    problem: str | None = None
    try:
        for _ in _first_try(progress, messages, given, model, reader, stop):
            yield _answer(task, progress, complete=False)
        if progress.failed and not _stopped(stop) and len(progress.shown) < MOST_SENTENCES:
            for _ in _second_try(progress, messages, given, model, reader, stop):
                yield _answer(task, progress, complete=False)
    except ModelError as error:
        problem = str(error)
    yield _last(task, progress, problem, stopped=_stopped(stop))


def _stopped(stop: threading.Event | None) -> bool:
    return stop is not None and stop.is_set()


def _first_try(  # noqa: PLR0917
    progress: _Progress,
    messages: Sequence[Message],
    given: Sequence[Numbered],
    model: LanguageModel,
    reader: Reader,
    stop: threading.Event | None,
) -> Iterator[None]:
    """Check sentences while the model writes them; yield after each that may be shown."""
    with span("write", model=model.name, passages=len(given)):
        for piece in model.stream(messages, schema=ANSWER_SCHEMA, stop=stop):
            progress.written += piece
            if not re.search(r"[.!?}\]\n]", piece):
                continue
            yield from _check_new(progress, given, reader, complete=False)
            if progress.done >= _MOST_DRAFTS or len(progress.shown) >= MOST_SENTENCES:
                return
        if not _stopped(stop):
            yield from _check_new(progress, given, reader, complete=True)


def _check_new(
    progress: _Progress, given: Sequence[Numbered], reader: Reader, *, complete: bool
) -> Iterator[None]:
    found = drafts(progress.written, complete=complete)
    for draft in found[progress.done : _MOST_DRAFTS]:
        position = progress.done
        progress.done += 1
        checked = _checked(draft, position, progress, given, reader)
        if checked is None:
            progress.failed.append((position, draft))
        else:
            progress.shown.append(checked)
            yield


def _checked(
    draft: Draft, position: int, progress: _Progress, given: Sequence[Numbered], reader: Reader
) -> _Shown | None:
    known = {one.number: one for one in given}
    unknown = [number for number in draft.numbers if number not in known]
    progress.unknown_numbers += len(unknown)
    named = [known[number] for number in draft.numbers if number in known]
    # A sentence without any mark may rest on any passage; one whose marks are all wrong on none.
    if not named and unknown:
        return None
    sources = tuple(
        Source(passage=one.passage, document=one.document) for one in (named or given[:_SEARCHED])
    )
    before = [one for one in progress.shown if one.position < position]
    previous = max(before, key=lambda one: one.position).draft.text if before else ""
    with span("verify"):
        verdict = verify(draft.text, sources, reader, previous=previous)
    if not verdict.supported:
        return None
    if any(_same(one, draft, verdict, sources) for one in progress.shown):
        return None
    return _Shown(position=position, draft=draft, sources=sources, verdict=verdict)


def _same(one: _Shown, draft: Draft, verdict: Verdict, sources: Sequence[Source]) -> bool:
    """Whether a sentence was shown before in other words: both verbatim the same span."""
    if one.draft.text.casefold() == draft.text.casefold():
        return True
    if one.verdict.support != "verbatim" or verdict.support != "verbatim":
        return False
    mine, other = verdict.spans[0], one.verdict.spans[0]
    return (mine.start, mine.end) == (other.start, other.end) and (
        sources[mine.source].passage.id == one.sources[other.source].passage.id
    )


def _second_try(  # noqa: PLR0917
    progress: _Progress,
    messages: Sequence[Message],
    given: Sequence[Numbered],
    model: LanguageModel,
    reader: Reader,
    stop: threading.Event | None,
) -> Iterator[None]:
    """Ask once more for the sentences that failed; what holds now takes the place of the first."""
    failed = progress.failed[:_RETRIED]
    again = retry_messages(
        messages,
        progress.written,
        [draft.text for _, draft in failed],
        window=model.window,
        max_tokens=model.max_tokens,
    )
    written = ""
    with span("write", model=model.name, retry=True):
        for piece in model.stream(again, schema=ANSWER_SCHEMA, stop=stop):
            written += piece
    if _stopped(stop):
        return
    repaired: set[int] = set()
    for number, draft in enumerate(drafts(written, complete=True)[: _RETRIED + 2]):
        position = failed[min(number, len(failed) - 1)][0]
        checked = _checked(draft, position, progress, given, reader)
        if checked is None or len(progress.shown) >= MOST_SENTENCES:
            continue
        repaired.add(position)
        progress.shown.append(checked)
        yield
    progress.failed = [(at, draft) for at, draft in progress.failed if at not in repaired]


def _answer(task: Task, progress: _Progress, *, complete: bool) -> Answer:
    """Return the sentences that passed, in the order they were written, with their citations."""
    citations: list[Citation] = []
    sentences: list[Sentence] = []
    passages: dict[str, Passage] = {}
    for one in sorted(progress.shown, key=lambda shown_: shown_.position):
        numbers: list[int] = []
        for part in one.verdict.spans:
            source = one.sources[part.source]
            passages[source.passage.id] = source.passage
            numbers.append(_cited(citations, source, part.start, part.end))
        text = one.draft.text
        if one.verdict.support == "verbatim":
            text = citations[numbers[0] - 1].quote  # letter by letter as the paper has it
        sentences.append(
            Sentence(
                text=text, citations=tuple(dict.fromkeys(numbers)), support=one.verdict.support
            )
        )
    answer = replace(
        task.quotes,
        mode="written",
        text=shown(sentences),
        sentences=tuple(sentences),
        citations=tuple(citations),
        conflicts=(),
        groups=(),
        total=None,
        notes=task.quotes.notes if complete else (),
    )
    return prove(answer, passages.values())


def _cited(citations: list[Citation], source: Source, start: int, end: int) -> int:
    for one in citations:
        if (one.passage_id, one.start, one.end) == (source.passage.id, start, end):
            return one.number
    citations.append(cite(len(citations) + 1, source.document, source.passage, start, end))
    return len(citations)


def _last(task: Task, progress: _Progress, problem: str | None, *, stopped: bool) -> Answer:
    if not progress.shown or not _answers(task, progress):
        quotes = replace(
            task.quotes,
            left_out=len(progress.failed),
            unknown_numbers=progress.unknown_numbers,
        )
        return _with_note(quotes, _why_quotes(progress, problem, stopped=stopped))
    notes: list[str] = []
    left_out = len(progress.failed)
    if left_out:
        notes.append(
            "One sentence was left out because the papers do not support it."
            if left_out == 1
            else f"{left_out} sentences were left out because the papers do not support them."
        )
    if stopped:
        notes.append("The writing was stopped; more may be missing.")
    elif problem:
        notes.append(f"The answer breaks off: {problem}.")
    answer = _answer(task, progress, complete=True)
    return replace(
        answer,
        notes=(*answer.notes, *notes),
        left_out=left_out,
        unknown_numbers=progress.unknown_numbers,
        text="\n".join([answer.text, *(f"({note})" for note in notes)]),
    )


def _answers(task: Task, progress: _Progress) -> bool:
    """Whether a written sentence rests on the words that were judged to answer best.

    What the papers support need not be what was asked for.
    """
    best = task.quotes.citations[:1]
    return any(
        one.sources[part.source].passage.id == quote.passage_id
        and part.start < quote.end
        and quote.start < part.end
        for one in progress.shown
        for part in one.verdict.spans
        for quote in best
    )


def _why_quotes(  # noqa: PLR0911 - one reason each
    progress: _Progress, problem: str | None, *, stopped: bool
) -> str:
    if stopped:
        return "The writing was stopped; these are the papers' own words."
    if problem:
        return f"{problem[:1].upper()}{problem[1:]}; these are the papers' own words."
    if progress.shown:
        return (
            "What the language model wrote does not answer the question; these are the papers' own "
            "words."
        )
    if progress.failed:
        return (
            "Nothing that the language model wrote is supported by the papers; these are their own "
            "words."
        )
    if not progress.written.strip():
        return "The language model wrote nothing; these are the papers' own words."
    if refused(progress.written) or re.search(r"\[\s*\]", progress.written):
        return "The language model found no answer; these are the papers' own words."
    return "The language model gave an answer that cannot be read; these are the papers' own words."


def _with_note(quotes: Answer, note: str) -> Answer:
    return replace(quotes, notes=(*quotes.notes, note), text=f"{quotes.text}\n({note})")
