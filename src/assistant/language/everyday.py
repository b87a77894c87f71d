"""Everyday words that mean the same in a question and in a paper. Data: add rows, no code."""

from functools import cache

from assistant.language.words import stem

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
    "scam fraud con swindle",
    "internet online web website cyber digital",
    "phone telephone mobile",
    "house home household dwelling residential",
    "elderly old older pensioner",
    "drug narcotic",
    "gun firearm weapon",
    "knife blade bladed",
    "headquarters hq base",
    "abuse violence assault",
    "steal stolen theft nick nicked rob robbed robbery",
    "council authority borough district",
    "countryside rural farm",
    "refugee asylum migrant",
    "homeless rough sleeper",
    "racist race racial hate",
    "volunteer special unpaid",
    "camera cctv footage video",
    "survey questionnaire poll",
    "training course workshop",
    "letter correspondence",
    "staff employee worker personnel workforce",
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
        stems = frozenset(stem(word) for word in row.split())
        for one in stems:
            found[one] = found.get(one, frozenset()) | stems
    return found


def alike(word_stem: str) -> frozenset[str]:
    """Return the stems that mean much the same as a stem, itself among them."""
    return _alike().get(word_stem, frozenset()) | {word_stem}
