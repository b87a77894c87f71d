"""Which entries of the register are asked for: by owner, meeting, status, key aim and words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.commitments.entries import Entry
from assistant.commitments.model import Commitment, Kind, Status
from assistant.dates.asked import Day, matches_date
from assistant.language.naming import alternatives, named_in
from assistant.language.words import content_stems, fold

# How posts and bodies of panels are written short.
_SHORT = {
    "pcc": "Police and Crime Commissioner",
    "dpcc": "Deputy Police and Crime Commissioner",
    "pfcc": "Police, Fire and Crime Commissioner",
    "opcc": "Office of the Police and Crime Commissioner",
    "cc": "Chief Constable",
    "dcc": "Deputy Chief Constable",
    "acc": "Assistant Chief Constable",
}
_SECOND = re.compile(r"\b(?:deputy|assistant|vice|dpcc|dcc|acc)\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:office|opcc|team|panel|committee|force|police(?! and crime| officer))\b", re.IGNORECASE
)
# Words for a search that say nothing about a commitment's matter.
_ASIDE = content_stems("commitment commitments promise promises promised action actions")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What narrows the register; None and empty mean "any". Dates are of the meeting."""

    owner: str | None = None
    since: date | None = None
    until: date | None = None
    meeting: Day | None = None  # as far as said: (2021, 3, None) is any day in March 2021
    due: Day | None = None  # the due day, as far as said
    statuses: tuple[Status, ...] = ()
    kinds: tuple[Kind, ...] = ()
    key_aim: int | None = None
    text: str = ""
    item: str | None = None
    closed: bool | None = None  # only closed ones, only those that are not; None: both


def matching(
    entries: Iterable[Entry],
    wanted: Wanted,
    posts: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Entry, ...]:
    """Return the entries asked for, in their order. `posts` is who holds which post, both ways."""
    return tuple(one for one in entries if _fits(one, wanted, posts or {}))


def _fits(entry: Entry, wanted: Wanted, posts: Mapping[str, frozenset[str]]) -> bool:
    one = entry.commitment
    when, place = one.made_on, one.citation.place
    if wanted.since and (when is None or when < wanted.since):
        return False
    if wanted.until and (when is None or when > wanted.until):
        return False
    if wanted.meeting and (when is None or not matches_date(when, wanted.meeting)):
        return False
    if wanted.due:
        day = one.due.day if one.due else None
        if day is None or not matches_date(day, wanted.due):
            return False
    return (
        (not wanted.statuses or one.status in wanted.statuses)
        and (not wanted.kinds or one.kind in wanted.kinds)
        and (wanted.key_aim is None or place.key_aim == wanted.key_aim)
        and (wanted.item is None or place.item == wanted.item)
        and (wanted.closed is None or (entry.closed is not None) == wanted.closed)
        and (not wanted.owner or owned_by(one, wanted.owner, posts))
        and (not wanted.text.strip() or speaks_of(entry, wanted.text))
    )


def owned_by(one: Commitment, asked: str, posts: Mapping[str, frozenset[str]]) -> bool:
    """Whether the commitment is of whoever is asked for, by post, acronym or name.

    "PCC" is the Commissioner, not the deputy and not the office.
    """
    asked = asked.strip()
    if asked.casefold() in {"nobody", "unknown", "none", "-"}:
        return not one.owners
    # "Panel" alone holds no word by which a person or post could be told.
    names = {asked, *(alternatives(_long(asked), posts) if content_stems(asked) else ())}
    # Who said that it would be done is meant as well: the minutes may give the action to others.
    held = (*one.owners, one.said_by) if one.said_by else one.owners
    return any(_same(name, owner) for owner in held for name in names)


def _long(name: str) -> str:
    return " ".join(_SHORT.get(fold(word), word) for word in name.split())


def _same(asked: str, owner: str) -> bool:
    long_asked, long_owner = _long(asked), _long(owner)
    if bool(_SECOND.search(long_asked)) != bool(_SECOND.search(long_owner)):
        return False
    if bool(_BODY.search(long_asked)) != bool(_BODY.search(long_owner)):
        return False
    if same_owner(asked, owner):
        return True
    if not content_stems(long_asked) or not content_stems(long_owner):
        return False  # "Panel" alone holds no word that could be looked for
    return named_in(long_asked, long_owner) or named_in(long_owner, long_asked)


def same_owner(one: str, other: str) -> bool:
    """Whether two names are one, posts written short or long, with or without "the"."""
    first, second = (re.sub(r"^the ", "", fold(_long(name)).strip()) for name in (one, other))
    return first == second


def speaks_of(entry: Entry, words: str) -> bool:
    """Whether an entry, with what it leans on and its item's title, holds all words asked for."""
    one = entry.commitment
    place = one.citation.place
    parts: Sequence[str | None] = (
        one.text,
        one.about,
        entry.wording,
        place.item_title,
        *place.headings,
        place.strand,
        *one.owners,
        *(event.note for event in entry.notes),
        *(other.text for other in entry.merged),
    )
    held = content_stems(" ".join(part for part in parts if part))
    asked = content_stems(words) - _ASIDE
    return asked <= held if asked else fold(words.strip()) in fold(one.text)
