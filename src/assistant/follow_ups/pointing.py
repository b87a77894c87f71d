"""What "it", "they", "he" and "there" of a follow-up stand for in what was said before."""

import re

from assistant.asking.question import PLACE_FORMS, names_in
from assistant.follow_ups.clauses import take_apart, told, topic
from assistant.follow_ups.leaning import ordinal_of, pointers, stands_alone
from assistant.follow_ups.moving import BEFORE_TIME, times
from assistant.follow_ups.recalling import matter, point, sum_in
from assistant.language.english import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    bare,
    is_past,
    is_plural,
    past,
    words_of,
)
from assistant.language.words import MONTHS, content_stems

_PERSONAL = {"he": "", "she": "", "him": "", "her": "", "his": "'s", "hers": "'s"}
_PERSON = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Professor|Prof|Rev|Cllr|Councillor)\.? )"
    r"(?:[A-Z][\w’'-]{1,30} ?){1,3}(?=\W|$)"
    r"|\b[A-Z][a-z][\w’'-]{0,30}(?: [A-Z]\.?)? [A-Z][a-z][\w’'-]{0,30}\b"
)
_POST = re.compile(
    r"\b(?:[Tt]he )((?:[A-Z][\w-]{1,30} (?:of |and |for )?){0,4}(?:PCC|Commissioner|Constable|"
    r"Chair(?:man|woman|person)?|Officer|Director|Manager|Leader|Mayor|Clerk|Deputy|Treasurer|"
    r"Secretary|Inspector|Superintendent|Bishop|Dean|Master|Auditor|Ombudsman|Governor|Minister)|"
    r"(?:Head|Director) of (?:[A-Z][\w-]{1,30} ?){1,4}(?<! ))(?=\W|$)"
)
# Capitalised words that make no person.
_NO_PERSON = words_of(
    "key aim aims minutes report item question members agenda page priority strategic plan police "
    "crime panel council committee board fund borough county city district thames valley service "
    "the chief constable commissioner deputy director chair chairman officer mayor leader head pcc "
    "services act office team project group centre trust authority street road school court "
    "how what who when where why which did does is are was were the in on and"
) | frozenset(MONTHS)
_PLACE = re.compile(
    r"\b(?:in|at|near|around|across) ((?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})"
)
_BODY = re.compile(
    r"\b((?:[Tt]he )?(?:[A-Z][\w’'-]+ (?:and |of |for )?){1,5}(?:Council|Court|Police|Authority|"
    r"Committee|Board|Trust|Service|Agency|Panel|Association|Office|Partnership|Company|Force))\b"
)
_LONGEST = 14  # words; more than that in the place of "it" cannot be read
_READ_OF_ANSWER = 3000  # characters


def person_in(text: str, *, first: bool = False) -> str | None:
    """Return the last (or the first) person, or else post, that a text names."""
    at_end = 0 if first else -1
    people = []
    at = 0
    while match := _PERSON.search(text, at):
        wrong = [bare(word) in _NO_PERSON | AUXILIARIES for word in match[0].split()]
        if any(wrong):
            # "Did Ana Boyle": the person may begin with the next word.
            at = match.start() + len(match[0].split()[0])
            continue
        article = (
            "the " if text[max(0, match.start() - 4) : match.start()].lower() == "the " else ""
        )
        people.append(article + match[0].strip())
        at = match.end()
    if people:
        return people[at_end]
    posts = [f"the {match[1]}" for match in _POST.finditer(text)]
    return posts[at_end] if posts else None


def person_meant(before: str, answer: str) -> str | None:
    """Return who "he" or "she" is: named in the earlier question, else whom the answer quotes.

    Where the question asks who it was, the answer says it.
    """
    answer = answer[:_READ_OF_ANSWER]
    asks = bool(re.match(r"\W*(?:and |so |but )?who\b", before, re.IGNORECASE))
    if asks and (found := _who_did(before, answer)):
        return found
    if not asks and (found := person_in(before)):
        return found
    for label in re.findall(r"([^\n“”]{1,300}):? ?“", answer):
        speaker = label.rstrip(": ").rsplit(", ", maxsplit=1)[-1]
        if found := person_in(label) or person_in(f"the {speaker}"):
            return found
    return person_in(answer, first=True) or (person_in(before) if asks else None)


def _who_did(before: str, answer: str) -> str | None:
    """Return the person named right before the verb asked for: "Ann Dee Substituting"."""
    clause = take_apart(before)
    verb = content_stems(clause.rest.split()[0]) if clause and clause.rest else frozenset[str]()
    for match in re.finditer(r"[\w’'-]+", answer):
        if content_stems(match[0]) & verb:
            close = answer[max(0, match.start() - _CLOSE) : match.start()]
            return person_in(re.split(r"[.;:“”()]", close)[-1])
    return None


_CLOSE = 60  # characters


