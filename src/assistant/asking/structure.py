"""Questions for how papers are built: what comes after an item, how many aims, which is about X.

Rules over the words alone; what the papers hold is looked up later (`assistant.lists.structure`).
"""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.dates.asked import find_dates, without_dates
from assistant.language.words import MONTHS, content_stems

Noun = Literal["item", "aim", "priority"]
Way = Literal[
    "neighbour",  # the item right before or after another (`step`)
    "place",  # the first, the last, the third (`step` counts from 1, or from -1 backwards)
    "count",  # how many there are
    "wording",  # how one is worded
    "about",  # which of them a subject belongs to
    "years",  # from when to when a thing runs
]


@dataclass(frozen=True, kw_only=True, slots=True)
class StructureAsked:
    """What is asked of a paper's structure; `subject` is its own words, trimmed.

    `sure`: the words leave no doubt that a heading is meant; otherwise a heading must fit well.
    """

    way: Way
    noun: Noun
    subject: str = ""
    step: int = 0
    sure: bool = True
    several: bool = False


_NOUN = (
    r"(?:(?P<item>(?:agenda )?items?(?: of business)?|agenda (?:points?|headings?)|"
    r"(?:agenda )?topics?|things?(?= on the agenda)|minute(?! by| of)|minutes(?= \d))|"
    r"(?P<aim>(?:key[ -]?)?aims?)|"
    r"(?P<priority>(?:strategic )?priorit(?:y|ies)|(?:strategic )?objectives?))"
)
_WHICH = (
    r"(?:which|what)(?: (?:single|one|ones))?(?: of)?(?: (?:the|these|those|its|their|your|our))?"
    r"(?: (?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}))?"
    r"(?: (?!minutes?\b|agenda\b)(?-i:[A-Z])[\w’'-]+){0,3}"
)
# A place between the noun and what is said of it: "on the agenda", "in the plan".
_WHERE = (
    r"(?:,? (?:on|in|of|under|at|from|within) (?:the |this |that |its |their |our |your )?"
    r"(?:[\w/’'-]+ ){0,5}?(?:agenda|minutes|meetings?|plan|report|paper|list|strategy|priority|"
    r"priority \d+|panel|committee|board)s?\b(?: \d{1,2}\b)?,?)?"
)
_STEPS = {
    "first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "last": -1, "final": -1, "closing": -1,
    "penultimate": -2, "second to last": -2, "last but one": -2,
}  # fmt: skip
_NTH = rf"(?P<nth>{'|'.join(sorted(_STEPS, key=len, reverse=True))}|\d{{1,2}}(?:st|nd|rd|th))"
_AFTER = r"(?P<after>after|follow(?:s|ed|ing)?(?! by)|preceded by|next to follow)"
_BEFORE = r"(?P<before>before|preced(?:es|ed|ing)(?! by)|ahead of|prior to|followed by|in front of)"
_GAP = (
    r"(?: (?:on|of|in|at|for|the|agenda|meeting|list|plan|minutes|that|which|comes?|came|is|was|"
    r"were|are|stands?|stood|right|immediately|directly|straight|just|next|one|up|they|did|does|"
    r"do|panel|committee|board|members|we|discuss(?:ed)?|deal|dealt|with|consider(?:ed)?|taken|"
    r"take|listed|appears?|immediately))*"
)
_NEIGHBOUR = (
    re.compile(
        rf"\b{_WHICH} (?:next |previous )?{_NOUN}\b{_GAP} (?:{_AFTER}|{_BEFORE}) (?P<subject>.+)",
        re.I,
    ),
    re.compile(
        rf"\bthe (?:next |previous )?{_NOUN}\b{_GAP} (?:{_AFTER}|{_BEFORE}) (?P<subject>.+)", re.I
    ),
)
_NEIGHBOUR_OF_ITEM = re.compile(
    r"\bwhat (?:comes?|came|is next|was next|(?:was|is|were|did|does|do) (?:\w+ ){0,4}?"
    r"(?:discuss(?:ed)?|consider(?:ed)?|dealt with|deal with|taken|take|turn(?:ed)? to|"
    r"mov(?:e|ed) on to|go on to|on the agenda|come))"
    rf"(?: up| next| on the agenda| right| immediately| directly| straight| just)* "
    rf"(?:{_AFTER}|{_BEFORE}) (?P<subject>.+)"
    rf"|\bwhat (?P<verb>followed|follows|preceded|precedes) (?P<other>.+)",
    re.I,
)
_PLACE = re.compile(rf"\b(?:the|its|their|which|what) (?:very )?{_NTH} {_NOUN}\b", re.I)
_ENDS = re.compile(
    r"\bwhat (?:item |topic )?(?:did|does|was|is)(?: the)? (?:[\w’'-]+ ){0,4}?"
    r"(?:(?P<first>start|begin|open|kick off)|(?P<last>end|close|finish|conclude))"
    r"(?:ed|s)? (?:with|on|by)\b|"
    r"\bhow (?:did|does) the (?:\w+ )?(?:meeting|agenda) "
    r"(?:(?P<first2>start|begin|open)|(?P<last2>end|close|finish|conclude))\b",
    re.I,
)
_COUNT = re.compile(
    rf"\b(?:how many|(?:what is |what was |what[’']s )?the number of) (?:different |separate |"
    rf"numbered )*(?:(?-i:[A-Z])[\w’'-]+ ){{0,3}}{_NOUN}\b",
    re.I,
)
_IS_ABOUT = (
    r"(?:(?:is|are|was|were|would be)(?: all| mainly| mostly| most| the one)? (?:about|on|over|"
    r"concern\w*(?: with)?|to do with|connected (?:with|to)|related to|relevant to|dealing with|"
    r"devoted to|dedicated to|for|aimed at|meant (?:for|to)|focuss?ed on|there for)|"
    r"ha(?:s|ve|d)(?: anything| something)? to do with|deal(?:s|ing)? with|dealt with|"
    r"cover(?:s|ed|ing)?|concern(?:s|ed|ing)?|relat(?:e|es|ed|ing) to|address(?:es|ed|ing)?|"
    r"mention(?:s|ed|ing)?|talk(?:s|ed|ing)? about|touch(?:es|ed)? (?:up)?on|"
    r"speaks? (?:of|about)|looks? at|looked at|focus(?:es|sed|ed)? on|involves?|tackl(?:es?|ed)|"
    r"refer(?:s|red)? to|about|on|concerning|dealing with)"
)
_ABOUT = re.compile(rf"\b{_WHICH} {_NOUN}\b{_WHERE} {_IS_ABOUT} (?P<subject>.+)", re.I)
_UNDER = re.compile(
    rf"\b(?:(?:under|in|at|within|on|to) )?{_WHICH} {_NOUN}\b{_WHERE} "
    r"(?:does|do|did|would|will|should|is|are|was|were|has|have) (?P<subject>.+?)"
    r"(?: been)? (?:com(?:e|es|ing)|falls?|belongs?|sits?|stands?|fits?|files?|filed|discussed|"
    r"considered|raised|covered|dealt with|mentioned|handled|addressed|talked about|listed|"
    r"reported|recorded|found|taken|go(?:es)?)\b(?: up)?"
    rf"(?: under| in| into| within| to| with| on| at)?{_WHERE}\W*$",
    re.I,
)
_NUMBER_OF = re.compile(
    rf"\b(?:what|which) (?:{_NOUN} )?number (?:is|was|has|does)(?: the)?"
    r"(?: item| key aim| aim| priority| one)?(?: (?:on|about|called|titled|for))? (?P<subject>.+?)"
    r"(?: item| have)?\W*$",
    re.I,
)
_ONE_OF = (
    r"(?:(?:key[ -]?)?aim|(?:strategic )?(?:priority|objective)|ka|sp)s?"
    r" ?(?:no\.?|number|#)? ?\(?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b\)?"
)
_NTH_OF = rf"{_NTH} (?:(?:key[ -]?)?aim|(?:strategic )?(?:priority|objective))"
_REFERENCE = re.compile(rf"\b(?:the )?(?:{_ONE_OF}|{_NTH_OF})", re.I)
_ITEM_REFERENCE = re.compile(
    r"\b(?:agenda )?(?:item|minute) ?(?:no\.?|number)? ?\d{1,3}(?:/\d{2,4})?(?:\([a-z]\))?", re.I
)
_READS = re.compile(
    r"\b(?:read|quote|recite|word(?:s|ed|ing)?|text|say|says|state|states|called|titled|title|"
    r"entitled|name|named|spell out|verbatim|exact(?:ly)?)\b"
    r"|^\W*(?:and |so |please )*(?:what[’']?s|what is|what was) (?:the )?(?:\w+ )?"
    r"(?:aim|key|priority|objective|strategic|first|second|third|fourth|fifth|\d)",
    re.I,
)
# Nothing but these may stand in a question for the words of a heading.
_READING = content_stems(
    "read quote recite word words worded wording text say state called titled title entitled name "
    "named spell exact exactly full verbatim aloud loud again key aim strategic priority objective "
    "plan police crime out show write written phrase phrased loudly itself"
)
_NOT_READ = re.compile(r"\b(?:done|do|progress|under|about it|achieve|work|report(?:ed)?)\b", re.I)
_FRAME = content_stems(
    "agenda item items meeting minutes list order business numbered number topic heading point "
    "discuss discussed consider considered held set setting down panel committee board police "
    "crime plan commissioner strategic priority priorities objective key aim aims report paper "
    "exist total altogether cover contain listed called title have include name read word"
)
_TRIM = re.compile(
    r"^(?:(?:the|that|this|any|an?|some|all)\b ?|(?:agenda )?(?:item|one|ones|topic|heading|aim|"
    r"key aim|priority|paper|report|discussion|bit)s?\b(?! \d| ?\d) ?|"
    r"(?:about|on|of|for|with|dealing with|concerning|regarding|called|titled|named|which|that|"
    r"deals with|covers|is|was|were|are)\b ?)+",
    re.I,
)
_TAIL = re.compile(
    r"(?:,? (?:on|in|at|of|from|for) (?:the|this|that|our|your|its) (?:[\w/’'-]+ ){0,4}?"
    r"(?:agenda|minutes|meetings?|plan|report|papers?|list|order)\b.*| (?:item|topic)s?|"
    r",? please|,? pls)?\W*$",
    re.I,
)
_RUNS = (
    r"(?:run|last|cover|span|apply|extend|go|operate|relate to|reach|start|begin|stretch|"
    r"be valid|hold)"
)
_SPAN = r"(?:years?|period|time ?span|time ?frame|timescales?|dates|term|lifespan)"
_YEARS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\bfrom when (?:to|until|till) when (?:does|do|is|are|did|was|will) (?P<subject>.+?)"
        rf"(?: {_RUNS}\b.*| valid.*)?\W*$",
        rf"\b(?:which|what|over what|over which|between which|for which|for what) (?:financial |"
        rf"calendar )?{_SPAN}(?: of time)? (?:does|do|did|will|is|are|was) (?P<subject>.+?) "
        rf"(?:{_RUNS}|for|meant for|covering|about)\b.*$",
        rf"\b(?:which|what) (?:financial )?{_SPAN} (?:is|are|was|were) covered (?:by|in) "
        r"(?P<subject>.+?)\W*$",
        rf"\bwhat(?:[’']?s| is| was| are) the {_SPAN}(?: covered)? (?:of|for|by) "
        r"(?P<subject>.+?)\W*$",
        r"\bwhen (?:does|do|did|will) (?P<subject>.+?) (?:start|begin|run from) and "
        r"(?:when (?:does|did|will) it )?(?:end|finish|run out|stop|expire)\b",
        r"\b(?:since when|from when) and (?:until|till|to) when (?:does|do|is|are|did) "
        rf"(?P<subject>.+?)(?: {_RUNS})?\W*$",
        r"\bhow long (?:does|do|will|is|did) (?P<subject>.+?) (?:run|last|valid)(?: for)?\W*$",
        rf"^\W*(?P<subject>[\w ’'&-]+?) {_RUNS}s? from when (?:to|until|till) when\b",
    )
)


