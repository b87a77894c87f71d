"""What the answer before a follow-up tells: what its question was about, the second of its points.

Answers are read as text: quotes under their labels, or prose, with marks of citations.
"""

import re

from assistant.asking.question import names_in
from assistant.follow_ups.clauses import lowered, topic
from assistant.language.english import AUXILIARIES, bare, is_past

_READ = 3000  # characters
_LONGEST = 14  # words; more in the place of a noun cannot be read
_QUOTE = re.compile(r"“([^“”]{1,2000})”")
_PEOPLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Professor|Cllr|Councillors?|PCC|Commissioner|"
    r"Constable|Chair\w*|Officer|Director|Manager|Leader|Mayor|Clerk|Deputy|Treasurer|Secretary|"
    r"Inspector|Superintendent|Bishop|Dean|Master|Council|Committee|Panel|Board|Police|Authority)\b"
)
_MATTER = re.compile(r"\b(?:on|about|regarding|concerning|of|around) (?:the )?$", re.IGNORECASE)
_OF_IT = re.compile(r"\b(?:(?:a|an|the) [a-z]+ of (?:the )?|the )$", re.IGNORECASE)
_OPEN = re.compile(r"(?:what|which|who|whom)\b", re.IGNORECASE)


def told_in(answer: str) -> list[str]:
    """Return what an answer says, without labels and marks: its quotes, else all of it."""
    text = answer[:_READ]
    quotes = _QUOTE.findall(text)
    return quotes or [" ".join(re.sub(r"\[\d+\]", " ", text).split())]


_SUM = re.compile(r"£\d[\d,.]*\d(?: ?(?:million|billion|m|k)\b)?")


def sum_in(answer: str) -> str | None:
    """Return the sum of money that an answer gives, where it gives just one."""
    found = set(_SUM.findall(" ".join(told_in(answer))))
    return found.pop() if len(found) == 1 else None


def matter(question: str, answer: str) -> str:
    """Return what a question is about; where it asks just that, what its answer names.

    "What was the Chair disappointed with?", answered "the lack of information on Night Buses", is
    about Night Buses.
    """
    about = topic(question)
    if not _OPEN.match(about):
        opens, second = question.startswith(about), about.split()[1:2]
        # The first word of a question is written large whatever it is.
        return lowered(about) if opens and second and second[0].islower() else about
    known = question.casefold()
    for text in told_in(answer)[:2]:
        for name in sorted(names_in(text), key=len, reverse=True):
            at = text.find(name)
            if (
                " " in name
                and name.casefold() not in known
                and not _PEOPLE.search(name)
                and _MATTER.search(text[:at])
            ):
                lead = _OF_IT.search(text[:at])
                return f"{lead[0].lower() if lead else ''}{name}"
    text = told_in(answer)[0].strip(" .…")
    words = text.split()
    is_noun = not any(bare(word) in AUXILIARIES or is_past(word) for word in words)
    opens = bool(words) and bare(words[0]) in {"the", "a", "an"}
    return lowered(text) if opens and is_noun and len(words) <= _LONGEST else about


_NUMBERS = {
    word: n
    for n, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    )
} | {"last": -1}


_SHORT = 8  # words; a longer point is cut where it goes on
_GOES_ON = re.compile(r"[,;:(–—]|\.\s| (?:on )?(?:whether|that|which|who|with the aim|in order)\b")


def point(answer: str, ordinal: str) -> str | None:
    """Return the second of the points that an answer gives, in few words: "a, b and c"."""
    number = _NUMBERS.get(ordinal.lower())
    if number is None:
        return None
    told = told_in(answer)
    if len(told) > 1:
        told = [one for one in told if not one.rstrip().endswith(":")]  # what announces a list
    else:
        _, colon, after = told[0].partition(": ")
        told = re.split(r",? and |, |; ", after.strip(" .")) if colon else []
    if len(told) < 2 or number >= len(told):
        return None
    found = re.sub(r"^\W*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] )?", "", told[number]).strip(" .;,")
    found = _GOES_ON.split(found, maxsplit=1)[0] if len(found.split()) > _SHORT else found
    words = found.split()
    if not 0 < len(words) <= _LONGEST or any(bare(word) in AUXILIARIES for word in words):
        return None
    return lowered(found)


_ASKED = re.compile(r"\bask(?:s|ed)? (?:(?:any|a) questions? )?(?:about|on|regarding) (.+)$", re.I)
_QUESTION = re.compile(
    r"\b(?:the |that )?(?:(?:[a-z]+th|\d+(?:st|nd|rd|th)|first|second|third|last|next|"
    r"members?['’]?s?['’]?) )?question(?: \d{1,2}| one| two| three)?"
    r"(?: (?:under|in|about|on|put|of|from|regarding) .+)?$",
    re.IGNORECASE,
)


def question_meant(question: str) -> str | None:
    """Return which member's question an earlier question speaks of: "question 2 under item 9"."""
    text = question.rstrip(" ?.!")
    if match := _QUESTION.search(text):
        return match[0].strip()
    if match := _ASKED.search(text):
        return f"the question about {match[1]}"
    return None
