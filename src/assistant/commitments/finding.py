"""Find commitments in papers: actions, decisions that ask for something, promises, plans.

Pure functions of documents and passages. What the words are stands in `phrases`; here is decided
which of them count where they stand: not in a question, a condition, an opinion, a habit, a duty,
nor of what has already happened.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.citations import cite
from assistant.commitments import phrases as p
from assistant.commitments.due import Calendar, find_due, read_due
from assistant.commitments.identity import commitment_id
from assistant.commitments.model import Commitment, Due, Kind
from assistant.commitments.owners import (
    NOBODY,
    Owner,
    author_of,
    is_agent,
    owner_of,
    said_by,
    split_owners,
    subject,
)
from assistant.commitments.rows import read_row
from assistant.commitments.statements import Statement, statements
from assistant.types import Document, Passage

_TO = re.compile(
    r"(?<!programme )\b(?:to|with|for|inform|send|give|provide|update|supply|tell|write to|"
    r"advise|notify)\s+"
    r"(?P<to>(?:the\s+)?(?:[A-Z][\w’'-]*\s+)*(?:Panel|Committee|Board|Members|Councillors|Home "
    r"Secretary)\b|"
    r"(?:Cllr|Councillor)\s+[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?|"
    r"(?:the\s+)?Community Safety Partnerships|(?:the\s+)?CSPs)(?![’']s)"
)
_LEANS = re.compile(
    r"\b(?:those|these|this|that|such|it|them|the (?:figures?|answer|information|data|details|"
    r"results?|report|review|numbers?|rest|two|same|matter|issue))\b",
    re.IGNORECASE,
)
# A trailing cell or name: "Action: circulate the map (Clerk)", "… – Clerk".
_OWNER_LAST = re.compile(
    r"(?:\((?P<a>[A-Z][^()]{1,60})\)|\s[–—-]\s(?P<b>[A-Z][\w’' /&.]{1,60}))\s*\.?$"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """What a reading made of a statement; `at` is where the promise's verb stands."""

    kind: Kind
    owner: Owner
    said_by: str | None = None
    due: Due | None = None
    problems: tuple[str, ...] = ()
    start: int | None = None  # of the span to cite, where it is not the whole statement


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
        if p.ROUTINE.search(passage.text) or p.ROUTINE.search(passage.place.item_title or ""):
            due, _ = find_due(passage.text, Calendar(made_on=document.meeting_date))
            if due and due.day and re.search(r"\d", due.text):
                out.append(due.day)
    return out


def _made(statement: Statement, found: _Found) -> Commitment:
    start = statement.start + (found.start or 0)
    text = statement.passage.text[start : statement.end]
    to = _TO.search(text)
    owners, basis = found.owner
    problems = list(found.problems)
    if statement.passage.cut_short and statement.end == len(statement.passage.text):
        problems.append("the source breaks off here")
    lead = statement.passage.lead if statement.passage.part in {"answer", "action"} else None
    leans = _LEANS.search(text)
    about = (
        " ".join(dict.fromkeys(one for one in (lead, statement.before) if one)) if leans else lead
    )
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
        about=about or None,
        passage_order=statement.passage.order,
        problems=tuple(problems),
    )


def _read(statement: Statement, known: Calendar, author: str | None) -> _Found | None:
    """Read one statement in the first of the ways that fits."""
    if statement.passage.part == "table_row":
        return _row(statement, known)
    return (
        _action(statement, known, author)
        or _resolution(statement, known)
        or _sentence(statement, known, author)
    )


# --- what the meeting set down --------------------------------------------------------------------


def _row(statement: Statement, known: Calendar) -> _Found | None:
    row = read_row(statement.text)
    if row is None or row.done:
        return None
    due, problems = read_due(row.when, known) if row.when else find_due(row.what, known)
    said, _ = find_due(row.what, known)
    if due and due.day and said and said.day and said.day != due.day:
        problems = (*problems, f"two due dates: “{due.text}”, “{said.text}”")
    owners = split_owners(row.who) if row.who else ()
    return _Found(
        kind="action", owner=(owners, "stated" if owners else None), due=due, problems=problems
    )


