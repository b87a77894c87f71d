"""The words by which commitments are told, as named data: extend a table here to teach a style.

Nothing here decides anything; `assistant.commitments.finding` combines the patterns with where a
sentence stands and what stands around the words.
"""

import re

I = re.IGNORECASE  # noqa: E741
_ADVERBS = (
    r"(?:(?:also|then|now|therefore|further|shortly|soon|next|again|both|jointly|initially|always|"
    r"additionally|continue to|be able to|\w+ly)\s+){0,3}"
)

# --- what the meeting set down ------------------------------------------------------------------
# "[Action: PCC/TVP]", "(Action – Clerk by 1 May)"
ACTION_MARK = re.compile(
    r"[\[(]\s*actions?\s*(?:points?)?\s*(?:no\.?\s*)?\d{0,3}\s*[:–—-]*\s*(?P<who>[^\[\]()]*)[\])]",
    I,
)
# "ACTION: …", "Action – J Smith by 1 May: …", "Action point 3 for the Clerk: …"
ACTION_LINE = re.compile(
    r"^[*_\s]*(?:actions?|follow[- ]?ups?)\b(?:\s+(?:points?|required|"
    r"agreed))?(?:\s*(?:no\.?\s*)?\d{1,3})?"
    r"(?:\s+(?:for|by|on)\s+(?P<for>[^:–—]{2,80}?)|\s*\((?P<paren>[A-Z][^()]{1,60})\))?\s*(?:[:–—]|\s-)\s*(?P<rest>\S.*)$",
    I | re.DOTALL,
)
ACTION_HEADING = re.compile(
    r"^(?:(?:list|summary|table|record) of )?(?:new |agreed |outstanding |further )?actions?\b"
    r"(?!.*\b(?:taken|completed|done|earlier|previous)\b)|"
    r"^(?:follow-up|next steps)\b",
    I,
)
# What a table's column holds, by its heading.
COLUMNS = {
    "what": re.compile(
        r"^(?:agreed |follow-up )?(?:actions?|tasks?|action points?|recommendations?|commitments?|"
        r"what|action (?:required|agreed|to be taken)|request)$",
        I,
    ),
    "who": re.compile(
        r"^(?:owners?|action owners?|by whom|who|lead(?: officers?)?|responsible(?: officer| "
        r"person)?|"
        r"responsibility|officers?|assigned to|action by|for)$",
        I,
    ),
    "when": re.compile(
        r"^(?:due|due date|date due|deadline|by when|when|target(?: date)?|timescale|timing|"
        r"complete by|completion date|required by)$",
        I,
    ),
    "state": re.compile(
        r"^(?:status|progress|update|outcome|response|position|rag|state|comments?)$", I
    ),
}
# "Action: Send the map; Owner: Clerk" as rows are read.
CELL = re.compile(r"(?:^|; )(?P<head>[A-Z][\w’' /.-]{0,40}): ")
RESOLVED = re.compile(
    r"^\s*(?:(?:it was|the (?:panel|committee|board)|members?)\s+(?:unanimously\s+)?)?"
    r"(?:resolved|recommended|agreed|decisions?|recommendations?)\b\s*(?:\(?\d{1,2}\)?\s*)?"
    r"(?:unanimously\s*)?[:–—.-]?\s*",
    I,
)
ENTRY_MARK = re.compile(r"^\s*(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).]|[-•])\s*", I)
# Decisions that ask nobody for anything.
FORMAL = (
    "noted|note|notes|approved|approve|approves|agreed|agree|agrees|received|receive|receives|"
    "endorsed|endorse|endorses|adopted|adopt|thanked|thank|thanks|confirmed|confirm|appointed|"
    "appoint|elected|elect|"
    "supported|support|supports|accepted|accept|welcomed|welcome|welcomes|signed|congratulated|"
    "excluded|acknowledged|"
    "commended|commend|dismissed|re-elected|re-appointed|re-appoint|recorded|granted|ratified|"
    "rejected|vetoed|suspended|suspend|adjourned|adjourn"
)
# The subjunctive of a decision: "that the Commissioner (be asked to) provide …".
DECIDED = re.compile(
    r"^(?:that,?\s+)?(?P<subj>(?:(?!\b(?:that|was|were|is|had|has)\b)[^,;:]){2,110}?)\s+"
    r"(?:(?:should|shall|would|will)\s+)?"
    r"(?:be\s+(?P<asked>asked|requested|invited|instructed|authorised|tasked|urged|"
    r"required)\s+(?:to|for)\s+"
    r"(?P<verb1>[a-z-]+)|(?:be|are|is)\s+(?P<part>[a-z-]+)|"
    r"(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)(?<!\bthis\s)(?<!\bits\s)(?<!\btheir\s)(?<!\bannual\s)"
    r"(?<!\bprogress\s)(?<!\bperformance\s)(?<!\bupdate\s)(?<!\bverbal\s)"
    r"(?P<verb2>{verbs})\b(?!\s+(?:be|is|are|was)\b))".replace(
        "{verbs}",
        "provide|supply|report|bring|come|publish|present|circulate|write|share|send|arrange|"
        "consider|submit|prepare|produce|review|return|attend|explain|consult|set|ask|invite|hold|"
        "establish|monitor|look|include|take|make|give|work|develop|undertake|visit|convene|draft|"
        "revisit|seek|request|investigate|update|confirm|respond|meet|raise|lobby|contact|go|form|"
        "commission|organise|ensure|continue|carry|conduct|issue|discuss|join|scrutinise|receive"
        "(?=\\s+(?:a|an|further|regular|quarterly|annual|another|updates?)\\b)",
    ),
    I,
)
ADD_TO_AGENDA = re.compile(
    r"\b(?:added|moved|deferred|brought|put|carried|included)\s+(?:forward\s+)?(?:to|on|in|"
    r"onto)\s+the\s+"
    r"(?:[\w’']+\s+){0,6}?(?:meeting|agenda|work programme|forward plan)\b|"
    r"\bagreed to (?:add|include|put|defer|move|bring|revisit|return|consider|invite|receive|"
    r"schedule|hold|look|visit|set up|write)\b",
    I,
)
REQUESTED = re.compile(
    r"\b(?:(?P<it>it was)|(?P<body>(?:the )?(?:panel|committee|board|members?|chair(?:man|person|"
    r"woman)?|"
    r"vice-chair(?:man)?)))\s+(?:also\s+|then\s+|further\s+|formally\s+)?(?:requested|asked)\s+"
    r"(?:that\s+)?(?P<what>(?!about|whether|if|how|when|what|why|which|who|for clarification|a "
    r"question)"
    r"\S.*?\b(?:be|to)\s+(?P<verb>[a-z-]+))",
    I,
)
# "Officers were asked to prepare …", "… has asked the Chief Constable to produce …"
TASKED = re.compile(
    r"\b(?:was|were|is|are|has been|have been)\s+(?:asked|requested|invited|instructed|tasked|"
    r"directed|"
    r"commissioned)\s+to\s+(?P<verb>[a-z]+)",
    I,
)
TASKING = re.compile(
    r"\b(?:has|have)\s+(?:asked|requested|instructed|tasked|directed|commissioned)\s+"
    r"(?P<who>(?:the\s+)?[A-Z][^,;:.]{2,60}?)\s+to\s+(?P<verb>[a-z]+)"
)
# "It was left with the Clerk to find a date", "it falls to the Unit to name the gaps".
LEFT_TO = re.compile(
    r"\b(?i:(?:was|is|were)\s+left\s+(?:with|to|for)|it\s+(?:now\s+)?(?:falls?|fell)\s+to|"
    r"it\s+(?:will|would)\s+be\s+for)\s+(?P<who>(?:[Tt]he\s+)?[A-Z][^,;:.]{1,60}?)\s+to\s+"
    r"(?P<verb>(?!(?:decide|determine|judge|say|choose|agree)\b)[a-z]+)"
)
# "Members asked that the Clerk send the slides"
ASKED_THAT = re.compile(
    r"\b(?i:(?:the )?(?:panel|committee|board|members?|chair(?:man|person|woman)?))\s+"
    r"(?:asked|requested)\s+that\s+(?P<who>(?:the\s+)?[A-Z][^,;:.]{1,60}?)\s+(?P<verb>"
    r"(?!be\b|was\b|were\b|is\b|had\b)[a-z]+(?<!s)(?<!ed))\s+(?:the|a|an|it|them|all|more|further|"
    r"to|round|back|Members|his|her|its|their)\b"
)
# What is asked for in the room and answered there.
IN_THE_ROOM = re.compile(
    r"^(?:explain|clarify|comment|say|state|elaborate|speak|introduce|vote|leave)$", I
)
EXPECTED_TO = re.compile(
    r"\b(?:is|are|was|were)\s+(?:now\s+)?(?:expected|"
    r"anticipated)\s+to\s+(?:be\s+)?(?P<verb>[a-z]+)",
    I,
)
REQUEST_MADE = re.compile(
    r"\ba (?:further |formal )?request was made\s+(?:for|that)\s+"
    r"(?P<what>\S.*?\b(?:be|to)\s+(?P<verb>[a-z-]+))",
    I,
)
# "For the meeting of 19 November a themed item was added."
ITEM_ADDED = re.compile(
    r"\bitems?\b.{0,80}?\b(?:was|were|is|are|be)\s+(?:added|scheduled|put down|moved|deferred)\b", I
)
ASKED_FOR = re.compile(
    r"\b(?:the )?(?:panel|committee|board|members?|chair(?:man|person|woman)?)\s+requested\s+"
    r"(?P<what>(?:a|an|the|further|more|additional|regular|copies)\b.*)|"
    r"\b(?:the )?(?:panel|committee|board|members)\s+(?:asked|wanted|wished)\s+"
    r"(?P<see>to\s+(?:see|receive|have sight of|be\s+(?:sent|given|shown|kept|told))\b.*)",
    I,
)

