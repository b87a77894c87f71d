"""The filters of the register, and the lines around its list, as HTML."""

from collections.abc import Sequence
from datetime import date
from html import escape

from assistant.commitments.entries import Entry
from ui.wanted import SORTS, Choices, View, spoken


def render_filters(offered: Choices) -> str:
    """Return the form that narrows the list; the browser puts in what is chosen."""
    selects = (
        ("owner", "Who", "Anybody", offered.owners),
        ("meeting", "Meeting", "Any meeting", offered.meetings),
        ("status", "Status", "Any status", offered.statuses),
        ("kind", "Firmness", "Any", offered.kinds),
        ("aim", "Key aim", "Any key aim", offered.aims),
    )
    narrowing = "".join(
        _select(name, title, [("", anything), *pairs])
        for name, title, anything, pairs in selects
        if pairs
    )
    return (
        '<form class="filters" role="search" aria-label="Commitments" autocomplete="off">'
        '<div class="grid"><p><label for="filter-text">Words</label>'
        '<input id="filter-text" type="search" data-filter="text" maxlength="300" '
        'autocomplete="off"></p>'
        f"{narrowing}{_select('sort', 'Order', list(SORTS.items()))}"
        '<p class="buttons"><button type="button" id="filter-clear">Show all</button></p>'
        "</div></form>"
    )


def render_saving() -> str:
    """Return the buttons that save what is shown as a file."""
    return (
        '<div class="saving" role="group" aria-label="Save what is shown"><span>Save this list:'
        '</span> <button type="button" id="save-csv" data-save="csv">CSV</button> '
        '<button type="button" id="save-xlsx" data-save="xlsx">Excel</button> '
        '<span class="briefing"><button type="button" id="save-docx" data-save="docx">'
        'Briefing (Word)</button> <label for="save-meeting">for the meeting of</label> '
        '<input id="save-meeting" type="date" autocomplete="off"></span></div>'
    )


def render_problems(problems: Sequence[str]) -> str:
    """Return what of the file of decisions could not be read, one line each."""
    return "".join(
        f'<p class="notice" dir="auto">Saved decisions: {escape(one)}.</p>' for one in problems
    )


def count_words(shown: Sequence[Entry], every: Sequence[Entry], view: View) -> str:
    """Return how many are shown, of how many, and how many of them are overdue."""
    total = f"{len(every):,} commitment{'' if len(every) == 1 else 's'}"
    words = f"{len(shown):,} of {total}" if view.narrows else total
    late = sum(e.commitment.status == "overdue" and e.closed is None for e in shown)
    return words + (f", {late} overdue" if late else "")


def nothing_words(every: Sequence[Entry], until: date | None) -> str:
    """Return why the list is empty, in one sentence."""
    if every:
        return "No commitment fits these filters."
    held = f" The papers are held up to the meeting of {spoken(until)}." if until else ""
    return f"No commitment was found in the documents that are held.{held}"


def _select(name: str, title: str, pairs: Sequence[tuple[str, str]]) -> str:
    options = "".join(
        f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in pairs
    )
    return (
        f'<p><label for="filter-{name}">{title}</label><select id="filter-{name}" '
        f'data-filter="{name}" autocomplete="off">{options}</select></p>'
    )