def _action(statement: Statement, known: Calendar, author: str | None) -> _Found | None:
    text = statement.text
    mark = p.ACTION_MARK.search(text)
    if mark:
        who, due, problems = _who_and_due(mark["who"], known)
        if due is None:
            due, problems = find_due(text[: mark.start()], known)
        owners: Owner = (split_owners(who), "stated") if who else NOBODY
        voice = said_by(statement) or statement.speaker
        before = text[: mark.start()].strip()
        if not who:
            inner = _sentence_in(statement, before, known, author)
            owners = inner.owner if inner else NOBODY
        if not before:
            problems = (*problems, "does not say what is to be done")
        return _Found(kind="action", owner=owners, said_by=voice, due=due, problems=problems)
    line = p.ACTION_LINE.match(text)
    if line and (statement.passage.part == "action" or len(text) < 400):
        return _action_line(line, known)
    if _under_actions(statement):
        named = re.match(r"^(?P<who>[^.,:;]{2,80}?)\s+to\s+[a-z]+\b", text)
        if named and is_agent(named["who"]):
            due, problems = find_due(text, known)
            return _Found(
                kind="action",
                owner=(split_owners(named["who"]), "stated"),
                due=due,
                problems=problems,
            )
    return None


def _under_actions(statement: Statement) -> bool:
    lead = statement.passage.lead or ""
    headings = statement.passage.place.headings
    return statement.passage.part in {"bullet", "text"} and bool(
        p.ACTION_HEADING.match(lead) or (headings and p.ACTION_HEADING.match(headings[-1]))
    )


def _action_line(line: re.Match[str], known: Calendar) -> _Found:
    rest = re.sub(r"^[Tt]he\s+", "", line["rest"].strip(" *_"))
    due, problems = find_due(rest, known)
    who = line["for"] or ""
    if not who:
        # "Clerk to send the map", "J Smith by 1 May: send the map", "J Smith – 1 May"
        named = re.match(
            r"^(?P<who>[^:;]{2,80}?)\s+(?:to|will|shall|should)\s+(?:\w+ly\s+)?[a-z]+\b", rest
        )
        headed = re.match(
            r"^(?P<who>[^:;]{2,80}?)(?:\s+by\s+[^:]{3,40}|\s+\([^)]{3,40}\))?\s*(?::|$)", rest
        )
        last = _OWNER_LAST.search(rest)
        if named and not re.match(r"^[a-z]", named["who"]) and _name_like(named["who"]):
            who = named["who"]
        elif headed and _name_like(headed["who"]):
            who = headed["who"]
        elif last:
            who = last["a"] or last["b"]
    who, own_due, own_problems = _who_and_due(who, known)
    if own_due is not None and due is None:
        due, problems = own_due, own_problems
    body = re.sub(r"^" + re.escape(who), "", rest).strip(" .:–-")
    if not re.search(r"[a-z]{3,}\s+\w", body) or len(body.split()) < 2:
        problems = (*problems, "does not say what is to be done")
    owners = split_owners(who) if who else ()
    return _Found(
        kind="action", owner=(owners, "stated" if owners else None), due=due, problems=problems
    )


def _name_like(who: str) -> bool:
    words = who.replace("/", " ").split()
    return len(words) <= 9 and (
        is_agent(who)
        or all(re.match(r"[A-Z]", w) or w in {"and", "of", "the", "for", "&"} for w in words)
    )


def _who_and_due(text: str, known: Calendar) -> tuple[str, Due | None, tuple[str, ...]]:
    """Split "J Smith by 1 May" into who and when."""
    when = re.search(
        r"\s*(?:[,–—-]\s*|\s)(?=(?:by|before|due|within|at the|on)\s)|\s[–—-]\s(?=\d)", text
    )
    if not when:
        return text.strip(), None, ()
    due, problems = find_due(text[when.end() :], known)
    if due is None and re.match(r"\d", text[when.end() :]):
        due, problems = read_due(text[when.end() :], known)
    return (text[: when.start()].strip(), due, problems) if due else (text.strip(), None, ())


