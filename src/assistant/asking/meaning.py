"""Questions for what an abbreviation means, or how something is abbreviated."""

import re
from dataclasses import dataclass

from assistant.language.abbreviations import is_abbreviation, singular
from assistant.language.words import STOP_WORDS, fold

_W = r"[“\"‘']?(?P<word>[A-Za-z][\w&/.-]{0,10}(?:[’']?s\b)?)[”\"’']?"
_CALLED = r"(?:(?:the|an?) )?(?:(?:acronym|abbreviation|initials|letters|term|short form) )?"
_STANDS = r"(?:stands?|standing|stood) for"
_NAMED = r"(?: (?:acronym|abbreviation|initials|letters))?"
# Words that may follow and change nothing: "in the minutes", "please", "exactly".
_REST = (
    r"(?:[\s,]*\b(?:again|exactly|actually|then|please|pls|here|mean|short for|for|"
    r"(?:for|to) (?:me|us)|"
    r"(?:(?:when|as|where) )?(?:it|this|that)(?: is|['’]s)? "
    r"(?:used|said|written|mentioned|at home)|"
    r"(?:in|on|of|for|to|as used in) (?:(?:the|this|that|these|those|all|our|your|your own) )?"
    r"(?:[\w/’'-]+ ){0,3}?(?:minutes?|reports?|papers?|agendas?|documents?|meetings?|panel|"
    r"context)))*\W*"
)


