"""Whether the figures of a sentence stand in the evidence, for the same thing and bounded alike."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from assistant.language.words import STOP_WORDS, stem
from assistant.verification.clauses import WORD
from assistant.verification.lexicon import alike, folded, is_glue
from assistant.verification.quantities import Quantity, quantities, same_value

# A figure belongs to another thing when that binds the words around it this much better.
_CLEARLY = 1.5
_REACH = 4.0
# Crossing one of these costs as much as so many words: "(213), Forced Labour (69)".
_CROSSING = {",": 5.0, ";": 7.0, ".": 10.0, "(": 0.0, ")": 0.5, "and": 3.0, "but": 4.0, ":": 2.0}
_DATED = {"date", "year", "span"}


def figure_problems(claim: str, evidence: str, header: str) -> list[str]:
    """Return what is wrong with the figures of `claim`, empty when each stands in the evidence.

    `header` is the words of the place of the evidence: it can answer for dates, years and
    references (items, key aims), never for amounts, and for years only where the evidence has
    none.
    """
    claimed, held = quantities(claim), quantities(evidence)
    around = quantities(header)
    problems = []
    matched: list[tuple[Quantity, list[Quantity]]] = []
    for one in claimed:
        same = [other for other in held if same_value(one, other)]
        if same:
            fitting = [other for other in same if _fits(one, other)]
            if fitting:
                matched.append((one, fitting))
            else:
                problems.append(f"figure {_shown(claim, one)} is stated otherwise")
        elif not _in_header(one, held, around):
            problems.append(f"figure {_shown(claim, one)} is not there")
    return problems or _bound_elsewhere(claim, evidence, matched, held)


def _shown(claim: str, one: Quantity) -> str:
    return folded(claim)[one.start : one.end].strip()


def _fits(claimed: Quantity, held: Quantity) -> bool:
    """Whether unit and bound agree: "over 40" is not "40", "38 days" is not "38 hours"."""
    if claimed.unit.startswith("/") or held.unit.startswith("/"):
        if claimed.unit and claimed.unit != held.unit:
            return False
    elif claimed.unit and held.unit and claimed.unit != held.unit:
        return False
    if claimed.turn and held.turn and claimed.turn != held.turn:
        return False
    if claimed.kind in _DATED or claimed.bound == held.bound:
        return True
    return {claimed.bound, held.bound} == {"about", "exact"} or (
        claimed.bound == "about" and held.bound in {"below", "above"}
    )


def _in_header(one: Quantity, held: Sequence[Quantity], around: Sequence[Quantity]) -> bool:
    if one.kind == "code":
        return any(same_value(one, other) for other in around)
    if one.kind not in _DATED:
        return False
    full = one.kind == "date" and len(one.value) == 10
    dated_here = any(other.kind in _DATED and _has_year(other) for other in held)
    if dated_here and not full:
        return False
    return any(same_value(one, other) for other in around)


def _has_year(one: Quantity) -> bool:
    return one.kind != "date" or not one.value.startswith("-")


def _words(text: str) -> list[tuple[int, str]]:
    """Return (offset, stem) of the words that can tell what a figure counts."""
    return [
        (match.start(), stem(match[0]))
        for match in WORD.finditer(folded(text))
        if match[0] not in STOP_WORDS
        and (re.fullmatch(r"(?:19|20)\d\d", match[0]) or not any(c.isdigit() for c in match[0]))
    ]


def _gap(text: str, start: int, end: int) -> float:
    """Return how far apart two offsets are, in words and crossings."""
    between = text[min(start, end) : max(start, end)]
    words = between.split()
    gap = float(max(1, len(words) - 1))
    for mark, cost in _CROSSING.items():
        if mark.isalpha():
            gap += cost * sum(word == mark for word in words)
        else:
            gap += cost * sum(
                word.endswith(mark) or word.startswith(mark) for word in words if word != mark
            )
    return gap


def _near(gap: float) -> float:
    return 1.0 / (1.0 + gap / _REACH)


def _binding(claim: str, one: Quantity, evidence: str, other: Quantity) -> float:
    """Return how well the words around a figure of the claim stand around one of the evidence."""
    claim, evidence = folded(claim), folded(evidence)
    held = _words(evidence)
    total = 0.0
    for offset, word in _words(claim):
        if one.start <= offset < one.end:
            continue
        weight = _near(_gap(claim, one.start, offset))
        near = alike(word)
        best = max(
            (
                (1.0 if there == word else 0.8) * _near(_gap(evidence, other.start, position))
                for position, there in held
                if there in near and not other.start <= position < other.end
            ),
            default=0.0,
        )
        total += weight * best
    return total


def _part_of(claim: str, evidence: str, whole: Quantity) -> bool:
    """Whether a figure is the 88 of "19 of 88 posts", and the claim leaves the 19 out."""
    before = folded(evidence)[: whole.start]
    if not re.search(r"\bof (?:the |its |their |all )?$", before):
        return False
    parts = [one for one in quantities(evidence) if 0 <= whole.start - one.end <= 14]
    return any(
        re.fullmatch(r"\s*of (?:the |its |their |all )?", folded(evidence)[one.end : whole.start])
        and not any(same_value(one, mine) for mine in quantities(claim))
        for one in parts
    )


_OF_WHOM = re.compile(r" of (?:whom|which|them)\b")


def _bound_elsewhere(
    claim: str,
    evidence: str,
    matched: Sequence[tuple[Quantity, list[Quantity]]],
    held: Sequence[Quantity],
) -> list[str]:
    """Return the figures that the evidence gives for another thing than the claim does."""
    said = [one for one, _ in matched]
    problems = []
    twice = Counter((one.kind, one.value) for one in said if one.kind not in _DATED)
    for (kind, value), count in twice.items():
        if count > sum((other.kind, other.value) == (kind, value) for other in held) > 0:
            problems.append(f"figure {value} is there for one thing only")
    for one, same in matched:
        if all(_part_of(claim, evidence, other) for other in same):
            problems.append(f"figure {_shown(claim, one)} is the whole of which a part is meant")
            continue
        if folded(claim)[one.end :].startswith(" of ") and any(
            _OF_WHOM.match(folded(evidence)[other.end :]) for other in same
        ):
            continue  # "480 were searched, 35 of whom": what it counts stands before it
        if one.kind in _DATED and one.kind != "span" and len(said) > 1:
            continue
        own = max(_binding(claim, one, evidence, other) for other in same)
        rivals = [
            other
            for other in held
            if _comparable(one, other)
            and not any(same_value(mine, other) for mine in said)
            and not same_value(one, other)
        ]
        best = max((_binding(claim, one, evidence, other) for other in rivals), default=0.0)
        if best > own * _CLEARLY and best > 0.2:
            problems.append(f"figure {_shown(claim, one)} belongs to something else")
        elif all(_said_of_later(claim, evidence, other, rivals) for other in same):
            problems.append(f"figure {_shown(claim, one)} is not what this is said of")
    for (one, first), (two, second) in combinations(matched, 2):
        if not _comparable(one, two) or same_value(one, two):
            continue
        straight = max(_binding(claim, one, evidence, o) for o in first) + max(
            _binding(claim, two, evidence, o) for o in second
        )
        crossed = max(_binding(claim, one, evidence, o) for o in second) + max(
            _binding(claim, two, evidence, o) for o in first
        )
        if crossed > straight * _CLEARLY:
            problems.append("two figures are exchanged")
    return problems


_SEGMENT = re.compile(r",(?!\d)|;|\.(?=\s)|\band\b|\bbut\b|\bof wh(?:ich|om)\b")


def _said_of_later(claim: str, evidence: str, figure: Quantity, rivals: Sequence[Quantity]) -> bool:
    """Whether a word of the claim is said only of a later figure, which the claim leaves out.

    "Two were withdrawn and seven refused": what stands with "seven" is not said of "two", while
    what stands with "two" may be understood with "seven".
    """
    text = folded(evidence)
    cuts = [0, *(match.start() for match in _SEGMENT.finditer(text)), len(text)]
    held = _words(evidence)
    for rival in rivals:
        begin = max(cut for cut in cuts if cut <= rival.start)
        end = min((cut for cut in cuts if cut >= rival.end), default=len(text))
        if begin < figure.end:
            continue
        for _, word in _words(claim):
            places = [offset for offset, there in held if there in alike(word)]
            if places and not is_glue(word) and all(begin <= one < end for one in places):
                return True
    return False


def _comparable(one: Quantity, other: Quantity) -> bool:
    if one.kind in _DATED:
        return other.kind == one.kind
    if one.kind == other.kind:
        return not (one.unit and other.unit and one.unit != other.unit)
    return False
