"""Like for like: the earlier question with one of its parts replaced by what is named now."""

import re

from assistant.asking.question import PLACE_FORMS
from assistant.dates.periods import find_periods
from assistant.follow_ups.clauses import take_apart, topic
from assistant.follow_ups.moving import BEFORE_TIME, FINANCIAL, QUARTER, tidy, timed, times
from assistant.language.bodies import FORCE
from assistant.language.english import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    bare,
    is_past,
    is_plural,
    words_of,
)

_PAPER = re.compile(
    r"(?:(?:in|from|according to|by) )?(the |this |that )?(?P<paper>minutes|reports?|agenda|"
    r"letters?|papers?|action list|plan|transcript|summary)",
    re.IGNORECASE,
)
_PLACE_PREPOSITIONS = words_of("in at near from to around across within")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Professor|Prof|Rev|Cllr|Councillor|Alderman)\b\.?"
)
_ROLE = re.compile(
    r"\b(?:PCC|[Cc]ommissioner|[Cc]onstable|[Cc]hair(?:man|woman|person)?|[Oo]fficer|[Dd]irector|"
    r"[Mm]anager|[Cc]o-?[Oo]rdinator|[Aa]dvis[eo]r|[Ss]ecretary|[Ss]uperintendent|[Ii]nspector|"
    r"[Ll]eader|[Mm]ayor|[Cc]lerk|[Hh]ead|[Dd]eputy|[Ss]olicitor|[Tt]reasurer|[Cc]oroner|"
    r"[Ee]ngineer|[Pp]resident|[Mm]inister|[Gg]overnor|[Mm]aster|[Aa]uditor|[Oo]mbudsman|[Bb]ishop|"
    r"[Dd]ean|[Pp]rofessor|[Dd]octor)\b"
)
_BODY = re.compile(
    r"\b(?:[Cc]ouncil|[Bb]orough|[Cc]ommittee|[Bb]oard|[Pp]olice|[Aa]uthority|[Aa]ssociation|"
    r"[Pp]anel|[Ff]orce|[Oo]ffice|[Pp]artnership|[Ss]ervice|[Uu]nit|[Tt]rust|[Aa]gency|[Cc]harity|"
    r"[Cc]ourt|[Cc]ompany|[Uu]niversity|[Cc]ollege|[Ss]chool|[Hh]ospital|[Uu]nion|[Cc]orporation|"
    rf"{FORCE}|OPCC|NHS)\b"
)
_APPEND = "as to"


def swap(before: str, part: str, answer: str) -> str:
    """Return the earlier question with `part` in the place of what is like it.

    `part` is what follows "what about" or stands alone: "Reading", "under key aim 3", "cats". What
    is like nothing in the earlier question is put at its end.
    """
    text = before.rstrip(" ?.!")
    rest = part.strip(" ?.!,")
    if not rest:
        return f"{text}?"
    text, rest = _paper(text, rest)
    if rest and (quarter := QUARTER.fullmatch(rest)) and QUARTER.search(text):
        text, rest = QUARTER.sub(lambda _: quarter[0], text), ""
    if rest:
        text, rest = _numbered(text, rest)
    if rest:
        text, rest = timed(text, rest, answer)
    if rest:
        text = _named(text, rest) or f"{text}, {_APPEND} {rest}"
    return f"{text}?"


def _paper(text: str, part: str) -> tuple[str, str]:
    """Look in another kind of paper: "and in the minutes?"."""
    match = _PAPER.fullmatch(part)
    if not match or not (match[1] or match["paper"].lower() in {"minutes", "agenda"}):
        return text, part
    old = re.search(
        r"\b(?:in|from|according to) the (?:minutes|reports?|agenda|letters?|papers?)\b", text
    )
    paper = f"the {match['paper']}"
    if old:
        return f"{text[: old.start()]}{old[0].rsplit('the ', 1)[0]}{paper}{text[old.end() :]}", ""
    return f"{text} according to {paper}", ""


