"""Rows of action tables and trackers: what, who, when, and how it stands."""

import re
from dataclasses import dataclass

from assistant.commitments import phrases as p

_DONE = re.compile(
    r"^(?:completed?|done|closed|discharged|fulfilled|achieved|delivered|actioned|green|finished)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"^(?:open|ongoing|on-going|outstanding|in progress|not (?:yet )?started|overdue|pending|amber|red|"
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

    A table counts as one of actions where a column says what and another says who, when or how
    it stands.
    """
    cells: dict[str, str] = {}
    heads = list(p.CELL.finditer(text))
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        name = next((n for n, pattern in p.COLUMNS.items() if pattern.match(head["head"])), None)
        if name and name not in cells:
            cells[name] = text[head.end() : end].strip()
    if not cells.get("what") or (len(cells) < 2 and len(heads) < 2 and "Action" not in text[:8]):
        return None
    state = cells.get("state", "")
    return ActionRow(
        what=cells["what"],
        who=cells.get("who", ""),
        when=cells.get("when", ""),
        state=state,
        done=bool(_DONE.match(state)),
        partly=bool(_PARTLY.match(state)),
        open=bool(_OPEN.match(state)),
    )
