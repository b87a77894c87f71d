"""Read a sentence: somebody's word, a request of the meeting, a plan.

Which of the words of `phrases` count where they stand: not in a question, a condition, an opinion,
a habit or a duty, nor of what has already happened.
"""

import re
from dataclasses import replace

from assistant.commitments import phrases as p
from assistant.commitments.due import Calendar, find_due
from assistant.commitments.model import Due, Kind
from assistant.commitments.owners import NOBODY, owner_of, said_by, split_owners, subject
from assistant.commitments.reading import Reading
from assistant.commitments.statements import Statement

# "will have its cars fitted with cameras": somebody else does it.
_HAVE_DONE = re.compile(
    r"^\s*(?:its|their|the|all|every|his|her|my|our)\s+(?:[\w’'-]+\s+){1,7}?\w+ed\b", re.IGNORECASE
)
_PLANS = (
    p.DUE_TO,
    p.PLANS_TO,
    p.PROPOSED,
    p.ARE_TO,
    p.EXPECTED_TO,
    p.BEGUN,
    p.IN_THE_MAKING,
    p.TO_BE_DONE,
)
_CUES = (
    p.PROMISED,
    p.GAVE_WORD,
    p.WILLING,
    p.REQUESTED,
    p.ASKED_FOR,
    p.REQUEST_MADE,
    p.PROPOSED,
    p.ITEM_ADDED,
    p.TASKED,
    p.TASKING,
    p.EXPECTED_TO,
    p.ADD_TO_AGENDA,
    p.MODAL,
    p.DUE_TO,
    p.PLANS_TO,
    p.ARE_TO,
    p.BEGUN,
    p.IN_THE_MAKING,
    p.TO_BE_DONE,
)


def sentence_in(
    statement: Statement, text: str, known: Calendar, author: str | None
) -> Reading | None:
    """Read `text`, the beginning of a statement, as a sentence of its own."""
    return read_sentence(replace(statement, end=statement.start + len(text)), known, author)


def read_sentence(statement: Statement, known: Calendar, author: str | None) -> Reading | None:
    """Read a sentence that is neither action nor resolution; None where it commits nobody."""
    text = statement.text
    if p.QUESTION.search(text) or p.ROUTINE.search(text) or statement.passage.part == "resolution":
        return None
    if not p.ANY_CUE.search(text):
        return None
    asked = p.ASKED_AND_SAID.search(text)
    offset = asked.end() if asked else 0
    if not asked and p.ASKS.search(text):
        return None
    if not any(pattern.search(text, offset) for pattern in _CUES):
        return None
    due, problems = find_due(text, known)
    reported = statement.document.kind in {"minutes", "agenda"}
    for reading in (_promise, _request, _modal, _plan):
        found = reading(statement, offset, author, reported=reported, due=due)
        if found is not None:
            return replace(found, due=due, problems=problems)
    return None


def _clause(text: str, at: int, offset: int = 0) -> str:
    """Return what stands in front of `at` within its clause."""
    start = offset
    for match in re.finditer(r"[;:]\s|,?\s(?:but|while|whereas|although|though|yet)\s", text[:at]):
        start = max(start, match.end())
    return text[start:at]


def _doubtful(clause: str, text: str) -> bool:
    """Whether the words in front of a verb make it a condition, an opinion or a duty."""
    return bool(
        p.CONDITION.search(clause)
        or p.GENERAL_WHEN.match(text)
        or p.OPINION.search(clause)
        or p.DUTY.search(clause)
    )


def _promise(
    statement: Statement, offset: int, author: str | None, *, reported: bool, due: Due | None
) -> Reading | None:
    text = statement.text
    for pattern in (p.PROMISED, p.GAVE_WORD, p.WILLING):
        match = pattern.search(text, offset)
        if match is None:
            continue
        groups = match.groupdict()
        nxt = (groups.get("next") or "").lower()
        clause = _clause(text, match.start(), offset)
        if _doubtful(clause, text) or re.fullmatch(p.FORMAL, nxt) or nxt == "have":
            continue
        if p.RELATIVE.search(clause):
            continue  # "those who had agreed to help"
        to = (groups.get("to") or "").lower()
        verb = (groups.get("verb") or "").lower()
        if to.startswith("that") and not re.search(
            r"\b(?:would|will|should|shall|(?<!could )(?<!can )(?<!might )(?<!may )(?<!to )be)\b",
            text[match.end() :],
        ):
            continue  # "agreed that the figures were high"
        bare = not to.startswith(("to ", "that"))
        if pattern is p.PROMISED and bare and verb not in {"promised", "pledged", "guaranteed"}:
            continue  # "offered the public a course"
        if re.search(r"\bit (?:was|is|had been)\s*$", clause, re.I):
            return None if not to.startswith("to") else _set_down(statement, match.start())
        if re.search(r"\b(?:was|were|been|are|is)\s*$", clause) and pattern is p.PROMISED:
            continue
        inner = p.MODAL.search(text, match.end()) if to.startswith("that") else None
        at = match.start()
        if inner is not None:
            name, pronoun = subject(text[: inner.start()])
            if name and not _passive(inner["verb"], inner["rest"]) and not pronoun:
                at = inner.start()
        owner, voice = owner_of(
            statement, at, passive=False, rest=text[match.end() :], author=author
        )
        return Reading(
            kind="undertaking",
            owner=owner,
            said_by=voice,
        )
    return None