def structure_asked(question: str) -> StructureAsked | None:
    """Return what a question asks of how papers are built; None for any other question."""
    text = " ".join(question.split()).rstrip("?!. ")
    for rule in (_years, _neighbour, _place, _count, _wording, _about):
        if found := rule(text):
            return found
    return None


def _noun(match: re.Match[str]) -> Noun:
    groups = match.groupdict()
    if groups.get("aim"):
        return "aim"
    return "priority" if groups.get("priority") else "item"


def subject_of(text: str) -> str:
    """Return the words of a subject, without what only points at a heading or a paper."""
    return _TAIL.sub("", _TRIM.sub("", text.strip(" ?.,:;“”‘’'\""))).strip(" ?.,:;“”‘’'\"")


def _says_nothing(text: str) -> bool:
    """Whether words name a paper or its parts, a meeting and its date at most."""
    plain = without_dates(text, find_dates(text))
    stems = content_stems(plain) - _FRAME - set(MONTHS)
    return not [one for one in stems if not one.replace("/", "").isdigit()]


def _neighbour(text: str) -> StructureAsked | None:
    for pattern in _NEIGHBOUR:
        if (found := pattern.search(text)) and not _PLACE.search(text[: found.start("subject")]):
            subject = subject_of(found["subject"])
            if not _says_nothing(subject) or _ITEM_REFERENCE.search(found["subject"]):
                step = 1 if found["after"] else -1
                return StructureAsked(
                    way="neighbour", noun=_noun(found), subject=subject, step=step
                )
    if found := _NEIGHBOUR_OF_ITEM.search(text):
        said = found["subject"] or found["other"]
        subject = subject_of(said)
        named = re.search(r"\b(?:items?|topics?|agenda)\b", text, re.I)
        if not _says_nothing(subject) or _ITEM_REFERENCE.search(said):
            after = found["after"] or (found["verb"] or "").lower().startswith("follow")
            return StructureAsked(
                way="neighbour",
                noun="item",
                subject=subject,
                step=1 if after else -1,
                sure=bool(named),
            )
    return None


