"""What is asked, without what people say around it: greetings, excuses, how they came to ask.

"Sorry, I only joined last week: what does POCA mean?" asks what POCA means. What is told before a
question that leans on it ("I heard of three figures for stolen bikes. Which ones?") is kept as its
`topic`, to be taken for an earlier turn.
"""

import re
from dataclasses import dataclass

from assistant.language.english import PREPOSITIONS, bare, words_of
from assistant.language.words import content_stems
from assistant.sentences import sentence_spans

_POLITE = r"(?:pls|plz|please|thx|tks|thanks|thank you|ta|cheers|many thanks|sorry|tia)"
_END = re.compile(
    rf"[\s,;.!–-]*\b{_POLITE}\b(?:[\s!.,]*\b{_POLITE}\b)*[\s!.,]*(?P<mark>\?*)$", re.I
)
_START = re.compile(
    r"^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|dear [\w ]{2,30}|sorry|apologies|"
    r"excuse me|many thanks|thank you|thanks|quick (?:one|question)|one (?:quick )?question|"
    r"just (?:a (?:quick )?question|checking|wondering)|question|um+|er+m?)\s*[,.!:–-]+\s*|"
    r"(?:hi|hello|hey|please|pls|plz)\s+(?=\w))+",
    re.I,
)
_GREETING = re.compile(
    rf"^(?:{_POLITE}|hi|hello|hey|good (?:morning|afternoon|evening)|ok(?:ay)?)\b"
    r"[^.!?]{0,20}[.!]*$",
    re.I,
)
_FIRST_PERSON = r"(?:I|I[’'](?:m|d|ve|ll)|im|ive|my|me|we|we[’'](?:re|d|ve|ll)|our|us|mine|myself)"
# "…, sorry I'm new", "…, as I missed the meeting": why it is asked.
_EXCUSE = re.compile(
    rf"\s*[,;(–-]\s*(?:(?:sorry|apologies|forgive me)\b|(?:as|because|since|for|but)\s+"
    rf"{_FIRST_PERSON}\b|(?:I[’']m|I am|I[’']ve|I have|we[’']re) (?:new|not|only|just|been|never|"
    r"afraid|told|a)\b)[^?]*(?P<mark>\?*)$",
    re.I,
)
# What stands in front of a question that is put indirectly; what follows is the question.
_INDIRECT = re.compile(
    r"^(?:(?:so|and|but|well|ok(?:ay)?|anyway)[\s,]+)?(?:"
    r"(?:I|we)(?:[’']d| would| should)? ?(?:just |really |also )?(?:like|love|want|wanted|need|"
    r"wish)(?: to)? (?:know|find out|ask(?: you)?|hear|check|understand|see|learn|be told)|"
    r"I(?:[’']m| am|[’']ve been| was)? (?:just )?(?:wondering|wonder|trying to (?:find out|find|"
    r"work out|remember)|curious|keen to know|interested to know|interested in)|I wonder|"
    r"(?:(?:can|could|would|will) (?:you|anyone|anybody|somebody|someone)(?: please| kindly)? )"
    r"(?:tell|remind|say|explain(?: to)?|let|help|show|give|confirm)(?: me| us)?(?: know)?|"
    r"(?:please )?(?:tell|remind|inform) (?:me|us)|let me know|"
    r"(?:please )?(?:run|walk|take|talk) (?:me|us) through|"
    r"(?:do|does|would) (?:you|anyone|anybody|we) (?:happen to )?(?:know|remember|recall)|"
    r"any (?:idea|chance you know|clue)|I (?:do not|don[’']t|dont) (?:know|remember|recall)|"
    r"I (?:forget|forgot|[’']ve forgotten|have forgotten|missed)|"
    r"(?:I|we)(?: have|[’']ve)? (?:been|was|were) asked"
    r")\b[\s,:]*(?:(?:about|of|on)\s+(?=who|what|when|where|why|how|which|whether|if)\b)?",
    re.I,
)
_WHETHER = re.compile(r"^(?:whether(?: or not)?|if|that)\s+", re.I)
_ASK_WORDS = words_of(
    "who what which when where why how whose whom is are was were do does did has have had can "
    "could will would should list name give show who's what's where's when's"
)
_ME = re.compile(rf"\b{_FIRST_PERSON}\b", re.I)
_COLON = re.compile(r"^(?P<front>[^?]{3,300}?)[:–—]\s+(?P<rest>\S.*)$")
# Where what was told of begins: "somebody said something about …", "I keep seeing …".
_TOLD = re.compile(
    r"\b(?:said|says?|saying|read|reading|heard|hears?|hearing|mentioned|mentions?|saw|seen|see|"
    r"seeing|talk(?:ed|s|ing)?|spoke|noticed?|reads?|told(?: me| us)?|asked(?: me| us)?|found|"
    r"(?:am|was|[’']m) looking (?:at|into)|interested in|remember)\s+"
    r"(?:(?:something|things?|a (?:lot|bit|thing)|that|it|us|me|there (?:is|was|were|are))\s+)*"
    r"(?:(?:about|of|on|in)\s+)?(?P<topic>\S.*)$",
    re.I,
)
_LEANS = re.compile(
    r"\b(?:it|its|it[’']s|that|that[’']s|this|they|them|their|these|those|he|she|him|her|his|ones?|"
    r"there)\b|^(?:by |from |for |in |to )?(?:who|whom|what|when|where|why|how|which)(?: \w+)?\W*$",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:it|that|this|these|those|they|them)\b(?! \w+ing\b)",
    re.I,
)
_SHORT = 8  # words of a topic that can stand in the question itself