def _resolution(statement: Statement, known: Calendar) -> _Found | None:
    passage, text = statement.passage, statement.text
    lead = passage.lead if passage.part == "resolution" else None
    if passage.part != "resolution" and not re.match(
        r"^(?:It was|The (?:Panel|Committee|Board))\s+(?:\w+\s+)?(?:agreed|resolved|"
        r"recommended)\s+that\b",
        text,
        re.I,
    ):
        return None
    head = p.RESOLVED.match(text)
    body = text[head.end() :] if head else text
    body = p.ENTRY_MARK.sub("", body)
    if not (head or lead):
        return None
    match = p.DECIDED.match(re.sub(r"^that,?\s+", "", body.strip(), flags=re.I))
    if match is None:
        return None
    verb = match["verb1"] or match["part"] or match["verb2"] or ""
    if re.fullmatch(p.FORMAL, verb, re.I):
        return None
    if match["part"] and not _participle(verb):
        return None
    name, _ = subject(match["subj"])
    passive = bool(match["part"])
    if match["asked"]:
        name = name or match["subj"]
    owner: Owner = (split_owners(name), "stated") if name and not passive else NOBODY
    due, problems = find_due(text, known)
    return _Found(kind="action", owner=owner, due=due, problems=problems)


# --- sentences ------------------------------------------------------------------------------------


def _sentence_in(
    statement: Statement, text: str, known: Calendar, author: str | None
) -> _Found | None:
    return _sentence(replace(statement, end=statement.start + len(text)), known, author)