def _numbered(text: str, part: str) -> tuple[str, str]:
    """Replace or add a key aim, priority, item or question number."""
    for name, form in PLACE_FORMS.items():
        if name == "item" and FINANCIAL.search(part):
            continue
        match = form.search(part)
        if not match:
            continue
        place = f"item {match[0]}" if match[0][:1].isdigit() else match[0]
        old = form.search(text) if name != "item" or not FINANCIAL.search(text) else None
        old = old or (form.search(FINANCIAL.sub(_blank, text)) if name == "item" else None)
        if old:
            text = f"{text[: old.start()]}{place}{text[old.end() :]}"
        elif name == "item" and match[0] == part and (lead := _SPEAKS_OF.search(text)):
            # An item named alone is another matter: it takes the place of the matter.
            text = f"{text[: lead.start()]} under {place}"
        else:
            text = f"{text} {'in' if name == 'question' else 'under'} {place}"
        part = tidy(f"{part[: match.start()]} {part[match.end() :]}")
    return text, part


_SPEAKS_OF = re.compile(r"(?<=\w) (?:with|about|on|regarding|concerning|to|of) .+$")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _kind(noun: str) -> str:
    """Return what a noun phrase names: person, body, name (a place, mostly) or thing."""
    words = [word for word in noun.split() if bare(word) not in DETERMINERS]
    if _TITLE.search(noun):
        return "person"
    if not any(word[:1].isupper() for word in words):
        return "person" if _ROLE.search(noun) and len(words) < 4 else "thing"
    if _ROLE.search(noun):
        return "person"
    if _BODY.search(noun):
        return "body"
    return "name"


def _named(text: str, part: str) -> str | None:
    words = part.split()
    preposition = bare(words[0]) if bare(words[0]) in PREPOSITIONS else ""
    noun = " ".join(words[1:]) if preposition else part
    kind = _kind(noun)
    if preposition:
        phrase = f"{preposition} {noun}".strip()
        return _at_preposition(text, preposition, noun, kind) or _before_time(text, phrase)
    owner = re.search(r"(?:\b[Tt]he )?\b(?:[A-Z][\w-]*[\w] )*[A-Z]?[\w-]+['’]s(?= )", text)
    if owner and re.search(r"['’]s?$", noun):
        return _put(text, *owner.span(), noun)
    if kind in {"person", "body"}:
        clause = take_apart(text)
        speaks = kind == "person" and not (clause and clause.asking in {"who", "whom", "whose"})
        said = f"What did {noun} say about {topic(text)}" if speaks else None
        return _actor(text, noun) or _of_kind(text, noun, kind) or said
    if kind == "name":
        return (
            _of_kind(text, noun, "name")
            or (_actor(text, noun) if not re.match(r"the\b", noun) else None)
            or _thing(text, noun)
        )
    return _thing(text, noun)


def _before_time(text: str, part: str) -> str:
    """Put a phrase at the end, in front of a time that stands there: "in Slough in 2018"."""
    for one in find_periods(text):
        lead = BEFORE_TIME.search(text[: one.start])
        if one.end == len(text) and lead:
            return f"{text[: lead.start()]}{part} {text[lead.start() :]}"
    return f"{text} {part}"


def _phrases(text: str) -> list[tuple[str, int, int]]:
    """Return the phrases with a preposition: the preposition, start and end of what follows it."""
    found: list[tuple[str, int, int]] = []
    spans = [(match.start(), match.end(), bare(match[0])) for match in re.finditer(r"\S+", text)]
    for n, (_, _, low) in enumerate(spans):
        if low not in PREPOSITIONS - {"of"} or n + 1 >= len(spans):
            continue
        end = n + 1
        while end < len(spans):
            word = spans[end][2]
            ends = word in PREPOSITIONS - {"of"} or word in AUXILIARIES - {"may"}
            if ends or (end > n + 1 and is_past(word)):
                break
            end += 1
            if text[spans[end - 1][1] - 1] in ",;":
                break
        if end > n + 1:
            found.append((low, spans[n + 1][0], spans[end - 1][1]))
    return found


def _is_time_or_number(words: str) -> bool:
    return bool(times(words)) or any(form.search(words) for form in PLACE_FORMS.values())


def _put(text: str, start: int, end: int, noun: str) -> str:
    return f"{text[:start]}{noun}{text[end:]}"


