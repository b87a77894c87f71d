"""Read a sentence: somebody's word, a request of the meeting, a plan.

Which of the words of `phrases` count where they stand: not in a question, a condition, an opinion,
a habit or a duty, nor of what has already happened.
"""

import re
from dataclasses import replace

from assistant.commitments import doubts as d
from assistant.commitments import phrases as p
from assistant.commitments.clauses import clause_before, doubtful, is_over, is_passive
from assistant.commitments.due import Calendar, find_due
from assistant.commitments.model import Due
from assistant.commitments.owners import NOBODY, Owner, meets, owner_of, split_owners, subject
from assistant.commitments.plans import PLANS, read_modal, read_plan
from assistant.commitments.reading import Reading
from assistant.commitments.statements import Statement

_CUES = (
    p.PROMISED,
    p.GAVE_WORD,
    p.TO_THE_PANEL,
    p.COMMITTED_TO,
    p.WILLING,
    p.REQUESTED,
    p.ASKED_FOR,
    p.REQUEST_MADE,
    p.ITEM_ADDED,
    p.TASKED,
    p.TASKING,
    p.LEFT_TO,
    p.ASKED_THAT,
    p.ADD_TO_AGENDA,
    p.MODAL,
    *PLANS,
)


_WHEN = re.compile(r"\b(?:when|as|after|since)\s+(?:the\s+)?[\w’' ]{2,40}$", re.IGNORECASE)


def sentence_in(
    statement: Statement, text: str, known: Calendar, author: str | None
) -> Reading | None:
    """Read `text`, the beginning of a statement, as a sentence of its own."""
    return read_sentence(replace(statement, end=statement.start + len(text)), known, author)


def read_sentence(statement: Statement, known: Calendar, author: str | None) -> Reading | None:
    """Read a sentence that is neither action nor resolution; None where it commits nobody."""
    text = statement.text
    if d.QUESTION.search(text) or d.ROUTINE.search(text) or statement.passage.part == "resolution":
        return None
    if not p.ANY_CUE.search(text):
        return None
    asked = d.ASKED_AND_SAID.search(text)
    offset = asked.end() if asked else 0
    if not asked and d.ASKS.search(text):
        return None
    if not any(pattern.search(text, offset) for pattern in _CUES):
        return None
    due, problems = find_due(text, known)
    reported = statement.document.kind in {"minutes", "agenda"}
    for reading in (_promise, _request, read_modal, read_plan):
        found = reading(statement, offset, author, reported=reported, due=due)
        if found is not None:
            return replace(found, due=due, problems=problems)
    return None


def _promise(
    statement: Statement, offset: int, author: str | None, *, reported: bool, due: Due | None
) -> Reading | None:
    text = statement.text
    for pattern in (p.PROMISED, p.GAVE_WORD, p.TO_THE_PANEL, p.COMMITTED_TO, p.WILLING):
        match = pattern.search(text, offset)
        if match is None:
            continue
        groups = match.groupdict()
        nxt = (groups.get("next") or "").lower()
        clause = clause_before(text, match.start(), offset)
        if doubtful(clause, text) or re.fullmatch(p.FORMAL, nxt) or nxt == "have":
            continue
        if (groups.get("perfect") or "").lower() == "had " and _WHEN.search(clause):
            continue  # "when he had agreed to look": before this meeting
        if d.RELATIVE.search(clause) or is_over(text, match.end()) or d.PROCEDURE.search(text):
            continue  # "those who had agreed to help", "agreed to close it, but did not"
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
            if name and not is_passive(inner["verb"], inner["rest"]) and not pronoun:
                at = inner.start()
        owner, voice = owner_of(
            statement,
            at,
            passive=pattern is p.TO_THE_PANEL,
            rest=text[match.end() :],
            author=author,
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
        kind="action",
        owner=(split_owners(name), "stated") if name and not passive else meets(statement.text),
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
        if groups.get("see"):
            return Reading(kind="action", owner=NOBODY)
        asked = re.match(r"(?:that\s+)?(?P<subj>.*?)\s+to\s+[a-z]+", match["what"])
        name = subject(asked["subj"])[0] if asked else None
        owner: Owner = (split_owners(name), "stated") if name else meets(text[match.start() :])
        return Reading(kind="action", owner=owner)
    tasked = _tasked(text, offset, reported=reported)
    if tasked is not None:
        return tasked
    added = p.ADD_TO_AGENDA.search(text, offset)
    if added is None and due is not None and due.meeting:
        added = p.ITEM_ADDED.search(text, offset)
    if added and reported:
        clause = clause_before(text, added.start(), offset)
        agreed = text[added.start() :].lower().startswith("agreed")
        if re.search(r"\b(?:will|would|to)\s+be\s*$", clause, re.I):
            return None  # promised rather than set down
        if doubtful(clause, text) or d.HEDGED.search(clause) or re.search(r"\bnot\b", clause):
            return None
        if agreed and not re.search(
            r"\b(?:it was|the (?:panel|committee|board)|members)\s*$", clause, re.I
        ):
            return None
        return Reading(kind="action", owner=meets(text))
    return None


def _tasked(text: str, offset: int, *, reported: bool) -> Reading | None:
    """Read who has been asked to do something, other than to speak in the room."""
    for pattern in (p.TASKED, p.TASKING, p.LEFT_TO, p.ASKED_THAT):
        match = pattern.search(text, offset)
        if (
            match is None
            or is_over(text, match.end())
            or doubtful(clause_before(text, match.start(), offset), text)
        ):
            continue
        if pattern is p.TASKED and not reported and re.match(r"was|were", match[0], re.I):
            continue  # a report tells by it what happened
        verb = match["verb"]
        if p.IN_THE_ROOM.match(verb) or re.fullmatch(p.FORMAL, verb, re.I):
            continue
        name, _ = subject(text[: match.start()] if pattern is p.TASKED else match["who"])
        plain = re.match(r"^(?:The\s+)?(Officers|Staff|Members)$", text[: match.start()].strip())
        name = name or (plain[1] if plain else None)
        if name is not None:
            return Reading(kind="action", owner=(split_owners(name), "stated"))
    return None
