"""Whether the names of a sentence stand in the evidence, and whether he and she agree."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from assistant.language.words import MONTHS, STOP_WORDS, fold, initials, stem, tokens
from assistant.sentences import sentences
from assistant.verification.clauses import content, overlap
from assistant.verification.lexicon import NEGATORS, folded

# Two spellings of one name ("Stansfield", "Stansfeld"); "Butler" and "Baker" are further apart.
_SPELLING = 94.0
_HONORIFICS = {
    "councillor": "", "cllr": "", "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "dr": "",
    "sir": "m", "dame": "f", "lord": "m", "lady": "f", "professor": "", "rev": "", "revd": "",
}  # fmt: skip
_CAPITALISED = re.compile(
    r"(?:[A-Z][\w’']*|[A-Z]{2,}\w*)(?:[-/&][A-Z]?[\w’']+)*"
    r"(?: (?:(?:of|and|for|the|&) (?=[A-Z]))*(?:[A-Z][\w’']*)(?:[-/&][A-Z]?[\w’']+)*)*"
)
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
# Capitalised as often as not; that they are capitalised says nothing.
_COMMON = {
    "panel", "committee", "minutes", "report", "key", "aim", "item", "question", "members",
    "member", "strategic", "priority", "meeting", "page", "year", "quarter", "section", "minute",
    "i",
}  # fmt: skip


# The body whose paper it is may be named where the paper says "it was resolved".
_BODIES = {"council", "board", "authority", "forum", "committee", "panel"}


@lru_cache(maxsize=8192)
def _vocabulary(text: str) -> tuple[frozenset[str], frozenset[str]]:
    words = [fold(token).removesuffix("'s") for token in tokens(text)]
    pieces = {piece for word in words for piece in re.split(r"[-/&']", word)}
    stems = {stem(word) for word in [*words, *pieces] if word}
    return frozenset(stems | set(words)), frozenset(initials(text))


def name_problems(claim: str, evidence: str, header: str) -> list[str]:
    """Return the names of `claim` that stand neither in the evidence nor in its place's words."""
    text = f"{evidence} {header}"
    held, acronyms = _vocabulary(text)
    short = {word for word in held if word.isalpha()}
    problems = [
        f"name {name} is not there"
        for name in names(claim, evidence)
        if not _named(name, held, acronyms, short)
    ]
    problems += _exchanged(claim, evidence, held)
    return problems + _honorific_problems(claim, text) + _gender_problems(claim, evidence)


def _exchanged(claim: str, evidence: str, held: frozenset[str]) -> list[str]:
    """Return names that only the place's words have, put where the evidence names another.

    "The OPCC attended" under the heading "OPCC activities", when "Victims First attended".
    """
    own, acronyms = _vocabulary(evidence)
    short = {word for word in own if word.isalpha()}
    mine = [
        name
        for name in names(claim, evidence)
        if fold(name) not in _BODIES
        and not _named(name, own, acronyms, short)
        and not _WHERE.search(claim[: claim.find(name)])
    ]
    if not mine:
        return []
    said, letters = _vocabulary(claim)
    words = {word for word in said if word.isalpha()}
    clause = max(
        sentences(evidence), key=lambda one: overlap(content(claim), frozenset(content(one)))
    )
    others = [name for name in names(clause) if not _named(name, said, letters, words)]
    return [f"name {mine[0]} stands for {others[0]}"] if others and held else []


_WHERE = re.compile(r"\b(?:at|in|under|during) (?:the |its |his |her )?$", re.IGNORECASE)


def names(claim: str, evidence: str = "") -> list[str]:
    """Return the capitalised names of a sentence.

    The first word counts when it is an acronym, opens a longer name, or is a word that the
    evidence only writes with a capital.
    """
    found = []
    for match in _CAPITALISED.finditer(claim):
        name = match[0]
        if not claim[: match.start()].strip(" “\"'‘(*-"):
            words = name.split()
            first = words[0]
            if len(words) == 1 and not _surely_name(first, claim[match.end() :], evidence):
                continue
            if fold(first) in STOP_WORDS or (
                len(words) > 1 and not first.isupper() and _ordinary(first)
            ):
                name = " ".join(words[1:])
        name = name.strip()
        if name and fold(name) not in STOP_WORDS | NEGATORS:
            found.append(name)
    return found


