"""The shape of a question: its question word, its subject, and how it reads inside another one.

Rules over the words, after the grammar of English questions (inversion, the do of support); what
they cannot take apart is given back as None, and the caller says it in another way.
"""

import re
from dataclasses import dataclass

from assistant.language.english import (
    AUXILIARIES,
    BASES,
    BE,
    DEMONSTRATIVES,
    DETERMINERS,
    DO,
    PREPOSITIONS,
    PRONOUNS,
    bare,
    is_giving,
    is_past,
    past,
    words_of,
)

LONGEST = 60  # words; a longer question is not taken apart


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """A question taken apart: "How many | trees | were | planted in May".

    `asking` is the question word or words, lower case, "" for a yes-or-no question. `thing` is what
    "how many", "what" or "which" goes with. `auxiliary` is the verb before the subject, and
    `subject` is set where it could be told from the rest.
    """

    asking: str
    thing: str
    auxiliary: str
    subject: str
    rest: str


def unasked(question: str) -> str:
    """Return a question without white space and marks at its ends."""
    return " ".join(question.split()).strip(" ?.!")


def lowered(text: str) -> str:
    """Return a text with a small first letter, unless its first word is a name or an acronym."""
    first, _, rest = text.partition(" ")
    if first.isupper() and len(first) > 1:
        return text
    return f"{first[:1].lower()}{first[1:]} {rest}".strip()


