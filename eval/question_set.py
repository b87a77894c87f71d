"""Read a question set: one question a line, with its gold facts and where they stand."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import QuestionError
from eval.metrics.matching import normalised
from eval.metrics.place import FIELDS

_KEYS = {"id", "type", "question", "answerable", "gold", "cite", "history", "list", "also"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question. `gold` are groups of alternatives, `cite` fields of the place that holds them.

    `history` are the earlier turns, each with the keys "question" and "answer". `kind` is the free
    label that a report groups by ("figure", "near_miss"), `line` the line of the file, from 1.
    `listing` says that `gold` is a complete list, one group an entry; `also` are groups that such
    an answer may state without being wrong, and need not.
    """

    id: str
    question: str
    answerable: bool
    gold: tuple[tuple[str, ...], ...]
    cite: Mapping[str, object]
    history: tuple[Mapping[str, str], ...]
    kind: str | None
    line: int
    listing: bool = False
    also: tuple[tuple[str, ...], ...] = ()


def load_questions(path: Path) -> list[Question]:
    """Return the questions of a JSON Lines file; blank lines are skipped.

    Raises `QuestionError` with one line for every bad line of the file: its number, what is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise QuestionError(f"{path}: there is no such question set; give a .jsonl file") from None
    except IsADirectoryError:
        raise QuestionError(f"{path}: this is a folder; give one .jsonl file") from None
    except UnicodeDecodeError:
        raise QuestionError(f"{path}: this is not UTF-8 text; give a .jsonl file") from None
    except OSError as error:
        raise QuestionError(f"{path}: cannot be read ({error.strerror})") from None
    questions: list[Question] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            question = _question(json.loads(line), number)
        except json.JSONDecodeError as error:
            problems.append(f"{path}:{number}: not JSON ({error.msg}, column {error.colno})")
            continue
        except ValueError as error:
            problems.append(f"{path}:{number}: {error}")
            continue
        if question.id in seen:
            problems.append(
                f"{path}:{number}: id {question.id!r} is that of line {seen[question.id]}"
            )
        seen.setdefault(question.id, number)
        questions.append(question)
    if problems:
        raise QuestionError("\n".join(problems))
    if not questions:
        raise QuestionError(f"{path}: there are no questions in it; write one JSON object a line")
    return questions


def _need(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)


def _question(row: Any, line: int) -> Question:  # noqa: ANN401 - whatever the line holds
    _need(isinstance(row, dict), "not a JSON object")
    unknown = sorted(set(row) - _KEYS)
    _need(not unknown, f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(_KEYS))}")
    for key in ("id", "question"):
        value = row.get(key)
        _need(isinstance(value, str) and bool(value.strip()), f'"{key}" must be a text, not empty')
    answerable = row.get("answerable")
    _need(isinstance(answerable, bool), '"answerable" must be true or false')
    kind = row.get("type")
    _need(kind is None or isinstance(kind, str), '"type" must be a text')
    gold = _groups(row.get("gold") or [], "gold")
    listing = row.get("list", answerable and kind == "list")
    _need(isinstance(listing, bool), '"list" must be true or false')
    _need(answerable or not listing, 'an unanswerable question has no "list"')
    also = _groups(row.get("also") or [], "also")
    _need(listing or not also, 'only a question with a complete list has "also"')
    if answerable:
        _need(bool(gold), 'an answerable question needs "gold"')
    else:
        _need(not gold and not row.get("cite"), 'an unanswerable question has no "gold" or "cite"')
    return Question(
        id=row["id"],
        question=row["question"],
        answerable=answerable,
        gold=gold,
        cite=_cite(row.get("cite") or {}),
        history=_history(row.get("history") or []),
        kind=kind,
        line=line,
        listing=listing,
        also=also,
    )


def _groups(value: object, key: str) -> tuple[tuple[str, ...], ...]:
    _need(isinstance(value, list), f'"{key}" must be a list of lists of texts')
    assert isinstance(value, list)
    for group in value:
        _need(
            isinstance(group, list)
            and bool(group)
            and all(isinstance(one, str) and normalised(one) for one in group),
            f'each group of "{key}" must be a list of texts, not empty',
        )
    return tuple(tuple(group) for group in value)


def _cite(value: object) -> dict[str, object]:
    _need(isinstance(value, dict), '"cite" must be an object')
    assert isinstance(value, dict)
    unknown = sorted(set(value) - set(FIELDS))
    _need(
        not unknown,
        f'"cite" has the unknown field {", ".join(unknown)}; known: {", ".join(FIELDS)}',
    )
    _need(
        all(isinstance(one, str | int) for one in value.values()),
        'the fields of "cite" must be texts or numbers',
    )
    return dict(value)


def _history(value: object) -> tuple[dict[str, str], ...]:
    _need(isinstance(value, list), '"history" must be a list')
    assert isinstance(value, list)
    for turn in value:
        _need(
            isinstance(turn, dict)
            and set(turn) == {"question", "answer"}
            and all(isinstance(one, str) for one in turn.values()),
            'each turn of "history" must have the texts "question" and "answer"',
        )
    return tuple(dict(turn) for turn in value)
