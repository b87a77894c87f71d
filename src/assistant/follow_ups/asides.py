"""A question without what people say around it: "Leave that for now.", "the clerk, was she there".

The words left are those that ask; what they mean is for `assistant.follow_ups.leaning` to tell.
"""

import re

from assistant.follow_ups.clauses import raised
from assistant.language.english import AUXILIARIES, DETERMINERS, PREPOSITIONS, bare

_POLITE = (
    r"(?:(?:ok(?:ay)?|right|thanks|thank you|fine|good|great|well|now|so|and|but|then|anyway|"
    r"next|hm+)\b[\s,.!–-]*){0,4}"
)
_LEFT = (
    r"(?:let(?:'s|’s| us) |we(?:'ll|’ll| can| will) )?(?:leave|forget|drop|park|skip|never mind|"
    r"put aside|set aside)(?: about)?(?: (?:that|this|it|all that))?"
    r"(?: (?:for now|for the moment|for a moment|aside|there|then|please)){0,2}"
)
_OTHER = (
    r"(?:(?:on |to )?(?:(?:something|one thing) (?:quite|completely|totally|entirely|very|rather) "
    r"(?:else|different)|(?:something|another|a different|a new|a separate|an unrelated|a|"
    r"one (?:more|other|last|final)|different|new|next|another)"
    r" ?(?:else|different|thing|subject|topic|question|matter|point|note))(?: now)?|"
    r"(?:a |let(?:'s|’s) )?(?:change|changing)(?: of)?(?: the)? (?:subject|topic)|"
    r"mov(?:e|ing) on|going on|by the way|incidentally)"
)
_ANEW = (
    r"(?:(?:now|next|on|back|turning|moving|over|as)(?: on)?(?: to| for)? )"
    r"the (?:meeting|session|minutes|reports?|papers?|agenda|panel|committee|board|plan|figures|"
    r"numbers)(?: itself| themselves)?"
)
# A change of subject said before the question itself: "Something else: when does the pool open?"
_ASIDE = re.compile(
    rf"^{_POLITE}(?:{_LEFT}|(?:let(?:'s|’s| us) )?{_OTHER}|{_ANEW})"
    r"\s*(?:[.:;!,]|\s[–-])+\s+(?=\S+ \S+ \S)",
    re.IGNORECASE,
)
_ALL_THAT = re.compile(r"\ball (that|this|it|those|these)\b(?= \w+ing\b|\W*$| cost)", re.IGNORECASE)
_ECHOED = re.compile(
    r"^(?:why(?: not)?|how come|how so|really|what)\s*[,;:?!]\s*"
    r"(?=(?:what|who|when|where|why|how|which|did|does|is|was)\b)",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"\b(what|who|where|when|how|why)(?:'s|’s|s(?= the | a | been | under ))\b", re.I
)
_HAS = re.compile(r"\s+(?:been|happened|got|changed|become|gone|come|done|started|ended)\b", re.I)
_APART = re.compile(
    rf"^(?P<noun>(?:[^\s,?]+ ){{0,7}}[^\s,?]+), "
    r"(?P<ask>(?:what|when|why|how|where) )?"
    rf"(?P<verb>{'|'.join(sorted(AUXILIARIES))}) "
    r"(?:he|she|it|they) (?P<rest>.+)$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:(?:and|but|so|ok(?:ay)?)\b[\s,]*){0,3}(?:what about )?", re.IGNORECASE)
_ITSELF = re.compile(r" (?:him|her|it|them)sel(?:f|ves)$", re.IGNORECASE)
_THIS_YEAR = re.compile(
    r"\b(?:in )?(?:this|last|that) (?:financial )?year,? (?:in )?(?=20\d\d)", re.I
)

# A sum that an answer gave is not that of another round or year.
_THE_SUM = re.compile(r"\bthe £[\d,.]+(?: ?(?:million|billion|m|k))? from\b")


def without_aside(question: str) -> str | None:
    """Return the question without words before it that change the subject; None without any."""
    rest = _ASIDE.sub("", question, count=1)
    return raised(rest) if rest != question and len(rest.split()) > 1 else None


def asking(question: str) -> str:
    """Return the words that ask: asides left out, "what's" in full, "X, was he" as "was X"."""
    text = without_aside(question) or question
    text = _ALL_THAT.sub(r"\1", text)
    text = _ECHOED.sub("", text, count=1)
    match = _SHORT.search(text)
    if match:
        verb = "has" if _HAS.match(text[match.end() :]) else "is"
        text = f"{text[: match.start()]}{match[1]} {verb}{text[match.end() :]}"
    return _together(text)


def _together(text: str) -> str:
    """Return "was the clerk late" for "the clerk herself, was she late"."""
    match = _APART.match(_OPENING.sub("", text, count=1))
    if not match:
        return text
    words = [bare(word) for word in match["noun"].split()]
    named = words[0] in DETERMINERS or match["noun"][:1].isupper()
    if not named or words[0] in PREPOSITIONS or set(words) & AUXILIARIES:
        return text
    noun = _ITSELF.sub("", match["noun"])
    return f"{match['ask'] or ''}{match['verb']} {noun} {match['rest']}"


def thread_of(question: str) -> str:
    """Return a question as later ones are to lean on it: "this year, 2020/21" is "in 2020/21"."""
    return _THE_SUM.sub("the money from", _THIS_YEAR.sub("in ", asking(question)))
