"""The JSON that users and other programs see; the keys are fixed and always there."""

from dataclasses import replace
from typing import Any

from assistant.types import Answer, Citation, Document, Passage, Place

Json = dict[str, Any]


def document_json(document: Document) -> Json:
    """Return a document as it is named in a citation."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "meeting_date": document.meeting_date.isoformat() if document.meeting_date else None,
        "source": document.source,
    }


def place_json(place: Place) -> Json:
    """Return a place; what does not apply is null."""
    return {
        "item": place.item,
        "item_inferred": place.item_inferred,
        "item_title": place.item_title,
        "question": place.question,
        "speaker": place.speaker,
        "strategic_priority": place.strategic_priority,
        "key_aim": place.key_aim,
        "strand": place.strand,
        "year": place.year,
        "bullet": place.bullet,
        "group": place.group,
        "headings": list(place.headings),
        "page": place.page,
    }


def passage_json(passage: Passage) -> Json:
    """Return a passage with its place."""
    return {
        "id": passage.id,
        "text": passage.text,
        "part": passage.part,
        "place": place_json(passage.place),
        "start": passage.start,
        "end": passage.end,
        "page": passage.page,
        "cut_short": passage.cut_short,
    }


def citation_json(citation: Citation) -> Json:
    """Return a citation; `start` and `end` are offsets of the quote in its passage."""
    return {
        "number": citation.number,
        "passage_id": citation.passage_id,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "label": citation.label,
        "document": document_json(citation.document),
        "place": place_json(citation.place),
    }


def answer_json(answer: Answer) -> Json:
    """Return an answer."""
    return {
        "id": answer.id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "status": answer.status,
        "mode": answer.mode,
        "text": answer.text,
        "sentences": [
            {"text": s.text, "citations": list(s.citations), "support": s.support}
            for s in answer.sentences
        ],
        "citations": [citation_json(citation) for citation in answer.citations],
        "conflicts": [{"about": c.about, "citations": list(c.citations)} for c in answer.conflicts],
        "confidence": round(answer.confidence, 4),
        "coverage": answer.coverage,
        "seconds": round(answer.seconds, 3),
        "suggestions": list(answer.suggestions),
        "understood": [
            {"key": clue.key, "label": clue.label, "removable": clue.removable}
            for clue in answer.understood
        ],
        "groups": [
            {"heading": group.heading, "sentences": list(group.sentences)}
            for group in answer.groups
        ],
        "total": answer.total,
        "notes": list(answer.notes),
        "left_out": answer.left_out,
        "unknown_numbers": answer.unknown_numbers,
    }


def with_seconds(answer: Answer, seconds: float) -> Answer:
    """Return the answer with the time it took."""
    return replace(answer, seconds=seconds)
