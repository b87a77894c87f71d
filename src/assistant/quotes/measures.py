"""What the figures of a sentence count, and for when: so that two can be told to differ."""

import re
from dataclasses import dataclass, replace

from assistant.language.words import MONTHS, STOP_WORDS, stem, tokens
from assistant.verification.lexicon import folded
from assistant.verification.quantities import Quantity, quantities


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A figure: its value and kind, the stem of what it counts, what that is told apart by.

    `details` are the stems of the words around the counted noun, `names` the capitalised words of
    the sentence. `period` is what the sentence
    says of when ("2018", "last year"), None where it says nothing. `bound` is "about", "above",
    "below" or "exact"; `adds` says that it comes on top of another ("a further 42"). `words` are
    the words of what is counted, as written.
    """

    kind: str
    unit: str
    value: float
    bound: str
    counted: str
    details: frozenset[str]
    names: frozenset[str]
    period: str | None
    adds: bool
    words: str
    shown: str


# Words that count anything: what they count is said elsewhere.
_ANYTHING = (
    "offence case incident crime report reported reports matter occasion number total figure "
    "instance event recorded people person"
)
GENERIC = frozenset(map(stem, _ANYTHING.split()))
_ENDS = re.compile(
    r"[,.;:()\[\]“”–]|\b(?:and|or|but|which|who|whom|that|were|was|is|are|had|has|have|been|will|"
    r"would|could|while|whilst|compared|against|than|when|where|because|if|so)\b"
)
_PREPOSITION = re.compile(
    r"\b(?:of|in|into|to|for|from|by|on|at|with|within|across|under|since|during|over|per|made|"
    r"between|through|via|about|around|as|a|an|each|every|received|awarded|given|held|taken)\b"
)
_ADDS = re.compile(
    r"\b(?:further|additional|another|extra|more|other|remaining|separate)\b|"
    r"\bin addition\b|\balso\b|\bof (?:these|those|which|whom)\b|\bincluding\b|\bincrease|"
    r"\brise|\brose|\bfell|\bdecrease|\breduc|\bby \W*$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"\b(?:(?:19|20)\d\d\s?[/–-]\s?\d\d(?:\d\d)?|"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?:(?:{'|'.join(MONTHS)}),? )(?:19|20)\d\d|"
    rf"(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(MONTHS)})|"
    r"(?:the |this |in the )?(?:last|past|previous|current|this|next) (?:\w+ )?"
    r"(?:year|quarter|month|week)s?"
    rf"|(?:in|during|for) (?:{'|'.join(MONTHS)}))\b",
    re.IGNORECASE,
)
_PERIOD_WORDS = frozenset(
    stem(word) for word in ["last", "past", "previous", "year", "quarter", "month", "week", *MONTHS]
)


def measures(sentence: str) -> tuple[Measure, ...]:
    """Return the counts, sums and shares of a sentence, in order; dates and years are none.

    "80 offences in 2018 and 35 in 2019" counts offences twice.
    """
    text = folded(sentence)
    if len(text) != len(sentence):
        return ()  # offsets would not fit
    # Without its years "80 offences in 2018" is not read as a share of 2,018.
    timeless = _PERIOD.sub(lambda match: "_" * len(match[0]), text)
    counted = [
        one
        for one in quantities(timeless)
        if one.kind in {"number", "money", "share"}
        and any(character.isdigit() for character in text[one.start : one.end])
        and not _is_reference(sentence, one)
    ]
    found: list[Measure] = []
    for number, one in enumerate(counted):
        until = counted[number + 1].start if number + 1 < len(counted) else len(text)
        since = counted[number - 1].end if number else 0
        made = _measure(sentence, text, one, since, until)
        if not made.counted and found and found[-1].kind == made.kind:
            # "80 offences in 2018 and 35 in 2019"
            made = replace(made, counted=found[-1].counted, words=found[-1].words)
        found.append(made)
    return tuple(found)


_NAMES = re.compile(r"\b[A-Z][\w’'-]*")
_OPENERS = {"nearly", "almost", "around", "approximately", "roughly", "just", "fewer", "less"}
_REFERENCE = re.compile(
    r"\b(?:items?|aims?|priorit(?:y|ies)|questions?|minutes?|section|year|stage|part|objectives?|"
    r"level|qtr\.?|quarter|phase|tel:?|page|covid|round|q)\W{0,3}$"
)


def _is_reference(sentence: str, one: Quantity) -> bool:
    """Whether a number tells one thing from others of its kind: "item 3", "Band 4"."""
    before = sentence[: one.start].rstrip()
    last = before.split()[-1] if before else ""
    return bool(
        _REFERENCE.search(f"{before.casefold()} ")
        or (last[:1].isupper() and last.isalpha() and last.casefold() not in STOP_WORDS | _OPENERS)
    )


def _measure(sentence: str, text: str, one: Quantity, since: int, until: int) -> Measure:
    after = text[one.end : until]
    end = _ENDS.search(after)
    phrase = after[: end.start()] if end else after
    cut = _PREPOSITION.search(phrase)
    noun = phrase[: cut.start()] if cut else phrase
    nouns = [token for token in tokens(noun) if not token.isdigit()][:4]
    head = stem(nouns[-1]) if nouns else ""
    around = tokens(phrase)[:14] if one.kind == "number" else tokens(text)
    details = frozenset(
        stem(token)
        for token in around
        if token not in STOP_WORDS and not any(character.isdigit() for character in token)
    )
    period = _period_of(text, one, since, until)
    return Measure(
        kind=one.kind,
        unit=one.unit,
        value=float(one.value),
        bound=one.bound,
        counted=head,
        details=details - {head} - _PERIOD_WORDS,
        names=frozenset(_NAMES.findall(sentence)) - {"The", "A", "An"},
        period=_period(period[0]) if period else None,
        adds=bool(_ADDS.search(text[max(0, one.start - 30) : one.end + 12])),
        words=" ".join(nouns),
        shown=sentence[one.start : one.end].strip(),
    )


_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|while|whilst)\b")


def _period_of(text: str, one: Quantity, since: int, until: int) -> re.Match[str] | None:
    """Return when a figure is for: what follows in its clause, else what stands before it.

    "80 in 2018 and 35 in 2019" as well as "in 2018 there were 80, and in 2019 there were 35".
    """
    rest = text[one.end : until]
    clause = _CLAUSE.split(rest, maxsplit=1)[0]
    before = list(_PERIOD.finditer(text[since : one.start]))
    return _PERIOD.search(clause) or (before[-1] if before else _PERIOD.search(rest))


def _period(text: str) -> str:
    text = re.sub(r"^(?:in |during |for )?(?:the )?", "", text.strip())
    return re.sub(r"\s*[/–-]\s*(?:20)?(?=\d\d$)", "/", text)


def differ(one: Measure, other: Measure) -> bool:
    """Whether two values cannot both be right of the same thing, as far as they are bounded."""
    small, large = sorted((one, other), key=lambda measure: measure.value)
    if small.value == large.value:
        return False
    if "about" in {one.bound, other.bound} and small.value >= 0.85 * large.value:
        return False
    if small.bound == "above" or large.bound == "below":
        return False
    return large.value - small.value > 0.004 * large.value
