"""How people ask for headings, their order, their number and their wording: data for the rules."""

import re

from assistant.language.words import content_stems

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
STEPS = {
    "first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "last": -1, "final": -1, "closing": -1,
    "penultimate": -2, "second to last": -2, "last but one": -2,
}  # fmt: skip
_NTH = rf"(?P<nth>{'|'.join(sorted(STEPS, key=len, reverse=True))}|\d{{1,2}}(?:st|nd|rd|th))"
_AFTER = r"(?P<after>after|follow(?:s|ed|ing)?(?! by)|preceded by|next to follow)"
_BEFORE = r"(?P<before>before|preced(?:es|ed|ing)(?! by)|ahead of|prior to|followed by|in front of)"
_GAP = (
    r"(?: (?:on|of|in|at|for|the|agenda|meeting|list|plan|minutes|that|which|comes?|came|is|was|"
    r"were|are|stands?|stood|right|immediately|directly|straight|just|next|one|up|they|did|does|"
    r"do|panel|committee|board|members|we|discuss(?:ed)?|deal|dealt|with|consider(?:ed)?|taken|"
    r"take|listed|appears?|immediately))*"
)
NEIGHBOUR = (
    re.compile(
        rf"\b{_WHICH} (?:next |previous )?{_NOUN}\b{_GAP} (?:{_AFTER}|{_BEFORE}) (?P<subject>.+)",
        re.I,
    ),
    re.compile(
        rf"\bthe (?:next |previous )?{_NOUN}\b{_GAP} (?:{_AFTER}|{_BEFORE}) (?P<subject>.+)", re.I
    ),
)
NEIGHBOUR_OF_ITEM = re.compile(
    r"\bwhat (?:comes?|came|is next|was next|(?:was|is|were|did|does|do) (?:\w+ ){0,4}?"
    r"(?:discuss(?:ed)?|consider(?:ed)?|dealt with|deal with|taken|take|turn(?:ed)? to|"
    r"mov(?:e|ed) on to|go on to|on the agenda|come))"
    rf"(?: up| next| on the agenda| right| immediately| directly| straight| just)* "
    rf"(?:{_AFTER}|{_BEFORE}) (?P<subject>.+)"
    rf"|\bwhat (?P<verb>followed|follows|preceded|precedes) (?P<other>.+)",
    re.I,
)
PLACE = re.compile(rf"\b(?:the|its|their|which|what) (?:very )?{_NTH} {_NOUN}\b", re.I)
ENDS = re.compile(
    r"\b(?:what|which) (?:item |topic |business )?(?:did|does|was|is)(?: the)? (?:[\w’'-]+ ){0,4}?"
    r"(?:(?P<first>start|begin|open|kick off)|(?P<last>end|close|finish|conclude))"
    r"(?:ed|s)? (?:with|on|by)\b|"
    r"\bhow (?:did|does) the (?:\w+ )?(?:meeting|agenda) "
    r"(?:(?P<first2>start|begin|open)|(?P<last2>end|close|finish|conclude))\b",
    re.I,
)
COUNT = re.compile(
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
ABOUT = re.compile(rf"\b{_WHICH} {_NOUN}\b{_WHERE} {_IS_ABOUT} (?P<subject>.+)", re.I)
UNDER = re.compile(
    rf"\b(?:(?:under|in|at|within|on|to) )?{_WHICH} {_NOUN}\b{_WHERE} "
    r"(?:does|do|did|would|will|should|is|are|was|were|has|have) (?P<subject>.+?)"
    r"(?: been)? (?:com(?:e|es|ing)|falls?|belongs?|sits?|stands?|fits?|files?|filed|discussed|"
    r"considered|raised|covered|dealt with|mentioned|handled|addressed|talked about|listed|"
    r"reported|recorded|found|taken|go(?:es)?)\b(?: up)?"
    rf"(?: under| in| into| within| to| with| on| at)?{_WHERE}\W*$",
    re.I,
)
IS_ONE = re.compile(
    rf"\b{_WHICH} {_NOUN}\b{_WHERE} (?:is|are|was|were|reads?|says?|means?) (?P<subject>.+)", re.I
)
LOOK_UNDER = re.compile(
    rf"\b{_WHICH} {_NOUN}\b{_WHERE} (?:should|must|do|can|could|would) (?:I|we|one|you) "
    r"(?:look (?:at|under|in)|read|go to|turn to|check|see|open|want|need)"
    r"(?: for| on| about| to| find| read| out| see)+ (?P<subject>.+)",
    re.I,
)
NUMBER_OF = re.compile(
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
REFERENCE = re.compile(rf"\b(?:the )?(?:{_ONE_OF}|{_NTH_OF})", re.I)
ITEM_REFERENCE = re.compile(
    r"\b(?:agenda )?(?:item|minute) ?(?:no\.?|number)? ?\d{1,3}(?:/\d{2,4})?(?:\([a-z]\))?", re.I
)
READS = re.compile(
    r"\b(?:read|quote|recite|word(?:s|ed|ing)?|text|say|says|state|states|called|titled|title|"
    r"entitled|name|named|spell out|verbatim|exact(?:ly)?)\b"
    r"|^\W*(?:and |so |please )*(?:what[’']?s|what is|what was) (?:the )?(?:\w+ )?"
    r"(?:aim|key|priority|objective|strategic|first|second|third|fourth|fifth|\d)",
    re.I,
)
# Nothing but these may stand in a question for the words of a heading.
READING = content_stems(
    "read quote recite word words worded wording text say state called titled title entitled name "
    "named spell exact exactly full verbatim aloud loud again key aim strategic priority objective "
    "plan police crime out show write written phrase phrased loudly itself"
)
NOT_READ = re.compile(
    r"\b(?:done|do|progress|under(?! (?:the )?(?:strategic )?(?:priority|objective|sp\b))|about it|"
    r"achieve|work|report(?:ed)?)\b",
    re.I,
)
FRAME = content_stems(
    "agenda item items meeting minutes list order business numbered number topic heading point "
    "discuss discussed consider considered held set setting down panel committee board police "
    "crime plan commissioner strategic priority priorities objective key aim aims report paper "
    "exist total altogether cover contain listed called title have include name read word sit fall "
    "belong comprise consist feature appear make"
)
TRIM = re.compile(
    r"^(?:(?:the|that|this|any|an?|some|all)\b ?|(?:agenda )?(?:item|one|ones|topic|heading|aim|"
    r"key aim|priority|paper|report|discussion|bit)s?\b(?! \d| ?\d) ?|"
    r"(?:about|on|of|for|with|dealing with|concerning|regarding|called|titled|named|which|that|"
    r"deals with|covers|is|was|were|are)\b ?)+",
    re.I,
)
TAIL = re.compile(
    r"(?:,? (?:on|in|at|of|from|for) (?:the|this|that|our|your|its) (?:[\w/’'-]+ ){0,4}?"
    r"(?:agenda|minutes|meetings?|plan|report|papers?|list|order)\b.*| (?:item|topic)s?|"
    r",? please|,? pls)?\W*$",
    re.I,
)
_MADE = r"(?:made|drawn up|written|agreed|adopted|set|published|meant)"
_RUNS = (
    r"(?:run|last|cover|span|apply|extend|go|operate|relate to|reach|start|begin|stretch|"
    r"be valid|hold)"
)
_SPAN = r"(?:years?|period|time ?span|time ?frame|timescales?|dates|term|lifespan)"
YEARS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\bfrom when (?:to|until|till) when (?:does|do|is|are|did|was|will) (?P<subject>.+?)"
        rf"(?: {_RUNS}\b.*| valid.*)?\W*$",
        rf"\b(?:which|what|over what|over which|between which|for which|for what) (?:financial |"
        rf"calendar )?{_SPAN}(?: of time)? (?:does|do|did|will|is|are|was) (?P<subject>.+?) "
        rf"(?:{_RUNS}|{_MADE}|have|for|meant for|covering|about)\b.*$",
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
