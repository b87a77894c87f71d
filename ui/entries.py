"""Entries of the register as HTML: pure functions; every text goes through `escape`."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from assistant.commitments.entries import Entry
from assistant.commitments.model import Commitment, Evidence
from ui.icons import icon
from ui.opening import entry_key, open_button
from ui.wanted import aim_key, aim_name, spoken

_RELATIONS = {
    "fulfils": "Says that it was done",
    "partly": "Says that part of it was done",
    "still open": "Says that it is still open",
    "may relate": "May relate – to be confirmed",
}
FIRMNESS = {
    "action": "set down by the meeting as an action or decision",
    "undertaking": "promised by somebody",
    "intention": "stated as a plan",
}
_BASES = {
    "speaker": "who spoke there",
    "answerer": "who answered there",
    "meeting": "whose meeting it is for",
}


def render_entries(entries: Sequence[Entry], *, details: Mapping[str, str] | None = None) -> str:
    """Return the list; `details` holds what stands open beneath an entry, by id."""
    opened = details or {}
    rows = "".join(render_entry(one, detail=opened.get(one.id, "")) for one in entries)
    return f'<ol class="entries">{rows}</ol>' if rows else ""


def render_entry(entry: Entry, *, detail: str = "") -> str:
    """Return one entry, with its source, what later papers show, and what can be done."""
    one = entry.commitment
    name, key = escape(entry.id), entry_key(entry)
    status = "closed" if entry.closed else one.status
    return (
        f'<li class="entry" id="{name}" data-status="{escape(status)}">'
        f'<article aria-labelledby="{name}-words" tabindex="-1">'
        f"{_head(entry, status)}"
        f'<blockquote id="{name}-words" dir="auto">“{escape(one.text)}”</blockquote>'
        f"{_aside(entry)}{_facts(entry, key)}{_shows(entry, key, judging=bool(detail))}"
        f"{_doubts(entry)}{_actions(entry, opened=bool(detail))}"
        f'<div class="detail" id="{name}-detail">{detail}</div></article></li>'
    )


def status_chip(status: str) -> str:
    """Return a status as a picture and a word."""
    return (
        f'<span class="status" data-status="{escape(status)}">{icon(status)} '
        f"{escape(status.capitalize())}</span>"
    )


def due_words(one: Commitment) -> str:
    """Return when it is due, as a day where the words name one; empty where nothing is said."""
    if one.due is None:
        return ""
    if one.due.day is None:
        return f"due: “{one.due.text}”"
    return f"due {spoken(one.due.day)}"


def _head(entry: Entry, status: str) -> str:
    one = entry.commitment
    due = due_words(one)
    chips = [status_chip(status)]
    if entry.closed:
        chips.append(f'<span class="soft">was: {escape(one.status)}</span>')
    if due:
        chips.append(f'<span class="due" dir="auto">{escape(due)}</span>')
    chips.append(
        f'<span class="firm" title="{escape(FIRMNESS[one.kind])}">{one.kind.capitalize()}</span>'
    )
    if entry.added:
        chips.append('<span class="firm">Added by hand</span>')
    elif entry.confirmed:
        chips.append(f'<span class="sure">{icon("fulfilled")} Confirmed</span>')
    if entry.source in {"source changed", "source gone"}:
        word = "Source changed" if entry.source == "source changed" else "Source gone"
        chips.append(f'<span class="flag">{icon("changed")} {word}</span>')
    return f'<p class="entry-head">{" ".join(chips)}</p>'


def _aside(entry: Entry) -> str:
    one = entry.commitment
    parts = []
    if entry.wording:
        parts.append(
            f'<p class="wording" dir="auto"><span class="name">In other words:</span> '
            f"{escape(entry.wording)}</p>"
        )
    if one.about:
        parts.append(
            f'<p class="about" dir="auto"><span class="name">Said on:</span> '
            f"“{escape(one.about)}”</p>"
        )
    return "".join(parts)


def _facts(entry: Entry, key: str) -> str:
    one = entry.commitment
    who = escape("; ".join(one.owners)) or '<span class="soft">nobody is named</span>'
    if basis := _BASES.get(one.owner_basis or ""):
        who += f' <span class="soft">({basis})</span>'
    facts = [("Who", who)]
    if one.to:
        facts.append(("To", escape(one.to)))
    facts.append(("Made", open_button(one.citation, key=key, number=1)))
    place = one.citation.place
    if place.item_title:
        facts.append(("On", escape(place.item_title)))
    if (aim := aim_key(place)) and place.strategic_priority is not None:
        facts.append(("Aim", escape(aim_name(aim))))
    for number, other in enumerate(entry.merged, start=2 + len(one.evidence)):
        button = open_button(other.citation, key=key, number=number)
        facts.append(("Also", f"“{escape(other.text)}” {button}"))
    rows = "".join(
        f'<div><dt>{name}</dt><dd dir="auto">{value}</dd></div>' for name, value in facts
    )
    return f'<dl class="facts">{rows}</dl>'


def _day(at: str) -> str:
    """Return the day of a moment as people write it; what is none as it stands."""
    try:
        return spoken(datetime.fromisoformat(at).date())
    except ValueError:
        return escape(at[:10])


def _shows(entry: Entry, key: str, *, judging: bool) -> str:
    """Render what later papers show: the status in words, then each sentence with its source."""
    one = entry.commitment
    text = f'<p class="shows" dir="auto">{escape(_begin(one.status_text))}.</p>'
    if entry.closed:
        closed = entry.closed
        text = (
            f'<p class="shows" dir="auto">Closed by {escape(closed["by"])} on '
            f"{_day(closed['at'])}: {escape(closed['reason'])}</p>{text}"
        )
    shown = [
        _evidence(evidence, key, number, judging=judging, name=entry.id)
        for number, evidence in enumerate(one.evidence, start=2)
        if judging or evidence.confirmed is not False
    ]
    rows = "".join(shown)
    return text + (f'<ul class="evidence" aria-label="Later sentences">{rows}</ul>' if rows else "")


def _evidence(evidence: Evidence, key: str, number: int, *, judging: bool, name: str) -> str:
    words = _RELATIONS[evidence.relation]
    if evidence.confirmed:
        words = f"{words.removesuffix(' – to be confirmed')} (confirmed)"
    elif evidence.confirmed is False:
        words = "Not related, as a person decided"
    judge = _judge(evidence, number, name) if judging else ""
    return (
        f'<li data-relation="{escape(evidence.relation)}"><p class="relation">{words}</p>'
        f'<p dir="auto"><q>{escape(evidence.citation.quote)}</q></p>'
        f"{open_button(evidence.citation, key=key, number=number)}{judge}</li>"
    )


def _judge(evidence: Evidence, number: int, name: str) -> str:
    """Render the choice of what a later sentence is."""
    now = "unrelated" if evidence.confirmed is False else evidence.relation
    words = {
        "fulfils": "says that it was done",
        "partly": "says that part of it was done",
        "still open": "says that it is still open",
        "may relate": "may relate",
        "unrelated": "is not about it",
    }
    options = "".join(
        f'<option value="{value}"{" selected" if value == now else ""}>{text}</option>'
        for value, text in words.items()
    )
    at = escape(f"{name}-judge-{number}")
    return (
        f'<p class="judging"><label for="{at}">This sentence</label> '
        f'<select id="{at}" autocomplete="off">{options}</select> '
        f'<button type="button" id="{at}-save" data-do="judge" data-evidence="{number}">Save'
        '<span class="unseen"> what this sentence says</span></button></p>'
    )


def _doubts(entry: Entry) -> str:
    notes = [_begin(problem) for problem in entry.commitment.problems]
    if entry.source_detail and entry.source != "unchanged":
        before = {
            "source changed": "The source has changed since this was decided",
            "source gone": "The source is gone",
        }.get(entry.source, "Since this was decided")
        notes.append(f"{before}: {entry.source_detail}")
    if entry.source == "source changed":
        notes.append("“Confirm” accepts the source as it is now.")
    notes += [f"Note by {event.by}: {event.note}" for event in entry.notes]
    rows = "".join(f'<li dir="auto">{escape(note)}</li>' for note in notes)
    return f'<ul class="notes" aria-label="Remarks">{rows}</ul>' if rows else ""


def _actions(entry: Entry, *, opened: bool) -> str:
    name = escape(entry.id)
    changes = len(entry.history) + len(entry.merged_history)
    history = f" · {changes} change{'' if changes == 1 else 's'}" if changes else ""
    words = "Hide the form" if opened else f"Decide{history}"
    aim = aim_key(entry.commitment.citation.place)
    wanted = {"commitment": entry.id} if not aim or aim.endswith(".") else {"aim": aim}
    hidden = f'<span class="unseen">: {escape(entry.commitment.text[:80])}</span>'
    return (
        f'<p class="entry-actions"><button type="button" id="{name}-open" data-entry="{name}" '
        f'aria-expanded="{"true" if opened else "false"}" aria-controls="{name}-detail">'
        f"{words}{hidden}</button> "
        f'<button type="button" id="{name}-timeline" '
        f'data-timeline="{escape(json.dumps(wanted))}">Timeline{hidden}</button></p>'
    )


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]
