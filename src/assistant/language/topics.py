"""What a list is about: its words and names, in near forms, and whether a sentence speaks of them.

A list must hold every passage on its topic and no other. So each word of the topic must stand in a
passage or in what it answers or is announced by, and a sentence is quoted for holding one of them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.naming import named_in
from assistant.language.words import STOP_WORDS, content_stems, fold, initials, stem, tokens

# Words that no stemmer brings together and that speak of one thing. Data: add rows, no code.
_FAMILIES = (
    "theft thefts thief thieves steal steals stealing stole stolen",
    "burglary burglaries burglar burglars burgled",
    "fraud frauds fraudster fraudsters fraudulent defraud defrauded",
    "robbery robberies robber robbers robbed",
    "murder murders murderer murdered homicide homicides",
    "train trains trained training trainer",
    "fund funds funded funding",
    "terror terrorism terrorist terrorists counter-terrorism",
    "migrant migrants migration immigrant immigrants immigration",
    "child children",
    "woman women",
    "man men",
    "person people persons",
    "speed speeding speeds",
    "money fund funds funded funding grant grants cash",
    "charity charities charitable",
    "youth youths young",
    "drug drugs",
    "prison prisons prisoner prisoners jail",
    "arrest arrests arrested",
    "recruit recruits recruited recruitment recruiting",
    "refugee refugees asylum",
)
_FAMILY: dict[str, frozenset[str]] = {}
for _row in _FAMILIES:
    for _word in _row.split():
        _FAMILY.setdefault(stem(_word), frozenset())
        _FAMILY[stem(_word)] |= frozenset(_row.split())
# "reoffending" is written "re-offending" too.
_PREFIX = re.compile(r"^(re|anti|co|pre|non|multi|sub|cyber|inter|counter|under|over)(\w{4,})$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A word or name of a topic. `words` are what to look up for it, in any inflection."""

    word: str
    words: tuple[str, ...]
    stems: frozenset[str]
    name: bool = False


def word_term(word: str) -> Term:
    """Return the term of a common word, with its near forms."""
    folded = fold(word).removesuffix("'s")
    words = {folded, *_FAMILY.get(stem(folded), ())}
    if "-" in folded:
        words.add(folded.replace("-", ""))
    if found := _PREFIX.match(folded):
        words.add(f"{found[1]}-{found[2]}")
    return Term(word=word, words=tuple(sorted(words)), stems=frozenset(map(_joined, words)))


def name_term(name: str, others: Sequence[str] = ()) -> Term:
    """Return the term of a name, with its acronym and what else it goes by."""
    words = dict.fromkeys([name, *others])
    if len(name.split()) > 1:
        words |= dict.fromkeys(one for one in sorted(initials(name)) if len(one) > 1)
    return Term(word=name, words=tuple(words), stems=frozenset(), name=True)


def number_term(number: str) -> Term:
    """Return the term of a figure, as it is written."""
    return Term(word=number, words=(number,), stems=frozenset({stem(number)}))


def _joined(word: str) -> str:
    return stem(word.replace("-", ""))


@lru_cache(maxsize=8192)
def _forms(text: str) -> frozenset[str]:
    """Return the stems of a text, hyphened words joined too."""
    joined = {_joined(token) for token in tokens(text) if "-" in token}
    return content_stems(text) | joined


def speaks_of(term: Term, text: str) -> bool:
    """Whether a text holds a term: a name as it is written, a word in any of its forms."""
    if not term.name:
        return bool(term.stems & _forms(text))
    if len(term.word.split()) > 1:
        return any(named_in(name, text) for name in term.words if " " in name or name.isupper())
    # "Reading" is a town and "reading" is not.
    return any(
        re.search(rf"\b{re.escape(name)}(?:[’']s)?\b", text)
        or (name.isupper() and named_in(name, text))
        for name in term.words
    )


def terms_of(text: str, stems: frozenset[str], names: Sequence[str]) -> tuple[Term, ...]:
    """Return the terms of a question: of its names, and of those words whose stem is in `stems`."""
    named = frozenset().union(*(content_stems(name) for name in names))
    found = [name_term(name) for name in names]
    seen: set[str] = set()
    for token in tokens(text):
        if fold(token) in STOP_WORDS:
            continue
        pieces = content_stems(token)
        if not pieces & stems or pieces <= named or pieces & seen:
            continue
        seen |= pieces
        found.append(word_term(token))
    return tuple(found)
