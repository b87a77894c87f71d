"""From judged evidence to what a language model may write from: the last step in mode "written"."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.llm import LanguageModel
from assistant.reader import Reader
from assistant.steps import Judged
from assistant.types import Answer, Document, Passage
from assistant.writing import Task, written_answers

# How many passages the model sees at most; more cost time and draw it away from the answer.
_PASSAGES = 8
# A passage that is not quoted is given, too, when it is at least this likely to answer.
_LIKELY = 0.25
_IN_OWN_WORDS = "This is given in the papers' own words, so that nothing is left out."


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


def write_steps(
    judged: Judged,
    quotes: Answer,
    model: LanguageModel,
    reader: Reader,
    *,
    stop: threading.Event | None = None,
) -> Iterator[Answer]:
    """Yield the quotes answer and then what is written, sentence by sentence, as it is checked.

    Complete lists, comparisons and figures that differ stay in the papers' own words: there a
    sentence that the model leaves out would mislead.
    """
    if quotes.status != "answered":
        yield quotes
        return
    if quotes.total is not None or quotes.groups or quotes.conflicts:
        yield replace(quotes, notes=(*quotes.notes, _IN_OWN_WORDS))
        return
    understood = judged.found.understood
    task = Task(
        question=understood.question,
        passages=passages_of(judged, quotes),
        quotes=quotes,
        history=understood.request.history,
    )
    yield from written_answers(task, model, reader, stop=stop)
