"""The tab of the commitments: what the browser may ask of the register, and what comes back.

The list is HTML that the server makes. The browser asks for it with `server.register(…)`, a plain
call and its reply, when the tab is first opened and whenever a filter changes or something was
decided; nothing is computed before.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.commitments.entries import Entry
from assistant.commitments.register import Register, Shown
from ui.component import add_component, sentence
from ui.deciding import SeveralSpotsError, decide
from ui.entries import render_entries
from ui.exports import exported
from ui.filters import count_words, nothing_words, render_filters, render_problems, render_saving
from ui.forms import render_adding, render_detail, render_spots
from ui.protocol import Keeps
from ui.wanted import PAGE, View, choices, chosen, view_of

_FAILED = "Something went wrong here. Load the page again to see what is saved."
_WAITING = (
    '<div class="register"><div class="problems"></div>'
    '<details class="narrowing"><summary>Filter and order</summary><div class="filter-place">'
    f'</div></details>{render_saving()}<p class="count" role="status"></p>'
    '<p class="looking">Reading the papers…</p><div class="list"></div>'
    f'<p class="more" hidden><button type="button" id="show-more">Show {PAGE} more</button></p>'
    '<div class="adding-place"></div></div>'
)


def add_register(keeper: Keeps) -> None:
    """Add the component of the tab to a page that is being built."""
    add_component(
        "register", _WAITING, lambda asked: answer(keeper.commitments, asked), failed=_FAILED
    )


def answer(register: Register, asked: Mapping[str, object]) -> dict[str, Any]:
    """Return what the browser asked for: the list ("show"), a file ("save"), or a decision.

    Raises PanelError, and RegisterError for a decision that cannot be taken.
    """
    view, do, today = view_of(asked.get("view")), asked.get("do"), date.today()
    if do is None or do == "show":
        return _shown(register.shown(today), view)
    if do == "save":
        shown = register.shown(today)
        entries, form = chosen(shown.entries, view), asked.get("form")
        return dict(
            exported(entries, form, meeting=asked.get("meeting"), today=today, until=shown.until)
        )
    try:
        name = decide(register, asked)
    except SeveralSpotsError as error:
        labels = [f"{spot.document.title}: {spot.passage.text[:80]}…" for spot in error.spots]
        return {"problem": sentence(error), "spots": render_spots(labels)}
    shown = register.shown(today)
    held = {entry.id for entry in shown.entries}
    opened = next((one for one in (name, view.open) if one in held), "")
    return {**_shown(shown, replace(view, open=opened)), "open": opened, "said": "Saved."}


def _shown(shown: Shown, view: View) -> dict[str, Any]:
    """Return the list of a view; the entry that stands open is in it, whatever the filters say."""
    every = shown.entries
    fitting = chosen(every, view)
    listed: list[Entry] = list(fitting[: view.limit])
    opened = next((entry for entry in every if entry.id == view.open), None)
    if opened is not None and opened not in listed:
        listed.insert(0, opened)
    details = {opened.id: render_detail(opened, every)} if opened is not None else {}
    return {
        "problems": render_problems(shown.problems),
        "filters": render_filters(choices(every)) if every else "",
        "count": count_words(fitting, every, view) if every else "",
        "list": render_entries(listed, details=details)
        or f'<p class="empty">{nothing_words(every, shown.until)}</p>',
        "more": len(fitting) > view.limit,
        "any": bool(every),
        "adding": render_adding() if shown.until or every else "",
    }
