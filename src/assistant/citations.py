"""Labels that a member can read out, and quotes that are proven to stand where they are cited."""

from collections.abc import Iterable

from assistant.errors import EvidenceError
from assistant.types import Answer, Citation, Document, Passage, Place

_KIND_NAMES = {"report": "Report", "minutes": "Minutes", "agenda": "Agenda", "other": "Document"}


def spoken_date(document: Document) -> str | None:
    """Return the meeting date as people write it: "26 March 2021"."""
    day = document.meeting_date
    return f"{day.day} {day:%B %Y}" if day else None


def label(document: Document, place: Place) -> str:
    """Return the exact place in words: "Minutes, 26 March 2021, item 17/21, Members' Question 1".

    A document with neither item nor key aim is named by its title and its nearest heading, so that
    the label always leads to one place.
    """
    parts = [_KIND_NAMES[document.kind] if document.kind != "other" else document.title]
    if document.kind == "report" and place.strategic_priority is not None:
        parts[0] = f"Report on Strategic Priority {place.strategic_priority}"
    if date := spoken_date(document):
        parts.append(date)
    if place.item:
        parts.append(f"item {place.item}")
    if place.question is not None:
        parts.append(f"Members' Question {place.question}")
    if place.key_aim is not None and document.kind != "minutes":
        parts.append(f"Key Aim {place.key_aim}")
    if place.strand:
        parts.append(place.strand)
    if place.year:
        parts.append(place.year)
    if not (place.item or place.key_aim is not None or place.strand) and place.headings:
        parts.append(f"“{place.headings[-1]}”")
    if place.page is not None:
        parts.append(f"page {place.page}")
    return ", ".join(parts)


def cite(number: int, document: Document, passage: Passage, start: int, end: int) -> Citation:
    """Return a citation of `passage.text[start:end]`.

    Raises EvidenceError when the span is empty or outside the passage.
    """
    if not 0 <= start < end <= len(passage.text):
        raise EvidenceError(f"the span {start}:{end} is not in passage {passage.id}")
    return Citation(
        number=number,
        passage_id=passage.id,
        quote=passage.text[start:end],
        start=start,
        end=end,
        label=label(document, passage.place),
        document=document,
        place=passage.place,
    )


def prove(answer: Answer, passages: Iterable[Passage]) -> Answer:
    """Return the answer if every quote stands in its passage and every mark has its citation.

    The passages are those that were given as evidence. Raises EvidenceError otherwise: such an
    answer is a bug and must not leave the program.
    """
    held = {passage.id: passage for passage in passages}
    for citation in answer.citations:
        passage = held.get(citation.passage_id)
        if passage is None:
            raise EvidenceError(f"citation {citation.number} names no passage that was given")
        if passage.text[citation.start : citation.end] != citation.quote:
            raise EvidenceError(f"the quote of citation {citation.number} is not in its passage")
    numbers = {citation.number for citation in answer.citations}
    quotes = {citation.number: citation.quote for citation in answer.citations}
    for sentence in answer.sentences:
        if not sentence.citations or not set(sentence.citations) <= numbers:
            raise EvidenceError(f"a sentence stands without its citation: {sentence.text[:60]}")
        if sentence.support == "verbatim" and not all(
            quotes[number] in sentence.text for number in sentence.citations
        ):
            raise EvidenceError(f"a sentence does not show its quote: {sentence.text[:60]}")
    if len(numbers) < len(answer.citations):
        raise EvidenceError("two citations have the same number")
    if answer.status == "answered" and not (answer.sentences and answer.citations):
        raise EvidenceError("an answer must show what it rests on")
    if answer.status != "answered" and answer.citations:
        raise EvidenceError("an answer that found nothing must not show sources")
    return answer
