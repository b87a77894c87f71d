"""Cross-references ("See update under Key Aim (1) above"): what they point to in their paper."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.constraints import Constraint, same_item
from assistant.library import Library
from assistant.quotes.quoting import Quote, whole
from assistant.types import Document, Filters, Passage, Selection

_POINTS = re.compile(
    r"\b(?P<noun>key aim|strategic priority|aim|objective|priority|section|item|minute|"
    r"question)s?\b\W{0,4}(?:no\.?|number)?\W{0,2}(?P<number>\d{1,3}(?:/\d{2,4})?)",
    re.IGNORECASE,
)
# Parts that say where things are: a cross-reference points to what stands between them.
_FRAME = {"title", "heading", "key_aim", "item_title", "purpose", "note", "cross_reference"}
_AT_MOST = 40


def only_points(quotes: Sequence[Quote]) -> bool:
    """Whether a place holds nothing but cross-references."""
    return bool(quotes) and all(quote.passage.part == "cross_reference" for quote in quotes)


def followed(quotes: Sequence[Quote], library: Library) -> tuple[Quote, ...]:
    """Return cross-references, each followed by what it points to; every passage once."""
    found: dict[str, Quote] = {}
    for quote in quotes:
        found.setdefault(quote.passage.id, quote)
        for passage in pointed_to(quote.passage, quote.document, library):
            found.setdefault(passage.id, whole(passage, quote.document))
    return tuple(found.values())


def pointed_to(passage: Passage, document: Document, library: Library) -> list[Passage]:
    """Return what a cross-reference points to: the place it names, under the same strand and year.

    Empty for one that names no place of its paper, or itself.
    """
    match = _POINTS.search(passage.text)
    if not match:
        return []
    noun, number = match["noun"].lower(), match["number"]
    within = Selection(filters=Filters(document_ids=(document.id,)), limit=2000)
    held: Sequence[Passage] = ()
    if noun in {"item", "minute"}:
        held = [
            one
            for one in library.select(replace(within, item=number))
            if same_item(number, one.place.item)
        ]
    elif noun == "question":
        held = [
            one
            for one in library.select(replace(within, item=passage.place.item))
            if one.place.question == int(number)
        ]
    elif number.isdigit():
        # An objective may stand where other papers have a key aim, a priority or a section.
        held = [
            one
            for one in library.select(replace(within, key_aim=int(number)))
            if one.place.key_aim == int(number)
        ] or [
            one
            for one in library.select(replace(within, strategic_priority=int(number)))
            if one.place.strategic_priority == int(number)
            and passage.place.strategic_priority != int(number)
        ]
    held = [one for one in held if one.part not in _FRAME and one.id != passage.id]
    return _alike(passage, held)[:_AT_MOST]


def _alike(passage: Passage, held: Sequence[Passage]) -> list[Passage]:
    """Keep what stands under the same strand and in the same year, where there is any."""
    for name in ("strand", "year"):
        want = getattr(passage.place, name)
        same = [one for one in held if want and getattr(one.place, name) == want]
        held = same or held
    return list(held)


def holding_too(constraint: Constraint, ids: frozenset[str]) -> Constraint:
    """Return a constraint that what a cross-reference points to fulfils as well."""
    return replace(
        constraint,
        holds=lambda passage, document: passage.id in ids or constraint.holds(passage, document),
    )
