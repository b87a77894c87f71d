"""Who speaks in a sentence, and who is who: only what the text itself says.

A speaker is set when a sentence opens with a role or a known name and a verb of speaking ("The
Deputy PCC reported …"). "The Panel was informed …" names nobody, so it has no speaker.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.sentences import sentence_spans
from ingest.structure import patterns as p


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A person and the role the document gives them."""

    name: str
    role: str


_WHO = (
    r"(?P<who>(?:[A-Z][\w’'.&/-]*)(?:(?:\s+(?:of|for|and|of the|for the|from the))?"
    r"\s+(?:\([A-Z][^)]{0,60}\)|[A-Z][\w’'.&/-]*)){0,7})"
)
# A clause in front ("In response to a question, the …") is tried only when the sentence does not
# open with the speaker.
_OPENING = r"^[\[“\"]?(?:[A-Z‘][^.;:]{0,160}?(?:,\s*(?:as\s+)?|\bthis\s+))??(?:[Tt]he\s+)?"
_ASIDE = r"(?:,\s*(?:the\s+)?[A-Z][^,;.]{2,90},|\s*\([^)]{2,80}\))?"
_BETWEEN = (
    r"(?:\s*,?\s+in (?:response|reply|answer)\b[^.;]{0,200}?,)?(?:\s*,)?"
    r"\s+(?:(?:also|then|further|briefly|subsequently|again|therefore|has|had|and|who|went on to|"
    r"\w+ly)\s+){0,3}"
)
_SPEAKS = re.compile(_OPENING + _WHO + _ASIDE + _BETWEEN + rf"(?:{p.SPEAKING})\b")
# "The Chief Constable was asked a question about … and he said": the one asked speaks.
_ASKED_AND_SAID = re.compile(
    _OPENING
    + _WHO
    + _ASIDE
    + r"\s+(?:was|were) asked\b[^.;]{0,240}?\b(?:and|but)\s+(?:he|she|they)\s+"
    rf"(?:{p.SPEAKING})\b"
)
_SPOKEN_BY = re.compile(p.SPOKEN_BY + _WHO)


def people_in(texts: Iterable[str]) -> tuple[Person, ...]:
    """Find the people whose role the texts give ("Jane Doe, Chief Executive"), each once."""
    seen: dict[str, Person] = {}
    for text in texts:
        for match in p.PERSON_WITH_ROLE.finditer(text):
            name, role = (
                match["name"],
                re.sub(r"\s+(?:Tel|Email|E-mail)\b.*", "", match["role"]).strip(),
            )
            if p.ROLE_WORDS.search(name) or p.ORGANISATION_WORDS.search(name):
                continue
            if p.ROLE_WORDS.search(role):
                seen.setdefault(name, Person(name=name, role=role))
    return tuple(seen.values())


def speaker_of(sentence: str, names: frozenset[str]) -> str | None:
    """Tell who speaks in `sentence`, as written without "The", or None when it names nobody.

    `names` are the names of people whose role the document gives.
    """
    for pattern in (_SPEAKS, _ASKED_AND_SAID, _SPOKEN_BY):
        match = pattern.search(sentence)
        if match and is_person(match["who"], names):
            return match["who"].removeprefix("The ").rstrip(".,’'")
    return None


def is_person(who: str, names: frozenset[str]) -> bool:
    """Whether `who` is a role or a known name, not a body, a paper or a scheme."""
    if who in names:
        return True
    if p.COLLECTIVE.match(who) and not re.match(r"(?:Vice-)?Chair|Leader|Head|Member\b", who):
        return False
    return bool(p.ROLE_WORDS.search(who))


def by_speaker(
    text: str, names: frozenset[str], start: str | None = None
) -> list[tuple[str, str | None]]:
    """Cut a paragraph where its speaker changes: (verbatim part, speaker) in order.

    `start` is who speaks before the first sentence that says so. A sentence with no attribution
    goes on with the speaker before it, one like "The Panel was informed" has none.
    """
    runs: list[tuple[int, int, str | None]] = []
    current = start
    for begin, end in sentence_spans(text):
        sentence = text[begin:end]
        named = speaker_of(sentence, names)
        if named is not None:
            current = named
        elif p.UNNAMED_SPEECH.match(sentence):
            current = None
        if runs and runs[-1][2] == current:
            runs[-1] = (runs[-1][0], end, current)
        else:
            runs.append((begin, end, current))
    return [(text[a:b], who) for a, b, who in runs] or [(text, start)]
