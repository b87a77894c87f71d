"""Figures, money, shares, dates, years and references in a text, as values that can be compared."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.asking.question import normal_year
from assistant.language.numbers import TENS, UNITS
from assistant.language.words import MONTHS
from assistant.verification.lexicon import folded

Kind = Literal["number", "money", "share", "date", "year", "span", "clock", "code", "range"]
Bound = Literal["below", "above", "about", "exact"]
Turned = Literal["up", "down", ""]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its kind, what it counts in, how it is bounded and where it stands (offsets).

    `value` is normalised: digits for numbers, "2021-03-26", "2021-03" or "--03-26" for dates,
    "2019/20" for spans of years. `unit` is a measure ("day", "mph") or a rate ("/month"), if any.
    """

    kind: Kind
    value: str
    start: int
    end: int
    unit: str = ""
    bound: Bound = "exact"
    turn: Turned = ""  # "9 per cent fewer" is "down", "62 more" is "up"


_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_SUFFIX = {"m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1000} | _SCALES
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_WORD = "|".join([*UNITS, *TENS])
_SPELT = (
    rf"(?:(?:{_WORD})(?:[- ](?:{_WORD}))?|an?|half an?)(?:[- "
    rf"](?:{'|'.join(_SCALES)}))+(?: and (?:{_WORD})(?:[- ](?:{_WORD}))?)?|(?"
    rf":{'|'.join(TENS)})[- ](?:{'|'.join(UNITS)})|(?:{_WORD})"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FRACTIONS = {
    "a quarter": 25.0, "one quarter": 25.0, "three quarters": 75.0, "three-quarters": 75.0,
    "a half": 50.0, "one half": 50.0, "half": 50.0, "a third": 33.3, "one third": 33.3,
    "two thirds": 66.7, "two-thirds": 66.7, "a fifth": 20.0, "one fifth": 20.0,
    "two fifths": 40.0, "three fifths": 60.0, "four fifths": 80.0, "a tenth": 10.0,
    "one tenth": 10.0, "a sixth": 16.7, "one-third": 33.3, "one-fifth": 20.0,
}  # fmt: skip
_MONTH = "|".join(MONTHS)
# "may" and "march" are words, too.
_PLAIN_MONTH = "|".join(month for month in MONTHS if month not in {"may", "march"})
_MONTH_SHORT = "|".join(rf"{name[:3]}(?:{name[3:]})?\.?" for name in MONTHS)
_MEASURES = (
    "second", "minute", "hour", "day", "week", "month", "year", "metre", "meter", "kilometre", "km",
    "mile", "mph", "kg", "tonne", "litre", "acre", "hectare", "pence", "degree",
)  # fmt: skip
_PER = r"(?: (?:a|an|per|each|every) (?P<per>year|month|week|day|hour|session|night|quarter)\b)?"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "label",
            r"\b(?P<l>year|quarter|qtr|priority|aim|item|question|level|stage|phase|"
                r"tier|part|section|"
            rf"minute|objective|band|grade|zone|step|round)s?\.? \(?(?P<n>\d{{1,3}}(?"
                rf"![\d/,.]\d)|{_WORD})\b\)?",
        ),
        ("span", r"\b(?P<a>(?:19|20)\d\d)\s?[/–-]\s?(?P<b>(?:20)?\d\d)\b(?![/-]\d)"),
        (
            "date",
            rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{_MONTH_SHORT})\b(?:,"
                rf"? (?P<y>(?:19|20)\d\d)\b)?",
        ),
        (
            "date",
            rf"\b(?P<m>{_MONTH_SHORT}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)(?:,?"
                rf" (?P<y>(?:19|20)\d\d)\b)?",
        ),
        ("date", rf"\b(?P<m>{_MONTH_SHORT}),? (?:of )?(?P<y>(?:19|20)\d\d)\b"),
        ("date", r"\b(?P<y>(?:19|20)\d\d)-(?P<m2>\d\d)-(?P<d>\d\d)\b"),
        ("date", r"\b(?P<d>\d{1,2})/(?P<m2>\d{1,2})/(?P<y>(?:19|20)\d\d)\b"),
        (
            "date",
            r"\b(?:(?:in|by|since|until|from|during|between|and|last|end of|its|next) "
            rf"(?P<m>{_MONTH})|(?P<m3>{_PLAIN_MONTH}))\b",
        ),
        ("clock", r"\b(?P<h>\d{1,2})(?:[.:](?P<min>\d\d))? ?(?P<ap>[ap])\.?m\b"),
        # "from 61 to 68 per cent": the first is a share, too
        (
            "share",
            rf"(?<![\w£.,/])(?P<n>{_DIGITS})(?= (?:to|and|or|-|–) (?:{_DIGITS}) ?(?:%"
                rf"|per cent|percent))",
        ),
        (
            "range",
            rf"(?<!from )(?<![\w£.,/])(?!(?:19|20)\d\d to )"
            rf"(?P<a>{_DIGITS}|(?:{_WORD})) ?(?:to|-|–) ?"
            rf"(?P<b>{_DIGITS}|(?:{_WORD}))\b(?![%,/\d]| per cent)",
        ),
        (
            "money",
            rf"£ ?(?P<n>{_DIGITS})(?: ?(?P<s>m|mn|bn|k|million|billion|thousand)\b)?{_PER}",
        ),
        (
            "money",
            rf"\b(?P<n>{_DIGITS}|{_SPELT})(?: (?P<s>million|billion|thousand))? pounds\b{_PER}",
        ),
        ("share", rf"\b(?P<n>{_DIGITS}|{_SPELT}) ?(?:%|per cent\b|percent\b|percentage points?\b)"),
        ("share2", rf"\b(?P<a>{_DIGITS}|{_SPELT})(?: \w+)? (?:in|out of)(?: every)? (?P<b>"
            rf"(?!(?:19|20)\d\d\b)(?:{_DIGITS}|{_SPELT}))\b"),
        ("share3", rf"\b(?:{'|'.join(sorted(_FRACTIONS, key=len, reverse=True))})\b(?! (?:of"
            rf" )?a (?:million|year|century|dozen|metre|mile|hour|day))"),
        ("year", r"\b(?P<y>(?:19|20)\d\d)\b(?![,.]\d)"),
        ("code", r"\b(?:[a-z]{1,3}\d+[a-z]?|[a-z]{2,}-\d+|\d+[a-z]{1,2}\d*|\d+/\d+|\d+:\d"
            r"+)\b(?<!st)(?<!nd)(?<!rd)(?<!th)(?<!\dm)(?<!\dbn)(?<!\dk)(?<!\dkm)"
            r"(?<!\dkg)(?<!\ds)"),
        (
            "number",
            rf"(?P<n>(?<![\w.,/]){_DIGITS}|\bhalf a million|\ba quarter of a million|"
                rf"\b(?:{_SPELT}))"
            rf"(?: ?(?P<s>m|mn|bn|k|million|billion|thousand|hundred)\b)?(?:st|nd|rd|"
                rf"th)?(?![\w/]){_PER}",
        ),
        ("ordinal", rf"\b(?P<o>{'|'.join(_ORDINALS)})\b"),
    )
)  # fmt: skip

