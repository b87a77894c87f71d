"""How a clause holds what it says (a plan, a wish, a duty, a fact) and of how much it says it."""

import re

_PLANNED = re.compile(
    r"\b(?:will|shall|would|going to|plan(?:s|ned|ning)? (?:to|for)|intend(?:s|ed)?|intention|"
    r"propos(?:e|es|ed|ing|al)|aim(?:s|ed)? to|hop(?:e|es|ed|ing) to|due to "
    r"(?:be|start|begin|open)|"
    r"expect(?:s|ed)? to|undert(?:ook|aken|akes?) to|scheduled|promised to|agreed to|"
    r"hop(?:e|es|ed)|wish(?:es|ed)? to|estimat(?:e|es|ed)|"
    r"expect(?:s|ed)? (?:\w+ ){1,4}to|(?:is|are|was|were) to (?!date\b)\w+|pledged)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:may(?! (?:\d|and|or))|might|could|can|possibl[ey]|possibility|per"
    r"haps|doubt(?:s|ed|ful)?|consider(?:s|ing)|whether|asked if|"
    r"potential(?:ly)?|if)\b|\bMay\b(?! \d)(?= \w+ )",
)
_WANTED = re.compile(
    r"\b(?:should|must|ought|need(?:s|ed)? to|ha(?:s|d|ve) to|recommend(?:s|"
    r"ed|ation|ations|ing)?|advis(?:e|es|ed|ing)(?! (?:that )?(?:it|the pane"
    r"l|members) (?:was|were|is))|"
    r"suggest(?:s|ed|ing|ion)?|request(?:s|ed)|request was made|ask(?:s|ed|i"
    r"ng)? (?:\w+ ){0,3}(?:for|that|to)|urg(?:e|es|ed|ing)|"
    r"call(?:s|ed|ing)? (?:for|on)|required to|obliged to)\b",
    re.IGNORECASE,
)
_STRICT = re.compile(
    r"\b(?:must|ha(?:s|d|ve) to|required to|obliged to|compulsory)\b", re.IGNORECASE
)
_UNDER_WAY = re.compile(
    r"\b(?:is|are|was|were|been|now|currently) (?:\w+ly )?(?:being )?\w+ing\b|\bbeing\b", re.I
)


# "RESOLVED that the Clerk write to …": somebody is to do it; "that the fare be raised" is done.
_CHARGED = re.compile(
    r"\bthat (?:the |an? )?\w+(?: \w+){0,4}? (?:write|report|ask|invite|send|prepare|bring|contact|"
    r"provide|review|arrange|circulate|raise|meet|look|attend|consult|publish|draft|seek|speak)\b"
    r"(?! (?:that|to the panel that))",
)


def moods(text: str) -> frozenset[str]:
    """Return how a clause holds what it says.

    Of "planned", "possible", "wanted", "strict" (an obligation) and "under way"; none is a fact.
    """
    found = set()
    if _PLANNED.search(text) or _CHARGED.search(text):
        found.add("planned")
    if _POSSIBLE.search(text):
        found.add("possible")
    if _WANTED.search(text):
        found.add("wanted")
    if _STRICT.search(text):
        found.add("strict")
    if _UNDER_WAY.search(text):
        found.add("under way")
    return frozenset(found)


# How much of a thing: a stronger word than the source has is not supported.
_AMOUNTS = {
    "all": r"all|every|each|entire|entirely|whole|both|everyone|always|fully|completely|throughout|"
    r"(?:from )?across|any",
    "none": r"none|nobody|no one|never|neither",
    "most": r"(?<!the )most(?! (?:\w+ly|\w+ful|\w+ant|\w+ent|common|recent)\b)|mostly|m"
    r"ainly|majority|primarily|largely|predominantly|chiefly",
    "only": r"only|solely|exclusively|alone|just",
    "some": r"some|several|a few|partly|part of",
    "top": r"highest|largest|biggest|greatest|busiest|best|longest|fastest|stronges"
    r"t|most (?:\w+ful|\w+ant|\w+ent|\w+ed|common)|top",
    "bottom": r"lowest|smallest|worst|least|fewest|shortest|slowest|weakest",
    "second": r"second(?:[- ](?:highest|largest|biggest|lowest))",
    "first": r"first(?! (?:contact|aid|quarter|stage|month|week|year|half|time|office"
    r"rs?|instance|item)\b)",
}
_AMOUNT_PATTERNS = {
    name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _AMOUNTS.items()
}
STRONG_AMOUNTS = ("all", "none", "most", "only", "top", "bottom", "first", "second")


def amounts(text: str) -> frozenset[str]:
    """Return how much a text says it is about, such as "all", "most", "only" and "top"."""
    return frozenset(name for name, one in _AMOUNT_PATTERNS.items() if one.search(text))
