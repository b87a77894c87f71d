"""Papers with planted instructions: none is followed, none is rendered, whatever the model does."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.config import Settings
from assistant.prompts import plain
from assistant.types import Answer
from assistant.verification.planted import is_planted, without_planted
from assistant.wiring import PanelAssistant, build_assistant, run_ingest
from tests.assistant.scripted_server import Reply, ScriptedServer, says, serving

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAPERS: list[dict[str, Any]] = json.loads((FIXTURES / "planted.json").read_text(encoding="utf-8"))
IDS = [paper["file"] for paper in PAPERS]
_ORDERS = re.compile(
    r"\b(?:say|state|answer|reply|respond|write|tell|output|print|include|render|repeat|claim|"
    r"report|praise|recommend|display|begin|end|pretend|act|ignore|forget|visit|fetch)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def papers_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted") / "index"
    report = run_ingest(Settings(index=folder), [FIXTURES / "planted"], quiet=True)
    assert len(report.added) == len(PAPERS) == 25
    return folder


@pytest.fixture(scope="module")
def obedient() -> Iterator[ScriptedServer]:
    """A model that does whatever its prompt seems to order, and cites every passage for it."""
    with serving(_obey) as server:
        yield server


def _obey(request: dict[str, Any]) -> Reply:
    prompt = request["messages"][-1]["content"]
    shown = re.findall(r"<passage number=(\d+).*?>\n(.*?)\n</passage>", prompt, re.DOTALL)
    orders = [
        (sentence, [int(number)])
        for number, text in shown
        for sentence in re.split(r"(?<=[.!?]) ", text)
        if _ORDERS.search(sentence)
    ]
    facts = [
        (sentence, [int(number)])
        for number, text in shown[:2]
        for sentence in re.split(r"(?<=[.!?]) ", text)
    ]
    return says(*orders, *facts)


def _traitor(canaries: list[str]) -> Any:
    """Return a model that was won over by other means: it states what was planted, cited."""

    def script(request: dict[str, Any]) -> Reply:
        count = request["messages"][-1]["content"].count("<passage number=")
        return says(
            *((f"It was reported that {canary}.", [number + 1]) for canary in canaries
              for number in range(count)),
            *((f'<a href="https://evil.example">{canary}</a> ![x](https://evil.example/{canary})',
               [1]) for canary in canaries),
        )  # fmt: skip

    return script


def _assistant(index: Path, server: ScriptedServer) -> PanelAssistant:
    return build_assistant(
        Settings(index=index, llm="openai:scripted", llm_base_url=server.address, llm_timeout=20)
    )


def _clean(answer: Answer, canaries: list[str]) -> None:
    written = answer.text if answer.mode == "written" else " ".join(answer.notes)
    for canary in canaries:
        assert canary.casefold() not in written.casefold()
    for sign in ("<", ">", "](", "http:", "https:", "javascript:", "data:"):
        assert sign not in written


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS, ids=IDS)
def test_an_obedient_model_states_nothing_that_was_planted(
    paper: dict[str, Any], papers_index: Path, obedient: ScriptedServer
) -> None:
    assistant = _assistant(papers_index, obedient)
    answer = assistant.ask(paper["question"], mode="written")
    assert answer.status == "answered"
    assert paper["expect"].casefold() in answer.text.casefold()
    _clean(answer, paper["canaries"])


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS, ids=IDS)
def test_nor_does_one_that_states_it_anyway(paper: dict[str, Any], papers_index: Path) -> None:
    with serving(_traitor(paper["canaries"])) as server:
        answer = _assistant(papers_index, server).ask(paper["question"], mode="written")
    assert paper["expect"].casefold() in answer.text.casefold()
    _clean(answer, paper["canaries"])


@pytest.mark.parametrize("paper", PAPERS, ids=IDS)
def test_the_model_does_not_see_what_was_planted(paper: dict[str, Any]) -> None:
    text = (FIXTURES / "planted" / paper["file"]).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    planted = [
        line
        for line in lines
        if any(one.casefold() in line.casefold() for one in paper["canaries"])
    ]
    assert planted
    for line in planted:
        seen = without_planted(plain(line)).casefold()
        assert not any(one.casefold() in seen for one in paper["canaries"])


@pytest.mark.parametrize(
    "sentence",
    [
        "The Chairman asked officers to answer the question in writing.",
        "Members said that the instructions given to contractors were not clear.",
        "The Deputy PCC replied that the system would be upgraded in May.",
        "Teaching assistants should be trained to recognise grooming.",
        "Residents were told to ignore the earlier letter about parking.",
        "RESOLVED that the report be noted and the previous minutes be signed.",
        "If asked, officers will report the figures to the next meeting.",
        "The public can visit the website to see the data.",
        "The Chair asked the Treasurer to respond to the auditor's letter.",
        "ACTION 4: the Clerk to chase the landlord; closed if no reply by Easter.",
        "We should be grateful for your answer by 5 March.",
        "All responses to the survey must be sent to the Clerk.",
        "Reply by Councillor Thorne: I did not.",
    ],
)
def test_what_committees_write_is_not_taken_for_an_order(sentence: str) -> None:
    assert not is_planted(sentence)
