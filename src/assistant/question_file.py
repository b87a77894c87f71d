"""Many questions in one file, for `ask --file`: one JSON object a line."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import QuestionError
from assistant.types import Turn


@dataclass(frozen=True, kw_only=True, slots=True)
class FiledQuestion:
    """A question of a file: `line` counts from 1, `given` holds its "id" where it has one."""

    line: int
    question: str
    history: tuple[Turn, ...]
    given: Mapping[str, Any]


def questions_in(file: Path) -> Iterator[FiledQuestion]:
    """Yield the questions of a file in its order.

    Raises QuestionError for a file that cannot be read and, when it gets there, for a line that is
    no question.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise QuestionError(f"{file} cannot be read: {reason}") from None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield FiledQuestion(
                line=number,
                question=_text(row["question"]),
                history=turns(row.get("history") or []),
                given={"id": row["id"]} if "id" in row else {},
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise QuestionError(
                f"{file}, line {number}: needs one JSON object with the key 'question'"
            ) from None


def turns(rows: Sequence[Mapping[str, str]]) -> tuple[Turn, ...]:
    """Return a history as it stands in JSON; raises KeyError and TypeError for other shapes."""
    return tuple(
        Turn(question=_text(row["question"]), answer=_text(row.get("answer") or "")) for row in rows
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
