"""What a commitment is about, and what a later sentence says was done: words, things, numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.commitments import done_words as w
from assistant.commitments import phrases as p
from assistant.commitments.model import Commitment
from assistant.commitments.rows import read_row
from assistant.commitments.statements import Statement
from assistant.language.numbers import TENS, UNITS, UP_TO_TWELVE
from assistant.language.words import MONTHS, content_stems, fold, stem, tokens

_SMALL = {word: n for word, n in (UNITS | TENS).items() if n > 1} | {"hundred": 100}
_NUMBER = re.compile(
    rf"\b(?P<n>\d{{1,3}}(?:,\d{{3}})*|{'|'.join(_SMALL)})\s+"
    r"(?:more\s+|new\s+|further\s+|additional\s+)?(?P<noun>[a-z]{3,})",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(20\d\d)\b(?![/–-]\d)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A statement: its telling words, and the kinds of things that it says were done."""

    statement: Statement
    stems: frozenset[str]
    done: frozenset[str]  # kinds of completed verbs
    verbs: frozenset[str]  # stems of completed verbs
    finished: bool
    open: bool
    partly: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """What a commitment is about."""

    own: frozenset[str]
    context: frozenset[str]
    kinds: frozenset[str]
    verbs: frozenset[str]
    making: bool
    numbers: Mapping[str, int]
    head: str | None  # the thing itself: "evaluation" of "the evaluation of the pilot"
    names: frozenset[str]  # stems of proper names
    actors: frozenset[str]  # stems of whoever is to do it or said so
    years: frozenset[str]


def read_statement(statement: Statement) -> Said:
    """Read a statement as possible evidence."""
    text = statement.text
    row = read_row(text) if statement.passage.part == "table_row" else None
    words = row.what if row else text
    done: set[str] = set()
    verbs: set[str] = set()
    for match in re.finditer(r"[A-Za-z][a-z’'-]+", text):
        word = fold(match[0])
        kinds = w.PASTS.get(word, set())
        if not kinds and not (word.endswith("ed") and len(word) > 4):
            continue
        before = text[max(0, match.start() - 40) : match.start()]
        if w.NEGATED.search(before) or w.FUTURE.search(before):
            continue
        done |= kinds
        verbs.add(stem(word))
    finished = w.FINISHED.search(text)
    ends = finished is not None and not w.NEGATED.search(text[: finished.start()])
    return Said(
        statement=statement,
        stems=_telling(words),
        done=frozenset(done),
        verbs=frozenset(verbs),
        finished=bool(ends) or bool(row and (row.done or row.partly)),
        open=bool(w.STILL_OPEN.search(text)) or bool(row and row.open),
        partly=bool(w.PARTLY.search(text)) or bool(row and row.partly),
    )


def _telling(text: str) -> frozenset[str]:
    """Return the stems of a text that say what it is about, without dates and panel words."""
    return frozenset(
        one for one in content_stems(text) - w.EMPTY if not re.fullmatch(r"[\d./:]+", one)
    )


def topic_of(commitment: Commitment) -> Topic:
    """Return what a commitment is about."""
    text = p.ACTION_MARK.sub(" ", commitment.text)
    row = read_row(text) if commitment.citation.quote.startswith(("Action", "No")) else None
    if row:
        text = row.what
    line = p.ACTION_LINE.match(text)
    if line:
        text = line["rest"]
    names = " ".join([*commitment.owners, commitment.said_by or ""])
    due = commitment.due.text if commitment.due else ""
    own = _telling(text.replace(due, " ") if due else text) - content_stems(names)
    kinds: set[str] = set()
    for token in tokens(text):
        kinds |= w.BASES.get(fold(token), set())
    return Topic(
        own=own,
        context=_telling(commitment.about or "") - own,
        kinds=frozenset(kinds),
        verbs=frozenset(stem(token) for token in tokens(text) if len(token) > 3),
        making=bool(w.MAKING.search(text)),
        numbers=numbers_in(text),
        head=_head(text),
        names=names_in(text) & own,
        actors=content_stems(names),
        years=years_in(text.replace(due, " ") if due else text),
    )