def _at_preposition(text: str, preposition: str, noun: str, kind: str) -> str | None:
    """Replace what follows the same preposition: "visits to schools", "and to hotels?"."""
    phrases = [one for one in _phrases(text) if not _is_time_or_number(text[one[1] : one[2]])]
    for low, start, end in reversed(phrases):
        if low == preposition:
            return _put(text, start, end, noun)
    if preposition in _PLACE_PREPOSITIONS and kind == "name":
        for low, start, end in reversed(phrases):
            if low in _PLACE_PREPOSITIONS and _kind(text[start:end]) == "name":
                before = text[:start].rstrip()
                return f"{before[: len(before) - len(low)]}{preposition} {noun}{text[end:]}"
    return None


def _of_kind(text: str, noun: str, kind: str) -> str | None:
    """Replace what a preposition goes with and is of the same kind."""
    for low, start, end in reversed(_phrases(text)):
        old = text[start:end]
        if _is_time_or_number(old) or _kind(old) != kind:
            continue
        if kind != "name" or low in _PLACE_PREPOSITIONS:
            return _put(text, start, end, noun)
    return None


def _actor(text: str, noun: str) -> str | None:
    """Replace who does something: "What did | the Chair | say about damp"."""
    clause = take_apart(text)
    if clause is None or not clause.subject or clause.subject == "there" or not clause.rest:
        return None
    subject = clause.subject
    if _kind(subject) == "thing" and not _ROLE.search(subject):
        return None
    if _kind(noun) == "name" and (_kind(subject) == "body" or re.match(r"the\b", subject, re.I)):
        return None  # "the PCC" is no place, and a name alone may be one
    start = text.find(f" {subject} ")
    return None if start < 0 else _put(text, start + 1, start + 1 + len(subject), noun)


def _thing(text: str, noun: str) -> str | None:  # noqa: PLR0911 - one a way to be named
    """Replace what is counted or spoken about: "How many dogs …", "… about school meals"."""
    phrases = [one for one in _phrases(text) if not _is_time_or_number(text[one[1] : one[2]])]
    for low, start, end in phrases:
        if low in {"about", "regarding", "concerning"}:
            return _put(text, start, end, noun)
    clause = take_apart(text)
    if clause and clause.asking in {"how many", "which", "what"} and clause.thing:
        if clause.asking == "how many":
            noun = re.sub(r"^the | there$", "", noun)
        thing = clause.thing
        start = text.find(thing, len(clause.asking))
        if start >= 0 and is_plural(thing) and _in_one_place(text, noun):
            low, start, end = phrases[-1]
            return _put(text, start, end, noun)
        if bare(noun.split(maxsplit=1)[0]) in DETERMINERS and not clause.auxiliary:
            span = _object(text, clause.rest)
            return _put(text, *span, noun) if span else None
        if start >= 0 and is_plural(thing) == is_plural(noun):
            return _put(text, start, start + len(thing), noun)
        if clause.asking == "how many" and clause.subject == "there":
            verb = {"are": "is", "were": "was"}.get(clause.auxiliary, clause.auxiliary)
            return f"How much {noun} {verb} there {clause.rest}".strip()
    same = [
        one
        for one in phrases
        if _kind(text[one[1] : one[2]]) == "thing"
        and bare(text[one[1] : one[2]].split(maxsplit=1)[0]) != "key"
    ]
    if same:
        return _put(text, same[-1][1], same[-1][2], noun)
    return None


def _object(text: str, rest: str) -> tuple[int, int] | None:
    """Return where the object stands: "Which team runs | the food bank | in May"."""
    words = rest.split()
    if len(words) < 2 or bare(words[1]) not in DETERMINERS:
        return None
    end = next((n for n, w in enumerate(words) if n > 1 and bare(w) in PREPOSITIONS), len(words))
    noun = " ".join(words[1:end])
    start = text.find(noun)
    return None if start < 0 else (start, start + len(noun))


def _in_one_place(text: str, noun: str) -> bool:
    """Whether all is in small letters, and one word can only stand for the place: "in barking"."""
    phrases = _phrases(text)
    if not phrases or text != text.lower() or len(noun.split()) > 1 or is_plural(noun):
        return False
    low, start, end = phrases[-1]
    return low in {"in", "at", "near"} and len(text[start:end].split()) == 1
