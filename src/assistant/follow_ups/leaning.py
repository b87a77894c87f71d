"""Whether a question needs the ones before it, and in which way it leans on them."""

import re
from collections.abc import Callable
from typing import Literal

from assistant.asking.question import understand
from assistant.dates.periods import find_periods, without_periods
from assistant.follow_ups.asides import asking, without_aside
from assistant.follow_ups.clauses import unasked
from assistant.follow_ups.forms import (
    BREAKS,
    COUNT,
    DEMONSTRATIVE,
    ECHO,
    EXPLETIVE,
    MORE,
    NOUN,
    OPENING,
    ORDINAL,
    PERSONAL,
    SAID,
    SHARE,
    SHIFT,
    SOURCE,
    TALK,
    THINGS,
    WHAT_ABOUT,
    WORD,
)
from assistant.follow_ups.moving import only_places
from assistant.language.english import (
    AUXILIARIES,
    BASES,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    bare,
    is_past,
    is_plural,
    words_of,
)
from assistant.language.words import content_stems

Lean = Literal[
    "none",
    "aside",  # "Something else: when does the pool open?" stands alone without its first words
    "talk",  # "thank you": no question at all
    "more",  # "anything else?"
    "word",  # "why?", "when was that?"
    "source",  # "who said that?", "which meeting was that?"
    "echo",  # "did they?", "is that true?"
    "shift",  # "and the year before?"
    "part",  # "what about Reading?", "in 2019/20?", "the Deputy?"
    "said",  # "what did the Deputy say?"
    "share",  # "how many were closed?"
    "noun",  # "what was the reason?"
    "count",  # "how many arrests?"
    "ordinal",  # "what is the second one about?"
    "pronoun",  # "how much did it cost?"
    "vague",  # "what happened next?"
]

LONGEST = 400  # characters; a longer question says itself what it is about
_PRESENT = words_of("cost costs take takes need needs work works get gets go goes")


def opened(question: str) -> tuple[str, bool]:
    """Return a question without "and", "what about" in front, and whether there was such a word."""
    text = unasked(asking(question))
    rest = OPENING.sub("", text, count=1)
    after = WHAT_ABOUT.sub("", rest, count=1)
    return after.strip(" ?.!,"), after != text


def lean_of(question: str) -> Lean:
    """Return in which way a question leans on what was said before, by its words alone."""
    if not unasked(question) or len(question) > LONGEST:
        return "none"
    if rest := without_aside(question):
        lean = lean_of(rest)
        return "aside" if lean in {"none", "talk"} else lean
    text = unasked(asking(question))
    rest, has_opening = opened(question)
    if not rest:
        return "talk" if TALK.fullmatch(text) else "part"
    whole = next((lean for lean, pattern in _WHOLE if pattern.fullmatch(rest)), None)
    if whole:
        return whole
    asked = question.rstrip().endswith("?")
    tests: tuple[tuple[Lean, Callable[[], object]], ...] = (
        ("talk", lambda: TALK.fullmatch(text)),
        ("said", lambda: _said(rest)),
        ("share", lambda: shared(rest)),
        ("part", lambda: _is_part(rest, opened=has_opening, asked=asked)),
        ("count", lambda: _counts(rest)),
        ("ordinal", lambda: ordinal_of(rest)),
        ("pronoun", lambda: pointers(rest)),
        ("vague", lambda: _is_vague(question)),
    )
    return next((lean for lean, holds in tests if holds()), "none")


def _counts(rest: str) -> bool:
    """Whether it is "how many arrests" or "how much in 2019", without a verb."""
    words = [bare(word) for word in rest.split()][2:]
    if not COUNT.fullmatch(rest) or any(is_past(word) or word in _COUNT_VERB for word in words):
        return False
    head = next((n for n, word in enumerate(words) if word in PREPOSITIONS), len(words))
    # "How many roads flood": what follows the plural is the verb.
    return not any(is_plural(word) for word in words[: max(head - 1, 0)])


def _is_vague(question: str) -> bool:
    """Whether a question names nothing at all that it could be about."""
    asked = understand(question)
    return not (
        asked.stems - _VAGUE
        or asked.names
        or asked.names_place
        or asked.dates
        or asked.structure_of
        or asked.kind == "actions"
    )