def resolve(question: str, before: str, answer: str, root: str = "") -> str | None:
    """Return the question with its first pronoun replaced by what it stands for.

    `root` is the question with which the talk came to its subject. None where it is not known what
    a pronoun means, or where the sentence would not read.
    """
    text = question.strip(" ?.!")
    if done := _done_during(text, before):
        return done
    words = text.split()
    clear = take_apart(before) is not None and not re.search(r"[.?!] ", before)
    changed = False
    found = pointers(text)
    # Of several things the first is named, the second "it" follows it.
    thing = next((n for n, low in found if low not in _PERSONAL and low != "there"), None)
    for n, low in reversed(found):
        if low in _PERSONAL:
            person = person_meant(before, answer)
            if not person:
                continue
            ending = _PERSONAL[low]
            if low == "her" and n + 1 < len(words) and bare(words[n + 1]) not in _NO_NOUN:
                ending = "'s"
            words[n] = _with_mark(f"{person}{ending}", words[n])
            changed = True
            continue
        if low == "there":
            if place := _there(words, before):
                words[n] = _with_mark(place, words[n])
                changed = True
            continue
        if n != thing:
            continue
        meant = _fitting(_meant(low, before, answer, text), text)
        if low in {"them", "those"} and bare(words[n - 1]) in _HANDED and _COUNTED.match(root):
            meant = f"the figures for {topic(root)}"
        if not clear or not meant or len(meant.split()) > _LONGEST:
            return None
        changed = _put(words, n, low, _agreeing(words, n, low, meant, before)) or changed
    if not changed:
        return None
    return closed(" ".join(words))


_ASKS_WHEN = re.compile(
    r"(?:when|(?:(?:in|on|at|by) )?(?:what|which) (?:date|day|month|year|time))\b", re.IGNORECASE
)


def _fitting(noun: str, question: str) -> str:
    """Return a noun without what the question says itself, or asks.

    "The pool in May" is "the pool" where it is asked when; of "the trees planted" the trees are
    left where it is asked who planted them.
    """
    twin = re.search(r" (\w+ed)$", noun)
    if twin and bare(twin[1]) in {bare(word) for word in question.split()}:
        return noun[: twin.start()]
    for one in times(noun) if _ASKS_WHEN.match(question) else ():
        if one.end == len(noun) and (lead := BEFORE_TIME.search(noun[: one.start])):
            return noun[: lead.start()].rstrip()
    return noun


_COUNTED = re.compile(r"\W*(?:and |so |but )?how (?:many|much)\b", re.IGNORECASE)
_HANDED = words_of("get have see receive provide publish send share give")


def _there(words: list[str], before: str) -> str | None:
    """Return where "there" is: a place or a numbered part of a paper named before, the meeting."""
    if place := _PLACE.search(before):
        return f"in {place[1]}"
    for name in ("item", "key_aim", "strategic_priority"):
        if match := PLACE_FORMS[name].search(before):
            return f"under {match[0]}"
    return "at the meeting" if bare(words[0]) in BE else None


_THEY_DID = re.compile(r"(how (?:many|much)(?: [\w’'-]+){0,3}) did they (\w+)", re.IGNORECASE)


def _done_during(question: str, before: str) -> str | None:
    """Return "how many were caught during the raid" of "they", where only the raid is known."""
    match = _THEY_DID.fullmatch(question)
    clause = take_apart(before)
    if not match or clause is None or clause.asking != "when" or clause.auxiliary not in BE:
        return None
    done, event = past(match[2]), topic(before)
    if not done.endswith("ed") or is_plural(event) or _BODY.search(before):
        return None
    verb = "was" if match[1].lower().startswith("how much") else "were"
    return closed(f"{match[1]} {verb} {done} during {event}")


_MANY = {"is": "are", "was": "were", "does": "do", "has": "have"}

_ONE = {many: one for one, many in _MANY.items()}


def closed(text: str) -> str:
    """Return a question or a request with a capital and, where it asks, a question mark."""
    asks = bare(text.split(maxsplit=1)[0]) not in {
        "tell",
        "explain",
        "compare",
        "show",
        "list",
        "describe",
    }
    return f"{text[:1].upper()}{text[1:].rstrip(' ?.!')}{'?' if asks else ''}"


def _agreeing(words: list[str], n: int, low: str, meant: str, before: str) -> str:
    """Return what is meant in the number of the verb before it: "is the number of thefts"."""
    verb = bare(words[n - 1]) if n else ""
    if low == "they" and not is_plural(meant) and verb in _ONE:
        words[n - 1] = _ONE[verb] if words[n - 1].islower() else _ONE[verb].capitalize()
    if low not in {"it", "that", "this"} or verb not in _MANY or not is_plural(meant):
        return meant
    if re.match(r"\W*(?:and |but |so )?how many\b", before, re.IGNORECASE):
        return f"the number of {re.sub('^the ', '', meant)}"
    words[n - 1] = _MANY[verb] if words[n - 1].islower() else _MANY[verb].capitalize()
    return meant


