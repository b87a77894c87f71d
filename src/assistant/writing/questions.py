"""Follow-ups made to stand alone and questions split by a language model, checked like answers.

What the model gives is used only when it adds nothing: its names, figures, dates and words of
meaning come from the question or from the turns before it. Otherwise the rules do it.
"""

import threading
from collections.abc import Sequence

from assistant.errors import ModelError
from assistant.llm import LanguageModel, Message
from assistant.prompts import QUESTION_SCHEMA, plain, split_messages, standalone_messages
from assistant.tracing import span
from assistant.types import Turn
from assistant.verification.clauses import content
from assistant.verification.lexicon import alike, is_glue
from assistant.verification.names import name_problems
from assistant.verification.planted import is_planted, without_planted
from assistant.verification.quantities import quantities, same_value
from assistant.writing.parse import strings

_LONGEST = 300
_MOST_PARTS = 4
_SECONDS = 30.0
# Words that only ask; a rewritten question may bring one or two that merely link.
_NEW_WORDS = 1


def rewritten(
    question: str,
    history: Sequence[Turn],
    model: LanguageModel,
    *,
    stop: threading.Event | None = None,
) -> str | None:
    """Return the follow-up as a question that stands alone, None where the model's is no good."""
    if not history:
        return None
    given = _asked(standalone_messages(question, history, window=model.window), model, stop)
    if len(given) != 1:
        return None
    before = " ".join(f"{turn.question} {without_planted(turn.answer)}" for turn in history)
    return given[0] if _adds_nothing(given[0], f"{before} {question}", question) else None


def split(
    question: str, model: LanguageModel, *, stop: threading.Event | None = None
) -> tuple[str, ...]:
    """Return the questions that a question is made of; itself alone where it is one or in doubt."""
    given = _asked(split_messages(question), model, stop)
    if not 2 <= len(given) <= _MOST_PARTS:
        return (question,)
    if not all(_adds_nothing(one, question, "") for one in given):
        return (question,)
    # Together they must ask for all that was asked for.
    asked = {word for one in given for word in content(one)}
    missing = [word for word in content(question) if word not in asked and not is_glue(word)]
    figures = [
        one
        for one in quantities(question)
        if not any(same_value(one, other) for part in given for other in quantities(part))
    ]
    return (question,) if missing or figures else tuple(given)


def _asked(
    messages: Sequence[Message], model: LanguageModel, stop: threading.Event | None
) -> list[str]:
    """Return the questions that the model gives, none when it fails."""
    written = ""
    try:
        with span("understand", model=model.name):
            for piece in model.stream(
                messages, schema=QUESTION_SCHEMA, stop=stop, seconds=_SECONDS
            ):
                written += piece
    except ModelError:
        return []
    found = [plain(one) for one in strings(written, "questions")]
    return [one for one in dict.fromkeys(found) if one and len(one) <= _LONGEST]


def _adds_nothing(question: str, known: str, asked: str) -> bool:
    """Whether a question's names, figures, dates and words come from what is known.

    It must also keep what the follow-up itself says.
    """
    if is_planted(question) or not question.rstrip().endswith("?"):
        return False
    held = quantities(known)
    if any(not any(same_value(one, other) for other in held) for one in quantities(question)):
        return False
    if name_problems(question, known, ""):
        return False
    words = frozenset(content(known))
    new = [
        word
        for word in dict.fromkeys(content(question))
        if word not in words and not alike(word) & words and not is_glue(word)
    ]
    kept = frozenset(content(question))
    lost = [word for word in content(asked) if word not in kept and not alike(word) & kept]
    return len(new) <= _NEW_WORDS and not lost
