"""A draft gives way to its approved version, and answers again only when it is asked for."""

from pathlib import Path

import pytest

from assistant.config import load_settings
from assistant.types import Filters
from assistant.wiring import PanelAssistant, build_assistant, run_ingest

_PAPER = """{state} Minutes

Minutes of the meeting of the Emberdale Flood Committee held on 3 May 2022

Minute 1 - Apologies

Apologies were received from Nora Quill.

Minute 2 - Pumps

The Clerk reported that the new pumps at Lower Ember had cost {cost} to install.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> PanelAssistant:
    folder = tmp_path_factory.mktemp("versions")
    papers = folder / "papers"
    papers.mkdir()
    (papers / "draft.txt").write_text(_PAPER.format(state="Draft", cost="£41,000"))
    (papers / "approved.txt").write_text(_PAPER.format(state="Approved", cost="£44,500"))
    settings = load_settings(index=Path(folder / "index"))
    report = run_ingest(settings, [papers], quiet=True)
    assert len(report.superseded) == 1
    return build_assistant(settings)


def test_the_approved_version_alone_answers(assistant: PanelAssistant) -> None:
    answer = assistant.ask("How much did the new pumps at Lower Ember cost?")
    assert "£44,500" in answer.text
    assert "£41,000" not in answer.text


def test_the_draft_answers_when_it_is_asked_for(assistant: PanelAssistant) -> None:
    answer = assistant.ask(
        "How much did the new pumps at Lower Ember cost?", filters=Filters(superseded=True)
    )
    assert {"£41,000", "£44,500"} <= {word.strip("“”.,") for word in answer.text.split()}
