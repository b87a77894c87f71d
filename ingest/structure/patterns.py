"""Every pattern the structure reader knows, as named data: extend a table here to teach a style.

Nothing in this module decides anything; the readers in this package combine the patterns with where
a line stands (in front, under a heading, in a list).
"""

import re

I = re.IGNORECASE  # noqa: E741

# --- web pages and printers -------------------------------------------------------------------
# Whole lines that a page adds around its content; the structure loses nothing without them.
FURNITURE_LINES = {
    "minutes label": re.compile(r"^minutes:$", I),
    "attachments label": re.compile(r"^additional documents:?$", I),
    "table header": re.compile(r"^(?:no\.?\s+item|items?|no\.)$", I),
    "page number": re.compile(r"^(?:page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|[-–]\s*\d{1,4}\s*[-–])$", I),
    "page actions": re.compile(
        r"^(?:print(?: this page)?|share(?: this page)?|back to top|skip to (?:main )?content|"
        r"accessibility|cookies?(?: policy)?|privacy(?: policy| notice)?|search documents|"
        r"sign in|log in|rss|bookmark this page)$",
        I,
    ),
}
ATTACHMENTS_LABEL = FURNITURE_LINES["attachments label"]
# "pdf icon PDF 621 KB": the line was a link to an attached paper.
ATTACHED = re.compile(
    r"\s*(?:(?:pdf|word|excel|doc|html) icon\s+)?\b(?:PDF|DOCX?|XLSX?|PPTX?|HTML?|ZIP)\s+"
    r"(?:\d[\d.,]*\s*[KMG]B)\s*$|\s+(?:pdf|word|excel) icon\s*$",
    I,
)
# "... view the full minutes text for item 13/21": cut here, and the only place with the number.
FULL_TEXT_LINK = re.compile(
    r"\s*(?:\.{2,}|…)?\s*(?:view|read|"
    r"see) the full (?:\w+ )?text for item\s+(?P<item>[\w/().-]+?)\.?\s*$",
    I,
)
ELLIPSIS_END = re.compile(r"(?<=[^\s.…])\s*(?:…|\.{3})\s*$")
WHOLE_URL = re.compile(r"^[¹²³⁰-⁹\d\[\]]{0,4}\s*(?:https?://|www\.)\S+(?:(?<=[-/])\s\S+)*$", I)
# A footnote that the page break put behind a finished sentence.
TRAILING_URL = re.compile(r"(?<=[.!?)])\s+(?P<url>(?:https?://|www\.)\S+(?:(?<=[-/])\s\S+)*)$", I)

# --- lists --------------------------------------------------------------------------------------
BULLET_GLYPHS = "•·▪▫◦‣⁃●○■□–—*-§"
NUMBERED = re.compile(r"^(?:\((?P<a>\d{1,3})\)|(?P<b>\d{1,3})\s*[.)])(?!\d)\s*(?P<rest>\S.*)$")
LETTERED = re.compile(
    r"^(?:\((?P<a>[a-z]|[ivx]{1,4})\)|(?P<b>[a-z]|[ivx]{1,4})[.)])\s+(?P<rest>\S.*)$"
)
# Openings that lean on the paragraph before: a continuation, not an entry of its own.
LEANING = re.compile(
    r"^(?:for (?:example|instance)|e\.g\.|this (?:included|includes|also|means|meant)|"
    r"these (?:included|include)|such as|in other words|that is|namely|as a result|"
    r"in (?:one|another) (?:area|case)|consequently|it also|he also|she also|they also)\b",
    I,
)
NOTE = re.compile(r"^(?:\(.+\)\.?|(?:notes?|n\.?\s?b\.?)\s*[:–-].+|\*+\s*\S.+)$", I | re.DOTALL)
CROSS_REFERENCE = re.compile(
    r"^(?:(?:please )?(?:see|refer to|as (?:reported|set out|detailed|described|covered))\b|"
    r".{0,120}\b(?:is|are|was|were|has been|have been)\s+(?:also )?"
    r"(?:covered|reported|set out|detailed|described|included|addressed|provided)\s+(?:under|in|"
    r"at|within)\b)"
    r".{0,120}\b(?:key aim|aim|section|priority|objective|outcome|item|paragraph|page|appendix|"
    r"annex)s?\b"
    r".{0,20}?\d?.{0,12}\b(?:above|below|earlier|later)\b",
    I,
)

