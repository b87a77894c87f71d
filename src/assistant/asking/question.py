"""What a question asks for: the places and dates it names, the things it names, and its kind.

Pure functions over the text of the question; what the documents hold is compared later, so that a
question can name a key aim or a meeting that does not exist and be refused for that reason.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from assistant.asking.own_names import own_stems
from assistant.asking.phrasing import (
    ASKED_FOR,
    ASKING,
    COUNTING,
    KINDS,
    MINUTED_ACTIONS,
    STRUCTURE_WORDS,
    STRUCTURES,
    Kind,
    StructureOf,
)
from assistant.dates.asked import Day, find_dates, of_meetings, without_dates
from assistant.dates.periods import without_periods
from assistant.dates.ranges import find_ranges
from assistant.language.words import STOP_WORDS, content_stems, fold, tokens
from assistant.types import DocumentKind

_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
        ),
        1,
    )
}
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})"
_AIM_NOUN = r"(?:key[\s-]*aims?|ka-?|aims?)"
_PRIORITY_NOUN = r"(?:strategic\s+priorit(?:y|ies)|priority|objective|sp)"

_KEY_AIM = re.compile(rf"\b{_AIM_NOUN}\s*(?:no\.?|number|#)?\s*\(?({_COUNT})\b", re.I)
_NTH = rf"({'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_KEY_AIM_ORDINAL = re.compile(rf"\b{_NTH}\s+(?:key\s+)?aim\b", re.I)
_PRIORITY_ORDINAL = re.compile(rf"\b{_NTH}\s+(?:strategic\s+)?(?:priority|objective)\b", re.I)
_QUESTION_ORDINAL = re.compile(
    rf"\b{_NTH}\s+(?:of the\s+)?(?:members?['’]?s?['’]?\s+)?questions?\b", re.I
)
_PRIORITY = re.compile(rf"\b{_PRIORITY_NOUN}\s*(?:no\.?|number|#)?\s*\(?({_COUNT})\b", re.I)
_ITEM = re.compile(
    r"\b(?:agenda\s+)?(?:item|minute)s?\s*(?:no\.?|number|#)?\s*(\d{1,3}(?:/\d{2,4})?[a-z]?)\b",
    re.I,
)
_BARE_ITEM = re.compile(r"\b(\d{1,3}/\d{2})\b")
_QUESTION = re.compile(
    rf"\b(?:members?['’]?s?['’]?\s+)?question\s*(?:no\.?|number|#)?\s*\(?({_COUNT})\b", re.I
)
_YEAR = re.compile(
    r"\b(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)\b(?:\s*\(?\s*(q(?:tr|uarter)?\.?\s*[1-4]))?", re.I
)

_NUMBERED = (
    *(_KEY_AIM, _KEY_AIM_ORDINAL),
    *(_PRIORITY, _PRIORITY_ORDINAL),
    *(_QUESTION, _QUESTION_ORDINAL),
)
# How each numbered place is written, for whoever replaces one in a question.
PLACE_FORMS = {
    "key_aim": re.compile(f"{_KEY_AIM.pattern}|(?:the )?{_KEY_AIM_ORDINAL.pattern}", re.I),
    "strategic_priority": re.compile(
        f"{_PRIORITY.pattern}|(?:the )?{_PRIORITY_ORDINAL.pattern}", re.I
    ),
    "item": re.compile(f"{_ITEM.pattern}|{_BARE_ITEM.pattern}", re.I),
    "question": re.compile(f"{_QUESTION.pattern}|(?:the )?{_QUESTION_ORDINAL.pattern}", re.I),
}

# Which paper is to speak. "The report on thefts" may be one that the minutes speak of.
_PAPERS: tuple[tuple[DocumentKind, str], ...] = (
    ("minutes", r"minutes"),
    ("report", r"reports?(?! (?:on|of|by|from|to|about|into)\b)"),
    ("agenda", r"agenda"),
)
_SAYS = r"(?:say|state|record|show|note|mention|tell|give|claim|have)\w*"


def _papers(question: str) -> tuple[DocumentKind, ...]:
    """Return the kinds of paper that are asked to speak; none where the Panel is to speak too."""
    if re.search(r"\b(?:panel|members?|councillors?)\b.{0,20}\bask", question, re.I):
        return ()
    return tuple(
        kind
        for kind, noun in _PAPERS
        if re.search(
            rf"\b(?:in|according to|from) (?:the|your|those|these) (?:\w+ ){{0,2}}{noun}\b"
            rf"|\b(?:does|do|did|what) the (?:\w+ )?{noun} {_SAYS}",
            question,
            re.I,
        )
    )


_STRANDS = {
    # what people call a strand → words its heading must contain
    "delivery plan": ("delivery", "plan"),
    "community safety fund": ("community", "safety", "fund"),
    "property act fund": ("property", "act", "fund"),
    "property act": ("property", "act", "fund"),
    "general activities": ("general", "activities"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What was understood of a question.

    `stems` say what it is about, places and question words taken out; `date_stems` are the words of
    its dates other than meetings'; `names` are the capitalised
    words, acronyms and quoted strings it uses; `numbers` the figures. A date is (year, month, day)
    with None for what is not said. `papers` are the kinds of paper that it wants to hear from
    ("what do the minutes say"). `own_stems` are those of `stems` that only name the body whose
    papers these are.
    """

    text: str
    kind: Kind
    structure_of: StructureOf | None
    stems: frozenset[str]
    date_stems: frozenset[str]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    key_aim: int | None = None
    strategic_priority: int | None = None
    item: str | None = None
    question: int | None = None
    year: str | None = None
    strand_words: tuple[str, ...] = ()
    dates: tuple[Day, ...] = ()
    meeting_dates: tuple[Day, ...] = ()
    papers: tuple[DocumentKind, ...] = ()
    own_stems: frozenset[str] = frozenset()

    @property
    def asks_for_questions(self) -> bool:
        """Whether members' questions themselves are the answer ("what did members ask about …")."""
        return bool(ASKED_FOR.search(self.text))

    @property
    def counts(self) -> bool:
        """Whether nothing but a figure answers it ("how many", "how much")."""
        return self.kind == "figure" and bool(COUNTING.search(self.text))

    @property
    def minuted_actions(self) -> bool:
        """Whether it asks for actions as minutes record them, not for what somebody did."""
        return self.kind == "actions" and bool(MINUTED_ACTIONS.search(self.text))

    @property
    def about_questions(self) -> bool:
        """Whether it asks what was asked, so that a member's question is an answer."""
        return bool(ASKING.search(self.text))

    @property
    def names_place(self) -> bool:
        """Whether it names a place in a document (key aim, item, year, strand, question)."""
        return bool(
            self.key_aim is not None
            or self.strategic_priority is not None
            or self.item
            or self.year
            or self.strand_words
            or self.question is not None
        )


