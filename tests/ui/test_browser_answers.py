"""What an answer carries, as people use it: clues, sides, lists, choices, copies, written ones."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.types import Answer, Clue, Conflict, Group
from tests.ui.conftest import PHONE, Visit, Visitor, violations
from tests.ui.invented import (
    BUOYS,
    HOSTILE,
    InventedAssistant,
    WritingAssistant,
    buoys_answer,
    hostile_answer,
    long_list,
    written,
)
from ui.conversation import Exchange
from ui.plain import plain_answer


def _box(visit: Visit, selector: str) -> dict[str, float]:
    found: dict[str, float] = visit.page.locator(selector).first.bounding_box()
    return found


def _boxes(visit: Visit, selector: str) -> list[dict[str, float]]:
    """Where all that fit stand at one moment: between two looks the page may still scroll."""
    found: list[dict[str, float]] = visit.page.evaluate(
        """selector => [...document.querySelectorAll(selector)].map((one) => {
            const { x, y, width, height } = one.getBoundingClientRect();
            return { x, y, width, height };
        })""",
        selector,
    )
    return found


def _write(visit: Visit, question: str) -> None:
    """Choose the written mode and ask, without waiting for anything to come back."""
    visit.page.get_by_label("Written").check()
    visit.page.locator("#question textarea").fill(question)
    visit.page.locator("#question textarea").press("Enter")


def test_taking_a_clue_away_asks_again_as_a_new_turn(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.page
    visit.ask("Who painted the moon?", "not_found")
    visit.ask(BUOYS, "answered")
    visit.ask("compare them", "answered")
    button = page.get_by_role("button", name="Without: Item 4/20")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#turn-4[data-state='answered']")
    page.wait_for_selector("#answer-4:focus")
    assert page.inner_text("#turn-4 .asked").split("\n")[-2:] == [BUOYS, "without Item 4/20"]
    assert visit.assistant.without[-1] == ("item",)
    question, history = visit.assistant.asked[-1]
    assert question == BUOYS
    assert [turn.question for turn in history] == ["Who painted the moon?"]
    # What is gone stays gone when the next goes, and the earlier turns stay as they were.
    page.click("#turn-4 [data-without='name:Harbour Master']")
    page.wait_for_selector("#turn-5[data-state='answered']")
    assert visit.assistant.without[-1] == ("item", "name:Harbour Master")
    assert [turn.question for turn in visit.assistant.asked[-1][1]] == ["Who painted the moon?"]
    assert page.locator("#turn-5 .clue").count() == 1
    assert page.locator("#turn-2 .clue").count() == 3
    assert page.locator("#question textarea").input_value() == ""


def test_sides_stand_beside_each_other_and_on_a_phone_below(visitor: Visitor) -> None:
    assistant = InventedAssistant()
    wide, phone = visitor(assistant), visitor(assistant, **PHONE)
    for visit in (wide, phone):
        visit.ask("compare them", "answered")
        assert visit.page.locator(".side").count() == 2
    left, right = _boxes(wide, ".side")
    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] == pytest.approx(right["y"], abs=1)
    above, below = _boxes(phone, ".side")
    assert above["y"] + above["height"] <= below["y"]
    assert above["x"] == pytest.approx(below["x"], abs=1)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    figures = wide.page.locator(".figures li")
    first, second = _boxes(wide, ".figures li")[:2]
    assert first["y"] == pytest.approx(second["y"], abs=1)
    figures.nth(1).locator(".cite").click()
    wide.page.wait_for_selector(".source[data-key='1:3']")
    # With the source open there is room for one column only, or for two that can be read.
    assert _box(wide, ".side")["width"] >= 240
    for visit in (wide, phone):
        visit.page.emulate_media(media="print")
        assert visit.page.locator(".side h2").nth(1).is_visible()
        assert not visit.page.locator(".copy").first.is_visible()


def test_touch_targets_on_a_phone(visitor: Visitor) -> None:
    visit = visitor(**PHONE)
    visit.ask(BUOYS, "answered")
    visit.ask("every one", "answered")
    visit.ask("more", "needs_clarification")
    for button in visit.page.locator(":is(.less-this, .show-all, .copy, .choice)").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    visit.page.locator("#turn-1 .less-this").first.tap()
    visit.page.wait_for_selector("#turn-4[data-state='answered']")
    assert visit.assistant.without[-1] == ("item",)


_CLIPPED = "e => getComputedStyle(e).clipPath !== 'none'"


def test_a_long_list_is_opened_by_its_button_or_by_tabbing_on(visitor: Visitor) -> None:
    visit = visitor()
    page = visit.page
    visit.ask("every one", "answered")
    rest = page.locator("#answer-1 .rest")
    assert rest.evaluate(_CLIPPED)
    # Nothing is lost to a selection, nor to a screen reader, nor on paper.
    selected = page.evaluate(
        "() => { getSelection().selectAllChildren(document.getElementById('answer-1'));"
        " return getSelection().toString() }"
    )
    assert "Buoy 23 was painted." in selected
    assert "Minutes, 14 February 2020, item 4/20" in selected
    assert "[23]" in selected
    assert page.get_by_role("button", name="Source 23").count() == 1
    page.emulate_media(media="print")
    assert not rest.evaluate(_CLIPPED)
    page.emulate_media(media="screen")
    page.click("text=Show all 23")
    page.wait_for_selector("text=Show the first 10")
    assert not rest.evaluate(_CLIPPED)
    visit.ask("every one", "answered")  # the next answer leaves it open
    page.wait_for_selector("#answer-1 .rest.open")
    page.click("text=Show the first 10")
    page.wait_for_selector("#answer-1 .rest:not(.open)")
    visit.cite(2, 10).focus()
    page.keyboard.press("Tab")
    page.wait_for_selector("#answer-2 .rest.open")
    assert visit.focused("e.dataset.number") == "11"


def test_a_choice_asks_its_question(visitor: Visitor) -> None:
    visit = visitor()
    visit.ask("more", "needs_clarification")
    assert visit.page.locator(".choice").count() == 2
    visit.page.locator(".choice").first.focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector("#turn-2[data-state='answered']")
    assert visit.page.inner_text("#turn-2 .words") == BUOYS


def test_the_whole_answer_can_be_copied(visitor: Visitor) -> None:
    visit = visitor(permissions=["clipboard-read", "clipboard-write"])
    visit.ask("every one", "answered")
    visit.page.get_by_role("button", name="Copy answer").click()
    visit.page.wait_for_selector("#answer-1 .copied:has-text('Copied')")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    wanted = plain_answer(Exchange(question="every one", answer=long_list("every one")))
    assert copied == wanted
    assert "“Buoy 23 was painted.” [23]" in copied


class _Hostile(InventedAssistant):
    def ask(self, question: str, **options: Any) -> Answer:
        return replace(
            hostile_answer(question),
            standalone_question=HOSTILE,
            understood=(Clue(key=HOSTILE, label=HOSTILE),),
            groups=(Group(heading=HOSTILE, sentences=(0,)), Group(heading="B", sentences=())),
            notes=(HOSTILE,),
            conflicts=(Conflict(about=HOSTILE, citations=(1, 1)),),
            suggestions=(HOSTILE,),
        )


def test_hostile_text_in_every_field_is_only_text(visitor: Visitor) -> None:
    visit = visitor(_Hostile())
    page = visit.page
    visit.ask("anything", "answered")
    for selector in (".clue", ".understood", ".side h2", ".notes", ".conflict", ".suggestion"):
        assert HOSTILE in page.inner_text(f"#turn-1 {selector} >> nth=0")
    page.click("#turn-1 .less-this")
    page.wait_for_selector("#turn-2[data-state='answered']")
    assert f"without {HOSTILE}" in page.inner_text("#turn-2 .less")
    assert page.locator("#layout :is(img, a, script)").count() == 0
    assert page.evaluate("window.hacked") is None


def test_without_a_language_model_there_is_no_choice_of_modes(visitor: Visitor) -> None:
    visit = visitor()
    visit.ask(BUOYS, "answered")
    assert visit.page.locator(".modes:visible").count() == 0
    assert visit.assistant.modes == ["quotes"]


def test_a_written_answer_grows_is_checked_and_shows_its_evidence(visitor: Visitor) -> None:
    assistant = WritingAssistant()
    visit = visitor(assistant)
    page = visit.page
    page.get_by_label("Quotes").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_label("Written").is_checked()
    page.locator("#question textarea").fill(BUOYS)
    page.locator("#question textarea").press("Enter")
    page.wait_for_selector("#answer-1 .looking:has-text('Looking')")
    assistant.go.release()
    page.wait_for_selector("#answer-1 .looking:has-text('Checking')")
    assert page.locator("#answer-1").get_attribute("aria-busy") == "true"
    assert page.locator("#answer-1 .claim").count() == 1
    visit.open_source(1, 1)  # a source can be opened before the answer is complete
    page.keyboard.press("Escape")
    assistant.go.release()
    page.wait_for_selector("#turn-1[data-state='answered']")
    assert assistant.modes == ["written"]
    assert page.locator(".looking").count() == 0
    # The words behind a sentence: pointed at, focused, and let go.
    first, second = page.locator("#answer-1 .support").all()
    quotes = [citation.quote for citation in buoys_answer().citations]
    page.locator("#page-title").hover()
    page.locator("#question textarea").focus()
    assert not first.is_visible()
    page.locator("#answer-1 .claim").first.hover(position={"x": 5, "y": 5})
    first.wait_for(state="visible")
    assert quotes[0] in first.inner_text()
    first.hover()  # it can be reached without going away
    assert first.is_visible()
    page.keyboard.press("Escape")
    first.wait_for(state="hidden")
    visit.cite(1, 2).focus()
    second.wait_for(state="visible")
    assert quotes[1] in second.inner_text()
    assert quotes[2] in second.inner_text()
    described = visit.cite(1, 3).get_attribute("aria-describedby")
    assert quotes[2] in page.locator(f"[id='{described}']").inner_text()
    page.keyboard.press("Escape")
    second.wait_for(state="hidden")


def test_evidence_by_tapping(visitor: Visitor) -> None:
    assistant = WritingAssistant()
    assistant.go.release(2)
    visit = visitor(assistant, **PHONE)
    _write(visit, BUOYS)
    visit.page.wait_for_selector("#turn-1[data-state='answered']")
    first = visit.page.locator("#answer-1 .support").first
    assert not first.is_visible()
    visit.page.locator("#answer-1 .claim").first.tap(position={"x": 5, "y": 5})
    first.wait_for(state="visible")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.page.locator("#turn-1 .asked").tap()
    first.wait_for(state="hidden")


def test_a_written_answer_that_fails_keeps_what_was_shown(visitor: Visitor) -> None:
    assistant = WritingAssistant(fails=True)
    assistant.go.release(2)
    visit = visitor(assistant)
    _write(visit, BUOYS)
    visit.page.wait_for_selector("#turn-1[data-state='problem']")
    text = visit.page.inner_text("#answer-1")
    assert written(BUOYS, 1).sentences[0].text.partition(" [")[0] in text
    assert "not checked" in text
    assert "bug" not in text
    visit.page.get_by_label("Quotes").check()
    visit.ask(BUOYS, "answered")
    assert [turn.answer for turn in assistant.asked[-1][1]] == [""]


@pytest.mark.parametrize("shown", [True, False], ids=["endless", "never begins"])
def test_stop_ends_an_answer_and_keeps_what_was_shown(visitor: Visitor, shown: bool) -> None:
    assistant = WritingAssistant(endless=True)
    visit = visitor(assistant)
    page = visit.page
    _write(visit, BUOYS)
    page.wait_for_selector("#answer-1 .stop")
    if shown:
        assistant.go.release()
        page.wait_for_selector("#answer-1 .claim")
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector("#turn-1[data-state='problem']")
    assert "Stopped" in page.inner_text("#answer-1 .notice")
    assert page.locator("#answer-1 .claim").count() == int(shown)
    assert page.locator(".stop").count() == 0
    page.get_by_label("Quotes").check()
    visit.ask(BUOYS, "answered")  # and the conversation goes on
    assistant.go.release()
    assert assistant.closed.wait(30)


def test_a_new_conversation_takes_a_question_at_once(visitor: Visitor) -> None:
    # The page's clock stands still, so that no second press is ever late enough.
    visit = visitor(WritingAssistant(endless=True), script="performance.now = () => 5")
    _write(visit, BUOYS)
    visit.assistant.go.release()
    visit.page.wait_for_selector("#answer-1 .claim")
    visit.page.click("#new-conversation")
    visit.page.wait_for_selector(".example")
    visit.page.get_by_label("Quotes").check()
    visit.ask(BUOYS, "answered")
    visit.assistant.go.release()


def test_leaving_lets_go_of_an_answer_that_is_being_made(visitor: Visitor) -> None:
    assistant = WritingAssistant(endless=True)
    visit = visitor(assistant)
    page = visit.page
    _write(visit, BUOYS)
    assistant.go.release()
    page.wait_for_selector("#answer-1 .claim")
    page.click("#new-conversation")
    page.wait_for_selector(".example")
    page.get_by_label("Quotes").check()
    visit.ask(BUOYS, "answered")
    assert page.locator(".turn").count() == 1
    assert assistant.asked[-1][1] == ()
    assistant.go.release()
    assert assistant.closed.wait(30)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_accessibility_rules(visitor: Visitor, scheme: str, screen: str) -> None:
    options: dict[str, Any] = PHONE if screen == "phone" else {"reduced_motion": "reduce"}
    assistant = WritingAssistant()
    visit = visitor(assistant, color_scheme=scheme, **options)
    visit.ask(BUOYS, "answered")
    visit.ask("compare them", "answered")
    visit.ask("every one", "answered")
    visit.ask("more", "needs_clarification")
    _write(visit, BUOYS)
    assistant.go.release()
    visit.page.wait_for_selector("#answer-5 .claim")
    assert violations(visit) == []
    assistant.go.release()
    visit.page.wait_for_selector("#turn-5[data-state='answered']")
    visit.page.get_by_label("Quotes").check()
    visit.page.click("#turn-1 .less-this >> nth=0")
    visit.page.wait_for_selector("#turn-6[data-state='answered']")
    visit.page.click("#answer-3 .show-all")
    visit.cite(5, 1).focus()
    visit.page.wait_for_selector("#answer-5 .support:visible")
    assert violations(visit) == []
