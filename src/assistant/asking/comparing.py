"""Comparisons: a question that sets two or more things side by side becomes one for each side.

Pure functions over the question. Each side is searched and answered by itself, so that nothing of
one is ever shown under the other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.asking.question import PLACE_FORMS, normal_year
from assistant.asking.two_speakers import two_speakers
from assistant.dates.asked import find_dates, of_meetings
from assistant.language.bodies import BODIES, Body
from assistant.language.words import MONTHS, STOP_WORDS, fold, tokens
from assistant.types import DocumentKind, Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One side: its heading, the question it asks, and the papers, parts, body, speaker it wants.

    A topic that is no question has only its words as `question`.
    """

    heading: str
    question: str
    kinds: tuple[DocumentKind, ...] = ()
    parts: tuple[Part, ...] = ()
    body: Body | None = None
    speaker: str | None = None


_MOST = 4
_YEAR = re.compile(r"\b20\d\d\s*[/–-]\s*(?:20)?\d\d\b")
_NUMBER = r"(?:\d{1,3}(?:/\d\d)?|one|two|three|four|five|six)"
_AND = r"(?:\s*,\s*|\s*,?\s+(?:and|with|or|to|vs\.?|versus|against|&)\s+)"
# "key aims 1 and 2", "items 13/21 and 14/21": the noun is said once.
_SHARED = re.compile(
    rf"\b(?P<noun>key aim|aim|priorit(?:y|ies)|strategic priorit(?:y|ies)|objective|item|minute|"
    rf"question)(?:s|\b)\s*(?P<first>{_NUMBER})(?P<rest>(?:{_AND}{_NUMBER}\b)+)(?!\s*(?:members|people))",
    re.IGNORECASE,
)
_MONTH = "|".join(MONTHS)
# "the March and June meetings"
_MEETINGS = re.compile(
    rf"\b(?P<months>(?:{_MONTH})(?:{_AND}(?:the )?(?:{_MONTH}))+) meetings\b", re.IGNORECASE
)
# "is it 57 or 213?"
_FIGURES = re.compile(
    r"(?P<one>£?\b\d[\d,.]*(?:%|m|bn)?) or (?P<other>£?\b\d[\d,.]*\d(?:%|m|bn)?)(?![/\d])"
)
_LEAD = re.compile(
    r"^\W*(?:please\s+|can you\s+|could you\s+)*(?:compare(?: and contrast)?|contrast|set|put|"
    r"place|show(?: me)?|(?:what|which) (?:is|are|was|were) (?:the )?(?:main |key )?differences? "
    r"between|(?:the )?differences? between|how (?:does|do|did|has|have|is|are|was|were)|"
    r"what (?:has )?changed (?:between|from))\s+",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:compar(?:e|ed|ing|ison)|contrast|differ(?:s|ed|ence|ences)?|versus|vs\.?|side by side|"
    r"set against|changed)\b|^\W*(?:please )?(?:set|put|place)\b.{3,80}\b(?:beside|alongside|"
    r"next to|against)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*,?\s+(?:versus|vs\.?|against|beside|alongside|next to|compared (?:with|to)|"
    r"as against|set against|(?:and|with) (?=how|what)|differs? from|differ from)\s+",
    re.IGNORECASE,
)
# What may stand between two places that are compared: it names neither.
_CONNECTING = re.compile(
    r"[\s,;:.\-–&]*(?:(?:and|or|with|to|vs\.?|versus|against|from|in|for|of|on|at|under|the|beside|"
    r"alongside|next|those|that|ones?|compared|differs?|differ|different|then|those|between|both|"
    r"meetings?|as|by|year|years)[\s,;:.\-–&]*)*",
    re.IGNORECASE,
)
_SOURCES: tuple[tuple[re.Pattern[str], tuple[DocumentKind, ...], tuple[Part, ...], str], ...] = (
    (
        re.compile(
            r"\b(?:panel|committee|board|members?|councillors?)\b.{0,25}"
            r"\b(?:ask(?:ed)?|rais(?:e|ed)|quer(?:y|ied)|want(?:ed)? to know)\b",
            re.IGNORECASE,
        ),
        ("minutes",),
        ("question",),
        "What members asked",
    ),
    (
        re.compile(
            r"\b(?:panel|committee|board|members?|councillors?)\b.{0,15}\b(?:told|"
            r"informed)\b|\bminutes\b|\b(?:panel|committee|board|members?)\b.{0,10}\b(?:hear|heard)|"
            r"\b(?:said|told|heard|discussed) at the meeting\b|\bat the meeting\b",
            re.IGNORECASE,
        ),
        ("minutes",),
        (),
        "The minutes",
    ),
    (re.compile(r"\breports?\b", re.IGNORECASE), ("report",), (), "The report"),
)
_CLAUSE = re.compile(
    r"\s*[,;]?\s+(?:and|but|versus|vs\.?|against|with)\s+(?=(?:what|how|which|whether|the|that|by)\b)"
    r"|\s*[,;]?\s+(?:versus|vs\.?|against|compared (?:with|to))\s+",
    re.IGNORECASE,
)


