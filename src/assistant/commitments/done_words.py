"""The words by which later papers say that something was done, as named data."""

import re

from assistant.language.words import MONTHS, stem

I = re.IGNORECASE  # noqa: E741

# What kind of doing a verb is: promise and report must be of one kind. Each line: base, then past.
_VERBS = {
    "send": (
        "provide provided, supply supplied, circulate circulated, share shared, "
        "sharing shared, send sent, issue issued, distribute distributed, give gave, "
        "give given, forward forwarded, email emailed, tell told, inform informed, let, "
        "pass passed, confirm confirmed"
    ),
    "publish": ("publish published, put put, post posted, upload uploaded, release released"),
    "present": (
        "present presented, bring brought, submit submitted, receive received, come came, "
        "return returned, table tabled"
    ),
    "discuss": (
        "report reported, consider considered, discuss discussed, add added, "
        "revisit revisited, update updated, attend attended, explain explained, look looked"
    ),
    "start": (
        "start started, begin began, begin begun, launch launched, open opened, "
        "introduce introduced, establish established, commence commenced, create created, "
        "implement implemented, roll rolled, set set, install installed, run ran, run run, "
        "deliver delivered, fit fitted, place placed, go went, offer offered, build built, "
        "fitted fitted, switch switched, extend extended, deploy deployed, operate operated"
    ),
    "hold": (
        "hold held, arrange arranged, meet met, visit visited, visit took, host hosted, "
        "attend attended, run ran, run run, organise organised, convene convened, "
        "arrange took, hold took"
    ),
    "ask": (
        "write wrote, write written, ask asked, contact contacted, raise raised, "
        "lobby lobbied, find found, consult consulted, invite invited, request requested, "
        "seek sought"
    ),
    "sign": ("sign signed, agree agreed, conclude concluded"),
    "recruit": (
        "recruit recruited, appoint appointed, join joined, employ employed, hire hired, "
        "fill filled"
    ),
    "train": ("train trained"),
    "review": (
        "review reviewed, evaluate evaluated, examine examined, look looked, "
        "investigate investigated, assess assessed, scrutinise scrutinised, check checked, "
        "consider considered"
    ),
    "buy": (
        "buy bought, purchase purchased, fund funded, pay paid, take took, receive received, "
        "award awarded"
    ),
    "make": (
        "develop developed, prepare prepared, produce produced, write wrote, write written, "
        "create created, build built, design designed, draw drawn, make made, print printed"
    ),
}
# Work on something is done when the thing is there, in whatever way it came about.
MAKING = re.compile(
    r"\b(?:work(?:ing)? on|working with|develop\w*|prepar\w*|plan\w*|set(?:ting)? up|"
    r"look(?:ing)? (?:at|into)|"
    r"design\w*|draft\w*|process|creation|bid\w*|recruitment|consultation)\b",
    I,
)
MADE = frozenset({"start", "publish", "make", "hold"})
# Kinds that answer a promise of another kind: what was to be provided has been presented.
ALSO = {
    "send": frozenset({"present"}),
    "present": frozenset({"discuss"}),
    "discuss": frozenset({"present"}),
    "ask": frozenset({"hold"}),
}
# Said of anything that was promised.
FINISHED = re.compile(
    r"\b(?:(?:(?:has|have|had|was|were|is|are)\s+(?:now\s+|since\s+|all\s+|been\s+|fully\s+)*"
    r"(?:completed?|done|delivered|fulfilled|finalised|discharged|actioned|carried out|concluded|"
    r"implemented))|"
    r"action (?:was )?(?:completed?|closed|discharged)|took place|went live|is now (?:in place|"
    r"live|open|available)|"
    r"(?:was|were|had been|has been|have been) made (?:available|public))\b",
    I,
)
NEGATED = re.compile(
    r"\b(?:not(?:\s+(?:yet|been|be|so far|fully))*|never|no longer|yet to|still to|failed to|"
    r"unable to|"
    r"without|hardly|nor|neither|no)\s+(?:\w+\s+){0,2}$",
    I,
)
STILL_OPEN = re.compile(
    r"\b(?:not (?:yet )?(?:been )?\w+|yet to|still to|still (?:being|awaited|outstanding|in "
    r"progress|under)|outstanding|"
    r"awaited|awaiting|waiting for|cancelled|withdrawn|abandoned|dropped|refused|declined|not to "
    r"proceed|delayed|postponed|deferred|put back|on hold|paused|slipped|overdue|in progress|"
    r"under way|underway|no progress|remains? (?:open|to be)|(?:would|will) (?:now |instead "
    r")?(?:be|follow|take|start|come))\b",
    I,
)
PARTLY = re.compile(
    r"\b(?:so far|partly|partially|in part|some of|half of|(?:one|two|three|four|five|six|seven|"
    r"eight|nine|ten|"
    r"eleven|twelve|\d+) of (?:the|its|their)|first of|initial|interim|remaining|the rest|the "
    r"remainder|"
    r"the others?|to date|almost|nearly|all but|most of|begun to|started to)\b",
    I,
)
# What is only claimed, asked or missed is not shown.
CLAIMED = re.compile(
    r"\b(?:den(?:y|ied)|claimed|alleged|complained|supposed(?:ly)?|believed|thought|hoped|"
    r"assumed|promised again|"
    r"repeated (?:its|the|his|her) (?:request|call)|queried|wondered)\b",
    I,
)
FUTURE = re.compile(
    r"\b(?:will|would|shall|to be|going to|plans? to|planned|intend\w*|due to|being|might|may|"
    r"could|should|"
    r"can|if|asked (?:for|that|to|whether|if)|requested|hop\w+|agreed to|agreed "
    r"that)\s+(?:\w+\s+){0,2}$",
    I,
)
# Nouns that go with any promise and tell it from no other.
WEAK = frozenset(
    stem(word)
    for word in [
        "figure",
        "figures",
        "number",
        "numbers",
        "information",
        "detail",
        "details",
        "data",
        "update",
        "updates",
        "paper",
        "papers",
        "report",
        "reports",
        "breakdown",
        "answer",
        "result",
        "results",
        "copy",
        "copies",
        "list",
        "result",
        "written",
        "note",
        "response",
        "briefing",
        "presentation",
        "further",
        "additional",
        "new",
        "second",
        "first",
        "full",
        "latest",
        "regular",
        "quarterly",
        "annual",
        "work",
        "project",
        "programme",
        "plan",
        "service",
        "system",
        "scheme",
        "next",
        "stage",
        "phase",
        "round",
        "available",
        "website",
        "public",
        "people",
    ]
)
# Words of panels and promises, which are about nothing.
EMPTY = (
    frozenset(
        stem(word)
        for word in [
            "panel",
            "panels",
            "committee",
            "board",
            "member",
            "members",
            "chair",
            "chairman",
            "councillor",
            "cllr",
            "commissioner",
            "pcc",
            "opcc",
            "deputy",
            "chief",
            "constable",
            "officer",
            "officers",
            "police",
            "force",
            "council",
            "meeting",
            "meetings",
            "agenda",
            "minute",
            "item",
            "matter",
            "arising",
            "action",
            "resolved",
            "recommended",
            "agreed",
            "asked",
            "requested",
            "said",
            "confirmed",
            "added",
            "advised",
            "assured",
            "undertook",
            "undertaken",
            "promised",
            "undertaking",
            "offered",
            "committed",
            "accepted",
            "gave",
            "reported",
            "explained",
            "replied",
            "responded",
            "stated",
            "would",
            "will",
            "office",
            "date",
            "time",
            "end",
            "month",
            "year",
            "week",
            "day",
            "today",
            "later",
            "now",
            "since",
            "also",
            "had",
            "has",
            "been",
            "provide",
            "provided",
            "supply",
            "send",
            "sent",
            "share",
            "shared",
            "sharing",
            "circulate",
            "circulated",
            "publish",
            "published",
            "present",
            "presented",
            "bring",
            "brought",
            "start",
            "started",
            "begin",
            "open",
            "opened",
            "launch",
            "launched",
            "hold",
            "held",
            "arrange",
            "arranged",
            "going",
            "looking",
            "look",
            "moving",
            "forward",
            "following",
            "order",
            "able",
            "respect",
            "regard",
            "relation",
            "coming",
            "previous",
            "members'",
            "made",
            "done",
            "complete",
            "completed",
            "put",
            "place",
            "took",
            "set",
            "up",
            "run",
            "happy",
        ]
    )
    | frozenset(stem(month) for month in MONTHS)
    | frozenset(stem(month[:3]) for month in MONTHS)
)

BASES: dict[str, set[str]] = {}
PASTS: dict[str, set[str]] = {}
for _kind, _pairs in _VERBS.items():
    for _pair in _pairs.split(","):
        _words = _pair.split()
        BASES.setdefault(_words[0], set()).add(_kind)
        PASTS.setdefault(_words[-1], set()).add(_kind)
        BASES.setdefault(_words[-1], set()).add(_kind)
