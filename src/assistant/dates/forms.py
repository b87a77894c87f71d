"""How people say a time, and the days each form means, as seen from a standpoint."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.dates.asked import days_of, find_dates
from assistant.language.numbers import UP_TO_TWELVE
from assistant.language.words import MONTHS

DAY = timedelta(days=1)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMBERS = UP_TO_TWELVE | {
    "a": 1, "an": 1, "": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3,
}  # fmt: skip
_COUNT = r"(\d{1,2}|" + "|".join(sorted(filter(None, _NUMBERS), key=len, reverse=True)) + ")"
MONTH = "|".join(MONTHS)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_BODY = r"(?:panel |committee |council |board |public )?"


def financial_year(first: int) -> tuple[date, date]:
    """Return the days of the British financial year that begins in April of the year `first`."""
    return date(first, 4, 1), date(first + 1, 3, 31)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standpoint:
    """From where a time is seen: today, and the meetings and reports held, oldest first."""

    today: date | None
    meetings: tuple[date, ...]
    reports: tuple[date, ...]


Days = tuple[date, date] | None
Read = Callable[[re.Match[str], Standpoint], Days]
Form = tuple[re.Pattern[str], Read]


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """Return the days of `count` months from a month on; months may run out of the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end = month - 1 + count
    return date(year, month, 1), date(year + end // 12, end % 12 + 1, 1) - DAY


def _is_financial(first: str, second: str) -> bool:
    return (int(first) + 1) % 100 == int(second) % 100


def _read_years(match: re.Match[str], _: Standpoint) -> Days:
    first, second = match[1], match[2]
    if _is_financial(first, second):
        return financial_year(int(first))
    until = int(second) if len(second) == 4 else int(first[:2] + second)
    return (date(int(first), 1, 1), date(until, 12, 31)) if until > int(first) else None


def _quarter(number: int, first: str, second: str | None) -> Days:
    if second is None:
        return _months(int(first), 3 * number - 2, 3)
    return _months(int(first), 3 * number + 1, 3) if _is_financial(first, second) else None


def _read_season(match: re.Match[str], seen: Standpoint) -> Days:
    month = _SEASONS[match["season"].lower()]
    if match["year"]:
        return _months(int(match["year"]), month, 3)
    return _latest(seen, lambda year: _months(year, month, 3))


def _latest(seen: Standpoint, of_year: Callable[[int], tuple[date, date]]) -> Days:
    """Return the newest such stretch that was over before today; None where today is not known."""
    if seen.today is None:
        return None
    return next(
        days
        for year in range(seen.today.year, seen.today.year - 3, -1)
        if (days := of_year(year))[1] < seen.today
    )


def _read_this(match: re.Match[str], seen: Standpoint) -> Days:
    if (today := seen.today) is None:
        return None
    back = 0 if match[1].lower() in {"this", "the current"} else 1
    unit = match[2].lower()
    if "financial" in unit or "fiscal" in unit:
        return financial_year(today.year - (today.month < 4) - back)
    if unit.endswith("year"):
        return date(today.year - back, 1, 1), date(today.year - back, 12, 31)
    if unit == "quarter":
        return _months(today.year, 3 * ((today.month - 1) // 3 - back) + 1, 3)
    if unit == "month":
        return _months(today.year, today.month - back, 1)
    monday = today - DAY * (today.weekday() + 7 * back)
    return monday, monday + 6 * DAY


def _before(today: date, count: int, unit: str) -> date:
    if unit.startswith(("day", "week")):
        return today - DAY * count * (7 if unit.startswith("week") else 1)
    months = count * (12 if unit.startswith("year") else 1)
    first, last = _months(today.year, today.month - months, 1)
    return min(first.replace(day=1) + DAY * (today.day - 1), last)


def _read_recent(match: re.Match[str], seen: Standpoint) -> Days:
    if seen.today is None:
        return None
    return _before(seen.today, _number(match[1]), match[2].lower()) + DAY, seen.today


def _read_ago(match: re.Match[str], seen: Standpoint) -> Days:
    if seen.today is None:
        return None
    unit = match[2].lower()
    day = _before(seen.today, _number(match[1]), unit)
    if unit.startswith("year"):
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return _months(day.year, day.month, 1) if unit.startswith("month") else (day, day)


def _number(text: str | None) -> int:
    text = (text or "").strip().lower()
    return int(text) if text.isdigit() else _NUMBERS[text]


def _read_last_month(match: re.Match[str], seen: Standpoint) -> Days:
    month = MONTHS.index(match[1].lower()) + 1
    return _latest(seen, lambda year: _months(year, month, 1))


def _read_meeting(match: re.Match[str], seen: Standpoint) -> Days:
    held = seen.reports if match["what"].lower().startswith(("report", "paper")) else seen.meetings
    if seen.today is not None:
        held = tuple(day for day in held if day <= seen.today)
    back = 1 if match["which"].lower() in {"previous", "preceding", "penultimate"} else 0
    if anchors := [day for *_, day in find_dates(match["before"] or "")]:
        days = days_of(anchors[0])
        held, back = tuple(day for day in held if days and day < days[0]), 0
    count = _number(match["count"])
    if len(held) < back + count:
        return None
    return held[-back - count], held[-back - 1]


def _forms() -> tuple[Form, ...]:
    year = r"((?:19|20)\d\d)"
    to = r"\s?[/–-]\s?"
    financial = rf"{year}{to}((?:20)?\d\d)(?![\d/.–-])"
    either = rf"{year}(?:{to}((?:20)?\d\d)\b)?"

    def compiled(pattern: str, read: Read) -> Form:
        return re.compile(rf"\b(?:{pattern})", re.IGNORECASE), read

    return (
        compiled(
            rf"(?:the )?(?P<which>last|latest|most recent|newest|previous|preceding|penultimate)"
            rf"(?: (?P<count>two|three|four|five|[2-9]))? {_BODY}(?P<what>meeting|minute|report|"
            rf"paper)s?\b(?P<before> before (?:\d[^?!]{{2,24}}20\d\d|20\d\d-\d\d-\d\d))?",
            _read_meeting,
        ),
        compiled(
            r"(?:the )?(?P<which>meeting|report)(?P<count>)(?P<what>)"
            r"(?P<before> before (?:that of )?(?:\d[^?!]{2,24}20\d\d|20\d\d-\d\d-\d\d))",
            _read_meeting,
        ),
        compiled(
            rf"(?:in )?(?:q|qtr|quarter) ?([1-4]) (?:of |in )?{either}",
            lambda m, _: _quarter(int(m[1]), m[2], m[3]),
        ),
        compiled(
            rf"(?:the )?({'|'.join(_QUARTERS)}) quarter (?:of |in )?{either}",
            lambda m, _: _quarter(_QUARTERS[m[1].lower()], m[2], m[3]),
        ),
        compiled(
            rf"{either},? ?\(?(?:q|qtr|quarter) ?([1-4])\b\)?",
            lambda m, _: _quarter(int(m[3]), m[1], m[2]),
        ),
        compiled(
            rf"(?P<season>{'|'.join(_SEASONS)})(?: of)? (?P<year>(?:19|20)\d\d)(?:{to}\d\d)?\b",
            _read_season,
        ),
        compiled(rf"last (?P<season>{'|'.join(_SEASONS)})(?P<year>)\b", _read_season),
        compiled(rf"last ({MONTH})\b(?! \d)", _read_last_month),
        compiled(
            r"(?:in |during |over |within )?the (?:last|past|previous) "
            rf"(?:{_COUNT} )?(days?|weeks?|months?|years?)\b(?! before| after)",
            _read_recent,
        ),
        compiled(rf"{_COUNT} (days?|weeks?|months?|years?) ago\b", _read_ago),
        compiled(
            r"(this|last|the current|the last) "
            r"((?:calendar |financial |fiscal )?year|quarter|month|week)\b",
            _read_this,
        ),
        compiled(financial, _read_years),
    )


FORMS = _forms()
MEETING_FORMS, OTHER_FORMS = FORMS[:2], FORMS[2:]