def _sentence(statement: Statement, known: Calendar, author: str | None) -> _Found | None:
    text = statement.text
    if p.QUESTION.search(text) or p.ROUTINE.search(text) or statement.passage.part == "resolution":
        return None
    asked = p.ASKED_AND_SAID.search(text)
    offset = asked.end() if asked else 0
    if not asked and p.ASKS.search(text):
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
) -> _Found | None:
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
        to = (groups.get("to") or "").lower()
        verb = (groups.get("verb") or "").lower()
        if to.startswith("that") and not re.search(
            r"\b(?:would|will|should|shall|be)\b", text[match.end() :]
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
        return _Found(
            kind="undertaking" if reported or pattern is not p.PROMISED else "undertaking",
            owner=owner,
            said_by=voice,
        )
    return None


def _set_down(statement: Statement, at: int) -> _Found:
    """Make an action of what the meeting agreed, whose owner is nobody unless named."""
    by = re.search(
        r"\bthat\s+(?P<subj>(?:the\s+)?[A-Z][^,;:]{2,80}?)\s+(?:be|to|should|would)\b",
        statement.text[at:],
    )
    name = subject(by["subj"])[0] if by else None
    passive = bool(by and re.search(rf"{re.escape(by['subj'])}\s+be\b", statement.text))
    return _Found(
        kind="action", owner=(split_owners(name), "stated") if name and not passive else NOBODY
    )


def _request(
    statement: Statement, offset: int, author: str | None, *, reported: bool, due: Due | None
) -> _Found | None:
    text = statement.text
    match = p.REQUESTED.search(text, offset) or p.ASKED_FOR.search(text, offset)
    if match and not re.search(r"\b(?:had|as)\s*$|\bas (?:the )?$", text[: match.start()]):
        groups = match.groupdict()
        if re.fullmatch(p.FORMAL, groups.get("verb") or "", re.I):
            return None
        asked = re.match(r"(?:that\s+)?(?P<subj>.*?)\s+to\s+[a-z]+", match["what"])
        name = subject(asked["subj"])[0] if asked else None
        return _Found(kind="action", owner=(split_owners(name), "stated") if name else NOBODY)
    added = p.ADD_TO_AGENDA.search(text, offset)
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
        return _Found(kind="action", owner=NOBODY)
    return None


def _passive(verb: str, rest: str) -> bool:
    if verb.lower() != "be":
        return False
    first = rest.strip().split(" ")[0].lower() if rest.strip() else ""
    return _participle(first)


def _participle(word: str) -> bool:
    return (word.endswith("ed") and word not in {"need", "speed"}) or word in p.IRREGULAR


def _modal(
    statement: Statement, offset: int, author: str | None, *, reported: bool, due: Due | None
) -> _Found | None:
    text = statement.text
    for match in p.MODAL.finditer(text, offset):
        would = match["modal"].lower() == "would"
        if would and not (reported or said_by(statement, match.start())):
            continue  # in a report "would" is a condition
        if not _promising(statement, match, offset, due):
            continue
        passive = _passive(match["verb"], match["rest"])
        verb = match["verb"].lower()
        thing = passive or (verb == "be" and not re.match(r"\s*\w+ing\b", match["rest"]))
        owner, voice = owner_of(
            statement, match.start(), passive=thing, rest=text[match.end("verb") :], author=author
        )
        if verb in p.HAPPENS and voice and owner[1] == "stated" and owner[0][0][:1].islower():
            owner = (split_owners(voice), "speaker")  # "the new unit would open": not by itself
        return _Found(kind="undertaking" if reported else "intention", owner=owner, said_by=voice)
    return None


def _acts(prefix: str) -> bool:
    name, pronoun = subject(prefix)
    return pronoun is not None or name is not None


def _promising(statement: Statement, match: re.Match[str], offset: int, due: Due | None) -> bool:
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
    if p.GENERIC_SUBJECT.search(subject_text) and due is None:
        return False
    if "be able to" in match["adv"].lower():
        return due is not None
    if verb == "be":
        return _will_be(rest, relative=relative, due=due)
    if verb in {"have", "get"}:
        return bool(
            re.search(r"^\s*(?:its|their|the|all|every|his|her|my|our)\s+(?:\w+\s+)*\w+ed\b", rest)
        )
    if relative and due is None:
        return False
    name, pronoun = subject(text[: match.start()])
    acts = name is not None or pronoun in {"he", "she", "i", "we", "they"}
    if verb in p.EFFECTS and not acts:
        return False
    return not re.fullmatch(r"(?:this|these|that|it|there|which|what|who)", subject_text, re.I) or (
        pronoun == "it" and name is None and verb not in p.EFFECTS
    )


def _will_be(rest: str, *, relative: bool, due: Due | None) -> bool:
    first = rest.split(" ", maxsplit=1)[0].lower() if rest else ""
    if p.HABIT.match(rest):
        return False
    while first.endswith("ly") or first in {"also", "now", "then", "further"}:
        rest = rest.partition(" ")[2]
        first = rest.split(" ")[0].lower() if rest else ""
        if not first:
            return False
    if _participle(first):
        return first not in p.NOT_PASSIVE and (not relative or due is not None)
    if first.endswith("ing") and first not in {"nothing", "anything", "something", "interesting"}:
        return True
    if first in {"the", "a"} and re.match(r"^(?:the|a) \w+ (?:being|becoming)\b", rest):
        return True
    if first == "able":
        return due is not None
    return bool(p.READY.match(rest)) and not relative


def _plan(
    statement: Statement, offset: int, author: str | None, *, reported: bool, due: Due | None
) -> _Found | None:
    text = statement.text
    for pattern in (p.DUE_TO, p.PLANS_TO, p.ARE_TO, p.BEGUN, p.IN_THE_MAKING, p.TO_BE_DONE):
        for match in pattern.finditer(text, offset):
            clause = _clause(text, match.start(), offset)
            if _doubtful(clause, text) or p.RELATIVE.search(clause) or p.HEDGED.search(clause):
                continue
            to_be = re.search(r"\bto\s+be\b", match[0]) is not None
            if pattern is p.ARE_TO and ((reported and not to_be) or p.AIM_IS.search(clause)):
                continue
            verb = (match.groupdict().get("verb") or "").lower()
            if verb in p.STATES or (
                pattern is p.PLANS_TO and verb in p.EFFECTS and not _acts(text[: match.start()])
            ):
                continue
            if pattern is p.DUE_TO and verb == "":
                if due is None and "planned" not in match[0] and "scheduled" not in match[0]:
                    continue
            passive = to_be or pattern in (p.BEGUN, p.TO_BE_DONE) or (
                pattern is p.IN_THE_MAKING
                and not re.search(
                    r"ing\b(?! (?:developed|prepared|drawn|designed|set|planned|finalised|"
                    r"drafted|procured|recruited))",
                    match[0],
                )
            )
            owner, voice = owner_of(
                statement, match.start(), passive=passive, rest=text[match.end() :], author=author
            )
            kind: Kind = "undertaking" if reported and pattern is p.DUE_TO else "intention"
            return _Found(kind=kind, owner=owner, said_by=voice)
    return None


# --- one meeting, two papers ------------------------------------------------------------------------


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