def raised(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


_LEAD_IN = re.compile(
    r"^(?:(?:and|but|so|also|then|or|ok(?:ay)?|please|well|now)\b[\s,]+){0,3}"
    r"(?:(?:can|could|would) you (?:please )?(?:tell|show|give) me |(?:please )?tell me |"
    r"do you know |i(?: would|'d|’d) like to know |i want to know )?",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(how (?:many|much|long|often|far|old|big)|"
    r"(?:under|by|for|with|from|through|against|to|in|at|on|since) (?:which|what|when|whom)"
    rf"(?: (?!(?:{'|'.join(sorted(AUXILIARIES))})\b)[\w’'-]+){{0,2}}|"
    r"what|which|whose|whom?|why|when|where|how)\b\s*",
    re.IGNORECASE,
)


def take_apart(question: str) -> Clause | None:
    """Return the parts of a question; None where it is none or too long."""
    text = unasked(question)
    text = text[_LEAD_IN.match(text).end() :]  # type: ignore[union-attr]
    if not text or len(text.split()) > LONGEST:
        return None
    asking = ""
    if match := _ASKING.match(text):
        asking, text = match[1].lower(), text[match.end() :]
    words = text.split()
    limit = 9 if asking in {"how many", "how much", "what", "which", "whose"} else 1
    at = next((n for n, word in enumerate(words[:limit]) if bare(word) in AUXILIARIES), None)
    if at is not None and at > 0 and any(bare(w) in {"that", "who", "which"} for w in words[:at]):
        at = None
    if at is None:
        if not asking:
            return None
        thing, rest = _acting(words) if limit > 1 else ("", words)
        return Clause(asking=asking, thing=thing, auxiliary="", subject="", rest=" ".join(rest))
    thing = " ".join(words[:at])
    rest = words[at + 1 :]
    auxiliary = bare(words[at])
    subject: list[str] = []
    # "How many trees were planted": what is asked for is itself the subject, unless one follows.
    if not thing or auxiliary in DO or _opens_noun(rest) or rest[:1] == ["there"]:
        subject, rest = _subject(rest, auxiliary, asking)
    return Clause(
        asking=asking,
        thing=thing,
        auxiliary=auxiliary,
        subject=" ".join(subject),
        rest=" ".join(rest),
    )


def _acting(words: list[str]) -> tuple[str, list[str]]:
    """Split "lamps failed in May" in front of its verb, as far as that can be told."""
    for n, word in enumerate(words[:6]):
        plural = n and bare(words[n - 1]).endswith("s")
        third = n and not plural and bare(word).endswith("s") and bare(word)[:-1] in BASES
        if n and (is_past(word) or third or (plural and bare(word) in BASES)):
            return " ".join(words[:n]), words[n:]
    return "", words


def _opens_noun(words: list[str]) -> bool:
    return bool(words) and (bare(words[0]) in DETERMINERS or words[0][:1].isupper())


def _subject(words: list[str], auxiliary: str, asking: str) -> tuple[list[str], list[str]]:
    """Split the words after an auxiliary into the subject and the rest of the clause."""
    end = _subject_end(words, auxiliary, asking)
    return words[:end], words[end:]


def _subject_end(words: list[str], auxiliary: str, asking: str) -> int:
    if not words or bare(words[0]) in _PREDICATES or (asking and is_past(words[0])):
        return 0
    pronoun = bare(words[0]) in PRONOUNS and (
        len(words) == 1 or bare(words[0]) not in DEMONSTRATIVES or bare(words[1]) in BASES
    )
    if pronoun:
        return 1
    for n in range(1, len(words)):
        if _is_verb(words, n, auxiliary):
            return n
        if n > 1 and bare(words[n]) in DETERMINERS and bare(words[n - 1]) not in _LINKS:
            # A verb stands between subject and object, but none after "is": "is this the one".
            return n - (auxiliary not in BE)
    ends = next(
        (n for n in range(1, len(words)) if bare(words[n]) in PREPOSITIONS - {"of", "for"}),
        len(words),
    )
    whole = asking in {"when", "where"} or (
        asking in {"what", "who", "which"} and ends == len(words)
    )
    if auxiliary in BE and whole:
        # "What is the Green Bus Fund", "when was the open day": all of it is the subject.
        return ends
    # "Why was | the ferry | late", "when will | trams | run"
    least = 2 if bare(words[0]) in DETERMINERS else 1
    cut = ends > least and not words[ends - 1][:1].isupper()
    # "the week of | action" is one noun.
    return ends - 1 if cut and bare(words[ends - 2]) not in _LINKS | DETERMINERS else ends


_PREDICATES = words_of("been wrong happening planned going")
_LINKS = PREPOSITIONS | {"and", "or"}


def _is_verb(words: list[str], n: int, auxiliary: str) -> bool:
    """Whether the verb that belongs to an auxiliary stands at a place."""
    word = bare(words[n])
    if auxiliary not in BE | {"has", "have", "had"}:
        # "What does the plan say", "how much did the Act Fund pay": names and nouns are no verbs.
        return (
            word in BASES and not words[n][:1].isupper() and bare(words[n - 1]) not in DETERMINERS
        )
    ongoing = word.endswith("ing") and len(word) > 5
    return (is_past(word) or ongoing) and bare(words[n - 1]) not in DETERMINERS


def told(clause: Clause) -> str | None:
    """Return a question as it stands inside another: "how many dogs were stolen", "whether …"."""
    asking = clause.asking or "whether"
    head = " ".join(part for part in (asking, clause.thing) if part)
    if not clause.auxiliary:
        return f"{head} {clause.rest}".strip()
    if not clause.subject:
        return f"{head} {clause.auxiliary} {clause.rest}".strip()
    if clause.auxiliary == "did" and clause.rest:
        verb, _, rest = clause.rest.partition(" ")
        return f"{head} {clause.subject} {past(verb)} {rest}".strip()
    if clause.auxiliary in {"do", "does"}:
        verb, _, rest = clause.rest.partition(" ")
        if clause.auxiliary == "does":
            verb += "es" if re.search(r"(?:s|x|sh|ch|o)$", verb) else "s"
            verb = "has" if verb == "haves" else verb
        return f"{head} {clause.subject} {verb} {rest}".strip()
    return f"{head} {clause.subject} {clause.auxiliary} {clause.rest}".strip()


def asked_with(word: str, clause: Clause) -> str | None:
    """Return the same clause asked with another question word: "Why | was the pool closed".

    None where the clause cannot be asked without the word it was asked with.
    """
    auxiliary, subject, thing, rest = (
        clause.auxiliary,
        clause.subject,
        clause.thing,
        clause.rest,
    )
    parts: tuple[str, ...] | None = None
    if clause.asking == "who" and not auxiliary:
        parts = _passive(rest)
    elif not auxiliary:
        parts = _present(thing, rest)
    elif subject == "there":
        parts = (auxiliary, "there", thing, rest)
    elif clause.asking == "what" and not thing:
        verb, _, after = rest.partition(" ")
        if subject and auxiliary not in BE and verb:
            parts = (auxiliary, subject, verb, "that", after)
        elif not subject:
            parts = (auxiliary, "that", rest)
    elif not thing and clause.asking.split(" ")[-1] not in {"much", "many", "who", "which"}:
        parts = (auxiliary, subject, rest)
    elif thing and not subject and auxiliary not in DO:
        parts = (auxiliary, thing, rest)
    return " ".join(part for part in (word, *parts) if part) if parts else None


def _present(thing: str, rest: str) -> tuple[str, ...] | None:
    """Return "does | the unit | lead | on rivers" of "unit" and "leads on rivers"."""
    verb, _, after = rest.partition(" ")
    if not thing:
        return None
    plural = re.search(r"(?:[^s]s|people|children)$", thing)
    if not plural and re.search(r"[^s]s$", verb) and not is_past(verb):
        return "does", _definite(thing), re.sub(r"(?<=[sx]|h|o)es$|s$", "", verb), after
    return "is it that", thing, rest


def _passive(rest: str) -> tuple[str, ...] | None:
    """Return "was | the hospice | opened | in May" of "opened the hospice in May"."""
    verb, *words = rest.split()
    if not verb.endswith("ed") or not _opens_noun(words):
        return None
    end = next((n for n, w in enumerate(words) if n and bare(w) in PREPOSITIONS), len(words))
    plural = bare(words[end - 1]).endswith("s")
    noun, after = " ".join(words[:end]), " ".join(words[end:])
    return "were" if plural else "was", noun, verb, after


_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|on the (?:subject|matter|question) of)\s+(.+)$", re.IGNORECASE
)
_DOES = re.compile(r"\b(?:do|does|done|doing) (?:about|regarding|concerning)\b", re.IGNORECASE)
_SAID_ON = re.compile(
    r"\b(?:sa(?:y|id)|spoke|speak|answered|asked?|comment\w*|report\w*|decided?|update\w*|"
    r"views?|presented|present)\s+on\s+(.+)$",
    re.IGNORECASE,
)