# --- years and quarters -------------------------------------------------------------------------
YEAR_SPAN = re.compile(
    r"(?<![\d/])(?P<a>(?:19|20)\d\d)\s*[/–—‒-]\s*(?P<b>(?:19|20)\d\d|\d\d)(?![\d/])"
)
QUARTER = re.compile(
    r"\b(?:Q(?:uarter|tr)?\.?|Quarter|Qtr\.?)\s*(?P<n>[1-4]|one|two|three|four)\b", I
)
# What may stand beside the year in a line that is a year's heading.
YEAR_FILLER = re.compile(
    r"\b(?:year(?: \d)?|financial|fy|progress|update|updates|activity|activities|performance|"
    r"to date|"
    r"to end of|end of|and|during|in|for|the|actions?|ytd|year to date)\b|[\s:.,()\[\]*–—-]+",
    I,
)
CALENDAR_YEAR = re.compile(r"^(?:calendar year )?(?P<y>20\d\d)\s*:?$", I)

# --- key aims, priorities, objectives -----------------------------------------------------------
_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBER_WORDS = {word: number for number, word in enumerate(_WORDS, start=1)}
AIM_LABELLED = re.compile(
    r"^(?P<word>key aim|strategic aim|aim|key priority|priority|key objective|strategic objective|"
    r"objective|key outcome|outcome|goal|theme|pledge|ambition|pillar|commitment)\s*"
    rf"(?:no\.?\s*|number\s*)?[‘'(]?(?P<n>{_NUMBER})[)’']?\s*(?:[:.)–—-]+\s*(?P<title>\S.*)?)?$",
    I,
)
# The paragraph in front of a list says that the list is of aims.
AIM_LEAD_IN = re.compile(
    r"\b(?:key aims?|aims|priorities|objectives|outcomes|goals|pledges|ambitions)\b[^.!?]*:$|"
    r"\b(?:following|these)\b[^.!?]*\b(?:key aims?|aims|priorities|objectives|outcomes|goals)\b",
    I,
)
STRATEGIC_PRIORITY = re.compile(rf"\bstrategic priority\s*(?:no\.?\s*)?(?P<n>{_NUMBER})\b", I)
# Words behind a strand's name that say nothing about which strand it is.
STRAND_TAIL = re.compile(
    r"\s*(?:[-–—:]\s*)?\b(?:actions?\s*(?:&|and)\s*progress|progress\s*(?:&|and)\s*actions?|"
    r"progress update|progress to date|updates?|progress)\s*$",
    I,
)
CLOSING_HEADINGS = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:conclusions?|summary|next steps|recommendations?|appendi(?:x|ces)\b.*|"
    r"annex\b.*|"
    r"background papers?|contact(?: officer)?s?|financial implications|legal implications|"
    r"equalit(?:y|ies)\b.*|risks?\b.*|implications)\s*:?$",
    I,
)

# --- sentences and headings ---------------------------------------------------------------------
TERMINAL = re.compile(r"[.!?;][\])}”’\"'»]*$")
LEAD_IN = re.compile(
    r"\b(?:includ(?:e|es|ed|ing)|following|as follows|such as|were|are|was|is|has|have|had|will|"
    r"would|"
    r"that|to|by|with|on|namely|focus on|ways|we|i|they|he|she)\s*:$",
    I,
)
HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|did|does|do|been|being|be)\b", I
)
INCOMPLETE_END = re.compile(r"\b(?:the|a|an|of|to|for|and|on|in|at|by|with|from|&)\s*$", I)