def _set_down(statement: Statement, at: int) -> Reading:
    """Make an action of what the meeting agreed, whose owner is nobody unless named."""
    by = re.search(
        r"\bthat\s+(?P<subj>(?:the\s+)?[A-Z][^,;:]{2,80}?)\s+(?:be|to|should|would)\b",
        statement.text[at:],
    )
    name = subject(by["subj"])[0] if by else None
    passive = bool(by and re.search(rf"{re.escape(by['subj'])}\s+be\b", statement.text))
    return Reading(
        kind="action", owner=(split_owners(name), "stated") if name and not passive else NOBODY
    )


def _request(  # noqa: PLR0911 - each a reason why not
    statement: Statement, offset: int, author: str | None, *, reported: bool, due: Due | None
) -> Reading | None:
    text = statement.text
    asked_for = (p.REQUESTED, p.REQUEST_MADE, p.ASKED_FOR)
    match = next((m for pattern in asked_for if (m := pattern.search(text, offset))), None)
    if match and not re.search(r"\b(?:had|as)\s*$|\bas (?:the )?$", text[: match.start()]):
        groups = match.groupdict()
        if re.fullmatch(p.FORMAL, groups.get("verb") or "", re.I):
            return None
        asked = re.match(r"(?:that\s+)?(?P<subj>.*?)\s+to\s+[a-z]+", match["what"])
        name = subject(asked["subj"])[0] if asked else None
        return Reading(kind="action", owner=(split_owners(name), "stated") if name else NOBODY)
    tasked = _tasked(text, offset)
    if tasked is not None:
        return tasked
    added = p.ADD_TO_AGENDA.search(text, offset)
    if added is None and due is not None and due.meeting:
        added = p.ITEM_ADDED.search(text, offset)
    if added and reported:
        clause = _clause(text, added.start(), offset)
        agreed = text[added.start() :].lower().startswith("agreed")
        if re.search(r"\b(?:will|would|to)\s+be\s*$", clause, re.I):
            return None  # promised rather than set down
        if _doubtful(clause, text) or p.HEDGED.search(clause) or re.search(r"\bnot\b", clause):
            return None
        if agreed and not re.search(
            r"\b(?:it was|the (?:panel|committee|board)|members)\s*$", clause, re.I
        ):
            return None
        return Reading(kind="action", owner=NOBODY)
    return None


def _tasked(text: str, offset: int) -> Reading | None:
    """Read who has been asked to do something, other than to speak in the room."""
    for pattern in (p.TASKED, p.TASKING):
        match = pattern.search(text, offset)
        if match is None or _doubtful(_clause(text, match.start(), offset), text):
            continue
        verb = match["verb"]
        if p.IN_THE_ROOM.match(verb) or re.fullmatch(p.FORMAL, verb, re.I):
            continue
        name, _ = subject(text[: match.start()] if pattern is p.TASKED else match["who"])
        plain = re.match(r"^(?:The\s+)?(Officers|Staff|Members)$", text[: match.start()].strip())
        name = name or (plain[1] if plain else None)
        if name is not None:
            return Reading(kind="action", owner=(split_owners(name), "stated"))
    return None


def _passive(verb: str, rest: str) -> bool:
    if verb.lower() != "be":
        return False
    first = rest.strip().split(" ")[0].lower() if rest.strip() else ""
    return is_participle(first)


def is_participle(word: str) -> bool:
    """Whether a word behind "be" makes a passive."""
    return (word.endswith("ed") and word not in {"need", "speed"}) or word in p.IRREGULAR


def _modal(
    statement: Statement, offset: int, author: str | None, *, reported: bool, due: Due | None
) -> Reading | None:
    text = statement.text
    for match in p.MODAL.finditer(text, offset):
        would = match["modal"].lower() == "would"
        if would and not (reported or said_by(statement, match.start())):
            continue  # in a report "would" is a condition
        if not _promising(statement, match, offset, due):
            continue
        verb = match["verb"].lower()
        passive = _passive(verb, match["rest"])
        if verb == "have" and re.search(r"\b(?:with|to|for) (?:them|it)\b", text[match.end() :]):
            passive = True  # "would have the data shared with them": by somebody else
        thing = passive or (verb == "be" and not re.match(r"\s*\w+ing\b", match["rest"]))
        owner, voice = owner_of(
            statement, match.start(), passive=thing, rest=text[match.end("verb") :], author=author
        )
        if verb in p.HAPPENS and voice and owner[1] == "stated" and owner[0][0][:1].islower():
            owner = (split_owners(voice), "speaker")  # "the new unit would open": not by itself
        return Reading(kind="undertaking" if reported else "intention", owner=owner, said_by=voice)
    return None


