"""The second step: what may answer, searched for everywhere and in the places that are named."""

from dataclasses import replace

from assistant.asked_lists import list_asked
from assistant.complete import Listing, complete_list
from assistant.library import Library
from assistant.listing import about, asks_for_place, listed, selection_of, wanted_parts
from assistant.question import Asked
from assistant.steps import Found, Understood
from assistant.types import Filters, Passage, Scored
from assistant.vocabulary import likely_parts

SEARCHED = 24
# Structures that are listed whole, whatever else the question says.
_WHOLE = {"key_aims", "items"}


def search_library(understood: Understood, library: Library) -> Found:
    """Search for the question, once over everything and once in the places it names."""
    asked, filters = understood.asked, understood.request.filters
    listing = _listing(understood, library)
    if listing.quotes:
        return Found(understood=understood, scored=(), listing=listing.quotes, notes=listing.notes)
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
    return Found(understood=understood, scored=tuple(best.values()), listing=())


def _listing(understood: Understood, library: Library) -> Listing:
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
        if passage.document_id in understood.documents and _inside(passage, filters)
    ]
    subject = about(asked) if parts and asked.structure_of not in _WHOLE else frozenset[str]()
    return Listing(quotes=tuple(listed(everything, understood.constraints, parts, subject)))


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
