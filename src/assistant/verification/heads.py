"""Whether a sentence drops the word that what it speaks of hangs on."""

import re

from assistant.language.english import words_of

_WORD = re.compile(r"[^\W_]+(?:['’./&-][^\W_]+)*")
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "that"})
# What only says how many or of what sort: "a number of officers" are officers.
_MEASURING = words_of(
    "number numbers total range series variety set group team pair couple dozen lot lots groups "
    "kind sort type amount rate level"
)
# So many words in a row make sure that the same is spoken of.
_SAME = 4


def head_problems(claim: str, evidence: str) -> list[str]:
    """Return the dropped head of what a sentence opens with.

    "The meeting of 4 May was agreed" for "The minutes of the meeting of 4 May were agreed": every
    place that has the opening words has them behind "minutes of", and the sentence does not.
    """
    said, held = _words(claim), _words(evidence)
    start = 1 if said and said[0] in _ARTICLES else 0
    run = said[start : start + _SAME]
    if len(run) < _SAME:
        return []
    dropped = set()
    for at in range(len(held) - _SAME + 1):
        if held[at : at + _SAME] != run:
            continue
        before = at - 1
        while before >= 0 and held[before] in _ARTICLES:
            before -= 1
        head = held[before - 1] if before >= 1 and held[before] == "of" else None
        if head is None or head in said or head in _MEASURING:
            return []
        dropped.add(head)
    return [f"it leaves out {head}" for head in sorted(dropped)]


def _words(text: str) -> list[str]:
    return [re.sub(r"['’]s$", "", match[0].lower()) for match in _WORD.finditer(text)]
