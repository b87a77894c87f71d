"""Read will, would and plans: which of them say that something is going to be done, and by whom."""

import re

from assistant.commitments import doubts as d
from assistant.commitments import phrases as p
from assistant.commitments.clauses import (
    acts,
    clause_before,
    doubtful,
    is_over,
    is_participle,
    is_passive,
)
from assistant.commitments.model import Due, Kind
from assistant.commitments.owners import owner_of, said_by, split_owners, subject
from assistant.commitments.reading import Reading
from assistant.commitments.statements import Statement

# "will have its cars fitted with cameras": somebody else does it.
_HAVE_DONE = re.compile(
    r"^\s*(?:its|their|the|all|every|his|her|my|our)\s+(?:[\w’'-]+\s+){1,7}?\w+ed\b", re.IGNORECASE
)
# What these say is a plan only with a day to come.
_DATED = (p.PLANNED_FOR, p.UNDER_WAY, p.HAPPENS_ON)
PLANS = (
    p.DUE_TO,
    p.PLANS_TO,
    p.PLANS_A,
    p.PROPOSED,
    p.ARE_TO,
    p.EXPECTED_TO,
    p.BEGUN,
    p.IN_THE_MAKING,
    p.INVERTED,
    p.TO_BE_DONE,
    *_DATED,
)
_TAKES_PART = re.compile(r"\s*(?:\w+ly\s+)?(?:involved|engaged|represented)\b", re.IGNORECASE)
# "are developing", but not "are being developed"
_MAKING = re.compile(
    r"ing\b(?! (?:developed|prepared|drawn|designed|set|planned|finalised|drafted|procured|"
    r"recruited))"
)
_HAD = re.compile(r"\bhad\s+(?:\w+ly\s+|once\s+|first\s+)?(?:been\s+)?$", re.IGNORECASE)
_PRESENT = {"will", "shall", "’ll", "'ll", "is going to", "are going to", "am going to"}
_MOST_BETWEEN = 70  # characters between what happens and its day


def read_modal(
    statement: Statement, offset: int, author: str | None, *, reported: bool, due: Due | None
) -> Reading | None:
    """Read "will", "would" and "going to"; the latter two only in reported speech."""
    text = statement.text
    for match in p.MODAL.finditer(text, offset):
        would = match["modal"].lower() not in _PRESENT
        if would and not (reported or said_by(statement, match.start())):
            continue  # in a report "would" is a condition
        if not _promising(statement, match, offset, due):
            continue
        verb = match["verb"].lower()
        takes_part = verb == "be" and _TAKES_PART.match(match["rest"]) is not None
        passive = is_passive(verb, match["rest"]) and not takes_part
        if verb == "have" and re.search(r"\b(?:with|to|for) (?:them|it)\b", text[match.end() :]):
            passive = True  # "would have the data shared with them": by somebody else
        done_to = verb == "be" and not re.match(r"\s*\w+ing\b", match["rest"]) and not takes_part
        thing = passive or done_to
        owner, voice = owner_of(
            statement, match.start(), passive=thing, rest=text[match.end("verb") :], author=author
        )
        if verb in d.HAPPENS and voice and owner[1] == "stated" and owner[0][0][:1].islower():
            owner = (split_owners(voice), "speaker")  # "the new unit would open": not by itself
        return Reading(kind="undertaking" if reported else "intention", owner=owner, said_by=voice)
    return None


def _promising(  # noqa: PLR0911 - each a reason why not
    statement: Statement, match: re.Match[str], offset: int, due: Due | None
) -> bool:
    """Whether will or would, its verb and its subject say that something is going to be done."""
    text = statement.text
    clause = clause_before(text, match.start(), offset)
    verb, rest = match["verb"].lower(), match["rest"].strip()
    before = match["adv"].lower() + " " + text[match.end() : match.end() + 40].lower()
    if doubtful(clause, text) or d.HEDGED.search(clause) or is_over(text, match.end()):
        return False
    if d.PROCEDURE.search(text) or d.AT_ANY_TIME.search(text, match.end()):
        return False
    if d.HABIT.search(match["adv"]) or d.HABIT.match(rest) or d.HABIT.search(clause[-40:]):
        return False
    if re.search(r"\bdepend(?:s|ed|ing)? (?:on|upon)\b", before) or verb in d.STATES:
        return False
    relative = bool(d.RELATIVE.search(clause))
    subject_text = re.split(r"\b(?:that|said|added|confirmed|replied)\b", clause)[-1].strip()
    subject_text = re.sub(r",[^,]*,", " ", subject_text).strip()
    unsure = d.GENERIC_SUBJECT.search(subject_text) or d.EXPECTED.search(clause)
    if d.OUTSIDE.search(subject_text) or (unsure and due is None):
        return False
    if "be able to" in match["adv"].lower():
        return due is not None
    if verb == "be":
        if d.NEXT_THING.search(subject_text):
            return True
        return _will_be(rest, relative=relative, due=due)
    if verb in {"have", "get"}:
        return bool(_HAVE_DONE.match(text[match.end("verb") :]))
    if relative and due is None:
        return False
    name, pronoun = subject(text[: match.start()])
    doer = name is not None or pronoun in {"he", "she", "i", "we", "they"}
    if verb in d.EFFECTS and not doer:
        return False
    return not re.fullmatch(r"(?:this|these|that|it|there|which|what|who)", subject_text, re.I) or (
        pronoun == "it" and name is None and verb not in d.EFFECTS
    )


