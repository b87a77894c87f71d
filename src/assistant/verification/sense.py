"""Whether a sentence keeps the sense: denials, certainty, direction and how much of a thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.words import stem
from assistant.sentences import sentences
from assistant.verification.clauses import Clause, answering, clauses, content, overlap
from assistant.verification.lexicon import (
    OPPOSITES,
    alike,
    folded,
)
from assistant.verification.moods import STRONG_AMOUNTS, amounts, moods
from assistant.verification.parts import parts, verbs
from assistant.verification.quantities import Quantity, quantities
from assistant.verification.verbs import LIGHT_VERBS

# Clauses that answer to a claim about as well as the best one may speak for it, too.
_ABOUT_AS_WELL = 0.9
_PAST = re.compile(
    r"\b(?:had|has|have|was|were|been|did|(?<!\bbe )\w{2,}ed)\b(?! (?:that|to)\b)", re.IGNORECASE
)
# "who starts in June" is still to come; "who started in June" is not.
_DUE = re.compile(
    r"\b(?:started|began|begun|opened|reopened|closed|ended|joined|retired|moved|left|rose|went)\b"
)
_TO_COME = re.compile(
    r"\b(?:starts?|begins?|opens?|reopens?|closes?|ends?|joins?|retires?|moves?|leaves?|rises?|goes|go)"
    r" (?:\w+ ){0,6}(?:in|on|from|next|until|by) "
)
# What was asked says nothing of what is so, where the reply does.
_ASKED = re.compile(r"\W*(?:asked )?(?:whether|if)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\W*(?:until|unless|in case|provided)\b", re.IGNORECASE)
_REFUSING = re.compile(r"\b(?:would|will) not\b")
_UNSURE = frozenset({"planned", "possible", "wanted"})


def sense_problems(claim: str, evidence: str) -> list[str]:
    """Return how `claim` turns what the evidence says, empty when it keeps it."""
    return [found.problem for found in _found(claim, evidence) if found.sure]


def sense_doubts(claim: str, evidence: str) -> list[str]:
    """Return what looks turned and often is not: for a regression to weigh.

    "Nobody seconded it" denies in other words what "found no seconder" says.
    """
    return [found.problem for found in _found(claim, evidence) if not found.sure]


@dataclass(frozen=True, slots=True)
class _Turned:
    problem: str
    sure: bool = True


@lru_cache(maxsize=1024)
def _found(claim: str, evidence: str) -> tuple[_Turned, ...]:
    held = clauses(evidence)
    turned: list[_Turned] = []
    problems: list[str] = []
    for clause in clauses(claim):
        ranked = _with_verb(clause, answering(clause, held))
        if not ranked:
            continue
        best = [one for score, one in ranked if score >= ranked[0][0] * _ABOUT_AS_WELL]
        best = [one for one in best if not _ASKED.match(one.text)] or best
        if not _CONDITION.match(clause.text) and all(_CONDITION.match(one.text) for one in best):
            problems.append("it makes a fact of a condition")
        if not _ASKED.match(clause.text) and all(_ASKED.match(one.text) for one in best):
            problems.append("it makes a fact of what is asked")
        turned += _denial(clause, best, claim, evidence)
        turned += _certainty(clause, best, claim, evidence)
    problems += _agreed(claim, evidence) + _repeated(claim)
    problems += _direction(claim, evidence) + _order(claim, evidence)
    return (*map(_Turned, problems), *turned, *_extent(claim, evidence))


def _with_verb(
    clause: Clause, ranked: Sequence[tuple[float, Clause]]
) -> Sequence[tuple[float, Clause]]:
    """Return those with the claim's verb, or else its subject, where some have it."""
    mine = [part for part in parts(clause.text) if part.verb]
    for verb in reversed(verbs(clause.text)):
        if verb in LIGHT_VERBS:
            continue
        near = alike(verb)
        held = [(score, one) for score, one in ranked if near & {*one.stems, *verbs(one.text)}]
        if held:
            return held
    if not mine or not mine[0].subject:
        return ranked
    about = mine[0].subject
    held = [
        (score, one)
        for score, one in ranked
        if all(alike(word) & parts(one.text)[0].subject for word in about)
    ]
    return held or ranked