def _place(text: str) -> StructureAsked | None:
    if found := _ENDS.search(text):
        rest = text[found.end() :]
        if _says_nothing(rest) and re.search(r"\b(?:meeting|agenda|panel|committee|board)\b", text):
            first = found["first"] or found["first2"]
            return StructureAsked(way="place", noun="item", step=1 if first else -1)
    found = _PLACE.search(text)
    if not found or not re.match(
        r"\W*(?:and |so |please )*(?:what|which|read|tell|name|show|give|quote)", text, re.I
    ):
        return None
    nth = found["nth"].lower()
    step = _STEPS.get(nth) or int(re.sub(r"\D", "", nth))
    noun = _noun(found)
    if noun != "item" and step > 0:
        return None  # "the first key aim" is key aim 1
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    rest = re.sub(
        r"^\W*(?:and |so |please )*(?:what|which|read|tell|name|show|give|quote)\w*",
        "",
        rest,
        flags=re.I,
    )
    return StructureAsked(way="place", noun=noun, step=step) if _says_nothing(rest) else None


def _count(text: str) -> StructureAsked | None:
    found = _COUNT.search(text)
    if not found or re.search(r"\bhow many of\b", text, re.I):
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    rest = _REFERENCE.sub(" ", _ITEM_REFERENCE.sub(" ", rest))
    if re.search(r"\b(?:met|achieved|done|completed|missed|outstanding|deferred|noted)\b", rest):
        return None
    subject = "" if _says_nothing(rest) else _for_what(rest)
    if subject is None:
        return None
    return StructureAsked(way="count", noun=_noun(found), subject=subject)


