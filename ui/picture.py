"""A timeline as a picture: days downwards, four columns, a mark with a number for what there is.

Drawn as SVG in the colours of the page. It shows what the list beside it says, so to a screen
reader it is one image with a name.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from assistant.commitments.timeline import WHATS, Moment, What

NAMES: Mapping[What, str] = {
    "claimed": "Reported",
    "asked": "Asked",
    "promised": "Promised",
    "came back": "Came back",
}
_WIDTH, _LEFT, _COLUMN = 396, 84, 78
_HEAD, _NEAREST, _FARTHEST = 30, 50, 110  # heights; a gap between days is one of the last two
_DAYS_A_STEP = 3.0  # days that move a row one unit further down, between these heights


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """When something that was promised on `made` is due; `late` if that has passed undone."""

    made: date | None
    day: date
    late: bool = False


def draw(moments: Sequence[Moment], dues: Sequence[Due], *, title: str) -> str:
    """Return the picture as SVG. Days without a date stand last."""
    days = sorted({one.day for one in moments} | {due.day for due in dues}, key=_last_if_none)
    rows = _rows(days)
    counts = Counter((one.day, one.what) for one in moments)
    height = (max(rows.values()) if rows else _HEAD) + 30
    parts = [
        f'<text class="col" x="{_x(what)}" y="16">{NAMES[what]}</text>'
        f'<line class="lane" x1="{_x(what)}" x2="{_x(what)}" y1="{_HEAD - 4}" y2="{height - 8}"/>'
        for what in WHATS
    ]
    parts += [
        f'<line class="row" x1="{_LEFT}" x2="{_WIDTH}" y1="{y}" y2="{y}"/>'
        f'<text class="day" x="0" y="{y + 4}">{_short(day)}</text>'
        for day, y in rows.items()
    ]
    links = _links(moments)
    parts += [_link(rows[a], rows[b], sure=sure) for (a, b), sure in links.items()]
    parts += [_due(due, rows) for due in sorted(set(dues), key=str)]
    parts += [_mark(what, rows[day], number) for (day, what), number in counts.items()]
    return (
        f'<svg class="picture" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )


def _last_if_none(day: date | None) -> tuple[bool, date]:
    return day is None, day or date.max


def _rows(days: Sequence[date | None]) -> dict[date | None, int]:
    """Return how far down each day stands: further for a longer time, within limits."""
    rows: dict[date | None, int] = {}
    y, before = _HEAD + 20, None
    for day in days:
        if rows:
            gap = (day - before).days / _DAYS_A_STEP if day and before else 0
            y += int(min(max(gap, _NEAREST), _FARTHEST))
        rows[day] = y
        before = day
    return rows


def _x(what: What) -> int:
    return _LEFT + _COLUMN * WHATS.index(what) + _COLUMN // 2


def _short(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else "no date"


def _mark(what: What, y: int, number: int) -> str:
    x, r = _x(what), 15
    shape = {
        "claimed": f'<circle cx="{x}" cy="{y}" r="{r}"/>',
        "asked": f'<rect x="{x - 14}" y="{y - 14}" width="28" height="28" rx="3"/>',
        "promised": f'<path d="M{x} {y - 19}l19 19-19 19-19-19z"/>',
        "came back": f'<path d="M{x} {y - 20}l21 35h-42z"/>',
    }[what]
    return (
        f'<g class="mark" data-what="{what}">{shape}'
        f'<text x="{x}" y="{y + (9 if what == "came back" else 5)}">{number}</text></g>'
    )


def _links(moments: Sequence[Moment]) -> dict[tuple[date | None, date | None], bool]:
    """Return from which day to which something came back, and whether any of it is sure."""
    made = {one.commitment: one.day for one in moments if one.what == "promised"}
    out: dict[tuple[date | None, date | None], bool] = {}
    for one in moments:
        if one.what == "came back" and one.commitment in made:
            days = (made[one.commitment], one.day)
            out[days] = out.get(days, False) or one.relation != "may relate"
    return out


def _link(y1: int, y2: int, *, sure: bool) -> str:
    a, b = _x("promised"), _x("came back")
    kind = "link" if sure else "link unsure"
    return f'<path class="{kind}" d="M{a} {y1}C{a + 36} {y1} {b - 36} {y2} {b} {y2}"/>'


def _due(due: Due, rows: Mapping[date | None, int]) -> str:
    """Draw an empty mark on the day when something is due, with a dotted way from its promise."""
    x, y = _x("promised"), rows[due.day]
    way = ""
    if due.made in rows and rows[due.made] != y:
        way = f'<line class="way" x1="{x}" x2="{x}" y1="{rows[due.made]}" y2="{y}"/>'
    late = ' data-late=""' if due.late else ""
    word = "overdue" if due.late else "due"
    return (
        f'{way}<g class="due-mark"{late}><path d="M{x} {y - 12}l12 12-12 12-12-12z"/>'
        f'<text x="{x - 18}" y="{y + 4}">{word}</text></g>'
    )
