"""What people decide about commitments: events that are kept for ever, and what they come to.

An event is bound to its source by content (see `Source`), never by a row number or an offset, so
it holds after every re-ingestion. Nothing is ever removed: an undo is an event, too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.citations import label
from assistant.commitments.identity import fingerprint, paper_of
from assistant.errors import PanelError
from assistant.types import Document, Passage

Change = Literal[
    "confirm", "correct", "merge", "close", "reopen", "add", "note", "evidence", "undo"
]
CHANGES: tuple[Change, ...] = (
    "confirm",
    "correct",
    "merge",
    "close",
    "reopen",
    "add",
    "note",
    "evidence",
    "undo",
)
# What a person may correct; `owners` is a list, `due` a day as 2022-05-01 or null, `wording` says
# the commitment in other words and stands beside the verbatim sentence, never instead of it.
FIELDS = ("kind", "owners", "to", "due", "due_text", "status", "wording")


class RegisterError(PanelError):
    """A decision that cannot be taken, or a register that cannot be written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """What binds a decision to a sentence: the paper, the passage and the sentence by content."""

    paper: str
    title: str
    content_hash: str
    passage: str  # fingerprint of the passage's text
    sentence: str  # fingerprint of the sentence
    text: str  # the sentence as it was
    item: str | None = None
    meeting_date: str | None = None
    kind: str = "other"
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One decision: when, by whom, about which commitment, what."""

    id: str
    at: str  # ISO 8601, UTC
    by: str
    change: Change
    commitment: str
    source: Source | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    into: str | None = None  # of a merge
    undoes: str | None = None  # of an undo
    # What was shown when it was decided: stays when the source is gone.
    shown: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """What the events about one commitment come to."""

    commitment: str
    source: Source | None = None
    shown: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    confirmed: bool = False
    added: bool = False
    closed: Mapping[str, str] | None = None  # at, by, reason
    into: str | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)  # sentence fingerprint → verdict
    notes: tuple[Event, ...] = ()
    history: tuple[Event, ...] = ()


def source_of(document: Document, passage: Passage, text: str) -> Source:
    """Return what binds a decision to a sentence of a passage."""
    return Source(
        paper=paper_of(document),
        title=document.title,
        content_hash=document.content_hash,
        passage=fingerprint(passage.text),
        sentence=fingerprint(text),
        text=text,
        item=passage.place.item,
        meeting_date=document.meeting_date.isoformat() if document.meeting_date else None,
        kind=document.kind,
        label=label(document, passage.place),
    )


def decided(events: Sequence[Event]) -> dict[str, Decided]:
    """Return what the events come to, by commitment, undone ones left out but in the history."""
    undone = undone_ids(events)
    out: dict[str, Decided] = {}
    for event in events:
        before = out.get(event.commitment, Decided(commitment=event.commitment))
        out[event.commitment] = _after(before, event, counts=event.id not in undone)
    return out


def undone_ids(events: Iterable[Event]) -> frozenset[str]:
    """Return the ids of events that an undo which itself stands has undone.

    The latest undo of an event decides, so an undo can be undone.
    """
    undone: set[str] = set()
    for event in reversed(list(events)):
        if event.change == "undo" and event.undoes and event.id not in undone:
            undone.add(event.undoes)
    return frozenset(undone)


def _after(state: Decided, event: Event, *, counts: bool) -> Decided:
    values: dict[str, Any] = {name: getattr(state, name) for name in Decided.__slots__}
    values["history"] = (*state.history, event)
    if event.source is not None and (state.source is None or (counts and event.change != "undo")):
        values["source"] = event.source
        values["shown"] = event.shown
    if counts:
        values |= _effect(state, event)
    return Decided(**values)


def _effect(state: Decided, event: Event) -> dict[str, Any]:  # noqa: PLR0911 - one a change
    match event.change:
        case "confirm":
            return {"confirmed": True}
        case "correct":
            return {"fields": {**state.fields, **event.fields}, "confirmed": True}
        case "add":
            return {"fields": {**state.fields, **event.fields}, "added": True, "confirmed": True}
        case "merge":
            return {"into": event.into}
        case "close":
            return {"closed": {"at": event.at, "by": event.by, "reason": event.note}}
        case "reopen":
            return {"closed": None}
        case "evidence":
            verdict = str(event.fields.get("verdict", ""))
            return {"evidence": {**state.evidence, str(event.fields["sentence"]): verdict}}
        case "note":
            return {"notes": (*state.notes, event)}
        case _:
            return {}


def told(event: Event, undone: frozenset[str] = frozenset()) -> str:
    """Return an event in words, as the history shows it."""
    match event.change:
        case "correct" | "add":
            fields = dict(event.fields)
            if fields.get("due_text") and "due" in fields:
                del fields["due"]  # the words say the day
            parts = [f"{_NAMES.get(name, name)}: {_shown(value)}" for name, value in fields.items()]
            words = ("corrected " if event.change == "correct" else "added by hand: ") + "; ".join(
                parts
            )
        case "merge":
            words = f"merged into {event.into}"
        case "close":
            words = "closed"
        case "reopen":
            words = "reopened"
        case "evidence":
            words = f"evidence judged: {event.fields.get('verdict')}"
        case "undo":
            words = "undid an earlier change"
        case "note":
            words = "note"
        case _:
            words = "confirmed"
    if event.note:
        words += f" – {event.note}"
    return words + (" (undone)" if event.id in undone else "")


_NAMES = {"due_text": "due", "wording": "in other words"}


def _shown(value: object) -> str:
    if value in (None, "", [], ()):
        return "nothing"
    return ", ".join(str(one) for one in value) if isinstance(value, list | tuple) else str(value)


def resolve_merge(name: str, states: Mapping[str, Decided]) -> str:
    """Follow merges to the commitment that stands for `name`; a circle ends where it began."""
    seen = {name}
    while (state := states.get(name)) and state.into and state.into not in seen:
        name = state.into
        seen.add(name)
    return name


def check_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a correction, checked. Raises RegisterError in one line."""
    from datetime import date

    from assistant.commitments.model import KINDS, STATUSES

    out: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in FIELDS:
            raise RegisterError(f"'{name}' cannot be corrected; these can: {', '.join(FIELDS)}")
        if name == "kind" and value not in KINDS:
            raise RegisterError(f"kind '{value}' is none of {', '.join(KINDS)}")
        if name == "status" and value is not None and value not in STATUSES:
            raise RegisterError(f"status '{value}' is none of {', '.join(STATUSES)}")
        if name == "due" and value:
            try:
                value = date.fromisoformat(str(value)).isoformat()  # noqa: PLW2901
            except ValueError:
                raise RegisterError(f"'{value}' is no date; write it as 2021-03-26") from None
        if name == "owners":
            value = [str(one).strip() for one in value if str(one).strip()]  # noqa: PLW2901
        out[name] = value if value != "" else None
    return out
