"""Example questions for an empty page, made from what is held, so that each has an answer."""

from collections.abc import Sequence

from assistant.language.words import content_stems
from assistant.library import Library

_AT_MOST = 5
_SHORT = 110
_READ = 400
_CHOICES = 3


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
    held_ids = {document.id for document in library.documents()}
    asked = [
        passage.text
        for passage in library.passages_of_parts(["question"])
        if passage.document_id in held_ids
        and len(passage.text) <= _SHORT
        and passage.text.rstrip().endswith("?")
        and passage.text.count("?") == 1
    ]
    found += sorted(asked, key=len)[:2]
    if library.passages_of_parts(["action"]):
        found.append("What actions were agreed?")
    return found[:_AT_MOST]


def clarifying_questions(question: str, library: Library) -> Sequence[str]:
    """Return two or three questions that a vague one may have meant, nearest first.

    They are made of the places held (agenda items, strands, key aims) whose words it shares, and
    of the newest agenda items where it shares none.
    """
    wanted = content_stems(question)
    newest = {document.id: n for n, document in enumerate(library.documents())}
    choices: dict[str, tuple[int, int]] = {}
    for held in library.places():
        place, rank = held.place, newest.get(held.document_id, 0)
        named = {
            f"What was said about “{place.item_title}”?": place.item_title,
            f"What was done under {place.strand}?": place.strand,
            f"What was done under key aim {place.key_aim}?": (
                f"key aim {place.headings[-1] if place.headings else ''}"
                if place.key_aim is not None
                else None
            ),
        }
        for choice, words in named.items():
            if words and len(choice) <= _SHORT:
                shared = len(wanted & content_stems(words))
                choices[choice] = max(choices.get(choice, (0, 0)), (shared, rank))
    ordered = sorted(choices, key=lambda choice: choices[choice], reverse=True)
    return ordered[:_CHOICES]
