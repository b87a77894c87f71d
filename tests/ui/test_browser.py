"""The page as people use it: mouse, keyboard, phone, screen reader; good and bad questions."""

import re
import socket
import threading
from typing import Any

import pytest

from assistant.errors import NoIndexError, SettingsError
from assistant.types import Answer
from tests.ui.conftest import LOOPBACK, PHONE, Visitor, violations
from tests.ui.invented import (
    BUOYS,
    COVERAGE,
    HOSTILE,
    MINUTES,
    PASSAGES,
    InventedAssistant,
    buoys_answer,
)
from ui import page as ui_page


def test_example_leads_to_an_answer_and_its_source(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.page
    assert COVERAGE in page.inner_text("#held")
    page.click(f".example:has-text('{BUOYS}')")
    page.wait_for_selector("#answer-1 .cite")
    assert page.locator("#answer-1 .cite").count() == 3
    assert page.locator(".example").count() == 0
    source = visit.open_source(1, 1)
    citation = buoys_answer().citations[0]
    assert source.locator("mark").inner_text() == citation.quote
    assert citation.label in source.locator("h2").inner_text()
    text = source.inner_text()
    assert MINUTES.title in text
    assert "harbour minutes.html" in text
    assert PASSAGES[2].text in text  # what comes before
    assert PASSAGES[4].text in text  # and after


def test_keyboard_alone(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.page
    page.locator("#question textarea").focus()
    page.keyboard.type(BUOYS)
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer-1:focus")
    page.keyboard.press("Tab")
    assert visit.focused("e.getAttribute('aria-label')").startswith("Source 1: Minutes")
    page.keyboard.press("Enter")
    page.wait_for_selector(".source:focus")
    for _ in range(3):  # the panel's own controls come next: forward, close, copy
        page.keyboard.press("Tab")
        assert visit.focused("!!e.closest('#source-panel')")
    page.keyboard.press("Escape")
    page.wait_for_selector("#answer-1 .cite[data-number='1']:focus")
    assert not page.locator("#source-panel").is_visible()
    # The same source once more, then on to typing without reaching for the mouse.
    page.keyboard.press("Enter")
    page.wait_for_selector(".source:focus")
    page.keyboard.press("Escape")
    page.locator("#answer-1").focus()
    page.keyboard.type("and")
    assert page.locator("#question textarea").input_value() == "and"


@pytest.mark.parametrize(
    "press", ["#send", ".example >> nth=0", ""], ids=["Ask", "example", "Enter"]
)
def test_question_in_the_first_moment_is_answered(visitor: Visitor, press: str) -> None:
    # The page's clock stands still at the moment of opening, however slow the machine is.
    visit = visitor(script="performance.now = () => 5")
    if press:
        visit.page.locator("#question textarea").fill(BUOYS)
        visit.page.click(press)
        visit.page.wait_for_selector("#answer-1 .cite")
    else:
        visit.ask(BUOYS)


def test_typing_on_is_not_interrupted_by_an_answer(visitor: Visitor) -> None:
    visit = visitor(InventedAssistant(slow=0.8))
    box = visit.page.locator("#question textarea")
    box.fill(BUOYS)
    box.press("Enter")
    visit.page.wait_for_selector("#answer-1 .looking")
    visit.page.keyboard.type("my next")
    visit.page.wait_for_selector("#answer-1 .cite")
    visit.page.keyboard.type(" question")
    assert box.input_value() == "my next question"


def test_on_a_phone_the_source_covers_the_page(visitor: Visitor) -> None:
    visit = visitor(**PHONE)
    page = visit.page
    visit.ask(BUOYS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    source = visit.open_source(1, 3)
    box = source.bounding_box()
    assert (round(box["x"]), round(box["y"]), round(box["width"])) == (0, 0, 390)
    assert page.evaluate("document.getElementById('main-column').inert")
    assert source.get_attribute("aria-modal") == "true"
    assert "lighthouse.pdf · page 3" in source.inner_text()
    source.locator(".close").click()
    page.wait_for_selector("#answer-1 .cite[data-number='3']:focus")
    assert not page.evaluate("document.getElementById('main-column').inert")
    # The phone's way back closes the panel and keeps the conversation.
    visit.open_source(1, 1)
    page.go_back()
    source.wait_for(state="hidden")
    assert page.locator("#answer-1 .cite").count() == 3
    for button in page.locator("button:visible").all():
        assert button.bounding_box()["height"] >= 24


_IN_VIEW = """e => {
  const b = e.getBoundingClientRect();
  return b.height > 0 && b.top >= 0 && b.bottom <= innerHeight;
}"""


def test_question_box_and_marked_words_stay_in_view(visitor: Visitor) -> None:
    visit = visitor(viewport={"width": 1100, "height": 420})
    for _ in range(3):
        visit.ask(BUOYS, "answered")
        assert visit.page.locator("#question textarea").evaluate(_IN_VIEW)
        assert visit.page.locator("#send").evaluate(_IN_VIEW)
    for number in (1, 3, 2):
        source = visit.open_source(3, number)
        assert source.locator("mark").evaluate(_IN_VIEW)
        assert source.locator(".close").evaluate(_IN_VIEW)


def test_previous_and_next_source(visitor: Visitor) -> None:
    visit = visitor()
    visit.ask(BUOYS)
    source = visit.open_source(1, 1)
    assert source.locator("text=Previous").is_disabled()
    visit.page.click(".source .step:has-text('Next')")
    visit.page.wait_for_selector(".source[data-key='1:2']")
    visit.page.wait_for_selector(".source:focus")
    assert visit.page.inner_text("mark") == buoys_answer().citations[1].quote
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_selector("#answer-1 .cite[data-number='1']:focus")


@pytest.mark.parametrize("modern", [True, False], ids=["clipboard", "fallback"])
def test_copying_the_quote_with_its_place(visitor: Visitor, modern: bool) -> None:
    visit = visitor(permissions=["clipboard-read", "clipboard-write"])
    visit.ask(BUOYS)
    visit.open_source(1, 1)
    if not modern:
        visit.page.evaluate(
            "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }"
        )
    visit.page.click("#source-panel .copy")
    visit.page.wait_for_selector("#source-panel .copied:has-text('Copied')")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    citation = buoys_answer().citations[0]
    assert copied == f"“{citation.quote}” ({citation.label}; {MINUTES.title})"


def test_hostile_text_is_only_text(visitor: Visitor) -> None:
    visit = visitor()
    visit.ask(f"action {HOSTILE}", "answered")
    assert HOSTILE in visit.page.inner_text("#turn-1 .asked")
    assert HOSTILE in visit.page.inner_text("#answer-1")
    source = visit.open_source(1, 1)
    assert HOSTILE in source.inner_text()
    assert visit.page.locator("#layout img").count() == 0
    assert visit.page.locator("#layout a").count() == 0
    assert visit.page.evaluate("window.hacked") is None


def test_not_found_shows_no_citation(visitor: Visitor) -> None:
    visit = visitor()
    visit.ask("Who painted the moon?", "not_found")
    assert COVERAGE in visit.page.inner_text("#answer-1")
    assert visit.page.locator(".cite").count() == 0
    visit.page.click(".suggestion")
    visit.page.wait_for_selector("#answer-2 .cite")
    visit.page.wait_for_selector("#answer-2:focus")


def test_bad_questions_get_a_polite_line(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.page
    page.click("#send")
    page.wait_for_selector("#hint :text('type a question')")
    visit.page.locator("#question textarea").fill("   ")
    visit.page.locator("#question textarea").press("Enter")
    page.wait_for_timeout(300)
    assert page.locator(".turn").count() == 0
    assert not visit.assistant.asked
    visit.ask("What about no index?", "problem")
    assert "panel-assistant ingest" in page.inner_text("#answer-1")
    assert page.inner_text("#hint").strip() == ""
    visit.ask("Please crash", "problem")
    assert "Something went wrong" in page.inner_text("#answer-2")
    visit.ask("long " * 2_000, "problem")
    assert "too long" in page.inner_text("#answer-3")
    visit.ask("كم عدد العوامات؟ 灯塔 🗼", "not_found")
    assert page.locator("#turn-4 .words").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert "Traceback" not in page.inner_text("body")
    assert "ZeroDivision" not in page.content()
    visit.ask(BUOYS, "answered")  # and the conversation goes on
    assert [turn.question for turn in visit.assistant.asked[-1][1]] == ["كم عدد العوامات؟ 灯塔 🗼"]


def test_pressing_twice_asks_once(visitor: Visitor) -> None:
    visit = visitor(InventedAssistant(slow=0.7))
    page = visit.page
    page.locator("#question textarea").fill(BUOYS)
    page.evaluate("""() => { const b = document.getElementById('send'); b.click(); b.click(); }""")
    page.locator("#question textarea").press("Enter")
    page.wait_for_selector("#answer-1 .cite")
    page.wait_for_timeout(1_000)
    assert page.locator(".turn").count() == 1
    assert len(visit.assistant.asked) == 1


def test_new_conversation_forgets_also_what_is_under_way(visitor: Visitor) -> None:
    visit = visitor(InventedAssistant(slow=1.0))
    page = visit.page
    visit.ask(BUOYS, "answered")
    visit.open_source(1, 1)
    page.locator("#question textarea").fill("Who painted the moon?")
    page.locator("#question textarea").press("Enter")
    page.wait_for_selector("#answer-2 .looking")
    page.click("#new-conversation")
    page.wait_for_selector(".example")
    page.wait_for_timeout(1_500)
    assert page.locator(".turn").count() == 0
    assert not page.locator("#source-panel").is_visible()
    visit.ask(BUOYS, "answered")
    assert visit.assistant.asked[-1][1] == ()


def test_each_session_has_its_own_conversation(visitor: Visitor) -> None:
    assistant = InventedAssistant()
    first, second = visitor(assistant), visitor(assistant)
    first.ask(BUOYS, "answered")
    second.ask("Who painted the moon?", "not_found")
    assert assistant.asked[-1][1] == ()
    first.ask("and the moon?", "not_found")
    assert [turn.question for turn in assistant.asked[-1][1]] == [BUOYS]
    assert second.page.locator(".turn").count() == 1


class _Together(InventedAssistant):
    """Answers only when two people have asked."""

    def __init__(self) -> None:
        super().__init__()
        self.both = threading.Barrier(2, timeout=10)

    def ask(self, question: str, **options: Any) -> Answer:
        self.both.wait()
        return super().ask(question, **options)


def test_two_people_do_not_wait_for_each_other(visitor: Visitor) -> None:
    assistant = _Together()
    first, second = visitor(assistant), visitor(assistant)
    first.page.locator("#question textarea").fill(BUOYS)
    first.page.locator("#question textarea").press("Enter")
    second.ask(BUOYS, "answered")
    first.page.wait_for_selector("#turn-1[data-state='answered']")


def test_the_browser_keeps_nothing_and_nobody_is_called(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[Any] = []
    connect = socket.socket.connect

    def watched(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            called.append(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", watched)
    visit = visitor()
    visit.ask(BUOYS, "answered")
    visit.open_source(1, 1)
    assert visit.page.evaluate("window.gradio_config.run_history") is False
    kept = visit.page.evaluate(
        "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, "
        "(await indexedDB.databases()).map(d => d.name)])"
    )
    assert "buoys" not in kept
    assert "[]" in kept.rsplit(",", 1)[-1]
    visit.page.wait_for_timeout(500)
    assert called == []


class _NoIndex(InventedAssistant):
    def coverage(self) -> str:
        raise NoIndexError("nothing is indexed yet: run 'panel-assistant ingest PATH' first")

    def examples(self) -> tuple[str, ...]:
        raise NoIndexError("nothing is indexed yet")


def test_a_page_without_an_index_says_what_to_do(visitor: Visitor) -> None:
    visit = visitor(_NoIndex())
    assert "panel-assistant ingest" in visit.page.inner_text("#held")
    assert visit.page.locator("#question textarea").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_accessibility_rules(visitor: Visitor, scheme: str, screen: str) -> None:
    options: dict[str, Any] = PHONE if screen == "phone" else {"reduced_motion": "reduce"}
    visit = visitor(color_scheme=scheme, **options)
    visit.page.wait_for_selector(".example")
    assert violations(visit) == []
    visit.ask(BUOYS, "answered")
    visit.ask("Who painted the moon?", "not_found")
    visit.ask("Please crash", "problem")
    assert violations(visit) == []
    visit.open_source(1, 3)
    assert violations(visit) == []


def test_launch_prints_the_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ui_page.gr.Blocks, "block_thread", lambda blocks: blocks.close())
    ui_page.launch(InventedAssistant(), port=0)
    assert re.search(r"http://127\.0\.0\.1:\d+", capsys.readouterr().out)


def test_a_taken_port_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {port}"):
            ui_page.start(InventedAssistant(), port=port)
