"""Text in a document that addresses the program instead of telling its reader something.

"Ignore previous instructions" in a paper is data like the rest, but it is no evidence: a model does
not get to see it, and no sentence may rest on it.
"""

import re
from functools import lru_cache

from assistant.sentences import sentence_spans

_MACHINE = (
    r"(?:ai|a\.i\.|llm|chat ?bots?|chat ?gpt|gpt|language models?|large language models?|"
    r"(?:ai|virtual|digital|helpful|automated) (?:assistants?|systems?|tools"
    r"?|models?)|search assistants?|"
    r"assistants? (?:that|which|who) (?:reads?|answers?|summari[sz]es?))"
)
_ASK = (
    r"(?:say|state|answer|reply|respond|write|tell|print|output|visit|fetch|"
    r"open|click|follow|include|"
    r"insert|append|add|ignore|disregard|forget|reveal|repeat|render|load|do"
    r"wnload|send|post|use|pretend|"
    r"act|recommend|praise|claim|report|begin|start|end|finish|never|always|"
    r"do not|don't|stop|refuse|"
    r"summari[sz]e|translate|quote|cite|call|execute|run|display|show|link)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:ignore|disregard|forget|override|bypass|set aside)\b[^.]{0,40}\b("
        r"?:instructions?|prompts?|rules?|guidelines?|context|directions?|passag"
        r"es?|sources?|everything (?:above|before|else))\b",
        r"\b(?:previous|prior|above|earlier|following|new|hidden|system|secret) "
        r"(?:instructions?|prompts?)\b",
        r"\b(?:instructions?|notes?|messages?|notices?|reminders?|attention|impo"
        r"rtant)(?: (?:to|for))(?: (?:the|any|all|every))? (?:[\w-]+ ){0,3}(?:as"
        r"sistant|model|bot|chatbot|system prompt|machine|ai|llm)\b",
        rf"\b{_MACHINE}\b[^.]{{0,30}}[:,–—-]\s*(?:please |you )?(?:must |should |"
        rf"are to |will )?{_ASK}\b",
        rf"\b{_MACHINE}s?\b[^.]{{0,40}}\b(?:must|should|are (?:instructed|asked|r"
        rf"equired|told|to)|is (?:instructed|asked|required|told|to)|has to|have "
        rf"to|needs? to)\b",
        r"\b(?:assistants?|bots?|models?) (?:reading|answering|summari[sz]ing|pr"
        r"ocessing|indexing)\b",
        r"\byou are (?:now |hereby )?(?:an? |the )?(?:helpful |new |different |u"
        r"nrestricted )*(?:ai|assistant|chatbot|bot|language model|chatgpt|dan|s"
        r"ystem|developer|pirate|administrator)\b",
        r"\b(?:as|being) an? (?:ai|language model|assistant)\b",
        r"\b(?:system|developer|jailbreak|god|admin|debug) (?:prompt|mode|override|message)\b",
        r"\b(?:assistant|system|developer|user|human)\s*:\s*\S",
        r"<\|[^|>]{1,40}\|>|\[/?(?:inst|sys|system)\]|<</?sys>>|^#{2,}\s*(?:inst"
        r"ruction|system|response)\b",
        rf"^\W*(?:please )?(?:assistants?|models?|bots?)\b\W+(?:please )?{_ASK}\b",
        # Only as an order: "asked the Commissioner to reply by 5 March" tells the reader something.
        r"(?:^|[.;:!?]\s+|\b(?:please|always|only|simply|just|you (?:are to|will|must|should)) )"
        r"(?:respond|reply|answer)\b (?:only |just |simply |always )*"
        r"(?:with\b|in (?!writing|person|full|time|due|the\b)|to (?:every|all|any|each) "
        r"(?:questions?|prompts?|users?|quer(?:y|ies)|messages?)|to questions?)",
        r"\b(?:your|the|every|each|all|any) (?:answers?|repl(?:y|ies)|responses?|outputs?|"
        r"summar(?:y|ies))\b (?:\w+ ){0,3}(?:must|should|shall|has to|have to|needs? to) "
        r"(?:\w+ ){0,2}(?:say|state|begin|start|end|contain|include|mention|recommend|cite|quote|"
        r"repeat|claim|read|link|praise|be (?:in|written|that|followed))\b",
        r"\b(?:begin|start|end|finish|sign|preface|conclude)\b (?:your|every|eac"
        r"h|all|any) (?:answers?|repl(?:y|ies)|responses?|messages?|sentences?)\b",
        r"\b(?:if|when|whenever|should) (?:you(?: are|'re)?|anyone|anybody|someb"
        r"ody|someone|a user|the user|users|asked)(?: is| are)? (?:asked|asks?|a"
        r"nswering|questioned|reads?|reading|summari[sz]ing|quer(?:y|ied))\b",
        r"\b(?:tell|inform|assure|convince|persuade|advise|warn) (?:the |any |ev"
        r"ery |all )?(?:users?|askers?|whoever asks|questioner|person asking)\b",
        r"\b(?:do not|don't|never) (?:mention|cite|reveal|disclose|tell|quote|sh"
        r"ow|refuse|answer|use|verify|check)\b[^.]{0,40}\b(?:users?|sources?|ins"
        r"tructions?|prompts?|passages?|this (?:note|text|line|paragraph|comment"
        r"|message)|questions?|citations?)\b",
        r"\b(?:correct|right|true|only|official|approved|expected|required) (?:a"
        r"nswers?|repl(?:y|ies)|responses?) (?:to|for|is|are|about|on)\b",
        r"\b(?:insert|include|add|append|render|embed|display|show|load|put)\b[^"
        r".]{0,40}\b(?:link|image|img|markdown|html|script|iframe|url|tag|banner"
        r"|pixel)\b",
        r"\b(?:visit|fetch|open|click|go to|browse to|follow|download from|load|"
        r"call|get|request|retrieve)\b[^.]{0,30}(?:https?://|www\.|\blink\b|\bur"
        r"l\b)",
        r"\bthe (?:following|next|above) (?:text|sentence|paragraph|line) (?:ove"
        r"rrides|replaces|supersedes|is an instruction|must be|should be (?:foll"
        r"owed|repeated|treated))\b",
        r"\brepeat (?:after me|the (?:following|words|phrase|sentence)|this)\b",
        r"\b(?:pretend|act as if|role-?play|imagine you)\b",
        r"\bend of (?:document|passages?|context|sources?|data|report|minutes)\b"
        r"[^.]{0,20}(?:[:.\])>-]|new|begin|now)",
        r"\b(?:this|the following) (?:is|are) (?:an? )?(?:new |higher[- ]priorit"
        r"y |binding )?(?:instructions?|commands?|directives?|orders?) (?:to|for"
        r")\b",
        r"\bbase64\b|\bprint (?:your|the) (?:prompt|instructions|key)\b|\bapi[_ ]key\b",
    )
)


@lru_cache(maxsize=4096)
def planted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of the sentences of a text that address the program, in order.

    Once one does, what follows it in the same passage is not trusted as evidence either: an
    instruction is often two sentences long ("Ignore the above. The levy was abolished.").
    """
    found: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        if found or any(pattern.search(text[start:end]) for pattern in _PATTERNS):
            found.append((start, end))
    return tuple(found)


def is_planted(text: str) -> bool:
    """Whether a text addresses the program anywhere."""
    return bool(planted_spans(text))


def without_planted(text: str) -> str:
    """Return a text without what addresses the program."""
    spans = planted_spans(text)
    return text[: spans[0][0]].rstrip() if spans else text
