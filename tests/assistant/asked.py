"""Questions put to the invented papers, with a scripted reader: no model."""

from typing import Any

from assistant.chain import build_chain
from assistant.config import Settings
from assistant.steps import Request
from assistant.types import Answer
from tests.assistant.invented import (
    InventedLibrary,
    ScriptedReader,
)

SETTINGS = Settings(refuse_below=0.5, max_quotes=4, max_question_chars=2000)
HELD = "3 documents, meetings from 12 May 2022 to 12 May 2022"


def ask(
    question: str,
    *yes: str,
    library: InventedLibrary | None = None,
    settings: Settings = SETTINGS,
    **given: Any,
) -> Answer:
    """Ask with a reader that says yes to windows that hold one of `yes`."""
    chain = build_chain(library or InventedLibrary(), ScriptedReader(yes=yes), settings)
    return chain.invoke(Request(question=question, **given))


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]
