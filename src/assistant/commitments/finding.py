"""Find commitments in papers: actions, decisions that ask for something, promises, plans.

Pure functions of documents and passages. The words stand in `phrases`; `set_down` reads what a
meeting recorded, `promises` reads sentences.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.citations import cite
from assistant.commitments import doubts as d
from assistant.commitments.due import Calendar, find_due
from assistant.commitments.identity import commitment_id
from assistant.commitments.model import Commitment
from assistant.commitments.owners import author_of
from assistant.commitments.promises import read_sentence
from assistant.commitments.reading import Reading
from assistant.commitments.set_down import read_action, read_resolution, read_table_row
from assistant.commitments.statements import Statement, statements
from assistant.language.words import content_stems
from assistant.types import Document, Passage

_TO = re.compile(
    r"(?<!programme )\b(?:to|with|for|inform|send|give|provide|update|supply|tell|write to|"
    r"advise|notify)\s+"
    r"(?P<to>(?:the\s+)?(?:[A-Z][\w’'-]*\s+)*(?:Panel|Committee|Board|Members|Councillors|Home "
    r"Secretary)\b|"
    r"(?:Cllr|Councillor)\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?|"
    r"(?:the\s+)?Community Safety Partnerships|(?:the\s+)?CSPs)(?![’']s)"
)
# "The Partnerships would have the figures shared with them"
_TO_THEM = re.compile(
    r"(?:The\s+)?(?P<to>[A-Z][\w’' -]+?)\s+(?:would|will)\s+have\b.*\b(?:with|to|for)\s+them\b"
)
_LEANS = re.compile(
    r"\b(?:those|these|this|such|them|it(?! (?:was|is|had been|would be)\b)|"
    r"the (?:figures?|answer|information|data|details|results?|report|review|numbers?|rest|two|"
    r"same|matter|issue))\b",
    re.IGNORECASE,
)


def find_commitments(
    documents: Sequence[Document], passages: Callable[[str], Sequence[Passage]]
) -> tuple[Commitment, ...]:
    """Return every commitment that the documents hold, in order of meeting and reading.

    `passages` gives a document's passages in reading order. No status is told here: see
    `assistant.commitments.evidence`.
    """
    meetings = sorted({one.meeting_date for one in documents if one.meeting_date})
    found: list[Commitment] = []
    seen: dict[str, int] = {}
    for document in sorted(documents, key=lambda one: (str(one.meeting_date or ""), one.id)):
        held = passages(document.id)
        known = Calendar(
            made_on=document.meeting_date,
            meetings=[*meetings, *_announced(document, held)],
        )
        author = author_of(document, held)
        for statement in statements(document, held):
            one = _read(statement, known, author)
            if one is None:
                continue
            commitment = _made(statement, one)
            nth = seen[commitment.id] = seen.get(commitment.id, 0) + 1
            if nth > 1:
                commitment = replace(commitment, id=f"{commitment.id}-{nth}")
            found.append(commitment)
    return tuple(_same_meeting(found))


def _announced(document: Document, held: Iterable[Passage]) -> list[date]:
    """Return the dates that the paper itself gives for the next meeting."""
    out = []
    for passage in held:
        if d.ROUTINE.search(passage.text) or d.ROUTINE.search(passage.place.item_title or ""):
            due, _ = find_due(passage.text, Calendar(made_on=document.meeting_date))
            if due and due.day and re.search(r"\d", due.text):
                out.append(due.day)
    return out


def _made(statement: Statement, found: Reading) -> Commitment:
    start = statement.start + (found.start or 0)
    text = statement.passage.text[start : statement.end]
    to = _TO.search(text) or _TO_THEM.match(text)
    owners, basis = found.owner
    problems = list(found.problems)
    if statement.passage.cut_short and statement.end == len(statement.passage.text):
        problems.append("the source breaks off here")
    about = _about(statement, text)
    return Commitment(
        id=commitment_id(statement.document, text),
        kind=found.kind,
        text=text,
        citation=cite(1, statement.document, statement.passage, start, statement.end),
        owners=owners,
        owner_basis=basis,
        said_by=found.said_by,
        to=to["to"].strip() if to else None,
        due=found.due,
        about=about,
        passage_order=statement.passage.order,
        problems=tuple(problems),
    )


def _about(statement: Statement, text: str) -> str | None:
    """Return the question and the sentence that a text leans on.

    Minutes that run on do not say where the answers to a question end: a sentence that neither
    leans on it nor shares a word with it is about something else.
    """
    passage = statement.passage
    lead = passage.lead if passage.part in {"answer", "action"} else None
    if _LEANS.search(text):
        return " ".join(dict.fromkeys(one for one in (lead, statement.before) if one)) or None
    return lead if lead and content_stems(lead) & content_stems(text) else None


def _read(statement: Statement, known: Calendar, author: str | None) -> Reading | None:
    """Read one statement in the first of the ways that fits."""
    if statement.passage.part == "table_row":
        return read_table_row(statement, known)
    return (
        read_action(statement, known, author)
        or read_resolution(statement, known)
        or read_sentence(statement, known, author)
    )


def _same_meeting(found: Sequence[Commitment]) -> list[Commitment]:
    """Keep one of the commitments that two papers of one meeting say in the same words."""
    out: list[Commitment] = []
    first: dict[tuple[object, ...], int] = {}
    for one in found:
        document = one.citation.document
        key = (document.kind, document.meeting_date, re.sub(r"\W+", " ", one.text).casefold())
        at = first.get(key)
        if at is not None and out[at].citation.document.id != document.id and document.meeting_date:
            note = f"also in “{document.title}”, which is of the same meeting"
            if note not in out[at].problems:
                out[at] = replace(out[at], problems=(*out[at].problems, note))
            continue
        first.setdefault(key, len(out))
        out.append(one)
    return out
