"""Whether a question wants everything there is of a kind, and of what kind."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.asking.question import Asked
from assistant.language.topics import Term, number_term, terms_of
from assistant.language.vocabulary import certain_part
from assistant.language.words import MONTHS, content_stems, fold
from assistant.lists.listing import GENERIC, asks_for_place, wanted_parts

Listed = Literal[
    "mentions",  # every passage that speaks of a topic
    "said",  # all that one person said
    "money",
    "figures",
    "dates",
    "bodies",  # organisations
    "people",
    "operations",
    "questions",
    "decisions",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListAsked:
    """What a list is of; `speaker` is who is to have said it, `noun` what its entries are."""

    kind: Listed
    terms: tuple[Term, ...]
    speaker: str | None = None
    noun: str = ""


_EVERY = (
    r"(?:all|every(?: single)?|each|list|names? of|any|show(?: me)?|give(?: me)?|find(?: me)?|"
    r"i need|i want|set out)"
)
_WHICH = r"(?:which|what|name)"
_NEAR = r"[^?.!]{0,30}?\b"


def _pattern(every: str, which: str = "") -> re.Pattern[str]:
    """Match nouns after a word that wants all of them; plural ones after "which" as well."""
    either = [rf"\b{_EVERY}\b{_NEAR}(?:{every})\b"]
    if which:
        either.append(rf"^\W*(?:and |so )?{_WHICH} (?:\w+ ){{0,2}}(?:{which})\b")
        either.append(rf"\b{_WHICH} (?:{which})\b")
    return re.compile("|".join(either), re.IGNORECASE)


_BODIES = "councils|organi[sz]ations|charities|companies|agencies|bodies|community groups"
_KINDS: tuple[tuple[Listed, re.Pattern[str]], ...] = (
    (
        "questions",
        re.compile(
            rf"\b(?:(?:{_EVERY})\b{_NEAR}questions?|(?:which|what|how many)\b{_NEAR}questions)\b"
            r"(?! \(?\d)(?! (?:one|two|three)\b)"
            r"|\b(?:which|what) (?:members|councillors)\b.{0,20}\bquestions?\b",
            re.IGNORECASE,
        ),
    ),
    ("decisions", _pattern("resolutions?|decisions?|recommendations?", "resolutions|decisions")),
    ("operations", _pattern("operations?(?: named)?", "operations")),
    (
        "money",
        re.compile(
            _pattern(
                "sums?|amounts?|payments|sums? of money|money figures?|spending figures?",
                "sums|amounts|payments",
            ).pattern
            # "All the lottery grants of 2019", not "all charities that got grants".
            + r"|\b(?:all|every|each|list)(?: of)?(?: the)? "
            r"(?:(?!that|who|which|got|gett|receiv|given|with)[\w-]+ ){0,4}(?:awards|grants)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "figures",
        re.compile(
            _pattern("figures?|numbers|statistics|percentages").pattern
            + r"|\b(?:different|differing|conflicting)\b.{0,30}\bfigures\b"
            + r"|\b(?:figures|numbers)\b.{0,40}\b(?:by year|each year|over the years)\b",
            re.IGNORECASE,
        ),
    ),
    ("dates", _pattern("dates", "dates")),
    ("bodies", _pattern(_BODIES, _BODIES)),
    ("people", _pattern("councillors|people named|officers named|names|people", "councillors")),
)
_EVERYTHING = re.compile(
    r"\b(?:(?:every|each)(?: single)? (?:time|mention|reference|occasion|point|passage|place|bit|"
    r"instance)|all (?:the )?(?:times|mentions|references|occasions|places|passages|points|"
    r"instances)|everything|everywhere|wherever|anywhere|complete list|full list|"
    r"all of (?:it|them)|list (?:all|every|each|the|everything|what|them|it)|all that)\b"
    r"|^\W*(?:please )?(?:list|all|every|each)\b",
    re.IGNORECASE,
)
# "213 appears twice": what figure it is, wherever it stands.
_APPEARS = re.compile(
    r"\d\W{0,2} (?:appears?|occurs?|comes up|crops up|is (?:given|mentioned|used|stated))\b"
    r"|\bwhere\b.{0,30}\d|\b(?:mentions?|time) (?:of )?(?:the )?(?:figure |number )?£?\d",
    re.IGNORECASE,
)
_ONE_THING = {"why", "when", "where"}
_SAYS = (
    r"(?:said|says|say|told|made|makes|answered|responded|replied|reported|commented|explained|"
    r"raised|stated|gave)"
)
# Words that ask for a list, or that name what is listed, and say nothing of its subject.
LIST_WORDS = content_stems(
    "list listing everything everywhere wherever anywhere every single each time times occasion "
    "mention mentioned mentioning reference referred refer instance passage place point points "
    "raise raised raising comes come came up discussed discuss spoken speak talked talk said made "
    "note noted need want wanted show find complete full please names named name both progress "
    "ask asks put puts sums sum amounts amount payment pay paid figures figure numbers statistics "
    "statistic percentages dates date organisation organisations charity charities companies "
    "agencies appear appears twice occur occurs different differing "
    "bodies body community groups group councillor councillors people officer officers member "
    "members operation operations question questions put asked decision decisions resolution "
    "resolutions recommendation recommendations whoever gave answer answers statement stated "
    "reported commented explained happened happening regarding concerning word words bit"
)
_MONEY_WORDS = content_stems(
    "money spend spent spending award awarded awards grant grants give given receive received pay "
    "paid cost costs total"
)


# "What did Mr Dorn report?" without a word on what: all of it.
_ALL_SAID = re.compile(
    r"^\W*(?:and |so )?what (?:did|has|had) (?P<who>.{3,80}?) "
    r"(?:sa(?:y|id)|report(?:ed)?|tell|told)"
    r"(?: (?:to )?(?:us|them|(?:the )?(?:panel|committee|board|meeting|members)))?\W*$",
    re.IGNORECASE,
)
# What was replied to a question is not a list of questions.
_REPLY = re.compile(
    r"\bwhat (?:was|is) (?:the|their) (?:reply|answer|response)\b.{0,12}\bquestion\b", re.IGNORECASE
)


def list_asked(asked: Asked) -> ListAsked | None:
    """Return what a question wants listed whole; None for a question that wants one answer.

    What is listed from the structure of papers (key aims, items, a place, actions) is not meant.
    """
    text = asked.text
    kind = next((kind for kind, pattern in _KINDS if pattern.search(text)), None)
    if asked.numbers and _APPEARS.search(text):
        return ListAsked(kind="mentions", terms=tuple(map(number_term, asked.numbers)))
    if (match := _ALL_SAID.match(text)) and (who := _named_as(asked, match["who"])):
        return ListAsked(kind="said", terms=(), speaker=who)
    if _one_thing(asked) or not (kind or (_EVERYTHING.search(text) and not asks_for_place(asked))):
        return None
    speaker = _speaker(asked) if kind is None else None
    names = tuple(name for name in asked.names if name != speaker and not _of_paper(name, text))
    stems = asked.stems - GENERIC - asked.own_stems - LIST_WORDS
    if kind == "money":
        stems -= _MONEY_WORDS
    stems = stems.difference(*(content_stems(name) for name in asked.names))
    stems = frozenset(one for one in stems if not one.isdigit() and one not in MONTHS)
    terms = terms_of(text, stems, () if kind in {"questions"} else names)
    if speaker:
        return ListAsked(kind="said", terms=_plain(terms), speaker=speaker)
    if kind is None and not terms and not asked.dates:
        return None
    return ListAsked(kind=kind or "mentions", terms=terms, noun=_noun(kind, text))


def topic_of(asked: Asked, telling: frozenset[str] = frozenset()) -> tuple[Term, ...]:
    """Return the terms of what a phrase is about; `telling` stems count, however common."""
    stems = (asked.stems - GENERIC - asked.own_stems - LIST_WORDS) | (asked.stems & telling)
    stems = frozenset(one for one in stems if one not in MONTHS)
    return terms_of(asked.text, stems, asked.names)


def _one_thing(asked: Asked) -> bool:
    """Whether one thing is asked for, or what is listed from the structure of papers."""
    return bool(
        (asked.kind in _ONE_THING and not _EVERYTHING.search(asked.text))
        or asked.kind == "yes_no"
        or asked.counts
        or certain_part(asked.text)
        or _REPLY.search(asked.text)
        or (wanted_parts(asked) and asked.structure_of != "questions")
    )


def _named_as(asked: Asked, who: str) -> str | None:
    """Return the name that is all of who is asked about, titles and articles left out."""
    return next((name for name in asked.names if who.removeprefix("the ") == name), None)


def _of_paper(name: str, text: str) -> bool:
    """Whether a name only says which paper is meant: "the Northmere minutes"."""
    return bool(
        re.search(
            rf"\b{re.escape(name)}(?:[’']s)? (?:\w+ )?(?:meetings?|minutes|reports?|agendas?|"
            r"papers?|panel|committee|board)\b",
            text,
            re.IGNORECASE,
        )
    )


def _plain(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(term for term in terms if not term.name)


def _speaker(asked: Asked) -> str | None:
    """Return who is to have said what is listed ("all the Chief Constable said")."""
    for name in asked.names:
        if re.search(rf"{re.escape(name)}\b.{{0,12}}\b{_SAYS}\b", asked.text):
            return name
    return None


def _noun(kind: Listed | None, text: str) -> str:
    """Return the word of the question for what is listed, where the kind has several."""
    found = re.findall(r"\b(?:councils|councillors|meetings?)\b", fold(text))
    if kind not in {"bodies", "people", "dates"}:
        return ""
    return found[0] if found else ""
