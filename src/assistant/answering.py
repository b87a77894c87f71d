"""From a question and the index to an answer whose every quote is proven: the steps, in order.

understand → search → judge → answer. Each step is a plain function from one frozen value to the
next; `assistant.chain` runs them as a LangChain Runnable.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.citations import prove, spoken_date
from assistant.constraints import (
    Constraint,
    date_constraints,
    name_constraints,
    place_constraints,
)
from assistant.conversation import standalone
from assistant.errors import QuestionError
from assistant.evidence import Evidence, Rarity, find_evidence, is_furniture, place_words
from assistant.library import Library
from assistant.listing import about, asks_for_place, listed, wanted_parts
from assistant.naming import by_post
from assistant.question import Asked, understand
from assistant.quoting import Quote, quote_all, shown, whole
from assistant.reader import Reader
from assistant.types import Answer, Document, Filters, Mode, Passage, Scored, Turn
from assistant.vocabulary import certain_part, likely_parts
from assistant.words import content_stems, stem, tokens

SEARCHED = 24
# A further quote is shown when its log-odds are at most this much below those of the best one.
_NEAR_BEST = 1.8
# What somebody said on a matter is seldom one sentence.
_NEAR_BEST_SAID = 2.2
# Where the question leaves no doubt about the part of the paper, less confidence is enough.
_CERTAIN_PART = 0.4
_LISTED_AT_MOST = 40
_EXPANDED = 6
# Structures that are listed whole, whatever else the question says.
_WHOLE = {"key_aims", "items"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """A question as it comes in, with the turns before it and what narrows it."""

    question: str
    history: tuple[Turn, ...] = ()
    filters: Filters = field(default_factory=Filters)
    mode: Mode = "quotes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Understood:
    """The request with its stand-alone question, what that asks for and evidence must hold."""

    request: Request
    question: str
    asked: Asked
    documents: Mapping[str, Document]
    places: tuple[Constraint, ...]
    named: tuple[Constraint, ...]

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """All that evidence must hold."""
        return self.places + self.named


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What search found, and for questions about structure what is listed."""

    understood: Understood
    scored: tuple[Scored, ...]
    listing: tuple[Quote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """The evidence, most confident first, and the lists that evidence announces, by passage id."""

    found: Found
    evidence: tuple[Evidence, ...]
    lists: Mapping[str, tuple[Passage, ...]]


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
    question = standalone(request.question, request.history)
    worded = _calm(question)
    asked = understand(worded)
    # Attendance and signatures give people by their names.
    if asked.kind != "who" and not likely_parts(worded):
        worded = by_post(worded, library.posts(), lambda word: _held(word, library))
        asked = understand(worded)
    held = list(library.documents())
    if request.filters.superseded:
        held += library.superseded()
    documents = {document.id: document for document in held if _wanted(document, request.filters)}
    return Understood(
        request=request,
        question=question,
        asked=asked,
        documents=documents,
        places=tuple(
            place_constraints(asked, library.places())
            + date_constraints(asked, list(documents.values()))
        ),
        named=tuple(name_constraints(asked, library.posts(), place_words)),
    )


def _calm(question: str) -> str:
    """Return a question typed in capitals in lower case: capitals then say nothing about names."""
    letters = [character for character in question if character.isalpha()]
    shouted = letters and sum(map(str.isupper, letters)) > 0.7 * len(letters)
    return question.lower() if shouted and len(letters) > 8 else question


def _held(word: str, library: Library) -> bool:
    return bool(library.document_frequency([word]).get(word))


def _wanted(document: Document, filters: Filters) -> bool:
    day = document.meeting_date
    return (
        (not filters.kinds or document.kind in filters.kinds)
        and (not filters.document_ids or document.id in filters.document_ids)
        and (filters.since is None or (day is not None and day >= filters.since))
        and (filters.until is None or (day is not None and day <= filters.until))
    )


def search_library(understood: Understood, library: Library) -> Found:
    """Search for the question, once over everything and once in the places it names."""
    asked, filters = understood.asked, understood.request.filters
    listed_parts = wanted_parts(asked)
    listing: list[Quote] = []
    if listed_parts or asks_for_place(asked):
        everything = [
            (document, passage)
            for document in understood.documents.values()
            for passage in library.passages(document.id)
            if _inside(passage, filters)
        ]
        subject = (
            about(asked) if listed_parts and asked.structure_of not in _WHOLE else frozenset[str]()
        )
        listing = listed(everything, understood.constraints, listed_parts, subject)
    query = asked.text
    found = list(library.search(query, filters, SEARCHED))
    if parts := likely_parts(query):
        # "Who was away?" is answered by a part of the paper, whatever its words.
        found += [
            Scored(passage=passage, score=0.0)
            for passage in library.passages_of_parts(sorted(parts))
            if _inside(passage, filters)
        ][:SEARCHED]
    narrowed = _narrowed(filters, asked)
    if narrowed != filters:
        found += library.search(query, narrowed, SEARCHED)
    best: dict[str, Scored] = {}
    for scored in found:
        if scored.passage.document_id in understood.documents:
            best.setdefault(scored.passage.id, scored)
    return Found(understood=understood, scored=tuple(best.values()), listing=tuple(listing))


def _inside(passage: Passage, filters: Filters) -> bool:
    place = passage.place
    return (filters.key_aim is None or place.key_aim == filters.key_aim) and (
        filters.item is None or place.item == filters.item
    )


def _narrowed(filters: Filters, asked: Asked) -> Filters:
    return replace(
        filters,
        key_aim=filters.key_aim if asked.key_aim is None else asked.key_aim,
        year=filters.year if asked.year is None else asked.year,
        item=filters.item if asked.item is None or "/" not in asked.item else asked.item,
        strategic_priority=filters.strategic_priority
        if asked.strategic_priority is None
        else asked.strategic_priority,
    )


def judge_evidence(found: Found, library: Library, reader: Reader) -> Judged:
    """Judge the sentences of what was found that stands where the question asks."""
    understood = found.understood
    asked = understood.asked
    fitting = [
        scored
        for scored in found.scored
        if all(
            constraint.holds(scored.passage, understood.documents[scored.passage.document_id])
            for constraint in understood.constraints
        )
    ]
    evidence = find_evidence(
        asked,
        fitting,
        understood.documents,
        reader=reader,
        rarity=_rarity(asked, library),
    )
    return Judged(
        found=found, evidence=tuple(evidence), lists=_announced(evidence[:_EXPANDED], library)
    )


def _announced(evidence: Sequence[Evidence], library: Library) -> dict[str, tuple[Passage, ...]]:
    """Return the list entries that evidence announces ("… with particular focus on:")."""
    found = {}
    for one in evidence:
        passage = one.passage
        if not passage.text.rstrip().endswith(":") or one.end < len(passage.text.rstrip()):
            continue
        entries = []
        for other in library.neighbours(passage.id, 0, _LISTED_AT_MOST):
            if other.order <= passage.order:
                continue
            if other.lead != passage.text and not _nested(passage, other):
                break
            entries.append(other)
        if entries:
            found[passage.id] = tuple(entries)
    return found


def _nested(parent: Passage, other: Passage) -> bool:
    outer, inner = parent.place.bullet, other.place.bullet
    return bool(outer and inner and inner.startswith(f"{outer}."))


def _rarity(asked: Asked, library: Library) -> Rarity:
    words = {stem(token): token for token in tokens(asked.text)}
    held = library.document_frequency(list(words.values()))
    return Rarity(
        frequency={key: held.get(word, 0) for key, word in words.items()},
        passages=library.passage_count(),
    )


def make_answer(judged: Judged, *, max_quotes: int, refuse_below: float) -> Answer:
    """Return the answer: listed places, or the best quotes, or what was not found and why."""
    understood = judged.found.understood
    listing = judged.found.listing
    if listing and (wanted_parts(understood.asked) or asks_for_place(understood.asked)):
        return _answered(judged, listing[:_LISTED_AT_MOST], 0.95)
    if understood.asked.minuted_actions:
        return _refused(judged, "not_found", 0.0)
    if _vague(understood):
        return _refused(judged, "needs_clarification", 0.0)
    usable = _usable(understood.asked, judged.evidence)
    best = usable[0].confidence if usable else 0.0
    if certain_part(understood.asked.text) in {one.passage.part for one in usable[:1]}:
        refuse_below *= _CERTAIN_PART
    if best < refuse_below:
        return _refused(judged, "not_found", best)
    said = understood.asked.kind == "said"
    near = _log_odds(best) - (_NEAR_BEST_SAID if said else _NEAR_BEST)
    chosen = [one for one in usable if _log_odds(one.confidence) >= near]
    if said:
        max_quotes += max_quotes // 2
    if understood.asked.kind == "figure" and any(one.features.kind == 1 for one in chosen):
        chosen = [one for one in chosen if one.features.kind == 1]
    quotes: list[Quote] = []
    for one in _distinct(chosen)[:max_quotes]:
        quotes.append(
            Quote(passage=one.passage, document=one.document, start=one.start, end=one.end)
        )
        entries = judged.lists.get(one.passage.id, ())
        quotes += [whole(entry, one.document) for entry in entries]
    return _answered(judged, quotes, best)


# A question of nothing but these points at something that was not said.
_POINTING = content_stems("year previous next last week month meeting time other same one")


def _vague(understood: Understood) -> bool:
    """Whether a question names nothing that could be looked for."""
    asked = understood.asked
    return not (
        asked.stems - _POINTING
        or understood.constraints
        or asked.structure_of
        or likely_parts(asked.text)
    )


def _log_odds(confidence: float) -> float:
    bounded = min(max(confidence, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))


def _usable(asked: Asked, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence of the parts that can answer; members' questions when those are asked."""
    if asked.asks_for_questions:
        questions = [
            replace(one, start=0, end=len(one.passage.text))
            for one in evidence
            if one.passage.part == "question"
        ]
        if questions:
            return list({one.passage.id: one for one in reversed(questions)}.values())[::-1]
    certain = certain_part(asked.text)
    if certain and any(one.passage.part == certain for one in evidence):
        return [one for one in evidence if one.passage.part == certain]
    usable = [one for one in evidence if not is_furniture(one.passage, asked)] or list(evidence)
    if asked.counts:
        # Words about the matter without a figure do not answer "how many".
        return [one for one in usable if one.features.kind == 1]
    return usable


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Drop evidence whose words were already chosen elsewhere (the same bullet under two aims)."""
    seen: set[str] = set()
    kept = []
    for one in evidence:
        if one.text.casefold() not in seen:
            seen.add(one.text.casefold())
            kept.append(one)
    return kept


def _answered(judged: Judged, quotes: Sequence[Quote], confidence: float) -> Answer:
    quotes = list({(q.passage.id, q.start, q.end): q for q in quotes}.values())
    sentences, citations = quote_all(quotes)
    answer = replace(
        _blank(judged),
        status="answered",
        text=shown(sentences),
        sentences=sentences,
        citations=citations,
        confidence=confidence,
    )
    return prove(answer, [quote.passage for quote in quotes])


def _refused(judged: Judged, status: str, confidence: float) -> Answer:
    blank = _blank(judged)
    if status == "needs_clarification":
        text = (
            "I am not sure what to look for. Please name a subject, a key aim, an agenda item or a "
            f"meeting. I hold {blank.coverage}."
        )
        return replace(blank, status="needs_clarification", text=text, confidence=confidence)
    reason = _reason(judged)
    text = f"Not found in what I hold: {blank.coverage}." + (
        f" {reason[:1].upper()}{reason[1:]}." if reason else ""
    )
    return replace(blank, status="not_found", text=text, confidence=confidence)


def _reason(judged: Judged) -> str:
    """Return why nothing answers: the first thing the question names that no passage fulfils."""
    understood = judged.found.understood
    for constraint in understood.constraints:
        if not any(
            constraint.holds(scored.passage, understood.documents[scored.passage.document_id])
            for scored in judged.found.scored
        ):
            return constraint.missing
    return ""


def _blank(judged: Judged) -> Answer:
    understood = judged.found.understood
    request = understood.request
    identity = "\n".join(
        [request.question, request.mode, *(turn.question for turn in request.history)]
    )
    return Answer(
        id=hashlib.sha256(identity.encode()).hexdigest()[:12],
        question=request.question,
        standalone_question=understood.question,
        status="not_found",
        mode=request.mode,
        text="",
        coverage=coverage(list(understood.documents.values())),
    )


def coverage(documents: Sequence[Document]) -> str:
    """Return what is held in words: "2 documents, meetings from 26 March 2021 to 26 March 2021"."""
    count = f"{len(documents)} document{'' if len(documents) == 1 else 's'}"
    dated = sorted(
        (document for document in documents if document.meeting_date),
        key=lambda document: str(document.meeting_date),
    )
    if not dated:
        return count
    return f"{count}, meetings from {spoken_date(dated[0])} to {spoken_date(dated[-1])}"