# --- document facts -----------------------------------------------------------------------------
MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATES = {
    "day month year": re.compile(
        rf"\b(?P<d>\d{{1,2}})\s*(?:st|nd|rd|th)?(?:\s+(?:day\s+)?of)?\s+(?P<m>{_MONTH})\b"
        rf"\.?,?\s+(?P<y>(?:19|20)\d\d)\b",
        I,
    ),
    "month day year": re.compile(
        rf"\b(?P<m>{_MONTH})\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b", I
    ),
    "iso": re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
    "slashed": re.compile(r"\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)\b"),
}
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", I)
CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm|noon|hrs|hours)\b", I)
DATE_LABEL = re.compile(
    r"^(?:date(?: of (?:the )?meeting)?|meeting date|date and time|held on)\b", I
)
# Dates in front that are not the meeting's own.
OTHER_DATE = re.compile(
    r"\b(?:next meeting|previous meeting|last meeting|published|publication|despatch|dispatch|"
    r"deadline|"
    r"to (?:agree|approve|confirm|sign|receive|note|consider)\b|date of report|report date|printed|"
    r"updated|matters arising)",
    I,
)
MINUTES_TITLE = re.compile(
    r"^(?:(?:draft|approved|confirmed|unconfirmed|printed|public|signed|"
    r"agenda and(?: draft)?)\s+)*minutes\b|"
    r"\bminutes of (?:the|a|an)\b|\b(?:draft|approved|confirmed) minutes\b|\bminutes\s*$|"
    r"\brecord of (?:the )?meeting\b|\bnotes? of (?:the |a )?meeting\b",
    I,
)
AGENDA_TITLE = re.compile(r"^(?:agenda|order of business|notice of meeting)\b|\bagenda\s*$", I)
REPORT_TITLE = re.compile(
    r"\b(?:report|update|briefing|review|statement|strategy|plan|performance|assessment)\b", I
)
MINUTES_SIGNALS = {
    "apologies": re.compile(
        r"\bapologies (?:for absence )?(?:were|had been|was) (?:submitted|received|given)", I
    ),
    "record": re.compile(r"\b(?:correct|true|accurate) record\b", I),
    "resolved": re.compile(r"^(?:RESOLVED|Resolved|AGREED)\b"),
    "told": re.compile(
        r"\b(?:Panel|Committee|Board|Members) (?:was|were) (?:informed|advised|told|provided)\b"
    ),
    "members' questions": re.compile(r"^(?:members?[’']?s?[’']?) questions\b", I),
    "replied": re.compile(r"\b(?:responded|replied|reported|explained|advised|stated) that\b"),
    "noted": re.compile(r"\b(?:report|update|programme) (?:was|be) noted\b", I),
}
DRAFT = re.compile(
    r"\bdraft\b|\bunconfirmed\b|\bsubject to (?:confirmation|approval|agreement)\b", I
)
APPROVED = re.compile(
    r"\b(?:approved|confirmed|signed) (?:minutes|as)\b|\(approved\)|^approved$|\b"
    r"minutes \(?approved\b",
    I,
)
BODY = re.compile(
    r"(?P<name>(?:[A-Z][\w’'&.-]*,?\s+)(?:(?:[A-Z][\w’'&.-]*|and|of|for|the|&|in),?\s+){0,9}"
    r"(?:Panel|PANEL|(?:Sub-)?Committee|(?:SUB-)?COMMITTEE|Board|BOARD|Commission|COMMISSION|"
    r"Cabinet|CABINET|"
    r"Forum|FORUM|Assembly|ASSEMBLY|Council|COUNCIL))\b"
)
BODY_OPENING = re.compile(
    r"^.*?\b(?:report to(?: the)?|meeting of(?: the)?|minutes of(?: the)?|minutes|agenda|"
    r"to the)\s+(?=[A-Z])",
    I,
)
LETTERHEAD = re.compile(r"^(?:office of|the office of|www\.|tel(?:ephone)?\b|e-?mail\b)", I)
FRONT_LABEL = re.compile(
    r"^(?:venue|contact|link|date|time|place|location|present|report (?:of|by|to|author)|author|"
    r"title|"
    r"subject|purpose|classification|agenda item|wards?|email|tel|chair(?:man)?|clerk|in the chair|"
    r"attendance|meeting)\b[^.]{0,40}:",
    I,
)

