"""Questions for how papers are built: what comes after an item, how many aims, which is about X.

Rules over the words alone; what the papers hold is looked up later (`assistant.lists.structure`).
"""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.asking import structure_words as words
from assistant.dates.asked import find_dates, without_dates
from assistant.language.words import MONTHS, content_stems

Noun = Literal["item", "aim", "priority"]
Way = Literal[
    "neighbour",  # the item right before or after another (`step`)
    "place",  # the first, the last, the third (`step` counts from 1, or from -1 backwards)
    "count",  # how many there are
    "wording",  # how one is worded
    "about",  # which of them a subject belongs to
    "years",  # from when to when a thing runs
]


@dataclass(frozen=True, kw_only=True, slots=True)
class StructureAsked:
    """What is asked of a paper's structure; `subject` is its own words, trimmed.

    `sure`: the words leave no doubt that a heading is meant; otherwise a heading must fit well.
    """

    way: Way
    noun: Noun
    subject: str = ""
    step: int = 0
    sure: bool = True
    several: bool = False


def structure_asked(question: str) -> StructureAsked | None:
    """Return what a question asks of how papers are built; None for any other question."""
    text = " ".join(question.split()).rstrip("?!. ")
    for rule in (_years, _neighbour, _place, _count, _wording, _about):
        if found := rule(text):
            return found
    return None


def _noun(match: re.Match[str]) -> Noun:
    groups = match.groupdict()
    if groups.get("aim"):
        return "aim"
    return "priority" if groups.get("priority") else "item"


def subject_of(text: str) -> str:
    """Return the words of a subject, without what only points at a heading or a paper."""
    return words.TAIL.sub("", words.TRIM.sub("", text.strip(" ?.,:;“”‘’'\""))).strip(
        " ?.,:;“”‘’'\""
    )


def _says_nothing(text: str) -> bool:
    """Whether words name a paper or its parts, a meeting and its date at most."""
    plain = without_dates(text, find_dates(text))
    stems = content_stems(plain) - words.FRAME - set(MONTHS)
    return not [one for one in stems if not one.replace("/", "").isdigit()]


def _neighbour(text: str) -> StructureAsked | None:
    for pattern in words.NEIGHBOUR:
        if (found := pattern.search(text)) and not words.PLACE.search(
            text[: found.start("subject")]
        ):
            subject = subject_of(found["subject"])
            if not _says_nothing(subject) or words.ITEM_REFERENCE.search(found["subject"]):
                step = 1 if found["after"] else -1
                return StructureAsked(
                    way="neighbour", noun=_noun(found), subject=subject, step=step
                )
    if found := words.NEIGHBOUR_OF_ITEM.search(text):
        said = found["subject"] or found["other"]
        subject = subject_of(said)
        named = re.search(r"\b(?:items?|topics?|agenda)\b", text, re.I)
        if not _says_nothing(subject) or words.ITEM_REFERENCE.search(said):
            after = found["after"] or (found["verb"] or "").lower().startswith("follow")
            return StructureAsked(
                way="neighbour",
                noun="item",
                subject=subject,
                step=1 if after else -1,
                sure=bool(named),
            )
    return None


def _place(text: str) -> StructureAsked | None:
    if found := words.ENDS.search(text):
        rest = text[found.end() :]
        if _says_nothing(rest) and re.search(r"\b(?:meeting|agenda|panel|committee|board)\b", text):
            first = found["first"] or found["first2"]
            return StructureAsked(way="place", noun="item", step=1 if first else -1)
    found = words.PLACE.search(text)
    if not found or not re.match(
        r"\W*(?:and |so |please )*(?:what|which|read|tell|name|show|give|quote)", text, re.I
    ):
        return None
    nth = found["nth"].lower()
    step = words.STEPS.get(nth) or int(re.sub(r"\D", "", nth))
    noun = _noun(found)
    if noun != "item" and step > 0:
        return None  # "the first key aim" is key aim 1
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    rest = re.sub(
        r"^\W*(?:and |so |please )*(?:what|which|read|tell|name|show|give|quote)\w*",
        "",
        rest,
        flags=re.I,
    )
    return StructureAsked(way="place", noun=noun, step=step) if _says_nothing(rest) else None


def _count(text: str) -> StructureAsked | None:
    found = words.COUNT.search(text)
    if not found or re.search(r"\bhow many of\b", text, re.I):
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    rest = words.REFERENCE.sub(" ", words.ITEM_REFERENCE.sub(" ", rest))
    if re.search(r"\b(?:met|achieved|done|completed|missed|outstanding|deferred|noted)\b", rest):
        return None
    subject = "" if _says_nothing(rest) else _for_what(rest)
    if subject is None:
        return None
    return StructureAsked(way="count", noun=_noun(found), subject=subject)


def _for_what(rest: str) -> str | None:
    """Return what is counted for: "… are there for reducing harm"; None for anything else."""
    found = re.match(
        r"\W*(?:(?:are|is|were) there|(?:does|do) .{3,40}? have|has .{3,40}? got)?"
        r" ?(?:for|on|about|under) (?P<subject>.+)",
        rest,
        re.I,
    )
    return subject_of(found["subject"]) if found else None


def _wording(text: str) -> StructureAsked | None:
    if not words.READS.search(text) or words.NOT_READ.search(text):
        return None
    plain, count = words.REFERENCE.subn(" ", text)
    noun: Noun = "aim"
    if not count:
        plain, count = words.ITEM_REFERENCE.subn(" ", text)
        noun = "item"
        # "What is item 5 about" asks what was said there, "what is it called" for its title.
        if not re.search(r"\b(?:called|title\w*|entitled|named?|heading)\b", plain, re.I):
            return None
    elif not re.search(r"\b(?:key[ -]?)?aim|\bka\b", text, re.I):
        noun = "priority"
    plain = without_dates(plain, find_dates(plain))
    stems = {one for one in content_stems(plain) if not one.isdigit()}
    if not count or stems - words.READING - content_stems("agenda heading item"):
        return None
    return StructureAsked(way="wording", noun=noun)


def _about(text: str) -> StructureAsked | None:
    if (found := words.NUMBER_OF.search(text)) and re.search(
        r"\b(?:items?|aims?|priority|agenda)\b", text, re.I
    ):
        subject = subject_of(found["subject"])
        if not _says_nothing(subject):
            return StructureAsked(way="about", noun=_noun_in(text), subject=subject)
    for pattern in (words.ABOUT, words.UNDER, words.LOOK_UNDER, words.IS_ONE):
        found = pattern.search(text)
        if not found:
            continue
        subject = subject_of(found["subject"])
        if not _says_nothing(subject):
            head = text[: found.start("subject")]
            several = bool(
                re.search(r"\b(?:items|aims|priorities|objectives|topics)\b", head)
            ) and not re.search(r"\bof the\b", head)
            return StructureAsked(
                way="about",
                noun=_noun(found),
                subject=subject,
                several=several,
                sure=pattern is not words.IS_ONE,
            )
    return None


def _noun_in(text: str) -> Noun:
    if re.search(r"\baims?\b", text, re.I):
        return "aim"
    return "priority" if re.search(r"\bpriorit(?:y|ies)\b|\bobjectives?\b", text, re.I) else "item"


def _years(text: str) -> StructureAsked | None:
    for pattern in words.YEARS:
        if found := pattern.search(text):
            subject = re.sub(
                r"^(?:the|our|your|this|that|its)\b ?", "", found["subject"].strip(), flags=re.I
            )
            if content_stems(subject):
                return StructureAsked(way="years", noun="item", subject=subject)
    return None