# --- somebody's word ----------------------------------------------------------------------------
PROMISED = re.compile(
    r"\b(?P<perfect>has |have |had )?(?P<verb>undertook|undertaken|promised|pledged|agreed|"
    r"offered|committed|"
    r"volunteered|guaranteed|vowed)\s+(?:(?:the |to )?(?:the panel|members|the committee|the "
    r"board)\s+)?"
    r"(?P<to>to\s+(?!(?:a|an|the|any|further|more|this|these|all|some|it|them|"
    r"be)\b)(?P<next>[a-z]+)|that\b|(?:a|an|further|more|regular|the)\s+\w+)",
    I,
)
GAVE_WORD = re.compile(
    r"\b(?:gave|given|has given|made|accepted|took|taken|was given|were given)\s+(?:an?|the|his|"
    r"her|their)\s+"
    r"(?:\w+\s+)?(?:undertaking|assurance|commitment|promise|pledge|"
    r"actions?)\s+(?:away\s+)?(?:to|that)\b",
    I,
)
# "Members were promised a map", "told the Panel to expect a note".
TO_THE_PANEL = re.compile(
    r"\b(?:(?:members|councillors|(?:the )?(?:panel|committee|board))\s+(?:was|were|had been)\s+"
    r"(?:assured that\b.*\b(?:would|will|on (?:its|their|the) way|in hand)\b|"
    r"(?:promised|guaranteed|assured of)\s+(?:that\b|(?:a|an|the|further|more|regular)\s+\w+))|"
    r"(?:told|advised|informed)\s+(?:members|councillors|(?:the )?(?:panel|committee|board))\s+"
    r"(?:to expect|(?:that )?they could expect)\b)",
    I,
)
# "is committed to opening a second refuge"; "committed to tackling crime" commits to nothing.
COMMITTED_TO = re.compile(
    r"\b(?:is|are|am|was|were|remains?|remained)\s+(?:\w+ly\s+|also\s+|now\s+)?committed\s+to\s+"
    r"(?P<verb>[a-z]+ing)\s+(?:an?|another|further|more|every|each|up to|(?:the |his |her |its |"
    r"their )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|first|second|third|"
    r"next))\b",
    I,
)
WILLING = re.compile(
    r"\b(?:was|were|is|are|would be|will be)\s+(?:very\s+|quite\s+)?"
    r"(?:happy|willing|glad|pleased|content|prepared|ready)\s+to\s+(?P<verb>[a-z]+)",
    I,
)