def _for_what(rest: str) -> str | None:
    """Return what is counted for: "… are there for reducing harm"; None for anything else."""
    found = re.match(
        r"\W*(?:(?:are|is|were) there|(?:does|do) .{3,40}? have|has .{3,40}? got)?"
        r" ?(?:for|on|about|under) (?P<subject>.+)",
        rest,
        re.I,
    )
    return subject_of(found["subject"]) if found else None


def _wording(text: str) -> StructureAsked | None:
    if not _READS.search(text) or _NOT_READ.search(text):
        return None
    plain, count = _REFERENCE.subn(" ", text)
    noun: Noun = "aim"
    if not count:
        plain, count = _ITEM_REFERENCE.subn(" ", text)
        noun = "item"
        # "What is item 5 about" asks what was said there, "what is it called" for its title.
        if not re.search(r"\b(?:called|title\w*|entitled|named?|heading)\b", plain, re.I):
            return None
    elif not re.search(r"\b(?:key[ -]?)?aim|\bka\b", text, re.I):
        noun = "priority"
    plain = without_dates(plain, find_dates(plain))
    stems = {one for one in content_stems(plain) if not one.isdigit()}
    if not count or stems - _READING - content_stems("agenda heading item"):
        return None
    return StructureAsked(way="wording", noun=noun)


def _about(text: str) -> StructureAsked | None:
    if (found := _NUMBER_OF.search(text)) and re.search(
        r"\b(?:items?|aims?|priority|agenda)\b", text, re.I
    ):
        subject = subject_of(found["subject"])
        if not _says_nothing(subject):
            return StructureAsked(way="about", noun=_noun_in(text), subject=subject)
    for pattern in (_ABOUT, _UNDER):
        found = pattern.search(text)
        if not found:
            continue
        subject = subject_of(found["subject"])
        if not _says_nothing(subject):
            head = text[: found.start("subject")]
            several = bool(
                re.search(r"\b(?:items|aims|priorities|objectives|topics)\b", head)
            ) and not re.search(r"\bof the\b", head)
            return StructureAsked(way="about", noun=_noun(found), subject=subject, several=several)
    return None


def _noun_in(text: str) -> Noun:
    if re.search(r"\baims?\b", text, re.I):
        return "aim"
    return "priority" if re.search(r"\bpriorit(?:y|ies)\b|\bobjectives?\b", text, re.I) else "item"


def _years(text: str) -> StructureAsked | None:
    for pattern in _YEARS:
        if found := pattern.search(text):
            subject = re.sub(
                r"^(?:the|our|your|this|that|its)\b ?", "", found["subject"].strip(), flags=re.I
            )
            if content_stems(subject):
                return StructureAsked(way="years", noun="item", subject=subject)
    return None
