"""Words that say how, how much, where or when, and so name no kind of thing. Data: add words."""

import re

from assistant.language.english import BASES, words_of

_ADVERBS = words_of(
    "away next back up down out off over around again soon yet there here still ever never always "
    "often sometimes everywhere somewhere anywhere nowhere altogether together apart ahead abroad "
    "versus instead anyway maybe perhaps quite almost nearly just only even now then today"
)
_ADJECTIVES = words_of(
    "common main top chief key total overall whole entire actual exact precise rough single sole "
    "double current recent former previous prior initial final usual normal typical general basic "
    "big small large great long short high low good bad poor rich new old young early late major "
    "minor serious real true false right wrong same similar different separate joint own dirty "
    "clean ordinary plain nice kind dead live alive happy sad angry proud sorry sick ill well fine "
    "free busy empty full wet dry hot cold warm dark bright loud quiet strange odd funny crazy "
    "stupid clever smart brave lucky famous popular special extra huge tiny little sheer average "
    "minimum maximum annual yearly monthly weekly daily regular frequent rare likely first second "
    "third fourth last next particular certain proper fair clear simple hard easy quick slow "
    "latest lead spare"
)
_OF_LISTS = words_of(
    "amount amounts figure figures number numbers name names date dates detail details"
)
_ENDINGS = re.compile(r"(?:est|ly|ous|ful|ive|able|ible|ish|less)$")
_OF_VERBS = re.compile(r"(?:ed|ing)$")
# "Tougher", but not "river" or "officer".
_MORE = re.compile(
    r"^(?:tough|long|short|high|low|bigg|larg|small|great|strong|weak|hard|easi|fast|quick|slow|new|"
    r"old|young|saf|clos|clear|wid|cheap|rich|poor|near|light|heavi|earli|late|deep|broad|tight|"
    r"strict|harsh|fair|clean|green|bett|oth)er$"
)


def says_how(word: str) -> bool:
    """Whether a word tells how something is or is done; verbs in -ed and -ing are not meant."""
    return word in _ADVERBS | _ADJECTIVES | _OF_LISTS | BASES or bool(
        _ENDINGS.search(word) or _MORE.search(word)
    )


def names_no_kind(word: str) -> bool:
    """Whether a word in front of a noun does not say what kind of thing is meant."""
    return says_how(word) or bool(_OF_VERBS.search(word))


def is_adverb(word: str) -> bool:
    """Whether a word says where or when, or is a plain verb: nothing that has kinds."""
    return word in _ADVERBS | BASES
