"""What a sentence says beyond its evidence: words that stand neither there nor in its place."""

from dataclasses import dataclass

from assistant.language.words import stem
from assistant.verification.clauses import content
from assistant.verification.lexicon import FRAMING_VERBS, alike, is_glue

_SAYING = frozenset(stem(word) for word in FRAMING_VERBS.split()) | {
    stem(word) for word in ("heard", "record", "minutes", "summary", "resolved", "responded")
}


@dataclass(frozen=True, slots=True)
class Novelty:
    """The share of a sentence's words that the evidence has, and its words that it has not.

    `longest` is the most of them in a row: "because of low pay" adds two.
    """

    coverage: float
    added: tuple[str, ...]
    longest: int


def novelty(claim: str, evidence: str, header: str) -> Novelty:
    """Return what `claim` adds to the evidence; words that only frame a statement do not count."""
    held = frozenset(content(evidence))
    around = frozenset(content(header))
    known = held | around
    total = weight = 0.0
    added: list[str] = []
    run = longest = 0
    for word in content(claim):
        if word in held or word in around or alike(word) & held:
            total += 1.0
            weight += 1.0 if word in known else 0.8
            run = 0
            continue
        if is_glue(word) or word in _SAYING:
            run = 0
            continue
        if _near_form(word, known):
            total += 1.0
            weight += 0.8
            run = 0
            continue
        total += 1.0
        added.append(word)
        run += 1
        longest = max(longest, run)
    return Novelty(weight / total if total else 1.0, tuple(added), longest)


def _near_form(word: str, known: frozenset[str]) -> bool:
    """Whether a word of the evidence is a form of this one ("investig", "investigatori")."""
    if len(word) < 5:
        return False
    return any(
        len(one) >= 5 and (one.startswith(word[:6]) and word.startswith(one[:6])) for one in known
    )
