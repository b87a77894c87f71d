"""The stretches of time that a question means: "since the January meeting", "before 2020", "Q1".

There is no clock in here. What is said from the standpoint of today ("last March") or of the
meetings held ("the last meeting") is worked out from what the caller hands in, and stays unknown
without it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.dates.asked import Day, days_of, find_dates, matches_date, of_meetings
from assistant.dates.forms import DAY, MEETING_FORMS, MONTH, OTHER_FORMS, Form, Standpoint
from assistant.language.words import MONTHS

_YEAR_LONG = 360  # days


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A stretch of time as a question says it, at `start` to `end` in its text.

    `first` and `last` are its days, both inside it; None is open on that side. `day` is what was
    said of a date without a year that nothing could settle ("in March"). `of_meeting` tells that
    meetings are meant. `known` is False where it is said from a standpoint that was not given.
    """

    start: int
    end: int
    said: str
    first: date | None = None
    last: date | None = None
    day: Day | None = None
    of_meeting: bool = False

    @property
    def known(self) -> bool:
        """Whether its days, or at least its month or day of the month, could be told."""
        return self.first is not None or self.last is not None or self.day is not None

    @property
    def is_long(self) -> bool:
        """Whether it is as long as a year, or open on a side."""
        if self.first is None or self.last is None:
            return self.day is None
        return (self.last - self.first).days >= _YEAR_LONG

    def holds(self, day: date) -> bool:
        """Whether a day, such as that of a meeting, falls within it."""
        if self.day is not None:
            return matches_date(day, self.day)
        return (
            self.known
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )

    def overlaps(self, first: date, last: date) -> bool:
        """Whether some of the days from `first` to `last` fall within it."""
        if self.day is not None:
            return any(
                matches_date(first + n * DAY, self.day)
                for n in range(min((last - first).days, 366) + 1)
            )
        return (
            self.known
            and (self.first is None or self.first <= last)
            and (self.last is None or first <= self.last)
        )

    def said_in(self, text: str) -> bool:
        """Whether a text names a date, a month or a year that falls within it.

        A date counts as far as it is said, where it says no less than the period does: "in 2020/21"
        is in part "since March 2020", but does not say "in March 2021". Dates without a year count
        only for a period without one.
        """
        if self.day is not None and any(
            all(want in (None, have) for want, have in zip(self.day, found, strict=True))
            for *_, found in find_dates(text)
        ):
            return True
        return any(
            self.overlaps(one.first, one.last) and (self.is_long or not one.is_long)
            for one in find_periods(text)
            if one.first is not None and one.last is not None
        )


def find_periods(
    text: str,
    *,
    today: date | None = None,
    meetings: Sequence[date] = (),
    reports: Sequence[date] = (),
) -> list[Period]:
    """Return the periods that a text names, in order.

    `today` is the day from which "last March" and "this year" are seen; without it the newest of
    the `meetings` is taken. `meetings` are the days of the meetings held ("the last meeting",
    "since the January meeting"), `reports` those of the reports ("the latest report"), which are
    the meetings' when left out. Nothing is read from a clock.
    """
    seen = Standpoint(
        today=today or max((*meetings, *reports), default=None),
        meetings=tuple(sorted(set(meetings))),
        reports=tuple(sorted(set(reports or meetings))),
    )
    return _related(text, _atoms(text, seen), seen)


def in_period(period: Period, *, meeting: date | None, year: str | None, text: str) -> bool:
    """Whether something written falls within a period: by its own time, or its meeting's.

    `meeting` is the day of the meeting that the paper is of, `year` the year under which the text
    stands in it ("2019/20"), if any. A year of its own decides alone where the period is a year or
    longer and does not speak of meetings: what a report of 2021 records for 2018/19 is not "since
    2020". Otherwise the day of the meeting is enough, and so is a date in the text.
    """
    if not period.known:
        return False
    if year and not period.of_meeting and period.is_long:
        years = [one for one in find_periods(year) if one.first is not None]
        if years:
            return any(period.said_in(one.said) for one in years)
    return (meeting is not None and period.holds(meeting)) or period.said_in(text)


def without_periods(text: str, periods: Sequence[Period]) -> str:
    """Return the text with its periods blanked, lengths kept."""
    for one in periods:
        text = f"{text[: one.start]}{' ' * (one.end - one.start)}{text[one.end :]}"
    return text


_YEAR = re.compile(r"(?<![\d£/.,–-])\b(?:19|20)\d\d\b(?![\d/%]|[.,–-]\d)")


def _atoms(text: str, seen: Standpoint) -> list[Period]:
    """Return the single expressions of time, without the words that relate them."""
    found = _read_all(MEETING_FORMS, text, seen, [])
    days = find_dates(text)
    meeting_days = of_meetings(text, days)
    for start, end, day in days:
        if _free(found, start, end) and text[start : start + 5].lower() != "last ":
            said = re.sub(_PREPOSITION, "", text[start:end])
            one = Period(
                start=end - len(said), end=end, said=said, day=day, of_meeting=day in meeting_days
            )
            found.append(_dated(one, day, seen))
    found = _read_all(OTHER_FORMS, text, seen, found)
    for match in _YEAR.finditer(text):
        if _free(found, *match.span()):
            first, last = date(int(match[0]), 1, 1), date(int(match[0]), 12, 31)
            found.append(
                Period(start=match.start(), end=match.end(), said=match[0], first=first, last=last)
            )
    return sorted(found, key=lambda one: one.start)


_PREPOSITION = re.compile(r"^(?:in|since|during|until|from|before|after|by) ", re.IGNORECASE)


def _free(found: Sequence[Period], start: int, end: int) -> bool:
    return all(end <= one.start or one.end <= start for one in found)