_BELOW = (
    r"nearly|almost|just under|under|less than|fewer than|below|up to|at mos"
    r"t|no more than|not quite|(?:just|little) short of"
)
_ABOVE = (
    r"over|more than|at least|above|exceeding|in excess of|no fewer than|no "
    r"less than|not less than|upwards of"
)
_ABOUT = r"about|around|approximately|roughly|some|circa|approx\.?"
_BOUND = re.compile(
    rf"(?:(?P<below>{_BELOW})|(?P<above>{_ABOVE})|(?P<about>{_ABOUT}))[ -](?:a |the |an )?$"
)


def spelt(text: str) -> float | None:
    """Return the value of a number in words ("thirty-one", "half a million"), else None."""
    words = re.split(r"[\s-]+", text.strip().lower())
    if words[:4] == ["a", "quarter", "of", "a"]:
        return 250_000.0 if words[4:] == ["million"] else None
    total, current = 0.0, 0.0
    seen = False
    for word in words:
        if word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "half":
            current += 0.5
        elif word in {"a", "an"}:
            current = current or (1.0 if current == 0 else current)
        elif word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
        elif word != "and":
            return None
        seen = True
    return total + current if seen else None


def _number(text: str, suffix: str | None = None) -> float | None:
    plain = text.replace(",", "")
    value = float(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else spelt(text)
    return None if value is None else value * _SUFFIX.get(suffix or "", 1)


def _plain(value: float) -> str:
    return f"{round(value, 4):g}" if value < 10**6 else f"{round(value)}"


def _month(text: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name[:3] == text[:3])


def _value(  # noqa: PLR0911, PLR0912 - one case a form
    name: str, match: "re.Match[str]"
) -> tuple[Kind, str] | None:
    given = match.groupdict()
    if name == "span":
        return "span", normal_year(match[0]) or match[0]
    if name == "label":
        number = _number(given["n"])
        word = "quarter" if given["l"] == "qtr" else given["l"]
        return None if number is None else ("code", f"{word} {_plain(number)}")
    if name == "date":
        month = int(given["m2"]) if given.get("m2") else _month(given.get("m") or given["m3"])
        year, day = given.get("y"), given.get("d")
        text = f"{year or '-'}-{month:02d}" + (f"-{int(day):02d}" if day else "")
        return "date", text
    if name == "clock":
        hour = int(given["h"]) % 12 + (12 if given["ap"] == "p" else 0)
        return "clock", f"{hour}:{given['min'] or '00'}"
    if name == "range":
        first, second = _number(given["a"]), _number(given["b"])
        if first is None or second is None or first >= second:
            return None
        return "range", f"{_plain(first)}-{_plain(second)}"
    if name == "year":
        return "year", given["y"]
    if name == "code":
        return "code", match[0]
    if name == "ordinal":
        return "number", _plain(_ORDINALS[given["o"]])
    if name == "share3":
        return "share", _plain(_FRACTIONS[match[0]])
    if name == "share2":
        first, second = _number(given["a"]), _number(given["b"])
        if first is None or not second or first > second:
            return None
        return "share", _plain(round(100 * first / second, 1))
    value = _number(given["n"], given.get("s"))
    if value is None:
        return None
    return ("money" if name == "money" else "share" if name == "share" else "number"), _plain(value)


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; "one" alone is a pronoun more often than a count.

    Offsets are into `folded(text)`, which may differ in length from the text.
    """
    text = folded(text)
    taken = [False] * len(text)
    found: list[Quantity] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            if name in {"number", "ordinal"} and match[0] in {"one", "a", "an", "second", "first"}:
                continue
            made = _value(name, match)
            if made is None:
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            found.append(
                Quantity(
                    made[0],
                    made[1],
                    match.start(),
                    match.end(),
                    _unit(text, match),
                    _bound(text[max(0, match.start() - 24) : match.start()]),
                    _turn(text[match.end() : match.end() + 40]),
                )
            )
    return tuple(sorted(found, key=lambda one: one.start))


_TURN = re.compile(
    r"^\s*(?:(?!than\b|and\b|to\b)\w+ ){0,1}?(?:(?P<up>more|higher|up|above|extra|additional)|"
    r"(?P<down>fewer|less|lower|down|below|short))\b"
)


def _bound(before: str) -> Bound:
    match = _BOUND.search(before)
    if match is None:
        return "exact"
    return "below" if match["below"] else "above" if match["above"] else "about"


def _turn(after: str) -> Turned:
    match = _TURN.match(after)
    if match is None:
        return ""
    return "up" if match["up"] else "down"


def _unit(text: str, match: "re.Match[str]") -> str:
    per = match.groupdict().get("per")
    if per:
        return f"/{per}"
    after = re.match(r"[\s-]?(\w+)", text[match.end() :])
    if after:
        word = after[1]
        for measure in _MEASURES:
            if word in {measure, f"{measure}s"}:
                return measure
    return ""


def same_value(claimed: Quantity, held: Quantity) -> bool:
    """Whether a figure of a text carries one of a claim; a date may be said less exactly."""
    if claimed.kind == held.kind:
        if claimed.kind == "date":
            return _date_in(claimed.value, held.value)
        if claimed.kind == "share":
            return abs(float(claimed.value) - float(held.value)) < 0.06
        return claimed.value == held.value
    if claimed.kind == "year" and held.kind == "date":
        return held.value.startswith(claimed.value)
    if {claimed.kind, held.kind} == {"number", "year"}:
        return claimed.value == held.value
    # "97 cases out of 100" and a table's bare "97"
    return False


def _date_in(claimed: str, held: str) -> bool:
    def parts(value: str) -> tuple[str, str, str]:
        year, month, day = re.fullmatch(r"(-|\d{4})-(\d\d)(?:-(\d\d))?", value).groups()  # type: ignore[union-attr]
        return year, month, day or ""

    for asked, given in zip(parts(claimed), parts(held), strict=True):
        if asked not in {"", "-"} and asked != given:
            return False
    return True
