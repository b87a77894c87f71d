"""Who says a sentence, where the paper tells it for certain."""

import re
from functools import lru_cache

from assistant.sentences import sentence_spans
from assistant.types import Passage
from assistant.verification.speakers import said_in, same_person

# "The Panel was informed that …": somebody spoke and it is not said who.
_NOBODY = re.compile(
    r"^\W*(?:the (?:panel|committee|board)|members?|councillors?)\b.{0,20}\b(?:was|were) "
    r"(?:also |then |further )?(?:told|informed|advised|provided|given|shown|reminded|asked)\b"
    r"|^\W*(?:it was|reference was|there (?:was|were)) ",
    re.IGNORECASE,
)
_HEARERS = re.compile(r"^\W*(?:the )?(?:panel|committee|board|members?|minutes|report)\b", re.I)
_LONGEST_NAME = 60


def speaker_of(passage: Passage, start: int) -> str | None:
    """Return who says the sentence of a passage that starts at `start`; None where untold.

    A paragraph may pass from one speaker to another ("The Chief Constable said …. The
    Commissioner added …"); "he added" goes on with the one before. Where the paragraph itself
    names nobody, it is whoever the place is said to be spoken by.
    """
    place = passage.place.speaker
    return dict(_speakers(passage.text, place)).get(start, place)


def same_speaker(asked: str, speaker: str | None) -> bool:
    """Whether two wordings name one speaker."""
    return speaker is not None and same_person(asked, speaker)


@lru_cache(maxsize=1024)
def _speakers(text: str, place: str | None) -> tuple[tuple[int, str | None], ...]:
    """Return for each sentence where it starts and who says it."""
    found: list[tuple[int, str | None]] = []
    current = place
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        said = [one for one in said_in(sentence) if not one.after]
        named = [one.by for one in said if one.by and not _HEARERS.match(one.by)]
        if len(set(named)) > 1:
            # Two speakers in one sentence: neither says all of it.
            found.append((start, place if place else None))
            current = None
            continue
        if named and _opens(sentence, named[0]) and _is_name(named[0]):
            current = place if place and same_person(named[0], place) else _tidy(named[0])
        elif _NOBODY.match(sentence):
            current = None if current != place else place
        found.append((start, current))
    return tuple(found)


def _opens(sentence: str, name: str) -> bool:
    """Whether a sentence opens with who says it; further in, a name may be of something else."""
    return sentence.lstrip("“‘\"' ").casefold().startswith(name.casefold())


def _is_name(text: str) -> bool:
    """Whether the subject of a saying verb is somebody: "the Chief Constable", not "the plan"."""
    return len(text) <= _LONGEST_NAME and bool(re.search(r"\b[A-Z]", re.sub(r"^\W*\w+", "", text)))


def _tidy(text: str) -> str:
    return re.sub(r"^(?:the|then the)\s+", "", " ".join(text.split()), flags=re.IGNORECASE)