def _kind(question: str) -> Kind:
    """Return what kind of question it is: actions, else what is asked first ("why … who …")."""
    found = [
        (kind != "actions", match.start(), order, kind)
        for order, (kind, pattern) in enumerate(KINDS)
        if (match := pattern.search(question))
    ]
    return min(found)[3] if found else "open"


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBER_WORDS[text.lower()]


def normal_year(text: str) -> str | None:
    """Return the first financial year of a text as "2019/20", None where it has none."""
    found = _YEAR.search(text)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return f"{found[1]}/{found[2]}"


def understand(question: str, own: Collection[str] = ()) -> Asked:
    """Return what the question asks for.

    Rules over the words, no model: each place is named the way people name it ("key aim 2", "the
    second aim", "item 13/21", "question 1", "2019-20", "the January meeting"). `own` are
    the names of the body whose papers these are (`own_names`).
    """
    # A range is one thing: "between March and June 2021" asks for neither month by itself.
    plain = without_periods(question, find_ranges(question))
    found_dates = find_dates(plain)
    rest = without_dates(plain, found_dates)
    key_aim = _first(_KEY_AIM, question) or _first(_KEY_AIM_ORDINAL, question)
    priority = _first(_PRIORITY, question) or _first(_PRIORITY_ORDINAL, question)
    item = _ITEM.search(question) or _BARE_ITEM.search(_YEAR.sub(" ", rest))
    numbered = _first(_QUESTION, question) or _first(_QUESTION_ORDINAL, question)
    strand = next((words for name, words in _STRANDS.items() if name in fold(question)), ())
    meetings = of_meetings(plain, found_dates)
    rest = _YEAR.sub(lambda match: " " if normal_year(match[0]) else match[0], rest)
    for pattern in (
        _KEY_AIM,
        _KEY_AIM_ORDINAL,
        _PRIORITY,
        _PRIORITY_ORDINAL,
        _QUESTION,
        _QUESTION_ORDINAL,
    ):
        rest = pattern.sub(" ", rest)
    if item:
        rest = _ITEM.sub(" ", rest).replace(item[1], " ")
    stems = content_stems(_OF_WHAT_KIND.sub("what ", rest))
    if numbered is not None or _THE_QUESTION.search(question):
        # "Who answered question 2": how a question is dealt with says nothing of its subject.
        stems -= _DEALT_WITH
    body = own_stems(rest, own)
    structure_of = next((what for what, pattern in STRUCTURES if pattern.search(question)), None)
    kind = _kind(question)
    if structure_of and kind in {"open", "said", "figure"} and not stems - STRUCTURE_WORDS - body:
        kind = "structure"
    return Asked(
        text=question,
        kind=kind,
        structure_of=structure_of if kind == "structure" else None,
        stems=stems,
        date_stems=content_stems(
            " ".join(question[start:end] for start, end, day in found_dates if day not in meetings)
        ),
        names=names_in(rest),
        numbers=tuple(token for token in tokens(rest) if token[-1:].isdigit() or token[:1] == "£"),
        key_aim=key_aim,
        strategic_priority=priority,
        item=item[1] if item else None,
        question=numbered,
        year=normal_year(plain),
        strand_words=strand,
        dates=tuple(day for *_, day in found_dates),
        meeting_dates=meetings,
        papers=_papers(question),
        own_stems=stems & body,
    )


