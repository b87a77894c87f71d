"""Who is to do it: the subject of the promise, the name behind "Action", or whoever speaks."""

import re
from collections.abc import Iterable

from assistant.commitments.model import OwnerBasis
from assistant.commitments.statements import Statement
from assistant.types import Document, Passage

Owner = tuple[tuple[str, ...], OwnerBasis | None]
NOBODY: Owner = ((), None)

_CAP = r"(?:[A-Z][\w’'&/-]*\.?|\([A-Z]{2,8}\))"
_NAME = rf"{_CAP}(?:(?:\s+(?:of|for|and|&|the|in)){{0,2}}\s+{_CAP}){{0,9}}"
# Words that a person, post or body bears in its name.
_AGENT = re.compile(
    r"\b(?:commissioners?|d?pcc|pfcc|opcc|constables?|officers?|superintendent|supt|dcs|dci|inspector|"
    r"insp|sergeant|"
    r"commander|managers?|directors?|heads?|leads?|leader|chair(?:man|person|woman)?|"
    r"councillors?|cllrs?|"
    r"mr|mrs|ms|dr|sir|clerk|executive|mayor|secretary|co-?ordinators?|minister|treasurer|"
    r"solicitor|"
    r"advis[eo]r|analyst|police|force|council|office|hub|unit|teams?|services?|partnerships?|panel|"
    r"committee|board|authority|trust|centre|agency|department|ministry|government|association|"
    r"charity|directorate|foundation|members|staff|counsellors?|group|bureau|england|company|"
    r"college|university|hospital|csps?|nhs|court|deputy)\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:commissioner|d?pcc|pfcc|constable|officer|superintendent|supt|dcs|dci|inspector|insp|sergeant|"
    r"commander|manager|director|head|lead|leader|chair(?:man|person|woman)?|councillor|cllr|mr|mrs|"
    r"ms|dr|sir|clerk|executive|mayor|secretary|co-?ordinator|treasurer|solicitor|advis[eo]r|analyst|"
    r"deputy)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"^[A-Z][A-Z&]{1,7}s?$")
_LOWER = re.compile(
    r"(?P<whose>[A-Z]\w+[’']s\s+(?:office|team|deputy|lead|head|officers|staff)(?:\s+(?:for|of|on)\s+\w+)?)\s*$|"
    r"\b(?P<own>my|our|his|her)\s+(?:office|team|staff|deputy)\s*$|"
    r"\b(?:the|both|two|its|their|his|her)\s+(?:\w+\s+)?(?P<noun>force|office|team|unit|council|"
    r"service|hub|partnership|forces|officers|staff|panel|committee|board|chair|secretary|clerk|"
    r"officer|treasurer|analyst|adviser|deputy|commissioner|chief constable|chief executive)\s*$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?P<it>he|she|they|it|i|we)\s*$", re.IGNORECASE)
# "Councillor Bewick, who chairs the group," and "the Treasurer, as before,"
_ASIDE = re.compile(
    r",\s+(?:who|which|whose|as|on behalf of|in consultation with|working with|following|after)\b"
    r"[^,;]{2,80},\s*$"
)
_TRAILING = re.compile(
    r"(?:\s+(?:has|have|had|also|both|then|now|each|itself|themselves|\w+ly|who))+\s*$"
)
_SAYS = (
    r"(?:said|says|added|replied|confirmed|advised|explained|reported|stated|responded|assured|"
    r"promised|undertook|agreed|informed|told|answered|indicated|noted|announced|pledged|clarified|"
    r"reassured|outlined|mentioned|offered|committed|accepted|guaranteed|gave|was asked|were asked)"
)
_GOVERNS = re.compile(
    rf"(?:\b[Tt]he\s+)?(?P<who>{_NAME})(?:,[^,]{{2,60}},)?\s+(?:(?:also|then|has|had|have|"
    rf"\w+ly)\s+){{0,2}}{_SAYS}\b"
)
_SAID_LAST = re.compile(
    rf",\s+(?:the\s+)?(?P<who>{_NAME})\s+{_SAYS}(?:\s+(?:the Panel|Members|the Committee|the "
    rf"Board))?\W*$"
)
_BY_AGENT = re.compile(rf"\b(?:by|through)\s+(?:the\s+)?(?P<who>{_NAME})")
_WITH = re.compile(
    rf",?\s+(?:together|along|jointly|in partnership)\s+with\s+(?:the\s+)?(?P<who>{_NAME}),?\s*$"
)
_NOT_NAMES = re.compile(
    r"^(?:In|On|At|By|From|Before|After|Over|During|Moving|Going|Further|This|These|That|Those|"
    r"It|He|She|They|"
    r"We|I|As|To|For|With|Members|There|Also|Next|Stage|Phase|Following|Since|Reference|Subject)$"
)
_FRONT = re.compile(
    r"^(?:In|On|At|By|From|Before|After|Over|During|Moving|Going|Looking|As|Following|Since|With|"
    r"Further|Until|Within|Once|"
    r"Additionally|Also|Therefore|However|Finally|Lastly|Next|Meanwhile)\b\s*"
)
_MONTHS = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Spring|Summer|Autumn|Winter|Q[1-4]|Monday|Tuesday|Wednesday|Thursday|Friday)\b\s*"
)
# "be revisited at a future Panel meeting", "brought to the next meeting of the Board"
_TAKEN_UP = re.compile(
    r"\b(?:revisited|considered|discussed|reviewed|examined|scrutinised|brought|added|put|moved|"
    r"deferred|scheduled|carried)\b[^.;]{0,60}?\b(?P<body>Panel|Committee|Board)\b"
)
_JOINS = re.compile(rf"^join(?:s|ing)?\s+(?:the\s+)?(?P<who>{_NAME})")
_MEMBERS = re.compile(
    r"^(?:the )?(?:panel|committee|board|members?|chair(?:man|woman|person)?)\b", re.I
)


