"""Who did what to whom, and of what a thing is said: what is exchanged inside the evidence.

The words are all there, so neither names nor figures betray "the Board wrote to the union" where
the union wrote to the Board, or "the team in Tarn is full" where the one in Wick is.
"""

import re
from collections.abc import Sequence

from assistant.language.words import MONTHS, STOP_WORDS
from assistant.sentences import sentences
from assistant.verification.clauses import content, overlap
from assistant.verification.lexicon import alike, folded, is_glue
from assistant.verification.parts import Part, parts
from assistant.verification.quantities import quantities, same_value
from assistant.verification.verbs import LIGHT_VERBS, TURNING_VERBS

# Clauses that answer about as well as the best one may speak for the claim, too.
_ABOUT_AS_WELL = 0.9
# A figure that stands in a clause ties the claim to it as much as this many words.
_FIGURE = 2.0
_LEAST = 1.5
# A word that a clause takes over from the one before it ("and 46 at the other") counts half.
_TAKEN_OVER = 0.5


def role_problems(claim: str, evidence: str) -> list[str]:
    """Return what a claim exchanges: doer and done to, from and to, what something is said of."""
    held = parts(evidence)
    problems: list[str] = []
    for part in parts(claim):
        problems += _exchanged(part, held) or _said_of(part, held, claim) or _not_by(part, held)
    nearest = max(
        sentences(evidence),
        key=lambda one: overlap(content(claim), frozenset(content(one))),
        default="",
    )
    if _AND_I.search(claim) and not _AND_I.search(nearest):
        problems.append("it adds somebody to who writes")
    return problems + _from_and_to(claim, evidence)


_AND_I = re.compile(r"\band I\b|\bI and\b")


