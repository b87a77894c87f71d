"""Whether a text holds the type of thing that was asked for: a sum, an age, a time, a name.

Expected answer types (Li and Roth 2002, "Learning question classifiers") by rules over the words:
a question for a cost is not answered by any figure, but by a sum of money.
"""

import re
from itertools import takewhile

from assistant.asking.question import Asked
from assistant.language.english import is_past, words_of
from assistant.language.everyday import alike
from assistant.language.naming import named_in
from assistant.language.vocabulary import likely_parts
from assistant.language.words import MONTHS, content_stems, fold, stem, tokens

# A figure is there, but the thing that is counted is not named: it may go by another word.
_OTHER_THING = 0.4
# "Local taxi firms" may be who, though no name.
_NO_NAME = 0.3

_WRITTEN_NUMBER = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|"
    r"eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|both|(?:a|one|half a) dozen|"
    r"hundreds?|thousands?|millions?|billions?|no one|nobody|none)"
)
_HOW_OFTEN = re.compile(
    r"\b(?:daily|weekly|monthly|quarterly|annual(?:ly)?|yearly|once|twice|every|each)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(rf"\d|\b{_WRITTEN_NUMBER}\b", re.IGNORECASE)
_MONTHS = "|".join(f"{month}" for month in MONTHS)
# What looks like a figure and only says when or where: dates, years, item numbers, "Year 4".
_NO_FIGURE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})\b|\b(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\b"
    rf"|\b(?:round|stage|phase) (?:\d+|{_WRITTEN_NUMBER})\b"
    r"|\b\d{1,2}[.:]\d\d ?(?:am|pm)\b|\b1:1\b|\b0\d{3,4} ?\d{5,6}\b"
    r"|\b\d{1,3}/\d\d\b|\b(?:year|priority|aim|item|section|quarter|qtr\.?|level|part) \(?\d+\)?",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS.replace('|may', '').replace('|march', '')}|monday|tuesday|"
    r"wednesday|thursday|friday|week|weekend|month|months|year|years|quarter|today|yesterday|"
    r"recently|during|before|after|until|since|future|next|day|days)\b|\bMay\b|\bMarch\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.?!:“‘] )(?<!^)\b[A-Z][\w’'-]+")

# What a question says → what its answer must hold, tried in this order.
_TYPES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            r"\b(?:costs?|price[ds]?|budget|fee|salary|spen[dt]|paid|pay|paying|worth|how much "
            r"(?:money|cash|funding)|(?:sum|amount|value) of (?:money|cash)|sums|"
            r"how much (?:\w+ ){1,4}(?:hand(?:ed)?|giv(?:e|en|ing)|gave|award(?:ed)?|grant(?:ed)?|"
            r"donat(?:e|ed)|allocat(?:e|ed)|fund(?:ed)?|rais(?:e|ed)|contribut(?:e|ed)))\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"[£$€] ?\d|\b\d[\d,.]*(?:k|m| ?(?:pounds|pence|euros?|dollars|million|billion))\b|"
            r"\bfree\b|\bno (?:cost|charge)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\bhow old\b|\bwhat ages?\b|\bage (?:was|were|is|are|of)\b", re.IGNORECASE),
        re.compile(
            r"\bage[ds]?\b|\byears?[- ]old\b|\b(?:under|over)-?\d{1,2}s\b|\bborn\b", re.IGNORECASE
        ),
    ),
    (
        re.compile(
            r"\b(?:what|which) (?:percentage|proportion|share|fraction)\b|\bper ?cent\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"%|\bper ?cent\b|\b(?:half|thirds?|quarters?|fifths?|majority)\b|"
            r"\b(?:all|most|none) of\b|"
            r"\b(?:one|two|\d+) (?:in|out of) (?:every )?(?:\w+|\d+)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\bhow long\b", re.IGNORECASE),
        re.compile(
            r"\b(?:minutes?|hours?|days?|weeks?|months?|years?|since|until|temporar\w+|permanent\w*|"
            r"annual\w*)\b|\d ?(?:km|m|miles?|metres?|pages?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\bwhat time\b|\btime of (?:the )?day\b", re.IGNORECASE),
        re.compile(
            r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b(?:noon|midday|midnight|morning|"
            r"afternoon|evening|night)\b|o[’']clock",
            re.IGNORECASE,
        ),
    ),
)
_MONEY = re.compile(r"[£$€] ?\d[\d,.]*(?: ?(?:k|m|bn|million|billion|thousand))?\b")
# "10 times" and "both within the force and outside it" count no things.
_OF_TIME = re.compile(
    rf"(?:\d[\d,.]*|\b{_WRITTEN_NUMBER}) (?:times|years?|months?|weeks?|days?|hours?|minutes?)\b"
    r"|\bboth (?:within|in|to|by|from|with|at|for|on|inside|outside|internally|locally)\b",
    re.IGNORECASE,
)
_OF_TIME_ASKED = re.compile(
    r"\bhow many (?:\w+ )?(?:times|years|months|weeks|days|hours|minutes)\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\b(?:how many|(?:number|no\.) of) (?:of (?:the|those|these|them) )?"
    r"(?:(?:more|other|new|different|further|such|extra|additional|separate) )*([^?.,;]+)",
    re.IGNORECASE,
)
# Where the thing that is counted ends: at the verb.
_VERBS = re.compile(
    r"\b(?:did|do|does|has|have|had|is|are|was|were|will|would|can|could|got|get|went|came|took|"
    r"were|been|in|at|on|of|to|for|from|with|under|by|against|that|who|which|there)\b",
    re.IGNORECASE,
)
# Words for people, and for things in general, that no paper needs to use.
_GENERAL = content_stems(
    "people persons person individuals folk men women ones things times cases occasions others "
    "different types kinds sorts percent cause causes groups organisations bodies"
)
# What happened to people that are counted: "how many people were killed".
_PEOPLE_DID = re.compile(
    r"\bhow many (?:\w+ )?(?:people|persons|individuals|men|women|ones)\b(?P<rest>[^?.;]*)",
    re.IGNORECASE,
)


