"""Which sentences name a kind of thing, or speak of a topic."""

import re
from collections.abc import Sequence

from assistant.dates.asked import find_dates
from assistant.language.topics import Term, speaks_of
from assistant.lists.asked import Listed
from assistant.sentences import sentence_spans
from assistant.types import Passage
from assistant.verification.lexicon import folded
from assistant.verification.quantities import quantities

_CAPITAL = r"[A-Z][\w’'&-]*"
_RUN = rf"{_CAPITAL}(?:[ ,](?:(?:and|of|the|&|upon|for) )?{_CAPITAL}){{0,6}}"
_COUNCIL = re.compile(rf"\b{_RUN} Council\b|\bCouncil of {_RUN}")
_ORGANISATION = (
    r"Council|Trust|Foundation|Partnerships?|Association|Agency|Authority|Charity|Society|"
    r"University|College|Ltd|Limited|plc|Federation|Institute|Centre|Network|Alliance|Commission"
)
_BODY = re.compile(
    rf"\b{_RUN} (?:{_ORGANISATION})\b"
    r"|\b(?:organi[sz]ations?|charit(?:y|ies)|compan(?:y|ies)|agenc(?:y|ies)|community groups?|"
    r"partnerships?|providers?)\b",
)
_PERSON = re.compile(
    rf"\b(?:Councillor|Cllr\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Dr\.?|Professor|Sir|Dame|Superintendent|"
    rf"Inspector|Sergeant) {_CAPITAL}(?: {_CAPITAL}){{0,3}}"
)
_COUNCILLOR = re.compile(rf"\b(?:Councillors?|Cllrs?\.?) {_CAPITAL}(?: {_CAPITAL}){{0,3}}")
_OPERATION = re.compile(r"\bOperation [‘'“\"]?[A-Z][\w-]+|\bOperations [A-Z][\w-]+ and [A-Z]")
_DECISION = re.compile(
    r"\b(?:(?-i:RESOLVED|RECOMMENDED|AGREED)|(?:was|were) (?:\w+ )?(?:agreed|noted|approved|"
    r"endorsed|supported|resolved)|(?:panel|committee|board|members) "
    r"(?:agreed|noted|approved|resolved))\b",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\bmeetings?\b|\bminutes\b|\bheld on\b", re.IGNORECASE)
_NAMES = {
    "operations": _OPERATION,
    "decisions": _DECISION,
    "people": _PERSON,
    "bodies": _BODY,
    "councils": _COUNCIL,
    "councillors": _COUNCILLOR,
}
_NUMBERED = re.compile(
    r"\b(?:items?|aims?|priorit(?:y|ies)|questions?|minutes?|section|year|stage|part|objectives?|"
    r"level|qtr\.?|quarter|phase|tel:?|page|covid)\W{1,3}$",
    re.IGNORECASE,
)


def names_kind(kind: Listed, noun: str, sentence: str) -> bool:
    """Whether a sentence names something of a kind; `noun` tells bodies of one sort apart."""
    pattern = _NAMES.get(noun) or _NAMES.get(kind)
    if pattern is not None:
        return bool(pattern.search(sentence))
    if kind == "money":
        return any(one.kind == "money" for one in quantities(sentence))
    if kind == "dates":
        dated = any(day[2] or day[0] for *_, day in find_dates(sentence))
        return dated and (not noun or bool(_MEETING.search(sentence)))
    return _has_figure(sentence)


def names_in_text(kind: Listed, noun: str, text: str) -> frozenset[str]:
    """Return the names of a kind that a text holds, each in a form that tells it from others.

    A person goes by the surname, since papers say "Councillor Dev Patel" once and "Councillor
    Patel" then. Empty for kinds without names of their own, and where a common noun is meant.
    """
    pattern = _NAMES.get(noun) or _NAMES.get(kind)
    if kind not in {"people", "bodies", "operations"} or pattern is None:
        return frozenset()
    found = [match[0].strip(" ,.") for match in pattern.finditer(text)]
    if any(not name[:1].isupper() for name in found):
        return frozenset()
    return frozenset(name.split()[-1] if kind == "people" else name for name in found)


def _has_figure(sentence: str) -> bool:
    """Whether a sentence gives a figure; dates, years and numbers of items are none."""
    text = folded(sentence)
    return any(
        one.kind in {"number", "money", "share", "range"}
        and any(character.isdigit() for character in text[one.start : one.end])
        and not _NUMBERED.search(text[: one.start])
        for one in quantities(sentence)
    )


def is_question(passage: Passage) -> bool:
    """Whether a passage is a question that was put."""
    return passage.part == "question"


def entries(
    passage: Passage, terms: Sequence[Term], *, every: bool = False
) -> list[tuple[int, int]]:
    """Return the sentences of a passage that hold one of the terms; `every` wants all of them."""
    needed = all if every else any
    return [
        span
        for span in sentence_spans(passage.text)
        if needed(speaks_of(term, passage.text[slice(*span)]) for term in terms)
    ]