def _acts(prefix: str) -> bool:
    name, pronoun = subject(prefix)
    return pronoun is not None or name is not None


def _promising(  # noqa: PLR0911 - each a reason why not
    statement: Statement, match: re.Match[str], offset: int, due: Due | None
) -> bool:
    """Whether will or would, its verb and its subject say that something is going to be done."""
    text = statement.text
    clause = _clause(text, match.start(), offset)
    verb, rest = match["verb"].lower(), match["rest"].strip()
    before = match["adv"].lower() + " " + text[match.end() : match.end() + 40].lower()
    if _doubtful(clause, text) or p.HEDGED.search(clause):
        return False
    if p.EXPECTED.search(clause) and due is None:
        return False
    if p.HABIT.search(match["adv"]) or p.HABIT.match(rest) or p.HABIT.search(clause[-40:]):
        return False
    if re.search(r"\bdepend(?:s|ed|ing)? (?:on|upon)\b", before) or verb in p.STATES:
        return False
    relative = bool(p.RELATIVE.search(clause))
    subject_text = re.split(r"\b(?:that|said|added|confirmed|replied)\b", clause)[-1].strip()
    subject_text = re.sub(r",[^,]*,", " ", subject_text).strip()
    if p.GENERIC_SUBJECT.search(subject_text) and due is None:
        return False
    if "be able to" in match["adv"].lower():
        return due is not None
    if verb == "be":
        if p.NEXT_THING.search(subject_text):
            return True
        return _will_be(rest, relative=relative, due=due)
    if verb in {"have", "get"}:
        return bool(_HAVE_DONE.match(text[match.end("verb") :]))
    if relative and due is None:
        return False
    name, pronoun = subject(text[: match.start()])
    acts = name is not None or pronoun in {"he", "she", "i", "we", "they"}
    if verb in p.EFFECTS and not acts:
        return False
    return not re.fullmatch(r"(?:this|these|that|it|there|which|what|who)", subject_text, re.I) or (
        pronoun == "it" and name is None and verb not in p.EFFECTS
    )


def _will_be(  # noqa: PLR0911 - each a reason why or why not
    rest: str, *, relative: bool, due: Due | None
) -> bool:
    first = rest.split(" ", maxsplit=1)[0].lower() if rest else ""
    if p.HABIT.match(rest):
        return False
    while first.endswith("ly") or first in {"also", "now", "then", "further"}:
        rest = rest.partition(" ")[2]
        first = rest.split(" ")[0].lower() if rest else ""
        if not first:
            return False
    if is_participle(first):
        return first not in p.NOT_PASSIVE and (not relative or due is not None)
    if first.endswith("ing") and first not in {"nothing", "anything", "something", "interesting"}:
        return not relative or due is not None
    if first in {"the", "a"} and re.match(r"^(?:the|a) \w+ (?:being|becoming)\b", rest):
        return True
    if first == "able":
        return due is not None
    return bool(p.READY.match(rest)) and not relative


def _plan(
    statement: Statement, offset: int, author: str | None, *, reported: bool, due: Due | None
) -> Reading | None:
    text = statement.text
    for pattern in _PLANS:
        for match in pattern.finditer(text, offset):
            clause = _clause(text, match.start(), offset)
            to_be = re.search(r"\bto\s+be\b", match[0]) is not None
            relative = p.BY_WHICH if to_be else p.RELATIVE
            if _doubtful(clause, text) or relative.search(clause) or p.HEDGED.search(clause):
                continue
            if pattern is p.EXPECTED_TO and due is None:
                continue
            acts = _acts(text[: match.start()])
            if pattern is p.ARE_TO and (
                (reported and not to_be and not acts)
                or p.AIM_IS.search(clause)
                or re.fullmatch(p.FORMAL, (match["verb"] or ""), re.I)
            ):
                continue
            verb = (match.groupdict().get("verb") or "").lower()
            if verb in p.STATES or (
                pattern is p.PLANS_TO and verb in p.EFFECTS and not _acts(text[: match.start()])
            ):
                continue
            if (
                pattern is p.DUE_TO
                and not verb
                and due is None
                and not re.search("planned|scheduled", match[0])
            ):
                continue
            passive = (
                to_be
                or pattern in (p.BEGUN, p.TO_BE_DONE, p.PROPOSED)
                or (
                    pattern is p.IN_THE_MAKING
                    and not re.search(
                        r"ing\b(?! (?:developed|prepared|drawn|designed|set|planned|finalised|"
                        r"drafted|procured|recruited))",
                        match[0],
                    )
                )
            )
            owner, voice = owner_of(
                statement, match.start(), passive=passive, rest=text[match.end() :], author=author
            )
            kind: Kind = "undertaking" if reported and pattern is p.DUE_TO else "intention"
            return Reading(kind=kind, owner=owner, said_by=voice)
    return None
