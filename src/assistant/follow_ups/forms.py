"""How people phrase what leans on the question before: data for `assistant.follow_ups.leaning`."""

import re

from assistant.language.english import AUXILIARIES, words_of

OPENING = re.compile(
    r"^(?:(?:and|but|so|also|ok(?:ay)?|then|or|well|yes|no|right|thanks|thank you|hm+)\b[\s,.!]*)"
    r"{1,4}",
    re.IGNORECASE,
)
WHAT_ABOUT = re.compile(
    r"^(?:what|how) (?:about|of)\b\s*|^(?:the )?same (?:for|with|in)\b\s*|^as (?:for|to)\b\s*",
    re.IGNORECASE,
)
TALK = re.compile(
    r"(?:(?:ok(?:ay)?|thanks?|thank you|cheers|great|good|fine|hello|hi|hey|sorry|please|yes|no|"
    r"nope|got it|i see|very|so|much|a lot|many|all right|alright|perfect|lovely|interesting|that|"
    r"is|was|it|appears to be|helpful|excellent|too bad|bad|understood|wow|amazing|never mind|hmm+|"
    r"you|to|know|"
    r"bye|goodbye)\b[\s,.!’']*){1,8}",
    re.IGNORECASE,
)
THIS = r"(?:it|this|that|them|these|those|him|her)"
MORE = re.compile(
    rf"(?:is|was|are) (?:that|this|it|there) (?:all|everything|the lot|it|more|any(?:thing)? "
    rf"(?:more|else))(?: (?:on|about|to) {THIS}(?: \w+)?)?|"
    rf"(?:(?:is there |do you have |have you )?(?:any(?:thing)?|something|what|some) (?:else|more|"
    rf"further)|(?:any )?(?:more|further)(?: detail(?:s)?| information)?|(?:please )?(?:tell|show) "
    rf"me (?:more|all)|go on|continue|carry on|(?:please )?(?:elaborate|expand|explain)|"
    rf"(?:can|could) you (?:please )?(?:elaborate|expand|explain|say more)|any others?|others?|"
    rf"(?:who|which|what|when|where|how) else|"
    rf"the (?:others|rest)|what are the others)(?: (?:on|about|to|of)? ?{THIS}(?: \w+)?)?(?: said)?"
    r"(?: please)?",
    re.IGNORECASE,
)
DONE = r"(?: (?:said|decided|agreed|done|asked|reported|recorded|stated|written|raised|announced))?"
OTHER_WHICH = (
    r"(?:under|by|for|with|from|through|against|to|in|at|on) (?:which|what|whose) "
    r"(?!(?:meeting|session|document|paper|report|page|item|agenda|minute|section|paragraph|key|priority|source|kind|"
    r"sort|is|was|are|were|do|does|did|will|would)\b)[\w’'-]+"
)
WORD = re.compile(
    rf"(?P<word>why|(?:from |until |by )?when|where|how|by whom|who by|with whom|for whom|"
    rf"how come|what for|since when|for how long|how long|how often|where exactly|when exactly|"
    rf"why not|how so|what year|what month|in what year|in which year|"
    rf"(?:(?:at|on|in|by|from) )?(?:what|which) (?:time(?: of (?:the )?day)?|date|day|week|month|"
    rf"year|exact date)|{OTHER_WHICH})"
    rf"(?: (?:was|is|were|did|are|will|would) (?:{THIS}|they)(?: be)?(?: happen)?{DONE})?",
    re.IGNORECASE,
)
SOURCE = re.compile(
    rf"(?:and )?(?:(?P<who>who)(?: (?:was it that )?(?:said|says|say|told (?:us|you|them|"
    rf"the \w+)|"
    rf"claimed|stated|reported|wrote|asked|raised|mentioned|answered|replied|spoke)(?: (?:{THIS}|"
    rf"so))?(?: first)?| (?:was|is) (?:{THIS}))?|"
    r"(?:at |in |on |from |under )?(?:which|what) (?P<noun>meeting|session|document|paper|report|"
    r"page|item|agenda item|minute|section|paragraph|key aim|priority|source)"
    rf"(?: (?:was|is|does|did) {THIS}{DONE}(?: (?:in|at|on|from|under|come from|happen))?)|"
    rf"(?P<where>where (?:does|did) (?:it|they|he|she) (?:say|state) (?:so|{THIS})|where (?:is|was|"
    rf"does|did) {THIS} (?:from|come from|written|said|recorded)|where did you (?:find|get|read) "
    rf"{THIS}|(?:what is|what's) (?:the|your) source(?: (?:for|of) {THIS})?|says who))",
    re.IGNORECASE,
)
ECHO = re.compile(
    rf"(?:{'|'.join(sorted(AUXILIARIES))}) (?:it|they|he|she|we|you|there|{THIS})(?: not)?|"
    rf"(?:is|was) {THIS} (?:really )?(?:right|true|correct|so|the case|sure)|are you sure(?: about "
    rf"{THIS})?|really|says who|(?:right|correct|true)",
    re.IGNORECASE,
)
COUNTED = r"(?P<count>a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|a couple of)?\s?"
SHIFT = re.compile(
    r"(?:in |for |during |at )?(?:"
    r"the (?P<unit>year|month|quarter|meeting|round|session|edition|issue|phase|stage|term|week|"
    r"season) (?P<way>before|after)(?: (?:that|this|last)(?: one)?)?|"
    r"the (?P<way2>previous|prior|preceding|following|next|subsequent) (?P<unit2>year|month|"
    r"quarter|meeting)|(?P<way4>previous|next|following|last) (?P<unit4>year|month|quarter)|"
    rf"{COUNTED}(?P<unit3>year|month|quarter|meeting)s? (?P<way3>earlier|later|before|after|"
    r"previously)(?: (?:that|this))?)",
    re.IGNORECASE,
)
SAID = re.compile(
    r"what (?:else |more |exactly )?(?:did|does|do|has|have|had|was|were|will) "
    r"(?P<who>[^?,;:]{2,60}?) (?:(?:actually|really|originally|exactly) )?"
    r"(?P<verb>(?:(?<=member )|(?<=councillor )|(?<=actually ))ask(?:ed)?|say|said|reply|replied|"
    r"respond|responded|answer|answered|think|comment|promise|promised|do|done|decide|decided|"
    r"come back with|came back with|have to say|had to say|make of it|"
    r"recommend|recommended|conclude|suggest|want|propose|agree|"
    r"agreed)(?: (?:next|then|exactly|in response|in reply|to (?:it|that|this)))?",
    re.IGNORECASE,
)
SHARE = re.compile(
    rf"(?:how (?:many|much)|which|what percentage|what proportion|what share) "
    rf"(?P<aux>{'|'.join(sorted(AUXILIARIES))})\b(?P<rest>.*)",
    re.IGNORECASE,
)
NOUN = re.compile(
    r"(?:(?:what|who|when|where|how (?:big|large|high|long)) (?:is|was|were|are) )?"
    r"the (?P<noun>answer|"
    r"reply|response|results?|outcomes?|reasons?|costs?|price|amount|sum|total|figures?|numbers?|"
    r"purpose|aims?|date|deadline|budget|conclusions?|decision|recommendations?|source|vote|"
    r"increase|decrease|rise|fall|change|trend|target|rate|percentage|cause|effect|impact|"
    r"benefits?|risks?|problems?|next steps?|plan|alternative|alternatives)",
    re.IGNORECASE,
)
PERSONAL = words_of("he she him her his hers")
THINGS = words_of("it its they them their theirs itself themselves")
DEMONSTRATIVE = words_of("this that these those")
BREAKS = words_of("and or that who which when if because where while although but so")
# "Is it true that", "it takes", "how long does it take to", "does it cost to": it means nothing.
EXPLETIVE = re.compile(
    r"\bit(?:'s|’s)? (?:is |was |be |been |would be |has been |will be |really |also |still |not )*"
    r"(?:(?:(?:un)?true|right|fair|(?:il)?legal|(?:im)?possible|(?:un)?likely|(?:un)?safe|(?:un)?"
    r"usual|(?:un)?necessary|important|good|bad|better|best|worth|clear|correct|hard|easy|easier|"
    r"difficult|compulsory|allowed|normal|common|planned|intended|expected|proposed|agreed|decided|"
    r"said|reported|noted|recommended|raining|snowing|\w+(?:able|ible|ary|ful|ant|ent|ous))\b"
    r".{0,40}?\b(?:that|to|for|if|whether|when|how|\w+ing)\b|(?:that\b)|"
    r"(?:take|takes|took|taken|cost|costs|seem|seems|appear|appears|turn|turns|matter|matters|"
    r"help|helps)\b.{0,30}?\b(?:to|that|if|for|out)\b|"
    r"(?:for|because|when|until)\b.{0,60}?\b(?:to|that)\b)",
    re.IGNORECASE,
)
COUNT = re.compile(r"how (?:many|much)(?: [^\s?]+){1,4}", re.IGNORECASE)
ORDINAL = re.compile(
    r"\bthe (first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|other)"
    r"(?: ones?)?(?= (?:about|say|said|in|on|is|was|mean|for|called|and)\b|[?.!]*$)",
    re.IGNORECASE,
)