def topic(question: str) -> str:
    """Return what a question is about as words that can stand for "it" in the next one."""
    text = unasked(question)
    clause = take_apart(text)
    counted = clause is not None and clause.asking == "how many" and clause.thing
    spoken = None if counted else _ABOUT.search(text) or _SAID_ON.search(text)
    if spoken and not _DOES.search(text):
        return spoken[1]
    if clause is None:
        return text
    return _definite(_noun_of(clause)) or told(clause) or text


def _noun_of(clause: Clause) -> str:
    """Return the noun that a clause is about, "" where the whole of the clause is."""
    subject, rest = clause.subject, clause.rest
    if clause.thing:
        return _of_thing(clause)
    if clause.asking == "how much" and subject and rest and is_giving(rest.split()[0]):
        return _sum_given(clause)
    if subject == "there":
        return rest
    if clause.asking in {"what", "who", "which"}:
        if clause.auxiliary in BE and subject:
            asked = rest and (is_past(rest.split()[0]) or bare(rest.split()[-1]) in PREPOSITIONS)
            return "" if asked else f"{subject} {rest}".strip()
        words = [] if clause.auxiliary or clause.asking == "which" else rest.split()
        opening = (n for n in range(1, len(words)) if _opens_noun(words[n:]))
        return " ".join(words[next(opening, 1) :])
    return subject + _where(rest) if subject else ""


def _sum_given(clause: Clause) -> str:
    """Return "the money from the Bus Fund in May" of how much that fund handed out in May."""
    to = re.search(r" (?:to|for|towards?) .+$", clause.rest)
    return f"the money from {clause.subject}{to[0] if to else _where(clause.rest)}"


_WHERE = words_of("in at near under during since")


def _where(rest: str) -> str:
    """Return where and when of what follows the verb: " in Slough in 2019/20"."""
    words = rest.split()
    at = next((n for n, w in enumerate(words) if bare(w) in _WHERE), None)
    return "" if at is None else " " + " ".join(words[at:])


def _of_thing(clause: Clause) -> str:
    if clause.subject == "there":
        return f"{clause.thing} {clause.rest}".strip()
    if not clause.auxiliary:
        return f"{clause.thing} that {clause.rest}"
    if clause.subject:
        inside = told(
            Clause(
                asking="that",
                thing="",
                auxiliary=clause.auxiliary,
                subject=clause.subject,
                rest=clause.rest,
            )
        )
        return f"{clause.thing} {inside}"
    been = re.match(r"been (?=\w)", clause.rest) if clause.auxiliary in _HAS else None
    done = clause.rest[been.end() :] if been else clause.rest if clause.auxiliary in BE else ""
    if done and is_past(done.split()[0]):
        return f"{clause.thing} {done}"
    return f"{clause.thing} that {clause.auxiliary} {clause.rest}".strip()


_HAS = words_of("has have had")
_NUMBERED = re.compile(r"(?:question|item|minute|key aim|priority|objective) \d", re.IGNORECASE)


def _definite(noun: str) -> str:
    """Return a noun phrase with "the" where it has "a" or nothing in front."""
    first, _, rest = noun.partition(" ")
    if bare(first) in {"a", "an", "any", "some"} and rest:
        return f"the {rest}"
    if not noun or bare(first) in DETERMINERS or first[:1].isupper() or _NUMBERED.match(noun):
        return noun
    return f"the {noun}"
