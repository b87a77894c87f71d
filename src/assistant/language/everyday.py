"""Everyday words that mean the same in a question and in a paper. Data: add rows, no code."""

from collections.abc import Callable, Sequence
from functools import cache

from assistant.language.words import fold, stem

_ROWS = (
    "bike bicycle cycle",
    "car vehicle motor automobile",
    "kid child children youngster teenager teen youth pupil juvenile minor",
    "cop police officer bobby constable policeman policewoman",
    "money cash funding fund grant award sum cost budget",
    "jail prison custody gaol",
    "crook criminal offender perpetrator",
    "break-in burglary",
    "murder homicide killing",
    "die died dead death deaths fatal fatality killed",
    "scam fraud con swindle",
    "internet online web website cyber digital",
    "phone telephone mobile",
    "house home household dwelling residential",
    "elderly old older pensioner",
    "drug narcotic",
    "gun firearm weapon",
    "knife knives blade bladed",
    "headquarters hq base",
    "abuse violence assault",
    "steal stolen theft nick nicked rob robbed robbery",
    "council authority borough district",
    "countryside rural farm",
    "refugee asylum migrant",
    "homeless rough sleeper",
    "resolution resolved resolve",
    "racist race racial hate",
    "volunteer special unpaid",
    "camera cctv footage video",
    "survey questionnaire poll",
    "training course workshop",
    "letter correspondence",
    "staff employee worker personnel workforce",
    "chair chairman chairwoman chairperson chaired chairing",
    "boss head leader chief director",
    "firm company business",
    "charity organisation group voluntary",
    "doctor gp health medical clinical",
    "rubbish waste litter tipping",
    "speeding speed driving motoring",
    "quick fast urgent emergency hurry",
    "tag tagging tracker monitor",
    "lockdown covid coronavirus pandemic",
)


@cache
def _alike() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in _ROWS:
        for one in _stems(row):
            found[one] = found.get(one, frozenset()) | _stems(row)
    return found


def alike(word_stem: str) -> frozenset[str]:
    """Return the stems that mean much the same as a stem, itself among them."""
    return _alike().get(word_stem, frozenset()) | {word_stem}


def in_other_words(
    unheld: Sequence[str], held: Callable[[list[str]], frozenset[str]]
) -> dict[str, str]:
    """Return, for words that no paper uses, those meaning much the same that some paper uses.

    `held` tells which of many words are used. Keys are words as typed, values one word or several;
    a word for which there is none is left out.
    """
    others = {
        word: list(
            dict.fromkeys(
                [one for row in _ROWS if stem(word) in _stems(row) for one in row.split()]
                + derived(word)
            )
        )
        for word in unheld
    }
    used = held([one for row in others.values() for one in row]) if others else frozenset[str]()
    found = {word: " ".join(one for one in row if one in used) for word, row in others.items()}
    return {word: said for word, said in found.items() if said}


# Endings that make one word from another and that stemming leaves apart: "slave" and "slavery".
_DERIVING = (
    "ery",
    "ry",
    "er",
    "ers",
    "or",
    "ors",
    "ist",
    "ists",
    "ment",
    "ing",
    "ion",
    "ation",
    "al",
)


def derived(word: str) -> list[str]:
    """Return the words that differ from a word by an ending that makes one word from another."""
    low = fold(word)
    if len(low) < 5 or not low.isalpha():
        return []
    bases = {low, low.removesuffix("e"), low.removesuffix("y")}
    bases |= {low.removesuffix(ending) for ending in _DERIVING if len(low) - len(ending) > 3}
    made = {f"{base}{ending}" for base in bases for ending in ("", "e", "y", *_DERIVING)}
    return sorted(one for one in made if len(one) > 3 and stem(one) != stem(low))


@cache
def _stems(row: str) -> frozenset[str]:
    return frozenset(map(stem, row.split()))