_CUT = re.compile(
    r"\b(?:of|on|for|about|to|with|by|at|in|into|from|that|which|who|whether|when|before|once|as|"
    r"against|"
    r"between|within)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?:\bthat\s+|\bsaid\s+|^)(?P<np>[^,;:]{3,120}?)\s+(?:(?:would|will|should|is|are|had|has|"
    r"have)\s+)?"
    r"(?:to\s+)?be(?:en)?\s+(?:also\s+)?[a-z]+(?:ed|t|n|d)\b"
)
_ACTIVE = re.compile(
    r"\b(?:to|will|would|shall|that \w+|:)\s+(?:also\s+|"
    r"then\s+)?(?P<verb>[a-z]+)\s+(?P<np>[^,;:.]{3,160})"
)


def _head(text: str) -> str | None:
    """Return the stem of what is to be done something with, None where it is hard to tell."""
    active = next((m for m in _ACTIVE.finditer(text) if m["verb"] in w.BASES), None)
    match = active or _PASSIVE.search(text)
    if match is None:
        return None
    noun = _CUT.split(match["np"])[0]
    telling = [stem(token) for token in tokens(noun)]
    telling = [one for one in telling if one not in w.EMPTY and one in content_stems(noun)]
    return telling[-1] if telling else None


_WAS_DONE = re.compile(
    r"(?:^|[:;]\s|\bthat\s|\bsaid\s|\band\s)(?P<np>[^,;:]{3,160}?)(?:,[^,;:]{3,60},)?\s+(?:has|"
    r"have|had|was|were)\s+"
    r"(?:now\s+|since\s+|also\s+|all\s+|so far\s+|already\s+)*(?:been\s+)?(?P<verb>[a-z]+)\b"
)
_OF_THE = re.compile(
    rf"^\W*(?:{'|'.join(UP_TO_TWELVE)}|some|all|most|half|"
    r"\d+)\s+of\s+(?:the|its|their|those|these)\s+(?:\w+(?:y|een|teen)\s+)?",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\b(?P<verb>[a-z]+)\s+(?P<np>(?:the|a|an|its|their|his|her|two|further)\s+[^,;:.]{3,160})"
)


def done_with(text: str) -> str | None:
    """Return the stem of what a sentence says that something was done with."""
    for pattern in (_WAS_DONE, _DID):
        for match in pattern.finditer(text):
            verb = match["verb"]
            if verb not in w.PASTS and not (pattern is _WAS_DONE and verb.endswith("ed")):
                continue
            if pattern is _WAS_DONE and not re.search(
                r"\b(?:was|were|been)\s+(?:\w+\s+)?" + verb, match[0]
            ):
                continue
            noun = _CUT.split(_OF_THE.sub("", match["np"]))[0]
            telling = [stem(token) for token in tokens(noun)]
            telling = [one for one in telling if one not in w.EMPTY and one in content_stems(noun)]
            return telling[-1] if telling else None
    return None


def names_in(text: str) -> frozenset[str]:
    """Return the stems of words that are written as names inside a sentence."""
    inside = re.findall(r"(?<=[a-z,’'(] )[A-Z][a-z]\w+|(?<=[a-z] )[A-Z]\d+\b", text)
    return frozenset(stem(word) for word in inside) - w.EMPTY


def years_in(text: str) -> frozenset[str]:
    """Return the years that a text names, financial ones before others."""
    return frozenset(re.findall(r"\b20\d\d/\d\d\b", text)) or frozenset(YEAR.findall(text))


def numbers_in(text: str) -> dict[str, int]:
    """Return how many of what a text names, by the stem of the noun."""
    found = {}
    for match in _NUMBER.finditer(text):
        noun = fold(match["noun"])
        if noun in {"days", "weeks", "months", "years", "of"} or noun in MONTHS:
            continue
        printed = fold(match["n"]).replace(",", "")
        found[stem(noun)] = _SMALL.get(printed) or int(printed)
    return found
