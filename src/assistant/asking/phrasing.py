"""How people phrase what they ask for: data, in the order in which it is tried."""

import re
from typing import Literal

from assistant.language.words import content_stems

Kind = Literal[
    "figure", "who", "when", "where", "why", "said", "yes_no", "structure", "actions", "open"
]
StructureOf = Literal["key_aims", "items", "questions"]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_RECORDED = (
    r"agreed|recorded|arising|noted|outstanding|minuted|set|assigned|given|come|came|owed|due"
)

# A question of a few words without a verb: "cost of the new lift?", "board chair?".
_FRAGMENT = r"^\W*(?:and |the )*"

KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "actions",
        _any(
            rf"(?:actions?|follow[- ]?ups?)\b.{{0,60}}\b(?:{_RECORDED}|taken|were)\b",
            r"what (?:are|were) (?:all )?(?:the|any) actions?\b",
            r"(?:any|list|all)\b.{0,12}\bactions?\b",
        ),
    ),
    (
        "figure",
        _any(
            r"how (?:much|many|often|large|big|long|old|high)\b",
            r"what(?: was| is| were| are|[’']?s) the (?:\w+ ){0,2}"
            r"(?:number|amount|total|sum|figure|cost|price|value|share|percentage|rate|age)\b",
            r"what (?:did|does|do|will|would) .{2,60}\bcosts?\b",
            r"(?:number|amount|total) of\b",
            r"what (?:sum|amount|number|percentage|proportion|share|fraction|figures?)\b",
            rf"{_FRAGMENT}(?:costs?|price|budget|value|share|percentage|rate) (?:of|for|per)\b",
        ),
    ),
    (
        "who",
        _any(
            r"who(?:se|m)?\b",
            rf"{_FRAGMENT}(?:[\w’'-]+ ){{1,4}}(?:chair|chairman|clerk|author|leader|treasurer)\W*$",
            r"what .{3,60}\b(?:called|named)\b",
            r"what (?:is|was) the name\b",
            r"which (?:councillor|member|officer|person|organi[sz]ation|charity|company|agency|"
            r"force)\b",
        ),
    ),
    (
        "when",
        _any(
            r"when\b",
            r"what(?: is| was|[’']?s)? (?:the )?(?:date|day|month|year|time)\b",
            r"which (?:date|day|month|year|meeting)\b",
        ),
    ),
    (
        "where",
        _any(
            r"where\b",
            r"which (?:towns?|places?|cit(?:y|ies)|areas?|count(?:y|ies)|venues?|locations?|"
            r"prisons?|schools?|boroughs?|districts?|stations?|hospitals?|streets?|villages?|"
            r"wards?|regions?|countr(?:y|ies))\b",
            r"what (?:place|venue|town|location)\b",
        ),
    ),
    ("why", _any(r"why\b", r"what (?:was|is|were) the (?:reason|cause|purpose)\b", r"how come\b")),
    (
        "said",
        _any(
            r"what (?:was|were|is) (?:said|told|answered|reported)\b",
            r"what (?:did|does|do|has|was) .{2,60}\b(?:say|said|tell|told|respond|response|reply|"
            r"answer|comment|think|report|explain|promise|undertake)\b",
            r"(?:views?|response|reply|answer|comments?) of\b",
        ),
    ),
    (
        "yes_no",
        re.compile(
            r"^\s*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b",
            re.IGNORECASE,
        ),
    ),
)

STRUCTURES: tuple[tuple[StructureOf, re.Pattern[str]], ...] = (
    (
        "key_aims",
        _any(
            r"(?:what|which|list|name|give|show|set out)\b.{0,30}"
            r"\b(?:key aims|priorities|objectives|aims)\b"
        ),
    ),
    (
        "items",
        _any(
            r"(?:what|which|list|name|show|how many)\b.{0,25}"
            r"\b(?:items|topics|agenda|business|subjects)\b.{0,40}"
            r"\b(?:on|agenda|discussed|considered|covered|meeting|were)\b",
            r"what (?:was|is) on the agenda\b",
            r"what was discussed at the meeting\b",
        ),
    ),
    ("questions", _any(r"(?:what|which|list|show|how many)\b.{0,20}\bquestions\b")),
)

# A question that lists a structure says nothing else than this.
STRUCTURE_WORDS = content_stems(
    "key aims aim priorities priority objectives list name give show set out four three five six "
    "two police and crime plan agenda items item topics business subjects discussed considered "
    "covered meeting questions members member councillors councillor asked raised put ask "
    "PCC OPCC "
    "progress strategic numbered many strands headings sections commissioner order"
)

# Actions as minutes record them, not what somebody did.
MINUTED_ACTIONS = _any(
    rf"actions?\b.{{0,60}}\b(?:{_RECORDED})\b",
    r"what (?:are|were) (?:all )?(?:the|any) actions\b",
    r"(?:list|all|any)\b.{0,12}\bactions\b",
)

# Members' questions themselves are the answer: "what did members ask about …".
ASKED_FOR = _any(
    r"what (?:did|have|has) (?:the )?(?:members?|councillors?|panel|cllrs?|they)\b.{0,20}"
    r"\b(?:ask|raise|query|enquire)\w*",
    r"what (?:members?['’]? )?questions?\b",
    r"which questions?\b",
    r"what (?:was|were) (?:the )?(?:members|councillors)?.{0,12}\basked\b",
)

# A member's question may be among the answers.
ASKING = _any(
    r"(?:members?|councillors?|panel|cllrs?|they|someone|anyone|who)\b.{0,30}"
    r"\b(?:ask|asks|asked|asking|raise|raised|enquire|enquired|query|queried)\b",
    r"questions?\b",
    r"(?:was|were|been) (?:asked|raised)\b",
)

COUNTING = _any(
    r"how (?:much|many)\b",
    r"what (?:was|is|were|are) the (?:\w+ ){0,2}(?:number|amount|sum|rate|percentage)\b",
)