# What is typed in a hurry. Acronyms of the papers are theirs, and not here.
_IN_FULL = {
    "ppl": "people", "govt": "government", "dept": "department", "mtg": "meeting",
    "mtgs": "meetings", "yr": "year", "yrs": "years", "approx": "about", "w/o": "without",
    "b4": "before", "btw": "by the way", "thru": "through", "stats": "statistics",
}  # fmt: skip
_SHORTHAND = re.compile(
    rf"(?<![\w/])(?:{'|'.join(sorted(_IN_FULL, key=len, reverse=True))})(?![\w/])", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Core:
    """The words that ask; `topic` is what was told before and they lean on, if they do."""

    question: str
    topic: str | None = None


def core(text: str) -> Core:
    """Return what a text asks, without what stands around it; all of it where that is unclear."""
    text = _SHORTHAND.sub(lambda match: _IN_FULL[match[0].lower()], " ".join(text.split()))
    sentences = [text[start:end].strip() for start, end in sentence_spans(text)]
    if len(sentences) > 1:
        return _of_several(text, sentences)
    return Core(question=_plain(text))


def _of_several(text: str, sentences: list[str]) -> Core:
    """Return the questions among several sentences, and what they lean on."""
    asking = [sentence for sentence in sentences if _asks(sentence)]
    telling = [sentence for sentence in sentences if not _asks(sentence)]
    if not asking or not telling or not all(map(_is_talk, telling)):
        return Core(question=_plain(text))
    question = " ".join(map(_plain, asking))
    told = next((match for line in reversed(telling) if (match := _TOLD.search(line))), None)
    if not _LEANS.search(_plain(asking[0])) and _says_what(question):
        return Core(question=question)
    if not told:
        return Core(question=text)
    topic = told["topic"].rstrip(" .!?")
    if len(topic.split()) <= _SHORT and _POINTS.search(question):
        return Core(question=_POINTS.sub(lambda _: topic, question, count=1))
    return Core(question=question, topic=topic)


def _plain(sentence: str) -> str:
    """Return one sentence without greeting, excuse and indirect opening."""
    plain = _START.sub("", sentence)
    plain = _END.sub(lambda match: match["mark"], plain)
    colon = _COLON.match(plain)
    if (
        colon
        and _ME.search(colon["front"])
        and _first(colon["rest"]) in _ASK_WORDS
        and _says_what(colon["rest"])
    ):
        plain = colon["rest"]
    plain = _EXCUSE.sub(lambda match: match["mark"], plain)
    indirect = _INDIRECT.sub("", plain)
    if indirect != plain and _first(indirect) not in PREPOSITIONS and len(indirect.split()) > 1:
        plain = _WHETHER.sub("", indirect)
    plain = plain.strip(" ,;–-")
    return plain if len(plain.split()) > 1 else sentence


def _says_what(question: str) -> bool:
    """Whether a question names something to look for, not only "how many times a year"."""
    return len(content_stems(question)) > 1 or any(word.isupper() for word in question.split()[1:])


def _asks(sentence: str) -> bool:
    return sentence.endswith("?") or _first(sentence) in _ASK_WORDS


def _is_talk(sentence: str) -> bool:
    """Whether a sentence is about who asks, or only greets; a statement about the matter is not."""
    return bool(_ME.search(sentence) or _TOLD.search(sentence) or _GREETING.match(sentence))


def _first(text: str) -> str:
    return bare(text.split(maxsplit=1)[0]) if text.split() else ""
