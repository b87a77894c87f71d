"""When something is due: the words that say it, and the last day that they allow."""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from assistant.commitments.model import Due
from assistant.language.numbers import UP_TO_TWELVE
from assistant.language.words import MONTHS

_I = re.IGNORECASE
_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS) + "|sept"
_NUMBERS = UP_TO_TWELVE | {"a": 1, "an": 1}
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + r")"
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}
_THE = r"(?:the\s+|its\s+|their\s+|our\s+)?"
_BODY = r"(?:(?:panel|committee|board)(?:[’']s)?\s+)?"
# What makes a time a due time. "for" and "to" do so only in front of a meeting or agenda.
_BY = (
    r"(?P<by>by|before|no later than|not later than|until|ahead of|prior to|in time for|due(?: "
    r"on)?|"
    r"on|in|from|at|during|within|starting (?:in|with|from|on)|beginning (?:in|with)|"
    r"planned for|scheduled for|due for|expected in)\s+"
)
_DATE = (
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH})\b\.?,?(?:\s+(?P<y>20\d\d))?|"
    r"(?P<iy>20\d\d)-(?P<im>\d\d)-(?P<id>\d\d)|"
    r"(?P<sd>\d{1,2})[/.](?P<sm>\d{1,2})[/.](?P<sy>(?:20)?\d\d)\b|"
    rf"(?P<m2>{_MONTH})\b(?:\s+(?P<y2>20\d\d)(?![/–-]\d))?)"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """What relative words are counted from: the day of the meeting, and the meetings known."""

    made_on: date | None
    meetings: Sequence[date] = field(default=())

    def after(self, month: int | None = None) -> date | None:
        """Return the first known meeting after this one, within `month` if given."""
        if self.made_on is None:
            return None
        later = sorted(day for day in self.meetings if day > self.made_on)
        return next((day for day in later if month is None or day.month == month), None)


Reading = Callable[[re.Match[str], Calendar], tuple[date | None, bool]]


def _month(text: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(text.lower()[:3]))


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _coming(month: int, made_on: date | None) -> int | None:
    """Return the year in which a month that is named alone comes next."""
    if made_on is None:
        return None
    return made_on.year if month >= made_on.month else made_on.year + 1


def _day(match: re.Match[str], known: Calendar) -> date | None:
    """Read the groups of `_DATE`; an impossible day is None."""
    parts = match.groupdict()
    try:
        if parts["iy"]:
            return date(int(parts["iy"]), int(parts["im"]), int(parts["id"]))
        if parts["sd"]:
            return date(2000 + int(parts["sy"][-2:]), int(parts["sm"]), int(parts["sd"]))
        month = _month(parts["m"] or parts["m2"])
        printed = parts["y"] or parts["y2"]
        year = int(printed) if printed else _coming(month, known.made_on)
        if year is None:
            return None
        if not parts["d"]:
            return month_end(year, month)
        day = date(year, month, int(parts["d"]))
        if not printed and known.made_on and day < known.made_on:
            day = date(year + 1, month, int(parts["d"]))
    except ValueError:
        return None
    return day


def _plain(match: re.Match[str], known: Calendar) -> tuple[date | None, bool]:
    return _day(match, known), False


def _meeting(match: re.Match[str], known: Calendar) -> tuple[date | None, bool]:
    parts = match.groupdict()
    day = _day(match, known)
    if parts["m2"] and day is not None:
        exact = next(
            (one for one in known.meetings if (one.year, one.month) == (day.year, day.month)), None
        )
        day = exact or day
    return day, True


def _next_meeting(_: re.Match[str], known: Calendar) -> tuple[date | None, bool]:
    return known.after(), True


