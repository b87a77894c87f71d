"""Everything on a key aim or topic in order of date: claimed, asked, promised, come back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.citations import cite
from assistant.commitments.entries import Entry, Found
from assistant.commitments.filtering import speaks_of
from assistant.commitments.model import Relation, Status
from assistant.commitments.statements import statements
from assistant.language.words import content_stems
from assistant.sentences import sentence_spans
from assistant.types import Citation, Document, Passage, Place

What = Literal["claimed", "asked", "promised", "came back"]
WHATS: tuple[What, ...] = ("claimed", "asked", "promised", "came back")
# Share of a key aim's own words that a sentence of another paper must hold to be on it.
_ON_AIM = 0.3
_FEWEST = 2
_CLAIMING = {"bullet", "text", "note", "table_row", "answer", "resolution"}
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

    Undated papers come last. Every moment's citation is numbered by its place in the line. Nothing
    is returned when neither key aim nor topic is given.
    """
    stems = content_stems(topic)
    if key_aim is None and not stems:
        return ()
    aim = _aim_words(found, key_aim, strategic_priority)
    moments: list[tuple[tuple[object, ...], Moment]] = []
    mine = [
        entry
        for entry in entries
        if (not stems or speaks_of(entry, topic))
        and (
            key_aim is None
            or _under(entry.commitment.citation.place, key_aim, strategic_priority)
            or _on(content_stems(f"{entry.commitment.text} {entry.commitment.about or ''}"), aim)
        )
    ]
    promised = {(e.commitment.citation.passage_id, e.commitment.citation.start) for e in mine}
    evidence = {
        (one.citation.passage_id, one.citation.start)
        for e in mine
        for one in e.commitment.evidence
        if one.confirmed is not False
    }
    for document in found.documents:
        if _outside(document.meeting_date, since, until):
            continue
        for what, passage, start, end in _told(
            document, found.passages(document.id), (key_aim, strategic_priority), aim, stems
        ):
            if (passage.id, start) in promised | evidence:
                continue
            moments.append(_moment(document, passage, start, end, what))
    for entry in mine:
        moments.extend(_of_entry(entry, since, until))
    moments.sort(key=lambda one: one[0])
    out: list[Moment] = []
    for _, moment in moments:
        out.append(_numbered(moment, len(out) + 1))
    return tuple(out)


def _outside(day: date | None, since: date | None, until: date | None) -> bool:
    if since and (day is None or day < since):
        return True
    return bool(until and (day is None or day > until))


def _aim_words(found: Found, key_aim: int | None, priority: int | None) -> frozenset[str]:
    """Return the words of an aim's wording, for papers that do not number their paragraphs."""
    if key_aim is None:
        return frozenset()
    for document in found.documents:
        for passage in found.passages(document.id):
            place = passage.place
            if passage.part == "key_aim" and place.key_aim == key_aim and (
                priority is None or place.strategic_priority == priority
            ):  # fmt: skip
                return content_stems(passage.text)
    return frozenset()


def _under(place: Place, key_aim: int | None, priority: int | None) -> bool:
    """Whether a place is under the aim; aims of other strategic priorities bear the same number."""
    elsewhere = priority is not None and place.strategic_priority not in {None, priority}
    return key_aim is not None and place.key_aim == key_aim and not elsewhere


def _on(stems: frozenset[str], aim: frozenset[str]) -> bool:
    shared = stems & aim
    return bool(aim) and len(shared) >= max(_FEWEST, _ON_AIM * len(aim))


def _told(
    document: Document,
    passages: Sequence[Passage],
    wanted: tuple[int | None, int | None],
    aim: frozenset[str],
    stems: frozenset[str],
) -> Iterable[tuple[What, Passage, int, int]]:
    """Yield what a paper claims and asks: under the aim, or in sentences that hold the topic."""
    key_aim, _ = wanted
    for passage in passages:
        if passage.part == "question":
            held = content_stems(passage.text)
            under = key_aim is None or _under(passage.place, *wanted) or _on(held, aim)
            if under and stems <= held:
                yield "asked", passage, 0, len(passage.text)
    claims = 0
    for said in statements(document, passages):
        passage = said.passage
        if passage.part not in _CLAIMING or claims >= _MOST_CLAIMS:
            continue
        held = content_stems(f"{passage.lead or ''} {said.text}")
        if key_aim is not None and not _under(passage.place, *wanted) and not _on(held, aim):
            continue
        if stems <= held:
            claims += 1
            yield "claimed", passage, said.start, said.end
        elif stems and stems <= content_stems(passage.text) and said.start == 0:
            begin, end = sentence_spans(passage.text)[0]
            claims += 1
            yield "claimed", passage, begin, end


def _moment(
    document: Document, passage: Passage, start: int, end: int, what: What
) -> tuple[tuple[object, ...], Moment]:
    moment = Moment(
        day=document.meeting_date,
        what=what,
        citation=cite(1, document, passage, start, end),
        period=passage.place.year,
    )
    return _key(moment, passage.order), moment


def _of_entry(
    entry: Entry, since: date | None, until: date | None
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
        out.append((_key(back, 0), back))
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
    from dataclasses import replace

    return replace(moment, citation=replace(moment.citation, number=number))


def as_text(moments: Sequence[Moment]) -> str:
    """Return the line in words, one moment a line: the text alternative to a picture."""
    lines = []
    for one in moments:
        when = f"{one.day.day} {one.day:%B %Y}" if one.day else "no date"
        tail = f" – {one.relation}" if one.relation else f" – {one.status}" if one.status else ""
        lines.append(f"{when}: {one.what}{tail}: “{one.citation.quote}” ({one.citation.label})")
    return "\n".join(lines)
