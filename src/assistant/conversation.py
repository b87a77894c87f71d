"""A follow-up and the questions before it become a question that stands alone. No model needed."""

import re
from collections.abc import Sequence

from assistant.question import MONTHS, Asked, understand
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
_YEAR_AFTER = re.compile(r"\b(?:the )?(?:year after|following year|next year)\b", re.I)


def leans(question: str) -> bool:
    """Whether a question needs an earlier one to be understood."""
    asked = understand(question)
    if _OPENS.match(question):
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
    before = history[-1].question
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
    for value, old, word in (
        (asked.key_aim, earlier.key_aim, "key aim"),
        (asked.strategic_priority, earlier.strategic_priority, "priority"),
        (asked.item, earlier.item, "item"),
        (asked.question, earlier.question, "question"),
    ):
        if value is None:
            continue
        changed = True
        if old is None:
            text = f"{text.rstrip(' ?')} under {word} {value}?"
        else:
            text = re.sub(
                rf"({word}s?\D{{0,8}}){re.escape(str(old))}\b", rf"\g<1>{value}", text, flags=re.I
            )
    return text if changed else None


_DATE_TEXT = re.compile(
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+)?\b(?:{'|'.join(MONTHS)})\b(?:\s+20\d\d)?", re.IGNORECASE
)


def _with_date(before: str, question: str) -> str | None:
    """Return the earlier question with its date replaced by the one named now."""
    new, old = _DATE_TEXT.search(question), _DATE_TEXT.search(before)
    return before.replace(old[0], new[0]) if new and old else None


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