def _will_be(  # noqa: PLR0911 - each a reason why or why not
    rest: str, *, relative: bool, due: Due | None
) -> bool:
    first = rest.split(" ", maxsplit=1)[0].lower() if rest else ""
    if d.HABIT.match(rest):
        return False
    while first.endswith("ly") or first in {"also", "now", "then", "further"}:
        rest = rest.partition(" ")[2]
        first = rest.split(" ")[0].lower() if rest else ""
        if not first:
            return False
    if is_participle(first):
        return first not in d.NOT_PASSIVE and (not relative or due is not None)
    if first.endswith("ing") and first not in {"nothing", "anything", "something", "interesting"}:
        return not relative or due is not None
    if first in {"the", "a"} and re.match(r"^(?:the|a) \w+ (?:being|becoming)\b", rest):
        return True
    if first == "able":
        return due is not None
    return bool(d.READY.match(rest)) and not relative


def _on_a_day(statement: Statement, match: re.Match[str], due: Due | None) -> bool:
    """Whether what happens is followed or led by a day after the meeting."""
    made = statement.document.meeting_date
    if due is None or due.day is None or made is None or due.day <= made:
        return False
    at = statement.text.find(due.text)
    near = match.start() < at + len(due.text) and at - match.end() <= _MOST_BETWEEN
    near = near or (at == 0 and match.re is p.UNDER_WAY)
    return near and not re.match(r"until\b", due.text, re.I)


def _behind(statement: Statement, due: Due | None) -> bool:
    made = statement.document.meeting_date
    return bool(due and due.day and made and due.day < made)


def _planned(  # noqa: PLR0911 - each a reason why not
    statement: Statement, match: re.Match[str], offset: int, due: Due | None, *, reported: bool
) -> bool:
    """Whether words of `PLANS` stand where they say that something is planned."""
    text, pattern = statement.text, match.re
    clause = clause_before(text, match.start(), offset)
    verb = (match.groupdict().get("verb") or "").lower()
    to_be, somebody = _to_be(match), acts(text[: match.start()])
    if doubtful(clause, text) or d.HEDGED.search(clause) or is_over(text, match.end()):
        return False
    if _HAD.search(clause) and pattern not in (p.BEGUN, p.IN_THE_MAKING):
        return False  # "had planned to", "had been due": and then something else
    if pattern in _DATED:
        return verb not in d.STATES and _on_a_day(statement, match, due)
    if (d.BY_WHICH if to_be else d.RELATIVE).search(clause) or verb in d.STATES:
        return False
    if pattern is p.EXPECTED_TO:
        return due is not None
    if pattern is p.PLANS_A:
        return somebody
    if pattern is p.PLANS_TO:
        return somebody or verb not in d.EFFECTS
    if pattern is p.DUE_TO:
        if match[0][0] in "wW" and _behind(statement, due):
            return False
        return bool(verb or due or re.search("planned|scheduled", match[0]))
    if pattern is p.ARE_TO:
        if p.AIM_IS.search(clause) or (verb != "appoint" and re.fullmatch(p.FORMAL, verb, re.I)):
            return False
        if match["past"]:
            return reported and verb != "have" and bool(somebody or due)
        return not reported or to_be or somebody
    return True


def _to_be(match: re.Match[str]) -> bool:
    return re.search(r"\bto\s+be\b", match[0]) is not None


def _passive_plan(match: re.Match[str]) -> bool:
    """Whether the words have what is planned, not who plans it, in front of them."""
    if match.re is p.IN_THE_MAKING:
        return not _MAKING.search(match[0])
    things = (p.BEGUN, p.TO_BE_DONE, p.PROPOSED, p.INVERTED, p.PLANNED_FOR)
    return _to_be(match) or match.re in things


def read_plan(
    statement: Statement, offset: int, author: str | None, *, reported: bool, due: Due | None
) -> Reading | None:
    """Read what is planned, begun, in the making, or to happen on a day to come."""
    text = statement.text
    for pattern in PLANS:
        for match in pattern.finditer(text, offset):
            if not _planned(statement, match, offset, due, reported=reported):
                continue
            owner, voice = owner_of(
                statement,
                match.start(),
                passive=_passive_plan(match),
                rest=text[match.end() :],
                author=author,
            )
            kind: Kind = "undertaking" if reported and pattern is p.DUE_TO else "intention"
            return Reading(kind=kind, owner=owner, said_by=voice)
    return None
