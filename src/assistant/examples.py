"""Example questions for an empty page, made from what is held, so that each has an answer."""

from collections.abc import Sequence

from assistant.library import Library

_AT_MOST = 5
_SHORT = 110


def example_questions(library: Library) -> Sequence[str]:
    """Return up to five questions: about structure, about a place, and as members asked them."""
    places = [held.place for held in library.places()]
    found: list[str] = []
    aims = sorted({place.key_aim for place in places if place.key_aim is not None})
    if aims:
        found.append("What are the key aims?")
    cell = next((p for p in places if p.key_aim is not None and p.year), None)
    if cell:
        found.append(f"What was done under key aim {cell.key_aim} in {cell.year}?")
    asked: list[str] = []
    actions = False
    for document in library.documents():
        for passage in library.passages(document.id):
            if passage.part == "question" and passage.text.rstrip().endswith("?"):
                asked.append(passage.text)
            actions = actions or passage.part == "action"
    asked = [text for text in asked if len(text) <= _SHORT and text.count("?") == 1]
    found += sorted(asked, key=len)[:2]
    if actions:
        found.append("What actions were agreed?")
    return found[:_AT_MOST]