def is_agent(name: str) -> bool:
    """Whether a name is of somebody who can act: a post, a person with a title, a body."""
    return bool(_AGENT.search(name) or _ACRONYM.match(name))


# "Police, Fire and Crime Commissioner" is one post: its joints are masked while names are split.
_ONE_POST = re.compile(r"\bPolice(?:,? Fire)?,? (?:and|&) Crime\b")
_MASKED = str.maketrans({" ": "\ue000", ",": "\ue001"})
_UNMASKED = str.maketrans({"\ue000": " ", "\ue001": ","})


def split_owners(text: str) -> tuple[str, ...]:
    """Split "PCC/ TVP" and "the Clerk and the Chair"; "Head of Policy and Performance" is one."""
    out: list[str] = []
    text = _ONE_POST.sub(lambda match: match[0].translate(_MASKED), text)
    for piece in re.split(r"\s*(?:(?<!\b[A-Z])/(?![A-Z]\b)|;|,(?!\s*(?:of|for)\b)|\+)\s*", text):
        for part in _joint(piece):
            name = re.sub(r"^(?:and|the|both|by|for)\s+", "", part.strip(" .:–—-"), flags=re.I)
            name = re.sub(r"^(?:the)\s+", "", name, flags=re.I)
            name = name.translate(_UNMASKED)
            if name and name.casefold() not in {one.casefold() for one in out}:
                out.append(name)
    return tuple(out)


def _joint(piece: str) -> list[str]:
    parts = re.split(r"\s+(?:and|&)\s+", piece)
    if len(parts) > 1 and all(
        is_agent(re.sub(r"^the ", "", part.strip(), flags=re.I)) for part in parts
    ):
        return parts
    return [piece]


def subject(prefix: str) -> tuple[str | None, str | None]:
    """Return the (name, pronoun) that a clause in front of its verb ends with, either or none.

    `prefix` is the text of the sentence up to the verb.
    """
    prefix = _TRAILING.sub("", _ASIDE.sub("", prefix).rstrip(" ,"))
    joined = _WITH.search(prefix)
    if joined:
        first, pronoun = subject(prefix[: joined.start()])
        return (f"{first} and {joined['who']}" if first else joined["who"]), pronoun
    pronoun_match = _PRONOUN.search(prefix)
    if pronoun_match and not re.search(rf"{_CAP}\s+[Ii]$", prefix):
        return None, pronoun_match["it"].lower()
    named = re.search(
        rf"(?:\b(?P<article>[Aa]n?|[Tt]he|[Mm]y|[Oo]ur|[Ee]ach|[Ee]very|[Tt]his|"
        rf"[Tt]hese)\s+)?(?P<who>{_NAME})\s*$",
        prefix,
    )
    if named and (named["article"] or "").lower() not in {"a", "an", "each", "every"}:
        who = _trimmed(named["who"])
        if who and not _NOT_NAMES.match(who) and (is_agent(who) or _person(who)):
            return who, None
    lower = _LOWER.search(prefix)
    if lower:
        if lower["own"]:
            return None, "we"
        return re.sub(r"^(?:the|its|their|his|her)\s+", "", lower[0].strip(), flags=re.I), None
    return None, None


def _trimmed(who: str) -> str:
    """Drop an opening that only looks like a name: "Before March the Roads Unit"."""
    for _ in range(4):
        shorter = re.sub(r"^[Tt]he\s+", "", _MONTHS.sub("", _FRONT.sub("", who)))
        if shorter == who:
            break
        who = shorter
    return who.strip()