def _ordinary(word: str) -> bool:
    return (
        bool(
            re.search(
                r"(?:ed|ing|ly)$|^(?:two|three|four|five|six|seven|eight|nine|ten|\w+tee"
                r"n|\w+ty)$",
                word,
                re.I,
            )
        )
        and fold(word) not in _HONORIFICS
    )


_VERB_NEXT = re.compile(
    r"^(?:[’']s\b| (?:is|was|has|had|will|would|said|saw|told|received|repor"
    r"ted|asked|also|did|became)\b)"
)


def _surely_name(word: str, after: str, evidence: str) -> bool:
    if word.isupper() and len(word) > 1:
        return True
    if fold(word) in STOP_WORDS or re.search(rf"\b{re.escape(fold(word))}\b", evidence):
        return False
    if re.search(rf"(?<!^)(?<![.?!] )\b{re.escape(word)}\b", evidence):
        return True
    return bool(_VERB_NEXT.match(after)) and not re.search(
        r"(?:s|ing|tion|ment|ity|ance|ence)$", word
    )


def _named(name: str, held: frozenset[str], acronyms: frozenset[str], short: set[str]) -> bool:
    missing = []
    for token in tokens(name):
        word = fold(token).removesuffix("'s")
        if word in STOP_WORDS or word in _HONORIFICS or word in MONTHS or word in _DAYS:
            continue
        if any(character.isdigit() for character in word):
            continue  # figures are checked on their own
        if word in held or stem(word) in held:
            continue
        if token.isupper() and len(token) > 1 and word in acronyms:
            continue
        pieces = [piece for piece in re.split(r"[-/&']", word) if piece]
        if len(pieces) > 1 and all(piece in held or stem(piece) in held for piece in pieces):
            continue
        if len(word) > 5 and any(
            one[:1] == word[:1]
            and abs(len(one) - len(word)) < 3
            and fuzz.ratio(one, word) >= _SPELLING
            for one in short
        ):
            continue
        missing.append(token)
    if not missing:
        return True
    # "Thames Valley Police" for "TVP": the words that a held acronym stands for are not missing.
    for acronym in initials(name):
        if acronym in short:
            covered = _covered(name, acronym)
            missing = [token for token in missing if fold(token) not in covered]
    return all(fold(token) in _COMMON for token in missing)


def _covered(name: str, acronym: str) -> set[str]:
    parts = re.findall(r"[^\W_]+", name)
    for words in ([p for p in parts if p not in STOP_WORDS], parts):
        for start in range(len(words) - len(acronym) + 1):
            run = words[start : start + len(acronym)]
            if "".join(word[0] for word in run).lower() == acronym:
                return {fold(word) for word in run}
    return set()


_TITLED = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady)\.? (?:[A-Z][\w’'-]* )?([A-Z][\w’'-]+)")


def _honorific_problems(claim: str, text: str) -> list[str]:
    given: dict[str, set[str]] = {}
    for title, surname in _TITLED.findall(text):
        given.setdefault(fold(surname), set()).add(_HONORIFICS[title.lower()])
    return [
        f"{title} {surname} is somebody else"
        for title, surname in _TITLED.findall(claim)
        if fold(surname) in given and _HONORIFICS[title.lower()] not in given[fold(surname)]
    ]


def _gender_problems(claim: str, evidence: str) -> list[str]:
    def used(text: str) -> set[str]:
        words = set(re.findall(r"[a-z]+", folded(text)))
        return {"m"} & {"m" if words & {"he", "him", "his"} else ""} | {"f"} & {
            "f" if words & {"she", "her", "hers"} else ""
        }

    said, held = used(claim), used(evidence)
    return ["he and she are exchanged"] if said and held and not said & held else []
