"""Which words make a sentence false: those in which it differs from its nearest twin."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

_WORD = re.compile(r"[\w£%'’.,-]*[\w£%]|\S")
_ALIKE = 0.6
_MOST = 0.5

Spans = tuple[tuple[int, int], ...]


def faults(sentence: str, twins: Sequence[str]) -> Spans | None:
    """Return the (start, end) of the words of `sentence` that its nearest twin has not.

    Where it lacks words, those around the gap are meant. None where no twin is like it.
    """
    places = [match.span() for match in _WORD.finditer(sentence)]
    words = [sentence[start:end].lower() for start, end in places]
    best: SequenceMatcher[str] | None = None
    for twin in twins:
        found = SequenceMatcher(None, words, _WORD.findall(twin.lower()), autojunk=False)
        if found.ratio() >= max(_ALIKE, best.ratio() if best else 0.0):
            best = found
    if best is None:
        return None
    marked = set[int]()
    for kind, start, end, *_ in best.get_opcodes():
        if kind == "insert":
            marked |= {at for at in (start - 1, start) if 0 <= at < len(words)}
        elif kind != "equal":
            marked |= set(range(start, end))
    if not marked or len(marked) > _MOST * len(words) + 1:
        return None
    return tuple(places[at] for at in sorted(marked))
