"""The clause around a verb: what stands in front of it, who acts in it, what makes it doubtful."""

import re

from assistant.commitments import doubts as d
from assistant.commitments.owners import subject

_NEXT_CLAUSE = re.compile(
    r";|\b(?:and|but)\s+(?:he|she|they|it|we|would|will)\b|\b(?:where|that|who)\b|(?<!,)\s+which\b"
)


def clause_before(text: str, at: int, offset: int = 0) -> str:
    """Return what stands in front of `at` within its clause."""
    start = offset
    for match in re.finditer(r"[;:]\s|,?\s(?:but|while|whereas|although|though|yet)\s", text[:at]):
        start = max(start, match.end())
    return text[start:at]


def doubtful(clause: str, text: str) -> bool:
    """Whether the words in front of a verb make it a condition, an opinion or a duty."""
    return bool(
        d.CONDITION.search(clause)
        or d.GENERAL_WHEN.match(text)
        or d.OPINION.search(clause)
        or d.DUTY.search(clause)
    )


def is_over(text: str, at: int) -> bool:
    """Whether the clause that goes on at `at` says that it was dropped, refused or done since."""
    rest = _NEXT_CLAUSE.split(text[at:])[0]
    return d.OVER.search(rest) is not None


def is_passive(verb: str, rest: str) -> bool:
    """Whether a verb with what follows it ("be", " sent to all") is a passive."""
    if verb.lower() != "be":
        return False
    first = rest.strip().split(" ")[0].lower() if rest.strip() else ""
    return is_participle(first)


def is_participle(word: str) -> bool:
    """Whether a word behind "be" makes a passive."""
    return (word.endswith("ed") and word not in {"need", "speed"}) or word in d.IRREGULAR


def acts(prefix: str) -> bool:
    """Whether a clause in front of its verb ends with somebody who can act."""
    name, pronoun = subject(prefix)
    return pronoun is not None or name is not None