# Verbs that say little of what happened, so that papers may well use another.
_LIGHT = words_of(
    "sent given taken made seen got had done involved put brought went came told asked used helped "
    "supported received reached spoken met offered sought contacted"
)


def holds_type(asked: Asked, text: str, around: str, title: str = "") -> float:
    """Return how far `text` holds the type of thing that `asked` asks for, 0 to 1.

    `around` is the text with its passage and the words of its place: what is counted may be named
    there. `title` is that of the paper: what it names all over tells nobody who or where.
    """
    question = asked.text
    for asks, holds in _TYPES:
        if asks.search(question) and asked.kind in {"figure", "when"}:
            return float(bool(holds.search(text)))
    if asked.kind == "figure":
        return _figure(asked, text, around)
    if asked.kind == "when":
        return float(bool(_WHEN.search(text)))
    if _why_away(asked):
        return float(bool(_REASON.search(text)))
    return _name(asked, text, title) if asked.kind in {"who", "where"} else 1.0


def _why_away(asked: Asked) -> bool:
    """Whether it asks why somebody was not there: that they were not is no answer."""
    return asked.kind == "why" and "attendance" in likely_parts(asked.text)


def _name(asked: Asked, text: str, title: str) -> float:
    known = content_stems(f"{asked.text} {title} {_MONTHS.replace('|', ' ')}")
    if any(not content_stems(word) <= known for word in _NAME.findall(text)):
        return 1.0
    return 0.0 if must_hold(asked) else _NO_NAME


def _figure(asked: Asked, text: str, around: str) -> float:
    if "how often" in asked.text.lower() and _HOW_OFTEN.search(text):
        return 1.0
    left = _NO_FIGURE.sub(" ", text)
    if _COUNTED.search(asked.text) and not _OF_TIME_ASKED.search(asked.text):
        left = _OF_TIME.sub(" ", left)
    for number in asked.numbers:
        left = left.replace(number, " ")
    if not _FIGURE.search(left):
        return 0.0
    counted = counted_words(asked.text)
    if not counted:
        return float(_happened(asked.text, around))
    if not _FIGURE.search(_MONEY.sub(" ", left)):
        return _OTHER_THING  # a sum of money counts no things
    held = content_stems(around)
    # A near spelling is the same thing: "refferals".
    named = [bool(alike(stem(word)) & held) or named_in(word, around) for word in counted]
    # Of "knife crimes" both words must be there, of a longer phrase most.
    return 1.0 if sum(named) > len(named) / 2 else _OTHER_THING


# What must be called by a name: "which town", "the officer's name", "what is it called".
_NAME_WANTED = re.compile(
    r"\bwhich (?:of the )?(?:areas?|towns?|cit(?:y|ies)|villages?|boroughs?|districts?|wards?|"
    r"schools?|prisons?|stations?|hospitals?|streets?|parks?|forces?|compan(?:y|ies)|firms?|charit(?:y|ies)|"
    r"officers?|councillors?|person)\b|\bcalled\W*$|\bwhat .{3,60}\b(?:called|named)\b|"
    r"\bnames? of\b|^\W*name\b",
    re.IGNORECASE,
)


_REASON = re.compile(
    r"\b(?:because|due to|owing to|as (?:he|she|they)|reasons?|illness|prior|clash\w*)\b", re.I
)


def must_hold(asked: Asked) -> bool:
    """Whether nothing without the type of thing asked for can answer: a sum, a share, a name."""
    if _why_away(asked):
        return True
    if asked.kind in {"who", "where"}:
        return bool(_NAME_WANTED.search(asked.text))
    return asked.counts or (
        asked.kind == "figure" and any(asks.search(asked.text) for asks, _ in _TYPES)
    )


def _happened(question: str, around: str) -> bool:
    """Whether what is said to have happened to the people that are counted is named."""
    match = _PEOPLE_DID.search(question)
    verb = next((word for word in tokens(match["rest"]) if is_past(word)), None) if match else None
    if verb is None or fold(verb) in _LIGHT or not content_stems(verb):
        return True
    held = content_stems(around)
    # "Referred" is told of by "referrals".
    near = any(one[:5] == stem(verb)[:5] for one in held) if len(stem(verb)) > 4 else False
    return bool(alike(stem(verb)) & held) or near


def counted_words(question: str) -> tuple[str, ...]:
    """Return the words for what "how many …" counts; empty where that is people or nothing."""
    found = _COUNTED.search(question)
    if not found:
        return ()
    phrase = tokens(_VERBS.split(found[1], maxsplit=1)[0])
    noun = [*phrase[:1], *takewhile(lambda word: not is_past(word), phrase[1:4])]
    words = tuple(word for word in noun if content_stems(word) and not word[:1].isdigit())
    return () if content_stems(" ".join(words)) & _GENERAL else words