def _person(who: str) -> bool:
    words = who.split()
    return 2 <= len(words) <= 3 and all(
        re.match(r"[A-Z][a-z’'-]+$|[A-Z]\.?$", word) for word in words
    )


def said_by(statement: Statement, until: int | None = None) -> str | None:
    """Return who says the sentence, as the sentence or its speaker gives it.

    `until` limits where in the sentence the speaker may be named.
    """
    text = statement.text
    last = _SAID_LAST.search(text)
    if last and is_agent(last["who"]):
        return _trimmed(last["who"])
    head = text if until is None else text[:until]
    for match in _GOVERNS.finditer(head):
        who = _trimmed(match["who"])
        if not who or _MEMBERS.match(who) or _NOT_NAMES.match(who):
            continue
        if is_agent(who) or _person(who):
            return who
    return None


def meets(text: str) -> Owner:
    """Return the body at whose meeting something is to be taken up, where nobody is asked."""
    match = _TAKEN_UP.search(text)
    return ((match["body"],), "meeting") if match else NOBODY


def owner_of(  # noqa: PLR0911 - one a way to be named
    statement: Statement, at: int, *, passive: bool, rest: str, author: str | None
) -> tuple[Owner, str | None]:
    """Return who is to do what the verb at `at` says, and who said so.

    `passive` says that the subject is what it is done to; `rest` is the text behind the verb.
    """
    prefix = statement.text[:at]
    voice = said_by(statement, at) or statement.speaker
    basis: OwnerBasis = "speaker"
    if voice is None and statement.answerer:
        voice, basis = statement.answerer, "answerer"
    if not passive:
        name, pronoun = subject(prefix)
        if name:
            return (split_owners(name), "stated"), voice
        if pronoun in {"i", "we"} and author:
            return ((author,), "speaker"), author
        if pronoun in {"he", "she", "i", "we"} and voice:
            return (split_owners(voice), basis), voice
        if pronoun in {"he", "she"} and statement.before:
            earlier = _last_named(statement.before)
            if earlier:
                return (split_owners(earlier), "speaker"), earlier
        if pronoun in {"they", "it"}:
            earlier = _earlier(prefix) or (statement.before and _earlier(statement.before))
            if earlier:
                return (split_owners(earlier), "stated"), voice
    joins = _JOINS.match(statement.text[at:].partition(" to ")[2] if not passive else "")
    if joins and is_agent(joins["who"]):
        return (split_owners(re.sub(r"\s+in\s.*", "", joins["who"])), "stated"), voice
    by = _BY_AGENT.search(rest) if passive else None
    if by and is_agent(by["who"]) and not _MONTHS.match(by["who"]):
        return (split_owners(_trimmed(by["who"])), "stated"), voice
    if voice:
        return (split_owners(voice), basis), voice
    return NOBODY, None


def _last_named(text: str) -> str | None:
    """Return the post or person that a sentence names as speaking or, failing that, first."""
    speaking = [_trimmed(match["who"]) for match in _GOVERNS.finditer(text)]
    named = [_trimmed(match[0]) for match in re.finditer(_NAME, text)]
    for who in [*reversed(speaking), *named]:  # whom a sentence is about, it names first
        if _POST.search(who) and not _NOT_NAMES.match(who):
            return who
    return None


def _earlier(text: str) -> str | None:
    """Return the body that a text names first, for "it" and "they" behind it."""
    for match in re.finditer(rf"\b(?:[Tt]he\s+)?(?P<who>{_NAME})", text):
        who = _trimmed(match["who"])
        if who and is_agent(who) and not _NOT_NAMES.match(who):
            return who
    return None


def author_of(document: Document, passages: Iterable[Passage]) -> str | None:
    """Return whose report it is ("Report of the Commissioner"), for "I" and "we" in it."""
    if document.kind not in {"report", "other"}:
        return None
    fronts = [document.title]
    signature = None
    for passage in passages:
        if passage.part == "title":
            fronts.append(passage.text)
        elif passage.part == "signature":
            signature = passage.text
    for text in fronts:
        match = re.search(rf"\b[Rr]eport\s+(?:of|by|from)\s+(?:the\s+)?(?P<who>{_NAME})", text)
        if match and is_agent(match["who"]):
            return match["who"].strip(" .:")
    if signature:
        post = re.search(
            r"\b(?:Deputy |Assistant )?(?:Police(?:, Fire)? and Crime Commissioner|Commissioner|"
            r"Chief Constable|"
            r"Chief Executive|Chief Finance Officer)\b",
            signature,
        )
        if post:
            return post[0]
    if any(re.match(r"^PCC\b|.*\bCommissioner[’']s\b", text, re.I) for text in fronts):
        return "PCC"
    return None
