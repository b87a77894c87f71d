"""Questions that take something for granted which the papers put otherwise.

"Was the money shared by 17 charities?" names a figure that no passage fulfils, and yet the papers
answer it: they say 27. Where everything but such a figure or name is found with confidence, what
the papers say is quoted, with a note that they do not say what the question does.
"""

import re
from dataclasses import replace

from assistant.asking.constraints import Constraint
from assistant.asking.question import Asked
from assistant.language.manner import statement
from assistant.language.words import content_stems, tokens
from assistant.steps import Judged, Understood

# Without the figure or name, evidence must be this sure and hold this much of the question.
SURE = 0.5
COVERED = 0.5
# A year or a quarter says when; what was so at another time corrects nothing.
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHEN = re.compile(r"\b(?:quarter|qtr|q|year|month|week|round|phase|stage)\W*$", re.IGNORECASE)


def presumed(judged: Judged, refuse_below: float) -> tuple[Constraint, ...]:
    """Return what the question takes for granted and no good evidence fulfils; empty for nothing.

    Figures always, names only where a statement is to be confirmed or explained: "what did Jane
    Roe say?" is no claim that she spoke.
    """
    understood = judged.found.understood
    asked = understood.asked
    if judged.evidence and judged.evidence[0].confidence >= refuse_below:
        return ()
    claims = asked.kind == "why" or statement(understood.question) is not None
    return tuple(
        constraint
        for constraint in understood.named
        if (
            constraint.key.startswith("figure:")
            and asked.kind != "figure"
            and not _WHEN.search(asked.text[: asked.text.find(constraint.about)])
            and not _YEAR.fullmatch(constraint.about)
        )
        or (claims and constraint.key.startswith("name:"))
    )


def without_premise(understood: Understood, premise: tuple[Constraint, ...]) -> Understood:
    """Return what is asked without what it takes for granted."""
    keys = {constraint.key for constraint in premise}
    return replace(
        understood,
        named=tuple(one for one in understood.named if one.key not in keys),
        asked=_without_words(understood.asked, premise),
    )


def _without_words(asked: Asked, premise: tuple[Constraint, ...]) -> Asked:
    words = frozenset().union(*(content_stems(constraint.about) for constraint in premise))
    return replace(asked, stems=asked.stems - words)


def corrects(judged: Judged, premise: tuple[Constraint, ...]) -> bool:
    """Whether the best evidence speaks of the same thing and says otherwise.

    A figure is put otherwise when another figure stands in the evidence; a name when another name
    could stand in its place, which the evidence's confidence has to tell.
    """
    if not judged.evidence:
        return False
    best = judged.evidence[0]
    if best.confidence < SURE or best.features.coverage < COVERED:
        return False
    figures = [one for one in premise if one.key.startswith("figure:")]
    if figures:
        asked = {token for one in figures for token in tokens(one.about)}
        return any(token[-1:].isdigit() and token not in asked for token in tokens(best.text))
    return True


def note(premise: tuple[Constraint, ...]) -> str:
    """Return the remark that goes with a correction."""
    words = " or ".join(f"“{constraint.about}”" for constraint in premise)
    return f"The papers do not say {words} here. This is what they say:"
