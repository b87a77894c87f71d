"""Whether a sentence keeps the sense: denials, certainty, direction and how much of a thing."""

import re
from collections.abc import Sequence

from assistant.language.words import stem
from assistant.sentences import sentences
from assistant.verification.clauses import Clause, answering, clauses, content, overlap
from assistant.verification.lexicon import (
    OPPOSITES,
    STRONG_AMOUNTS,
    alike,
    amounts,
    folded,
    moods,
)
from assistant.verification.quantities import quantities

# Clauses that answer to a claim about as well as the best one may speak for it, too.
_ABOUT_AS_WELL = 0.9
_UNSURE = frozenset({"planned", "possible", "wanted"})


def sense_problems(claim: str, evidence: str) -> list[str]:
    """Return how `claim` turns what the evidence says, empty when it keeps it."""
    held = clauses(evidence)
    problems: list[str] = []
    for clause in clauses(claim):
        ranked = answering(clause, held)
        if not ranked:
            continue
        best = [one for score, one in ranked if score >= ranked[0][0] * _ABOUT_AS_WELL]
        problems += _denial(clause, best)
        problems += _certainty(clause, best, evidence)
    return problems + _direction(claim, evidence) + _extent(claim, evidence) + _order(claim)


def _denial(clause: Clause, best: Sequence[Clause]) -> list[str]:
    if all(one.denies != clause.denies for one in best):
        return ["it denies what is said" if clause.denies else "it says what is denied"]
    return []


def _certainty(clause: Clause, best: Sequence[Clause], evidence: str) -> list[str]:
    said = moods(clause.text)
    held = [moods(one.text) for one in best]
    if "strict" in said and not any("strict" in one for one in held):
        return ["it makes a duty of what is none"]
    unsure = said & _UNSURE
    if not unsure and all(one & _UNSURE for one in held):
        return ["it makes a fact of what is planned, possible or asked for"]
    if (
        "planned" in unsure
        and not any(one & (_UNSURE | {"under way"}) for one in held)
        and not moods(evidence) & _UNSURE
    ):
        return ["it makes a plan of a fact"]
    return []


def _direction(claim: str, evidence: str) -> list[str]:
    """Opposites: up for down, approved for refused, before for after."""
    said, held = _stems(claim), _stems(evidence)
    problems = []
    for left, right in OPPOSITES:
        for mine, other in ((left, right), (right, left)):
            used = said & mine
            if not used or said & other:
                continue
            turned = held & other and (
                not held & mine or not _closer(used, claim, evidence, mine, other)
            )
            if turned:
                problems.append(f"the opposite of {'/'.join(sorted(held & other))}")
    return problems[:1]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"[a-z]+", folded(text)))


def _closer(
    used: frozenset[str], claim: str, evidence: str, mine: frozenset[str], other: frozenset[str]
) -> bool:
    """Whether the part of the evidence that answers to the claim has the claim's side.

    The clause that answers best decides; where it has neither side, its sentence does.
    """
    words = [word for word in content(claim) if word not in mine | other]
    parts = [part for part in re.split(r"(?<=[.;])\s", evidence) if part.strip()]
    ranked_parts = sorted(
        ((overlap(words, frozenset(content(part))), part) for part in parts),
        key=lambda pair: -pair[0],
    )
    if len(ranked_parts) > 1 and ranked_parts[0][0] > ranked_parts[1][0]:
        held = _stems(ranked_parts[0][1])
        if held & other and not held & mine:
            return False
    for clause in clauses(claim):
        if not _stems(clause.text) & used:
            continue
        ranked = answering(clause, clauses(evidence))
        if not ranked:
            continue
        held = _stems(ranked[0][1].text)
        if not held & (mine | other):
            near = next(
                (text for text in sentences(evidence) if ranked[0][1].text.strip(" ,;") in text),
                "",
            )
            held = _stems(near)
        return bool(held & mine) or not held & other
    return True


def _extent(claim: str, evidence: str) -> list[str]:
    said, held = amounts(claim), amounts(evidence)
    problems = [
        f"it says {name} where the evidence does not"
        for name in STRONG_AMOUNTS
        if name in said and name not in held and not _allowed(name, claim, evidence)
    ]
    if "most" in held and not said & {"most", "some"} and _about_the_same(claim, evidence):
        problems.append("it leaves out that it is most, not all")
    return problems


def _allowed(name: str, claim: str, evidence: str) -> bool:
    words = folded(claim)
    if name == "none":
        # "no arrests", "never": a denial, checked as one
        return True
    if name == "all":
        # "all the parts", "any": the evidence speaks of the thing as a whole without saying so
        return bool(re.search(r"\b(?:overall|any|across|throughout)\b", words)) or (
            " all " not in f" {words} " and " every " not in f" {words} " and "whole" not in words
        )
    if name == "first":
        return bool(re.search(r"\bfirst\b", folded(evidence)))
    del evidence
    return False


def _about_the_same(claim: str, evidence: str) -> bool:
    """Whether what "most" stands before in the evidence is what the claim is about."""
    match = re.search(
        r"\b(?:most|mostly|mainly|majority)\b(?: of)?(?P<rest>[^,;.]*)", folded(evidence)
    )
    if not match:
        return False
    rest = [word for word in content(match["rest"]) if word]
    said = frozenset(content(claim))
    shared = sum(bool(alike(word) & said) for word in rest)
    return bool(rest) and shared >= max(2, (len(rest) + 1) // 2)


def _order(claim: str) -> list[str]:
    """Find what contradicts itself: "rose from 31 to 18"."""
    words = folded(claim)
    match = re.search(r"\bfrom\b.{1,40}?\bto\b", words)
    if not match:
        return []
    inside = [
        one
        for one in quantities(claim)
        if one.start >= match.start() and one.kind in {"number", "money", "share"}
    ][:2]
    if len(inside) < 2 or inside[0].kind != inside[1].kind:
        return []
    up = float(inside[1].value) > float(inside[0].value)
    said = _stems(claim)
    rising, falling = OPPOSITES[0]
    if (said & rising and not said & falling and not up) or (
        said & falling and not said & rising and up
    ):
        return ["its figures run the other way"]
    return []
