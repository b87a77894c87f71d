"""Figures on the same thing that differ, put side by side; parts that miss their total.

A wrong remark embarrasses more than a missing one. So two figures are only set against each other
when they count the same noun with nothing that tells them apart, and neither comes on top of the
other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.asking.question import Asked, normal_year
from assistant.citations import spoken_date
from assistant.language.words import content_stems
from assistant.quotes.measures import GENERIC, Measure, differ, measures
from assistant.quotes.quoting import Quote
from assistant.quotes.speaking import speaker_of
from assistant.quotes.sums import sums
from assistant.types import Citation, Conflict, Document

# Money and shares have no noun of their own: so much of what two sentences say must be the same.
_SAME_SAYING = 0.6
# One source that gives two figures mostly speaks of two things.
_SAME_SOURCE = 0.8
_MOST = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """A figure where it is quoted; `around` are the stems of its sentence and of its question."""

    quote: Quote
    measure: Measure
    period: str | None
    speaker: str | None
    around: frozenset[str]


def stated(quotes: Sequence[Quote]) -> list[Stated]:
    """Return the figures of the quotes, each with when it is for and who gives it."""
    found = []
    for quote in quotes[:_MOST]:
        text = quote.passage.text[quote.start : quote.end]
        place = quote.passage.place
        said = content_stems(f"{text} {quote.passage.lead or ''}")
        around = frozenset(one for one in said if not any(map(str.isdigit, one)))
        for measure in measures(text):
            found.append(
                Stated(
                    quote=quote,
                    measure=measure,
                    period=measure.period or (normal_year(place.year) if place.year else None),
                    speaker=speaker_of(quote.passage, quote.start),
                    around=around,
                )
            )
    return found


def against(asked: Asked, quotes: Sequence[Quote]) -> list[tuple[Stated, ...]]:
    """Return sets of figures of one thing that differ, in the order of the quotes.

    Two are set against each other when both are for the same time, or when the question leaves
    open for when and for whom it asks.
    """
    figures = stated(quotes)
    pairs = [
        (one, other)
        for one, other in combinations(figures, 2)
        if one.quote != other.quote
        and differ(one.measure, other.measure)
        and not (one.measure.adds or other.measure.adds)
        and (_same_thing(one, other) or _both_asked_for(asked, one, other))
    ]
    sets: list[list[Stated]] = []
    for one, other in pairs:
        held = next((group for group in sets if one in group or other in group), None)
        if held is None:
            sets.append([one, other])
        else:
            held += [figure for figure in (one, other) if figure not in held]
    return [tuple(_with_series(group, figures)) for group in sets]


def _with_series(group: Sequence[Stated], figures: Sequence[Stated]) -> list[Stated]:
    """Add what the same quotes count of the same thing ("80 in 2018 and 35 in 2019")."""
    return [
        one
        for one in figures
        if one in group
        or any(
            one.quote == other.quote and one.measure.counted == other.measure.counted
            for other in group
        )
    ]


def _same_kind(one: Measure, other: Measure) -> bool:
    return one.kind == other.kind and one.unit == other.unit


def _same_thing(one: Stated, other: Stated) -> bool:
    """Whether two figures are for the same thing at the same time, whatever was asked."""
    first, second = one.measure, other.measure
    if not _same_kind(first, second) or not _same_time(one, other):
        return False
    # Two places, two schemes, two districts: "Ashby replaced 120 lamps", "Wendle replaced 75".
    if _told_apart(first.names, second.names):
        return False
    same_source = one.quote.document.id == other.quote.document.id and one.speaker == other.speaker
    if same_source and not _about_alike(one, other, _SAME_SOURCE):
        return False
    if first.kind == "number":
        shared, apart = first.details & second.details, first.details ^ second.details
        telling = first.counted not in GENERIC or bool(shared - GENERIC)
        return bool(
            first.counted
            and first.counted == second.counted
            and telling
            and not apart - GENERIC
            and _about_alike(one, other, 0.34)
        )
    return _about_alike(one, other, _SAME_SAYING)


def _told_apart(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether each sentence names something that the other does not."""
    return bool(first - second) and bool(second - first)


def _about_alike(one: Stated, other: Stated, share: float) -> bool:
    either = (one.around | other.around) - GENERIC
    return bool(either) and len((one.around & other.around) - GENERIC) >= share * len(either)


