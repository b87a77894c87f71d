"""The second step: what may answer, searched for everywhere and in the places that are named."""

from dataclasses import replace

from assistant.library import Library
from assistant.listing import about, asks_for_place, listed, wanted_parts
from assistant.question import Asked
from assistant.quoting import Quote
from assistant.steps import Found, Understood
from assistant.types import Filters, Passage, Scored
from assistant.vocabulary import likely_parts

SEARCHED = 24
# Structures that are listed whole, whatever else the question says.
_WHOLE = {"key_aims", "items"}


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