_VAGUE = content_stems("next enough high low big small better worse good bad first second third")
_COUNT_VERB = AUXILIARIES - {"may"} | _PRESENT


def ordinal_of(question: str) -> re.Match[str] | None:
    """Return the match of "the second one" in a question that does not say second what."""
    return ORDINAL.search(question)


_WHOLE: tuple[tuple[Lean, re.Pattern[str]], ...] = (
    ("more", MORE),
    ("word", WORD),
    ("source", SOURCE),
    ("shift", SHIFT),
    ("echo", ECHO),
    ("noun", NOUN),
)


def said_by(question: str) -> re.Match[str] | None:
    """Return the match of "what did | the Deputy | say" where the question ends there."""
    return SAID.fullmatch(opened(question)[0])


def _said(rest: str) -> bool:
    match = SAID.fullmatch(rest)
    if not match or bare(match["who"].split()[-1]) in PREPOSITIONS:
        return False
    return not re.search(r"\b(?:members?|questions?|councillors) ask", rest, re.IGNORECASE)


def shared(question: str) -> re.Match[str] | None:
    """Return the match of "how many | were closed", which leaves out what is counted."""
    rest = opened(question)[0]
    match = SHARE.fullmatch(rest)
    if not match:
        return None
    after = without_periods(match["rest"], find_periods(match["rest"])).split()
    lows = {bare(word) for word in after} - {"in", "during"}
    named = lows & (DETERMINERS | PREPOSITIONS) or any(word[:1].isupper() for word in after)
    return None if named or len(after) > 4 or pointers(rest) else match


def shift_of(question: str) -> tuple[str, int] | None:
    """Return unit and steps of "the year before" (("year", -1)) or "two months later"."""
    match = SHIFT.fullmatch(opened(question)[0])
    if not match:
        return None
    unit = next(filter(None, (match[name] for name in ("unit", "unit2", "unit3", "unit4"))))
    way = next(filter(None, (match[name] for name in ("way", "way2", "way3", "way4"))))
    count = (match["count"] or "one").lower()
    steps = int(count) if count.isdigit() else _STEPS.get(count, 1)
    back = way.lower() in {
        "before",
        "previous",
        "prior",
        "preceding",
        "earlier",
        "previously",
        "last",
    }
    return unit.lower(), -steps if back else steps


_STEPS = {
    word: n
    for n, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
} | {"a": 1, "a couple of": 2}


def word_of(question: str) -> str:
    """Return the question word of "why?" or "when was that?"."""
    match = WORD.fullmatch(opened(question)[0])
    return match["word"].lower() if match else ""


def source_of(question: str) -> re.Match[str] | None:
    """Return the match of "who said that?", "which meeting was that?", by its named groups."""
    return SOURCE.fullmatch(opened(question)[0])


def _is_part(rest: str, *, opened: bool, asked: bool) -> bool:
    """Whether words are only a part of a question: "Reading", "in 2019/20", "the Deputy"."""
    words = rest.split()
    if not words or len(words) > (12 if opened else 6):
        return False
    first = bare(words[0])
    lows = [bare(word) for word in words]
    if first in _ASKS or any(word in AUXILIARIES - {"may", "might"} for word in lows):
        return False
    if lows[0] in PREPOSITIONS or opened:
        return not (set(lows) & {"tell", "show", "list", "give", "explain"} and len(words) > 2)
    if only_places(rest):
        return True
    # A few words alone may be a search of their own; only what is asked as one leans.
    return asked and len(words) < 4 and not any(is_past(word) for word in words)


_ASKS = words_of(
    "what's who's where's when's how's what which who whom whose why when where how is are was "
    "were do does did"
)


