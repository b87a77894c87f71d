"""What a sentence says beyond its evidence: words that stand neither there nor in its place."""

import re
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
    # Words that only frame a statement, none of which stands there: "The report was noted."
    return Novelty(weight / total if total else 0.0, tuple(added), longest)


def _near_form(word: str, known: frozenset[str]) -> bool:
    """Whether a word of the evidence is a form of this one ("investig", "investigatori")."""
    if len(word) < 5:
        return False
    return any(
        len(one) >= 5 and (one.startswith(word[:6]) and word.startswith(one[:6])) for one in known
    )


# What follows one of these is a statement of its own, true or not.
_JOINED = re.compile(
    r"\b(?P<cause>because(?: of)?|due to|owing to|thanks to|as a result(?: of)?|so that|despite|"
    r"leading to|resulting in)\b|\b(?:which|who|whose|where|while|although|after|before|following|"
    r"mainly|mostly|chiefly|largely|and|but|when|so|"
    r"to (?=(?:be|pay|give|help|make|avoid|cut|save)\b))\b|[;:]|,(?!\d)",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|due to|owing|thanks to|result(?:s|ed|ing)?|reasons?|caus\w+|led to|since|as|so|"
    r"for|therefore|despite|although|but|meant|means)\b",
    re.IGNORECASE,
)


def addition_problems(claim: str, evidence: str, header: str) -> list[str]:
    """Return what a claim adds after its first clause that the evidence does not have.

    "The bid failed because it came too late": half of what follows "because" has to be there, and
    some reason must be given at all.
    """
    cuts = [*_JOINED.finditer(claim)]
    held = frozenset(content(evidence)) | frozenset(content(header))
    for number, cut in enumerate(cuts):
        if not content(claim[: cut.start()]):
            continue
        if cut["cause"] and not _CAUSE.search(evidence):
            return [f"no reason is given: {cut[0]}"]
        end = cuts[number + 1].start() if number + 1 < len(cuts) else len(claim)
        words = [word for word in content(claim[cut.end() : end]) if word not in _SAYING]
        new = [
            word
            for word in words
            if not alike(word) & held and not _near_form(word, held) and not is_glue(word)
        ]
        known = len(words) - len(new)
        # One new word is as often another word for what is there: the regression weighs it.
        if len(new) >= max(known, 2):
            return [f"it adds {'/'.join(new)}"]
    return []
