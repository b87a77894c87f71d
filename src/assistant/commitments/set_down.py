"""Read what a meeting set down: rows of action tables, action marks and lines, decisions."""

import re

from assistant.commitments import phrases as p
from assistant.commitments.clauses import is_participle
from assistant.commitments.due import Calendar, find_due, read_due
from assistant.commitments.model import Due
from assistant.commitments.owners import (
    NOBODY,
    Owner,
    is_agent,
    meets,
    said_by,
    split_owners,
    subject,
)
from assistant.commitments.promises import sentence_in
from assistant.commitments.reading import Reading
from assistant.commitments.rows import read_row
from assistant.commitments.statements import Statement

# A trailing cell or name: "Action: circulate the map (Clerk)", "… – Clerk".
_OWNER_LAST = re.compile(
    r"(?:\((?P<a>[A-Z][^()]{1,60})\)|\s[–—-]\s(?P<b>[A-Z][\w’' /&.]{1,60}))\s*\.?$"
)


# "The Head of Estates to circulate the list": no other verb in front.
_NAMED_TO = re.compile(
    r"^(?:The\s+)?(?P<who>[A-Z][\w’'&/.-]*(?:\s+(?:of|for|and|the|&|[A-Z][\w’'&/.-]*)){0,7})\s+to\s+"
    r"(?:\w+ly\s+)?(?P<verb>[a-z]+)\b(?!.*\b(?:was|were|is|are|had|has|have|said)\b)"
)
# "That the Scrutiny Officer obtain figures": the entry of a decision whose head is not there.
_THAT_NAMED = re.compile(
    r"^That\s+(?:the\s+)?(?P<who>[A-Z][\w’'&/.-]*(?:\s+(?:of|for|and|the|&|[A-Z][\w’'&/.-]*)){0,7})"
    r"\s+(?:\w+ly\s+)?(?P<verb>[a-z]+(?<!s)(?<!ed))\b"
)


def read_table_row(statement: Statement, known: Calendar) -> Reading | None:
    """Read a row of an action table; rows that are done commit nobody."""
    row = read_row(statement.text)
    if row is None or row.done:
        return None
    due, problems = read_due(row.when, known) if row.when else find_due(row.what, known)
    said, _ = find_due(row.what, known)
    if due and due.day and said and said.day and said.day != due.day:
        problems = (*problems, f"two due dates: “{due.text}”, “{said.text}”")
    owners = split_owners(row.who) if row.who else ()
    return Reading(
        kind="action", owner=(owners, "stated" if owners else None), due=due, problems=problems
    )


def read_action(statement: Statement, known: Calendar, author: str | None) -> Reading | None:
    """Read "[Action: …]" behind a sentence, "ACTION: …", or an entry under a heading of actions."""
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
            inner = sentence_in(statement, before, known, author)
            owners = inner.owner if inner else NOBODY
        if not re.search(r"[a-z]{2}", re.sub(r"^\W*actions?\W*", "", before, flags=re.I)):
            problems = (*problems, "does not say what is to be done")
        return Reading(kind="action", owner=owners, said_by=voice, due=due, problems=problems)
    line = p.ACTION_LINE.match(text)
    if line and (statement.passage.part == "action" or len(text) < 400):
        return _action_line(line, known)
    short = _NAMED_TO.match(text) if statement.document.kind in {"minutes", "agenda"} else None
    if short and is_agent(short["who"]) and not p.IN_THE_ROOM.match(short["verb"]):
        due, problems = find_due(text, known)
        return Reading(
            kind="action", owner=(split_owners(short["who"]), "stated"), due=due, problems=problems
        )
    if _under_actions(statement):
        named = re.match(r"^(?P<who>[^.,:;]{2,80}?)\s+to\s+[a-z]+\b", text)
        if named and is_agent(named["who"]):
            due, problems = find_due(text, known)
            return Reading(
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


def _action_line(line: re.Match[str], known: Calendar) -> Reading:
    rest = re.sub(r"^[Tt]he\s+", "", line["rest"].strip(" *_"))
    due, problems = find_due(rest, known)
    who = line["for"] or line["paren"] or ""
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
    return Reading(
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


def _read_entry(statement: Statement, known: Calendar) -> Reading | None:
    """Read an entry of a decision that stands without its head."""
    text = statement.text
    alone = _THAT_NAMED.match(text) if statement.document.kind in {"minutes", "agenda"} else None
    if (
        alone
        and is_agent(alone["who"])
        and alone["verb"] not in {"be", "had", "would", "will", "should"}
    ):
        if re.fullmatch(p.FORMAL, alone["verb"], re.I):
            return None
        due, problems = find_due(text, known)
        owners: Owner = (split_owners(alone["who"]), "stated")
        return Reading(kind="action", owner=owners, due=due, problems=problems)
    return None


def read_resolution(statement: Statement, known: Calendar) -> Reading | None:
    """Read a decision that asks for something, with its entries."""
    entry = _read_entry(statement, known)
    if entry is not None:
        return entry
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
    verb = (match["verb1"] or match["part"] or match["verb2"] or "") if match else ""
    if match is None or re.fullmatch(p.FORMAL, verb, re.I):
        return None
    if match["part"] and not is_participle(verb):
        return None
    name, _ = subject(match["subj"])
    passive = bool(match["part"])
    if match["asked"]:
        name = name or match["subj"]
    owner: Owner = (split_owners(name), "stated") if name and not passive else meets(text)
    due, problems = find_due(text, known)
    return Reading(kind="action", owner=owner, due=due, problems=problems)
