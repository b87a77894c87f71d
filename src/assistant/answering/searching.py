"""The second step: what may answer, searched for everywhere and in the places that are named."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from assistant.answering.cross_references import followed, holding_too, only_points
from assistant.answering.understanding import understand_request
from assistant.asking.comparing import Side, sides
from assistant.asking.question import Asked
from assistant.follow_ups.conversation import search_text
from assistant.language.abbreviations import in_other_forms
from assistant.language.bodies import body_asked, is_of
from assistant.language.vocabulary import likely_parts
from assistant.language.words import content_stems
from assistant.library import Library
from assistant.lists.asked import ListAsked, Listed, list_asked, topic_of
from assistant.lists.complete import Listing, complete_list
from assistant.lists.listing import about, asks_for_place, listed, selection_of, wanted_parts
from assistant.lists.straight import straight
from assistant.quotes.quoting import whole
from assistant.steps import Found, Understood
from assistant.types import Filters, Passage, Scored

SEARCHED = 24
_FRAME = {"title", "heading", "key_aim", "item_title", "purpose", "note"}
# Structures that are listed whole, whatever else the question says.
_WHOLE = {"key_aims", "items"}


def search_library(understood: Understood, library: Library) -> Found:
    """Search for the question, or for each side of what it compares."""
    compared = () if "kind" in understood.request.without else sides(understood.asked.text)
    if not compared and (answered := straight(understood, library)):
        return Found(understood=understood, scored=(), listing=(), straight=answered)
    words = [content_stems(side.question) for side in compared]
    found = [
        (side.heading, _side(understood, side, _telling(place, words), library))
        for place, side in enumerate(compared)
    ]
    if any(one.listing or one.scored for _, one in found):
        return Found(understood=understood, scored=(), listing=(), sides=tuple(found))
    return _search(understood, library)


def _telling(place: int, words: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the stems that a side has and no other: they count, however common they are."""
    return words[place].difference(*(held for at, held in enumerate(words) if at != place))


def _words(speaker: str | None) -> frozenset[str]:
    return content_stems(speaker or "")


def _side(understood: Understood, side: Side, telling: frozenset[str], library: Library) -> Found:
    """Return what is found for one side of a comparison alone: a list, or what may answer."""
    request = understood.request
    filters = replace(request.filters, kinds=side.kinds or request.filters.kinds)
    asking = replace(request, question=side.question, history=(), filters=filters)
    own = understand_request(asking, library)
    body = partial(is_of, side.body) if side.body else None
    found = _listing(own, library, body)
    if not found.quotes and own.asked.kind in {"open", "said"}:
        kind: Listed = "said" if side.speaker else "questions" if side.parts else "mentions"
        named = tuple(name for name in own.asked.names if name != side.speaker)
        topic = replace(own.asked, names=named, stems=own.asked.stems - _words(side.speaker))
        if terms := topic_of(topic, telling - _words(side.speaker)):
            found = complete_list(
                own, ListAsked(kind=kind, terms=terms, speaker=side.speaker), library
            )
    if found.quotes:
        return Found(understood=own, scored=(), listing=found.quotes, notes=found.notes)
    one = _search(own, library)
    kept = tuple(
        scored
        for scored in one.scored
        if (not side.parts or scored.passage.part in side.parts)
        and (body is None or body(scored.passage))
    )
    return replace(one, scored=kept)


def _search(understood: Understood, library: Library) -> Found:
    """Search once over everything and once in the places that the question names."""
    asked, filters = understood.asked, understood.request.filters
    listing = _listing(understood, library)
    if listing.quotes:
        return Found(understood=understood, scored=(), listing=listing.quotes, notes=listing.notes)
    query = asked.text
    found = list(library.search(query, filters, SEARCHED))
    if understood.other_words:
        found += library.search(_reworded(query, understood.other_words), filters, SEARCHED)
    if (spelt := in_other_forms(query, library.abbreviations())) != query:
        found += library.search(spelt, filters, SEARCHED)
    if parts := likely_parts(query):
        # "Who was away?" is answered by a part of the paper, whatever its words.
        found += [
            Scored(passage=passage, score=0.0)
            for passage in library.passages_of_parts(sorted(parts))
            if _inside(passage, filters)
        ][:SEARCHED]
    if asked.question is not None:
        # A question and its answers share a place, not always words.
        found += [
            Scored(passage=passage, score=0.0)
            for passage in library.select(selection_of(understood))
            if passage.place.question == asked.question
        ][:SEARCHED]
    request = understood.request
    if request.history and understood.question != request.question:
        # A follow-up is about what the answer before it showed, in that answer's words.
        found += library.search(search_text(request.question, request.history), filters, SEARCHED)
    narrowed = _narrowed(filters, asked)
    if narrowed != filters:
        found += library.search(query, narrowed, SEARCHED)
    best: dict[str, Scored] = {}
    for scored in found:
        if scored.passage.document_id in understood.documents:
            best.setdefault(scored.passage.id, scored)
    made = Found(understood=understood, scored=tuple(best.values()), listing=())
    return _pointed_to(made, library)


def _reworded(query: str, other_words: Mapping[str, str]) -> str:
    for word, said in other_words.items():
        query = re.sub(rf"\b{re.escape(word)}\b", lambda _, said=said: said, query)  # type: ignore[misc]
    return query


def _listing(
    understood: Understood, library: Library, keep: Callable[[Passage], bool] | None = None
) -> Listing:
    """Return what is listed whole: entries of the papers' structure, or everything of a kind."""
    asked, filters = understood.asked, understood.request.filters
    if (wanted := list_asked(asked)) and "kind" not in understood.request.without:
        return complete_list(understood, wanted, library)
    parts = wanted_parts(asked)
    if not parts and not asks_for_place(asked):
        return Listing(quotes=())
    everything = [
        (understood.documents[passage.document_id], passage)
        for passage in library.select(replace(selection_of(understood), parts=parts))
        if passage.document_id in understood.documents
        and _inside(passage, filters)
        and (keep is None or keep(passage))
    ]
    if not parts and (body := body_asked(asked.text)):
        of_body = [held for held in everything if is_of(body, held[1])]
        everything = of_body or everything
    subject = about(asked) if parts and asked.structure_of not in _WHOLE else frozenset[str]()
    quotes = tuple(listed(everything, understood.constraints, parts, subject))
    return Listing(quotes=followed(quotes, library) if only_points(quotes) else quotes)


def _pointed_to(found: Found, library: Library) -> Found:
    """Add what a cross-reference points to, where the place asked for holds nothing else."""
    understood = found.understood
    held = [
        scored.passage
        for scored in found.scored
        if understood.places
        and scored.passage.part not in _FRAME
        and all(
            constraint.holds(scored.passage, understood.documents[scored.passage.document_id])
            for constraint in understood.places
        )
    ]
    if not held or any(passage.part != "cross_reference" for passage in held):
        return found
    pointers = [whole(one, understood.documents[one.document_id]) for one in held]
    quotes = [quote for quote in followed(pointers, library) if quote not in pointers]
    ids = frozenset(quote.passage.id for quote in quotes)
    known = {scored.passage.id: scored for scored in found.scored}
    added = [
        Scored(passage=quote.passage, score=0.0)
        for quote in quotes
        if quote.passage.id not in known
    ]
    places = tuple(holding_too(constraint, ids) for constraint in understood.places)
    return replace(
        found,
        understood=replace(understood, places=places),
        scored=(*found.scored, *added),
        pointers=tuple(pointers[:1]),
    )


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
