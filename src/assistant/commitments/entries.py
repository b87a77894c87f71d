"""The register as it is shown: what was found, with what people decided laid over it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assistant.citations import cite
from assistant.commitments.binding import Binder, Bound, SourceState, taken_ids
from assistant.commitments.decisions import (
    Decided,
    Event,
    Source,
    decided,
    resolve_merge,
    source_of,
    undone_ids,
)
from assistant.commitments.due import Calendar, read_due
from assistant.commitments.evidence import Papers, with_evidence
from assistant.commitments.merging import filled, judged, together
from assistant.commitments.model import Commitment, Due
from assistant.commitments.status import with_status
from assistant.types import Citation, Document, Passage, Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of the register.

    `commitment` is as decided: corrections are in it. `corrected` names the fields that a person
    set, `source` says whether the sentence still stands where it stood, `merged` are commitments
    that a person said are this one. `history` holds every event, undone ones too;
    `merged_history` those of the merged ones. `wording` is how a person put it.
    """

    commitment: Commitment
    confirmed: bool = False
    added: bool = False
    corrected: tuple[str, ...] = ()
    closed: Mapping[str, str] | None = None
    source: SourceState = "unchanged"
    source_detail: str = ""
    merged: tuple[Commitment, ...] = ()
    notes: tuple[Event, ...] = ()
    history: tuple[Event, ...] = ()
    undone: frozenset[str] = frozenset()
    wording: str | None = None
    merged_history: tuple[Event, ...] = ()

    @property
    def id(self) -> str:
        """The id of the commitment."""
        return self.commitment.id


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """What the papers give without anybody: made once for one state of the index.

    Two are never equal, so that what is worked out from one can be kept for it.
    """

    documents: tuple[Document, ...]
    passages: Callable[[str], Sequence[Passage]]
    papers: Papers
    commitments: tuple[Commitment, ...]


def entries(found: Found, events: Sequence[Event], today: date) -> tuple[Entry, ...]:
    """Return the register: overdue first, then by due day and meeting (see `sort_key`).

    Decisions win over what was found. `today` decides what is overdue.
    """
    states = decided(events)
    undone = undone_ids(events)
    shown: dict[str, Entry] = {}
    binder = Binder(found.documents, found.passages, found.commitments)
    taken = taken_ids({name: state.source for name, state in states.items()}, found.commitments)
    replaced: set[str] = set()
    for name, state in states.items():
        if state.source is None or not _counts(state, undone):
            continue
        bound = binder.bind(name, state.source, taken)
        if bound.commitment is not None:
            replaced.add(bound.commitment.id)
        shown[name] = _entry(name, state, bound, undone)
    for one in found.commitments:
        if one.id not in replaced and one.id not in shown:
            history = states[one.id].history if one.id in states else ()
            shown[one.id] = Entry(
                commitment=one,
                history=history,
                undone=undone & frozenset(event.id for event in history),
            )
    return tuple(sorted(_finished(shown, states, found, today), key=sort_key))


def _counts(state: Decided, undone: frozenset[str]) -> bool:
    """Whether something decided of a commitment still stands."""
    return any(event.id not in undone and event.change != "undo" for event in state.history)


def sort_key(entry: Entry) -> tuple[object, ...]:
    """Order: overdue, open, partly fulfilled, no later record, fulfilled; closed ones last."""
    one = entry.commitment
    order = ("overdue", "open", "partly fulfilled", "no later record", "fulfilled")
    due = one.due.day if one.due and one.due.day else date.max
    return (
        entry.closed is not None,
        order.index(one.status),
        due,
        one.made_on or date.max,
        one.citation.document.id,
        one.passage_order,
        one.citation.start,
    )


def _entry(name: str, state: Decided, bound: Bound, undone: frozenset[str]) -> Entry:
    source = state.source
    assert source is not None
    base = bound.commitment
    if base is None and bound.statement is not None:
        said = bound.statement
        base = _made(
            cite(1, said.document, said.passage, said.start, said.end),
            state.shown,
            said.passage.order,
        )
    if base is None:
        base = _made(_gone(source), state.shown, 0)
    else:
        base = _with_shown(base, state) if bound.state == "source changed" else base
    return Entry(
        commitment=_corrected(replace(base, id=name), state),
        confirmed=state.confirmed,
        added=state.added,
        corrected=tuple(state.fields) if not state.added else (),
        closed=state.closed,
        source=bound.state,
        source_detail=bound.detail,
        notes=state.notes,
        history=state.history,
        undone=undone & frozenset(event.id for event in state.history),
        wording=state.fields.get("wording"),
    )