def _same_time(one: Stated, other: Stated) -> bool:
    if one.period != other.period:
        return False
    # What holds at one meeting need not hold at the next.
    return one.period is not None or one.quote.document.meeting_date == (
        other.quote.document.meeting_date
    )


def _both_asked_for(asked: Asked, one: Stated, other: Stated) -> bool:
    """Whether a question for a figure is answered by both, and does not say which it means."""
    if asked.kind != "figure" or asked.year or asked.dates or asked.numbers or asked.date_stems:
        return False
    first, second = one.measure, other.measure
    wanted = asked.stems - GENERIC
    if not wanted or first.kind != "number" or not _same_kind(first, second):
        return False
    if one.speaker == other.speaker and one.quote.document.id == other.quote.document.id:
        return False  # one speaker's figures for several years are a series
    for figure in (one, other):
        counted = figure.measure.counted
        if not counted or counted not in asked.stems | GENERIC or not wanted <= figure.around:
            return False
    apart = (first.details | {first.counted}) ^ (second.details | {second.counted})
    return not apart - GENERIC - asked.stems


def in_words(group: Sequence[Stated], numbers: Sequence[int]) -> str:
    """Return a remark on figures that differ: each with its time, speaker and citation."""
    given = []
    for figure, number in zip(group, numbers, strict=True):
        bound = {"about": "about ", "above": "over ", "below": "under "}.get(
            figure.measure.bound, ""
        )
        when = f" ({figure.period})" if figure.period else ""
        who = f", {figure.speaker}" if figure.speaker else ""
        given.append(f"{bound}{_figure(figure)}{when}{who} [{number}]")
    said = f"The figures on {about(group)} differ: {'; '.join(given)}."
    if len({figure.period for figure in group}) > 1:
        said += " They are not said to be for the same time."
    return f"{said}{_standing([figure.quote.document for figure in group], numbers)}"


def _figure(figure: Stated) -> str:
    shown = figure.measure.shown.split()[0]
    return f"{shown}%" if figure.measure.kind == "share" and shown[-1:].isdigit() else shown


def about(group: Sequence[Stated]) -> str:
    """Return what figures that differ are on, in the words of the paper that says most of it."""
    named = [f.measure for f in group if f.measure.counted not in GENERIC and f.measure.words]
    if named:
        return max(named, key=lambda one: len(one.words)).words
    return group[0].measure.words or "this"


def _standing(documents: Sequence[Document], numbers: Sequence[int]) -> str:
    """Say which of several papers is the later one, and which is approved or a draft."""
    said = ""
    days = {document.meeting_date for document in documents if document.meeting_date}
    if len(days) > 1:
        latest = max(days)
        for document, number in zip(documents, numbers, strict=True):
            if document.meeting_date == latest:
                said += f" The later paper is [{number}], of {spoken_date(document)}."
                break
    drafts = {document.draft for document in documents}
    if {True, False} <= drafts:
        for document, number in zip(documents, numbers, strict=True):
            if document.draft is False:
                said += f" [{number}] is from an approved paper, not from a draft."
                break
    return said


def remarks(
    asked: Asked, quotes: Sequence[Quote], citations: Sequence[Citation]
) -> tuple[tuple[Conflict, ...], tuple[str, ...]]:
    """Return the conflicts among what is quoted, and what there is to say of them and of sums."""
    number_of = {(one.passage_id, one.start, one.end): one.number for one in citations}

    def number(quote: Quote) -> int:
        return number_of[quote.passage.id, quote.start, quote.end]

    conflicts: list[Conflict] = []
    notes: list[str] = []
    for group in against(asked, quotes):
        numbers = [number(figure.quote) for figure in group]
        conflicts.append(Conflict(about=about(group), citations=tuple(dict.fromkeys(numbers))))
        notes.append(in_words(group, numbers))
    for quote in quotes:
        for found in sums(quote.passage.text[quote.start : quote.end]):
            if not found.adds_up:
                of = f"the total of {found.total} and its parts"
                conflicts.append(Conflict(about=of, citations=(number(quote),)))
                notes.append(found.in_words(number(quote)))
    return tuple(conflicts), tuple(notes)
