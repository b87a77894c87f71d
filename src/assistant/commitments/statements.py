"""The sentences of papers with what they lean on: who speaks, what was asked, what stood before."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.sentences import sentence_spans
from assistant.types import Document, Passage, Place

# Parts that hold no statement of their own.
_SILENT = {
    "title",
    "heading",
    "item_title",
    "purpose",
    "attendance",
    "signature",
    "cross_reference",
    "key_aim",
}
# Parts that are one statement however many sentences they have.
_WHOLE = {"action", "resolution", "table_row"}
_ACTION_MARK = re.compile(r"^[\[(]\s*actions?\b", re.IGNORECASE)
_MEMBER = re.compile(r"^(?:councillor|cllr|member|mrs?|ms|dr)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """`passage.text[start:end]`, who says it, and who answered the question it belongs to."""

    document: Document
    passage: Passage
    start: int
    end: int
    speaker: str | None
    answerer: str | None
    before: str | None

    @property
    def text(self) -> str:
        """The verbatim sentence."""
        return self.passage.text[self.start : self.end]


def statements(document: Document, passages: Sequence[Passage]) -> Iterator[Statement]:
    """Yield the statements of one document in reading order, members' questions left out."""
    before: str | None = None
    section: tuple[object, ...] | None = None
    answered: dict[tuple[str | None, int | None], str | None] = {}
    for passage in passages:
        if passage.part in _SILENT:
            continue
        here = _section(passage.place)
        if here != section:
            section, before = here, None
        if passage.part == "question":
            before = passage.text
            continue
        key = (passage.place.item, passage.place.question)
        if passage.part in {"answer", "action"} and not answered.get(key):
            answered[key] = _not_member(passage.place.speaker)
        for start, end in _spans(passage):
            yield Statement(
                document=document,
                passage=passage,
                start=start,
                end=end,
                speaker=passage.place.speaker,
                answerer=answered.get(key) if passage.place.question is not None else None,
                before=before,
            )
            before = passage.text[start:end]


def _section(place: Place) -> tuple[object, ...]:
    return (place.item, place.question, place.key_aim, place.strand, place.headings)


def _not_member(speaker: str | None) -> str | None:
    """Leave out those who ask: an answer is not given by the member whose remark opens it."""
    return None if speaker is None or _MEMBER.match(speaker) else speaker


def _spans(passage: Passage) -> Iterable[tuple[int, int]]:
    if passage.part in _WHOLE:
        begin, end = 0, len(passage.text)
        return [(begin, end)] if passage.text.strip() else []
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(passage.text):
        if spans and _ACTION_MARK.match(passage.text[start:end]):
            spans[-1] = (spans[-1][0], end)  # the mark belongs to the sentence in front of it
        else:
            spans.append((start, end))
    return spans