def _with_shown(base: Commitment, state: Decided) -> Commitment:
    """Keep what a person confirmed when the sentence was edited: who and when as it was."""
    if not state.confirmed or not state.shown:
        return base
    kept = _made(base.citation, state.shown, base.passage_order)
    problems = list(base.problems)
    if set(kept.owners) != set(base.owners):
        problems.append(f"the paper now names {', '.join(base.owners) or 'nobody'}")
    old, new = kept.due.text if kept.due else "", base.due.text if base.due else ""
    if old != new:
        problems.append(f"the paper now says “{new}”" if new else "the paper now says no due date")
    return replace(
        base, kind=kept.kind, owners=kept.owners, due=kept.due, to=kept.to, problems=tuple(problems)
    )


def _made(citation: Citation, shown: Mapping[str, Any], order: int) -> Commitment:
    """Make a commitment of what was shown when somebody decided on it."""
    day = shown.get("due")
    due = (
        Due(text=str(shown.get("due_text") or day), day=date.fromisoformat(day) if day else None)
        if day or shown.get("due_text")
        else None
    )
    return Commitment(
        id="",
        kind=shown.get("kind", "action"),
        text=citation.quote,
        citation=citation,
        owners=tuple(shown.get("owners", ())),
        owner_basis="person" if shown.get("owners") else None,
        to=shown.get("to"),
        due=due,
        passage_order=order,
    )


def _gone(source: Source) -> Citation:
    """Return a citation of a sentence that is held no more, as it was."""
    when = date.fromisoformat(source.meeting_date) if source.meeting_date else None
    document = Document(
        id="",
        title=source.title,
        kind=source.kind,  # type: ignore[arg-type] # written from a Document
        source="",
        content_hash=source.content_hash,
        meeting_date=when,
    )
    return Citation(
        number=1,
        passage_id="",
        quote=source.text,
        start=0,
        end=len(source.text),
        label=source.label or source.title,
        document=document,
        place=Place(item=source.item),
    )


def shown_of(one: Commitment) -> dict[str, Any]:
    """Return what is kept of a commitment with every decision on it."""
    return {
        "kind": one.kind,
        "owners": list(one.owners),
        "to": one.to,
        "due": one.due.day.isoformat() if one.due and one.due.day else None,
        "due_text": one.due.text if one.due else None,
        "status": one.status,
    }


def source_for(one: Commitment, passages: Callable[[str], Sequence[Passage]]) -> Source | None:
    """Return what binds a decision to a commitment, None where its passage is held no more."""
    document = one.citation.document
    if not document.id:
        return None
    passage = next((p for p in passages(document.id) if p.id == one.citation.passage_id), None)
    return source_of(document, passage, one.text) if passage else None


def _corrected(one: Commitment, state: Decided) -> Commitment:
    fields = state.fields
    changes: dict[str, Any] = {}
    if "kind" in fields:
        changes["kind"] = fields["kind"]
    if "owners" in fields:
        changes |= {"owners": tuple(fields["owners"]), "owner_basis": "person"}
    if "to" in fields:
        changes["to"] = fields["to"]
    if "due" in fields or "due_text" in fields:
        day = date.fromisoformat(fields["due"]) if fields.get("due") else None
        text = fields.get("due_text") or (f"{day.day} {day:%B %Y}" if day else None)
        if day is None and text:
            read, _ = read_due(text, Calendar(made_on=one.made_on))
            day = read.day if read else None
        changes["due"] = Due(text=text, day=day) if text else None
    return replace(one, **changes) if changes else one


def _finished(
    shown: Mapping[str, Entry], states: Mapping[str, Decided], found: Found, today: date
) -> list[Entry]:
    """Add evidence, merge, and tell the status of every entry."""
    with_all = {
        one.id: one
        for one in with_evidence([e.commitment for e in shown.values()], found.papers, today)
    }
    members: dict[str, list[str]] = {}
    for name in shown:
        target = resolve_merge(name, states)
        members.setdefault(target if target in shown else name, []).append(name)
    out: list[Entry] = []
    for target, names in members.items():
        entry = shown[target]
        one = with_all[target]
        others = tuple(with_all[name] for name in names if name != target)
        theirs = [shown[name] for name in names if name != target]
        state = states.get(target)
        verdicts = dict(state.evidence) if state else {}
        evidence = judged(together(one, others), verdicts)
        one = filled(replace(one, evidence=evidence), others, state)
        one = with_status(one, found.papers.until, today)
        if state and state.fields.get("status"):
            one = replace(
                one, status=state.fields["status"], status_text=_by(state, undone=entry.undone)
            )
        undone = entry.undone.union(*(other.undone for other in theirs))
        events = tuple(event for other in theirs for event in other.history)
        out.append(
            replace(entry, commitment=one, merged=others, merged_history=events, undone=undone)
        )
    return out


def _by(state: Decided, undone: frozenset[str]) -> str:
    event = next(e for e in reversed(state.history) if "status" in e.fields and e.id not in undone)
    words = f"{state.fields['status']}: decided by {event.by} on {event.at[:10]}"
    return f"{words} – {event.note}" if event.note else words