def pointers(text: str) -> list[tuple[int, str]]:
    """Return the pronouns of a text that point outside it, with the number of their word.

    "it" in "is it true that" points at nothing, "its" in "the dog and its owner" at the dog, "that"
    in "the dog that barked" is no pronoun.
    """
    words = text.split()
    spared = _spared(text)
    found: list[tuple[int, str]] = []
    first = 0  # the word that the sentence begins with
    for n, word in enumerate(words):
        if n > first and words[n - 1][-1:] in "?!.":
            if len(content_stems(" ".join(words[first:n]))) > 1:
                break  # later sentences lean on the first, which says what they are about
            first = n
        low = re.sub(r"['’]s$", "", bare(word))
        after = bare(words[n + 1]) if n + 1 < len(words) else ""
        ends = not after or word[-1:] in ",;:?!." or after in _AFTER_PRONOUN
        if (
            (low in THINGS and n not in spared and not _inside(words, n, ends))
            or (low in PERSONAL and not _inside(words, n, ends))
            or (low in DEMONSTRATIVE and stands_alone(words, n))
            or (low == "there" and n and ends and bare(words[n - 1]) not in AUXILIARIES)
            or (
                low in {"one", "ones"}
                and n
                and bare(words[n - 1]) in {"which", "that", "this"}
                and len(content_stems(text)) < 3
            )
        ):
            found.append((n, low))
        elif low in DEMONSTRATIVE - {"that"} and not _inside(words, n, True) and n < 4:
            found.append((n, low))  # "these clinics", "this law"
        elif low == "that" and after and n and not ends and _names_again(words, n):
            found.append((n, low))
    return found


_AFTER_PRONOUN = (
    AUXILIARIES
    | PREPOSITIONS
    | words_of(
        "and or but because when if so too then now again also being been exactly yet happen "
        "happened mean say said"
    )
)


def _names_again(words: list[str], n: int) -> bool:
    """Whether "that" goes with a noun named before: "at that meeting", not "said that the pier"."""
    return bare(words[n - 1]) in PREPOSITIONS and n + 2 >= len(words)


_AFTER_BE = words_of(
    "enough more less correct so all good bad why how the a an because too very still also really "
    "true right what when where who new usual normal much many most possible likely"
)


def stands_alone(words: list[str], n: int) -> bool:
    """Whether "this", "that", "these", "those" is a pronoun: "did that cost", not "that bridge"."""
    low = bare(words[n])
    before = bare(words[n - 1]) if n else ""
    after = bare(words[n + 1]) if n + 1 < len(words) else ""
    ends = not after or words[n][-1:] in ",;:?!." or after in _AFTER_PRONOUN
    if after and before in AUXILIARIES - BE:
        ends = ends or after in BASES
    if after and before in BE:
        ends = ends or after in _AFTER_BE or is_past(words[n + 1])
    if low != "that":
        return ends
    return ends and (
        not before
        or before in AUXILIARIES | PREPOSITIONS
        or before in _SPOKEN
        or (n + 1 == len(words) and before not in DETERMINERS)
    )


_SPOKEN = words_of(
    "say said saying mean means do done know ask asked tell told compare explain see"
)


def _spared(text: str) -> set[int]:
    spared = set()
    for match in EXPLETIVE.finditer(text):
        spared.add(len(text[: match.start()].split()))
    return spared


def _inside(words: list[str], n: int, ends: bool) -> bool:
    """Whether a noun that a pronoun can mean stands before it in the same question."""
    nouns = [
        m
        for m in range(n)
        if m + 1 < n
        and bare(words[m])
        in DETERMINERS - {"any", "no", "more", "most"} | {"which", "many", "what"}
        and bare(words[m + 1]) not in AUXILIARIES | DETERMINERS | PREPOSITIONS | {"else", "one"}
        and bare(words[m + 1]) not in PERSONAL | THINGS
    ] + [m for m in range(1, n) if words[m][:1].isupper() and bare(words[m]) != "i"]
    if not nouns:
        return False
    before = [bare(word) for word in words[:n]]
    before = before[before[0] in PREPOSITIONS and n > 1 :]  # "in which month did it reopen"
    if before[0] in _ASKS and before[-1] in AUXILIARIES and not set(before[:-1]) & AUXILIARIES:
        return False  # "How many people does it reach": what is asked for is not what "it" means
    broken = any(bare(words[m]) in BREAKS or words[m][-1:] in ",;" for m in range(nouns[0] + 1, n))
    # The object is not the subject: in "did the council publish it" the two are not the same.
    return broken or not ends or bare(words[n]) in {"its", "their", "his"}
