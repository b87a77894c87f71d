"""What a clause is about and what it says of it: subject, verb and the rest, without a grammar.

A verb is known by its form (an auxiliary, "-ed", an irregular past). A clause without a subject of
its own ("and has since praised it") takes that of the clause before it, "which" the nearest noun,
and "he" or "it" the subject before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.language.numbers import TENS, UNITS
from assistant.language.words import MONTHS, STOP_WORDS, stem
from assistant.sentences import sentences
from assistant.verification.clauses import clauses, content
from assistant.verification.lexicon import SAY_VERBS, folded, is_glue
from assistant.verification.verbs import PAST_FORMS, PRESENT

_BE = r"(?:is|are|was|were|be|been|being|remains?|remained|stays?|stayed|became)"
_AUXILIARY = rf"(?:{_BE}|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must)"
_BETWEEN = r"(?:not|also|since|already|then|now|never|still|yet|both|all|\w+ly)"
# "resolved not to buy", "refused to lend", "was unable to say": what follows is the verb.
_LEADING = (
    r"(?:resolved|decided|voted|refused|declined|failed|undertook|promised|wished|wanted|unable|"
    r"able|going|due|continued|began|started|agreed|pledged)(?: not)? to"
)
_VERB = re.compile(
    rf"\b(?:(?P<aux>(?:{_AUXILIARY}(?: to)?|{_LEADING})"
    rf"(?:\s+(?:{_BETWEEN}|{_AUXILIARY}|{_LEADING}))*)"
    rf"(?:\s+(?P<main>(?!(?:the|a|an|in|on|at|of|to|by|for|not|more|no)\b)[a-z]+))?"
    rf"|(?P<past>{PRESENT}|\w{{2,}}ed|{'|'.join(PAST_FORMS)}|"
    r"write|send|invite|provide|publish|consult|arrange|circulate|attend|bring|prepare))\b"
)
# "the 41 fixed penalties": no verb stands behind one of these.
_NOT_A_VERB = re.compile(r"(?:\b(?:the|an?|its|their|his|her|of|no|some|all)|\d) $")
# "Mr Hale reported that": what is reported is a clause of its own.
_FRAME = re.compile(
    rf"^.{{0,80}}?\b(?:{SAY_VERBS}|learnt|learned|heard)\b[^,;]{{0,30}}?\bthat\b", re.IGNORECASE
)
_HAS = re.compile(rf"\b(?:has|have|had)(?:\s+{_BETWEEN})*$")
_PARTICIPLE = re.compile(rf"\b(?:\w+ed|{'|'.join(PAST_FORMS)})$")
_PASSIVE = re.compile(rf"\b{_BE}\b(?:\s+{_BETWEEN})*$")
_ADDED_ON = re.compile(
    r"\b(?:for|in|at|on|after|before|with|during|about|because|from|as|by|against|under|over|of|"
    r"\w+ing)\b"
)
_TO_WHOM = re.compile(r"\bto\b(?! \w+ (?:the|a|an|that)\b)")
_JOINING = frozenset(
    ("unless", "until", "although", "though", "while", "whilst", "whereas", "because", "whether")
)
_BY = re.compile(r"\bby\b(?!\s+(?:the end|then|now|\d|\w+ing\b))")
_FRONTED = re.compile(
    r"^\W*(?:and |but |that )*(?:in|on|at|during|since|after|before|by|from|under|for|of|as|"
    r"according to)\b[^,]*,",
)
# "of the visitors searched in May": no verb of its own; "the man held in May was freed": another.
_PREPOSED = re.compile(r"^\W*(?:of|in|at|on|among|for|with|from|by)\b")
_REDUCED = re.compile(
    rf"^\s(?:in|on|at|by|for|from|with|during|under)\b[^,;]*\b{_AUXILIARY}\b(?! to\b)"
)
# "a film produced by Hale", "also known as the Old Mill": passive without an auxiliary.
_BY_OR_AS = re.compile(r"\s*(?:,? (?:and|or) \w+ed\s*)?(?:by|as)\b")
_PRONOUN = re.compile(r"^\W*(?:and |but |that |while )*(?:he|she|they|it|its|their|his|her)\b")
_RELATIVE = re.compile(r"^\W*(?:\w+ )?(?:of )?(?:which|who|whom|whose)\b")
_ADVERBS = frozenset(
    ("already", "also", "now", "yet", "still", "then", "since", "never", "both", "again", "soon")
)
_NUMBERS = frozenset({*UNITS, *TENS})
_NO_SUBJECT = re.compile(r"(?:ed|ing|ly)$")


@dataclass(frozen=True, slots=True)
class Part:
    """A clause by who does (`agents`), the stem of its verb, and to whom or what (`patients`).

    All are stems. `own` are its words; `about` adds those of the subject that it takes over.
    `subject` is what stands before the verb, in a passive the patients.
    """

    text: str
    sentence: int
    agents: frozenset[str]
    verb: str
    patients: frozenset[str]
    subject: frozenset[str]
    own: frozenset[str]
    about: frozenset[str]
    borrowed: bool


def _nouns(text: str) -> tuple[str, ...]:
    """Return the stems of what may be things or people in a text, in order."""
    words = [word for word in re.findall(r"[a-z][a-z']+", folded(text)) if word not in MONTHS]
    return tuple(
        found
        for word in words
        if word not in STOP_WORDS | _NUMBERS | _JOINING | _ADVERBS and not _NO_SUBJECT.search(word)
        for found in content(word)
        if not is_glue(found) or found in {"panel", "member"}
    )


@lru_cache(maxsize=4096)
def parts(text: str) -> tuple[Part, ...]:
    """Return the clauses of a text by what they say of what, in order."""
    found: list[Part] = []
    for number, sentence in enumerate(sentences(text)):
        first = len(found)
        for clause in clauses(sentence):
            frame = _FRAME.match(clause.text)
            cut = frame.end() if frame and content(clause.text[frame.end() :]) else 0
            if cut:
                found.append(_part(clause.text[:cut], number, found, first))
                first = len(found)  # what is reported takes no subject from who reports it
            part = _part(clause.text[cut:], number, found, first)
            # "the other had not": the clause before it says what
            extra = frozenset[str]() if cut else frozenset(clause.stems)
            reporter = found[-1].subject if cut else frozenset[str]()
            found.append(replace(part, own=part.own | extra, about=part.about | extra | reporter))
    return tuple(found)


@lru_cache(maxsize=4096)
def verbs(text: str) -> tuple[str, ...]:
    """Return the stems of the verbs of a clause, in order; "said" in "she said that it was" too."""
    words = folded(text)
    return tuple(
        stem(verb)
        for match in _VERB.finditer(words)
        if (verb := match["past"] or match["main"])
        and (match["aux"] or not _NOT_A_VERB.search(words[: match.start()]))
    )


def _part(text: str, sentence: int, before: Sequence[Part], first: int) -> Part:
    words = folded(text)
    own = frozenset(content(text))
    match = next(
        (
            one
            for one in _VERB.finditer(words)
            if one["aux"] or not _NOT_A_VERB.search(words[: one.start()])
        ),
        None,
    )
    last = before[-1] if before and len(before) > first else None
    if match and match["past"] and (_PREPOSED.match(words) or _REDUCED.match(words[match.end() :])):
        match = next((one for one in _VERB.finditer(words, match.end()) if one["aux"]), None)
    if match is None:
        held = (last.about - _replaced(words, folded(last.text))) | own if last else own
        empty: frozenset[str] = frozenset()
        about = frozenset(_nouns(words)) if not last or words.lstrip()[:1] == "," else last.subject
        return Part(text, sentence, empty, "", empty, about, own, held, borrowed=True)
    lead = _FRONTED.sub(" ", words[: match.start()])
    subject = frozenset(_nouns(lead))
    rest = words[match.end() :]
    verb = match["past"] or match["main"] or ""
    if match["main"] and _HAS.search(match["aux"]) and not _PARTICIPLE.search(match["main"]):
        verb, rest = "", f"{match['main']}{rest}"  # "had cameras"
    passive = bool(
        match["aux"]
        and match["main"]
        and _PASSIVE.search(match["aux"])
        and _PARTICIPLE.search(match["main"])
    )
    passive = passive or bool(match["past"] and _BY_OR_AS.match(rest))
    borrowed = False
    if not subject or _PRONOUN.match(words) or _RELATIVE.match(words):
        taken = _taken(words, before, last)
        borrowed = taken is not None
        subject = taken or subject
    objects = _objects(rest)
    if _RELATIVE.match(words) and not passive and frozenset(_nouns(lead)):
        # "which Mr Ives seconded": it has a subject, and "which" is what is seconded
        objects |= _taken(words, before, last) or frozenset()
        subject, borrowed = frozenset(_nouns(lead)), False
    if re.match(r"\s*(?:it|him|her|them)\b", rest) and last:
        objects |= last.patients
    agents, patients = subject, objects
    if passive:
        by = _BY.search(rest)
        agents = _objects(rest[by.end() :]) if by else frozenset()
        patients = subject
    return Part(
        text,
        sentence,
        agents,
        stem(verb),
        patients,
        subject,
        own,
        own | subject if borrowed or not last else own | (subject or last.about),
        borrowed=borrowed,
    )


_PREPOSITION = re.compile(r"\b(in|at|on|to|for|from|near) (?:the |an? )?((?:[\w’'-]+ ?){1,3})")


def _replaced(words: str, before: str) -> frozenset[str]:
    """Return the stems that a clause without a verb puts something else for.

    "Panels were fitted to the depot in Ryme and to the hall in Bell": neither depot nor Ryme is
    meant in the second half.
    """
    own = {match[1] for match in _PREPOSITION.finditer(words)}
    return frozenset(
        word
        for match in _PREPOSITION.finditer(before)
        if match[1] in own
        for word in content(re.split(r"\b(?:in|at|on|to|for|from|near)\b", match[2])[0])
    )


def _objects(rest: str) -> frozenset[str]:
    """Return the stems of whom or what a verb is done to, and to whom: "to the Clerk about it"."""
    found = set(_nouns(_ADDED_ON.split(rest)[0]))
    for match in _TO_WHOM.finditer(rest):
        found |= set(_nouns(_ADDED_ON.split(rest[match.end() :])[0]))
    return frozenset(found)


def _taken(words: str, before: Sequence[Part], last: Part | None) -> frozenset[str] | None:
    """Return the subject that a clause takes over from what stands before it."""
    if _RELATIVE.match(words) and last:
        return frozenset(_nouns(last.text)[-3:])
    if last:
        return last.subject
    if _PRONOUN.match(words) and before:
        near = [part for part in before if part.sentence >= before[-1].sentence - 1]
        return frozenset().union(*(part.subject for part in near))
    return None
