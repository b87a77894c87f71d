"""Whose entries are asked for: the police's or the Commissioner's, as strands and groups say it."""

import re
from dataclasses import dataclass

from assistant.types import Passage


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A body that reports: how questions call it and how the headings of its entries do."""

    heading: str
    asked: re.Pattern[str]
    held: re.Pattern[str]


# "TVP Delivery Plan", "GMP activity": the acronym of a police force ends in P; those of community
# safety partnerships and of panels do, too.
FORCE = r"(?!CSP|PCP)[A-Z]{2,3}P"
BODIES = (
    Body(
        heading="The police",
        asked=re.compile(
            r"\b(?:the )?(?:police|force|constabulary|"
            rf"(?-i:{FORCE})|(?:tv|gm|wm|wy|sy|nw|sw|bt)p)\b"
            r"(?!,? (?:and|&) (?:crime|fire)|,? fire| property)(?:['’]s)?",
            re.IGNORECASE,
        ),
        held=re.compile(rf"\b(?:{FORCE}|Police(?! Property| and )|Force|Constabulary)\b"),
    ),
    Body(
        heading="The Commissioner",
        asked=re.compile(
            r"\b(?:the )?(?:O?PF?CC|commissioner)(?:['’]s)?\b(?: office\b)?", re.IGNORECASE
        ),
        held=re.compile(r"\b(?:O?PF?CC|Commissioner)\b"),
    ),
)


def body_asked(question: str) -> Body | None:
    """Return the one body whose entries a question asks for; None for none and for several."""
    found = [body for body in BODIES if body.asked.search(question)]
    return found[0] if len(found) == 1 else None


def is_of(body: Body, passage: Passage) -> bool:
    """Whether a passage stands among the entries of a body, as its strand says."""
    return bool(passage.place.strand and body.held.search(passage.place.strand))