# --- plans --------------------------------------------------------------------------------------
MODAL = re.compile(
    rf"(?P<modal>\b(?:will|would|shall|(?:is|are|am|was|were) going to)|"
    rf"(?<=\w)[’']ll)\b(?!\s*(?:not\b|never\b|no longer))"
    rf"(?:\s*,[^,;:]{{3,60}},)?\s+(?P<adv>{_ADVERBS})"
    r"(?P<verb>[a-z-]+)(?P<rest>(?:\s+(?!and\b)[\w’'-]+){0,4})",
    I,
)
DUE_TO = re.compile(
    r"\b(?:is|are|was|were)\s+(?:now\s+|currently\s+)?(?:due|scheduled|set|planned|programmed|"
    r"timetabled)\s+"
    r"(?:to\s+(?P<verb>[a-z]+)|for\b)",
    I,
)
ARE_TO = re.compile(
    r"\b(?:(?:is|are)|(?P<past>was|were))\s+(?:now\s+|also\s+)?to\s+(?:be\s+)?(?P<verb>[a-z]+)", I
)
# "Our objective is to reduce …" says what something is for.
AIM_IS = re.compile(
    r"\b(?:aims?|objectives?|purposes?|roles?|goals?|tasks?|challenges?|priorit(?:y|ies)|remit|"
    r"duty|duties|"
    r"function|intention|plan|idea|hope|point|wish|way|focus|job)(?:\s+(?:of|for)\s+[^,;:]{2,60})?"
    r"\s*$",
    I,
)
PLANS_TO = re.compile(
    r"\b(?:plans?|intends?|aims?|proposes?|am planning|is planning|are planning|was planning|"
    r"were planning|"
    r"planned|intended|proposed|(?:there (?:is|are|was|were)|has|have|had) (?:\w+ )?(?:plans?|"
    r"proposals?|an intention)|"
    r"(?:the|my|our|their|its) (?:plan|intention) (?:is|"
    r"was)|(?:has|have|had) in mind|(?:has|have) (?:begun|started)|"
    r"(?:his|her|its|their|my|our|an) (?:firm |clear )?intention)\s+to\s+(?:be\s+)?"
    r"(?P<verb>[a-z]+)",
    I,
)
# "The PCC plans a review"
PLANS_A = re.compile(
    r"\b(?:plans|plan|(?:am|is|are|was|were) planning|intends|proposes)\s+"
    r"(?:an?|another|further|two|three|four)\s+\w+",
    I,
)
_WORK = (
    r"planning|preparations?|work|recruitment|consultation|development|design|procurement|scoping|"
    r"tendering|drafting|discussions?|negotiations?|arrangements|process|creation|a bid|talks"
)
_BEGUN = (
    r"(?:(?:has|have|had|is|are|was|were)\s+)?(?:now\s+|also\s+|already\s+)?(?:been\s+)?"
    r"(?:begun|began|started|commenced|under[ -]?way|in progress|in hand|ongoing|at an early stage)"
)
BEGUN = re.compile(rf"\b(?:{_WORK})\b(?:\s+[\w’'()&-]+){{0,12}}?\s+{_BEGUN}\b", I)
PROPOSED = re.compile(
    r"\bit (?:is|was|has been|had been) (?:proposed|planned|intended|envisaged)\s+(?:that|to)\b", I
)
IN_THE_MAKING = re.compile(
    r"\b(?:others?|more|further ones) (?:(?:is|are|were) )?planned\b|"
    r"\b(?:is|are|been|was|were|being)\s+(?:now\s+|also\s+|currently\s+|still\s+)?(?:being\s+)?(?:"
    r"(?:in|under)\s+(?:preparation|development|construction|design)|in the pipeline|"
    r"being (?:developed|prepared|drawn up|designed|set up|planned|finalised|drafted|procured|"
    r"recruited|arranged|organised|commissioned|written|built|installed))\b|"
    r"\b(?:is|are)\s+(?:being\s+)?planned\b(?!\s+(?!(?:for|to|in|by|on|at|and|that|which|as|from|"
    r"with|across|later|next|this)\b)[a-z])|"
    r"\b(?:is|are|am)\s+(?:now\s+|also\s+|currently\s+)?(?:developing|preparing|drafting|drawing "
    r"up|setting up|"
    r"designing|finalising|establishing|procuring|recruiting|commissioning|planning|arranging|"
    r"working (?:on|towards|to)|exploring)\b",
    I,
)
TO_BE_DONE = re.compile(
    r"\b(?:with|including|and)\s+(?:(?!(?:had|has|have|needs?|needed|was|were|is|are|ought|used|"
    r"seem\w*|said)\b)[\w’'-]+\s+){1,4}to be\s+(?P<verb>[a-z]+ed|held|sent|put|"
    r"set)\b",
    I,
)