_NO_NOUN = PREPOSITIONS | AUXILIARIES | DETERMINERS | {"and", "or", "when", "to", "say", "about"}


_MOVED_ON = re.compile(
    r"\bthe (?:round|session|edition|issue|phase|stage|term) (?:before|after) .+$"
)


def numbered(question: str, before: str, answer: str = "") -> str | None:
    """Return "the second one" with its noun, where the earlier question asks for several things.

    Where more than their number tells them apart, it is named as the answer does.
    """
    match = ordinal_of(question)
    about = re.sub(r"^the ", "", topic(before))
    if not match or not is_plural(about):
        return None
    words = about.split()
    if len(words) > _FEW and (found := point(answer, match[1])):
        return closed(f"{question[: match.start()]}{found}{question[match.end() :]}")
    ends = (n for n, w in enumerate(words) if n and (bare(w) in _ENDS or is_past(w)))
    at = next(ends, len(words))
    words[at - 1] = re.sub(r"(?<!s)s$", "", re.sub(r"ies$", "y", words[at - 1]))
    noun = " ".join(words)
    return closed(f"{question[: match.start()]}the {match[1]} {noun}{question[match.end() :]}")


_FEW = 2  # "the key aims", "the new priorities" are known by their numbers
_ENDS = PREPOSITIONS | {"that"}


def _with_mark(text: str, word: str) -> str:
    mark = word[-1:] if word[-1:] in ",;:" else ""
    if re.search(r"\w['’]s\b", word) and not text.endswith("'s"):
        mark = f" is{mark}"
    return f"{text}{mark}"


_DECIDED = re.compile(
    r"\b(?:decided?|agreed?|announced?|proposed?|confirmed|insisted|denied) (?:this|that)$",
    re.IGNORECASE,
)


def _meant(low: str, before: str, answer: str, question: str) -> str:
    about = re.sub(r"^how much\b", "what", matter(before, answer))
    if low in {"it", "this", "that"} and about.startswith("the money from "):
        about = about.replace("the money", f"the {sum_in(answer) or 'money'}", 1)
    clause = take_apart(before)
    if low in {"one", "ones"} and (moved := _MOVED_ON.search(before.rstrip(" ?.!"))):
        owner = next(iter(names_in(topic(before))), "")
        noun = moved[0].removeprefix("the ")
        return f"the {owner}'s {noun}" if owner else moved[0]
    plural = low in {"they", "them", "their", "theirs"}
    if plural and clause and clause.asking in {"what", "which"} and is_plural(clause.subject):
        return clause.subject
    if low in {"this", "that"} and clause and not clause.asking and _DECIDED.search(question):
        return re.sub("^whether", "that", told(clause) or about)
    if low in {"this", "that"} and clause and clause.asking in {"why", "when", "where", "how"}:
        return told(clause) or about
    if low in {"they", "them", "their", "theirs"} and not is_plural(about):
        body = _BODY.search(before)
        if body:
            return body[1] if body[1].lower().startswith("the ") else f"the {body[1]}"
    return about


def _put(words: list[str], n: int, low: str, meant: str) -> bool:
    before = bare(words[n - 1]) if n else ""
    after = bare(words[n + 1]) if n + 1 < len(words) else ""
    owned = low in {"its", "their"}
    long = len(meant.split()) > 4 or {bare(word) for word in meant.split()} & PREPOSITIONS
    if low == "one" and before in {"that", "this"}:
        words[n - 1 : n + 1] = [_with_mark(meant, words[n])]
        return True
    if low in {"one", "ones", "theirs", "itself", "themselves"} or (owned and long):
        return False
    if owned:
        words[n] = f"{meant}'" if meant.endswith("s") else f"{meant}'s"
        return True
    if low in {"this", "that", "it"} and before in {"say", "said", "saying", "mention", "tell"}:
        words[n] = _with_mark(f"{'this' if low == 'this' else 'that'} about {meant}", words[n])
        return True
    noun_follows = after and after not in _NO_NOUN and not stands_alone(words, n)
    if low in {"this", "that", "these", "those"} and noun_follows:
        return _put_noun(words, n, meant)
    words[n] = _with_mark(meant, words[n])
    return True


def _put_noun(words: list[str], n: int, meant: str) -> bool:
    """Replace "those two figures" or "that project" where the noun is known; tell whether it is."""
    m = n + 1 + (bare(words[n + 1]) in _NUMERALS and n + 2 < len(words))
    if bare(words[m]) in _FIGURES:
        words[n : m + 1] = [_with_mark(f"the {bare(words[m])} for {meant}", words[m])]
        return True
    shared = _shares_head(bare(words[n + 1]), meant)
    if shared:
        words[n : n + 2] = [_with_mark(meant, words[n + 1])]
    return shared


_NUMERALS = words_of("two three four five six seven both")
_FIGURES = words_of("figures numbers statistics totals")


def _shares_head(noun: str, meant: str) -> bool:
    stem = noun.rstrip("s")
    return any(bare(word).rstrip("s") == stem for word in meant.split())
