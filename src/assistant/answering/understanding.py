"""The first step: a request, read and understood against what the library holds."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from assistant.asking.clues import without
from assistant.asking.constraints import (
    Constraint,
    name_constraints,
    place_constraints,
)
from assistant.asking.core import core
from assistant.asking.date_constraints import date_constraints, range_constraints
from assistant.asking.filed import filed
from assistant.asking.kinds import kind_constraints
from assistant.asking.own_names import own_names
from assistant.asking.question import Asked, understand
from assistant.asking.short_forms import full_years
from assistant.asking.two_forms import in_either_form
from assistant.errors import QuestionError
from assistant.follow_ups.conversation import standalone
from assistant.language.everyday import in_other_words
from assistant.language.manner import statement
from assistant.language.naming import by_post
from assistant.language.vocabulary import likely_parts
from assistant.language.words import content_stems, stem, tokens
from assistant.library import Library
from assistant.scoring.evidence import place_words
from assistant.steps import Request, Understood
from assistant.types import Document, Filters, Part, Passage, Turn


def read_request(request: Request, limit: int) -> Request:
    """Return the request with its question trimmed.

    Raises QuestionError when it is empty or longer than `limit` characters.
    """
    question = " ".join(request.question.split())
    if not question:
        raise QuestionError("please type a question")
    if len(question) > limit:
        raise QuestionError(
            f"the question is {len(question):,} characters long; please ask in at most {limit:,}"
        )
    history = tuple(
        replace(turn, question=" ".join(turn.question.split())[:limit]) for turn in request.history
    )
    return replace(request, question=question, history=history)


def understand_request(request: Request, library: Library) -> Understood:
    """Work out what is asked, against what the library holds."""
    days = [document.meeting_date for document in library.documents() if document.meeting_date]
    plain = core(request.question)
    history = tuple(
        replace(turn, question=core(turn.question).question) for turn in request.history
    )
    if plain.topic:
        history = (*history, Turn(question=plain.topic, answer=""))
    question = standalone(plain.question, history, newest=max(days, default=None))
    places = library.places()
    own = own_names(library.documents(), library.abbreviations())
    question = full_years(question, {held.place.item for held in places if held.place.item})
    worded = _calm(statement(question) or question)
    asked = without(understand(worded, own), request.without)
    # Attendance and signatures give people by their names.
    if asked.kind != "who" and not likely_parts(worded):
        worded = by_post(worded, library.posts(), lambda word: _held(word, library))
        asked = without(understand(worded, own), request.without)
    place = filed(asked, library)
    asked = without(place.asked, request.without)
    held = list(library.documents())
    if request.filters.superseded:
        held += library.superseded()
    documents = {document.id: document for document in held if _wanted(document, request.filters)}
    foreign = _unheld(asked, library)
    others = in_other_words(foreign, partial(_all_held, library))
    unheld = tuple(word for word in foreign if word not in others and not _two_words(word, library))
    return Understood(
        request=request,
        question=question,
        asked=asked,
        documents=documents,
        places=tuple(
            place.constraints(place_constraints(asked, places))
            + date_constraints(asked, list(documents.values()))
            + [
                constraint
                for constraint in range_constraints(asked, list(documents.values()))
                if constraint.key not in request.without
            ]
        ),
        named=tuple(
            in_either_form(
                _spoken(
                    asked, name_constraints(asked, library.posts(), place_words, library.posts_in)
                ),
                library.abbreviations(),
                place_words,
            )
            + _kinds(asked, unheld, request)
        ),
        unheld=unheld,
        other_words=others,
    )


def _calm(question: str) -> str:
    """Return a question typed in capitals in lower case: capitals then say nothing about names."""
    letters = [character for character in question if character.isalpha()]
    shouted = letters and sum(map(str.isupper, letters)) > 0.7 * len(letters)
    return question.lower() if shouted and len(letters) > 8 else question


def _held(word: str, library: Library) -> bool:
    return bool(library.document_frequency([word]).get(word))


def _all_held(library: Library, words: list[str]) -> frozenset[str]:
    held = library.document_frequency(words)
    return frozenset(word for word in words if held.get(word))


def _kinds(asked: Asked, unheld: Sequence[str], request: Request) -> list[Constraint]:
    found = kind_constraints(asked, unheld)
    return [constraint for constraint in found if constraint.key not in request.without]


_SAID_BY = re.compile(
    r"\bwhat (?:else )?(?:did|has|had|does) (?P<who>.{2,80}?) (?:sa(?:y|id)|tell|told|report|"
    r"reported|ask|asked|want to know|raise|raised|query|reply|replied|answer|respond|"
    r"comment|promise)\b",
    re.IGNORECASE,
)
_NO_SPEECH: frozenset[Part] = frozenset(("attendance", "title", "signature"))
_CAME = re.compile(r"\b(?:attended|gave a presentation|substitut|apologies|was welcomed)", re.I)
_SPOKE = re.compile(
    r"\b(?:said|says|told|ask(?:s|ed)|report(?:s|ed)|commented|responded|replied|answered|informed|"
    r"explained|stated|added|noted|advised|confirmed|outlined|highlighted|expressed|raised)\b",
    re.IGNORECASE,
)


def _spoken(asked: Asked, named: Sequence[Constraint]) -> list[Constraint]:
    """Return the constraints with words needed of whoever is asked about to have said something.

    That a person was there, or stood in for another, tells nothing of what was said.
    """
    match = _SAID_BY.search(asked.text)
    if not match:
        return list(named)
    return [
        replace(one, holds=partial(_in_words, one.holds))
        if one.key.startswith("name:") and one.about in match["who"]
        else one
        for one in named
    ]


def _in_words(
    named: Callable[[Passage, Document], bool], passage: Passage, document: Document
) -> bool:
    tells = passage.part not in _NO_SPEECH and (
        not _CAME.search(passage.text) or bool(_SPOKE.search(passage.text))
    )
    return tells and named(passage, document)


def _unheld(asked: Asked, library: Library) -> tuple[str, ...]:
    """Return the words of a question, names left out, that no passage holds in any form."""
    named = frozenset().union(*(content_stems(name) for name in asked.names))
    words = {
        stem(token): re.sub(r"['’]s$", "", token)
        for token in tokens(asked.text)
        if stem(token) in asked.stems - named and not token[-1:].isdigit()
    }
    held = library.document_frequency(list(words.values()))
    return tuple(word for word in words.values() if not held.get(word))


def _two_words(word: str, library: Library) -> bool:
    """Whether a word is two that papers use, written as one: "countyline"."""
    cuts = [(word[:at], word[at:]) for at in range(3, len(word) - 2)] if len(word) > 6 else []
    held = library.document_frequency([piece for cut in cuts for piece in cut]) if cuts else {}
    return any(held.get(left) and held.get(right) for left, right in cuts)


def _wanted(document: Document, filters: Filters) -> bool:
    day = document.meeting_date
    return (
        (not filters.kinds or document.kind in filters.kinds)
        and (not filters.document_ids or document.id in filters.document_ids)
        and (filters.since is None or (day is not None and day >= filters.since))
        and (filters.until is None or (day is not None and day <= filters.until))
    )
