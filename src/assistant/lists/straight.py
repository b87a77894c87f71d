"""Questions that need no evidence weighed: what letters stand for, how papers are built."""

from assistant.library import Library
from assistant.lists.meanings import meaning
from assistant.lists.structure import structure
from assistant.steps import Straight, Understood


def straight(understood: Understood, library: Library) -> Straight | None:
    """Return what answers such a question, or why nothing can; None for any other question."""
    if "kind" in understood.request.without:
        return None
    return meaning(understood, library) or structure(understood, library)
