"""The forms in which people decide about commitments, and the history of what was decided."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from rapidfuzz import fuzz

from assistant.commitments.decisions import Event, told
from assistant.commitments.entries import Entry
from assistant.commitments.model import KINDS, STATUSES
from ui.wanted import spoken

_MOST_ALIKE = 30  # entries that are offered for merging, the most alike first


def render_detail(entry: Entry, others: Sequence[Entry]) -> str:
    """Return what stands open beneath an entry; `others` are those it could be merged into."""
    return (
        f'<form class="decide" data-about="{escape(entry.id)}" autocomplete="off">'
        f"{_signature(entry.id)}{_main_buttons(entry)}{_correction(entry)}"
        f"{_merging(entry, others)}"
        '<p class="said" role="status"></p></form>'
        f"{_history(entry)}"
    )


def render_adding() -> str:
    """Return the form that adds a commitment which was not found in the papers."""
    kinds = _options([(kind, kind.capitalize()) for kind in KINDS], "action")
    return (
        '<details class="adding"><summary>Add a commitment that is missing</summary>'
        '<form class="decide" data-about="" autocomplete="off">'
        '<p><label for="add-words">Its words, as they stand in the document</label>'
        '<textarea id="add-words" rows="3"></textarea></p>'
        f'<div class="grid">{_text("add-owners", "owners", "Who (“;” between several)", "")}'
        f"{_text('add-to', 'to', 'To whom', '')}"
        f"{_text('add-due', 'due', 'Due (a day, or words)', '')}"
        f'<p><label for="add-kind">Firmness</label><select id="add-kind" data-field="kind" '
        f'data-was="">{kinds}</select></p></div>'
        f'<div class="spots"></div>{_signature("add")}'
        '<p class="buttons"><button type="button" id="add-save" class="go" data-do="add">Add'
        '</button></p><p class="said" role="status"></p></form></details>'
    )


def render_spots(labels: Sequence[str]) -> str:
    """Return the choice between places where the same words stand."""
    rows = "".join(
        f'<label><input type="radio" name="spot" value="{number}" autocomplete="off"'
        f"{' checked' if number == 0 else ''}> {escape(label)}</label>"
        for number, label in enumerate(labels)
    )
    return f"<fieldset><legend>These words stand in several places</legend>{rows}</fieldset>"


def _signature(name: str) -> str:
    at = escape(name)
    return (
        f'<div class="grid signing"><p><label for="{at}-by">Your name</label>'
        f'<input id="{at}-by" class="by" type="text" maxlength="100" autocomplete="off"></p>'
        f'<p><label for="{at}-note">Note (kept with the decision)</label>'
        f'<textarea id="{at}-note" class="note" rows="2" maxlength="4000"></textarea></p></div>'
    )


def _main_buttons(entry: Entry) -> str:
    at = escape(entry.id)
    shut = ("reopen", "Reopen") if entry.closed else ("close", "Close (say why in the note)")
    accept = "Confirm" if entry.source != "source changed" else "Confirm as it is now"
    buttons = (("confirm", accept), ("note", "Add the note"), shut)
    return '<p class="buttons">' + "".join(
        f'<button type="button" id="{at}-{do}" data-do="{do}">{name}</button>'
        for do, name in buttons
    ) + "</p>"  # fmt: skip


def _correction(entry: Entry) -> str:
    one, at = entry.commitment, escape(entry.id)
    due = ""
    if one.due:
        due = spoken(one.due.day) if one.due.day else one.due.text
    decided = one.status if "status" in entry.corrected else ""
    statuses = [("", "As the papers show"), *((s, s.capitalize()) for s in STATUSES)]
    kinds = [(kind, kind.capitalize()) for kind in KINDS]
    return (
        '<fieldset class="correct"><legend>Correct</legend><div class="grid">'
        f"{_text(f'{at}-owners', 'owners', 'Who (“;” between several)', '; '.join(one.owners))}"
        f"{_text(f'{at}-to', 'to', 'To whom', one.to or '')}"
        f"{_text(f'{at}-due', 'due', 'Due (a day, or words)', due)}"
        f'<p><label for="{at}-status">Status</label><select id="{at}-status" data-field="status" '
        f'data-was="{escape(decided)}">{_options(statuses, decided)}</select></p>'
        f'<p><label for="{at}-kind">Firmness</label><select id="{at}-kind" data-field="kind" '
        f'data-was="{one.kind}">{_options(kinds, one.kind)}</select></p>'
        f"{_text(f'{at}-wording', 'wording', 'In other words (optional)', entry.wording or '')}"
        f'</div><p class="buttons"><button type="button" id="{at}-correct" class="go" '
        'data-do="correct">Save the correction</button></p></fieldset>'
    )


def _merging(entry: Entry, others: Sequence[Entry]) -> str:
    """Render the choice of an entry that this one is the same as."""
    text = entry.commitment.text
    alike = sorted(
        (other for other in others if other.id != entry.id),
        key=lambda other: -fuzz.token_set_ratio(text, other.commitment.text),
    )[:_MOST_ALIKE]
    if not alike:
        return ""
    at = escape(entry.id)
    options = "".join(
        f'<option value="{escape(other.id)}">{escape(_short(other))}</option>' for other in alike
    )
    return (
        '<fieldset class="merge"><legend>The same as another</legend>'
        f'<p><label for="{at}-into">This is the same commitment as</label>'
        f'<select id="{at}-into" class="into"><option value="">– choose –</option>{options}'
        f'</select></p><p class="buttons"><button type="button" id="{at}-merge" data-do="merge">'
        "Merge into it</button></p></fieldset>"
    )


def _short(entry: Entry) -> str:
    one = entry.commitment
    when = f"{spoken(one.made_on)}: " if one.made_on else ""
    return f"{when}{_cut(one.text)}"


def _cut(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:90].rsplit(' ', 1)[0]}…"


def _history(entry: Entry) -> str:
    """Render every change, latest first, each that stands with a button that undoes it."""
    events = sorted((*entry.history, *entry.merged_history), key=lambda event: event.at)
    if not events:
        return '<p class="soft">Nobody has decided anything on this yet.</p>'
    rows = "".join(
        _event(event, entry.undone, merged=event.commitment != entry.id)
        for event in reversed(events)
    )
    return f'<h2>History</h2><ol class="history">{rows}</ol>'


def _event(event: Event, undone: frozenset[str], *, merged: bool) -> str:
    at = escape(event.id)
    words = told(event, undone)
    if event.change == "merge" and merged and event.source is not None:
        words = f"merged in “{_cut(event.source.text)}”" + (
            f" – {event.note}" if event.note else ""
        )
    elif event.change == "merge":
        words = words.replace(f"merged into {event.into}", "merged into another commitment")
    about = " (of the commitment that was merged in)" if merged and event.change != "merge" else ""
    button = (
        ""
        if event.id in undone
        else f'<button type="button" id="undo-{at}" data-do="undo" data-event="{at}">Undo'
        f'<span class="unseen">: {escape(words)}</span></button>'
    )
    return (
        f'<li><p dir="auto"><time datetime="{escape(event.at)}">{_when(event.at)}</time>, '
        f"<strong>{escape(event.by)}</strong>: {escape(words)}{about}</p>{button}</li>"
    )


def _when(at: str) -> str:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return escape(at)
    return f"{spoken(moment.date())}, {moment:%H:%M} UTC"


def _text(at: str, field: str, name: str, value: str) -> str:
    return (
        f'<p><label for="{at}">{escape(name)}</label><input id="{at}" type="text" '
        f'data-field="{field}" data-was="{escape(value)}" value="{escape(value)}" '
        'maxlength="500" autocomplete="off"></p>'
    )


def _options(pairs: Sequence[tuple[str, str]], now: str) -> str:
    return "".join(
        f'<option value="{escape(value)}"{" selected" if value == now else ""}>{escape(name)}'
        "</option>"
        for value, name in pairs
    )