def _read_all(
    forms: Sequence[Form], text: str, seen: Standpoint, found: list[Period]
) -> list[Period]:
    """Return what was found with what the forms read where nothing was found yet."""
    found = list(found)
    for pattern, read in forms:
        for match in pattern.finditer(text):
            if not _free(found, *match.span()):
                continue
            try:
                days = read(match, seen)
            except (ValueError, OverflowError):  # the year 0 or 10000
                continue
            if days is None and pattern is OTHER_FORMS[-1][0]:
                continue  # two numbers that make no years
            first, last = days or (None, None)
            found.append(
                Period(
                    start=match.start(),
                    end=match.end(),
                    said=match[0],
                    first=first,
                    last=last,
                    of_meeting="what" in match.re.groupindex,
                )
            )
    return found


def _dated(one: Period, day: Day, seen: Standpoint) -> Period:
    """Return a period with the days of its date, which may be that of a meeting held."""
    days = days_of(day)
    if days is None and one.of_meeting:
        held = [held for held in seen.meetings if matches_date(held, day)]
        days = (held[-1], held[-1]) if held else None
    return replace(one, first=days[0], last=days[1], day=None) if days else one


_BETWEEN = re.compile(r"\b(between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_BARE_MONTH = re.compile(
    rf"\b(between|from)\s+(?:the\s+)?({MONTH})\s+(and|to|until|till)\s+(?:the\s+)?$", re.IGNORECASE
)
_BARE_DAY = re.compile(
    r"\b(between|from)\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(and|to|until|till)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:and|to|until|till|up to|through|-|–|—)\s+(?:the\s+)?", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:to|until|till|up to|-|–|—)\s+", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:since|from)\s+(?:about |around )?(?:the\s+)?(?:meeting (?:of|on) )?$", re.I
)
_AFTER = re.compile(r"\b(?:after|later than|following)\s+(?:the\s+)?(?:meeting (?:of|on) )?$", re.I)
_UNTIL = re.compile(
    r"\b(?:until|till|up to|by|no later than|to date by|by the end of|to the end of|until the end "
    r"of)\s+(?:the\s+)?(?:meeting (?:of|on) )?$",
    re.IGNORECASE,
)
_PRIOR = re.compile(
    r"\b(?:before|prior to|earlier than|pre)[\s-]+(?:the\s+)?(?:meeting (?:of|on) )?$", re.I
)
_LOOK_BACK = 60  # as far as the words that relate a time can stand before it


def _related(text: str, atoms: Sequence[Period], seen: Standpoint) -> list[Period]:
    """Return the atoms with "since", "before", "between … and …" taken in."""
    found: list[Period] = []
    rest = list(atoms)
    while rest:
        one = rest.pop(0)
        offset = max(0, one.start - _LOOK_BACK)
        before = text[offset : one.start]
        opening = _BETWEEN.search(before)
        between = text[one.end : rest[0].start] if rest else ""
        joined = (_TO if opening else _JOINED).fullmatch(between) if rest else None
        if joined:
            start = offset + opening.start() if opening else one.start
            found.append(_spanned(text, start, one, rest.pop(0), seen))
            continue
        if bare := _BARE_MONTH.search(before) or _BARE_DAY.search(before):
            first = _first_of(bare, one)
            if first is not None:
                found.append(_said(text, offset + bare.start(), replace(one, first=first)))
                continue
        found.append(_one_sided(text, offset, before, one, seen))
    return found


def _said(text: str, start: int, one: Period) -> Period:
    return replace(one, start=start, said=text[start : one.end])


def _first_of(bare: re.Match[str], one: Period) -> date | None:
    """Return the first day of "between March and June 2021", "from 4 to 9 May 2021"."""
    if one.last is None:
        return None
    if bare[2].isdigit():
        number = int(bare[2])
        return one.last.replace(day=number) if 0 < number <= one.last.day else None
    month = MONTHS.index(bare[2].lower()) + 1
    return date(one.last.year - (month > one.last.month), month, 1)


def _settled(one: Period, seen: Standpoint) -> Period:
    """Return a month or day without a year as the newest one that had begun by today."""
    if one.day is None or seen.today is None:
        return one
    _, month, number = one.day
    for year in range(seen.today.year, seen.today.year - 9, -1):
        days = days_of((year, month, number))
        if days and days[0] <= seen.today:
            return replace(one, first=days[0], last=days[1], day=None)
    return one


def _spanned(text: str, start: int, one: Period, other: Period, seen: Standpoint) -> Period:
    other = _settled(other, seen)
    if one.day is not None and other.last is not None:
        _, month, number = one.day
        days = days_of((other.last.year, month, number))
        if days and days[0] > other.last:
            days = days_of((other.last.year - 1, month, number))
        one = replace(one, first=days[0], day=None) if days else one
    first, last = one.first, other.last
    if first is None or last is None or first > last:
        first = last = None
    return Period(
        start=start,
        end=other.end,
        said=text[start : other.end],
        first=first,
        last=last,
        of_meeting=one.of_meeting and other.of_meeting,
    )


def _one_sided(text: str, offset: int, before: str, one: Period, seen: Standpoint) -> Period:
    for pattern in (_SINCE, _AFTER, _UNTIL, _PRIOR):
        if not (relation := pattern.search(before)):
            continue
        start = offset + relation.start()
        known = _settled(one, seen)
        first, last = known.first, known.last
        if pattern is _SINCE:
            last = None
        elif pattern is _AFTER:
            first, last = (last + DAY if last else None), None
        elif pattern is _UNTIL:
            first = None
        else:
            first, last = None, (first - DAY if first else None)
        return replace(
            one, start=start, said=text[start : one.end], first=first, last=last, day=None
        )
    return one
