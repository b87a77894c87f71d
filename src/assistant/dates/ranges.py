"""Stretches of time that narrow a question: "since the January meeting", "before 2020".

Single days, months and years stand in `assistant.dates.asked` and `assistant.asking.question`.
Relative years ("last year") narrow nothing: papers use the same words for years of their own.
"""

import re
from collections.abc import Sequence
from datetime import date

from assistant.dates.periods import Period, find_periods

_OPENS = re.compile(
    r"(?:since|before|after|until|till|between|from|prior to|up to|earlier than|later than)\b",
    re.IGNORECASE,
)
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter)\b", re.I)
_MEETING = re.compile(r"\b(?:meetings?|minutes|reports?|papers?)\b", re.I)


def find_ranges(
    text: str, *, meetings: Sequence[date] = (), reports: Sequence[date] = ()
) -> list[Period]:
    """Return the ranges that a text names, seen from the days of the meetings and reports held."""
    return [
        period
        for period in find_periods(text, meetings=meetings, reports=reports)
        if _OPENS.match(period.said)
        or _SEASON.search(period.said)
        or (period.of_meeting and _MEETING.search(period.said))
    ]
