"""Whether evidence names what a question names: acronyms, spelling, people and their posts."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from assistant.language.words import MONTHS, STOP_WORDS, content_stems, fold, initials, stem, tokens

# Two spellings of one name ("Stansfield", "Stansfeld") differ by at most this much.
_SPELLING = 88.0

# Each alternative starts differently and hyphens stand in one place only, so that no text, however
# strange, makes the search take long.
_CAPITALISED = r"\b[A-Z][\w’']{0,30}(?:-[\w’']{1,30}){0,3}"
_ROLE = rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|of|and|for|the|in|&|/)){{0,12}}"
_PERSON = rf"{_CAPITALISED}(?: {_CAPITALISED}\.?){{1,2}}"
_APPOSITIONS = (
    # "Matthew Barber, Deputy Police and Crime Commissioner"
    re.compile(rf"(?P<person>{_PERSON}), (?:the )?(?P<role>{_ROLE})"),
    # "the Deputy Commissioner, Matthew Barber,"
    re.compile(rf"(?P<role>{_ROLE}), (?P<person>{_PERSON})(?=[,.;)]| and | was | said | reported)"),
    # "Jane Roe (Scrutiny Officer)"
    re.compile(rf"(?P<person>{_PERSON}) \((?P<role>{_ROLE})"),
)
_HONORIFICS = {"councillor", "cllr", "mr", "mrs", "ms", "dr", "sir", "dame", "professor", "rev"}


@lru_cache(maxsize=8192)
def _vocabulary(text: str) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    words = [fold(token).removesuffix("'s") for token in tokens(text)]
    stems = {stem(word) for word in words} | set(content_stems(text))
    return frozenset(stems), frozenset(initials(text)), tuple(dict.fromkeys(words))


def named_in(name: str, text: str) -> bool:
    """Whether `text` names `name`: every word of it, an acronym either way, or a near spelling."""
    stems, acronyms, words = _vocabulary(text)
    wanted = [
        token
        for token in tokens(name)
        if fold(token) not in STOP_WORDS and fold(token) not in _HONORIFICS
    ]
    if all(_word_in(token, stems, acronyms, words) for token in wanted):
        return True
    # "Thames Valley Police" in the question, "TVP" in the evidence; "Deputy Police and Crime
    # Commissioner" against "Deputy PCC" needs the part that has an acronym replaced by it.
    folded = fold(name)
    for acronym in sorted(initials(name), key=len, reverse=True):
        if acronym in words:
            rest = [token for token in wanted if not _in_run(fold(token), acronym, folded)]
            if all(_word_in(token, stems, acronyms, words) for token in rest):
                return True
    return False


def _in_run(word: str, acronym: str, name: str) -> bool:
    """Whether `word` is one of the words of `name` that `acronym` stands for."""
    parts = re.findall(r"[^\W_]+", name)
    strong = [part for part in parts if part not in STOP_WORDS]
    for start in range(len(strong) - len(acronym) + 1):
        run = strong[start : start + len(acronym)]
        if "".join(part[0] for part in run) == acronym:
            return word in run
    for start in range(len(parts) - len(acronym) + 1):
        run = parts[start : start + len(acronym)]
        if "".join(part[0] for part in run) == acronym:
            return word in run
    return False


def _word_in(
    token: str, stems: frozenset[str], acronyms: frozenset[str], words: tuple[str, ...]
) -> bool:
    folded = fold(token).removesuffix("'s")
    if stem(folded) in stems:
        return True
    if token.isupper() and len(token) > 1 and folded in acronyms:
        return True
    if any(character.isdigit() for character in folded) or len(folded) < 5:
        return False
    return any(
        abs(len(word) - len(folded)) < 3
        and word[:1] == folded[:1]
        and fuzz.ratio(folded, word) >= _SPELLING
        for word in words
    )


def posts(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return person → roles and role → persons as texts give them in apposition.

    "Matthew Barber, Deputy Police and Crime Commissioner" gives both directions.
    """
    found: dict[str, set[str]] = {}
    for text in texts:
        if "," not in text and "(" not in text:
            continue  # nobody stands in apposition here
        # "A. B., Deputy Commissioner and C. D., Adviser": the second person ends the first post.
        for piece in _by_person(text):
            for pattern in _APPOSITIONS:
                for match in pattern.finditer(piece):
                    person = match["person"]
                    role = re.sub(r"^.*[’']s (?=[A-Z])", "", match["role"])
                    if not is_role(role) or is_role(person) or _is_body(person):
                        continue
                    found.setdefault(person, set()).add(role)
                    found.setdefault(role, set()).add(person)
    return {key: frozenset(values) for key, values in found.items()}