def sides(question: str) -> tuple[Side, ...]:
    """Return the sides that a question compares; empty for one that compares nothing.

    "2019/20 and 2020/21 under key aim 3" has two, each the question with one of the years. So has
    "what the report says and what the Panel asked about fraud", each about fraud.
    """
    text = " ".join(question.split())
    found = _by_speakers(text)
    found = found or _by_places(_spread(text)) or _by_sources(text) or _by_bodies(text)
    if not found and (match := _MORE_OF.match(text)):
        found = _more_of(match)
    if not found and _COMPARES.search(text):
        found = _by_phrases(text)
    return found if 1 < len(found) <= _MOST else ()


def _spread(text: str) -> str:
    """Write the noun before each of the numbers it is said once for: "key aims 1 and 2"."""

    def each(match: re.Match[str]) -> str:
        noun = re.sub(r"ies$", "y", match["noun"])
        return f"{noun} {match['first']}" + re.sub(
            rf"({_AND})({_NUMBER})\b", rf"\1{noun} \2", match["rest"], flags=re.IGNORECASE
        )

    def month(match: re.Match[str]) -> str:
        return re.sub(rf"\b({_MONTH})\b", r"\1 meeting", match["months"], flags=re.IGNORECASE)

    return _MEETINGS.sub(month, _SHARED.sub(each, text))


def _by_places(text: str) -> tuple[Side, ...]:
    """Two places of one sort, with nothing between them but words that connect."""
    for kind, spans in _mentioned(text):
        named = {_same(kind, text[start:end]): (start, end) for start, end in reversed(spans)}
        if len(named) < 2:
            continue
        ordered = sorted(named.values())
        gaps = [text[end:start] for (_, end), (start, _) in pairwise(ordered)]
        if not all(_CONNECTING.fullmatch(gap) for gap in gaps):
            continue
        first, last = ordered[0][0], ordered[-1][1]
        return tuple(
            Side(
                heading=_heading(text[start:end]),
                question=_bare(f"{text[:first]}{text[start:end]}{text[last:]}"),
            )
            for start, end in ordered
        )
    return ()


