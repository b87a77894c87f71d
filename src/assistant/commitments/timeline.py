"""Everything on a key aim or topic in order of date: claimed, asked, promised, come back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from assistant.citations import cite
from assistant.commitments.aims import Told, aims_of, on
from assistant.commitments.entries import Entry, Found
from assistant.commitments.filtering import speaks_of
from assistant.commitments.model import Relation, Status
from assistant.language.words import content_stems
from assistant.types import Citation

What = Literal["claimed", "asked", "promised", "came back"]
WHATS: tuple[What, ...] = ("claimed", "asked", "promised", "came back")
_MOST_CLAIMS = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """One thing on the line. `day` is the meeting's; `period` the year that a report names.

    `commitment` is the id of the commitment that it is or belongs to.
    """

    day: date | None
    what: What
    citation: Citation
    period: str | None = None
    commitment: str | None = None
    status: Status | None = None
    relation: Relation | None = None


def timeline(
    found: Found,
    entries: Sequence[Entry],
    *,
    key_aim: int | None = None,
    strategic_priority: int | None = None,
    topic: str = "",
    since: date | None = None,
    until: date | None = None,
) -> tuple[Moment, ...]:
    """Return what the papers hold on a key aim, a topic, or a topic under a key aim.

    A `strategic_priority` without a `key_aim` is the priority as a whole.
    Undated papers come last. Every moment's citation is numbered by its place in the line. Nothing
    is returned when neither key aim nor topic is given.
    """
    stems = content_stems(topic)
    aimed = key_aim is not None or strategic_priority is not None
    if not aimed and not stems:
        return ()
    aims, wanted = aims_of(found), (strategic_priority, key_aim)
    mine = [
        entry
        for entry in entries
        if (not stems or speaks_of(entry, topic))
        and (not aimed or aims.about(entry.commitment.citation, wanted))
    ]
    used = {(e.commitment.citation.passage_id, e.commitment.citation.start) for e in mine} | {
        (one.citation.passage_id, one.citation.start)
        for e in mine
        for one in e.commitment.evidence
        if one.confirmed is not False
    }
    moments: list[tuple[tuple[object, ...], Moment]] = []
    for document in found.documents:
        if _outside(document.meeting_date, since, until):
            continue
        rows = [row for row in aims.told[document.id] if not aimed or on(row, wanted)]
        for row in _holding(rows, stems):
            if (row.passage.id, row.start) not in used:
                moments.append(_moment(row))
    orders = _orders(found, mine)
    for entry in mine:
        moments.extend(_of_entry(entry, orders, since, until))
    moments.sort(key=lambda one: one[0])
    out: list[Moment] = []
    for _, moment in moments:
        out.append(_numbered(moment, len(out) + 1))
    return tuple(out)


def _outside(day: date | None, since: date | None, until: date | None) -> bool:
    if since and (day is None or day < since):
        return True
    return bool(until and (day is None or day > until))


def _holding(rows: Sequence[Told], stems: frozenset[str]) -> Iterable[Told]:
    """Yield what is asked and claimed in words that hold the topic, of a paper's rows.

    Where a topic is held by a passage and by none of its sentences, the first stands for them.
    """
    told = [row for row in rows if row.passage.part != "action"]  # those are commitments
    holding = {id(row) for row in told if stems <= _stems(row)}
    direct = {row.passage.id for row in told if id(row) in holding}
    claims = 0
    for row in told:
        whole = row.start == 0 and row.passage.id not in direct
        if id(row) in holding or (whole and stems <= content_stems(row.passage.text)):
            claims += not row.asked
            if row.asked or claims <= _MOST_CLAIMS:
                yield row


def _stems(row: Told) -> frozenset[str]:
    lead = "" if row.asked else row.passage.lead or ""
    return content_stems(f"{lead} {row.passage.text[row.start : row.end]}")


def _moment(row: Told) -> tuple[tuple[object, ...], Moment]:
    moment = Moment(
        day=row.document.meeting_date,
        what="asked" if row.asked else "claimed",
        citation=cite(1, row.document, row.passage, row.start, row.end),
        period=row.passage.place.year,
    )
    return _key(moment, row.passage.order), moment


def _orders(found: Found, entries: Sequence[Entry]) -> dict[str, int]:
    """Return where in their papers the passages stand that evidence is quoted from."""
    cited = {e.citation.document.id for entry in entries for e in entry.commitment.evidence}
    held = {document.id for document in found.documents}
    return {passage.id: passage.order for name in cited & held for passage in found.passages(name)}


def _of_entry(
    entry: Entry, orders: Mapping[str, int], since: date | None, until: date | None
) -> list[tuple[tuple[object, ...], Moment]]:
    one = entry.commitment
    out: list[tuple[tuple[object, ...], Moment]] = []
    made = Moment(
        day=one.made_on,
        what="promised",
        citation=one.citation,
        period=one.citation.place.year,
        commitment=one.id,
        status=one.status,
    )
    if not _outside(made.day, since, until):
        out.append((_key(made, one.passage_order), made))
    for evidence in one.evidence:
        day = evidence.citation.document.meeting_date
        if evidence.confirmed is False or _outside(day, since, until):
            continue
        back = Moment(
            day=day,
            what="came back",
            citation=evidence.citation,
            commitment=one.id,
            status=one.status,
            relation=evidence.relation,
        )
        out.append((_key(back, orders.get(evidence.citation.passage_id, 0)), back))
    return out


def _key(moment: Moment, order: int) -> tuple[object, ...]:
    document = moment.citation.document
    return (
        moment.day or date.max,
        document.kind == "minutes",  # a meeting's report comes before what was said about it
        document.id,
        order,
        moment.citation.start,
        WHATS.index(moment.what),
    )


def _numbered(moment: Moment, number: int) -> Moment:
    return replace(moment, citation=replace(moment.citation, number=number))