Held = Callable[[str], bool]


def _by_person(text: str) -> list[str]:
    """Cut a text in front of each further person: "A. B., Adviser and C. D., Deputy Chair"."""
    cuts = [
        match.start()
        for match in re.finditer(rf"(?: and|;) (?P<person>{_PERSON}), ", text)
        if not is_role(match["person"])
    ]
    return [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]


# A text without any of these gives nobody a post.
_ROLES = (
    "commissioner constable chair chairman chairwoman chairperson officer director manager "
    "coordinator co-ordinator adviser advisor secretary superintendent inspector sergeant "
    "member leader mayor clerk head lead deputy solicitor treasurer coroner engineer chief "
    "executive president minister councillor governor analyst pcc"
)
ROLE_WORDS = tuple(_ROLES.split())
_ROLE_WORDS = re.compile(rf"\b(?:{'|'.join(ROLE_WORDS)})\b", re.IGNORECASE)


_BODY_WORDS = re.compile(
    r"\b(?:council|borough|district|county|city|panel|committee|board|police|crime|force|fund|office|"
    r"partnership|service|services|unit|group|trust|centre|project|plan|strategy|policy|team|"
    r"programme|scheme|agency|authority|association|charity|valley|report|act|bill)\b",
    re.IGNORECASE,
)


def _is_body(text: str) -> bool:
    """Whether capitalised words name an organisation or a scheme, not a person."""
    return bool(_BODY_WORDS.search(text))


def is_role(text: str) -> bool:
    """Whether words name a post, not who holds it."""
    return bool(_ROLE_WORDS.search(text))


def _deputy(text: str) -> bool:
    """Whether a post is that of a second: the chief's words are not the deputy's."""
    return bool(re.search(r"\b(?:deputy|assistant|vice)\b", text, re.IGNORECASE))


def by_post(text: str, known_posts: Mapping[str, frozenset[str]], held: Held) -> str:
    """Return a text with people named as minutes name them, by their post: "the Deputy PCC".

    Only people with exactly one post are replaced. `held` tells whether the documents use a word;
    a post is shortened by the acronyms that they use.
    """
    for person, roles in known_posts.items():
        if len(roles) != 1 or is_role(person):
            continue
        surname = person.split()[-1]
        if surname.casefold() not in text.casefold():
            continue  # of the many who are known, few are named
        post = _abbreviated(next(iter(roles)), held)
        # A surname alone counts as written: "may" and "green" are words, and so is "May 2021".
        honorific = r"(?:cllr|councillor|mr|mrs|ms|dr)\.? "
        names = f"(?i:{honorific})?(?i:{re.escape(person)})|(?i:{honorific}{re.escape(surname)})"
        if fold(surname) not in STOP_WORDS | set(MONTHS):
            names += f"|{re.escape(surname)}"
        text = re.sub(rf"\b(?:{names})\b", f"the {post}", text)
    return text


def _abbreviated(role: str, held: Held) -> str:
    # "… Commissioner for Thames Valley": the place is not part of the post.
    role = re.split(r" (?:for|of|in) ", role)[0]
    words = role.split()
    strong = [n for n, word in enumerate(words) if word[0].isupper()]
    # "Police and Crime Commissioner": PCC, never ACC, which starts at a linking word.
    for first in range(len(strong) - 2):
        acronym = "".join(words[n][0] for n in strong[first:])
        if held(acronym.lower()):
            return " ".join([*words[: strong[first]], acronym.upper()])
    return role


def alternatives(name: str, known_posts: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return the name and what the documents give as its post (or the holder of that post)."""
    found = [name]
    for key, values in known_posts.items():
        if named_in(name, key) and named_in(key, name):
            found.extend(sorted(values))
        elif is_role(key) and named_in(name, key) and _deputy(name) == _deputy(key):
            found.extend([key, *sorted(values)])  # "the Deputy Commissioner"
        elif len(name.split()) == 1 and named_in(name, key) and not is_role(key):
            found.extend(sorted(values))  # a surname alone
    return tuple(dict.fromkeys(found))
