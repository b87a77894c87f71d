"""How a question is put: to the papers or to the assistant itself, to ask or to have confirmed."""

import re

# Nothing that papers could answer: the assistant itself is told what to do or be, or is asked for
# its own work, views or sums. Narrow, so that questions about letters and rules stay questions.
_ASKS_TO = (
    r"(?:^|[.!?;:] )\W*"
    r"(?:(?:please|now|just|hey|ok(?:ay)?|so|and|can|could|would|will|you|kindly)\W+)*"
)
_OFF_DUTY = re.compile(
    "|".join(
        (
            _ASKS_TO + r"(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:rules?|"
            r"instructions?|prompts?|guidelines?|restrictions?|papers?|documents?|sources?|above|"
            r"previous|everything)\b",
            r"\b(?:your|system|hidden|initial)\W+(?:\w+\W+)?(?:prompts?|instructions?|settings|"
            r"guidelines?)\b",
            r"\b(?:you are now|from now on,? you|pretend (?:to be|you|that)|act as (?:if|an?|the)|"
            r"role-?play|imagine you)\b",
            _ASKS_TO + r"(?:write|compose|draft|generate|create|make up|invent|sing|recite|rap)\b"
            r".{0,30}\b(?:poems?|songs?|jokes?|stor(?:y|ies)|essays?|limericks?|haikus?|sonnets?|code|"
            r"scripts?|speech\w*|tweets?|letters?|e-?mails?|press release|statement|paragraph)\b",
            _ASKS_TO + r"tell me (?:a|another|some) (?:jokes?|stor(?:y|ies)|poems?|riddles?)\b",
            _ASKS_TO + r"(?:translate|calculate|compute|repeat after|roll|flip|sing)\b",
            _ASKS_TO + r"(?:answer|reply|respond|say)\b.{0,25}\b(?:yes|no|only|with)\b.{0,40}"
            r"\b(?:to (?:whatever|everything|anything|all)|whatever|only|regardless)\b",
            r"\b(?:do|would|should) you (?:personally )?(?:think|feel|believe|prefer|like|vote)\b",
            r"\byour (?:own )?(?:opinion|view|favourite|favorite|advice|feelings?|name)\b",
            r"\bare you (?:an?|the|human|real|conscious|alive)\b|\bwho (?:are|made) you\W*$",
            r"^\W*(?:what(?: is|[’']s|s)?|how much is)\W+[\d.,]+ ?(?:times|plus|minus|divided by|"
            r"multiplied by|[x*+/÷×-]) ?[\d.,]+\W*$",
        )
    ),
    re.IGNORECASE,
)

# What people put around a statement to have it confirmed.
_TAG = re.compile(
    r"(?:(?:[,;–-]|\.) ?(?:(?:is|was) (?:that|it|this) )?|\b(?:is|was) (?:that|it|this) )"
    r"(?:right|correct|true|yes|no)\W*$|"
    r"(?:[,;–-] ?)?\b(?:is|was|were|are|did|does|do|has|have|had|would|could|can|will)"
    r"n[’']?t (?:he|she|it|they|we|there|that)\W*$|"
    r"[,;–-] ?(?:is|was|were|are|did|does|do|has|have|had) (?:he|she|it|they|there)\W*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\W*(?:who|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|"
    r"will|would|should)\w{0,3}\b",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"^\W*(?:(?:so|surely|am i right|i (?:thought|understand|heard|believe)|is it (?:true|right|"
    r"correct)|(?:it is|it[’']s) true)\b(?: that\b|,)?)\s*",
    re.IGNORECASE,
)


def off_duty(question: str) -> bool:
    """Whether the assistant is told what to do or be, or asked for its own work or views."""
    return bool(_OFF_DUTY.search(question))


def statement(question: str) -> str | None:
    """Return the statement that is put to be confirmed ("…, is that right?"), None for none."""
    plain = _FRONT.sub("", question)
    if plain == question and _ASKS.match(question):
        return None
    plain = _TAG.sub("", plain).strip()
    return plain if plain and plain != question and len(plain.split()) > 2 else None
