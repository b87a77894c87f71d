"""What can be chosen from: words to look up, sentences to add."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.commitments.entries import Entry, Found
from assistant.commitments.topics import topic_of
from assistant.language.words import content_stems, stem
from assistant.types import Document, Passage

_MOST_WORDS = 8  # of a commitment, the most telling first, from which its topic is put together
_FEWEST_WORDS = 3
_ASIDE = content_stems(
    "question item panel meeting report answer one two three four five six seven eight nine ten "
    "first second third further"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where words stand: `passage.text[start:end]`."""

    document: Document
    passage: Passage
    start: int
    end: int


def find_words(found: Found, words: str, limit: int = 10) -> tuple[Spot, ...]:
    """Return where the papers hold these very words, white space and forms of quotes aside."""
    parts = [_loosely(part) for part in words.split()]
    if not parts:
        return ()
    pattern = re.compile(r"\s+".join(parts), re.IGNORECASE)
    out: list[Spot] = []
    for document in found.documents:
        for passage in found.passages(document.id):
            match = pattern.search(passage.text)
            if match is not None:
                out.append(
                    Spot(document=document, passage=passage, start=match.start(), end=match.end())
                )
                if len(out) == limit:
                    return tuple(out)
    return tuple(out)


_ALIKE = ("'‘’`", '"“”„', "-–—‐‑")


def _loosely(word: str) -> str:
    """Return a pattern of a word in which one form of a quote or dash stands for all."""
    out = []
    for letter in word:
        group = next((one for one in _ALIKE if letter in one), None)
        out.append(f"[{re.escape(group)}]" if group else re.escape(letter))
    return "".join(out)


def topic_words(found: Found, entry: Entry) -> str:
    """Return one or two words under which the papers hold more on what a commitment is about.

    They are words of the commitment or of what it leans on: the most telling pair that stands
    together in several passages, else the word that stands in most. Empty where it has none.
    """
    one = entry.commitment
    topic = topic_of(one)
    text = f"{one.text} {one.about or ''}"
    spoken = {stem(word): word for word in reversed(re.findall(r"[^\W\d_]{3,}", text))}
    words = [word for word in topic.own - _ASIDE if word in spoken]
    if len(words) < _FEWEST_WORDS:  # "those figures": what it leans on says which
        words += [word for word in topic.context - _ASIDE if word in spoken]
    holding = _passages_with(found, words)
    weight = found.papers.weight
    telling = sorted(
        (word for word in words if len(holding[word]) > 1), key=lambda word: (-weight(word), word)
    )[:_MOST_WORDS]
    pairs = [
        (weight(a) + weight(b), a, b)
        for a, b in combinations(telling, 2)
        if len(holding[a] & holding[b]) > 1
    ]
    if pairs:
        chosen = list(max(pairs)[1:])
    else:
        chosen = sorted(telling, key=lambda word: (-len(holding[word]), word))[:1]
    places = {word: text.find(spoken[word]) for word in chosen}
    return " ".join(spoken[word] for word in sorted(chosen, key=lambda word: places[word]))


def _passages_with(found: Found, words: Sequence[str]) -> dict[str, set[tuple[str, int]]]:
    out: dict[str, set[tuple[str, int]]] = {word: set() for word in words}
    for document in found.documents:
        for passage in found.passages(document.id):
            for word in content_stems(passage.text) & out.keys():
                out[word].add((document.id, passage.order))
    return out
