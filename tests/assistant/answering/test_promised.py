"""Questions about commitments are answered from the register, with what came back."""

from datetime import date
from pathlib import Path

from assistant.answering.promised import promises
from assistant.chain import build_chain
from assistant.commitments.opening import open_register
from assistant.config import Settings
from assistant.steps import Request
from assistant.types import Answer
from tests.assistant.invented import InventedLibrary, ScriptedReader, passage

SETTINGS = Settings(refuse_below=0.5, max_quotes=4)


def _ask(
    question: str, folder: Path, library: InventedLibrary | None = None, **given: object
) -> Answer:
    library = library or InventedLibrary()
    register = open_register(library, folder / "register.jsonl")
    promised = promises(lambda: register, library, date(2022, 7, 1))
    chain = build_chain(library, ScriptedReader(yes=("otter",)), SETTINGS, promised=promised)
    return chain.invoke(Request(question=question, **given))  # type: ignore[arg-type]


def test_what_was_promised(tmp_path: Path) -> None:
    answer = _ask("What has the River Officer promised about the otter survey?", tmp_path)
    assert answer.status == "answered"
    assert answer.total == len(answer.groups) == 2
    quoted = {citation.quote for citation in answer.citations}
    assert "A survey of otters will follow in June." in quoted
    assert "The River Officer would circulate the otter survey. [ACTION: NQ]" in quoted
    # Overdue first; nothing later is held of the other.
    assert "due 30 June 2022" in answer.groups[0].heading
    assert "no later record in the documents held" in answer.groups[1].heading
    assert answer.notes[0] in answer.text and answer.groups[0].heading in answer.text
    assert {clue.label for clue in answer.understood} >= {"asks for commitments"}


def test_what_is_not_in_the_register_is_searched_for(tmp_path: Path) -> None:
    answer = _ask("What has the River Officer promised about helicopters?", tmp_path)
    assert answer.total is None
    again = _ask("What did the River Officer say about otters?", tmp_path)
    assert again.status == "answered" and "asks for commitments" not in again.text


def test_taken_away_it_is_a_question_like_others(tmp_path: Path) -> None:
    question = "What has the River Officer promised about the otter survey?"
    assert not _ask(question, tmp_path, without=("kind",)).groups


def test_the_register_is_opened_for_such_questions_only(tmp_path: Path) -> None:
    def never() -> object:
        raise AssertionError("the register was opened")

    library = InventedLibrary()
    promised = promises(never, library, date(2022, 7, 1))  # type: ignore[arg-type]
    chain = build_chain(library, ScriptedReader(), SETTINGS, promised=promised)
    assert chain.invoke("How much did the dredging cost?").status == "not_found"


def test_what_came_back_is_told_as_such(tmp_path: Path) -> None:
    library = InventedLibrary(
        held_passages=(
            passage(
                "The Clerk undertook to send the pump ledger to all members.", order=1, item="34"
            ),
            passage("The Clerk sent the pump ledger to all members in May.", order=2, item="35"),
        )
    )
    answer = _ask("What did the Clerk promise about the pump ledger?", tmp_path, library)
    assert len(answer.citations) == 2
    assert answer.sentences[0].text.startswith("Minutes, 12 May 2022")
    assert answer.sentences[1].text.split(":")[0] in {
        "A later paper",
        "May relate, to be confirmed",
    }
