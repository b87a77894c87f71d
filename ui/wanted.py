"""What a person wants to see of the register: the filters as the browser sends them, and their use.

Everything in a `View` came from the browser, so anything may be in it; what means nothing counts
as not said.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.commitments.entries import Entry
from assistant.commitments.filtering import same_owner, speaks_of
from assistant.commitments.model import KINDS, STATUSES, Commitment
from assistant.language.words import fold
from assistant.types import Place

NOBODY = "nobody"
CLOSED = "closed"
SORTS = {
    "urgent": "Overdue first",
    "due": "Due date",
    "newest": "Latest meeting first",
    "owner": "Owner",
}
_NUMBER = re.compile(r"[0-9]{1,4}$")
PAGE = 40  # entries that are shown at first, and more at each press


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """The filters (an empty text means "any"), the order, and which entry stands open."""

    text: str = ""
    owner: str = ""
    meeting: str = ""  # 2021-03-26
    status: str = ""
    kind: str = ""
    aim: str = ""  # as `aim_key` writes it
    sort: str = "urgent"
    open: str = ""
    limit: int = PAGE

    @property
    def narrows(self) -> bool:
        """Whether anything is filtered."""
        return any((self.text, self.owner, self.meeting, self.status, self.kind, self.aim))


def view_of(asked: object) -> View:
    """Return the view that the browser asks for."""
    if not isinstance(asked, Mapping):
        return View()
    texts = {
        name: " ".join(value.split())[:300]
        for name in View.__slots__
        if isinstance(value := asked.get(name), str)
    }
    limit = asked.get("limit")
    return View(
        text=texts.get("text", ""),
        owner=texts.get("owner", ""),
        meeting=texts.get("meeting", ""),
        status=texts.get("status", ""),
        kind=texts.get("kind", ""),
        aim=texts.get("aim", ""),
        sort=sort if (sort := texts.get("sort", "")) in SORTS else "urgent",
        open=texts.get("open", ""),
        limit=limit if isinstance(limit, int) and 0 < limit < 100_000 else PAGE,
    )


def aim_key(place: Place) -> str:
    """Return a key aim as a short key, "4.1" or "1"; "4." for what is under a priority only.

    Empty where there is neither.
    """
    number = "" if place.key_aim is None else str(place.key_aim)
    priority = place.strategic_priority
    return f"{priority}.{number}" if priority is not None else number


def aim_of(key: str) -> tuple[int | None, int | None]:
    """Return priority and number of a key aim; (None, None) for what is no such key.

    "4." is a strategic priority as a whole: its number is None.
    """
    priority, dot, number = key.rpartition(".")
    if (dot and not _NUMBER.match(priority)) or not (_NUMBER.match(number) or (dot and not number)):
        return None, None
    return (int(priority) if dot else None), (int(number) if number else None)


def chosen(entries: Sequence[Entry], view: View) -> tuple[Entry, ...]:
    """Return the entries that a view asks for, in its order. The register's own is "urgent"."""
    return tuple(_sorted([one for one in entries if _fits(one, view)], view.sort))


def _fits(entry: Entry, view: View) -> bool:
    one = entry.commitment
    made = one.made_on.isoformat() if one.made_on else ""
    return (
        (not view.owner or _owns(one, view.owner))
        and (not view.meeting or made == view.meeting)
        and (not view.status or _stands(entry, view.status))
        and (not view.kind or one.kind == view.kind)
        and (not view.aim or _under(aim_key(one.citation.place), view.aim))
        and (not view.text or speaks_of(entry, view.text) or _begun(entry, view.text))
    )


def _owns(one: Commitment, owner: str) -> bool:
    if owner == NOBODY:
        return not one.owners
    return any(same_owner(owner, other) for other in one.owners)


def _under(aim: str, wanted: str) -> bool:
    """Whether an aim is the one that is wanted, or one of the priority that is."""
    return aim == wanted or (wanted.endswith(".") and aim.startswith(wanted))


def _stands(entry: Entry, status: str) -> bool:
    if status == CLOSED:
        return entry.closed is not None
    return entry.closed is None and entry.commitment.status == status


def _begun(entry: Entry, text: str) -> bool:
    """Whether the text stands in the entry letter by letter, as it does while it is being typed."""
    one = entry.commitment
    place = one.citation.place
    held = (one.text, one.about, entry.wording, place.item_title, *place.headings, *one.owners)
    return fold(text) in fold(" ".join(part for part in held if part))


def _sorted(entries: list[Entry], sort: str) -> list[Entry]:
    if sort == "due":
        return sorted(entries, key=lambda e: _due(e) or date.max)
    if sort == "newest":
        return sorted(entries, key=lambda e: e.commitment.made_on or date.min, reverse=True)
    if sort == "owner":
        return sorted(entries, key=lambda e: fold("; ".join(e.commitment.owners)) or "\uffff")
    return entries


def _due(entry: Entry) -> date | None:
    return entry.commitment.due.day if entry.commitment.due else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """What there is to choose from, each as value and name."""

    owners: tuple[tuple[str, str], ...]
    meetings: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    aims: tuple[tuple[str, str], ...]


def choices(entries: Sequence[Entry]) -> Choices:
    """Return what the entries at hand can be narrowed by; what none of them has is not offered."""
    ones = [entry.commitment for entry in entries]
    owners = sorted({owner for one in ones for owner in one.owners}, key=fold)
    days = sorted({one.made_on for one in ones if one.made_on}, reverse=True)
    aims = {aim_key(one.citation.place) for one in ones} - {""}
    aims |= {f"{aim.partition('.')[0]}." for aim in aims if "." in aim}
    held = {one.status for one in ones}
    nobody = [(NOBODY, "Nobody named")] if any(not one.owners for one in ones) else []
    shut = [(CLOSED, "Closed")] if any(entry.closed for entry in entries) else []
    return Choices(
        owners=(*((owner, owner) for owner in owners), *nobody),
        meetings=tuple((day.isoformat(), spoken(day)) for day in days),
        statuses=(*((one, one.capitalize()) for one in STATUSES if one in held), *shut),
        kinds=tuple((one, one.capitalize()) for one in KINDS if any(o.kind == one for o in ones)),
        aims=tuple((key, aim_name(key)) for key in sorted(aims, key=_aim_order)),
    )


def _aim_order(key: str) -> tuple[int, int]:
    priority, number = aim_of(key)
    return priority or 0, number or 0


def aim_name(key: str) -> str:
    """Return a key aim in words: "Strategic Priority 4, Key Aim 1"; or a whole priority."""
    priority, number = aim_of(key)
    if number is None:
        return f"Strategic Priority {priority}"
    before = f"Strategic Priority {priority}, " if priority is not None else ""
    return f"{before}Key Aim {number}"


def spoken(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.day} {day:%B %Y}"