def _shares(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Return the stems of `one` that the other has, or a word that may stand for them."""
    return frozenset(word for word in one if alike(word) & other)


def _exchanged(part: Part, held: Sequence[Part]) -> list[str]:
    """Return whether who does it in the claim is whom it is done to in the evidence."""
    if not part.verb or part.verb in LIGHT_VERBS:
        return []
    same = [one for one in held if one.verb and alike(part.verb) & {one.verb}]
    if not same:
        return []
    best = max(overlap(tuple(part.own), one.about | one.patients) for one in same)
    turned = []
    for one in same:
        if overlap(tuple(part.own), one.about | one.patients) < best * _ABOUT_AS_WELL:
            continue
        kept = _shares(part.agents, one.agents)
        if not one.agents and (not part.patients or part.verb in TURNING_VERBS):
            kept = part.agents  # "the bridge would close" for "would be closed"
        done = _shares(part.agents, one.patients) - _shares(part.agents, one.agents)
        doing = _shares(part.patients, one.agents) - _shares(part.patients, one.patients)
        if not (done and doing):
            kept = kept or _shares(part.patients, one.patients)
        turned.append(not kept and bool(done or doing))
    return ["who did it and whom it was done to are exchanged"] if turned and all(turned) else []


def _not_by(part: Part, held: Sequence[Part]) -> list[str]:
    """Return whether the claim names who did it ("was awarded by X") where nobody says so."""
    by = _BY_WHOM.search(folded(part.text))
    if by is None or not part.agents or quantities(by[1]):
        return []
    for one in held:
        did = _shares(part.agents, one.own) and alike(part.verb) & (one.own | {one.verb})
        text = _BY_WHOM.search(folded(one.text))
        if did or (text and _shares(part.agents, frozenset(content(text[1])))):
            return []
    return ["nobody says who did it"]


_BY_WHOM = re.compile(r"\bby (?!the end|then|now|\d)([^,;.]{2,60})")


def _score(part: Part, one: Part, others: Sequence[Part]) -> float:
    """Return how well a clause of the evidence answers to a claim, its subject left out."""
    total = 0.0
    for word in part.own - part.subject:
        near = alike(word)
        if near & one.own:
            spread = sum(bool(near & other.own) for other in others)
            weight = (1.0 if word in one.own else 0.8) / spread**0.5
            total += weight * (0.3 if is_glue(word) else 1.0)
        elif near & one.about:
            total += _TAKEN_OVER
    theirs = quantities(one.text)
    for figure in quantities(part.text):
        total += _FIGURE * any(same_value(figure, other) for other in theirs)
    return total


def _said_of(part: Part, held: Sequence[Part], claim: str) -> list[str]:
    """Return whether the claim says of one thing what the evidence says of another."""
    scored = [(_score(part, one, held), one) for one in held]
    best = max((score for score, _ in scored), default=0.0)
    matter = [word for word in part.own - part.subject if not is_glue(word)]
    if best < _LEAST and (
        not matter or best < 0.8 * len(matter) or part.verb in LIGHT_VERBS | {""}
    ):
        return []
    # The very same is said of it, if in other company.
    same = part.verb not in LIGHT_VERBS | {""} and any(
        alike(part.verb) & {one.verb} and part.subject and part.subject <= one.subject
        for one in held
    )
    said = frozenset(content(claim))
    # "In May 2019, it was sold": the date stands in a clause of its own.
    dated = part.text if sum(bool(other.verb) for other in parts(claim)) > 1 else claim
    found: list[str] = []
    for score, one in scored:
        if score < best * _ABOUT_AS_WELL:
            continue
        problem = (
            (None if same else _another_subject(part, one, held, said))
            or _another_place(part, one, held, said)
            or _another_time(dated, one, held)
            or _another_figure(part, one, held)
        )
        if not problem:
            return []
        found.append(problem)
    return found[:1]


def _another_subject(
    part: Part, one: Part, held: Sequence[Part], said: frozenset[str]
) -> str | None:
    reach = one.own | one.about
    if part.borrowed:
        return None
    missing = part.subject - _shares(part.subject, reach)
    elsewhere = frozenset().union(*(other.own for other in held if other is not one))
    if not missing or _shares(missing, elsewhere) != missing:
        return None
    rivals = frozenset() if one.borrowed else one.subject - _shares(one.subject, said)
    return f"it is said of {'/'.join(sorted(rivals))}" if rivals else None


_PLACED = re.compile(
    r"\b(?P<prep>in|at|on|for|from|near) (?:(?:the|a|an|its|their|his|her|all|one) )?"
    r"(?P<thing>[a-z][\w'’-]*(?: (?!(?:in|at|on|of|for|from|to|with|near|by|and|or|is|are|was|were|"
    r"has|have|had|will|would|that|which|who|but|while)\b)[a-z][\w'’-]*){0,3})"
)


def _placed(text: str) -> list[tuple[str, frozenset[str]]]:
    """Return (preposition, stems of what follows it) of a text."""
    found = []
    for match in _PLACED.finditer(folded(text)):
        words = [word for word in match["thing"].split() if word not in STOP_WORDS]
        stems = content(" ".join(words[:2]))
        if stems and words[0] not in MONTHS:
            found.append((match["prep"], frozenset(stems)))
    return found


def _another_place(part: Part, one: Part, held: Sequence[Part], said: frozenset[str]) -> str | None:
    """Return whether "in X" of the claim stands where the evidence has "in Y"."""
    for prep, thing in _placed(part.text):
        missing = thing - _shares(thing, one.own)
        elsewhere = (other.own for other in held if other is not one)
        if not missing or not any(_shares(missing, own) == missing for own in elsewhere):
            continue
        for other_prep, rival in _placed(one.text):
            if other_prep == prep and rival - _shares(rival, said):
                return f"{prep} {'/'.join(sorted(rival))}, not {'/'.join(sorted(thing))}"
    return None


_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_TIMES = {"date", "year", "span"}


def _another_time(claim: str, one: Part, held: Sequence[Part]) -> str | None:
    """Return whether the claim dates what the evidence dates otherwise in its own sentence."""
    days, others_days = _WEEKDAY.findall(claim), _WEEKDAY.findall(one.text)
    if days and others_days and not set(days) & set(others_days):
        return f"it is on a {others_days[0]}"
    mine = [time for time in quantities(claim) if time.kind in _TIMES]
    around = " ".join(other.text for other in held if other.sentence == one.sentence)
    theirs = [time for time in quantities(around) if time.kind in _TIMES]
    elsewhere = " ".join(other.text for other in held if other.sentence != one.sentence)
    others = [time for time in quantities(elsewhere) if time.kind in _TIMES]
    for time in mine:
        if any(same_value(time, other) for other in theirs):
            continue
        if any(same_value(time, other) for other in others) and any(
            rival.kind == time.kind for rival in theirs
        ):
            return f"it is dated otherwise: {theirs[0].value}"
    return None


def _another_figure(part: Part, one: Part, held: Sequence[Part]) -> str | None:
    """Return whether the claim's place has its own figure: "118 homes, 72 of them at Mill Lane"."""
    counts = [figure for figure in quantities(part.text) if figure.kind not in _TIMES]
    for prep, thing in _placed(part.text):
        if prep not in {"in", "at"} or not counts or _shares(thing, one.own) == thing:
            continue
        for other in held:
            own = [figure for figure in quantities(other.text) if figure.kind not in _TIMES]
            same = [figure for figure in own if any(same_value(figure, mine) for mine in counts)]
            alike_kinds = {figure.kind for figure in own} & {mine.kind for mine in counts}
            if _shares(thing, other.own) == thing and alike_kinds and not same:
                return "its place has a figure of its own"
    return None


_FROM = re.compile(r"\bfrom (?:the )?([^,;.]{2,40}?)(?=\s(?:to|in|on|at|by)\b|[,;.]|$)")
_TO = re.compile(r"\bto (?:the )?([^,;.]{2,40}?)(?=\s(?:from|in|on|at|by)\b|[,;.]|$)")


def _from_and_to(claim: str, evidence: str) -> list[str]:
    """Return whether a claim runs from where the evidence runs to."""
    theirs = _ends(evidence)
    for match in _TO.finditer(folded(claim)):
        goal = _words(match[1])
        if any(goal and goal <= start and not goal & end for start, end in theirs):
            return ["it is from there, not to there"]
    mine = _ends(claim)
    for start, end in mine:
        crossed = [
            bool(_shares(start, other_end) and _shares(end, other_start))
            and not (_shares(start, other_start) and _shares(end, other_end))
            for other_start, other_end in theirs
        ]
        if crossed and any(crossed):
            return ["from and to are exchanged"]
    return []


def _ends(text: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    found = []
    for sentence in re.split(r"(?<=[.;])\s", folded(text)):
        start, end = _FROM.search(sentence), _TO.search(sentence)
        if start and end:
            found.append((_words(start[1]), _words(end[1])))
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(content(text)) | frozenset(re.findall(r"\b[a-z]?\d[\d,.]*\b", text))
