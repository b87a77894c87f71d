"""Rows of action tables and trackers: what, who, when, and how it stands."""

import re
from dataclasses import dataclass

from assistant.commitments import phrases as p

_DONE = re.compile(
    r"^(?:completed?|done|closed|discharged|fulfilled|achieved|delivered|actioned|green|"
    r"finished)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"^(?:open|ongoing|on-going|outstanding|in progress|not (?:yet )?started|overdue|pending|"
    r"amber|red|"
    r"awaiting|delayed|to (?:be|do|follow))\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(r"^(?:part(?:ly|ially)?)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionRow:
    """One row; `done` and `open` as its status cell says, both false where it says neither."""

    what: str
    who: str = ""
    when: str = ""
    state: str = ""
    done: bool = False
    partly: bool = False
    open: bool = False


def read_row(text: str) -> ActionRow | None:
    """Read a row "Action: …; Owner: …; Due: …"; None where no column is of actions with more.

    A table counts as one of actions where a column says what, and another says who, when or how
    it stands or at least three words say what.
    """
    cells: dict[str, str] = {}
    heads = list(p.CELL.finditer(text))
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        name = next((n for n, pattern in p.COLUMNS.items() if pattern.match(head["head"])), None)
        if name and name not in cells:
            cells[name] = text[head.end() : end].strip()
    what = cells.get("what", "")
    if not re.search(r"[^\W\d]", what) or (len(cells) < 2 and len(what.split()) < 3):
        return None
    state = cells.get("state", "")
    return ActionRow(
        what=what,
        who=cells.get("who", ""),
        when=cells.get("when", ""),
        state=state,
        done=bool(_DONE.match(state)),
        partly=bool(_PARTLY.match(state)),
        open=bool(_OPEN.match(state)),
    )
