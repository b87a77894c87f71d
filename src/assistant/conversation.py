"""A follow-up and the questions before it become a question that stands alone. No model needed."""

import re
from collections.abc import Sequence

from assistant.asked_dates import find_dates
from assistant.question import PLACE_FORMS, Asked, understand
from assistant.types import Turn
from assistant.words import fold

_OPENS = re.compile(
    r"^\s*(?:and|but|so|also|ok(?:ay)?|then|what about|how about|what of|same for|or)\b[\s,]*",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:it|its|they|them|their|this|these|those|he|him|his|she|her|hers|there|the same|"
    r"that(?! (?:the|a|an|was|were|is|are|had|has)\b)|one|ones|the former|the latter)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:and|but|so|also|ok(?:ay)?|then|or)\b[\s,]*", re.IGNORECASE)
_ABOUT = re.compile(r"^\s*(?:and|but|so|or)?\s*(?:what|how) (?:about|of)\b\s*", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\b(?:the )?(?:year before|previous year|last year|prior year)\b", re.I)
_BARE_YEAR = re.compile(
    r"\s*(?:in |for )?the (?:year (?:before|after)|(?:previous|following|next|prior) year)\s*\??",
    re.I,
)
_YEAR_AFTER = re.compile(r"\b(?:the )?(?:year after|following year|next year)\b", re.I)


def leans(question: str) -> bool:
    """Whether a question needs an earlier one to be understood."""
    asked = understand(question)
    if _OPENS.match(question) or _BARE_YEAR.fullmatch(question):
        return True
    if _POINTS.search(question) and len(asked.names) == 0 and len(asked.stems) < 4:
        return True
    return (
        not asked.stems and not asked.names and not asked.structure_of and asked.kind != "actions"
    )


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Return the question with what it leaves out taken from the question before it.

    "and in 2019/20?" takes the earlier question with its year replaced; "what about Reading?"
    takes the earlier question's subject; "who said that?" points at the earlier question. A
    question that stands alone comes back as it is.
    """
    if not history or not leans(question):
        return question
    before = " ".join(history[-1].question.split())
    if len(history) > 1:
        before = standalone(before, history[:-1])
    earlier, asked = understand(before), understand(question)
    swapped = _swapped(question, before, earlier, asked)
    if swapped:
        return swapped
    rest = _ABOUT.sub("", question)
    rest = _LEADING.sub("", rest).strip(" ?.")
    if _ABOUT.match(question) and rest:
        return f"{before.rstrip(' ?.')}, as to {rest}?"
    subject = _subject(before)
    return f"{rest[:1].upper()}{rest[1:]} (about: {subject})?"


_NUMBERED = {
    "key_aim": "key aim",
    "strategic_priority": "priority",
    "item": "item",
    "question": "question",
}


def _swapped(question: str, before: str, earlier: Asked, asked: Asked) -> str | None:
    """Return the earlier question with its year, key aim, item or question number replaced."""
    text = before
    year = asked.year
    if earlier.year and not year:
        first = int(earlier.year[:4])
        if _YEAR_BEFORE.search(question):
            year = f"{first - 1}/{first % 100:02d}"
        elif _YEAR_AFTER.search(question):
            year = f"{first + 1}/{(first + 2) % 100:02d}"
    if asked.dates and earlier.dates and not asked.stems:
        return _with_date(text, question)
    if bare := re.fullmatch(r"\D*\b((?:19|20)\d\d)\b\D*", question):
        in_text = re.findall(r"\b(?:19|20)\d\d\b(?![/–-])", text)
        if in_text and not asked.stems - {bare[1]}:
            return text.replace(in_text[-1], bare[1])
    if asked.stems - {"year", "before", "after", "previou", "follow", "next", "last"}:
        return None
    changed = False
    if year:
        pattern = r"20\d\d\s*[/–-]\s*(?:20)?\d\d"
        text = re.sub(pattern, year, text) if earlier.year else f"{text.rstrip(' ?')} in {year}?"
        changed = True
    for name, word in _NUMBERED.items():
        value, old = getattr(asked, name), getattr(earlier, name)
        if value is None:
            continue
        changed = True
        place = f"{word} {value}"
        if old is None:
            text = f"{text.rstrip(' ?')} under {place}?"
        else:
            text = PLACE_FORMS[name].sub(place, text)
    return text if changed else None


def _with_date(before: str, question: str) -> str | None:
    """Return the earlier question with its date replaced by the one named now."""
    new, old = find_dates(question), find_dates(before)
    if not (new and old):
        return None
    said, replaced = question[new[0][0] : new[0][1]], before[old[0][0] : old[0][1]]
    # A form like "in May" takes its preposition along.
    preposition = re.match(r"(?:in|last|since|during|until|from|before|after|by) ", said)
    if preposition and not replaced.startswith(preposition[0]):
        said = said[preposition.end() :]
    return before.replace(replaced, said)


def _subject(question: str) -> str:
    """Return what a question is about: the question without its question words."""
    text = re.sub(
        r"^\s*(?:please\s+)?(?:can you\s+)?(?:tell me\s+)?(?:how (?:much|many)|what|who|when|where|"
        r"why|which|how|did|does|do|is|are|was|were|has|have)\b\s*"
        r"(?:(?:did|does|do|is|are|was|were|has|have|had|the)\b\s*)*",
        "",
        question.strip(" ?."),
        flags=re.IGNORECASE,
    )
    text = re.sub(r"\s+(?:(?:is|are|was|were|been) )?(?:there|be)$|\bwere there\b", "", text)
    return " ".join(text.split()) or fold(question)
