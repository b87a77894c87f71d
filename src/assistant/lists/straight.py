"""Questions that need no evidence weighed: what letters stand for, how papers are built."""

import re

from assistant.library import Library
from assistant.lists.meanings import meaning
from assistant.lists.structure import structure
from assistant.steps import Straight, Understood

_OF_WHAT_WAS_DONE = re.compile(r"\W*(?:(?:and|so|but) )*(?:who|whose|whom|why|what did)\b", re.I)


def straight(understood: Understood, library: Library) -> Straight | None:
    """Return what answers such a question, or why nothing can; None for any other question."""
    if "kind" in understood.request.without:
        return None
    if answered := meaning(understood, library):
        return answered
    # "Who spoke on the item after complaints?" only says by it which item is meant.
    return (
        None if _OF_WHAT_WAS_DONE.match(understood.asked.text) else structure(understood, library)
    )
