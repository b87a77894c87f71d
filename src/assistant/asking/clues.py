"""What was understood of a question, as chips that a person can take away."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.asking.constraints import Constraint
from assistant.asking.phrasing import Kind
from assistant.asking.question import Asked
from assistant.dates.asked import spoken
from assistant.types import Clue

_ASKS: dict[Kind, str] = {
    "figure": "asks for a figure",
    "who": "asks who",
    "when": "asks when",
    "where": "asks where",
    "why": "asks why",
    "said": "asks what was said",
    "structure": "asks for a list",
    "actions": "asks for actions",
}


def clues(asked: Asked, constraints: Sequence[Constraint]) -> tuple[Clue, ...]:
    """Return what narrows the search and what shapes the answer, in this order."""
    found = [Clue(key=one.key, label=one.about) for one in constraints]
    if asked.kind in _ASKS:
        found.append(Clue(key="kind", label=_ASKS[asked.kind]))
    return tuple({clue.key: clue for clue in found}.values())


def without(asked: Asked, keys: Collection[str]) -> Asked:
    """Return what was asked without the clues of these keys; unknown keys change nothing."""
    if not keys:
        return asked
    plain = {"key_aim", "strategic_priority", "item", "question", "year"}
    asked = replace(
        asked,
        **dict.fromkeys(plain & set(keys)),  # type: ignore[arg-type]
        names=tuple(name for name in asked.names if f"name:{name}" not in keys),
        numbers=tuple(number for number in asked.numbers if f"figure:{number}" not in keys),
        dates=tuple(day for day in asked.dates if f"date:{spoken(day)}" not in keys),
        meeting_dates=tuple(
            day for day in asked.meeting_dates if f"date:{spoken(day)}" not in keys
        ),
    )
    if "strand" in keys:
        asked = replace(asked, strand_words=())
    if "papers" in keys:
        asked = replace(asked, papers=())
    if "kind" in keys:
        asked = replace(asked, kind="open", structure_of=None)
    return asked