def _period(  # noqa: PLR0911 - one a period
    match: re.Match[str], known: Calendar
) -> tuple[date | None, bool]:
    """Read "the end of March", "end of 2022", "the end of the financial year"."""
    parts = match.groupdict()
    made = known.made_on
    if parts["pm"]:
        month = _month(parts["pm"])
        year = int(parts["py"]) if parts["py"] else _coming(month, made)
        return (month_end(year, month) if year else None), False
    if parts["pyear"]:
        return date(int(parts["pyear"]), 12, 31), False
    if made is None:
        return None, False
    what = parts["what"].lower()
    if what.startswith("financial") or what.startswith("municipal"):
        return date(made.year if made.month < 4 else made.year + 1, 3, 31), False
    if what.endswith("year"):
        return date(made.year, 12, 31), False
    if what == "quarter":
        return month_end(made.year, (made.month - 1) // 3 * 3 + 3), False
    if what == "month":
        return month_end(made.year, made.month), False
    return made + timedelta(days=6 - made.weekday()), False


def _quarter(match: re.Match[str], _: Calendar) -> tuple[date | None, bool]:
    parts = match.groupdict()
    number = int(parts["q"]) if parts["q"] else _QUARTERS[parts["qw"].lower()]
    year = int(parts["qy"])
    if parts["qf"]:  # "2022/23": a financial year, from April
        return month_end(*((year, number * 3 + 3) if number < 4 else (year + 1, 3))), False
    return month_end(year, number * 3), False


def _span(match: re.Match[str], known: Calendar) -> tuple[date | None, bool]:
    if known.made_on is None:
        return None, False
    given = match["count"].lower()
    count = _NUMBERS.get(given) or int(given)
    if match["unit"].lower().startswith("month"):
        months = known.made_on.month - 1 + count
        year, month = known.made_on.year + months // 12, months % 12 + 1
        last = calendar.monthrange(year, month)[1]
        return date(year, month, min(known.made_on.day, last)), False
    working = 7 / 5 if match["working"] else 1
    days = {"d": 1.0 * working, "w": 7.0}[match["unit"].lower()[0]]
    return known.made_on + timedelta(days=round(count * days)), False


def _next_unit(match: re.Match[str], known: Calendar) -> tuple[date | None, bool]:
    if known.made_on is None:
        return None, False
    unit, made = match["unit2"].lower(), known.made_on
    if unit == "month":
        return month_end(made.year + made.month // 12, made.month % 12 + 1), False
    if unit == "week":
        return made + timedelta(days=13 - made.weekday()), False
    if unit == "financial year":
        return date(made.year + (1 if made.month < 4 else 2), 3, 31), False
    return date(made.year + 1, 12, 31), False


def _this_year(_: re.Match[str], known: Calendar) -> tuple[date | None, bool]:
    return (date(known.made_on.year, 12, 31) if known.made_on else None), False


def _season(match: re.Match[str], _: Calendar) -> tuple[date | None, bool]:
    month, year = _SEASONS[match["season"].lower()], int(match["year"])
    return month_end(year + (match["season"].lower() == "winter"), month), False


def _part_of_year(match: re.Match[str], _: Calendar) -> tuple[date | None, bool]:
    month = {"early": 3, "mid": 7, "late": 12}[match["part"].lower()]
    return month_end(int(match["year"]), month), False


def _vague(_: re.Match[str], __: Calendar) -> tuple[date | None, bool]:
    return None, False


def _vague_meeting(_: re.Match[str], __: Calendar) -> tuple[date | None, bool]:
    return None, True


def _form(pattern: str, read: Reading) -> tuple[re.Pattern[str], Reading]:
    return re.compile(r"\b" + pattern, _I), read


# The most telling first: a later form is read only where no earlier one has read.
_FORMS: tuple[tuple[re.Pattern[str], Reading], ...] = (
    _form(
        rf"(?P<by>(?:to|for|at|in|by|with|before|ahead of|"
        rf"until)\s+){_THE}{_BODY}{_DATE}[’']?s?\s+{_BODY}"
        r"(?:meeting|agenda|session|panel\b|committee\b|board\b)",
        _meeting,
    ),
    _form(
        rf"(?P<by>(?:meeting|agenda|session)\s+(?:to be held\s+)?(?:on|of|in|for)\s+){_THE}{_DATE}",
        _meeting,
    ),
    _form(
        rf"(?:to|for|at|by|with|before|ahead of|until)\s+{_THE}{_BODY}(?:next|following)\s+"
        rf"(?:available\s+|scheduled\s+|public\s+)?{_BODY}(?:meeting|session)",
        _next_meeting,
    ),
    _form(
        rf"{_BY}{_THE}(?:end|close|start|beginning|middle)\s+of\s+(?:the\s+)?(?:"
        rf"(?P<pm>{_MONTH})\b(?:\s+(?P<py>20\d\d))?|(?P<pyear>20\d\d)|"
        r"(?:this\s+)?(?P<what>(?:financial |municipal |calendar )?year|quarter|month|week)\b)",
        _period,
    ),
    _form(
        rf"{_BY}{_THE}(?:Q|quarter\s+|(?P<qw>first|second|third|fourth|final|"
        rf"last)\s+quarter(?:\s+of)?)"
        r"\s*(?P<q>[1-4])?\s*(?:of\s+)?(?P<qy>20\d\d)(?P<qf>[/–-]\d\d)?",
        _quarter,
    ),
    _form(rf"{_BY}(?:the\s+)?{_DATE}", _plain),
    _form(
        rf"(?:within|in)\s+(?:the next\s+)?{_COUNT}\s+(?P<working>working\s+)?"
        r"(?P<unit>days?|weeks?|months?)\b(?:[’']\s+time)?",
        _span,
    ),
    _form(
        rf"{_BY}(?:the\s+)?(?P<season>spring|summer|autumn|winter)(?:\s+of)?\s+(?P<year>20\d\d)",
        _season,
    ),
    _form(rf"{_BY}(?P<part>early|mid|late)[\s-]+(?P<year>20\d\d)", _part_of_year),
    _form(
        r"(?:in|by|during|within|over)?\s*(?:the\s+)?next\s+(?P<unit2>financial year|year|month|"
        r"week)\b",
        _next_unit,
    ),
    _form(r"(?:later\s+)?(?:this year|by year[- ]end)\b", _this_year),
    _form(
        rf"(?:at|to|for)\s+(?:a|any|some)\s+(?:future|later|subsequent|"
        rf"forthcoming)\s+{_BODY}meeting",
        _vague_meeting,
    ),
    _form(
        r"(?:in due course|shortly|as soon as (?:possible|practicable)|when possible|at a later "
        r"date|"
        r"(?:over|in|during) the (?:coming|next few|following) (?:days|weeks|months|year)|"
        r"in the (?:near future|new year|meantime)|soon)\b",
        _vague,
    ),
    _form(
        rf"{_BY}(?:the\s+)?(?:early\s+|mid-?\s*|late\s+)?(?:spring|summer|autumn|winter|"
        rf"christmas|easter)\b",
        _vague,
    ),
)
# A date that is said of something that lies behind, or names a thing.
_LOOKS_BACK = re.compile(r"\b(?:since|dated|was|were|had been|of)\s*$", _I)
_FIRM = re.compile(r"^(?:by|before|no later than|not later than|due)", _I)


def find_due(text: str, known: Calendar) -> tuple[Due | None, tuple[str, ...]]:
    """Return when a sentence says that something is due, and what is doubtful about it.

    Of several times the first firm one ("by …") counts, then the first that is a day, then the
    first. Days before the meeting are no due days unless the words are firm.
    """
    found: list[tuple[int, int, Due]] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end, _ in found):
                continue
            day, meeting = read(match, known)
            words = text[match.start() : match.end()].strip(" .,")
            behind = day is not None and known.made_on is not None and day < known.made_on
            if (behind and not _FIRM.match(words)) or _LOOKS_BACK.search(text[: match.start()]):
                continue
            found.append((match.start(), match.end(), Due(text=words, day=day, meeting=meeting)))
    if not found:
        return None, ()
    found.sort(key=lambda one: one[0])
    dues = [due for _, _, due in found]
    best = next(
        (due for due in dues if due.day and _FIRM.match(due.text)),
        next((due for due in dues if due.day), dues[0]),
    )
    return best, _doubts(dues, best, known)


def read_due(cell: str, known: Calendar) -> tuple[Due | None, tuple[str, ...]]:
    """Return what a table's "due" cell says; words that are no date are kept as they are."""
    cell = cell.strip()
    if not cell or cell in {"-", "–", "—"}:
        return None, ()
    due, problems = find_due(f"by {cell}" if not _FIRM.match(cell) else cell, known)
    if due is None:
        whole = re.fullmatch(_DATE, cell, _I)
        return Due(text=cell), (f"“{cell}” names no day",) if not whole else ()
    return Due(text=cell, day=due.day, meeting=due.meeting), problems


def _doubts(dues: Sequence[Due], best: Due, known: Calendar) -> tuple[str, ...]:
    problems: list[str] = []
    if best.day is None and re.search(r"\d", best.text):
        problems.append(f"“{best.text}” is no date")
    firm = {due.day for due in dues if due.day and _FIRM.match(due.text)}
    if len(firm) > 1:
        problems.append("two due dates: " + ", ".join(f"“{due.text}”" for due in dues if due.day))
    if best.day and known.made_on and best.day < known.made_on:
        problems.append(f"“{best.text}” lies before the meeting")
    return tuple(problems)
