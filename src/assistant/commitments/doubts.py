"""The words that make a sentence something else than a commitment, and verbs that promise nothing.

Named data, like `assistant.commitments.phrases`: a question, a condition, an opinion, a habit, a
duty, what happens by itself, what is over.
"""

import re

I = re.IGNORECASE  # noqa: E741

QUESTION = re.compile(
    r"\?\s*[”\"')\]]*$|"
    r"^[“\"'‘]?(?:Would|Will|Could|Can|Should|Did|Does|Do|Is|Are|Was|Were|Has|Have|Had)\s.*\basked\b"
)
ASKS = re.compile(
    r"\b(?:asked|enquired|inquired|queried|questioned|wondered)\b\s*(?:\w+\s+){0,3}?"
    r"(?:whether|if|how|when|what|why|which|who|where|about|after)\b",
    I,
)
# "… was asked about … and said that": only what was said counts.
ASKED_AND_SAID = re.compile(
    r"\b(?:was|were)\s+asked\b.*?\b(?:and|but)\s+(?=(?:(?:he|she|they)\s+)?(?:said|replied|"
    r"responded|answered|confirmed|explained|undertook|agreed|promised|offered|stated))",
    I,
)
CONDITION = re.compile(
    r"^(?:if|unless|were|had|should|without|in an ideal world|ideally|in theory|suppose|whenever|"
    r"where|whether|in the event)\b|\b(?:if|unless|provided that|whether|whenever|in the event "
    r"that|were it|"
    r"assuming)\b",
    I,
)
GENERAL_WHEN = re.compile(r"^(?:when|where|whenever|once|if)\s+(?:a|an|any|someone|anybody)\b", I)
# Words in front of "would" that make it an opinion, a hope or a purpose.
OPINION = re.compile(
    r"\b(?:what|how|why|where|thought|thinks?|felt|feels?|hoped|hopes?|believed|believes?|"
    r"imagined|doubted|feared|"
    r"suspected|supposed|"
    r"guessed|speculated|argued|suggested(?!,? (?:and|but) agreed)|considered|not known|unknown|"
    r"unclear|wondered|"
    r"asked(?!\s+(?:for\b|(?:[\w’']+\s+){1,5}to\b))|"
    r"likely|"
    r"possible|might|could|may|so that|in order that|such that|as though|because|"
    r"means?|meant|want|wanted|want|"
    r"showed|found|whose|knew|know|anything|nothing|nobody|anyone|everyone)\b"
    r"(?:(?!\b(?:said|confirmed|promised|agreed|advised|added|assured)\b).)*$",
    I,
)
# What was meant and did not happen, or has happened since.
OVER = re.compile(
    r"\b(?:was|were|has been|have been|had been)\s+(?:later\s+|since\s+|never\s+|now\s+|"
    r"subsequently\s+)?(?:dropped|abandoned|shelved|withdrawn|rejected|refused|cancelled|scrapped|"
    r"kept|met|honoured|fulfilled|turned down|overtaken)\b|"
    r"\b(?:did not|could not|never) (?:go ahead|proceed|happened?|came|come)\b|"
    r"\bbut\s+(?:\w+\s+)?(?:had\s+)?(?:declined|refused|would not|will not|did not|could not|"
    r"(?:was|were) unable)\b",
    I,
)
# The conduct of the meeting itself.
PROCEDURE = re.compile(
    r"\b(?:would|will)\s+(?:now|next|then)\s+(?:take|turn|move|hear|consider|vote|adjourn|break|"
    r"return|proceed|deal|receive)\b|"
    r"\bto\s+take\s+(?:agenda\s+)?items?\b|\b(?:signed|recorded|agreed) as a correct record\b",
    I,
)
# Who answers to no panel: what they will do is news, not anybody's word.
OUTSIDE = re.compile(
    r"^(?:the\s+)?(?:\w+\s+)?(?:government|parliament|treasury|home office|home secretary|minister|"
    r"ministry of \w+|courts?|judges?|magistrates?|law|act|bill|legislation)$",
    I,
)
AT_ANY_TIME = re.compile(
    r"\bat (?:any|all) (?:hour|time|point)s?\b|\bday (?:and|or) night\b|\baround the clock\b", I
)
EXPECTED = re.compile(r"\b(?:expected|anticipated)\s+that\b", I)
HEDGED = re.compile(r"\b(?:might|may|could|possibly|perhaps|potentially|presumably)\b", I)
HABIT = re.compile(
    r"\b(?:always|normally|usually|generally|often|typically|routinely|at all times|from time to "
    r"time|sometimes|"
    r"as a rule|whenever|in (?:most|some|all) cases|never)\b",
    I,
)
DUTY = re.compile(r"\b(?:must|ought to|has to|have to|had to|required (?:by|to)|by law)\b", I)
RELATIVE = re.compile(r"\b(?:which|who|whose|that)\s*(?:\w+ly\s+)?$", I)
GENERIC_SUBJECT = re.compile(
    r"\b(?:who|whose|that (?:\w+ )?(?:is|are|arrive|come|fail|apply))\b|"
    r"^(?:the )?(?:\w+ )?(?:drivers|residents|victims|people|anyone|everybody|everyone|nobody|no "
    r"one|"
    r"families|children|offenders|officers who|police officers|bids|applicants|the public|public|"
    r"callers|motorists)$|^(?:each|every)\b|"
    r"^an?\s+(?:\w+\s+)?(?:caller|burglar|driver|rider|victim|offender|prisoner|resident|applicant|"
    r"bidder|child|pupil|person|witness|suspect|farmer|shopkeeper|patient|complainant|motorist|"
    r"thief|visitor|user|tenant|owner|parent|member)(?:\s+(?:of|in|with|on)\s+[^,;]{2,40})?$",
    I,
)
# "which" behind a preposition: the clause says what something is for.
BY_WHICH = re.compile(r"\b(?:by|in|of|for|through|with|under) which\b", I)
NEXT_THING = re.compile(
    r"\b(?:next|second|third|final|further) (?:thing|step|stage|phase|task)\b", I
)
ROUTINE = re.compile(
    r"\bnext (?:ordinary |scheduled |full |public )?meeting\b(?:\s+of the [\w ]+?)?\s+(?:will|"
    r"would|is|was|to)\b|"
    r"\b(?:panel|committee|board) (?:will|would) next meet\b|\bdates? of (?:the )?next meeting|"
    r"\bmeetings? (?:will|would) be held (?:on|at)\b",
    I,
)
# Verbs behind will and would that promise nothing.
STATES = frozenset(
    re.split(
        r"\s+",
        """
        need require cost depend mean remain like welcome prefer hope expect think say appear
        seem know want lose become contain cease expire fall rise increase decrease grow end
        please suffer exist belong matter feel believe agree suggest understand appreciate treat
        stay vary differ struggle wish imagine recall doubt result  happen serve face
        lie equal total amount notice see never not probably speculate otherwise enable allow
        """.strip(),
    )
)
# Effects, unless somebody who can act is the subject.
EFFECTS = frozenset(
    re.split(
        r"\s+",
        """
        help ensure improve fund support reduce prevent lead make give increase benefit cover
        include affect raise cut save strengthen protect encourage free free-up provide deliver
        show steer bring keep avoid divert identify tackle deter address enhance disrupt safeguard
        make understand change
        """.strip(),
    )
)
# Things that happen rather than are done by their subject: whoever said it answers for it.
HAPPENS = frozenset(
    re.split(
        r"\s+",
        """
        start begin open launch commence follow take come go return run close finish focus
        concentrate centre arrive appear operate apply cover include
        """.strip(),
    )
)
NOT_PASSIVE = frozenset(
    re.split(
        r"\s+",
        """
        needed required affected pleased grateful interested missed prevented disappointed
        concerned surprised limited based located rejected reflected expected delighted
        accompanied indeed wasted welcomed caught hurt released used
        """.strip(),
    )
)
READY = re.compile(
    r"^(?:available|published|in place|ready|live|open|operational|with (?:the )?(?:panel|members|"
    r"committee|board|councillors)|on (?:the )?(?:website|agenda)|brought|back|complete|finished|"
    r"the (?:focus|priority|subject|theme|next|main)|at the|before the)\b",
    I,
)
IRREGULAR = frozenset(
    re.split(
        r"\s+",
        """
        held sent put set brought given taken made done built begun written drawn shown told met
        run read paid sought seen led let laid shut won known rewritten spent taught cut rolled
        split fed found kept bought sold chosen hosted undertaken overseen withdrawn redrawn
        """.strip(),
    )
)
