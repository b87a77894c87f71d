"""Clauses of a sentence: what each says, what it denies, and which of another text answers it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from assistant.language.words import STOP_WORDS, stem
from assistant.verification.lexicon import DENYING, NEGATORS, alike, folded, is_glue

WORD = re.compile(r"[^\W_]+(?:['’.,/&-][^\W_]+)*%?|n't")
# A clause ends at these; what joins two nouns ("and", "or") does not end one by itself.
_ENDS = re.compile(
    r"[;:.?!]+(?=\s|$)|,(?=\s)|\s[–—-]+\s|[()]|"
    r"\b(?:\w+ of (?:which|whom)|of (?:which|whom)|"
    r"but|while|whilst|whereas|although|though|because|unless|until|which|who|"
    r"whom|whose|where|when|if|once (?=(?:the|a|an|it|he|she|they|all)\b)|whether|since|so that|"
    r"after|before|however|except|and (?=(?:that|the|a|an|it|he|she|they|then|"
    r"there|in|to|had|has|have|was|were|is|are|will|would|did|\w+ed)\b))\b",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"\b(?:had|has|have|did|does|do|was|were|is|are|would|will|could)(?: not|n['’]t)\W*$"
)
# "He asked whether it would return. She replied that it would not": what was asked is denied.
_ASKED = re.compile(r"\W*(?:whether|if|that)\b", re.IGNORECASE)
_REPLY = re.compile(r"\b(?:repl|answer|said|told|explain|confirm|respon|stat)\w*\b", re.IGNORECASE)
_AUXILIARY = re.compile(r"\b(?:had|has|have|did|does|do|was|were|is|are|would|will|could)\b")
_OPENING_NAME = re.compile(
    r"[\s,;“‘]*(?:(?:and|but|although|while|that|to this|because) )?(?:[Tt]he )?"
    r"[A-Z][\w’'.-]*(?: (?:(?:of|and|for|the) )?[A-Z][\w’'.-]*)+"
)
_STOPS_KEPT = {"over", "under", "above", "below", "before", "after"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, its words' stems in order, and whether it denies what it says."""

    text: str
    start: int
    stems: tuple[str, ...]
    denies: bool

    @property
    def named(self) -> frozenset[str]:
        """The stems of the name that it opens with: a pronoun may stand for it elsewhere."""
        match = _OPENING_NAME.match(self.text)
        return frozenset(content(match[0])) if match else frozenset()

    @property
    def leading(self) -> frozenset[str]:
        """The first stems that are no names: mostly what the clause is about."""
        return frozenset([word for word in self.stems if word not in self.named][:2])


def content(text: str) -> tuple[str, ...]:
    """Return the stems of the words of a text that carry meaning, in order; figures left out."""
    found = []
    for match in WORD.finditer(folded(text)):
        word = match[0].removesuffix("'s")
        if word in STOP_WORDS and word not in _STOPS_KEPT:
            continue
        if word in NEGATORS or any(character.isdigit() for character in word) or len(word) < 2:
            continue
        pieces = [word] if "-" not in word else word.split("-")
        found += [stem(piece) for piece in pieces if piece and piece not in STOP_WORDS]
    return tuple(found)


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text in order; those without a word of meaning are left out."""
    cuts = sorted({0, len(text), *(match.start() for match in _ENDS.finditer(text))})
    found: list[Clause] = []
    for begin, end in pairwise(cuts):
        piece = text[begin:end]
        stems = content(piece)
        if stems and found and _ELLIPTIC.search(piece):
            # "the trust had agreed; the council had not": what it denies stands before it
            asked = next((one for one in reversed(found) if _ASKED.match(one.text)), found[-1])
            source = asked if _REPLY.search(piece) else found[-1]
            stems += tuple(word for word in source.stems[1:] if word not in stems)
            if source is asked:
                stems += source.stems[:1]
        if stems:
            found.append(Clause(text=piece, start=begin, stems=stems, denies=denies(piece)))
        elif found and re.search(r"\d", piece):
            # "Forced Labour (69)": the figure belongs to what stands before it
            last = found[-1]
            found[-1] = replace(last, text=last.text + piece)
        elif found and denies(piece) and _AUXILIARY.search(piece):
            # "; the ambulance service had not": the denial belongs to what stands before it
            last = found[-1]
            found[-1] = replace(last, text=last.text + piece, denies=not last.denies)
    return tuple(found)


def denies(text: str) -> bool:
    """Whether a clause denies: an odd number of negators and of words that deny by themselves."""
    words = folded(text)
    words = re.sub(
        r"\bnot (?:only|just|least)\b|\bno (?:doubt|later than|more than|less th"
        r"an|fewer than)\b|\bno\. ?\d|\bwhether or not\b",
        " ",
        words,
    )
    words = re.sub(r"\bneither\b(.*?)\bnor\b", r"neither\1 ", words)
    found = re.findall(r"[a-z']+", words)
    count = sum(word in NEGATORS for word in found)
    count += sum(stem(word) in DENYING for word in found)
    return count % 2 == 1


def overlap(one: Sequence[str], other: frozenset[str]) -> float:
    """Return how many stems of `one` the other has; a word that may stand for it counts 0.8."""
    total = 0.0
    for word in dict.fromkeys(one):
        if word in other:
            total += 1.0
        elif alike(word) & other:
            total += 0.8
    return total


def answering(clause: Clause, others: Sequence[Clause]) -> list[tuple[float, Clause]]:
    """Return the clauses of another text by how well they answer to `clause`, best first.

    Words that only one of them has weigh more, and so do the words that the clause opens with.
    """
    scored = []
    named, leading = clause.named, clause.leading
    for other in others:
        held = frozenset(other.stems)
        total = 0.0
        for word in dict.fromkeys(clause.stems):
            near = alike(word)
            if not near & held:
                continue
            spread = sum(bool(near & frozenset(one.stems)) for one in others)
            weight = (1.0 if word in held else 0.8) / spread**0.5
            if word in leading:
                weight *= 1.5
            if word in named:
                weight *= 0.1
            if is_glue(word):
                weight *= 0.3
            total += weight
        if total:
            scored.append((total, other))
    return sorted(scored, key=lambda pair: -pair[0])
