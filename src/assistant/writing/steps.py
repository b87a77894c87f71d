"""From judged evidence to what a language model may write from: the last step in mode "written"."""

import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.answering.judging import judge_evidence
from assistant.answering.searching import search_library
from assistant.answering.understanding import understand_request
from assistant.library import Library
from assistant.llm import LanguageModel
from assistant.scoring.reader import Reader
from assistant.steps import Judged, Request, Understood
from assistant.types import Answer, Document, Passage
from assistant.writing.questions import rewritten, split
from assistant.writing.writing import Task, written_answers

# How many passages the model sees at most; more cost time and draw it away from the answer.
_PASSAGES = 8
# A passage that is not quoted is given, too, when it is at least this likely to answer.
_LIKELY = 0.25
_IN_OWN_WORDS = "This is given in the papers' own words, so that nothing is left out."
_NO_MODEL = "No language model is set (PANEL_LLM); these are the papers' own words."
# Only then is a model asked whether a question asks several things.
_SEVERAL = re.compile(
    r"\?.+\?|[,;]? and (?:how|what|who|when|where|why|which|did|does|was|were|is|are|has|have)\b",
    re.IGNORECASE | re.DOTALL,
)


def understand_by_model(request: Request, library: Library, model: LanguageModel) -> Understood:
    """Work out what is asked; a follow-up is made to stand alone by the model where that holds."""
    question = rewritten(request.question, request.history, model)
    if question is None:
        return understand_request(request, library)
    understood = understand_request(replace(request, question=question, history=()), library)
    return replace(understood, request=request)


def passages_of(judged: Judged, quotes: Answer) -> tuple[tuple[Passage, Document], ...]:
    """Return the passages to write from, best first: the quoted ones, then likely ones."""
    found: dict[str, tuple[Passage, Document]] = {}
    known = _known(judged)
    for citation in quotes.citations:
        if citation.passage_id in known:
            found.setdefault(citation.passage_id, known[citation.passage_id])
    for one in judged.evidence:
        if one.confidence >= _LIKELY:
            found.setdefault(one.passage.id, (one.passage, one.document))
    return tuple(found.values())[:_PASSAGES]


def _known(judged: Judged) -> Mapping[str, tuple[Passage, Document]]:
    documents = judged.found.understood.documents
    known = {one.passage.id: (one.passage, one.document) for one in judged.evidence}
    entries = [entry for held in judged.lists.values() for entry in held]
    for passage in [*(scored.passage for scored in judged.found.scored), *entries]:
        if passage.document_id in documents:
            known.setdefault(passage.id, (passage, documents[passage.document_id]))
    return known


def _passages_for(
    question: str, judged: Judged, library: Library, reader: Reader
) -> list[tuple[Passage, Document]]:
    """Return the likely passages for one part of a question."""
    request = replace(judged.found.understood.request, question=question, history=())
    found = search_library(understand_request(request, library), library)
    evidence = judge_evidence(found, library, reader).evidence
    likely = [one for one in evidence if one.confidence >= _LIKELY][: _PASSAGES // 2]
    return [(one.passage, one.document) for one in likely]


def write_steps(
    judged: Judged,
    quotes: Answer,
    model: LanguageModel | None,
    reader: Reader,
    library: Library,
    *,
    stop: threading.Event | None = None,
) -> Iterator[Answer]:
    """Yield the quotes answer and then what is written, sentence by sentence, as it is checked.

    Complete lists, comparisons and figures that differ stay in the papers' own words: there a
    sentence that the model leaves out would mislead.
    """
    quotes = replace(quotes, mode="quotes")
    if model is None:
        yield replace(quotes, notes=(*quotes.notes, _NO_MODEL))
        return
    if quotes.status != "answered":
        yield quotes
        return
    whole = quotes.total is not None or judged.found.straight
    if whole or quotes.groups or quotes.conflicts:
        yield replace(quotes, notes=(*quotes.notes, _IN_OWN_WORDS))
        return
    understood = judged.found.understood
    passages = dict.fromkeys(passages_of(judged, quotes))
    if _SEVERAL.search(understood.question):
        for part in split(understood.question, model, stop=stop):
            if part != understood.question:
                passages |= dict.fromkeys(_passages_for(part, judged, library, reader))
    task = Task(
        question=understood.question,
        passages=tuple(passages)[:_PASSAGES],
        quotes=quotes,
        history=understood.request.history,
    )
    yield from written_answers(task, model, reader, stop=stop)
