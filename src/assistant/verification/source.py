"""A passage that a sentence cites, as the rules and the reader see it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.citations import label, spoken_date
from assistant.scoring.evidence import place_words
from assistant.sentences import sentence_spans, sentences
from assistant.types import Document, Passage
from assistant.verification.clauses import content
from assistant.verification.lexicon import alike
from assistant.verification.planted import planted_spans

_CONTEXT_WORDS = 40
# The reader sees about so many words of a passage: those sentences that have most to do with what
# is claimed. It was trained on as many.
_RELEVANT_WORDS = 62
_SLACK = 8
_DIGITS = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A passage that a sentence cites."""

    passage: Passage
    document: Document

    @property
    def header(self) -> str:
        """The words of its place: they answer for names, dates and references, not for amounts."""
        day = spoken_date(self.document) or ""
        where = label(self.document, self.passage.place)
        return f"{place_words(self.passage, self.document)} {where} {day}".strip()

    @property
    def context(self) -> str:
        """Where it stands and who speaks, as the reader sees it in front of its words."""
        place = self.passage.place
        where = label(self.document, replace(place, page=None))
        near = place.group or place.item_title or (place.headings[-1] if place.headings else "")
        parts = [where, *([near] if near not in where else []), self.passage.lead or ""]
        words = " ".join(", ".join(part for part in parts if part).split()[:_CONTEXT_WORDS])
        return f"{words}. {place.speaker}: " if place.speaker else f"{words}. "

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Its sentences that are evidence: none that address the program."""
        text = self.passage.text
        planted = planted_spans(text)
        return [one for one in sentence_spans(text) if one not in planted]

    @property
    def trusted(self) -> str:
        """The text of those sentences."""
        return " ".join(self.passage.text[start:end] for start, end in self.spans)


def relevant(claim: str, text: str) -> str:
    """Return the sentences of a text, in order, that have most to do with a claim.

    Each next one is the one that has most of what is not yet covered; a short text stays whole.
    """
    parts = sentences(text)
    if len(parts) < 2 or len(text.split()) <= _RELEVANT_WORDS:
        return text
    wanted = frozenset(content(claim))
    figures = frozenset(_DIGITS.findall(claim))
    missing, chosen, words = wanted, set[int](), 0
    rest = list(range(len(parts)))
    while rest and words < _RELEVANT_WORDS:
        best = max(
            rest,
            key=lambda n: (
                _held(parts[n], missing, figures),
                _held(parts[n], wanted, figures),
                -n,
            ),
        )
        rest.remove(best)
        length = len(parts[best].split())
        if chosen and words + length > _RELEVANT_WORDS + _SLACK:
            continue
        chosen.add(best)
        words += length
        missing -= _meant(parts[best])
    return " ".join(parts[n] for n in sorted(chosen))


def _held(text: str, words: frozenset[str], figures: frozenset[str]) -> float:
    return len(words & _meant(text)) + 0.5 * sum(figure in text for figure in figures)


@lru_cache(maxsize=4096)
def _meant(text: str) -> frozenset[str]:
    """Return the stems of a text and those that may stand for them."""
    held = content(text)
    return frozenset(held).union(*map(alike, held))