def _any(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_ASKS = _any(
    rf"\bwhat (?:do|does|did|would|might|could|is|are)\W+{_CALLED}{_W}{_NAMED} "
    r"(?:actually |even )?(?:stand(?:s|ing)? for|mean|signify|denote|refer to|short for|"
    r"an (?:abbreviation|acronym) (?:of|for))"
    r"\b(?! by)",
    rf"\bwhat(?:[’']?s| is| was|'re| are) {_CALLED}{_W}{_NAMED} (?:stand(?:s|ing)? for|short for|"
    r"an? (?:abbreviation|acronym) (?:of|for)|supposed to (?:mean|be))\b",
    rf"\bwhat {_CALLED}{_W} (?:means\b|(?:is|are|was) (?:short for|an? (?:abbreviation|acronym)))",
    rf"\b{_CALLED}{_W} (?:{_STANDS}|means?)(?: what| which words)?{_REST}$",
    rf"\bwhat(?:[’']?s| is| was) (?:meant|intended|understood) by {_CALLED}{_W}{_REST}$",
    r"\bwhat (?:do|does|did) (?:you|they|we|people|the \w+) mean (?:by|with) "
    rf"{_CALLED}{_W}{_REST}$",
    r"\b(?:the )?(?:meaning|definition|full (?:form|name|title|version|wording)|long form|"
    rf"expansion|words) (?:of|for|behind) {_CALLED}{_W}{_REST}$",
    r"(?:^|[.,;:!?] |\b(?:please|you|me|and) )(?:define|expand|decode|spell out|unpack|explain|"
    rf"translate) {_CALLED}{_W}{_REST}$",
    r"\b(?:the|an?) (?:acronym|abbreviation|initials|letters) "
    rf"{_W}[\s,–-]*(?:what|which|means?|is)\b",
    r"\bwhich words (?:do|does|are|is) (?:the )?(?:(?:acronym|abbreviation|letters|initials) )?"
    rf"{_W} (?:stand for|short for|abbreviate)\b",
    rf"^\W*{_W}\W+(?:what|meaning|means?|full form|definition|stands? for)\b"
    r"(?: (?:does|is|do|are) (?:it|that|this|they)(?: mean| stand for| short for)?)?\W*$",
)
_WHAT_IS = re.compile(
    r"\b(?:what(?:[’']?s| is| was| are|[’']?re)|(?:who|what) or (?:what|who) (?:is|are)) "
    rf"{_CALLED}{_W}{_REST}$",
    re.IGNORECASE,
)
# "I keep seeing CTLP. What's that short for?": the word stands before what asks for it.
_ASKS_FOR_IT = re.compile(
    r"\b(?:what|which)\b.{0,20}\b(?:it|that|this|they|those|these|the letters)\b.{0,12}"
    r"\b(?:short for|stand(?:s|ing)? for|mean(?:s|ing)?|an? (?:acronym|abbreviation))\b"
    r"|\b(?:what|whatever)(?:[’']?s| is| are) (?:it|that|this|those|they)\W*$"
    r"|\bwhat (?:it|that|this|they) (?:is|are|means?|stands? for|is short for)\b"
    r"|\bno idea what (?:it|that|this)\b",
    re.IGNORECASE,
)
_SHORT_OF = _any(
    r"\b(?:abbreviation|acronym|initials|short(?:er)? (?:form|name)|letters)(?: (?:is|are))?"
    r"(?: used)? (?:for|of) (?:the )?[“\"‘']?(?P<long>[\w’' &/-]{5,80}?)[”\"’']?\W*$",
    r"\bhow (?:is|are|do (?:they|the papers|you)) (?:the )?(?:abbreviate )?[“\"‘']?"
    r"(?P<long>[\w’' &/-]{5,80}?)[”\"’']?(?: (?:abbreviated|shortened))?\W*$",
    r"\bwhat (?:is|are) (?:the )?[“\"‘']?(?P<long>[\w’' &/-]{5,80}?)[”\"’']? "
    r"(?:abbreviated|shortened) (?:to|as)\b",
)
_MARKS = " ?!.=:–-"
_CALLS = {"acronym", "abbreviation", "initials", "letters", "term", "word", "form", "short"}
_ABBREVIATES = re.compile(r"\b(?:abbreviat|acronym|initials|short|letters)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class MeaningAsked:
    """A short form as typed, singular. `certain`: words are asked for, not what a thing does.

    With `long`, the short form of these words is asked for instead.
    """

    word: str
    certain: bool = True
    long: str = ""


def meaning_asked(question: str) -> MeaningAsked | None:
    """Return which abbreviation a question wants spelt out; None for any other question.

    A word in lower case may be meant ("what is a csp"): only the papers tell whether it is one.
    """
    text = " ".join(question.split())
    if _ABBREVIATES.search(text):
        for pattern in _SHORT_OF:
            if (found := pattern.search(text)) and " " in found["long"].strip():
                return MeaningAsked(word="", long=found["long"].strip())
    if is_abbreviation(text.strip(_MARKS)):
        return MeaningAsked(word=singular(text.strip(_MARKS)), certain=False)
    matches = [found for pattern in _ASKS if (found := pattern.search(text))]
    typed = [word for found in matches if (word := _word(found["word"]))]
    if sure := [word for word in typed if is_abbreviation(word)]:
        return MeaningAsked(word=sure[0])
    sentences = re.split(r"(?<=[.?!;])\s+|\s[–-]\s|,\s", text)
    for sentence in sentences:
        if (found := _WHAT_IS.search(sentence)) and (word := _word(found["word"])):
            return MeaningAsked(word=word, certain=False)
    if found := _ASKS_FOR_IT.search(text):
        written = [word for word in re.findall(r"[\w&/’'-]+", text) if is_abbreviation(word)]
        before = [word for word in written if text.find(word) < found.start()]
        if written:
            return MeaningAsked(word=singular((before or written)[-1]))
    return MeaningAsked(word=typed[0]) if typed else None


def asks_for_it(question: str) -> bool:
    """Whether a question asks what something stands for that was named before it."""
    return bool(re.search(r"\b(?:short|stands?) for\b", question, re.IGNORECASE)) and bool(
        _ASKS_FOR_IT.search(question)
    )


def _word(typed: str) -> str:
    word = singular(typed)
    if fold(word) in _CALLS:
        return ""
    return "" if (fold(word) in STOP_WORDS and not is_abbreviation(word)) or len(word) < 2 else word
