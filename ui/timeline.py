"""The tab of the timeline: a key aim or a topic in order of date, as a picture and as a list."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import Any

from assistant.commitments.aims import KeyAim, aims_of
from assistant.commitments.choosing import topic_words
from assistant.commitments.entries import Entry
from assistant.commitments.register import Register
from assistant.commitments.timeline import WHATS, Moment
from ui.component import add_component
from ui.entries import status_chip
from ui.icons import icon
from ui.opening import moments_of, open_button, timeline_key
from ui.picture import NAMES, Due, draw
from ui.protocol import Keeps
from ui.wanted import aim_name, aim_of, spoken

_FAILED = "Something went wrong here. Please load the page again."
_NO_WORD = "No word of this commitment stands anywhere else. Please type a topic."
_RELATIONS = {
    "fulfils": "says that it was done",
    "partly": "says that part of it was done",
    "still open": "says that it is still open",
    "may relate": "may relate, to be confirmed",
}
_LONG, _SHOWN = 8, 5  # of more reported sentences in a row than this, only the first are shown
_WAITING = (
    '<div class="timeline"><p class="intro">Everything that the papers hold on a key aim or a '
    "topic, in order of date: what was reported, what the Panel asked, what was promised, and what "
    'came back.</p><div class="asking"></div><p class="said" role="status"></p>'
    '<div class="line"></div></div>'
)


def add_timeline(keeper: Keeps) -> None:
    """Add the component of the tab to a page that is being built."""
    add_component(
        "timeline", _WAITING, lambda asked: answer(keeper.commitments, asked), failed=_FAILED
    )


def answer(register: Register, asked: Mapping[str, object]) -> dict[str, Any]:
    """Return the form and, for a key aim, a topic or a commitment, its timeline."""
    entries = register.shown(date.today()).entries
    aims = aims_of(register.papers).held
    wanted = {key: " ".join(str(asked.get(key) or "").split())[:300] for key in ("aim", "topic")}
    if wanted["aim"] and aim_of(wanted["aim"]) == (None, None):
        wanted["aim"] = ""
    about = next((entry for entry in entries if entry.id == asked.get("commitment")), None)
    if about is not None:
        wanted = {"aim": "", "topic": topic_words(register.papers, about)}
        if not wanted["topic"]:
            return {**wanted, "form": render_asking(aims), "line": "", "said": _NO_WORD}
    out: dict[str, Any] = {**wanted, "form": render_asking(aims), "line": "", "said": ""}
    if not any(wanted.values()):
        return out
    moments = moments_of(register, wanted)
    out["line"] = render_timeline(wanted, moments, entries, aims)
    noun = "entry" if len(moments) == 1 else "entries"
    out["said"] = f"{len(moments)} {noun}"
    return out


def name_of(wanted: Mapping[str, str]) -> str:
    """Return what a timeline is about, in words."""
    parts = [aim_name(wanted["aim"])] if wanted["aim"] else []
    return ", ".join([*parts, *([f"“{wanted['topic']}”"] if wanted["topic"] else [])])


def render_asking(aims: Sequence[KeyAim]) -> str:
    """Return the form in which a key aim or a topic is chosen."""
    choice = ""
    if aims:
        options = "".join(
            f'<option value="{_key(aim)}">{escape(_short(f"{aim_name(_key(aim))}: {aim.wording}"))}'
            "</option>"
            for aim in aims
        )
        choice = (
            '<p><label for="timeline-aim">Key aim</label><select id="timeline-aim" '
            f'autocomplete="off"><option value="">– none –</option>{options}</select></p>'
        )
    return (
        '<form class="timeline-form" role="search" aria-label="Timeline" autocomplete="off">'
        f'<div class="grid">{choice}<p><label for="timeline-topic">Topic (one or more words)'
        '</label><input id="timeline-topic" type="search" maxlength="300" autocomplete="off"></p>'
        '<p class="buttons"><button type="submit" id="timeline-show" class="go">Show'
        "</button></p></div></form>"
    )


def render_timeline(
    wanted: Mapping[str, str],
    moments: Sequence[Moment],
    entries: Sequence[Entry],
    aims: Sequence[KeyAim],
) -> str:
    """Return the picture and the list of a timeline; a sentence where there is nothing."""
    if not moments:
        return f'<p class="empty">The papers hold nothing on {escape(name_of(wanted))}.</p>'
    key = timeline_key(wanted, moments)
    wording = next((aim.wording for aim in aims if _key(aim) == wanted["aim"]), "")
    held = {entry.id: entry for entry in entries}
    title = f"Timeline of {name_of(wanted)}; the list that follows says the same."
    days = "".join(
        _render_day(day, list(group), key, held)
        for day, group in groupby(enumerate(moments, start=1), key=lambda pair: pair[1].day)
    )
    said = f'<p class="wording" dir="auto">{escape(wording)}</p>' if wording else ""
    return (
        f'<h2 tabindex="-1" dir="auto">{escape(name_of(wanted))}</h2>{said}'
        f"{draw(moments, _dues(moments, held), title=title)}{_render_kinds(moments)}{days}"
    )


def _dues(moments: Sequence[Moment], held: Mapping[str, Entry]) -> list[Due]:
    out: list[Due] = []
    for one in moments:
        entry = held.get(one.commitment or "") if one.what == "promised" else None
        if entry is None or entry.closed or not (due := entry.commitment.due) or not due.day:
            continue
        out.append(Due(made=one.day, day=due.day, late=entry.commitment.status == "overdue"))
    return out


def _render_kinds(moments: Sequence[Moment]) -> str:
    """Render the switches that leave kinds of entries out of the list."""
    boxes = "".join(
        f'<label><input type="checkbox" data-kind="{what}" id="kind-{number}" checked '
        f'autocomplete="off"> {icon(what)} {NAMES[what]} ({count})</label>'
        for number, what in enumerate(WHATS)
        if (count := sum(one.what == what for one in moments))
    )
    return f'<fieldset class="kinds"><legend>Show in the list</legend>{boxes}</fieldset>'


Numbered = tuple[int, Moment]


def _render_day(
    day: date | None, moments: Sequence[Numbered], key: str, held: Mapping[str, Entry]
) -> str:
    """Render one day; of a long run of reported sentences, the end stands behind a button."""
    rows: list[str] = []
    for what, run in groupby(moments, key=lambda pair: pair[1].what):
        several = [_render_moment(number, one, key, held) for number, one in run]
        if what != "claimed" or len(several) <= _LONG:
            rows += several
            continue
        first = moments[0][0] + len(rows)
        rows += several[:_SHOWN]
        rest = "".join(several[_SHOWN:])
        name = f"more-{first}-{len(several)}"
        rows.append(
            f'<li class="moment-more" data-what="claimed"><details id="{name}"><summary>'
            f'{len(several) - _SHOWN} more of what was reported</summary><ol class="moments">'
            f"{rest}</ol></details></li>"
        )
    heading = spoken(day) if day else "Without a date"
    return (
        f'<section class="day"><h3>{heading}</h3><ol class="moments">{"".join(rows)}</ol></section>'
    )


def _render_moment(number: int, one: Moment, key: str, held: Mapping[str, Entry]) -> str:
    words = NAMES[one.what]
    if one.what == "came back" and one.relation:
        words = f"{words} – {_RELATIONS[one.relation]}"
    period = f' <span class="soft">for {escape(one.period)}</span>' if one.period else ""
    after = ""
    entry = held.get(one.commitment or "")
    if entry is not None and one.what == "promised":
        name = escape(entry.id)
        after = (
            f" {status_chip('closed' if entry.closed else entry.commitment.status)} "
            f'<button type="button" class="to-entry" id="to-{name}-{number}" '
            f'data-commitment="{name}">In the register</button>'
        )
    return (
        f'<li class="moment" data-what="{one.what}"><p class="what">{icon(one.what)} '
        f"{escape(words)}{period}</p>"
        f'<p dir="auto"><q>{escape(one.citation.quote)}</q></p>'
        f'<p class="moment-source">{open_button(one.citation, key=key, number=number)}{after}</p>'
        "</li>"
    )


def _key(aim: KeyAim) -> str:
    number = "" if aim.number is None else str(aim.number)
    return f"{aim.priority}.{number}" if aim.priority is not None else number


def _short(text: str) -> str:
    text = text.removesuffix(": ")
    return text if len(text) <= 110 else f"{text[:110].rsplit(' ', 1)[0]}…"