_OF_WHAT_KIND = re.compile(r"\bwhat (?:kind|sort|type)s? of\b", re.IGNORECASE)
_THE_QUESTION = re.compile(r"\bto the question\b", re.IGNORECASE)
_DEALT_WITH = content_stems("answer answered reply replied respond responded response put")


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    if not found:
        return None
    word = found[1].lower()
    return _ORDINALS[word] if word in _ORDINALS else _count(re.sub(r"(?<=\d)[a-z]+$", "", word))


_NAME = re.compile(
    r"[“\"‘]([^”\"’]{3,60})[”\"’]"
    r"|\b((?:[A-Z][\w’'&/.-]*|[A-Z]{2,}\w*)(?:\s+(?:of|and|for|the|&)\s+[A-Z][\w’'&/-]*|\s+[A-Z][\w’'&/-]*)*)"
)


# "OK. Something": a full stop ends a run of capitals, but not behind "Mr." or an initial.
_STOP = re.compile(
    r"(?<=[^\W\d_]{2}\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!Cllr\.)\s+"
)
_SHORTENED = re.compile(r"'(?:s|m|d|ve|ll|re)$")


def _runs(text: str) -> list[tuple[int, list[str]]]:
    """Return where each quoted string or run of capitalised words begins, and its words."""
    found = []
    for match in _NAME.finditer(text):
        start = match.start(1) if match[1] else match.start(2)
        for piece in _STOP.split(match[1] or match[2]):
            at = text.find(piece, start)
            found.append((at, piece.strip(" .,'’").split()))
            start = at + len(piece)
    return found


def names_in(text: str) -> tuple[str, ...]:
    """Return the names a text uses: quoted strings, acronyms and runs of capitalised words.

    A capital at the start of a sentence says nothing and is left out unless more capitals follow.
    """
    found = []
    for at, run in _runs(text):
        before, words = text[:at].rstrip(), run
        opens = not before or before[-1] in ".?!:"
        while words and _SHORTENED.sub("", fold(words[0])) in STOP_WORDS:
            words = words[1:]
            opens = False
        if opens and words and not words[0].isupper():
            # The first word of a sentence is written large whatever it is.
            words = words[1:]
        while words and words[-1] == "I":
            words = words[:-1]
        if words:
            found.append(" ".join(words).removesuffix("'s").removesuffix("’s"))
    return tuple(dict.fromkeys(found))