# What denies without a "not", or takes part of a thing away: "unable", "only", "instead".
_NEGATIVE = re.compile(
    r"\b(?:not|n't|no|none|never|neither|nor|nobody|nothing|nowhere|without|cannot|fail\w*|refus\w*|"
    r"declin\w*|unable|un\w{3,}ed|unlikely|lack\w*|reject\w*|den(?:y|ied|ies|ying)|oppos\w+|against|"
    r"only|few|fewer|less|least|hardly|barely|yet to|still to|await\w*|instead|rather than|"
    r"other than|except\w*|stop\w*|withdr\w+|dismiss\w*|exclud\w*|miss(?:ed|ing)|vacant|absent|"
    r"defer\w*|postpon\w*|cancel\w*|delay\w*|late|overdue|outstanding|impossible|unless)\b"
)
# A claim with one of these does not state a bare fact.
_HELD_BACK = re.compile(
    r"\b(?:ask\w*|request\w*|want\w*|wish\w*|propos\w*|suggest\w*|urg\w+|seek\w*|sought|hop\w+|"
    r"plan\w*|inten\w+|recommend\w*|consider\w*|depend\w*|condition\w*|if|unless|provided|subject|"
    r"may|might|could|can|would|will|should|must|need\w*|expect\w*|due|promis\w*|pledg\w*|agree\w*|"
    r"undert\w+|commit\w*|call\w*|to be|aim\w*|likely|possib\w*|potential\w*|thought|believ\w*|"
    r"set to|look\w*|until|later|next|ahead|forward|prepared|ready|willing|question\w*|wonder\w*|"
    r"rais\w*|whether|estimat\w*|forecast\w*|project\w*|target\w*|up to)\b"
)


def _denial(clause: Clause, best: Sequence[Clause], claim: str, evidence: str) -> list[_Turned]:
    """Whether the claim denies what is said or says what is denied.

    It is sure where the other side has no word at all that denies.
    """
    if not all(one.denies != clause.denies for one in best):
        return []
    if not clause.denies:
        return [_Turned("it says what is denied", not _NEGATIVE.search(folded(claim)))]
    near = [
        text for text in sentences(evidence) if any(one.text.strip(" ,;:.") in text for one in best)
    ]
    sure = not _NEGATIVE.search(folded(" ".join(near) or evidence))
    return [_Turned("it denies what is said", sure)]


def _certainty(clause: Clause, best: Sequence[Clause], claim: str, evidence: str) -> list[_Turned]:
    said = moods(clause.text)
    held = [moods(one.text) for one in best]
    if "strict" in said and not any("strict" in one for one in held):
        return [_Turned("it makes a duty of what is none", all("possible" in one for one in held))]
    unsure = said & _UNSURE
    if _DUE.search(clause.text) and any(_TO_COME.search(one.text) for one in best):
        return [_Turned("it makes a fact of what is to come")]
    if not unsure and all(one & _UNSURE for one in held):
        sure = not _HELD_BACK.search(folded(claim))
        return [_Turned("it makes a fact of what is planned, possible or asked for", sure)]
    if (
        "planned" in unsure
        and not any(one & (_UNSURE | {"under way"}) for one in held)
        and not moods(evidence) & _UNSURE
        and any(_PAST.search(one.text) for one in best)
        # "would not lend" is a refusal, no plan
        and not (clause.denies and _REFUSING.search(folded(clause.text)))
    ):
        return [_Turned("it makes a plan of a fact")]
    return []


_AGREED = re.compile(
    r"\b(?P<not>(?:not|never)(?: \w+)? )?"
    r"(?P<verb>agreed?|accept(?:ed)?|approved?|decided?|resolved?|voted?|endorsed?|adopted|carried)"
    r"\b(?! (?:with|on|a|an|the|as)\b)"
)
_DECIDING = frozenset(stem(word) for word in ("resolved", "decided", "voted", "carried", "adopted"))


def _agreed(claim: str, evidence: str) -> list[str]:
    """Whether what the claim says was agreed was agreed at all."""
    said = _AGREED.search(folded(claim))
    if not said:
        return []
    near = alike(stem(said["verb"])) | _DECIDING
    held = [one for one in _AGREED.finditer(folded(evidence)) if stem(one["verb"]) in near]
    if held and all(bool(one["not"]) is not bool(said["not"]) for one in held):
        return ["it was not agreed" if not said["not"] else "it was agreed"]
    return [] if held or near & _stems(evidence) else ["nothing is said to be agreed"]


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
            if turned and not _denied_opposite(claim, evidence, used, other):
                problems.append(f"the opposite of {'/'.join(sorted(held & other))}")
    return problems[:1]


