"""What a language model wrote, sentence by sentence, while it is still writing.

JSON where it keeps to it; otherwise sentences with marks like "[2]" in plain text, however
the model puts them. Nothing here judges whether a sentence is true.
"""

import json
import re
from dataclasses import dataclass

from assistant.prompts import plain
from assistant.sentences import sentences

_LONGEST = 400
_MARK = re.compile(
    r"[\[(【]\s*(?:(?:passages?|sources?|no\.?|#|\^)\s*)?(\d{1,3}(?:\s*(?:,|;"
    r"|and|&|-|–)\s*\d{1,3})*)\s*[\])】]",
    re.IGNORECASE,
)
_SQUARE = re.compile(
    r"[\[【]\s*(?:(?:passages?|sources?|no\.?|#|\^)\s*)?(\d{1,3}(?:\s*(?:,|;|"
    r"and|&|-|–)\s*\d{1,3})*)\s*[\]】]"
    r"|\((?:passages?|sources?)\s*(\d{1,3}(?:\s*(?:,|;|and|&)\s*\d{1,3})*)\)",
    re.IGNORECASE,
)
# "It rose. [2]": the mark belongs to the sentence before it.
_MARK_AFTER = re.compile(rf"([.!?][”\"’']?)\s*((?:(?:{_SQUARE.pattern})\s*)+)", re.IGNORECASE)
_BULLET = re.compile(r"(?m)^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_REFUSAL = re.compile(
    r"^\W*(?:i(?:'m| am)? (?:sorry|afraid|cannot|can't|can not|am (?:not abl"
    r"e|unable)|do not|don't|was (?:unable|not able))|"
    r"unfortunately|sorry|as an ai|there is no (?:information|mention|answer"
    r")|no (?:answer|information)|"
    r"not found|the (?:provided )?(?:passages?|documents?|text|context|sourc"
    r"es?) (?:do|does|did) not|"
    r"none of the passages|it is not (?:stated|mentioned|possible)|unable to)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as it was written: plain text without marks, and the passage numbers it names."""

    text: str
    numbers: tuple[int, ...]


def drafts(written: str, *, complete: bool) -> list[Draft]:
    """Return the sentences that are whole so far; with `complete` the last one counts as whole.

    Empty for a refusal and for what cannot be read.
    """
    start = written.lstrip()
    if start.startswith("```"):
        start = re.sub(r"^```\w*\s*", "", start)
    if start[:1] in {"{", "["} and not _SQUARE.match(start):
        found = _from_json(start)
        if found or not complete:
            return found
        # JSON that never got anywhere: perhaps its strings are sentences.
        return _from_strings(start)
    if not complete and len(start) < 8:
        return []
    begin = start.find('{"')
    if begin != -1:
        return _from_json(start[begin:])
    return _from_text(start, complete=complete)


def refused(written: str) -> bool:
    """Whether the model says that it has no answer."""
    return bool(_REFUSAL.match(plain(written)))


def _from_json(text: str) -> list[Draft]:
    """Return the sentence objects that are whole, whatever stands around them."""
    found: list[Draft] = []
    decoder = json.JSONDecoder()
    position = 0
    while (position := text.find("{", position)) != -1:
        try:
            value, end = decoder.raw_decode(text, position)
        except ValueError:
            position += 1  # an outer object that is not closed yet: look inside it
            continue
        found += _objects(value)
        position = end
    return _kept(found)


def _objects(value: object) -> list[Draft]:
    if isinstance(value, list):
        return [draft for one in value for draft in _objects(one)]
    if isinstance(value, str):
        return _from_text(value, complete=True)
    if not isinstance(value, dict):
        return []
    text = next(
        (
            value[key]
            for key in ("text", "sentence", "statement", "claim")
            if isinstance(value.get(key), str)
        ),
        None,
    )
    if text is None:
        return [
            draft
            for key in ("sentences", "answer", "answers", "response", "output")
            for draft in _objects(value.get(key))
        ]
    given: object = next(
        (
            value[key]
            for key in ("passages", "citations", "passage", "sources", "source")
            if key in value
        ),
        [],
    )
    numbers = _integers(given)
    parts = sentences(text)
    if len(parts) <= 1:
        return [_draft(text, numbers)]
    return [_draft(part, numbers) for part in _marked(text)]


def _integers(given: object) -> tuple[int, ...]:
    values = given if isinstance(given, list) else [given]
    found: list[int] = []
    for one in values:
        if isinstance(one, bool):
            continue
        if isinstance(one, int):
            found.append(one)
        elif isinstance(one, str):
            found += [int(digits) for digits in re.findall(r"\d{1,3}", one)]
    return tuple(found)


def _from_strings(text: str) -> list[Draft]:
    strings = re.findall(r'"((?:[^"\\]|\\.){12,})"', text)
    return _kept([draft for one in strings for draft in _from_text(one, complete=True)])


def _from_text(text: str, *, complete: bool) -> list[Draft]:
    if refused(text):
        return []
    text = _BULLET.sub("", text)
    parts = _marked(text)
    if not complete:
        parts = parts[:-1]  # marks may still follow the last full stop
    return _kept([_draft(part, ()) for part in parts])


def _marked(text: str) -> list[str]:
    """Return the sentences of a text, each with the marks that belong to it."""
    text = _MARK_AFTER.sub(lambda match: f" {match[2].strip()}{match[1]} ", text)
    return [part for line in text.splitlines() for part in sentences(line)]


def _draft(text: str, numbers: tuple[int, ...]) -> Draft:
    for match in _SQUARE.finditer(text):
        numbers += tuple(_run(match[1] or match[2]))
    text = plain(_SQUARE.sub("", text))
    text = re.sub(r"\s+([.,;:!?])", r"\1", text).strip(" -*•")
    if text and text[-1].isalnum():
        text += "."
    return Draft(text, tuple(dict.fromkeys(numbers)))


def _run(marks: str) -> list[int]:
    """Return the numbers of a mark: "1, 3", "2-4"."""
    numbers = [int(digits) for digits in re.findall(r"\d+", marks)]
    if re.search(r"[-–]", marks) and len(numbers) == 2 and 0 < numbers[1] - numbers[0] < 6:
        return list(range(numbers[0], numbers[1] + 1))
    return numbers


def _kept(found: list[Draft]) -> list[Draft]:
    """Drop what is no sentence, and what was written before."""
    seen: set[str] = set()
    kept = []
    for one in found:
        key = one.text.casefold()
        if len(one.text) < 8 or len(one.text) > _LONGEST or key in seen or refused(one.text):
            continue
        seen.add(key)
        kept.append(one)
    return kept


def strings(written: str, key: str) -> list[str]:
    """Return the list of texts that a model gave under `key`; lines where it is no JSON."""
    start = written.find("{")
    if start != -1:
        try:
            value, _ = json.JSONDecoder().raw_decode(written, start)
        except ValueError:
            return []
        given = value.get(key) if isinstance(value, dict) else None
        if isinstance(given, str):
            given = [given]
        return [one for one in given or [] if isinstance(one, str)]
    return [_BULLET.sub("", line).strip() for line in written.splitlines() if line.strip()]