# --- agenda items -------------------------------------------------------------------------------
_SEP = r"\s*[:.)–—-]*\s*"
# Styles of item numbers, the most telling first. `n` is the number as it is cited.
ITEM_STYLES = {
    "number/year": re.compile(
        r"^(?:(?:minute|item)\s+)?(?P<n>\d{1,3}/\d{2,4})(?![\d/])" + _SEP + r"(?P<title>.*)$", I
    ),
    "minute": re.compile(
        r"^minute\s+(?:no\.?\s*|number\s*)?(?P<n>\d{1,4}[a-z]?)(?:\s*[:.)–—-]+\s*(?P<title>.*)|"
        r"\s+(?P<title2>[A-Z].*))?$",
        I,
    ),
    "agenda item": re.compile(
        r"^agenda\s+item\s+(?:no\.?\s*|"
        r"number\s*)?(?P<n>\d{1,3}[a-z]?)(?:\s*[:.)–—-]+\s*(?P<title>.*)|\s+(?P<title2>[A-Z].*))?$",
        I,
    ),
    "item": re.compile(
        r"^item\s+(?:no\.?\s*|number\s*)?(?P<n>\d{1,3}[a-z]?)(?:\s*[:.)–—-]+\s*(?P<title>.*)|"
        r"\s+(?P<title2>[A-Z].*))?$",
        I,
    ),
    "number": re.compile(r"^(?P<n>\d{1,3})\s*[.):]?\s+(?P<title>\S.*)$|^(?P<n2>\d{1,3})[.)]$"),
}
KNOWN_ITEMS = re.compile(
    r"^(?:(?:to receive )?apologies(?: for absence)?(?: and substitutions?)?|"
    r"(?:declarations?|disclosures?) of (?:members[’'] )?interests?|"
    r"minutes(?: of (?:the )?(?:previous|last) meeting)?|matters arising|public (?:questions?|"
    r"participation|speaking)(?: time)?|"
    r"(?:any other|urgent|other urgent) business|aob|work programme|forward plan|"
    r"dates? of (?:the )?next meetings?|exclusion of (?:the )?(?:press and )?public|"
    r"(?:chair(?:man|person)?[’']?s?|pcc) announcements|welcome(?: and introductions)?|"
    r"introductions|"
    r"(?:election|appointment) of (?:vice-?)?chair(?:man|person)?)\s*:?$",
    I,
)
PURPOSE = re.compile(
    r"^(?:to (?:consider|receive|note|agree|approve|confirm|sign|discuss|review|elect|appoint|"
    r"scrutinise|"
    r"determine|endorse|comment|question|hear|ask|answer|decide|be|deal|make|declare|adopt|"
    r"invite|enable)\b|"
    r"for (?:the )?(?:panel|committee|board|members?|panel members?)\b.{0,40}?\bto\b|"
    r"(?:report|briefing|presentation) (?:of|by|from) the\b[^.]*(?:attached|to follow))",
    I,
)
QUESTIONS_HEADING = re.compile(
    r"^(?:members?[’']?s?[’']?|panel members?[’']?|public|written|supplementary|oral)?\s*questions?"
    r"(?:\s+(?:and (?:answers|responses)|from\b.{0,60}|to\b.{0,60}|asked|raised)|"
    r"\s*&\s*answers)?\s*:?$|"
    r"^(?:questions?|q)\s*(?:and|&)\s*(?:answers?|a)\s*:?$",
    I,
)
QUESTION_LABELLED = re.compile(
    r"^(?:(?:member[’']?s?[’']? |public |supplementary |written )?question|"
    r"q)\s*(?:no\.?\s*)?\(?(?P<n>\d{1,3})?\)?"
    r"\s*(?:\((?P<by>[^)]{3,80})\)|from (?P<by2>[^:]{3,80}))?\s*[:.)–—-]+\s*(?P<rest>\S.*)$",
    I,
)
ANSWER_LABELLED = re.compile(
    r"^(?:(?:answer|response|reply)(?:\s*(?:no\.?\s*)?\(?\d{1,3}\)?)?(?:\s*(?:from|by|"
    r"of) (?P<by>[^:]{3,80}))?|a\d{0,2})\s*[:.–—-]\s*(?P<rest>\S.*)$",
    I,
)
ASKED = re.compile(
    r"^(?:a member|members?|(?:the )?(?:vice-)?chair(?:man|person|woman)?|councillor\b|cllr\b|"
    r"mr\b|mrs\b|ms\b|dr\b|[A-Z][\w’'-]+ [A-Z][\w’'-]+)"
    r".{0,120}?\b(?:asked|enquired|inquired|queried|questioned|wished to know)\b",
    I,
)
ACTION_MARK = re.compile(
    r"\[\s*actions?\s*(?:point)?s?\s*[:–—-]?\s*(?P<who>[^\[\]]*)\]|"
    r"\(\s*actions?\s*[:–—-]\s*(?P<who2>[^()]*)\)",
    I,
)
ACTION_LINE = re.compile(
    r"^actions?(?:\s+(?:points?|for|by|no\.?\s*\d+|\d+))?\b[^:.]{0,60}?[:–—-]\s*\S", I
)
RESOLUTION = re.compile(
    r"^(?:RESOLVED|Resolved|RECOMMENDED|AGREED|DECISION|Decision\s*[:–-]|Agreed\s*[:–-]|"
    r"(?:The )?(?:Panel|Committee|Board|Members?)(?: unanimously)? (?:RESOLVED|resolved|"
    r"RECOMMENDED|recommended|AGREED)\b|"
    r"It was (?:unanimously )?(?:RESOLVED|resolved|AGREED)\b|That,? the (?:Panel|Committee)\b|"
    r"(?i:recommendations?)(?:\s*\(?\d{1,2}\)?)?\s*(?:[:–—.-]|$))"
)
ATTENDANCE_HEADING = re.compile(
    r"^(?:(?:panel |committee |board |voting |co-opted |other )?members?(?: of the (?:panel|"
    r"committee|board))?\s+(?:present|in attendance|attending)|present|"
    r"(?:also |others? |officers? |members )?(?:present|in attendance|attending)|attendance|"
    r"attendees|officers(?: present| in attendance)?|"
    r"apologies(?: for absence)?|substitutes?|substitutions|in the chair|observers?|guests?|absent|"
    r"(?:local )?(?:councillors?|councils?|independent members?))\s*(?P<colon>:)?\s*(?P<rest>.*)$",
    I,
)
APOLOGIES_SENTENCE = re.compile(r"\bapologies\b", I)

