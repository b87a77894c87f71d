"""Saying no: what was not found and why, and asking back where nothing was asked."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.clues import clues
from assistant.citations import spoken_date
from assistant.language.vocabulary import likely_parts
from assistant.language.words import content_stems
from assistant.steps import Judged, Understood
from assistant.types import Answer, Document

# A question of nothing but these points at something that was not said.
_POINTING = content_stems(
    "year previous next last week month meeting time other same one figure number many better "
    "worse best worst progress update news stuff result status situation position change improve "
    "thing continue work go well detail fact data latest add happen matter issue point"
)


def is_vague(understood: Understood) -> bool:
    """Whether a question names nothing that could be looked for."""
    asked = understood.asked
    return not (
        asked.stems - _POINTING
        or understood.constraints
        or asked.structure_of
        or (asked.stems and likely_parts(asked.text))
    )


def declined(judged: Judged) -> Answer:
    """Return the answer to what is no question about the papers at all."""
    blank = blank_answer(judged)
    text = (
        "I answer questions about the panel’s papers by quoting them, and do nothing else. "
        f"I hold {blank.coverage}."
    )
    return replace(blank, status="not_found", text=text)


def refused(judged: Judged, status: str, confidence: float) -> Answer:
    """Return the answer that says no, or that asks back ("needs_clarification")."""
    blank = blank_answer(judged)
    if status == "needs_clarification":
        text = (
            "I am not sure what to look for. Please name a subject, an agenda item or a meeting, "
            f"or pick one of the questions offered. I hold {blank.coverage}."
        )
        return replace(blank, status="needs_clarification", text=text, confidence=confidence)
    reason = _reason(judged)
    text = f"Not found in what I hold: {blank.coverage}." + (
        f" {reason[:1].upper()}{reason[1:]}." if reason else ""
    )
    return replace(blank, status="not_found", text=text, confidence=confidence)


def _reason(judged: Judged) -> str:
    """Return why nothing answers: the first thing the question names that no passage fulfils."""
    understood = judged.found.understood
    if judged.found.straight:
        return judged.found.straight.missing
    for constraint in understood.constraints:
        if not any(
            constraint.holds(scored.passage, understood.documents[scored.passage.document_id])
            for scored in judged.found.scored
        ):
            return constraint.missing
    if len(understood.constraints) > 1 and not judged.evidence:
        named = ", ".join(constraint.about for constraint in understood.constraints)
        return f"nothing that I hold fits all of this together: {named}"
    if understood.unheld:
        words = " or ".join(f"“{word}”" for word in understood.unheld[:3])
        return f"no paper that I hold uses the word {words}"
    return ""


def blank_answer(judged: Judged) -> Answer:
    """Return an answer without words: what was asked, what was understood, what is held."""
    understood = judged.found.understood
    request = understood.request
    identity = "\n".join(
        [request.question, request.mode, *(turn.question for turn in request.history)]
    )
    return Answer(
        id=hashlib.sha256(identity.encode()).hexdigest()[:12],
        question=request.question,
        standalone_question=understood.question,
        status="not_found",
        mode=request.mode,
        text="",
        coverage=coverage(list(understood.documents.values())),
        understood=clues(understood.asked, understood.constraints),
    )


def coverage(documents: Sequence[Document]) -> str:
    """Return what is held in words: "2 documents, meetings from 26 March 2021 to 26 March 2021"."""
    count = f"{len(documents)} document{'' if len(documents) == 1 else 's'}"
    dated = sorted(
        (document for document in documents if document.meeting_date),
        key=lambda document: str(document.meeting_date),
    )
    if not dated:
        return count
    return f"{count}, meetings from {spoken_date(dated[0])} to {spoken_date(dated[-1])}"
