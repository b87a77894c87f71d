"""Questions about structure: the key aims, the items, the questions, what stands in one place."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.constraints import Constraint
from assistant.asking.question import Asked
from assistant.dates.asked import matches_date
from assistant.language.words import content_stems
from assistant.quotes.quoting import Quote, whole
from assistant.steps import Understood
from assistant.types import Document, DocumentKind, Part, Passage, Selection

# "What came up at the meeting" asks for its minutes, not for a report that was tabled there.
_MEETING = re.compile(
    r"\b(?:at|during) (?:the|this|that|our|its|each|every|any) (?:[\w/]+ ){0,3}meetings?\b", re.I
)
_OF_MEETINGS: tuple[DocumentKind, ...] = ("minutes", "agenda", "other")
# More than this nobody reads; a list that is cut says so.
_READ_AT_MOST = 1500
# Words of a question that ask for everything in a place and say nothing about its subject.
GENERIC = content_stems(
    "achieve achieved action activity activities aim area carry carried deliver delivery develop "
    "do effort far fund general happen highlight initiative key list look main measure outcome "
    "overview period plan point police policing PCC OPCC progress record report section step "
    "strand summarise summary task undertake undertaken undertook update work year key-aim "
    "strategic priority community safety property act item discuss panel meet result come came "
    "cover contain write written state fall heading head title topic complete "
    "commissioner office force hear heard talk number entry entries exactly question answer"
)
_LISTING = content_stems(
    "actions agreed recorded given assigned minuted arising outstanding follow-up list four three "
    "need want find show please full complete"
)
_PARTS: dict[str, tuple[Part, ...]] = {
    "key_aims": ("key_aim",),
    "items": ("item_title",),
    "questions": ("question",),
    "actions": ("action",),
}


def asks_for_place(asked: Asked) -> bool:
    """Whether everything in a named place is asked for ("what was done under key aim 2?")."""
    specific = asked.stems - GENERIC - asked.own_stems
    return (
        asked.names_place
        and not specific
        and asked.kind in {"open", "said", "structure", "actions", "yes_no"}
        and not asked.numbers
    )


def wanted_parts(asked: Asked) -> tuple[Part, ...]:
    """Return the parts of documents that a structure question lists; empty for other questions."""
    if asked.kind == "structure" and asked.structure_of:
        return _PARTS.get(asked.structure_of, ())
    if asked.minuted_actions:
        return _PARTS["actions"]
    return ()


def about(asked: Asked) -> frozenset[str]:
    """Return what a listing is narrowed by: the stems that say neither what to list nor where."""
    named = frozenset().union(*(content_stems(name) for name in asked.names))
    return asked.stems - GENERIC - asked.own_stems - _LISTING - named


def selection_of(understood: Understood) -> Selection:
    """Return which passages can fulfil the places and meetings that a question names.

    What the question names besides is for its constraints to decide, passage by passage.
    """
    asked, filters = understood.asked, understood.request.filters
    if _MEETING.search(asked.text) and not filters.kinds:
        filters = replace(filters, kinds=_OF_MEETINGS)
    meetings = {
        document.id
        for document in understood.documents.values()
        if document.meeting_date
        and any(matches_date(document.meeting_date, day) for day in asked.meeting_dates)
    }
    if meetings and not filters.document_ids:
        filters = replace(filters, document_ids=tuple(sorted(meetings)))
    return Selection(
        filters=filters,
        key_aim=asked.key_aim,
        strategic_priority=asked.strategic_priority,
        item=asked.item,
        year=asked.year,
        limit=_READ_AT_MOST,
    )


def listed(
    passages: Sequence[tuple[Document, Passage]],
    constraints: Sequence[Constraint],
    parts: tuple[Part, ...],
    subject: frozenset[str] = frozenset(),
) -> list[Quote]:
    """Return, in reading order, every passage of the given parts that fulfils the constraints.

    With no parts given, everything in the place but titles. With a `subject` (stems), only what
    speaks of it. The same words are quoted once: key
    aims stand both in the introduction and as headings.
    """
    if parts == _PARTS["key_aims"]:
        # The report is where an aim is set out; minutes repeat it.
        passages = sorted(passages, key=lambda held: held[0].kind != "report")
    skipped = {"title", "signature", "item_title", "heading", "purpose", "note"}
    seen: set[str] = set()
    found = []
    for document, passage in passages:
        if parts and passage.part not in parts:
            continue
        if not parts and passage.part in skipped:
            continue
        if not all(constraint.holds(passage, document) for constraint in constraints):
            continue
        if not parts and _only_names(passage, constraints):
            continue
        if subject and not subject & content_stems(f"{passage.text} {passage.lead or ''}"):
            continue
        # What two papers say in the same words is said once, except where places are listed.
        key = passage.text.casefold() if "key_aim" in parts else f"{document.id} {passage.text}"
        if key not in seen:
            seen.add(key)
            found.append(whole(passage, document))
    return found


def _only_names(passage: Passage, constraints: Sequence[Constraint]) -> bool:
    """Whether a cross-reference names the place that is asked for and stands in another."""
    if passage.part != "cross_reference":
        return False
    silent = replace(passage, text="")
    return any(
        constraint.key in {"key_aim", "strategic_priority"}
        and not constraint.holds(silent, _NO_DOCUMENT)
        for constraint in constraints
    )


_NO_DOCUMENT = Document(id="", title="", kind="other", source="", content_hash="")