def _denied_opposite(
    claim: str, evidence: str, used: frozenset[str], other: frozenset[str]
) -> bool:
    """Whether the evidence denies the opposite: "rejected" for "did not accept"."""
    mine = [one for one in clauses(claim) if _stems(one.text) & used]
    theirs = [one for one in clauses(evidence) if _stems(one.text) & other]
    return any(
        _NOT.search(folded(two.text)) and not _NOT.search(folded(one.text))
        for one in mine
        for two in theirs
    )


_NOT = re.compile(r"\b(?:not|never|no)\b")


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"[a-z]+", folded(text)))


_DIGITS = re.compile(r"\d[\d,.]*\d|\d")


def _closer(
    used: frozenset[str], claim: str, evidence: str, mine: frozenset[str], other: frozenset[str]
) -> bool:
    """Whether the part of the evidence that answers to the claim has the claim's side.

    The clause that answers best decides; where it has neither side, its sentence does.
    """
    words = [word for word in content(claim) if word not in mine | other]
    words += _DIGITS.findall(claim)
    pieces = [part for part in re.split(r"(?<=[.;])\s", evidence) if part.strip()]
    ranked_parts = sorted(
        (
            (overlap(words, frozenset([*content(part), *_DIGITS.findall(part)])), part)
            for part in pieces
        ),
        key=lambda pair: -pair[0],
    )
    if len(ranked_parts) > 1 and ranked_parts[0][0] > ranked_parts[1][0]:
        held = _stems(ranked_parts[0][1])
        if bool(held & other) is not bool(held & mine):
            return bool(held & mine)
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


# Papers say these without the word as often as not: "one of them", "23 of 216", "62 per cent".
_OFTEN_UNSAID = frozenset({"only", "most"})


def _extent(claim: str, evidence: str) -> list[_Turned]:
    said, held = amounts(claim), amounts(evidence)
    problems = [
        _Turned(f"it says {name} where the evidence does not", name not in _OFTEN_UNSAID)
        for name in STRONG_AMOUNTS
        if name in said and name not in held and not _allowed(name, claim, evidence)
    ]
    if "most" in held and not said & {"most", "some"} and _about_the_same(claim, evidence):
        problems.append(_Turned("it leaves out that it is most, not all"))
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


def _order(claim: str, evidence: str) -> list[str]:
    """Find figures that run the other way: "rose from 31 to 18"."""
    words = folded(claim)
    match = re.search(r"\bfrom\b.{1,40}?\bto\b", words)
    if not match:
        return _compared(claim, evidence)
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


def _repeated(claim: str) -> list[str]:
    """Find two figures for one thing: "the number is 80, and the number is 35"."""
    seen: dict[tuple[str, ...], list[str]] = {}
    for clause in clauses(claim):
        figures = [one.value for one in quantities(clause.text)]
        if figures and seen.setdefault(tuple(sorted(clause.stems)), figures) != figures:
            return ["it gives two figures for one thing"]
    return []


_AGAINST = re.compile(r"\b(?:against|compared (?:with|to)|down from|up from)\b")


def _counts(text: str) -> list[Quantity]:
    return [one for one in quantities(text) if one.kind in {"number", "money", "share"}]


def _compared(claim: str, evidence: str) -> list[str]:
    """Find "hours have increased" where the evidence has "18,400 hours, against 25,100"."""
    said = _stems(claim)
    rising, falling = OPPOSITES[0]
    if bool(said & rising) == bool(said & falling) or _counts(claim):
        return []
    for sentence in sentences(evidence):
        text = folded(sentence)
        mark = _AGAINST.search(text)
        figures = _counts(sentence)
        if not mark or overlap(content(claim), frozenset(content(sentence))) < 2:
            continue
        before = [one for one in figures if one.end <= mark.start()]
        after = [one for one in figures if one.start >= mark.end()]
        if not before or not after or before[-1].kind != after[0].kind:
            continue
        up = float(before[-1].value) > float(after[0].value)
        if up is not bool(said & rising):
            return ["its figures run the other way"]
    return []
