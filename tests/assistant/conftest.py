"""The sample documents, ingested once with the real models for all tests that need them."""

from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.wiring import PanelAssistant, build_assistant, run_ingest
from ingest.sample import sample_folder


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample documents; tests only read it."""
    folder = tmp_path_factory.mktemp("samples") / "index"
    report = run_ingest(Settings(index=folder), [sample_folder()], quiet=True)
    assert len(report.added) == 2 and not report.failed
    return folder


@pytest.fixture(scope="session")
def samples(sample_index: Path) -> PanelAssistant:
    """The assistant over the sample documents, with its models loaded."""
    assistant = build_assistant(Settings(index=sample_index))
    assistant.warm_up()
    return assistant
