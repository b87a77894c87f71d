"""What evidence must fulfil because the question names a date, a meeting or a stretch of time."""

import re
from collections.abc import Callable, Sequence

from assistant.asking.constraints import Constraint
from assistant.asking.question import Asked
from assistant.citations import spoken_date
from assistant.dates.asked import Day, matches_date, spoken
from assistant.dates.periods import in_period
from assistant.dates.ranges import find_ranges
from assistant.language.words import MONTHS
from assistant.types import Document, Passage

_PAPER = re.compile(r"\b(?:meetings?|minutes|reports?|papers?)\b", re.IGNORECASE)


def date_constraints(asked: Asked, documents: Sequence[Document]) -> list[Constraint]:
    """Return the constraints that the dates named in the question make.

    A date is fulfilled by the meeting that a passage is of, or by the passage saying it.
    """
    found = []
    for day in asked.dates:
        words = spoken(day)
        # "What did the board resolve at its May 2021 meeting": only that meeting's papers tell.
        event = bool(_EVENT.search(asked.text)) and (
            day[2] is not None or (day in asked.meeting_dates and day[0] is not None)
        )
        if day in asked.meeting_dates or event:
            missing = f"I hold no paper of a meeting {words}{_meetings(documents)}"
        else:
            missing = f"nothing in them is of a date {words}"
        found.append(
            Constraint(
                key=f"date:{words}",
                about=re.sub(r"^(?:on|in) ", "", words),
                holds=_of_meeting(day) if event else _date_holds(day),
                missing=missing,
            )
        )
    return found


def range_constraints(asked: Asked, documents: Sequence[Document]) -> list[Constraint]:
    """Return the constraints that the stretches of time named in the question make.

    They are seen from the meetings of the `documents` held ("the last meeting").
    """
    found = []
    for period in find_ranges(
        asked.text,
        meetings=[one.meeting_date for one in documents if one.meeting_date],
        reports=[
            one.meeting_date for one in documents if one.meeting_date and one.kind == "report"
        ],
    ):
        missing = f"nothing in them is of the time “{period.said}”"
        if period.of_meeting:
            missing = f"I hold no paper of the time “{period.said}”{_meetings(documents)}"
        found.append(
            Constraint(
                key=f"time:{period.said}",
                about=period.said
                if not period.of_meeting or _PAPER.search(period.said)
                else f"{period.said} meeting",
                holds=lambda passage, document, period=period: in_period(  # type: ignore[misc]
                    period,
                    meeting=document.meeting_date,
                    year=passage.place.year,
                    text=f"{passage.lead or ''} {passage.text}",
                ),
                missing=missing,
            )
        )
    return found


def _meetings(documents: Sequence[Document]) -> str:
    days = sorted(
        {one.meeting_date: spoken_date(one) for one in documents if one.meeting_date}.items()
    )
    return f"; the meetings I hold are of {', '.join(str(day) for _, day in days)}" if days else ""


# What the members themselves did on a day, they did at a meeting of that day.
_EVENT = re.compile(
    r"\b(?:panel|committee|members?|councillors?|board)\b (?:\w+ )?(?:recommend|decide|resolve|"
    r"agree|discuss|consider|note|approve|ask|hear)(?:e?d)?\b|\bwho (?:\w+ ){0,3}"
    r"(?:apologies|attended|attend|chaired|was present)\b",
    re.IGNORECASE,
)


def _of_meeting(day: Day) -> Callable[[Passage, Document], bool]:
    def holds(_: Passage, document: Document) -> bool:
        meeting = document.meeting_date
        return meeting is not None and matches_date(meeting, day)

    return holds


def _date_holds(
    day: Day,
) -> Callable[[Passage, Document], bool]:
    year, month, number = day
    name = MONTHS[month - 1] if month else ""
    written = rf"{name[:3]}(?:{name[3:]})?\.?"
    if number:
        written = rf"\b{number}(?:st|nd|rd|th)?\s+(?:of\s+)?{written}"
    pattern = re.compile(rf"\b{written}\b" + (rf"[,\s]+{year}" if year else ""), re.IGNORECASE)

    def holds(passage: Passage, document: Document) -> bool:
        meeting = document.meeting_date
        return bool(
            (meeting and matches_date(meeting, day))
            or pattern.search(passage.text)
            or pattern.search(passage.lead or "")
        )

    return holds