def _mentioned(text: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Return where places of each sort that can be compared are named."""
    found = [("year", [match.span() for match in _YEAR.finditer(text) if normal_year(match[0])])]
    found += [
        (name, [match.span() for match in form.finditer(text)])
        for name, form in PLACE_FORMS.items()
        if name != "item" or re.search(r"\b(?:item|minute)s?\b", text, re.IGNORECASE)
    ]
    found.append(("figure", [span for m in _FIGURES.finditer(text) for span in _ends(m)]))
    dates = find_dates(text)
    if of_meetings(text, dates) or _COMPARES.search(text):
        found.append(("date", [_month_only(text, start, end) for start, end, _ in dates]))
    return found


def _ends(match: re.Match[str]) -> list[tuple[int, int]]:
    return [match.span("one"), match.span("other")]


def _month_only(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave the preposition of a date where it stands: "in March"."""
    preposition = re.match(r"(?:in|last|since|during|until|from|before|after|by) ", text[start:end])
    return (start + preposition.end(), end) if preposition else (start, end)


def _same(kind: str, text: str) -> str:
    if kind == "year":
        return normal_year(text) or text
    if kind == "figure":
        return text
    number = re.search(rf"{_NUMBER}|first|second|third|fourth", fold(text))
    return number[0] if number and kind != "date" else fold(text)


def _heading(text: str) -> str:
    text = text.strip(" ,.;:?")
    return text[:1].upper() + text[1:]


def _bare(question: str) -> str:
    """Return a side's question without what only says that something is compared."""
    text = _LEAD.sub("", question.strip())
    text = re.sub(
        r"\b(?:side by side|compare(?:d)?|differ(?:ent)?|side)\b[:,]?", " ", text, flags=re.I
    )
    text = re.sub(r"\s+([?,.!])", r"\1", " ".join(text.split()))
    text = _TRAILING.sub(r"\1", text)
    return f"List {text}" if _STRUCTURE.match(text) else text


def _by_sources(text: str) -> tuple[Side, ...]:
    """Two halves that want to hear from different papers or people."""
    for cut in _CLAUSE.finditer(text):
        halves = (text[: cut.start()], text[cut.end() :])
        sources = [
            next((source for source in _SOURCES if source[0].search(half)), None) for half in halves
        ]
        if None in sources or sources[0] == sources[1]:
            continue
        topic = _topic(halves, [source[0] for source in sources if source])
        if not topic:
            return ()
        return tuple(
            Side(heading=source[3], question=topic, kinds=source[1], parts=source[2])
            for source in sources
            if source
        )
    return ()


def _topic(halves: Sequence[str], sources: Sequence[re.Pattern[str]]) -> str:
    """Return what both halves are about, in the words of the half that says most of it."""
    said = []
    for half, source in zip(halves, sources, strict=True):
        rest = source.sub(" ", _LEAD.sub("", half))
        words = [word for word in tokens(rest) if fold(word) not in STOP_WORDS | _SAYING]
        said.append(" ".join(words))
    return max(said, key=len)


_TRAILING = re.compile(r"[\s,;:]*(?:and|to|from|with|between)?[\s,;:]*([?.!]*)$", re.IGNORECASE)
_STRUCTURE = re.compile(
    r"^(?:the |all )?(?:key aims|aims|priorities|objectives|items|questions|actions)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:what|which)?\s*(?:came|comes|was|did)? ?(?:from|by)\b", re.IGNORECASE)
_PART = r"(?:parts?|contributions?|roles?|shares?|sides?|split)"
_BOTH = re.compile(rf"\bwhat\b.*\band what\b|\bboth\b|\b{_PART}\b.*\band\b", re.IGNORECASE)
_SAYING = {"differ", "compare", "put", "set", "meeting", "raised", "told", "progress", "pcc's"}


def _by_bodies(text: str) -> tuple[Side, ...]:
    """Two bodies, each to be heard by itself: "what came from the police and what from X"."""
    if not all(body.asked.search(text) for body in BODIES) or not (
        _COMPARES.search(text) or _BOTH.search(text)
    ):
        return ()
    rest = text
    for body in BODIES:
        rest = body.asked.sub(" ", rest)
    rest = re.sub(
        r"\b(?:what|which)?\s*(?:came|comes|was|did)? ?(?:from|by)\b", " ", rest, flags=re.I
    )
    rest = re.sub(
        rf"\b(?:(?:what|which) (?:is|was|are|were)|vs\.?|versus|{_PART})\b", " ", rest, flags=re.I
    )
    rest = re.sub(r"\s*[,:]?\s+and(?:\s+what)?\s*(?=[?.!]*$)|\s+and\s+(?=and\b)", "", rest)
    question = _bare(rest)
    return tuple(Side(heading=body.heading, question=question, body=body) for body in BODIES)


def _by_speakers(text: str) -> tuple[Side, ...]:
    """Two people, each to be heard by themselves: "what did A say on this, and what did B?"."""
    if (found := two_speakers(text)) is None:
        return ()
    speakers, topic = found
    return tuple(
        Side(
            heading=_heading(speaker),
            question=f"What did {speaker} say about {topic}?",
            speaker=speaker.removeprefix("the ").removeprefix("The "),
        )
        for speaker in speakers
    )


# "More referrals to the clinic or to the school?"
_MORE_OF = re.compile(
    r"^\W*(?:(?:is|are|was|were|did|has|have|had|there|we|they|get|got) ){0,3}"
    r"(?:more|fewer|less)\s+(?P<noun>[\w’' -]{3,60}?)\s+(?P<link>to|for|in|from|by|at|under|with)"
    r"\s+(?P<one>[^?]{2,60}?)\s+(?:or|than)\s+(?:(?P=link)\s+)?(?P<other>[^?]{2,60}?)\W*$",
    re.IGNORECASE,
)


def _more_of(match: re.Match[str]) -> tuple[Side, ...]:
    return tuple(
        Side(
            heading=_heading(match[half]),
            question=f"How many {match['noun']} {match['link']} {match[half]}?",
        )
        for half in ("one", "other")
    )


def _by_phrases(text: str) -> tuple[Side, ...]:
    """Two phrases of any sort: "compare X and Y", "X versus Y"."""
    text = _LEAD.sub("", text).strip(" ?.!")
    cut = next(_BETWEEN.finditer(text), None) or next(
        re.finditer(r"\s+(?:and|with|to)\s+", text), None
    )
    if cut is None:
        return ()
    left, right = text[: cut.start()].strip(" ,"), text[cut.end() :].strip(" ,")
    if not left or not right:
        return ()
    dates = [find_dates(half) for half in (left, right)]
    if all(dates):
        # "the August 2019 round of grants beside the January 2020 one": one sentence, two dates.
        start, end, _ = dates[0][0]
        other = right[dates[1][0][0] : dates[1][0][1]]
        if re.search(r"\bones?\b|^(?:the |that of )?\W*$", right.replace(other, "")):
            right = f"{left[:start]}{other}{left[end:]}"
    shared = re.search(
        r"^(?P<head>.*\b(?:about|on|of|regarding|under|in|for|by)\s+)(?P<what>\S.*)$", left
    )
    if shared and not dates[1] and len(tokens(right)) <= len(tokens(shared["what"])) + 1:
        right = f"{shared['head']}{right}"
    return tuple(Side(heading=_heading(half), question=half) for half in (left, right))
