"""The page over the real thing: the sample documents, ingested, indexed, searched and quoted.

With SCREENSHOTS=docs in the environment, the pictures of the README are taken anew on the way.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ingest
from assistant.config import Settings
from assistant.wiring import build_assistant, run_ingest
from tests.ui.conftest import Visit, Visitor

_SAMPLES = Path(ingest.__file__).parent / "sample" / "documents"

_QUESTION = "How many dog thefts were reported?"


def _picture(visit: Visit, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        visit.page.wait_for_timeout(400)  # until what moves has come to rest
        visit.page.screenshot(path=Path(folder) / name)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    settings = Settings(index=tmp_path_factory.mktemp("index"))
    report = run_ingest(settings, [_SAMPLES], quiet=True)
    assert not report.failed
    built = build_assistant(settings)
    built.warm_up()
    yield built


def test_a_question_its_answer_and_the_marked_words(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    page = visit.page
    assert "2 documents" in page.inner_text("#held")
    assert page.locator(".example").count() >= 3
    visit.ask(_QUESTION, "answered")
    assert "40" in page.inner_text("#answer-1")
    number = page.locator("#answer-1 blockquote:has-text('40') .cite").first.get_attribute(
        "data-number"
    )
    source = visit.open_source(1, int(number))
    assert "40" in source.locator("mark").inner_text()
    _picture(visit, "screenshot.png")
    page.keyboard.press("Escape")
    source = visit.open_source(1, 1)
    marked = source.locator("mark").inner_text()
    assert len(marked) > 20
    assert marked in page.inner_text("#answer-1 blockquote >> nth=0")
    # The marked words are those of the document, at the place that is cited.
    held = [p.text for d in assistant.documents() for p in assistant.library.passages(d.id)]
    assert any(marked in text for text in held)
    assert source.locator(".passage").count() > 1
    label = visit.cite(1, 1).get_attribute("aria-label").removeprefix("Source 1: ")
    assert label in source.locator("h2").inner_text()


def test_on_a_phone(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant, viewport={"width": 390, "height": 844}, device_scale_factor=2)
    visit.ask(_QUESTION, "answered")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    _picture(visit, "screenshot-phone.png")
    source = visit.open_source(1, 1)
    assert source.locator("mark").is_visible()
    _picture(visit, "screenshot-phone-source.png")


def test_every_example_is_answered(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    for turn, example in enumerate(assistant.examples(), start=1):
        visit.ask(example, "answered")
        assert visit.page.locator(f"#answer-{turn} .cite").count() >= 1


def test_what_is_not_in_the_documents_is_said_to_be_so(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    visit.ask("What did the Panel decide about fracking in Antarctica?", "not_found")
    assert re.search(r"2 documents, meetings from .*2021", visit.page.inner_text("#answer-1"))
    assert visit.page.locator(".cite").count() == 0
    visit.ask("x" * 10_000, "problem")
    assert "characters" in visit.page.inner_text("#answer-2")
