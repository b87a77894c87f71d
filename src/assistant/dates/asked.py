"""The dates that a question names, as far as it says them: "26 March", "the January meeting"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from assistant.language.words import MONTHS

# Year, month, day; None for what is not said.
Day = tuple[int | None, int | None, int | None]
Found = tuple[int, int, Day]  # start and end in the text, and the day

_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS) + "|sept"
_MONTH_AS_WRITTEN = "|".join(
    f"{one}|{one.capitalize()}|{one[:3]}|{one[:3].capitalize()}" for one in MONTHS
)
_SHORT = [month[:3] for month in MONTHS if len(month) > 3] + ["sept"]
_NTH = r"(\d{1,2})(?:st|nd|rd|th)?"
_MEETING = r"(?:panel |committee |public )?meetings?\b"


def _month(text: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(text.lower()[:3]))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Day]], ...] = (
    (
        re.compile(rf"\b{_NTH}\s+(?:of\s+)?({_MONTH})\b\.?,?\s+(20\d\d)\b", re.I),
        lambda m: (int(m[3]), _month(m[2]), int(m[1])),
    ),
    (
        re.compile(rf"\b({_MONTH})\b\.?\s+{_NTH},?\s+(20\d\d)\b", re.I),
        lambda m: (int(m[3]), _month(m[1]), int(m[2])),
    ),
    (
        re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b"),
        lambda m: (int(m[1]), int(m[2]), int(m[3])),
    ),
    (
        re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](?:20)?(\d\d)\b"),
        lambda m: (2000 + int(m[3]), int(m[2]), int(m[1])),
    ),
    (
        re.compile(rf"\b{_NTH}\s+(?:of\s+)?({_MONTH})\b", re.I),
        lambda m: (None, _month(m[2]), int(m[1])),
    ),
    (
        # "Aug 19", "Aug '19" is a year; "August 19" and "on Aug 19" are days.
        re.compile(rf"(?<!\bon )\b({'|'.join(_SHORT)})\.?\s+[’'‘]?([12]\d)\b(?![/–:.,-]\d)", re.I),
        lambda m: (2000 + int(m[2]), _month(m[1]), None),
    ),
    (
        # "may 2" is a verb: months that are words too count as written large.
        re.compile(rf"\b(?!may|mar)({_MONTH_AS_WRITTEN})\.?\s+{_NTH}\b(?![/–:.,-]\d)"),
        lambda m: (None, _month(m[1]), int(m[2])),
    ),
    (
        re.compile(rf"\b({_MONTH})\b\.?,?\s+(20\d\d)\b(?![/–-]\d)", re.I),
        lambda m: (int(m[2]), _month(m[1]), None),
    ),
    (
        re.compile(rf"\b({_MONTH})\b(?=[’']?s?\s+{_MEETING})", re.I),
        lambda m: (None, _month(m[1]), None),
    ),
    (
        re.compile(rf"\b(?:in|last|since|during|until|from|before|after|by) ({_MONTH})\b", re.I),
        lambda m: (None, _month(m[1]), None),
    ),
)
_BEFORE = re.compile(rf"\b(?:{_MEETING}|minutes|panel met)\b[^.?!]{{0,25}}$", re.I)
_AFTER = re.compile(rf"^[’']?s?,?\s+{_MEETING}", re.I)


def find_dates(text: str) -> list[Found]:
    """Return the dates in a text, in order; impossible ones (32 March) are no dates."""
    found: list[Found] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end, _ in found):
                found.append((match.start(), match.end(), read(match)))
    return sorted((one for one in found if _possible(one[2])), key=lambda one: one[0])


def of_meetings(text: str, found: list[Found]) -> tuple[Day, ...]:
    """Return those of the dates that are said to be of a meeting."""
    return tuple(
        day for start, end, day in found if _BEFORE.search(text[:start]) or _AFTER.match(text[end:])
    )


def without_dates(text: str, found: list[Found]) -> str:
    """Return the text with its dates blanked."""
    for start, end, _ in found:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def matches_date(day: date, asked: Day) -> bool:
    """Whether a day is the one asked for, as far as it was said."""
    return all(
        want is None or want == have
        for want, have in zip(asked, (day.year, day.month, day.day), strict=True)
    )


def spoken(day: Day) -> str:
    """Return a day in words with its preposition: "on 4 June 2021", "in June 2021"."""
    year, month, number = day
    parts = [str(number) if number else "", MONTHS[month - 1].capitalize() if month else ""]
    words = " ".join([part for part in parts if part] + ([str(year)] if year else []))
    return f"on {words}" if number else f"in {words}"


def days_of(day: Day) -> tuple[date, date] | None:
    """Return the first and the last day that a date can mean as far as it was said.

    "March 2021" gives 1 and 31 March 2021; None without a year or for a day that does not exist.
    """
    year, month, number = day
    if year is None:
        return None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if number is not None:
            return date(year, month, number), date(year, month, number)
        after = date(year + month // 12, month % 12 + 1, 1)
    except ValueError:
        return None
    return date(year, month, 1), after - timedelta(days=1)


def _possible(day: Day) -> bool:
    year, month, number = day
    try:
        date(
            2020 if year is None else year,
            1 if month is None else month,
            1 if number is None else number,
        )
    except ValueError:
        return False
    return True