# "in development as well are dashboards": the other way round.
INVERTED = re.compile(
    r"^(?:also\s+)?(?:in|under)\s+(?:preparation|development|construction|design)\b"
    r"(?:\s+\w+){0,3}\s+(?:is|are)\s+",
    I,
)
# The next three say something only with a day to come behind them.
PLANNED_FOR = re.compile(
    r"\b(?:planned|due|scheduled|expected|targeted|timetabled|earmarked|pencilled in)\s+"
    r"(?:to\s+\w+\s+)?(?=(?:for|in|by|on|before|at)\b)",
    I,
)
UNDER_WAY = re.compile(
    r"\b(?:is|are|am)\s+(?:now\s+|also\s+|being\s+)?(?P<verb>[a-z]+(?:ing|ed))\b", I
)
HAPPENS_ON = re.compile(
    r"\b(?:joins?|starts?|starting|opens?|opening|begins?|beginning|reports?|goes|go|"
    r"takes?\s+(?:place|effect|over)|moves?|ends|closes|comes?|launch(?:es|ing)?|finish(?:es|ing)?|"
    r"follows?|resumes?|returns?|arrives?|runs?|meets?)\b",
    I,
)

# A sentence without any of these commits nobody; most sentences are done with here.
ANY_CUE = re.compile(
    r"\b(?:will|would|shall|undert|promis|pledg|agree|offer|commit|volunteer|guarante|vow|happy|"
    r"willing|"
    r"glad|pleased|content|prepared|ready|due|schedul|set|programm|timetabl|plan|inten|aim|"
    r"propos|begun|"
    r"began|start|commenc|under|progress|in hand|ongoing|early stage|prepar|develop|construct|"
    r"design|"
    r"pipeline|draw|finalis|draft|procur|recruit|establish|commission|arrang|working|explor|to "
    r"be|is to|"
    r"are to|request|ask|instruct|task|direct|expect|anticipat|added|moved|deferred|brought|put|"
    r"carried|included|assurance|action|take|"
    r"took|"
    r"accepted|gave|given|made|going to|was to|were to|told|left|falls?|fell|20\d\d|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"spring|summer|autumn|winter)|[’']ll\b",
    I,
)