# --- who speaks ---------------------------------------------------------------------------------
SPEAKING = (
    "reported|responded|replied|answered|informed|advised|explained|stated|said|commented|"
    "confirmed|added|"
    "summarised|outlined|referred|noted|highlighted|expressed|acknowledged|reiterated|clarified|"
    "undertook|"
    "assured|updated|presented|introduced|thanked|emphasised|stressed|suggested|told|provided|"
    "gave|drew|"
    "described|reassured|agreed|accepted|welcomed|raised|asked|enquired|queried|requested|"
    "pointed|spoke|"
    "proposed|voiced|mentioned|put|felt|believed|considered|observed|remarked|reminded|"
    "recognised|promised|offered|apologised|invited"
)
ROLE_WORDS = re.compile(
    r"\b(?:PCC|DPCC|PFCC|Commissioner|Constable|Chair(?:man|person|woman)?|Vice-Chair(?:man)?|"
    r"Officer|Superintendent|"
    r"Inspector|Sergeant|Commander|Councillor|Cllr|Director|Manager|Leader|Lead|Head|Mr|Mrs|Ms|"
    r"Miss|Dr|Sir|Dame|Lord|"
    r"Lady|Baroness|DCC|ACC|CC|Executive|Mayor|Co-?[Oo]rdinator|Solicitor|Treasurer|Secretary|"
    r"Member|Minister|Clerk|"
    r"Supt|Insp|Chief|Detective|Professor|Reverend|Rev|Advis[eo]r|Analyst|Auditor)\b"
)
COLLECTIVE = re.compile(
    r"^(?:the )?(?:(?:[\w’&-]+ ){0,6})(?:Panel|Committee|Board|Members|Councillors|Office|"
    r"Council|Force|Partnership|Sub-Committee)$",
    I,
)
# Speech that names nobody, so that what follows has no known speaker either.
UNNAMED_SPEECH = re.compile(
    r"^\[?\s*(?:it|reference)\s+(?:was|were)\s+(?:also |then |further |subsequently )?"
    r"(?:reported|noted|made|explained|stated|confirmed|advised|said)\b|"
    r"^.{0,80}?\b(?:the (?:panel|committee|board|meeting)|members(?: of the \w+)?)\s+"
    r"(?:heard|learned|(?:was|were|had been)\s+(?:also |then |further |subsequently )?"
    r"(?:informed|advised|told|reminded|assured|provided|given|updated|shown))\b",
    I,
)
# "… was mentioned by the Deputy PCC": passive, but the speaker is named.
SPOKEN_BY = (
    r"\b(?:was|were|been)\s+(?:also\s+)?(?:mentioned|raised|reported|explained|outlined|confirmed|"
    r"stated|described|answered|summarised|highlighted)\s+by\s+(?:the\s+)?"
)
ORGANISATION_WORDS = re.compile(
    r"\b(?:Council|Panel|Police|Committee|Board|Office|Force|Fund|Service|Unit|Team|Authority|"
    r"Partnership|Plan|Agency|Trust|Home|Government)\b"
)
PERSON_WITH_ROLE = re.compile(
    r"(?P<name>[A-Z][a-z’'-]+(?: (?:[A-Z]\.|de|van|von|[A-Z][A-Za-z’'-]+)){1,3}),\s+"
    r"(?:the\s+)?(?P<role>(?:[A-Z][\w’'&-]*|of|for|and|the|&)(?:\s+(?:[A-Z][\w’'&-]*|of|for|the|"
    r"&|and(?=\s+[A-Z][\w-]*\s+(?:Commissioner|Officer|Tactical|Crime))))*)"
)
