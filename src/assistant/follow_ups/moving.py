"""The earlier question at another time: another year, month, quarter, round or meeting."""

import re
from datetime import date

from assistant.asking.question import PLACE_FORMS
from assistant.dates.periods import Period, find_periods, without_periods
from assistant.language.english import PREPOSITIONS, bare, words_of
from assistant.language.words import MONTHS

_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
FINANCIAL = re.compile(r"\b(20\d\d)(\s?[/–-]\s?)((?:20)?\d\d)\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
QUARTER = re.compile(r"\b(?:Q|quarter )([1-4])\b", re.IGNORECASE)
BEFORE_TIME = re.compile(
    r"\b(?:in|on|at|since|during|until|from|before|after|by|for|over|within)\s+(?:the\s+)?"
    r"(?:meeting (?:of|on|held on) )?$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(in|on|at|since|during|until|from|before|after|by|for|under|between)\b\s*", re.IGNORECASE
)


def tidy(part: str) -> str:
    """Return what is left of a part, nothing where only small words are left."""
    words = part.split()
    while words and bare(words[-1]) in PREPOSITIONS | {"and", "the"}:
        words.pop()
    while words and bare(words[0]) in {"and"}:
        words.pop(0)
    small = PREPOSITIONS | {"the", "a", "meeting", "meetings", "panel", "year", "held", "of", "and"}
    return "" if all(bare(word) in small for word in words) else " ".join(words)


def times(text: str) -> list[Period]:
    """Return the times of a text, bare months among them."""
    found = find_periods(text)
    for match in _MONTH.finditer(text):
        if match[0][:1].isupper() and all(
            match.end() <= one.start or one.end <= match.start() for one in found
        ):
            month = MONTHS.index(match[0].lower()) + 1
            found.append(
                Period(start=match.start(), end=match.end(), said=match[0], day=(None, month, None))
            )
    return sorted(found, key=lambda one: one.start)


def timed(text: str, part: str, answer: str) -> tuple[str, str]:
    """Replace or add a time: "in 2020/21", "on 8 June 2022", "the March meeting"."""
    new = find_periods(part)
    olds = times(text)
    if not new:
        bare_month = _MONTH.fullmatch(part)
        if not bare_month or not any(one.day or _MONTH.search(one.said) for one in olds):
            return text, part
        new = times(part)
    one = new[0]
    rest = tidy(without_periods(part, new))
    said = part[one.start : one.end]
    lead = _OPENS.match(part)
    preposition = lead[1].lower() if lead and lead.end() >= one.start - 4 else ""
    old = _like(one, olds)
    if old is None:
        of_meeting = bool(re.search(r"\bmeetings?\b", part, re.IGNORECASE))
        if of_meeting:
            bare_part = part[lead.end() :] if lead else part
            return f"{text} {preposition or 'at'} {bare_part}", ""
        if not _OPENS.match(said):
            said = f"{preposition or ('on' if _is_day(one) else 'in')} {said}"
        return f"{text} {said}", rest
    start, end = old.start, old.end
    if _MONTH.fullmatch(said) and (year := _YEAR.search(old.said)):
        said = f"{said} {year[1]}"
    before = BEFORE_TIME.search(text[:start])
    changed = _shape(one) != _shape(old)
    inside = _OPENS.match(old.said)
    if inside and _OPENS.match(said) is None:
        said = f"{preposition or inside[1].lower()} {said}"
    elif before and (preposition or changed) and not one.of_meeting:
        start = before.start()
        said = (
            said
            if _OPENS.match(said)
            else f"{preposition or ('on' if _is_day(one) else 'in')} {said}"
        )
    return f"{text[:start]}{said}{text[end:]}", rest


def _is_day(one: Period) -> bool:
    return (one.first is not None and one.first == one.last) or bool(one.day and one.day[2])


def _shape(one: Period) -> str:
    if FINANCIAL.search(one.said):
        return "financial"
    if _is_day(one):
        return "day"
    return "month" if _MONTH.search(one.said) else "year" if _YEAR.search(one.said) else "other"


def _like(one: Period, olds: list[Period]) -> Period | None:
    same = [old for old in olds if _shape(old) == _shape(one)]
    found = same or olds
    return found[-1] if found else None


def shifted(
    before: str, unit: str, steps: int, answer: str, newest: date | None = None
) -> str | None:
    """Return the earlier question with its time moved by years, months or quarters.

    Where the question has no time, that of the answer is moved: one that is quoted, else that of
    the paper it stands in, else the `newest` paper's. None where none is known.
    """
    text = before.rstrip(" ?.!")
    if unit == "meeting":
        return _other_meeting(text, steps)
    if unit not in {"year", "month", "quarter"}:
        return _other_one(text, unit, steps)
    olds = times(text)
    if olds:
        old = olds[-1]
        said = _moved(old.said, unit, steps)
        if said is None:
            return None
        start = old.start
        before_it = BEFORE_TIME.search(text[:start])
        if _shape(old) == "day" and unit == "year" and before_it:
            start, said = before_it.start(), f"in {said}"
        return f"{text[:start]}{said}{text[old.end :]}?"
    said = _told_time(answer, unit, steps)
    if said is None and newest:
        of_paper = _moved(f"{MONTHS[newest.month - 1]} {newest.year}", unit, steps)
        said = of_paper.split()[-1] if of_paper and unit == "year" else of_paper
    return f"{text} in {said}?" if said else None


def _told_time(answer: str, unit: str, steps: int) -> str | None:
    """Return the time that an answer quotes, else that of its paper, moved on."""
    quoted = " ".join(re.findall(r"[“\"]([^“”\"]{1,2000})[”\"]", answer))
    for source in (quoted, answer):
        moved = [
            found
            for one in find_periods(source)
            if one.first is not None and (found := _moved(one.said, unit, steps))
        ]
        if moved:
            return moved[0] if steps < 0 else moved[-1]
    return None


def _moved(said: str, unit: str, steps: int) -> str | None:
    """Return a time in words moved on: "2019/20" by a year, "June 2022" by a month."""
    if unit == "quarter" and (quarter := QUARTER.search(said)):
        number = int(quarter[1]) - 1 + steps
        years = number // 4
        said = f"{said[: quarter.start(1)]}{number % 4 + 1}{said[quarter.end(1) :]}"
        return _moved(said, "year", years) if years else said
    if unit == "year":
        if match := FINANCIAL.search(said):
            first = int(match[1]) + steps
            return f"{said[: match.start()]}{first}/{(first + 1) % 100:02d}{said[match.end() :]}"
        if not (match := _YEAR.search(said)):
            return None
        year = str(int(match[1]) + steps)
        day = re.search(r"\d", said[: match.start()])
        return year if day else f"{said[: match.start()]}{year}{said[match.end() :]}"
    if unit == "month" and (name := _MONTH.search(said)):
        index = MONTHS.index(name[0].lower()) + steps
        year_named = _YEAR.search(said)
        month = MONTHS[index % 12].capitalize()
        return f"{month} {int(year_named[1]) + index // 12}" if year_named else month
    return None


def _other_one(text: str, unit: str, steps: int) -> str | None:
    """Return "in the round after May 2020" in the place of "in May 2020"."""
    olds = times(text)
    if not olds:
        return None
    old = olds[-1]
    lead = BEFORE_TIME.search(text[: old.start])
    start = lead.start() if lead else old.start
    said = _OPENS.sub("", old.said)
    way = "before" if steps < 0 else "after"
    return f"{text[:start]}in the {unit} {way} {said}{text[old.end :]}?"


def _other_meeting(text: str, steps: int) -> str:
    days = [one for one in find_periods(text) if _is_day(one) and isinstance(one.first, date)]
    if days and days[-1].first is not None:
        old = days[-1]
        lead = re.search(r"(?:at|of|in|on) (?:the )?(?:meeting (?:of|on) )?$", text[: old.start])
        start = lead.start() if lead else old.start
        way = "before" if steps < 0 else "after"
        return f"{text[:start]}at the meeting {way} {old.said}{text[old.end :]}?"
    return f"{text} at the {'previous' if steps < 0 else 'next'} meeting?"


_FILLERS = words_of(
    "the a in at of on for under and meeting meetings held panel committee year years since before "
    "after until by from to during that number no minutes month march may"
) | frozenset(MONTHS)


def only_places(text: str) -> bool:
    """Whether a text names times, key aims, items or questions, and nothing else."""
    rest = without_periods(text, find_periods(text))
    for pattern in PLACE_FORMS.values():
        rest = pattern.sub(" ", rest)
    rest = re.sub(r"\b(?:Q|quarter )[1-4]\b", " ", rest, flags=re.IGNORECASE)
    words = [bare(word) for word in rest.split()]
    if rest == text and not set(words) & set(MONTHS):
        return False
    return all(word in _FILLERS or not word for word in words)
